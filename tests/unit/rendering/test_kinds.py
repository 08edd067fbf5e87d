"""The kinds of memo over the real cases: what each holds, and that a brief is one page."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from typer.testing import CliRunner

from prong.cli.main import app
from prong.rendering.kinds import KINDS, ONE_EACH, TOGETHER

ROOT = Path(__file__).parents[3]
FOUR = [f"cases/lives-for-sale/{number}.yaml" for number in ("02", "18", "29", "39")]
LETTERS = "ABCDEFGHI"


@pytest.fixture(scope="module")
def write(tmp_path_factory: pytest.TempPathFactory):
    """Runs `prong memo` over cases and gives the folder."""

    def run(*arguments: str) -> Path:
        out = tmp_path_factory.mktemp("memos")
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(ROOT)
            command = ["memo", *arguments, "--out", str(out), "--audience", "internal"]
            result = CliRunner().invoke(app, command, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return out

    return run


@pytest.fixture(scope="module")
def kinds(write) -> dict[str, dict[str, str]]:
    """The documents of each kind over four cases, by name."""
    found = {}
    for kind in KINDS:
        out = write(*FOUR, "--kind", kind, "--format", "md")
        found[kind] = {path.stem: path.read_text(encoding="utf-8") for path in out.rglob("*.md")}
    return found


def sections(text: str) -> list[str]:
    return re.findall(r"^## (.+)$", text, re.MULTILINE)


def test_a_kind_gives_one_document_for_each_case_or_one_for_all(kinds):
    """The name tells the kind, and the full memo has the name of its case."""
    cases = ("02", "18", "29", "39")
    assert set(kinds["full"]) == set(cases)
    for kind in ONE_EACH[1:]:
        assert set(kinds[kind]) == {f"{case}-{kind}" for case in cases}
    for kind in TOGETHER:
        assert set(kinds[kind]) == {kind}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_that_it_is_no_legal_advice(kinds, kind):
    """And that it decides nothing about a person."""
    for text in kinds[kind].values():
        assert "Research aid, not legal advice" in text
        assert "decides nothing about any person’s status or credibility" in text


@pytest.mark.parametrize("kind", KINDS)
def test_the_verdicts_of_every_kind_are_those_of_the_full_memo(kinds, kind):
    """Read back from the tables: no kind computes an answer of its own."""
    full = {
        case: re.findall(r"^- \*\*([A-I])\. ([^.*]+)\.\*\*", text, re.MULTILINE)
        for case, text in kinds["full"].items()
    }
    for case, answers in full.items():
        wanted = {letter: words.lower() for letter, words in answers}
        assert "".join(wanted) == LETTERS
        assert told(kinds, kind, case) in (wanted, None)


def supported(words: str) -> str:
    """The words of a recommendation."""
    return {"made out": "supported", "not made out": "not supported"}.get(words, words)


def told(kinds: dict[str, dict[str, str]], kind: str, case: str) -> dict[str, str] | None:
    """The answers that a document of a kind gives in a case, by letter; None for a count over all."""
    match kind:
        case "brief":
            rows = re.findall(
                r"^\| ([A-I]) [^|]+\| . ([a-z ]+) \|", kinds[kind][f"{case}-brief"], re.MULTILINE
            )
            return dict(rows)
        case "elements":
            rows = re.findall(r"^## ([A-I]) .+ – ([a-z ]+)$", kinds[kind][f"{case}-elements"], re.MULTILINE)
            return dict(rows)
        case "comparison":
            side = kinds[kind][kind].partition("## Answers side by side")[2].partition("\n## ")[0]
            rows = re.findall(r"^\| ([A-I]) [^|]+\| (.+) \|$", side, re.MULTILINE)
            words = ("made out", "not made out", "undetermined", "contested")
            cells = {letter: dict(zip(words, row.split(" | "), strict=True)) for letter, row in rows}
            found = {a: next(w for w, names in own.items() if case in names) for a, own in cells.items()}
            return {letter: plain if letter != "H" else supported(plain) for letter, plain in found.items()}
    return None


def test_the_corpus_memo_counts_people_as_the_full_memos_do(kinds):
    """For each test the numbers of its row add up to the people, and agree with the answers one by one."""
    text = kinds["corpus"]["corpus"]
    words = ("made out", "not made out", "undetermined", "contested")
    for letter in LETTERS:
        row = re.search(rf"^\| {letter} [^|]+\| (\d+) \| (\d+) \| (\d+) \| (\d+) \|", text, re.MULTILINE)
        answers = [
            re.search(rf"^- \*\*{letter}\. ([^.*]+)\.", memo, re.MULTILINE)[1]
            for memo in kinds["full"].values()
        ]
        plain = [answer.lower().replace("supported", "made out") for answer in answers]
        assert list(map(int, row.groups())) == [plain.count(word) for word in words]


def test_the_corpus_memo_tells_no_account(kinds, rulebook):
    """Neither a name nor a title, nor what happened."""
    text = kinds["corpus"]["corpus"]
    for memo in kinds["full"].values():
        title = re.search(r"^# Memorandum: (.+)$", memo, re.MULTILINE)[1]
        assert title not in text
    assert "Ms. " not in text


def test_a_comparison_tells_what_parts_the_cases_and_nothing_else(kinds):
    """An element on which all agree has no paragraph; under each other element every case has a line."""
    text = kinds["comparison"]["comparison"]
    parted = text.split("**What parts the cases on: ")[1:]
    assert parted
    for part in parted:
        if "As told at" not in part.split("\n\n")[1]:
            lines = re.findall(r"^- (\d\d): (. [a-z ]+?)[ :.]", part.split("\n\n")[1], re.MULTILINE)
            assert [case for case, _ in lines] == ["02", "18", "29", "39"]
            assert len({verdict for _, verdict in lines}) > 1


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "brief"])
def test_the_table_at_the_head_says_for_whom_the_document_is(tmp_path, monkeypatch, kind):
    """The public is the default; each row of the table stands on a line of its own."""
    monkeypatch.chdir(ROOT)
    command = ["memo", *FOUR[:2], "--kind", kind, "--format", "md", "--out", str(tmp_path)]
    assert CliRunner().invoke(app, command, catch_exceptions=False).exit_code == 0
    for path in tmp_path.rglob("*.md"):
        head = path.read_text(encoding="utf-8").split("\n\n")[1].splitlines()
        assert head[-1].startswith("| Audience | Public: ")
        assert all(line.count(" | ") == 1 for line in head[2:])


def test_one_case_cannot_be_compared(tmp_path, monkeypatch):
    """The call cannot be carried out, and nothing is written."""
    monkeypatch.chdir(ROOT)
    command = ["memo", FOUR[0], "--kind", "comparison", "--out", str(tmp_path / "out")]
    result = CliRunner().invoke(app, command)
    assert (result.exit_code, (tmp_path / "out").exists()) == (2, False)
    assert "2 cases or more" in result.stderr


@pytest.mark.parametrize(
    ("cases", "language", "records"), [("cases", "en", 60), ("cases/lives-for-sale/persons", "ko", 7)]
)
def test_a_brief_of_every_record_is_one_page(write, cases, language, records):
    """As PDF; in Korean those of women with several accounts, which are the longest.

    How browsers print them is tested with a browser.
    """
    out = write(cases, "--kind", "brief", "--format", "pdf", "--language", language, "--date", "2026-01-01")
    pages = {path.stem: len(pypdfium2.PdfDocument(path)) for path in sorted(out.rglob("*.pdf"))}
    assert len(pages) == records
    assert {name: number for name, number in pages.items() if number != 1} == {}
