"""The committed memos are those that the program writes today: run `make memos` where this fails."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from prong.cli.main import app

ROOT = Path(__file__).parents[2]


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What `make memos` writes."""
    out = tmp_path_factory.mktemp("reports")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        command = ["memo", "cases", "--out", str(out), "--format", "md,html"]
        result = CliRunner().invoke(app, command, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return files(out)


def test_the_command_is_that_of_the_makefile():
    """The two are compared by their words."""
    assert "prong memo cases --out reports --format md,html" in (ROOT / "Makefile").read_text(
        encoding="utf-8"
    )


def test_the_committed_memos_are_those_of_today_by_name(fresh):
    """None is missing and none is left over."""
    assert set(files(ROOT / "reports")) == set(fresh)


def test_the_committed_memos_are_those_of_today_byte_for_byte(fresh):
    """The names of those that differ; `git diff` after `make memos` shows how."""
    committed = files(ROOT / "reports")
    assert [name for name, content in fresh.items() if committed.get(name) != content] == []


def test_every_case_has_its_memo(fresh):
    """One in each format for each case file."""
    cases = {path.stem for path in (ROOT / "cases" / "lives-for-sale").glob("*.yaml")}
    assert len(cases) == 12
    for ending in (".md", ".html"):
        memos = [Path(name) for name in fresh if name.endswith(ending)]
        assert sorted(memo.stem for memo in memos) == sorted(cases)
