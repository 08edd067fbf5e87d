"""Every pinpoint of the corpus against the text of the report, where a copy lies beside the repository."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from prong.cli.main import app

ROOT = Path(__file__).parents[2]
PINPOINTS = 3361
CODINGS = "cases/lives-for-sale/codings"


@pytest.fixture
def text() -> Path:
    """The text of the report; it is not part of the repository."""
    found = sorted((ROOT.parent / "shared" / "seeds").glob("002_*.txt"))
    if not found:
        pytest.skip("the report is not part of the repository, and no copy of it lies beside it")
    return found[0]


def test_every_pinpoint_of_every_account_agrees_with_the_report(text, monkeypatch):
    """Each names a sentence, and its digest is that sentence's."""
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(app, ["evidence", "verify", "--text", str(text)])
    assert result.stdout == f"{PINPOINTS} pinpoints in 53 cases agree with the source.\n"


@pytest.mark.parametrize("coding", ["first", "second"])
def test_every_pinpoint_of_the_independent_codings_agrees_with_the_report(coding, text, monkeypatch):
    """The figures of agreement rest on them."""
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(app, ["evidence", "verify", f"{CODINGS}/{coding}", "--text", str(text)])
    assert result.exit_code == 0, result.output
    assert "in 41 cases agree" in result.stdout
