"""Dates that are only partly known, and what follows from them: ages, durations, order.

A date in a case file is a text in EDTF, level 1 (ISO 8601-2). Here it becomes an interval of days within
which the true day lies; every answer computed from it is then itself an interval or one of three values, so
that what is unknown stays unknown. The parser is small and tells the column of a fault.

What is read: `1998`, `1998-05`, `1998-05-17`; X for digits that are not specified (`199X`, `19XX`, `1998-XX`,
`1998-XX-XX`, `1998-05-XX`); a season (`1998-21` to `1998-24`); a qualifier behind a date (`~` approximate,
`?` uncertain, `%` both); two such dates with a stroke between them, either of which may be open (`..`) or
unknown (nothing at all); and `../..` for a day of which nothing is known.

EDTF leaves some meanings to the user of a date. The conventions of this program are:

- An interval `a/b` says that the day lies somewhere from the first day of a to the last day of b.
- Seasons are those of the northern hemisphere, in whole months: spring (21) March to May, summer (22) June to
  August, autumn (23) September to November, winter (24) December to February of the following year.
- `~` widens a date on each side: by a year where nothing finer than a year is known, by a month where a month
  or season is, by 15 days where the day is. `?` doubts the source rather than the precision, and moves
  nothing; it is only carried along.
- A bound that would leave the years 1 to 9998 is no bound: that end becomes open.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from typing import Literal

LONGEST_TEXT = 64
"""Characters; the longest date that EDTF level 1 can write here has 23."""

FIRST_DAY = datetime.date(1, 1, 1)
LAST_DAY = datetime.date(9998, 12, 31)

Reckoning = Literal["international", "korean", "unknown"]


class EdtfError(ValueError):
    """A text is no date: the column (from 0) of the fault, what was met there and what was expected."""

    def __init__(self, position: int, met: str, expected: str) -> None:
        super().__init__(f"expected {expected} at column {position}, met {met!r}")
        self.position = position
        self.met = met
        self.expected = expected


@dataclass(frozen=True, slots=True)
class DateInterval:
    """The days on which something may have happened, both inclusive; None is an open or unknown end.

    `text` is valid EDTF and parses to an equal value. `approximate` and `uncertain` repeat its qualifiers;
    the bounds of an approximate date are already widened.
    """

    text: str
    earliest: datetime.date | None
    latest: datetime.date | None
    approximate: bool
    uncertain: bool

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class YearSpan:
    """The least and the greatest number of completed years, both inclusive; None has no bound."""

    low: int | None
    high: int | None


_YEAR = re.compile(r"[0-9]{4}|[0-9]{3}X|[0-9]{2}XX")
_TWO_DIGITS = re.compile(r"[0-9]{2}")
_QUALIFIERS = "~?%"
_SEASONS = {"21": 3, "22": 6, "23": 9, "24": 12}
"""The month with which each season of three begins."""


@dataclass(frozen=True, slots=True)
class _End:
    """One date of a text: as it stands, and widened where it is approximate."""

    stated: tuple[datetime.date | None, datetime.date | None]
    widened: tuple[datetime.date | None, datetime.date | None]
    approximate: bool
    uncertain: bool


_NOTHING_STATED = _End((None, None), (None, None), approximate=False, uncertain=False)


def parse_edtf(text: str) -> DateInterval:
    """Read a date or an interval of dates.

    Raises:
        EdtfError: with the column of the fault; it lies inside the text unless that is empty.
    """
    if not text:
        raise EdtfError(0, "", "a date such as 1998-05")
    if len(text) > LONGEST_TEXT:
        raise EdtfError(LONGEST_TEXT, text[LONGEST_TEXT], f"at most {LONGEST_TEXT} characters")
    stroke = text.find("/")
    if stroke < 0:
        end = _read_date(text, 0, len(text))
        return DateInterval(text, *end.widened, end.approximate, end.uncertain)
    second_stroke = text.find("/", stroke + 1)
    if second_stroke >= 0:
        raise EdtfError(second_stroke, "/", "one stroke between two dates")
    start = _read_end(text, 0, stroke)
    end = _read_end(text, stroke + 1, len(text))
    if start is end is _NOTHING_STATED and text != "../..":
        raise EdtfError(stroke, "/", "a date on one side of the stroke")
    first, last = start.stated[0], end.stated[1]
    if first is not None and last is not None and last < first:
        raise EdtfError(stroke + 1, text[stroke + 1 :], "an end that is not before the start")
    return DateInterval(
        text,
        start.widened[0],
        end.widened[1],
        start.approximate or end.approximate,
        start.uncertain or end.uncertain,
    )


def _read_end(text: str, begin: int, stop: int) -> _End:
    return _NOTHING_STATED if text[begin:stop] in ("", "..") else _read_date(text, begin, stop)


def _read_date(text: str, begin: int, stop: int) -> _End:
    qualifier = text[stop - 1] if stop - 1 > begin and text[stop - 1] in _QUALIFIERS else ""
    parts: list[tuple[int, str]] = []
    for part in text[begin : stop - len(qualifier)].split("-"):
        parts.append((begin, part))
        begin += len(part) + 1

    def fault(place: int, expected: str) -> EdtfError:
        column, met = parts[place]
        # An empty part has no character of its own; the hyphen before or after it is the nearest.
        return EdtfError(min(column, len(text) - 1), met, expected)

    years = _years_of(parts[0][1])
    if years is None:
        raise fault(0, "a year of four digits, from 0001 to 9998")
    first_year, last_year = years
    months = (1, 12)
    day_of_month: int | None = None
    unit: Literal["year", "month", "day"] = "year"

    if len(parts) > 1:
        month = parts[1][1]
        if "X" in parts[0][1]:
            raise fault(1, "no month after a year with unspecified digits")
        if month in _SEASONS:
            months = (_SEASONS[month], _SEASONS[month] + 2)
            unit = "month"
        elif _TWO_DIGITS.fullmatch(month) and 1 <= int(month) <= 12:
            months = (int(month), int(month))
            unit = "month"
        elif month != "XX":
            raise fault(1, "a month from 01 to 12, a season from 21 to 24 or XX")
    if len(parts) > 2:
        day = parts[2][1]
        if parts[1][1] in _SEASONS:
            raise fault(2, "no day after a season")
        if unit == "year" and day != "XX":
            raise fault(2, "XX, as the month is not specified either")
        if day != "XX":
            length = calendar.monthrange(first_year, months[0])[1]
            if not (_TWO_DIGITS.fullmatch(day) and 1 <= int(day) <= length):
                raise fault(2, f"a day from 01 to {length}")
            day_of_month = int(day)
            unit = "day"
    if len(parts) > 3:
        raise fault(3, "nothing after the day")

    approximate = qualifier in ("~", "%")
    if day_of_month is not None:
        ordinal = datetime.date(first_year, months[0], day_of_month).toordinal()
        stated = (_day(ordinal), _day(ordinal))
        widened = (_day(ordinal - 15), _day(ordinal + 15)) if approximate else stated
    else:
        first, last = first_year * 12 + months[0] - 1, last_year * 12 + months[1] - 1
        more = (12 if unit == "year" else 1) if approximate else 0
        stated = (_first_day(first), _last_day(last))
        widened = (_first_day(first - more), _last_day(last + more))
    return _End(stated, widened, approximate, uncertain=qualifier in ("?", "%"))


def _years_of(part: str) -> tuple[int, int] | None:
    if not _YEAR.fullmatch(part):
        return None
    first, last = int(part.replace("X", "0")), int(part.replace("X", "9"))
    return (first, last) if first >= FIRST_DAY.year and last <= LAST_DAY.year else None


def _day(ordinal: int) -> datetime.date | None:
    inside = FIRST_DAY.toordinal() <= ordinal <= LAST_DAY.toordinal()
    return datetime.date.fromordinal(ordinal) if inside else None


# Months are counted from year 0, so that adding and subtracting them needs no carrying.


def _first_day(month: int) -> datetime.date | None:
    year, of_year = divmod(month, 12)
    return datetime.date(year, of_year + 1, 1) if FIRST_DAY.year <= year <= LAST_DAY.year else None


def _last_day(month: int) -> datetime.date | None:
    first = _first_day(month)
    return None if first is None else first.replace(day=calendar.monthrange(first.year, first.month)[1])


def from_days(
    earliest: datetime.date | None, latest: datetime.date | None, *, uncertain: bool = False
) -> DateInterval:
    """Make an interval of its bounds, with the shortest text that says them.

    The result is never approximate: an approximation is spent in the bounds, and `~` would widen them again.
    Of a day on which nothing is known, nothing is uncertain.

    Raises:
        ValueError: if the bounds are reversed.
    """
    if earliest is not None and latest is not None and latest < earliest:
        raise ValueError(f"the interval ends on {latest}, before it begins on {earliest}")
    earliest = _within_calendar(earliest)
    latest = _within_calendar(latest)
    uncertain = uncertain and (earliest is not None or latest is not None)
    text = _text_of(earliest, latest, "?" if uncertain else "")
    return DateInterval(text, earliest, latest, approximate=False, uncertain=uncertain)


def _within_calendar(day: datetime.date | None) -> datetime.date | None:
    return None if day is None else _day(day.toordinal())


def _text_of(earliest: datetime.date | None, latest: datetime.date | None, qualifier: str) -> str:
    known = [day for day in (earliest, latest) if day is not None]
    width = 10
    if earliest is None or earliest.day == 1:
        last_of_month = latest is None or (latest + datetime.timedelta(1)).day == 1
        if known and last_of_month:
            whole_years = (earliest is None or earliest.month == 1) and (latest is None or latest.month == 12)
            width = 4 if whole_years else 7
    start, end = (".." if day is None else day.isoformat()[:width] + qualifier for day in (earliest, latest))
    return start if start == end != ".." else f"{start}/{end}"


def _completed_years(start: datetime.date, end: datetime.date) -> int:
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def years_between(start: DateInterval, end: DateInterval) -> YearSpan:
    """Return the completed years from a day of `start` to a day of `end`.

    The span runs from the least to the greatest number over all pairs of days that stand in this order. A
    year that began on 29 February is completed on 1 March where the later year has no such day. Where no pair
    stands in order, nothing is known of the years, and neither end has a bound.
    """
    if start.earliest is not None and end.latest is not None and end.latest < start.earliest:
        return YearSpan(None, None)
    low = 0
    if start.latest is not None and end.earliest is not None and start.latest <= end.earliest:
        low = _completed_years(start.latest, end.earliest)
    high = None
    if start.earliest is not None and end.latest is not None:
        high = _completed_years(start.earliest, end.latest)
    return YearSpan(low, high)


def age_between(born: DateInterval, on: DateInterval) -> YearSpan:
    """Return the age in completed years, on a day of `on`, of somebody born on a day of `born`.

    Counted as by `years_between`: whoever was born on 29 February completes a year of life on 1 March in
    common years.
    """
    return years_between(born, on)


def birth_from_age(stated: int, on: DateInterval, reckoning: Reckoning) -> DateInterval:
    """Return the days on which somebody may have been born who was `stated` years old on a day of `on`.

    Under international reckoning the stated age is the completed years. Under Korean reckoning a child is one
    at birth and a year older each New Year's Day: the stated age is the year less the year of birth, plus
    one, so that one or two years less are completed. Where the reckoning is unknown the answer reaches from
    the earliest to the latest day under either; the days between the two belong to it, as an interval has no
    gap.

    Raises:
        ValueError: if nobody can be of that age: below zero, or below one under Korean reckoning.
    """
    if stated < (1 if reckoning == "korean" else 0):
        raise ValueError(f"nobody is {stated} years old under {reckoning} reckoning")
    # Under either reckoning a later day `on` means a later birth, hence each bound follows from one bound.
    earliest = latest = None
    if on.earliest is not None:
        earliest = _earliest_birth(stated, on.earliest, korean=reckoning == "korean")
    if on.latest is not None:
        # Korean years of birth are later; an age of nought exists under international reckoning alone.
        latest = _latest_birth(stated, on.latest, korean=reckoning != "international" and stated > 0)
    return from_days(earliest, latest, uncertain=on.uncertain)


def _earliest_birth(stated: int, on: datetime.date, *, korean: bool) -> datetime.date | None:
    if korean:
        return _first_day((on.year - stated + 1) * 12)
    next_birthday = _months_later(on, -12 * (stated + 1))
    return None if next_birthday is None else _day(next_birthday.toordinal() + 1)


def _latest_birth(stated: int, on: datetime.date, *, korean: bool) -> datetime.date | None:
    if not korean:
        return _months_later(on, -12 * stated)
    last_of_year = _last_day((on.year - stated + 1) * 12 + 11)
    return None if last_of_year is None else min(last_of_year, on)


def intersect(a: DateInterval, b: DateInterval) -> DateInterval | None:
    """Return the days that lie in both intervals, or None where there are none.

    Where one interval lies within the other it is returned as it is, with its own text.
    """
    earliest = max((day for day in (a.earliest, b.earliest) if day is not None), default=None)
    latest = min((day for day in (a.latest, b.latest) if day is not None), default=None)
    if earliest is not None and latest is not None and latest < earliest:
        return None
    for whole in (a, b):
        if (whole.earliest, whole.latest) == (earliest, latest):
            return whole
    return from_days(earliest, latest, uncertain=a.uncertain or b.uncertain)


def before(a: DateInterval, b: DateInterval) -> bool | None:
    """Tell whether a day of `a` precedes a day of `b`: always, never, or None where it depends."""
    if a.latest is not None and b.earliest is not None and a.latest < b.earliest:
        return True
    if a.earliest is not None and b.latest is not None and a.earliest >= b.latest:
        return False
    return None


def after(a: DateInterval, b: DateInterval) -> bool | None:
    """Tell whether a day of `a` follows a day of `b`; the same day is neither before nor after."""
    return before(b, a)


def shift_days(day: datetime.date, days: int) -> datetime.date:
    """Return the day that many days later, as “on the thirtieth day after the date of deposit”.

    Raises:
        OverflowError: if it lies outside the calendar.
    """
    return day + datetime.timedelta(days)


def shift_months(day: datetime.date, months: int) -> datetime.date:
    """Return the day of that number that many calendar months later, as “three months after the date”.

    A month too short to have that day gives its last one.

    Raises:
        OverflowError: if it lies outside the calendar.
    """
    shifted = _months_later(day, months)
    if shifted is None:
        raise OverflowError(f"{months} months from {day} lie outside the calendar")
    return shifted


def _months_later(day: datetime.date, months: int) -> datetime.date | None:
    last = _last_day(day.year * 12 + day.month - 1 + months)
    return None if last is None else last.replace(day=min(day.day, last.day))
