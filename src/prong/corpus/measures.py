"""What the coded accounts show of the quantities that sources report: counts by group, with denominators.

A measure looks at one record and answers with a group, or None where the accounts are silent. Records of
persons, not accounts, are counted, so that a woman with several accounts counts once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from prong.model.ages import quantity_of
from prong.model.cases import Record
from prong.model.claims import Measure
from prong.model.vocabulary import Vocabulary

CONTESTED = "contested"
PRICE_BANDS = ((2000, "up to 2,000"), (5000, "2,001 to 5,000"), (8000, "5,001 to 8,000"))
YEAR_BANDS = (
    (1, "less than 2"),
    (3, "2 to 3"),
    (5, "4 to 5"),
    (7, "6 to 7"),
    (9, "8 to 9"),
)


def price_paid(record: Record, vocabulary: Vocabulary) -> str | None:
    """The band of the price in yuan; *several sums* where the accounts name prices of different bands."""
    del vocabulary
    sums = [
        event.paid.amount
        for case, _ in record.accounts
        for event in case.events.values()
        if event.paid and event.paid.currency == "CNY"
    ]
    bands = {_band(amount, PRICE_BANDS, "above 8,000") for amount in sums}
    return None if not bands else bands.pop() if len(bands) == 1 else "several sums"


def years_of_residence(record: Record, vocabulary: Vocabulary) -> str | None:
    """The band of completed years between arrival and interview, where every possible number lies in one."""
    quantity = vocabulary.quantities.get("years-of-residence")
    bands = set()
    for span in [quantity_of(quantity, case)[0] for case, _ in record.accounts] if quantity else ():
        if span.low is not None and span.high is not None:
            bands |= {_band(span.low, YEAR_BANDS, "more than 9"), _band(span.high, YEAR_BANDS, "more than 9")}
    return None if not bands else bands.pop() if len(bands) == 1 else "not closely known"


def province(record: Record, vocabulary: Vocabulary) -> str | None:
    """The province in which she lives, as the heading gives it."""
    del vocabulary
    found = {case.person.province for case, _ in record.accounts if case.person.province}
    return None if not found else found.pop() if len(found) == 1 else CONTESTED


def holding(predicate: str) -> Callable[[Record, Vocabulary], str | None]:
    """A measure that asks whether a predicate is found to hold."""

    def measure(record: Record, vocabulary: Vocabulary) -> str | None:
        del vocabulary
        sides = {f.holds for case, _ in record.accounts for f in case.findings.get(predicate, ())}
        return None if not sides else sides.pop() if len(sides) == 1 else CONTESTED

    return measure


MEASURES: Mapping[Measure, Callable[[Record, Vocabulary], str | None]] = MappingProxyType(
    {
        "price-paid": price_paid,
        "payment-for-marriage": holding("payment-for-marriage"),
        "forcibly-returned": holding("forcibly-returned"),
        "bore-a-child": holding("child-born-in-country"),
        "child-registered": holding("child-registered"),
        "years-of-residence": years_of_residence,
        "province": province,
    }
)


def _band(number: int, bands: tuple[tuple[int, str], ...], above: str) -> str:
    return next((name for upto, name in bands if number <= upto), above)
