"""A trace as a tree for the terminal: every node with its verdict, its standard and its authority."""

from __future__ import annotations

from rich.text import Text
from rich.tree import Tree

from prong.model.trace import Node, Trace
from prong.rendering.table import verdict_text
from prong.rendering.words import COLOURS, DISPENSED_WORDS, SYMBOLS, WORDS

ROLES = {
    "unless": "unless: ",
    "dispensed-when": "not required when: ",
    "objection": "objection: ",
    "answered-by": "answered by: ",
}
KINDS = {
    "all": "all of these",
    "any": "any of these",
    "not": "not this",
    "at-least": "enough of these",
    "weigh": "these weighed",
    "reading": "by reading",
}


def trace_tree(trace: Trace) -> Tree:
    """The trace, from its verdict down to the facts."""
    tree = Tree(Text.assemble(f"{trace.title}: ", verdict_text(trace)))
    for child in trace.root.children:
        _add(tree, child)
    return tree


def _add(tree: Tree, node: Node) -> None:
    """A node below its parent; a position that is not taken is named and not followed."""
    branch = tree.add(_line(node))
    if node.in_force:
        for child in node.children:
            _add(branch, child)


def _line(node: Node) -> Text:
    name = node.label or KINDS.get(node.kind, node.id)
    before = f"{node.position}: " if node.role == "position" else ROLES.get(node.role, "")
    words = (
        DISPENSED_WORDS if node.dispensed else f"{'presumed ' if node.presumed else ''}{WORDS[node.verdict]}"
    )
    text = Text.assemble(before, (f"{SYMBOLS[node.verdict]} ", COLOURS[node.verdict]), f"{name} – {words}")
    if node.basis:
        text.append(f"  {', '.join(node.basis)}", style="dim")
    if not node.in_force:
        text.append("  (not taken)", style="dim")
    return text
