"""Dates made coarser: the same interval of days or a wider one, never a narrower."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from prong.model.dates import DateInterval, parse_edtf

Unit = Literal["day", "month", "year", "decade", "century"]


@lru_cache(maxsize=1 << 10)
def coarse(date: DateInterval, unit: Unit) -> DateInterval:
    """The date in whole months, years or decades; that it is doubted is kept."""
    if unit == "day":
        return date
    start, end = _end(date.earliest, unit), _end(date.latest, unit)
    doubt = "?" if date.uncertain else ""
    if start is None and end is None:
        return parse_edtf("../..")
    if start == end:
        return parse_edtf(f"{start}{doubt}")
    return parse_edtf("/".join(f"{text}{doubt}" if text else ".." for text in (start, end)))


def spanning(dates: Sequence[DateInterval], unit: Unit) -> DateInterval:
    """One date in whole units that holds all of them."""
    earliest = [date.earliest for date in dates]
    latest = [date.latest for date in dates]
    first = None if None in earliest else min(day for day in earliest if day)
    last = None if None in latest else max(day for day in latest if day)
    whole = DateInterval("", first, last, approximate=False, uncertain=False)
    return coarse(whole, unit)


def _end(day: datetime.date | None, unit: Unit) -> str | None:
    if day is None or (unit in ("decade", "century") and not 100 <= day.year < 9900):
        return None  # EDTF has no word for the first century and none for the last
    year = f"{day.year:04}"
    return {
        "month": f"{year}-{day.month:02}",
        "year": year,
        "decade": f"{year[:3]}X",
        "century": f"{year[:2]}XX",
    }[unit]
