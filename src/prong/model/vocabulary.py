"""The vocabulary: predicates that a finding can hold, quantities that are computed, milestones of events."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import model_validator

from prong.model.document import Document, Identifier


class Derived(Document):
    """A predicate computed from a quantity: below a number, or at least it."""

    quantity: Identifier
    below: int | None = None
    at_least: int | None = None

    @model_validator(mode="after")
    def _compares(self) -> Derived:
        if (self.below is None) == (self.at_least is None):
            raise ValueError("a quantity with either “below” or “at-least”")
        return self


class Predicate(Document):
    """A fact that an account can show or deny, with the question that asks for it.

    `label` is a noun phrase that fits “made out: …”; `counts` and `not_` say where the line runs.
    """

    label: str
    question: str
    counts: str
    not_: str
    htcds: tuple[str, ...] = ()
    ctdc: tuple[str, ...] = ()
    derived: Derived | None = None
    cite: str | None = None


class EarliestOf(Document):
    """The earliest event to which a finding that one of these predicates holds points."""

    earliest_of: tuple[Identifier, ...]


class Duration(Document):
    """From the earliest event that is one milestone to the latest that is the other."""

    from_: Identifier
    to: Identifier


class Quantity(Document):
    """A number of completed years, computed by interval arithmetic from persons and events."""

    label: str
    unit: Literal["years"]
    age_at: EarliestOf | None = None
    duration: Duration | None = None


class Milestone(Document):
    """A kind of event that quantities and memos refer to."""

    label: str


class Vocabulary(Document):
    """All that norms and cases may name, each name declared once."""

    predicates: Mapping[Identifier, Predicate]
    quantities: Mapping[Identifier, Quantity]
    milestones: Mapping[Identifier, Milestone]
