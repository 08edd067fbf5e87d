"""Interval arithmetic on dates agrees with the enumeration of every day, and what is written can be read."""

import datetime

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from prong.model.dates import (
    DateInterval,
    EdtfError,
    YearSpan,
    after,
    age_between,
    before,
    birth_from_age,
    from_days,
    intersect,
    parse_edtf,
    shift_months,
)

ONE_DAY = datetime.timedelta(1)
ENDS_OF_MONTHS = [
    datetime.date(year, month, 1) - ONE_DAY for year in range(1996, 2009) for month in (1, 3) if year > 1996
]


@st.composite
def small_intervals(draw: st.DrawFn, longest: int = 40) -> DateInterval:
    """Intervals of a few weeks, more often than not near New Year or the end of February."""
    days = st.dates(datetime.date(1996, 1, 1), datetime.date(2008, 12, 31))
    near = st.builds(
        lambda end, offset: end + offset * ONE_DAY, st.sampled_from(ENDS_OF_MONTHS), st.integers(-3, 3)
    )
    earliest = draw(days | near)
    return from_days(earliest, earliest + draw(st.integers(0, longest)) * ONE_DAY)


def days_of(interval: DateInterval) -> list[datetime.date]:
    assert interval.earliest is not None
    assert interval.latest is not None
    return [
        interval.earliest + number * ONE_DAY
        for number in range((interval.latest - interval.earliest).days + 1)
    ]


def birthdays_until(born: datetime.date, on: datetime.date) -> int:
    """Count the birthdays one by one, by no formula of the program."""
    birthdays = (
        datetime.date(year, 3, 1)
        if (born.month, born.day) == (2, 29) and not is_leap(year)
        else datetime.date(year, born.month, born.day)
        for year in range(born.year + 1, on.year + 1)
    )
    return sum(birthday <= on for birthday in birthdays)


def is_leap(year: int) -> bool:
    return (datetime.date(year, 3, 1) - ONE_DAY).day == 29


@settings(deadline=None)
@given(small_intervals(), small_intervals())
def test_an_age_is_the_least_and_the_greatest_over_all_pairs_of_days(
    born: DateInterval, on: DateInterval
) -> None:
    ages = {birthdays_until(b, d) for b in days_of(born) for d in days_of(on) if b <= d}
    expected = YearSpan(min(ages), max(ages)) if ages else YearSpan(None, None)
    assert age_between(born, on) == expected


def births(stated: int, on: DateInterval, *, korean: bool) -> set[datetime.date]:
    """Every day of birth that agrees with the stated age on some day of `on`, by trying them all."""
    days = days_of(on)
    first = datetime.date(days[0].year - stated - 2, 1, 1)
    found = set()
    for number in range((days[-1] - first).days + 1):
        born = first + number * ONE_DAY
        for day in days:
            age = day.year - born.year + 1 if korean else birthdays_until(born, day)
            if born <= day and age == stated:
                found.add(born)
                break
    return found


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 4), small_intervals(longest=12))
def test_korean_reckoning_agrees_with_its_definition_for_every_day_of_birth(
    stated: int, on: DateInterval
) -> None:
    assert set(days_of(birth_from_age(stated, on, "korean"))) == births(stated, on, korean=True)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 4), small_intervals(longest=12))
def test_international_reckoning_agrees_with_the_birthdays_for_every_day_of_birth(
    stated: int, on: DateInterval
) -> None:
    assert set(days_of(birth_from_age(stated, on, "international"))) == births(stated, on, korean=False)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 4), small_intervals(longest=12))
def test_an_unknown_reckoning_reaches_from_the_first_birth_to_the_last_under_either(
    stated: int, on: DateInterval
) -> None:
    either = births(stated, on, korean=True) | births(stated, on, korean=False)
    actual = birth_from_age(stated, on, "unknown")
    assert (actual.earliest, actual.latest) == (min(either), max(either))


@given(st.integers(1, 90), small_intervals())
def test_korean_reckoning_counts_one_or_two_years_more_than_are_completed(
    stated: int, on: DateInterval
) -> None:
    ages = age_between(birth_from_age(stated, on, "korean"), on)
    assert ages.low is not None
    assert ages.high is not None
    # Two events of different years may stand in one interval, hence the years between its ends.
    years_apart = days_of(on)[-1].year - days_of(on)[0].year
    assert max(0, stated - 2 - years_apart) <= ages.low <= ages.high <= stated - 1 + years_apart


