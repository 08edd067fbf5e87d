"""Partly known dates: what is read, what is refused and where, and what the boundaries of an age are."""

import datetime

import pytest

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
    shift_days,
    shift_months,
    years_between,
)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("1998", "1998-01-01", "1998-12-31"),
        ("1998-05", "1998-05-01", "1998-05-31"),
        ("1998-05-17", "1998-05-17", "1998-05-17"),
        ("2000-02", "2000-02-01", "2000-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("1998-XX", "1998-01-01", "1998-12-31"),
        ("1998-XX-XX", "1998-01-01", "1998-12-31"),
        ("1998-05-XX", "1998-05-01", "1998-05-31"),
        ("1998-21", "1998-03-01", "1998-05-31"),
        ("1998-22", "1998-06-01", "1998-08-31"),
        ("1998-23", "1998-09-01", "1998-11-30"),
        ("1999-24", "1999-12-01", "2000-02-29"),
        ("2002/2005", "2002-01-01", "2005-12-31"),
        ("2002-01/2002-03-15", "2002-01-01", "2002-03-15"),
        ("2005/2005-03", "2005-01-01", "2005-03-31"),
        ("2002/..", "2002-01-01", None),
        ("../2005", None, "2005-12-31"),
        ("2002/", "2002-01-01", None),
        ("/2005", None, "2005-12-31"),
        ("../..", None, None),
        ("0001", "0001-01-01", "0001-12-31"),
        ("9998", "9998-01-01", "9998-12-31"),
    ],
)
def test_a_date_is_the_interval_of_its_days(text: str, earliest: str | None, latest: str | None) -> None:
    actual = parse_edtf(text)
    expected = DateInterval(
        text,
        None if earliest is None else day(earliest),
        None if latest is None else day(latest),
        approximate=False,
        uncertain=False,
    )
    assert actual == expected
    assert str(actual) == text


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2004~", "2003-01-01", "2005-12-31"),
        ("2004%", "2003-01-01", "2005-12-31"),
        ("199X~", "1989-01-01", "2000-12-31"),
        ("2004-XX~", "2003-01-01", "2005-12-31"),
        ("2004-03~", "2004-02-01", "2004-04-30"),
        ("2004-01~", "2003-12-01", "2004-02-29"),
        ("2004-03-XX~", "2004-02-01", "2004-04-30"),
        ("2004-21~", "2004-02-01", "2004-06-30"),
        ("2004-03-10~", "2004-02-24", "2004-03-25"),
        ("2002~/2004-05", "2001-01-01", "2004-05-31"),
        ("2002/2004-05~", "2002-01-01", "2004-06-30"),
    ],
)
def test_an_approximate_date_is_wider_by_one_of_its_units(text: str, earliest: str, latest: str) -> None:
    actual = parse_edtf(text)
    assert (actual.earliest, actual.latest) == (day(earliest), day(latest))
    assert actual.approximate


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2004?", False, True),
        ("2004~", True, False),
        ("2004%", True, True),
        ("2004-05-06?", False, True),
        ("2002?/2004", False, True),
        ("2002~/2004?", True, True),
        ("2002/2004", False, False),
    ],
)
def test_qualifiers_of_either_end_are_kept(text: str, approximate: bool, uncertain: bool) -> None:
    actual = parse_edtf(text)
    assert (actual.approximate, actual.uncertain) == (approximate, uncertain)


def test_an_uncertain_date_has_the_days_of_a_certain_one() -> None:
    doubted, plain = parse_edtf("2004-05?"), parse_edtf("2004-05")
    assert (doubted.earliest, doubted.latest) == (plain.earliest, plain.latest)


@pytest.mark.parametrize("text", ["0001~", "0001-01~", "0001-01-10~"])
def test_a_bound_before_the_first_year_is_open(text: str) -> None:
    actual = parse_edtf(text)
    assert actual.earliest is None
    assert actual.latest is not None


@pytest.mark.parametrize("text", ["9998~", "9998-12~", "9998-12-20~", "9998-24"])
def test_a_bound_after_the_last_year_is_open(text: str) -> None:
    actual = parse_edtf(text)
    assert actual.earliest is not None
    assert actual.latest is None


MONTH = "a month from 01 to 12, a season from 21 to 24 or XX"
YEAR = "a year of four digits, from 0001 to 9998"


