"""The only reader of user files: literate Markdown and YAML become the model, with positions.

Every function here takes a `Findings` list and adds what is wrong to it; nothing stops at the first
error, and nothing that has an error reaches the evaluator.
"""
