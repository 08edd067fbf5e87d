"""The other kinds of memo, another language and another style, byte for byte as they were found good.

Over the same invented rules and accounts as the other golden documents.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from prong.cli.main import app

HERE = Path(__file__).parent
CASES = ("cases", "corpus/cases")
DOCUMENTS = {
    "brief.md": ("cases", "harbour/01-brief.md", "--kind", "brief"),
    "elements.md": ("cases", "harbour/01-elements.md", "--kind", "elements"),
    "comparison.md": (*CASES, "comparison.md", "--kind", "comparison"),
    "corpus.md": (*CASES, "corpus.md", "--kind", "corpus"),
    "memo-ko.md": ("cases", "harbour/01.md", "--language", "ko"),
    "memo-bluebook-21.md": ("cases", "harbour/01.md", "--style", "bluebook-21"),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_memo_of_another_kind_is_as_it_was(monkeypatch, same_as_golden, tmp_path, name):
    """What a lawyer reads; the digest of the software stands for itself in no golden document."""
    monkeypatch.chdir(HERE)
    *cases, written, option, choice = DOCUMENTS[name]
    run = CliRunner()
    fixed = ["--audience", "internal", "--format", "md", "--out", str(tmp_path)]
    result = run.invoke(app, ["memo", *cases, option, choice, *fixed], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    traces = run.invoke(app, ["assess", "cases", "--json"], catch_exceptions=False).stdout
    digest = json.loads(traces)[0]["trace"]["receipt"]["software"]
    text = (tmp_path / written).read_bytes().decode()
    text = re.sub(r"\"text\":\"[0-9a-f]{64}\"", f'"text":"{"0" * 64}"', text)
    same_as_golden(f"kinds/{name}", text.replace(digest, "0" * 64))


def test_no_golden_document_of_a_kind_is_left_over():
    """What no test compares, nobody reads."""
    assert {path.name for path in (HERE / "expected" / "kinds").iterdir()} == set(DOCUMENTS)