@pytest.mark.parametrize(
    ("text", "position", "met", "expected"),
    [
        ("", 0, "", "a date such as 1998-05"),
        ("2002-13", 5, "13", MONTH),
        ("2002-00", 5, "00", MONTH),
        ("2002-25", 5, "25", MONTH),
        ("2002-5", 5, "5", MONTH),
        ("2002-", 4, "", MONTH),
        ("2001-02-29", 8, "29", "a day from 01 to 28"),
        ("2000-02-30", 8, "30", "a day from 01 to 29"),
        ("2001-04-31", 8, "31", "a day from 01 to 30"),
        ("2001-04-00", 8, "00", "a day from 01 to 30"),
        ("2001-04-05T10:00", 8, "05T10:00", "a day from 01 to 30"),
        ("2001-XX-05", 8, "05", "XX, as the month is not specified either"),
        ("2001-21-05", 8, "05", "no day after a season"),
        ("2001-04-05-06", 11, "06", "nothing after the day"),
        ("199X-05", 5, "05", "no month after a year with unspecified digits"),
        ("0000", 0, "0000", YEAR),
        ("9999", 0, "9999", YEAR),
        ("00XX", 0, "00XX", YEAR),
        ("999X", 0, "999X", YEAR),
        ("XXXX", 0, "XXXX", YEAR),
        ("199x", 0, "199x", YEAR),
        ("98", 0, "98", YEAR),
        ("-1998", 0, "", YEAR),
        ("Y19980", 0, "Y19980", YEAR),
        (" 1998", 0, " 1998", YEAR),
        ("1998\n", 0, "1998\n", YEAR),
        ("~", 0, "~", YEAR),
        ("1998~?", 0, "1998~", YEAR),
        ("May 1998", 0, "May 1998", YEAR),
        ("１９９８", 0, "１９９８", YEAR),
        ("١٩٩٨", 0, "١٩٩٨", YEAR),
        ("1998-０5", 5, "０5", MONTH),
        ("2005/2002", 5, "2002", "an end that is not before the start"),
        ("2005-06/2005-05", 8, "2005-05", "an end that is not before the start"),
        ("2003~/2002~", 6, "2002~", "an end that is not before the start"),
        ("2002/2003-13", 10, "13", MONTH),
        ("2002/2003/2004", 9, "/", "one stroke between two dates"),
        ("/", 0, "/", "a date on one side of the stroke"),
        ("../", 2, "/", "a date on one side of the stroke"),
        ("..", 0, "..", YEAR),
        ("1" * 65, 64, "1", "at most 64 characters"),
    ],
)
def test_what_is_no_date_is_refused_at_the_column_of_the_fault(
    text: str, position: int, met: str, expected: str
) -> None:
    with pytest.raises(EdtfError) as caught:
        parse_edtf(text)
    assert (caught.value.position, caught.value.met, caught.value.expected) == (position, met, expected)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("1998-05-16", YearSpan(17, 17)),
        ("1998-05-17", YearSpan(18, 18)),
        ("1998-05-18", YearSpan(18, 18)),
    ],
)
def test_eighteen_is_completed_on_the_eighteenth_birthday_and_not_the_day_before(
    on: str, expected: YearSpan
) -> None:
    assert age_between(parse_edtf("1980-05-17"), parse_edtf(on)) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("1998-02-28", YearSpan(17, 17)),
        ("1998-03-01", YearSpan(18, 18)),
        ("2000-02-28", YearSpan(19, 19)),
        ("2000-02-29", YearSpan(20, 20)),
    ],
)
def test_whoever_was_born_on_29_february_completes_a_year_on_1_march_of_common_years(
    on: str, expected: YearSpan
) -> None:
    assert age_between(parse_edtf("1980-02-29"), parse_edtf(on)) == expected


@pytest.mark.parametrize(
    ("born", "on", "expected"),
    [
        ("1980", "1998", YearSpan(17, 18)),
        ("1980", "1998-12-31", YearSpan(18, 18)),
        ("1980", "1998-12-30", YearSpan(17, 18)),
        ("1980", "1998-01-01", YearSpan(17, 18)),
        ("1980/..", "1998", YearSpan(0, 18)),
        ("../1980", "1998", YearSpan(17, None)),
        ("1980", "1998/..", YearSpan(17, None)),
        ("1980", "../1998", YearSpan(0, 18)),
        ("../..", "../..", YearSpan(0, None)),
        ("1998", "1998", YearSpan(0, 0)),
    ],
)
def test_an_age_is_known_as_well_as_the_two_dates_are(born: str, on: str, expected: YearSpan) -> None:
    assert age_between(parse_edtf(born), parse_edtf(on)) == expected


def test_nothing_is_known_of_the_age_where_the_birth_follows_the_event() -> None:
    assert age_between(parse_edtf("1999"), parse_edtf("1998")) == YearSpan(None, None)


def test_years_of_residence_are_counted_like_years_of_life() -> None:
    assert years_between(parse_edtf("2000-02"), parse_edtf("2006-02-10")) == YearSpan(5, 6)


