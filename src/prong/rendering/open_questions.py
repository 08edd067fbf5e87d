"""Open questions of a memo: what to ask about each element that is undetermined, under its number.

A word processor shows them as comments at the headings of the analysis. Each question is asked once, where
the memo first needs it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import ascii_uppercase

from prong.model.norms import Rulebook
from prong.model.trace import Node
from prong.rendering.analysis import rows_of
from prong.rendering.questions import Assessed


def open_questions(rulebook: Rulebook, assessed: Sequence[Assessed]) -> dict[str, tuple[str, ...]]:
    """The questions of the vocabulary on which nothing is stated, by the number of the element.

    An element on which nothing at all is stated has no heading; its questions stand under the test's letter.
    """
    names = {one.trace.norm for one in assessed}
    whole = [one.trace.root for one in assessed if rulebook.norms[one.trace.norm].part_of not in names]
    asked: set[str] = set()
    found: dict[str, list[str]] = {}
    for letter, root in zip(ascii_uppercase, whole, strict=False):
        for place, row in enumerate(rows_of(root), 1):
            if row.verdict != "undetermined" or row.dispensed or not root.stated:
                continue
            number = f"{letter}.{place}" if row.stated else letter
            for name in _unstated(row):
                question = rulebook.vocabulary.predicates[name].question
                if question not in asked:
                    asked.add(question)
                    found.setdefault(number, []).append(question)
    return {number: tuple(questions) for number, questions in found.items()}


def _unstated(node: Node) -> Iterator[str]:
    """The predicates below a node on which nothing is stated; those of exceptions are not needed."""
    if node.kind == "predicate" and not node.findings:
        yield node.id
    for child in node.children:
        if child.role in ("part", "position"):
            yield from _unstated(child)
