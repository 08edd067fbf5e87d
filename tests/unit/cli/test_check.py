"""`prong check`: what it looks at, what it says where nothing is wrong, and the five formats."""

import json
import shutil

import pytest


def test_a_sound_corpus_is_called_sound_with_its_counts(prong):
    """Without arguments, rules and cases of the folder are checked."""
    result = prong("check")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Nothing wrong in ")
    assert "53 cases" in result.stdout


def test_rules_can_be_checked_alone(prong):
    """`prong check rules` reads no case."""
    result = prong("check", "rules")
    assert result.exit_code == 0
    assert "case" not in result.stdout


def test_one_case_can_be_checked_alone(prong):
    """The count is that of what was looked at."""
    assert "1 case." in prong("check", "cases/lives-for-sale/02.yaml").stdout


def test_a_finding_has_its_place_its_code_a_caret_and_a_hint(harbour, corpus):
    """`path:line:column: CODE message`, the line up to the word, and the near name."""
    corpus.change(corpus.case, "needs-papers:", "need-papers:")
    result = harbour("check", corpus.cases)
    assert result.exit_code == 1
    line = next(n for n, text in enumerate(corpus.case.read_text().splitlines(), 1) if "need-papers" in text)
    assert f"{corpus.case}:{line}:3: E203 no predicate is called “need-papers”" in result.stdout
    assert "^^^^^^^^^^^" in result.stdout
    assert "did you mean “needs-papers”?" in result.stdout
    assert "prong explain-code E203" in result.stdout


def test_every_finding_of_a_file_is_shown_at_once(harbour, corpus):
    """Two slips need one run."""
    corpus.change(corpus.case, "needs-papers:", "need-papers:")
    corpus.change(corpus.case, "2021-03\n", "2021-13\n")
    text = harbour("check", corpus.cases, "--format", "concise").stdout
    assert [line.split(": ")[1].split()[0] for line in text.splitlines()] == ["E301", "E203"]


def test_rules_that_are_not_sound_are_shown_where_a_case_is_asked_for(harbour, corpus):
    """A case cannot be checked against rules that have a fault."""
    corpus.change(corpus.rules / "norms" / "return-of-papers.md", "debt-settled", "debt-setled")
    result = harbour("check", corpus.case)
    assert result.exit_code == 1
    assert "return-of-papers.md" in result.stdout


@pytest.mark.parametrize("style", ["full", "concise", "json", "github", "sarif"])
def test_no_format_quotes_what_stands_behind_the_finding(harbour, corpus, style):
    """The line is shown up to the word that is wrong; what follows it may be testimony."""
    corpus.change(corpus.case, "    note: He is to cross", "    noted: He is to cross")
    result = harbour("check", corpus.cases, "--format", style)
    assert result.exit_code == 1
    assert "noted" in result.stdout
    for words in ("cross a border", "wedding", "Mr. Tal", "passport"):
        assert words not in result.stdout


def test_the_formats_for_machines_are_well_formed(harbour, corpus):
    """JSON and SARIF parse, and name the code and the place; GitHub's lines begin as it expects."""
    corpus.change(corpus.case, "needs-papers:", "need-papers:")
    (found,) = json.loads(harbour("check", corpus.cases, "--format", "json").stdout)
    assert (found["code"], found["place"]["file"]) == ("E203", str(corpus.case))
    log = json.loads(harbour("check", corpus.cases, "--format", "sarif").stdout)
    (result,) = log["runs"][0]["results"]
    assert (log["version"], result["ruleId"]) == ("2.1.0", "E203")
    line = harbour("check", corpus.cases, "--format", "github").stdout
    assert line.startswith("::error file=")


@pytest.mark.parametrize(("style", "empty"), [("json", []), ("sarif", None)])
def test_the_formats_for_machines_are_well_formed_where_nothing_is_wrong(harbour, corpus, style, empty):
    """A program that reads them must not meet a sentence."""
    result = harbour("check", corpus.cases, "--format", style)
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert (found if style == "json" else found["runs"][0]["results"]) == []


def test_a_fault_in_the_claims_of_a_corpus_is_found(prong, tmp_path):
    """Claims are checked with the cases that they speak of."""
    shutil.copytree("cases", tmp_path / "cases")
    claims = tmp_path / "cases" / "lives-for-sale" / "claims.yaml"
    text = claims.read_text(encoding="utf-8")
    claims.write_text(text.replace("measure: price-paid", "measure: price-payed"), encoding="utf-8")
    result = prong("check", tmp_path / "cases", "--format", "concise")
    assert (result.exit_code, result.stdout.count("\n")) == (1, 1)
    assert "E204 figures.measure" in result.stdout
    assert "did you mean “price-paid”?" in result.stdout
