"""Memo, page, table and trace of one invented case, byte for byte as they were read and found good.

Rules, case and source are invented, so that work on the real ones does not change these documents. The
digest of the software stands for itself in no golden document: it changes with every line of code.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from prong.cli.main import app

HERE = Path(__file__).parent
EXPECTED = HERE / "expected"
OF_CORPORA = {"index.md", "index.html", "claims.md", "claims.html", "report-en.md", "report-ko.md"}
"""Compared in test_corpus.py."""
DOCUMENTS = {"memo.md", "memo.html", "table.txt", "table-wide.txt", "trace.json"} | OF_CORPORA
KINDS = "kinds"  # compared in test_kinds.py


@pytest.fixture
def prong(monkeypatch: pytest.MonkeyPatch):
    """Runs a command inside this folder, without colour."""
    monkeypatch.chdir(HERE)

    def run(*arguments: object, columns: int = 80) -> str:
        environment = {"NO_COLOR": "1", "COLUMNS": str(columns), "FORCE_COLOR": None}
        result = CliRunner().invoke(app, list(map(str, arguments)), env=environment, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.stdout

    return run


@pytest.fixture
def stable(prong):
    """Replaces the digest of the software by zeros, and with it that of the document, which rests on it."""
    digest = json.loads(prong("assess", "cases", "--json"))[0]["trace"]["receipt"]["software"]

    def replaced(text: str) -> str:
        text = text.replace(digest, "0" * 64)
        return re.sub(r"(text(?:\"|&quot;):(?:\"|&quot;))[0-9a-f]{64}", rf"\g<1>{'0' * 64}", text)

    return replaced


@pytest.mark.parametrize("ending", ["md", "html"])
def test_the_memo_is_as_it_was(prong, stable, same_as_golden, tmp_path, ending):
    """The document that a lawyer reads, and its page."""
    prong("memo", "cases", "--out", tmp_path, "--format", ending, "--audience", "internal")
    same_as_golden(f"memo.{ending}", stable((tmp_path / "harbour" / f"01.{ending}").read_bytes().decode()))


@pytest.mark.parametrize(("name", "columns"), [("table.txt", 80), ("table-wide.txt", 120)])
def test_the_table_is_as_it_was(prong, same_as_golden, name, columns):
    """On a narrow terminal and on a wide one."""
    same_as_golden(name, prong("assess", "cases", columns=columns))


def test_the_trace_is_as_it_was(prong, stable, same_as_golden):
    """What other programs read."""
    same_as_golden("trace.json", stable(prong("assess", "cases", "--json")))


def test_the_corpus_of_the_golden_documents_is_sound(prong):
    """Its rules, its examples and its pinpoints."""
    assert prong("check") == "Nothing wrong in 2 norms, 2 instruments, 1 case.\n"
    assert prong("rules", "test") == "13 examples hold.\n"
    assert prong("evidence", "verify", "--text", "source.txt").startswith("13 pinpoints in 1 case agree")


def test_no_golden_document_is_left_over():
    """What no test compares, nobody reads."""
    assert {path.name for path in EXPECTED.iterdir()} == {*DOCUMENTS, KINDS}
