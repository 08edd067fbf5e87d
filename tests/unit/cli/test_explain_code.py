"""`prong explain-code`: the page of a diagnostic code."""

import pytest

from prong.errors import CODES


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_page_that_begins_with_its_name(prong, code):
    """The codes of the catalogue are those that a user can meet."""
    result = prong("explain-code", code)
    assert result.exit_code == 0
    assert code in result.stdout.splitlines()[0]


def test_a_code_may_be_written_in_small_letters(prong):
    """`e203` is E203."""
    assert prong("explain-code", "e203").stdout == prong("explain-code", "E203").stdout


@pytest.mark.parametrize("code", ["E999", "203", "", "../../etc/passwd"])
def test_what_is_no_code_is_refused(prong, code):
    """Exit code 2."""
    result = prong("explain-code", code)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "E405" in result.stderr


def test_a_slip_is_answered_with_the_nearest_code(prong):
    """A letter too many."""
    assert "did you mean “E203”?" in prong("explain-code", "E2033").stderr
