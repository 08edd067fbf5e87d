"""The words and symbols for verdicts and months, the same in every rendering."""

from __future__ import annotations

from types import MappingProxyType

SYMBOLS = MappingProxyType({"satisfied": "✓", "not-satisfied": "✗", "undetermined": "?", "contested": "±"})
COLOURS = MappingProxyType(
    {"satisfied": "green", "not-satisfied": "red", "undetermined": "yellow", "contested": "magenta"}
)
WORDS = MappingProxyType(
    {
        "satisfied": "made out",
        "not-satisfied": "not made out",
        "undetermined": "undetermined",
        "contested": "contested",
    }
)
RECOMMENDATION_WORDS = MappingProxyType({**WORDS, "satisfied": "supported", "not-satisfied": "not supported"})
DISPENSED = "–"
DISPENSED_WORDS = "not required"
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
