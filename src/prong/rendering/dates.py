"""Dates in words: “January 2002”, “about 2004”, “between January and March 2002”."""

from __future__ import annotations

import re
from types import MappingProxyType

from prong.model.dates import DateInterval, YearSpan
from prong.rendering.language import ENGLISH, Language, marked
from prong.rendering.words import MONTHS

SEASONS = MappingProxyType(
    {21: marked("spring"), 22: marked("summer"), 23: marked("autumn"), 24: marked("winter")}
)
QUALIFIERS = MappingProxyType(
    {
        "~": marked("about %(date)s"),
        "?": marked("probably %(date)s"),
        "%": marked("probably about %(date)s"),
    }
)


def date_words(date: DateInterval, language: Language = ENGLISH) -> str:
    """The date in words, as exact as it is and no more."""
    say = language.gettext
    start, stroke, end = str(date).partition("/")
    if not stroke:
        return _one(start, language)
    if start in ("", "..") and end in ("", ".."):
        return say("on an unknown date")
    if start in ("", ".."):
        return say("%(date)s or earlier") % {"date": _one(end, language)}
    if end in ("", ".."):
        return say("%(date)s or later") % {"date": _one(start, language)}
    first, last = _one(start, language), _one(end, language)
    if len(start) > 4 and end.isdigit():
        last = say("the end of %(year)s") % {"year": end}
    elif start.isdigit() and len(end) > 4:
        first = say("the beginning of %(year)s") % {"year": start}
    if language == ENGLISH:
        first = _without_year(first, last, start, end)
    return say("between %(first)s and %(last)s") % {"first": first, "last": last}


def span_words(span: YearSpan, language: Language = ENGLISH) -> str:
    """Completed years in words: “17”, “17 or 18”, “16 to 19”, “at least 16”."""
    say, low, high = language.gettext, span.low, span.high
    if low is None and high is None:
        return say("unknown")
    if high is None:
        return say("at least %(number)s") % {"number": low}
    if low is None:
        return say("at most %(number)s") % {"number": high}
    if low == high:
        return str(low)
    pattern = say("%(first)s or %(last)s") if high == low + 1 else say("%(first)s to %(last)s")
    return pattern % {"first": low, "last": high}


def _without_year(first: str, last: str, start: str, end: str) -> str:
    """The first of two days without the year that it shares with the last."""
    year = f" {end[:4]}"
    if start[:4] != end[:4] or not last.endswith(year):
        return first
    return first.removesuffix(year).removesuffix(" of")


def _one(text: str, language: Language) -> str:
    qualifier = text[-1:]
    if qualifier in QUALIFIERS:
        pattern = language.gettext(QUALIFIERS[qualifier])
        return pattern % {"date": _exact(text.removesuffix(qualifier), language)}
    return _exact(text, language)


def _exact(text: str, language: Language) -> str:
    say = language.gettext
    year, *parts = text.split("-")
    if decade := re.fullmatch(r"(\d{3})X", year):
        return say("the %(decade)ss") % {"decade": f"{decade[1]}0"}
    if "X" in year:
        years = {"first": year.replace("X", "0"), "last": year.replace("X", "9")}
        return say("the years %(first)s to %(last)s") % years
    month = int(parts[0]) if parts and parts[0].isdigit() else 0
    if not month:
        return say("%(year)s") % {"year": year}
    if month in SEASONS:
        return say("%(season)s %(year)s") % {"season": say(SEASONS[month]), "year": year}
    day = int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else 0
    named = {"day": day, "month": say(MONTHS[month - 1]), "year": year}
    return say("%(day)s %(month)s %(year)s") % named if day else say("%(month)s %(year)s") % named
