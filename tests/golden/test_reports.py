"""The committed memos are those that the program writes today: run `make memos` where this fails."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from prong.cli.main import app

ROOT = Path(__file__).parents[2]
COMMANDS = ("memo cases --out reports --format md,html", "report cases --out reports")
CORPUS = ROOT / "cases" / "lives-for-sale"


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
        for command in COMMANDS:
            words = [str(out) if word == "reports" else word for word in command.split()]
            result = CliRunner().invoke(app, words, catch_exceptions=False)
            assert result.exit_code == 0, result.output
    return files(out)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_command_is_that_of_the_makefile(command):
    """The two are compared by their words."""
    assert f"prong {command}\n" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_the_committed_memos_are_those_of_today_by_name(fresh):
    """None is missing and none is left over."""
    assert set(files(ROOT / "reports")) - {"benchmarks.md"} == set(fresh)


def test_the_committed_memos_are_those_of_today_byte_for_byte(fresh):
    """The names of those that differ; `git diff` after `make memos` shows how."""
    committed = files(ROOT / "reports")
    assert [name for name, content in fresh.items() if committed.get(name) != content] == []


def test_every_account_and_every_woman_has_a_memo(fresh):
    """One in each format for each case file and each person file."""
    cases = {path.stem for path in CORPUS.glob("*.yaml") if path.name != "claims.yaml"}
    persons = {path.stem for path in CORPUS.glob("persons/*.yaml")}
    assert (len(cases), len(persons)) == (53, 7)
    for ending in (".md", ".html"):
        memos = [Path(name) for name in fresh if name.startswith("lives-for-sale/") and name.endswith(ending)]
        assert sorted(memo.stem for memo in memos) == sorted(cases | persons)
