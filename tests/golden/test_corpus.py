"""Index, ledger and report of invented corpora, byte for byte as they were read and found good.

The three accounts of two women share the invented rules of the folder; `corpus/` holds what belongs to
them alone. The report counts rows that are made from a seed.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from prong import __version__
from prong.cli.main import app

HERE = Path(__file__).parent


@pytest.fixture
def prong(monkeypatch: pytest.MonkeyPatch):
    """Runs a command inside this folder."""
    monkeypatch.chdir(HERE)

    def run(*arguments: object) -> str:
        result = CliRunner().invoke(app, list(map(str, arguments)), catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.stdout

    return run


@pytest.mark.parametrize("name", ["index.md", "index.html", "claims.md", "claims.html"])
def test_the_documents_of_a_corpus_are_as_they_were(prong, same_as_golden, tmp_path, name):
    """What a researcher works from, in both formats."""
    prong("report", "corpus/cases", "--out", tmp_path, "--audience", "internal")
    same_as_golden(name, (tmp_path / name).read_bytes().decode())


def test_the_report_of_a_corpus_is_as_it_was(prong, same_as_golden, tmp_path):
    """Nine rows, under all readings; in English and in Korean."""
    corpus, result = tmp_path / "c.arrow", tmp_path / "r.json"
    prong("corpus", "generate", "--rows", "9", "--seed", "1", "-o", corpus)
    prong("corpus", "assess", corpus, "-o", result, "--readings", "all")
    for language in ("en", "ko"):
        prong("corpus", "report", result, "--out", tmp_path, "--language", language)
        text = (tmp_path / "report.md").read_text(encoding="utf-8")
        same_as_golden(f"report-{language}.md", text.replace(f"Prong {__version__}", "Prong"))


def test_the_corpus_is_sound(prong):
    """Its accounts, its person file, its claims and its pinpoints."""
    assert prong("check", "corpus/cases") == "Nothing wrong in 2 norms, 2 instruments, 3 cases.\n"
    verified = prong("evidence", "verify", "corpus/cases", "--text", "corpus/source.txt")
    assert verified.startswith("22 pinpoints in 3 cases agree")
