"""What is known of a person's birth, from the year given and the ages stated, and quantities over events."""

from __future__ import annotations

from prong.model.cases import Case
from prong.model.dates import (
    DateInterval,
    YearSpan,
    age_between,
    birth_from_age,
    intersect,
    parse_edtf,
    years_between,
)
from prong.model.sources import Evidence
from prong.model.vocabulary import Quantity

UNKNOWN_DATE = parse_edtf("../..")
UNKNOWN_YEARS = YearSpan(None, None)


def birth_of(case: Case) -> DateInterval | None:
    """The days on which the person can have been born; None where what the case says cannot all be true."""
    born = case.person.born or UNKNOWN_DATE
    for age in case.person.ages:
        if when := case.events[age.event].date:
            born = intersect(born, birth_from_age(age.stated, when, age.reckoning))
            if born is None:
                return None
    return born


def quantity_of(quantity: Quantity, case: Case) -> tuple[YearSpan, tuple[Evidence, ...]]:
    """A quantity's interval in one account, and the evidence that it rests on."""
    if quantity.age_at is not None:
        return _age(case, _events_of_findings(case, quantity.age_at.earliest_of))
    starts = _events_of_milestone(case, quantity.duration.from_)
    ends = _events_of_milestone(case, quantity.duration.to)
    if not starts or not ends:
        return UNKNOWN_YEARS, ()
    spans = [[years_between(_date(case, s), _date(case, e)) for s in starts] for e in ends]
    longest_by_end = [_largest(row) for row in spans]
    evidence = tuple(item for event in starts + ends for item in case.events[event].evidence)
    return _largest(longest_by_end), evidence


def _age(case: Case, events: tuple[str, ...]) -> tuple[YearSpan, tuple[Evidence, ...]]:
    born = birth_of(case)
    if not events or born is None:
        return UNKNOWN_YEARS, ()
    spans = [_narrowed(age_between(born, _date(case, event)), case, event) for event in events]
    ages = [item for age in case.person.ages for item in age.evidence]
    told = [item for event in events for item in case.events[event].evidence]
    return _smallest(spans), tuple(dict.fromkeys((*case.person.evidence, *ages, *told)))


def _narrowed(span: YearSpan, case: Case, event: str) -> YearSpan:
    """The age at an event, narrowed by the ages stated at it: Korean reckoning counts one or two more."""
    lows, highs = [span.low], [span.high]
    for age in case.person.ages:
        if age.event == event:
            lows.append(age.stated - (0 if age.reckoning == "international" else 2))
            highs.append(age.stated - (1 if age.reckoning == "korean" else 0))
    low = max((low for low in lows if low is not None), default=None)
    high = min((high for high in highs if high is not None), default=None)
    return span if low is not None and high is not None and low > high else YearSpan(low, high)


def _date(case: Case, event: str) -> DateInterval:
    return case.events[event].date or UNKNOWN_DATE


def _events_of_findings(case: Case, predicates: tuple[str, ...]) -> tuple[str, ...]:
    found = (
        finding for name in predicates for finding in case.findings.get(name, ()) if finding.holds == "yes"
    )
    return tuple(dict.fromkeys(event for finding in found for event in finding.events))


def _events_of_milestone(case: Case, milestone: str) -> tuple[str, ...]:
    return tuple(name for name, event in case.events.items() if milestone in event.is_)


def _smallest(spans: list[YearSpan]) -> YearSpan:
    """The smallest of several unknown numbers, as an interval."""
    lows = [span.low for span in spans]
    highs = [span.high for span in spans if span.high is not None]
    return YearSpan(None if None in lows else min(lows), min(highs) if highs else None)


def _largest(spans: list[YearSpan]) -> YearSpan:
    """The largest of several unknown numbers, as an interval."""
    lows = [span.low for span in spans if span.low is not None]
    highs = [span.high for span in spans]
    return YearSpan(max(lows) if lows else None, None if None in highs else max(highs))
