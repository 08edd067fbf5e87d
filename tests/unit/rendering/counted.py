"""The result of a small corpus in which a word stands wherever a user may write one."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from prong.cli.main import app


def counted_with(folder: Path, rules: Path, word: str) -> str:
    """As JSON: nine rows in one group, which is a small one, under all readings of these rules."""
    for command in (
        ["generate", "--rows", "9", "--seed", "1", "-o", folder / "c.arrow"],
        ["assess", folder / "c.arrow", "-o", folder / "r.json", "--readings", "all"],
    ):
        words = ["corpus", *map(str, command), "--rules", str(rules)]
        assert CliRunner().invoke(app, words, catch_exceptions=False).exit_code == 0
    result = json.loads((folder / "r.json").read_text(encoding="utf-8"))
    result["source"] |= {"mapping": word, "unit": word, "crosswalks": [word], "one-sided": ["fee-for-papers"]}
    result["by"], result["groups"][0]["values"] = [word, word], [word, word]
    return json.dumps(result)
