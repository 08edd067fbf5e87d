"""Whole memos of the real cases, read as a careful lawyer reads: order, references, words, gaps."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from prong.cli.main import app
from prong.language.cases import Cases, load_cases

ROOT = Path(__file__).parents[3]
NUMBERS = sorted(path.stem for path in (ROOT / "cases" / "lives-for-sale").glob("[0-9]*.yaml"))
SECTIONS = [
    "Questions presented",
    "Brief answers",
    "Facts in order of time",
    "Which law binds whom",
    "Analysis",
    "Readings",
    "What is missing and what would change the answer",
    "Consequences",
    "Table of authorities",
    "Evidence schedule",
    "Method",
]


@pytest.fixture(scope="module")
def memos(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The Markdown of every memo, written now, without the comment that is its receipt."""
    out = tmp_path_factory.mktemp("memos")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        command = ["memo", "cases", "--out", str(out), "--format", "md", "--audience", "internal"]
        assert CliRunner().invoke(app, command, catch_exceptions=False).exit_code == 0
    texts = {path.stem: path.read_text(encoding="utf-8") for path in out.rglob("*.md")}
    return {name: text.partition("\n<!-- prong-receipt")[0] for name, text in texts.items()}


@pytest.fixture(scope="module")
def cases(rulebook) -> Cases:
    """The cases behind the memos."""
    return load_cases([ROOT / "cases"], rulebook.vocabulary)


@pytest.fixture(params=NUMBERS)
def memo(request: pytest.FixtureRequest, memos: dict[str, str]) -> str:
    """One memo after the other."""
    return memos[request.param]


def headings(text: str) -> list[tuple[int, str]]:
    """Level and words of every heading, in order."""
    return [(len(marks), words) for marks, words in re.findall(r"^(#+) (.+)$", text, re.MULTILINE)]


def body_lines(text: str) -> list[str]:
    """The lines that are prose or items: no tables, no footnotes."""
    return [line for line in text.splitlines() if line and not line.startswith(("|", "[^"))]


def test_there_is_a_memo_for_every_case(memos):
    """Fifty-three accounts, and the seven women of whom several tell."""
    assert sorted(name for name in memos if name.isdigit()) == NUMBERS
    assert (len(NUMBERS), len(memos)) == (53, 60)


def test_a_memo_has_its_sections_in_order(memo):
    """Some sections are left out where they would be empty; none stands elsewhere."""
    found = [words for level, words in headings(memo) if level == 2]
    assert found == [name for name in SECTIONS if name in found]
    assert {"Questions presented", "Brief answers", "Analysis", "Method"} <= set(found)


def test_no_section_is_empty(memo):
    """A heading is followed by words, or by a heading below it."""
    lines = [line for line in memo.splitlines() if line.strip()]
    levels = [len(re.match(r"#*", line)[0]) for line in lines]
    empty = [
        lines[n]
        for n, level in enumerate(levels)
        if level and (n + 1 == len(lines) or 0 < levels[n + 1] <= level)
    ]
    assert empty == []


def test_no_level_of_heading_is_skipped(memo):
    """A reader who hears the page moves by headings."""
    levels = [level for level, _ in headings(memo)]
    assert levels.count(1) == 1
    assert [pair for pair in itertools.pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_every_footnote_is_called_and_every_call_has_its_footnote(memo):
    """Numbered in the order of their first call."""
    text, _, notes = memo.partition("\n[^1]: ")
    called = list(dict.fromkeys(re.findall(r"\[\^(\d+)\]", text)))
    given = re.findall(r"^\[\^(\d+)\]: \S", "[^1]: " + notes, re.MULTILINE)
    assert called == given == [str(number) for number in range(1, len(given) + 1)]


def test_nothing_of_the_machinery_shows(memo):
    """No word of Python, no brace of a template, no name of a key."""
    for word in ("None", "True", "False", "{{", "}}", "{%", "Undefined", "()", "[]", "-satisfied", "_"):
        assert word not in re.sub(r"\]\([^)]*\)", "", memo).replace("\\_", ""), word


@pytest.mark.parametrize(
    "pattern",
    [
        r"\S  +\S",
        r" [,.;:]",
        r"\.\.",
        r",,",
        r"\( ",
        r" \)",
        r"; *$",
        r", *$",
        r"^- *$",
        r"\band and\b",
        r"\bthe the\b",
    ],
)
def test_no_sentence_is_torn(memo, pattern):
    """The marks of a gap that a template left."""
    assert [line for line in body_lines(memo) if re.search(pattern, line)] == []


def test_every_item_of_the_brief_answers_is_a_sentence(memo):
    """It begins with its letter and ends with a stop."""
    section = memo.split("## Brief answers")[1].split("\n## ")[0]
    items = re.findall(r"^- (.+)$", section, re.MULTILINE)
    assert items
    assert [item for item in items if not re.match(r"\*\*[A-Z]\. .+\.$", item)] == []


def test_a_negative_answer_speaks_of_the_stated_facts(memo):
    """It never says of a person what she is not."""
    for words in ("not trafficked", "not a victim", "not a refugee", "not guilty", "is guilty", "credible"):
        assert words not in memo


def test_a_recommendation_never_requires(memo):
    """The Commission's criteria support or do not support; they are no duty of a state."""
    sections = re.split(r"^### ", memo, flags=re.MULTILINE)
    found = [section for section in sections if re.match(r"[A-Z] Regularisation", section)]
    for section in found:
        assert "requires" not in section.split("\n## ")[0]


def test_the_memo_says_what_it_is(memo):
    """In its head, before anything else."""
    assert "Research aid, not legal advice." in memo.split("\n## ")[0]


def test_the_method_tells_the_ladder_and_the_receipt(memo):
    """The order of the standards is a convention, and the digests say what the memo was made from."""
    method = memo.split("## Method")[1]
    assert "convention" in method
    assert len(re.findall(r"`[0-9a-f]{64}`", method)) == 4


@pytest.mark.parametrize("number", NUMBERS)
def test_every_pinpoint_of_a_finding_stands_in_the_schedule(memos, cases, number):
    """With its digest, so that it can be checked."""
    schedule = memos[number].split("## Evidence schedule")[1].split("\n## ")[0]
    case = cases.files[f"lives-for-sale/{number}"].case
    missing = [
        evidence.digest
        for findings in case.findings.values()
        for finding in findings
        for evidence in finding.evidence
        if evidence.digest not in schedule
    ]
    assert missing == []


@pytest.mark.parametrize("number", NUMBERS)
def test_every_event_is_told_with_its_evidence(memos, cases, number):
    """Facts come in the order of the case, each with a footnote."""
    facts = memos[number].split("## Facts in order of time")[1].split("\n## ")[0]
    events = cases.files[f"lives-for-sale/{number}"].case.events
    lines = [line for line in facts.splitlines() if line.startswith("- ")]
    assert len(lines) == len(events)
    for line, event in zip(lines, events.values(), strict=True):
        assert event.what.split(".")[0][:40].replace("'", "’") in line.replace("\\", "")
        assert re.search(r"\[\^\d+\]$", line)


def test_every_dagger_is_explained(memo):
    """An authority that was not compared with its text is marked, and the method says what the mark means."""
    text, _, method = memo.partition("## Method")
    assert ("†" in text) == ("†" in method)
