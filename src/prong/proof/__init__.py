"""What shows that rules are right: which parts the examples decide, and which slips they would catch."""
