"""What a brief has room for: of the facts that would turn an answer, those that would turn most of them."""

from __future__ import annotations

from collections.abc import Sequence

from prong.rendering.questions import QuestionView

ROOM = 3


def asked_first(questions: Sequence[QuestionView]) -> list[tuple[list[str], str]]:
    """The facts to ask for first, each with the letters of the questions that it would turn.

    A fact that turns more questions stands before one that turns fewer; else the order is the memo’s.
    """
    letters: dict[str, list[str]] = {}
    for one in questions:
        for turn in one.turning:
            if any(kind in ("shown", "denied") for kind, _ in turn.outcomes):
                for fact in turn.facts:
                    letters.setdefault(fact, []).append(one.letter)
    first = sorted(letters, key=lambda fact: -len(set(letters[fact])))[:ROOM]
    return [(list(dict.fromkeys(letters[fact])), fact) for fact in first]
