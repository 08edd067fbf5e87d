"""Cases: what accounts show of a person, as events and findings, each with its evidence.

A case holds one account. A `Record` is what is assessed: one account, or all accounts of a person.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import Field, field_validator

from prong.model.dates import from_days
from prong.model.document import Document, EdtfDate, Identifier, StandardKey, State
from prong.model.sources import Evidence, Source

Role = Literal[
    "recruiter",
    "transporter",
    "broker",
    "buyer",
    "partner",
    "employer",
    "police",
    "official",
    "relative",
    "helper",
    "other",
]
Reckoning = Literal["international", "korean", "unknown"]


class StatedAge(Document):
    """An age that the account gives at an event; Korean reckoning counts one or two years more."""

    stated: int = Field(ge=1, le=130)
    event: Identifier
    reckoning: Reckoning
    evidence: tuple[Evidence, ...] = Field(min_length=1)


class Person(Document):
    """The person whom the case is about; `province` is where she lives.

    `name` is the pseudonym of the source, and is left out where the source gives none.
    """

    name: str | None = None
    born: EdtfDate | None = None
    sex: Literal["female", "male"] | None = None
    nationality: tuple[State, ...] = ()
    province: str | None = None
    ages: tuple[StatedAge, ...] = ()
    evidence: tuple[Evidence, ...] = Field(min_length=1)


class Actor(Document):
    """Somebody else in the account, by the part that he or she played."""

    role: Role
    who: str


class Payment(Document):
    """A sum that the account names, in the currency that it names."""

    amount: int = Field(ge=0)
    currency: Literal["CNY", "KPW", "USD"]


class Event(Document):
    """Something that happened: when, where, by whom, told in our own words."""

    date: EdtfDate | None = None
    state: State | None = None
    place: str | None = None
    by: tuple[Identifier, ...] = ()
    is_: tuple[Identifier, ...] = ()
    paid: Payment | None = None
    what: str
    evidence: tuple[Evidence, ...] = Field(min_length=1)


class Finding(Document):
    """That a predicate holds or does not, and the highest standard to which the evidence shows it."""

    holds: Literal["yes", "no"]
    to: StandardKey
    events: tuple[Identifier, ...] = ()
    note: str | None = None
    counter: str | None = None
    evidence: tuple[Evidence, ...] = Field(min_length=1)


class AccountOf(Document):
    """Which source holds the account, and where."""

    id: Identifier
    at: str


class Mentioned(Document):
    """Somebody else who may have been a victim: who, what is told, and why there is no case for it."""

    who: str
    what: str
    evidence: tuple[Evidence, ...] = Field(min_length=1)


class Case(Document):
    """One account, coded; `others` are people of whom too little is told for a case of their own."""

    case: Identifier
    title: str
    source: AccountOf
    person: Person
    actors: Mapping[Identifier, Actor] = {}
    events: Mapping[Identifier, Event] = {}
    findings: Mapping[Identifier, tuple[Finding, ...]] = {}
    others: tuple[Mentioned, ...] = ()
    note: str | None = None

    @field_validator("findings", mode="before")
    @classmethod
    def _one_or_several(cls, value: Any) -> Any:
        if not isinstance(value, Mapping):
            return value
        return {name: (found,) if isinstance(found, Mapping) else found for name, found in value.items()}


class Joined(Document):
    """A person file: the accounts that belong to one person, and why they are taken to be hers."""

    person: Identifier
    title: str
    accounts: tuple[Identifier, ...] = Field(min_length=2)
    reason: str


@dataclass(frozen=True, slots=True)
class Record:
    """What is assessed: the accounts of one person, with the source of each and a digest of their files.

    `audience` names who may read it, where something was withheld.
    """

    id: str
    title: str
    accounts: tuple[tuple[Case, Source], ...]
    digest: str
    reason: str | None = None
    audience: str = "internal"

    @property
    def person(self) -> Person:
        """The person as the first account gives her."""
        return self.accounts[0][0].person


def closed(case: Case, source: Source) -> Case:
    """The case with every open end of a date closed by the time at which the account was given."""
    if source.told is None or source.told.latest is None:
        return case
    last = source.told.latest
    events = {
        name: event.model_copy(
            update={"date": from_days(event.date.earliest, last, uncertain=event.date.uncertain)}
        )
        if _is_open(event, last)
        else event
        for name, event in case.events.items()
    }
    return case.model_copy(update={"events": events})


def _is_open(event: Event, last: datetime.date) -> bool:
    date = event.date
    return date is not None and date.latest is None and date.earliest is not None and date.earliest <= last
