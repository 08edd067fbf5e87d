"""What a style cites: the CSL-JSON fields of an instrument or a source, made inert for Markdown.

Beside the fields of CSL three conventions hold, the first two of them Juris-M’s: `collection-number` is
the year that names the volume of a report, `jurisdiction` the country of a court or of an act, and
`container-title` with `number` the series in which a document stands, such as UN Doc.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

from prong.model.instruments import Instrument
from prong.rendering.escape import markdown

PARTS = re.compile(r"\d{4}(-\d\d){0,2}")


@dataclass(frozen=True, slots=True)
class Day:
    """A date as exact as it is known; a style has its own words for it."""

    year: str
    month: int | None = None
    day: int | None = None

    @classmethod
    def from_text(cls, text: str) -> Day | None:
        """Read YYYY, YYYY-MM or YYYY-MM-DD."""
        if not PARTS.fullmatch(text):
            return None
        year, *rest = text.split("-")
        return cls(year, *map(int, rest))


@dataclass(frozen=True, slots=True)
class Work:
    """One work: its CSL type, its fields as Markdown, its short name and its dates."""

    type: str
    fields: Mapping[str, str]
    short: str
    issued: Day | None
    available: Day | None
    adopted: Day | None
    in_force: Day | None

    def __getitem__(self, name: str) -> str:
        """A field as Markdown, empty where it is not stated."""
        return self.fields.get(name, "")


def work_of(
    csl: Mapping[str, str],
    *,
    short: str = "",
    adopted: datetime.date | None = None,
    in_force: datetime.date | None = None,
) -> Work:
    """The work that CSL-JSON fields describe."""
    return Work(
        type=csl["type"],
        fields={name: markdown(text) for name, text in csl.items()},
        short=markdown(short),
        issued=Day.from_text(csl.get("issued", "")),
        available=Day.from_text(csl.get("available-date", "")),
        adopted=_day(adopted),
        in_force=_day(in_force),
    )


def work_of_instrument(instrument: Instrument) -> Work:
    """The work that an instrument is."""
    return work_of(
        instrument.citation,
        short=instrument.short,
        adopted=instrument.adopted,
        in_force=instrument.in_force,
    )


def joined(*parts: str, by: str = " ") -> str:
    """The parts that are not empty."""
    return by.join(filter(None, parts))


def _day(date: datetime.date | None) -> Day | None:
    return Day(str(date.year), date.month, date.day) if date else None
