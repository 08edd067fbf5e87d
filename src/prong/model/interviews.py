"""How far an interview on a case has come: what was asked, and what was answered without a finding.

It is kept in a file beside the case, for `not stated` and `unsure` are no findings and decide nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

from prong.model.document import Document, Identifier


class OpenAnswer(Document):
    """An answer that is no finding, so that the question is not asked again."""

    answer: Literal["not-stated", "unsure"]
    note: str | None = None


class Progress(Document):
    """The predicates that were asked, in the order of the answers, and the answers that are no findings."""

    case: Identifier
    asked: tuple[Identifier, ...] = ()
    open: Mapping[Identifier, OpenAnswer] = {}

    def without(self, found: Collection[str]) -> Progress:
        """The progress where a finding stands for an answer that is none, as after a loss of power."""
        kept = {name: given for name, given in self.open.items() if name not in found}
        return self if len(kept) == len(self.open) else self.model_copy(update={"open": kept})

    def with_answer(self, predicate: str, answer: OpenAnswer | None) -> Progress:
        """The progress after an answer; None where the answer is a finding and stands in the case."""
        others = {name: given for name, given in self.open.items() if name != predicate}
        asked = self.asked if predicate in self.asked else (*self.asked, predicate)
        return Progress(
            case=self.case, asked=asked, open=others if answer is None else {**others, predicate: answer}
        )
