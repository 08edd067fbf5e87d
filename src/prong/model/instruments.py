"""Instruments: treaties, guidance, policies and decisions, with their parties and what they provide.

`bound` answers whether a treaty bound a state for facts of a date: a treaty binds for facts after its
entry into force for that state, counted from the deposit by the treaty's own rule.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from prong.model.dates import DateInterval, shift_days, shift_months
from prong.model.document import CslFields, Document, Identifier, State

InstrumentKind = Literal[
    "treaty", "guidance", "policy", "decision", "statute", "directive", "document", "report"
]
Weight = Literal["binding", "authoritative", "persuasive", "soft-law", "advocacy"]
PinpointKind = Literal["article", "paragraph", "page", "section", "recital"]


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """An instrument and a pinpoint in it, written `instrument/pinpoint`."""

    instrument: str
    pinpoint: str

    def __str__(self) -> str:
        return f"{self.instrument}/{self.pinpoint}"

    @classmethod
    def from_text(cls, text: str) -> Citation:
        """Read `instrument/pinpoint`; the pinpoint may itself hold a slash."""
        instrument, _, pinpoint = text.partition("/")
        return cls(instrument, pinpoint)


class Provision(Document):
    """What stands at a pinpoint, by its operative terms; `checked` falls back to the instrument's."""

    terms: str
    checked: bool | None = None


class EntryRule(Document):
    """How long after its deposit a treaty enters into force for a state that joins later."""

    days: int | None = None
    months: int | None = None
    cite: str


class Party(Document):
    """A state's act towards a treaty; `deposited` is the day of deposit or, for a signature, of signing."""

    by: Literal["ratification", "accession", "succession", "acceptance", "signature", "not-party"]
    deposited: datetime.date | None = None
    checked: bool = True


class Instrument(Document):
    """An authority: `citation` holds CSL-JSON fields, `provisions` every pinpoint that a rule may cite."""

    instrument: Identifier
    title: str
    short: str
    kind: InstrumentKind
    weight: Weight
    pinpoint: PinpointKind
    adopted: datetime.date | None = None
    in_force: datetime.date | None = None
    citation: CslFields
    link: str | None = None
    checked: bool
    note: str | None = None
    entry_rule: EntryRule | None = None
    parties: Mapping[State, Party] = {}
    reservations: Mapping[State, str] = {}
    provisions: Mapping[str, Provision]

    def is_checked(self, pinpoint: str) -> bool:
        """Whether the provision was compared with its source."""
        own = self.provisions[pinpoint].checked
        return self.checked if own is None else own

    def entry_for(self, state: str) -> datetime.date | None:
        """The day from which the treaty binds the state, or None where no such day is known."""
        party = self.parties.get(state)
        if party is None or party.by in ("signature", "not-party"):
            return None
        if party.deposited is None or self.in_force is None or self.entry_rule is None:
            return None
        later = shift_days(party.deposited, self.entry_rule.days or 0)
        return max(self.in_force, shift_months(later, self.entry_rule.months or 0))


class Bound(Enum):
    """Whether an instrument bound a state: the third answer is that it cannot be told."""

    YES = "bound"
    NO = "not-bound"
    UNKNOWN = "undetermined"


def bound(state: str, instrument: Instrument, on: DateInterval) -> Bound:
    """Whether `instrument` bound `state` on every, no or an unknown day of `on`."""
    return bound_from(begin_of(state, instrument), on)


def begin_of(state: str, instrument: Instrument) -> datetime.date | Bound:
    """The day from which an instrument binds a state; where there is none, the answer for every day."""
    if instrument.kind != "treaty":
        return Bound.NO
    party = instrument.parties.get(state)
    if party is None:
        return Bound.UNKNOWN
    if party.by in ("signature", "not-party"):
        return Bound.NO
    return instrument.entry_for(state) or Bound.UNKNOWN


def bound_from(begin: datetime.date | Bound, on: DateInterval) -> Bound:
    """Whether what begins then binds on every, no or an unknown day of `on`."""
    if isinstance(begin, Bound):
        return begin
    if on.earliest is not None and on.earliest >= begin:
        return Bound.YES
    if on.latest is not None and on.latest < begin:
        return Bound.NO
    return Bound.UNKNOWN
