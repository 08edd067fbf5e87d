"""The committed memos are those that the program writes today: run `make memos` where this fails."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from typer.testing import CliRunner

from prong.cli.main import app
from prong.redaction.audiences import PUBLIC

ROOT = Path(__file__).parents[2]
COMMANDS = ("memo cases --out reports --format md,html", "report cases --out reports")
CORPUS = ROOT / "cases" / "lives-for-sale"


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes, without the site, which is not committed."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).parts[0] != "site"
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
    joined = [YAML(typ="safe").load(path) for path in CORPUS.glob("persons/*.yaml")]
    # The public is not told a name: a person who is joined goes by the numbers of her accounts.
    persons = {"-".join(name.rpartition("/")[2] for name in one["accounts"]) for one in joined}
    assert (len(cases), len(persons)) == (53, 7)
    for ending in (".md", ".html"):
        memos = [Path(name) for name in fresh if name.startswith("lives-for-sale/") and name.endswith(ending)]
        assert sorted(memo.stem for memo in memos) == sorted(cases | persons)


def test_no_count_of_too_few_women_is_published(fresh):
    """Of the recomputed numbers; what a source claims is its own."""
    numbers = fresh["claims.md"].decode().split("## Numbers, recomputed")[1].split("\n## ")[0]
    cells = re.findall(r"^\| [^|]+ \| [^|]+ \| ([^|]+) \|$", numbers, re.MULTILINE)
    counts = [int(cell) for cell in cells if cell.strip().isdigit()]
    assert len(counts) > 5
    assert [count for count in counts if 0 < count < PUBLIC.crowd] == []
    assert "withheld" in [cell.strip() for cell in cells]


def test_a_birth_and_a_province_are_shared_in_the_index(fresh):
    """By several women; accounts that are joined are of one."""
    table = fresh["index.md"].decode().split("## Accounts\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| \[[^|]+\| [^|]+ \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", table, re.MULTILINE)
    assert len(rows) == 53
    women = Counter((born, province) for _, born, province in set(rows) if province != "not told")
    assert min(women.values()) >= PUBLIC.crowd


def test_the_public_is_told_no_name_and_no_place_below_a_province(fresh):
    """Of any woman, in any document, nor in the name of one."""
    told = b"\n".join((*fresh.values(), "\n".join(fresh).encode())).decode()
    for name in ("Ms. Lee", "Ms. Kim", "Mrs. Kim", "Yanji", "Qingdao", "Onsong", "Wangqing", "lee-1962"):
        assert name not in told
