"""Nobody stands alone: births, provinces and counts are told of several people or not at all."""

from __future__ import annotations

import datetime
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prong.model.cases import Case, Record
from prong.model.dates import parse_edtf
from prong.model.names import NO_NAMES
from prong.model.sources import Source
from prong.redaction.crowds import ELSEWHERE, people_behind, shared, suppressed
from prong.redaction.dates import coarse

YEARS = st.integers(1900, 1999) | st.none()


EVIDENCE = [{"at": "Case 1, s. 1", "digest": "00000000"}]
SOURCE = Source.model_validate(
    {
        "source": "interviews",
        "title": "Interviews",
        "citation": {"type": "report", "title": "A report"},
        "stated-to": "reasonable-likelihood",
    }
)


def records_of(people):
    """Records of single accounts, each with a year of birth and a province."""
    made = []
    for number, (born, province) in enumerate(people):
        person = {"province": province, "evidence": EVIDENCE} | ({} if born is None else {"born": born})
        account = {"case": f"made/n{number}", "title": "An account", "person": person}
        case = Case.model_validate({**account, "source": {"id": "interviews", "at": "Case 1"}})
        made.append(Record(case.case, "A record", ((case, SOURCE),), "2" * 64))
    return made


@given(
    people=st.lists(st.tuples(YEARS, st.sampled_from(["West", "East", "North"])), max_size=40),
    crowd=st.integers(2, 6),
)
def test_a_birth_and_a_province_are_shared_by_a_crowd(people, crowd):
    """By at least as many as asked for, except the century alone and the rest of the provinces."""
    told = shared(records_of(people), NO_NAMES, crowd)
    groups = Counter((str(one.born), one.province) for one in told.values() if one.born)
    provinces = Counter(one.province for one in told.values())
    for (born, province), number in groups.items():
        assert number >= crowd or "XX" in born or provinces[province] < crowd
    assert all(number >= crowd or province == ELSEWHERE for province, number in provinces.items())


@given(people=st.lists(st.tuples(st.integers(1900, 1999), st.just("West")), min_size=1, max_size=20))
def test_what_is_told_of_a_birth_is_true(people):
    """The wider date holds the year."""
    told = shared(records_of(people), NO_NAMES, 5)
    for number, (born, _) in enumerate(people):
        wide = told[f"made/n{number}"].born
        assert wide.earliest.year <= born <= wide.latest.year


def test_accounts_of_one_person_are_one_person():
    """Three accounts that are joined make no crowd."""
    one, two, other = records_of([(1960, "West")] * 3)
    joined = Record("made/joined", "A woman", (*one.accounts, *two.accounts), "2" * 64, "They agree.")
    people = people_behind([one, two, other, joined])
    assert people == {"made/n0": "made/joined", "made/n1": "made/joined", "made/n2": "made/n2"}
    assert shared([one, two, other, joined], NO_NAMES, 3)["made/n0"].province == ELSEWHERE
    assert shared([one, two, other, joined], NO_NAMES, 2)["made/n0"].province == "West"


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({"a": 9, "b": 12}, {"a": 9, "b": 12}),
        ({"a": 9, "b": 2, "c": 12}, {"a": None, "b": None, "c": 12}),
        ({"a": 9, "b": 2, "c": 4}, {"a": 9, "b": None, "c": None}),
        ({"a": 9, "b": 0}, {"a": 9, "b": 0}),
        ({"a": 3, "b": 0}, {"a": None, "b": None}),
        ({}, {}),
    ],
)
def test_a_small_count_is_withheld_and_cannot_be_computed(counts, told):
    """A second count goes with one that stands alone, the smallest that is not small."""
    assert suppressed(counts, 5) == told
    assert suppressed(counts, 1) == counts


@given(counts=st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 30)), crowd=st.integers(2, 6))
def test_no_small_count_is_told_and_no_single_one_is_left_out(counts, crowd):
    """Whatever the table."""
    told = suppressed(counts, crowd)
    assert not [number for number in told.values() if number is not None and 0 < number < crowd]
    missing = [name for name, number in told.items() if number is None]
    assert len(missing) != 1 or len(counts) == 1


@given(
    day=st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31)),
    unit=st.sampled_from(["month", "year", "decade", "century"]),
)
def test_a_coarse_date_holds_the_day(day, unit):
    """And it is the same for every day within the unit."""
    wide = coarse(parse_edtf(day.isoformat()), unit)
    assert wide.earliest <= day <= wide.latest
    assert coarse(wide, unit) == wide


@pytest.mark.parametrize(
    ("date", "month", "year"),
    [
        ("1998-05-17", "1998-05", "1998"),
        ("1998-05/1999-02-03", "1998-05/1999-02", "1998/1999"),
        ("1998-05/..", "1998-05/..", "1998/.."),
        ("../1998-05", "../1998-05", "../1998"),
        ("1998-05?", "1998-05?", "1998?"),
        ("../..", "../..", "../.."),
    ],
)
def test_open_ends_and_doubt_stay(date, month, year):
    """An unknown end is no date."""
    assert str(coarse(parse_edtf(date), "day")) == date
    assert str(coarse(parse_edtf(date), "month")) == month
    assert str(coarse(parse_edtf(date), "year")) == year
