"""Dates in words: “January 2002”, “about 2004”, “between January and March 2002”."""

from __future__ import annotations

import re

from prong.model.dates import DateInterval, YearSpan
from prong.rendering.words import MONTHS

SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


def date_words(date: DateInterval) -> str:
    """The date in words, as exact as it is and no more."""
    start, stroke, end = str(date).partition("/")
    if not stroke:
        return _one(start)
    if start in ("", "..") and end in ("", ".."):
        return "on an unknown date"
    if start in ("", ".."):
        return f"{_one(end)} or earlier"
    if end in ("", ".."):
        return f"{_one(start)} or later"
    first, last = _one(start), _one(end)
    if len(start) > 4 and end.isdigit():
        last = f"the end of {end}"
    elif start.isdigit() and len(end) > 4:
        first = f"the beginning of {start}"
    year = f" {end[:4]}"
    if start[:4] == end[:4] and last.endswith(year):
        first = first.removesuffix(year).removesuffix(" of")
    return f"between {first} and {last}"


def span_words(span: YearSpan) -> str:
    """Completed years in words: “17”, “17 or 18”, “16 to 19”, “at least 16”."""
    low, high = span.low, span.high
    if low is None and high is None:
        return "unknown"
    if high is None:
        return f"at least {low}"
    if low is None:
        return f"at most {high}"
    if low == high:
        return str(low)
    return f"{low} or {high}" if high == low + 1 else f"{low} to {high}"


def _one(text: str) -> str:
    qualifier = text[-1] if text[-1:] in "~?%" else ""
    words = {"": "", "~": "about ", "?": "probably ", "%": "probably about "}[qualifier]
    parts = text.removesuffix(qualifier).split("-") if qualifier else text.split("-")
    year = parts[0]
    if decade := re.fullmatch(r"(\d{3})X", year):
        return f"{words}the {decade[1]}0s"
    if "X" in year:
        return f"{words}the years {year.replace('X', '0')} to {year.replace('X', '9')}"
    month = int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else 0
    if not month:
        return words + year
    if month in SEASONS:
        return f"{words}{SEASONS[month]} {year}"
    day = f"{int(parts[2])} " if len(parts) > 2 and parts[2].isdigit() else ""
    return f"{words}{day}{MONTHS[month - 1]} {year}"
