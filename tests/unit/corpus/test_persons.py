"""Persons: what two accounts of one woman say together, and how her memo keeps them apart."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from prong.cli.main import app
from prong.corpus.measures import price_paid
from prong.evaluation.assess import assess
from prong.language.cases import Cases, load_cases
from prong.language.rulebook import load_rulebook
from prong.model.cases import Record
from prong.model.norms import Rulebook
from prong.model.trace import FoundFact, Node

GOLDEN = Path(__file__).parents[2] / "golden"
NORM = "holding-back-papers"


@pytest.fixture(scope="module")
def papers() -> Rulebook:
    """The invented rules."""
    return load_rulebook(GOLDEN / "rules")


@pytest.fixture(scope="module")
def found(papers: Rulebook) -> Cases:
    """Three invented accounts, of which two are joined."""
    return load_cases([GOLDEN / "corpus" / "cases"], papers.vocabulary)


@pytest.fixture(scope="module")
def records(found: Cases) -> dict[str, Record]:
    """Accounts and persons by their names."""
    return {record.id: record for record in found.records}


@pytest.fixture(scope="module")
def memo(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The memo of the woman with two accounts."""
    out = tmp_path_factory.mktemp("memos")
    person = GOLDEN / "corpus" / "cases" / "harbour" / "persons" / "vey-1991.yaml"
    words = ["memo", person, "--rules", GOLDEN / "rules", "--out", out, "--format", "md"]
    words += ["--audience", "internal"]
    result = CliRunner().invoke(app, list(map(str, words)), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    assert [path.name for path in out.rglob("*.md")] == ["vey-1991.md"]
    return (out / "harbour" / "vey-1991.md").read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """What stands below a heading of the second level."""
    return text.split(f"## {heading}\n")[1].split("\n## ")[0]


def facts_below(node: Node) -> list[FoundFact]:
    """Every finding below a node."""
    return [*node.findings, *(fact for child in node.children for fact in facts_below(child))]


def test_a_person_file_makes_a_record_beside_those_of_its_accounts(records):
    """Each account stays a record of its own."""
    assert list(records) == ["harbour/02", "harbour/03", "harbour/04", "harbour/vey-1991"]
    joined = records["harbour/vey-1991"]
    assert [case.case for case, _ in joined.accounts] == ["harbour/02", "harbour/03"]
    assert joined.reason.startswith("Both accounts name a Ms. Vey")
    assert {record.reason for name, record in records.items() if name != joined.id} == {None}
    assert len({record.digest for record in records.values()}) == 4


def test_what_one_account_shows_and_the_other_denies_is_contested(papers, records):
    """One names a threat, the other says that there was none: both stay in the trace."""
    traces = {name: assess(record, papers, NORM) for name, record in records.items()}
    means = {name: trace.elements["means"] for name, trace in traces.items()}
    assert means == {
        "harbour/02": "satisfied",
        "harbour/03": "not-satisfied",
        "harbour/04": "undetermined",
        "harbour/vey-1991": "contested",
    }
    assert traces["harbour/vey-1991"].verdict == "contested"
    threats = {
        (fact.account, fact.holds)
        for fact in facts_below(traces["harbour/vey-1991"].root)
        if fact.predicate == "threat"
    }
    assert threats == {("harbour/02", "yes"), ("harbour/03", "no")}


def test_what_either_account_shows_and_none_denies_is_made_out(papers, records):
    """A fee is told in the one and work in the other; the purpose no longer rests on a reading."""
    depends = {name: assess(record, papers, NORM).depends_on for name, record in records.items()}
    assert depends["harbour/02"] == ("sign-of-control",)
    assert depends["harbour/vey-1991"] == ()
    assert assess(records["harbour/vey-1991"], papers, NORM).elements["purpose"] == "satisfied"


def test_the_memo_gives_the_reason_of_the_join_before_anything_else(memo, records):
    """Whoever doubts the join can read why it was made."""
    head = memo.split("\n## ")[0]
    assert (
        f"This memo joins two accounts as accounts of one person. {records['harbour/vey-1991'].reason}"
        in head
    )
    assert "Case 2 and Case 3" in head


def test_the_memo_tells_the_facts_of_each_account_under_its_name(memo, records):
    """No account is told through the other."""
    facts = section(memo, "Facts in order of time")
    parts = re.split(r"^\*\*(Harbour Letters, Case \d)\*\*$", facts, flags=re.MULTILINE)[1:]
    assert parts[::2] == ["Harbour Letters, Case 2", "Harbour Letters, Case 3"]
    for told, (case, _) in zip(parts[1::2], records["harbour/vey-1991"].accounts, strict=True):
        lines = re.findall(r"^- .+?: (.+?)\[\^\d+\]$", told, re.MULTILINE)
        assert lines == [event.what for event in case.events.values()]


def test_prices_that_differ_are_both_told_and_neither_is_chosen(memo, papers, records):
    """1,500 yuan in the one account, 6,000 in the other."""
    facts = section(memo, "Facts in order of time")
    assert [facts.count(price) for price in ("1,500 yuan", "6,000 yuan")] == [1, 1]
    bands = {name: price_paid(record, papers.vocabulary) for name, record in records.items()}
    assert bands == {
        "harbour/02": "up to 2,000",
        "harbour/03": "5,001 to 8,000",
        "harbour/04": None,
        "harbour/vey-1991": "several sums",
    }


def test_a_contested_answer_shows_the_evidence_of_both_accounts(memo):
    """Each with the account that it comes from."""
    analysis = section(memo, "Analysis")
    notes = dict(re.findall(r"^\[\^(\d+)\]: (.+)$", memo, re.MULTILINE))
    threats = re.findall(r"^- A threat( \(evidence against\))?: .+?\[\^(\d+)\]", analysis, re.MULTILINE)
    assert [(bool(against), notes[number].split(",")[1].strip()) for against, number in threats] == [
        (False, "Case 2"),
        (True, "Case 3"),
    ]
    assert "- **A. Contested.** " in section(memo, "Brief answers")


def test_the_schedule_names_the_account_of_every_finding(memo, records):
    """As many rows as findings, each with its account before its sentences."""
    rows = re.findall(r"\| (Case \d): [^|]+\|$", section(memo, "Evidence schedule"), re.MULTILINE)
    wanted = [
        case.source.at
        for case, _ in records["harbour/vey-1991"].accounts
        for findings in case.findings.values()
        for _ in findings
    ]
    assert rows == wanted


@pytest.mark.parametrize(
    ("old", "new", "near"),
    [("harbour/03", "harbour/09", ""), ("harbour/02", "harbuor/02", "harbour/02")],
)
def test_an_account_that_is_not_there_cannot_be_joined(papers, tmp_path, old, new, near):
    """The name is found in its place, and one that is near is offered."""
    cases = tmp_path / "cases"
    shutil.copytree(GOLDEN / "corpus" / "cases", cases)
    file = cases / "harbour" / "persons" / "vey-1991.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(Exception, match="E203") as raised:
        load_cases([cases], papers.vocabulary)
    (diagnostic,) = raised.value.diagnostics
    assert (diagnostic.subject, diagnostic.met) == ("case", new)
    assert (diagnostic.place.file, diagnostic.place.line) == (str(file), 3)
    assert not near or diagnostic.near == near
