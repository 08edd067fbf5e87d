"""The shapes of front matter and blocks: which keys each may have, and of which type."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field, field_validator

from prong.model.document import Document, Identifier, StandardKey
from prong.model.norms import ConclusionKind

Cites = tuple[str, ...]
Outcome = Literal[
    "satisfied",
    "not-satisfied",
    "undetermined",
    "contested",
    "dispensed",
    "presumed-satisfied",
    "presumed-not-satisfied",
]


def several(value: Any) -> Any:
    """A single text as a list of one."""
    return (value,) if isinstance(value, str) else value


class NormShape(Document):
    """Front matter of a norm."""

    norm: Identifier
    title: str
    provision: str
    standard: StandardKey
    standard_cite: str | None = None
    conclusion: ConclusionKind
    binding: tuple[Identifier, ...] = ()
    part_of: Identifier | None = None
    order: int


class ModifierShape(Document):
    """What stands under the name of an exception, a dispensation or an objection."""

    cite: Cites = Field(min_length=1)
    answered_by: str | None = None

    _cite = field_validator("cite", mode="before")(several)


class BurdenShape(Document):
    """Who bears the burden and what is presumed."""

    on: Literal["state", "applicant"]
    presume: Literal["satisfied", "not-satisfied"]
    cite: Cites = Field(min_length=1)

    _cite = field_validator("cite", mode="before")(several)


class ElementShape(Document):
    """An element; the constructs are read apart, because they nest."""

    label: str
    cite: Cites = ()
    standard: StandardKey | None = None
    standard_as: str | None = None
    burden: BurdenShape | None = None
    unless: Mapping[str, ModifierShape] = {}
    dispensed_when: Mapping[str, ModifierShape] = {}
    objection: Mapping[str, ModifierShape] = {}
    all: Any = None
    any: Any = None
    not_: Any = None
    at_least: Any = None
    weigh: Any = None
    is_: Any = None
    reading: Any = None
    positions: Any = None

    _cite = field_validator("cite", mode="before")(several)


class PositionShape(Document):
    """A position of a reading."""

    holds: str
    authorities: tuple[str, ...] = Field(min_length=1)


class ReadingShape(Document):
    """A contested question."""

    question: str
    cite: Cites = Field(min_length=1)
    default: str
    positions: Mapping[Identifier, PositionShape] = Field(min_length=2)

    _cite = field_validator("cite", mode="before")(several)


class ConsequenceShape(Document):
    """What an instrument attaches to a verdict."""

    cite: str
    when: Literal["satisfied", "not-satisfied", "undetermined", "contested", "any"]
    text: str


class RelationShape(Document):
    """What is to be proved of two tests: exactly one of the last five keys is there."""

    title: str
    cite: Cites = Field(min_length=1)
    given: Any = None
    readings: Mapping[str, str] = {}
    subject: str
    implies: Cites = Field(None, min_length=1)
    excludes: Cites = Field(None, min_length=1)
    equivalent: Cites = Field(None, min_length=1)
    independent_of: Cites = Field(None, min_length=1)
    without_effect: Cites = Field(None, min_length=1)

    _several = field_validator(
        "cite", "implies", "excludes", "equivalent", "independent_of", "without_effect", mode="before"
    )(several)


class ExampleShape(Document):
    """A test in a rule document."""

    title: str
    facts: Mapping[str, Any]
    expect: Mapping[str, Outcome] = Field(min_length=1)
    readings: Mapping[str, str] = {}
    regime: str | None = None
    standard: StandardKey | None = None


class RegimeShape(Document):
    """Front matter of a regime."""

    regime: Identifier
    title: str
    in_force: datetime.date
    cite: str


class SettingShape(Document):
    """What a regime sets for a norm or an element."""

    standard: StandardKey | None = None
    burden: BurdenShape | None = None
    cite: str


class VocabularyShape(Document):
    """Front matter of a vocabulary document."""

    vocabulary: Identifier
    title: str
