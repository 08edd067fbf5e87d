"""Measures: the group into which the accounts of one woman fall, at the edge of every band."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import get_args

import pytest

from prong.corpus.measures import MEASURES
from prong.model.cases import Case, Record
from prong.model.claims import Measure
from prong.model.norms import Rulebook
from prong.model.vocabulary import Vocabulary

CaseOf = Callable[..., Case]
RecordOf = Callable[..., Record]
ASKED = {
    "payment-for-marriage": "payment-for-marriage",
    "forcibly-returned": "forcibly-returned",
    "bore-a-child": "child-born-in-country",
    "child-registered": "child-registered",
}


@pytest.fixture
def group(rulebook: Rulebook, case_of: CaseOf, record_of: RecordOf) -> Callable[..., str | None]:
    """The group of a woman by a measure; each mapping holds the fields of one of her accounts."""

    def measured(measure: str, *accounts: Mapping[str, Mapping[str, object]]) -> str | None:
        cases = [case_of(**account, id=f"made/{number}") for number, account in enumerate(accounts)]
        return MEASURES[measure](record_of(*cases), rulebook.vocabulary)

    return measured


def sale(*amounts: int, currency: str = "CNY") -> dict[str, object]:
    """An account that names these sums, each at an event of its own, among events that name none."""
    paid = {f"sale-{n}": {"paid": {"amount": a, "currency": currency}} for n, a in enumerate(amounts)}
    return {"events": {"journey": {}, **paid, "flight": {}}}


def stay(arrival: str | None, interview: str | None) -> dict[str, object]:
    """An account that dates her arrival and the interview, or leaves them out."""
    dates = {"arrival": arrival, "interview": interview}
    return {"events": {name: {"is": [name], "date": date} for name, date in dates.items() if date}}


def test_every_measure_that_a_claim_may_name_is_there():
    """In the order in which the model lists them."""
    assert tuple(MEASURES) == get_args(Measure)


@pytest.mark.parametrize(
    ("amount", "band"),
    [
        (0, "up to 2,000"),
        (1999, "up to 2,000"),
        (2000, "up to 2,000"),
        (2001, "2,001 to 5,000"),
        (5000, "2,001 to 5,000"),
        (5001, "5,001 to 8,000"),
        (8000, "5,001 to 8,000"),
        (8001, "above 8,000"),
        (1_000_000, "above 8,000"),
    ],
)
def test_a_price_falls_into_its_band(group, amount, band):
    """The bands are those of the report."""
    assert group("price-paid", sale(amount)) == band


@pytest.mark.parametrize(
    ("accounts", "band"),
    [
        ((sale(3000, 4000),), "2,001 to 5,000"),
        ((sale(3000, 6000),), "several sums"),
        ((sale(1500), sale(6000)), "several sums"),
        ((sale(2100), sale(4900)), "2,001 to 5,000"),
        ((sale(), sale(9000)), "above 8,000"),
    ],
)
def test_sums_of_different_bands_are_several_sums(group, accounts, band):
    """In one account or in several; sums of one band are that band, and silence adds nothing."""
    assert group("price-paid", *accounts) == band


@pytest.mark.parametrize("account", [sale(), sale(3000, currency="KPW"), sale(300, currency="USD"), {}])
def test_no_price_in_yuan_is_no_price(group, account):
    """Another currency is not converted."""
    assert group("price-paid", account) is None


@pytest.mark.parametrize(
    ("years", "band"),
    [
        (0, "less than 2"),
        (1, "less than 2"),
        (2, "2 to 3"),
        (3, "2 to 3"),
        (4, "4 to 5"),
        (5, "4 to 5"),
        (6, "6 to 7"),
        (7, "6 to 7"),
        (8, "8 to 9"),
        (9, "8 to 9"),
        (10, "more than 9"),
        (40, "more than 9"),
    ],
)
def test_completed_years_fall_into_their_band(group, years, band):
    """On the anniversary, and on the last day before the next."""
    for day in ("2000-06-15", "2000-06-16", "2001-06-14"):
        begun = f"{int(day[:4]) - years}{day[4:]}"
        assert group("years-of-residence", stay("2000-06-15", f"{2000 + years}-06-15")) == band
        assert group("years-of-residence", stay(begun, day)) == band


def test_a_day_short_of_the_anniversary_the_year_is_not_complete(group):
    """One day parts two bands."""
    assert group("years-of-residence", stay("2000-06-15", "2002-06-14")) == "less than 2"
    assert group("years-of-residence", stay("2000-06-15", "2002-06-15")) == "2 to 3"


def test_a_span_within_one_band_is_known_closely_enough(group):
    """Arrival in an unknown month: two or three years, which is one band."""
    assert group("years-of-residence", stay("2000", "2003-12-31")) == "2 to 3"
    assert group("years-of-residence", stay("2000", "2003-06")) == "2 to 3"


@pytest.mark.parametrize(
    "accounts",
    [
        (stay("2000", "2004-06"),),
        (stay("1995/2000", "2004"),),
        (stay("2000-01", "2002-06"), stay("1994-01", "2002-06")),
    ],
)
def test_a_span_over_several_bands_is_not_closely_known(group, accounts):
    """Within an account, or because two accounts differ."""
    assert group("years-of-residence", *accounts) == "not closely known"


@pytest.mark.parametrize(
    "account", [{}, stay("2000", None), stay(None, "2004"), stay("2000", "2004/.."), stay("../2000", "2004")]
)
def test_years_that_are_not_told_are_not_guessed(group, account):
    """A missing end, or one that is open."""
    assert group("years-of-residence", account) is None
    assert group("years-of-residence", account, stay("2000-01", "2002-06")) == "2 to 3"


def test_years_cannot_be_measured_where_the_vocabulary_does_not_define_them(case_of, record_of):
    """Other rules have other quantities."""
    bare = Vocabulary(predicates={}, quantities={}, milestones={})
    record = record_of(case_of(**stay("2000-01", "2002-06")))
    assert MEASURES["years-of-residence"](record, bare) is None


def lives(province: str | None) -> dict[str, object]:
    """An account whose heading names a province, or none."""
    return {"person": {"province": province}}


@pytest.mark.parametrize(
    ("accounts", "found"),
    [
        ((lives("Jilin"),), "Jilin"),
        ((lives(None),), None),
        ((lives("Jilin"), lives("Jilin")), "Jilin"),
        ((lives("Jilin"), lives(None)), "Jilin"),
        ((lives("Jilin"), lives("Shandong")), "contested"),
    ],
)
def test_the_province_is_that_of_the_headings(group, accounts, found):
    """Where two accounts name different ones, neither is chosen."""
    assert group("province", *accounts) == found


@pytest.mark.parametrize("measure", ASKED)
def test_a_question_is_answered_by_the_findings_on_its_predicate(group, rulebook, measure):
    """Yes, no, silence, and two findings that contradict each other, in one account or over two."""
    predicate = ASKED[measure]
    assert predicate in rulebook.vocabulary.predicates
    yes, no, both = ({"findings": {predicate: found}} for found in ("yes", "no", ["yes", "no"]))
    other = {"findings": {"force": "no"}}
    assert group(measure, other) is None
    assert (group(measure, yes), group(measure, no)) == ("yes", "no")
    assert group(measure, both) == group(measure, yes, no) == group(measure, no, other, yes) == "contested"
    assert (group(measure, yes, yes), group(measure, other, no)) == ("yes", "no")


def test_every_measure_but_three_asks_for_a_predicate():
    """So that a new one is tested above."""
    assert set(MEASURES) - set(ASKED) == {"price-paid", "years-of-residence", "province"}
