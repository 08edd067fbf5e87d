"""What a brief has room for: of the facts that would turn an answer, those that would turn most of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from prong.explanation.hypotheses import Change
from prong.model.verdicts import Verdict
from prong.rendering.questions import Assessed, QuestionView

ROOM = 3


def turning_alone(one: Assessed) -> Iterator[tuple[Change, Verdict]]:
    """The facts of which each alone would turn the answer, shown or excluded, with the verdict it brings."""
    for verdict, found in one.explanation.turning_alone(one.explanation.node).items():
        for changes in found:
            if len(changes) == 1 and changes[0].kind in ("shown", "denied"):
                yield changes[0], verdict


def asked_first(questions: Sequence[QuestionView]) -> list[tuple[list[str], str]]:
    """The facts to ask for first, each with the letters of the questions that it would turn.

    A fact that turns more questions stands before one that turns fewer; else the order is the memo’s.
    """
    letters: dict[str, list[str]] = {}
    for one in questions:
        for turn in one.outlook.turning:
            if any(kind in ("shown", "denied") for kind, _ in turn.outcomes):
                for fact in turn.facts:
                    letters.setdefault(fact.label, []).append(one.letter)
    first = sorted(letters, key=lambda fact: -len(set(letters[fact])))[:ROOM]
    return [(list(dict.fromkeys(letters[fact])), fact) for fact in first]