@pytest.mark.parametrize(
    ("stated", "on", "reckoning", "expected"),
    [
        (18, "1998-05-17", "international", "1979-05-18/1980-05-17"),
        (18, "1998", "international", "1979-01-02/1980-12-31"),
        (18, "1998-05-17", "korean", "1981"),
        (18, "1998", "korean", "1981"),
        (18, "1998/1999", "korean", "1981/1982"),
        (18, "1998-05-17", "unknown", "1979-05-18/1981-12-31"),
        (1, "1998-05-17", "korean", "1998-01-01/1998-05-17"),
        (0, "1998-05-17", "unknown", "1997-05-18/1998-05-17"),
        (18, "2000-02-29", "international", "1981-03/1982-02"),
        (18, "1998-02-28", "international", "1979-03-01/1980-02-28"),
        (19, "1999-02-28", "international", "1979-03-01/1980-02-28"),
        (17, "1998-02-28", "international", "1980-02-29/1981-02-28"),
        (18, "1998?", "korean", "1981?"),
        (18, "1998/..", "korean", "1981/.."),
        (18, "../1998", "international", "../1980"),
    ],
)
def test_a_stated_age_bounds_the_birth(stated: int, on: str, reckoning: str, expected: str) -> None:
    assert birth_from_age(stated, parse_edtf(on), reckoning) == parse_edtf(expected)


@pytest.mark.parametrize(("stated", "reckoning"), [(-1, "international"), (0, "korean"), (-1, "unknown")])
def test_an_age_that_nobody_has_is_refused(stated: int, reckoning: str) -> None:
    with pytest.raises(ValueError, match="nobody"):
        birth_from_age(stated, parse_edtf("1998"), reckoning)


def test_a_birth_before_the_first_year_has_no_bound() -> None:
    assert birth_from_age(30, parse_edtf("0010"), "international") == parse_edtf("../..")


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("1980", "1979-05-18/1980-05-17", "1980-01-01/1980-05-17"),
        ("1980~", "1980", "1980"),
        ("1980?", "1979/1981", "1980?"),
        ("1979?/1981", "1980/1983", "1980?/1981?"),
        ("1979~/1981", "1980/1983", "1980/1981"),
        ("../1981", "1980/..", "1980/1981"),
        ("../..", "1980-21", "1980-21"),
        ("1980-05/1980-07", "1980-07/1980-09", "1980-07"),
        ("1980", "1981", None),
    ],
)
def test_two_intervals_share_the_days_that_lie_in_both(a: str, b: str, expected: str | None) -> None:
    actual = intersect(parse_edtf(a), parse_edtf(b))
    assert actual == (None if expected is None else parse_edtf(expected))


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("1998", "1999", True),
        ("1999", "1998", False),
        ("1998", "1998", None),
        ("1998-05-17", "1998-05-17", False),
        ("1998-05-17", "1998-05-18", True),
        ("1998/1999-01-01", "1999", None),
        ("1999", "1998/1999-01-01", False),
        ("1998", "../..", None),
        ("../1998", "1999", True),
        ("1999/..", "1998", False),
    ],
)
def test_one_date_precedes_another_always_never_or_perhaps(a: str, b: str, expected: bool | None) -> None:
    assert before(parse_edtf(a), parse_edtf(b)) is expected
    assert after(parse_edtf(b), parse_edtf(a)) is expected


def test_the_same_day_is_neither_before_nor_after_itself() -> None:
    same = parse_edtf("1998-05-17")
    assert before(same, same) is False
    assert after(same, same) is False


@pytest.mark.parametrize(
    ("earliest", "latest", "expected"),
    [
        ("1998-01-01", "1998-12-31", "1998"),
        ("1998-01-01", "1999-12-31", "1998/1999"),
        ("1998-05-01", "1998-05-31", "1998-05"),
        ("1998-05-01", "1999-12-31", "1998-05/1999-12"),
        ("1998-05-17", "1998-05-17", "1998-05-17"),
        ("1998-05-01", "1998-05-30", "1998-05-01/1998-05-30"),
        ("0098-01-01", "0098-12-31", "0098"),
    ],
)
def test_bounds_are_written_as_shortly_as_they_can_be(earliest: str, latest: str, expected: str) -> None:
    assert str(from_days(day(earliest), day(latest))) == expected


def test_an_interval_of_days_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        from_days(day("1999-01-02"), day("1999-01-01"))


def test_the_thirtieth_day_after_deposit_is_counted_from_the_day_after_it() -> None:
    assert shift_days(day("2010-02-08"), 30) == day("2010-03-10")


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("1990-04-10", 3, "1990-07-10"),
        ("1990-11-30", 3, "1991-02-28"),
        ("1999-11-30", 3, "2000-02-29"),
        ("1990-12-01", 12, "1991-12-01"),
        ("1990-01-31", -2, "1989-11-30"),
        ("1990-01-31", 0, "1990-01-31"),
    ],
)
def test_months_are_calendar_months(start: str, months: int, expected: str) -> None:
    assert shift_months(day(start), months) == day(expected)


def test_a_shift_out_of_the_calendar_is_an_error_and_no_other_day() -> None:
    with pytest.raises(OverflowError):
        shift_months(day("9998-12-01"), 1)
    with pytest.raises(OverflowError):
        shift_days(day("9999-12-31"), 1)
