"""Dates and ages in words: as exact as they are written, and no more."""

import pytest

from prong.model.dates import YearSpan, parse_edtf
from prong.rendering.dates import date_words, span_words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("1998", "1998"),
        ("1998-05", "May 1998"),
        ("1998-05-07", "7 May 1998"),
        ("1998-XX", "1998"),
        ("1998-05-XX", "May 1998"),
        ("199X", "the 1990s"),
        ("2004~", "about 2004"),
        ("2004?", "probably 2004"),
        ("2004-03~", "about March 2004"),
        ("2001-21", "spring 2001"),
        ("2001-24", "winter 2001"),
        ("2002/2005", "between 2002 and 2005"),
        ("2002-01/2002-03", "between January and March 2002"),
        ("2001-11/2002-02", "between November 2001 and February 2002"),
        ("2002-01-05/2002-01-20", "between 5 January and 20 January 2002"),
    ],
)
def test_a_date_is_told_as_it_is_written(written, words):
    """What is unknown is left out, what is approximate is called so."""
    assert date_words(parse_edtf(written)) == words


@pytest.mark.parametrize(("written", "year"), [("2005/..", "2005"), ("../2005", "2005")])
def test_an_open_end_is_told(written, year):
    """A date with one bound names that bound and says which it is."""
    words = date_words(parse_edtf(written))
    assert year in words
    assert words != year
    assert ".." not in words


def test_an_open_end_is_told_apart_from_an_open_beginning():
    """Later than a year and earlier than a year are not the same."""
    assert date_words(parse_edtf("2005/..")) != date_words(parse_edtf("../2005"))


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (17, 17, "17"),
        (17, 18, "17 or 18"),
        (16, 19, "16 to 19"),
        (16, None, "at least 16"),
        (None, 19, "at most 19"),
        (None, None, "unknown"),
    ],
)
def test_a_span_of_years_is_told_with_its_bounds(low, high, words):
    """Completed years, as interval arithmetic leaves them."""
    assert span_words(YearSpan(low, high)) == words
