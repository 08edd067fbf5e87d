"""The audiences of a document, and what each may know."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from prong.redaction.dates import Unit


@dataclass(frozen=True, slots=True)
class Audience:
    """What a reader may know.

    `dates` is the finest unit of the date of an event. `details` tells whether sums, ages and the year of
    birth are given as they are. `crowd` is the least number of people who share a birth and a province, or
    a cell of a table on persons; 1 sets no bound.
    """

    name: str
    names: bool
    places: bool
    dates: Unit
    details: bool
    crowd: int


INTERNAL = Audience("internal", names=True, places=True, dates="day", details=True, crowd=1)
PARTNER = Audience("partner", names=False, places=False, dates="month", details=True, crowd=1)
PUBLIC = Audience("public", names=False, places=False, dates="year", details=False, crowd=5)
AUDIENCES = MappingProxyType({one.name: one for one in (INTERNAL, PARTNER, PUBLIC)})