@given(small_intervals(), small_intervals())
def test_a_day_lies_in_the_intersection_where_it_lies_in_both(a: DateInterval, b: DateInterval) -> None:
    shared = set(days_of(a)) & set(days_of(b))
    actual = intersect(a, b)
    assert (set() if actual is None else set(days_of(actual))) == shared


@given(small_intervals(longest=6), small_intervals(longest=6))
def test_the_order_of_two_dates_is_that_of_all_their_days(a: DateInterval, b: DateInterval) -> None:
    answers = {x < y for x in days_of(a) for y in days_of(b)}
    assert before(a, b) is (answers.pop() if len(answers) == 1 else None)
    assert after(b, a) is before(a, b)


years = st.integers(1, 9998).map("{:04}".format) | st.integers(1, 998).map("{:03}X".format) | st.just("19XX")
plain_years = st.integers(1, 9998).map("{:04}".format)
months = st.integers(1, 12).map("{:02}".format)
single_dates = st.one_of(
    years,
    st.builds("{}-{}".format, plain_years, months | st.sampled_from(["XX", "21", "22", "23", "24"])),
    st.builds("{}-XX-XX".format, plain_years),
    st.builds("{}-{}-XX".format, plain_years, months),
    st.dates(datetime.date(1, 1, 1), datetime.date(9998, 12, 31)).map(str),
)
qualified = st.builds("{}{}".format, single_dates, st.sampled_from(["", "~", "?", "%"]))
ends = qualified | st.sampled_from(["", ".."])
texts = qualified | st.builds("{}/{}".format, ends, ends)


@given(texts)
def test_a_date_that_is_read_written_and_read_again_is_the_same(text: str) -> None:
    # Ends are drawn independently of each other, so that some come out reversed or both empty.
    fault = fault_in(text)
    assume(fault is None or not fault.expected.startswith(("an end that", "a date on one side")))
    read = parse_edtf(text)
    assert parse_edtf(str(read)) == read
    assert read.earliest is None or read.latest is None or read.earliest <= read.latest


@given(qualified)
def test_an_approximate_date_holds_every_day_of_the_plain_one(text: str) -> None:
    stated, widened = parse_edtf(text.rstrip("~?%")), parse_edtf(text)
    assert widened.earliest is None or (stated.earliest is not None and widened.earliest <= stated.earliest)
    assert widened.latest is None or (stated.latest is not None and widened.latest >= stated.latest)
    moved = (widened.earliest, widened.latest) != (stated.earliest, stated.latest)
    assert moved <= widened.approximate


@given(texts, texts, st.integers(1, 100), st.sampled_from(["international", "korean", "unknown"]))
def test_a_computed_date_can_be_read_again(a: str, b: str, stated: int, reckoning: str) -> None:
    assume(fault_in(a) is None and fault_in(b) is None)
    first, second = parse_edtf(a), parse_edtf(b)
    for computed in (birth_from_age(stated, first, reckoning), intersect(first, second)):
        assert computed is None or parse_edtf(str(computed)) == computed


@given(st.dates(), st.dates(), st.booleans())
def test_an_interval_of_any_two_days_can_be_read_again(
    a: datetime.date, b: datetime.date, uncertain: bool
) -> None:
    made = from_days(min(a, b), max(a, b), uncertain=uncertain)
    assert parse_edtf(str(made)) == made


almost_dates = st.text("0123456789X-/.~?% xYT١９", max_size=70) | st.text(max_size=70)


@given(almost_dates | st.builds("{}{}".format, texts, almost_dates) | st.builds("{}-{}".format, texts, texts))
def test_every_fault_lies_inside_the_text(text: str) -> None:
    fault = fault_in(text)
    if fault is None:
        read = parse_edtf(text)
        assert parse_edtf(str(read)) == read
        assert text.isascii()
    else:
        assert 0 <= fault.position < max(1, len(text))
        assert not fault.met or text.startswith(fault.met, fault.position)
        assert fault.expected


def fault_in(text: str) -> EdtfError | None:
    try:
        parse_edtf(text)
    except EdtfError as fault:
        return fault
    return None


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)), st.integers(-600, 600))
def test_shifting_by_months_keeps_the_day_or_takes_the_last_of_the_month(
    day: datetime.date, months: int
) -> None:
    shifted = shift_months(day, months)
    assert (shifted.year - day.year) * 12 + shifted.month - day.month == months
    assert shifted.day == day.day or (shifted.day < day.day and (shifted + ONE_DAY).day == 1)
