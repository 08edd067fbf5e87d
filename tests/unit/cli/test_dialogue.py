"""Lines of a conversation on a narrow terminal."""

import pytest

from prong.cli.dialogue import Dialogue


def test_lines_are_broken_at_blanks_and_a_path_stays_whole_to_be_copied(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Even where it is wider than the terminal or has hyphens."""
    Dialogue(24, echoes=False).tell("  The case is in my-cases/of-this-year/an-interview.yaml.", "")
    assert capsys.readouterr().out == "  The case is in\n    my-cases/of-this-year/an-interview.yaml.\n\n"
