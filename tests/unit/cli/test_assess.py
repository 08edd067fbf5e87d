"""`prong assess`: the table, the JSON, and every option with good and bad values."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from prong.cli.schema import Kind, schema_of

KEYS = ["case", "norm", "verdict", "elements", "highest_standard", "depends_on", "trace"]
VERDICTS = {"satisfied", "not-satisfied", "undetermined", "contested"}
NORM = "holding-back-papers"


def assessed(result) -> dict[str, dict]:
    """The objects of `--json` by their norm, for a single case."""
    assert result.exit_code == 0, result.stderr
    return {found["norm"]: found for found in json.loads(result.stdout)}


def test_json_is_a_list_with_one_object_for_each_case_and_norm(prong):
    """Cases in the order of their names, and within each case the norms in the order of memos."""
    found = json.loads(prong("assess", "cases", "--json").stdout)
    pairs = [(one["case"], one["norm"]) for one in found]
    cases, norms = dict.fromkeys(case for case, _ in pairs), dict.fromkeys(norm for _, norm in pairs)
    assert pairs == [(case, norm) for case in cases for norm in norms]
    assert list(cases) == sorted(cases)


def test_an_object_of_the_json_has_exactly_the_published_keys_and_words(prong):
    """The keys are a promise to other programs, and so are the four words for verdicts."""
    for found in json.loads(prong("assess", "cases", "--json").stdout):
        assert list(found) == KEYS
        assert {found["verdict"], *found["elements"].values()} <= VERDICTS
        assert found["verdict"] == found["trace"]["verdict"] == found["elements"][found["norm"]]


def test_every_trace_of_the_json_has_the_published_shape(prong):
    """`prong schema trace` describes what `prong assess --json` writes."""
    validator = Draft202012Validator(schema_of(Kind.TRACE))
    for found in json.loads(prong("assess", "cases", "--json").stdout):
        assert list(validator.iter_errors(found["trace"])) == []


def test_the_json_holds_no_word_of_an_account(harbour, corpus):
    """A trace names predicates and pinpoints; narratives, notes and names stay in the case file."""
    text = harbour("assess", corpus.cases, "--json").stdout
    for words in ("Mr. Tal", "passport", "crowns", "wedding"):
        assert words not in text


def test_the_json_reports_what_the_table_shows(harbour, corpus):
    """Verdict, standard and readings of the invented case."""
    found = assessed(harbour("assess", corpus.cases, "--json"))[NORM]
    assert found["verdict"] == "contested"
    assert found["elements"]["act"] == "satisfied"
    assert found["elements"]["means"] == "contested"
    assert found["highest_standard"] == "reasonable-grounds"
    assert found["depends_on"] == ["sign-of-control"]


def test_a_norm_can_be_asked_for_alone(prong):
    """`--norm` may be repeated, and the norms come in the order in which they were asked for."""
    result = prong("assess", "cases", "--norm", "slavery", "--norm", "refugee", "--json")
    assert list(assessed(result)) == ["slavery", "refugee"]


def test_a_reading_changes_what_depends_on_it(harbour, corpus):
    """On the narrow reading a fee does not show the purpose."""
    found = assessed(harbour("assess", corpus.cases, "--reading", "sign-of-control=narrow", "--json"))[NORM]
    assert found["verdict"] == "not-satisfied"
    assert found["trace"]["readings"] == {"sign-of-control": "narrow"}


def test_a_regime_changes_the_standard(harbour, corpus):
    """A regime that asks for more leaves open what was contested."""
    found = assessed(harbour("assess", corpus.cases, "--regime", "strict-port", "--json"))[NORM]
    assert (found["elements"]["means"], found["trace"]["regime"]) == ("undetermined", "strict-port")


def test_one_standard_can_be_asked_of_every_element(harbour, corpus):
    """At a standard that no finding reaches, everything that the case must show is open."""
    found = assessed(harbour("assess", corpus.cases, "--standard", "beyond-reasonable-doubt", "--json"))[NORM]
    assert (found["verdict"], found["elements"]["act"]) == ("undetermined", "undetermined")


def test_the_day_of_assessment_stands_in_the_trace(harbour, corpus):
    """`--as-of` adds whether each treaty binds on that day."""
    found = assessed(harbour("assess", corpus.cases, "--as-of", "2020-12-15", "--json"))[NORM]
    assert found["trace"]["as_of"] == "2020-12-15"
    assert [entry["on_assessment"] for entry in found["trace"]["binding"]] == ["bound"]


@pytest.mark.parametrize(
    ("option", "code", "near"),
    [
        (("--norm", "trafficking-in-person"), "E401", "trafficking-in-persons"),
        (("--regime", "uk-2021"), "E401", "uk-2022"),
        (("--reading", "bride-purchas=broad"), "E401", "bride-purchase"),
        (("--reading", "bride-purchase=brod"), "E401", "broad"),
        (("--standard", "reasonable-ground"), "E401", "reasonable-grounds"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest_that_exists(prong, option, code, near):
    """Exit code 2, one diagnostic, nothing on standard output."""
    result = prong("assess", "cases", *option)
    assert (result.exit_code, result.stdout) == (2, "")
    assert code in result.stderr
    assert f"did you mean “{near}”?" in result.stderr


@pytest.mark.parametrize(
    "options",
    [
        ("--reading", "bride-purchase"),
        ("--reading", "bride-purchase=broad", "--reading", "bride-purchase=narrow"),
        ("--as-of", "2002-13-01"),
        ("--as-of", "2002-02-30"),
        ("--as-of", "2002"),
        ("--as-of", "20020101"),
        ("--as-of", "2002-W01-1"),
        ("--as-of", "tomorrow"),
        ("--regime", "uk-2022", "--as-of", "2022-06-27"),
    ],
)
def test_an_unusable_option_is_refused(prong, options):
    """No position, two positions, no day, or a day on which the regime did not exist."""
    result = prong("assess", "cases", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "E403 an option is not usable" in result.stderr


def test_the_same_position_may_be_taken_twice(prong):
    """It is no contradiction."""
    result = prong("assess", "cases", "--norm", "slavery", *["--reading", "bride-purchase=broad"] * 2)
    assert result.exit_code == 0


def test_a_regime_may_be_assessed_on_its_first_day(prong):
    """The day on which it enters into force is the first on which it can be chosen."""
    options = ("--norm", "refugee", "--regime", "uk-2022", "--as-of", "2022-06-28")
    assert prong("assess", "cases", *options).exit_code == 0


def test_every_line_of_every_table_fits_eighty_columns(prong):
    """A table wider than the terminal is no table."""
    result = prong("assess", "cases")
    assert result.exit_code == 0
    assert [line for line in result.stdout.splitlines() if len(line) > 80] == []


def test_no_cell_of_a_table_is_cut_at_eighty_columns(prong):
    """A heading or standard that ends in dots leaves the reader to guess."""
    table = [line for line in prong("assess", "cases").stdout.splitlines() if not line.startswith("(…)")]
    assert [line for line in table if "…" in line.replace("(…) presumed", "")] == []


@pytest.mark.parametrize("columns", [80, 200])
def test_a_table_is_legible_without_colour(harbour, corpus, columns):
    """No escape sequence; verdicts in words; symbols explained below."""
    text = harbour("assess", corpus.cases, columns=columns).stdout
    assert "\x1b" not in text
    assert "± contested" in text
    assert "harbour/01" in text
    for meaning in ("✓ made out", "✗ not made out", "? undetermined", "– not required"):
        assert meaning in text
    assert "sign-of-control" in text


def test_the_table_names_each_element_once_there_is_room(harbour, corpus):
    """On a wide terminal the headings are words and not numbers."""
    heading = next(
        line for line in harbour("assess", corpus.cases, columns=200).stdout.splitlines() if "case" in line
    )
    assert all(word in heading for word in ("act", "means", "purpose"))


def test_a_table_shows_what_the_json_says(prong):
    """Each row's verdict, in the words of the table."""
    words = {
        "satisfied": "✓ made out",
        "not-satisfied": "✗ not made out",
        "undetermined": "? undetermined",
        "contested": "± contested",
    }
    option = ("--norm", "trafficking-in-persons")
    table = prong("assess", "cases", *option).stdout
    for found in json.loads(prong("assess", "cases", *option, "--json").stdout):
        name = found["case"].rpartition("/")[2]
        row = next(line for line in table.splitlines() if line.strip().startswith(f"{name} "))
        assert words[found["verdict"]] in row


def test_findings_about_a_case_stop_the_assessment(harbour, corpus):
    """Exit code 1, the place on standard error, and no verdict on what is left."""
    corpus.change(corpus.case, "took-papers", "took-paper")
    result = harbour("assess", corpus.cases)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "E203" in result.stderr
    assert "did you mean “took-papers”?" in result.stderr


def test_findings_about_the_rules_stop_the_assessment(harbour, corpus):
    """Nothing is assessed under rules that have a fault."""
    corpus.change(corpus.rules / "norms" / "return-of-papers.md", "needs-papers", "need-papers")
    result = harbour("assess", corpus.cases)
    assert (result.exit_code, result.stdout) == (1, "")


def test_a_folder_without_cases_is_refused(harbour, tmp_path: Path):
    """An empty answer would look like an assessment."""
    (tmp_path / "empty").mkdir()
    result = harbour("assess", tmp_path / "empty")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "E111" in result.stderr


def test_a_folder_without_rules_is_refused(prong):
    """A misspelt `--rules` is told, with the path."""
    result = prong("assess", "cases", "--rules", "nowhere")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "E101" in result.stderr
    assert "nowhere" in result.stderr


def test_one_file_or_several_give_the_same_verdicts_as_their_folder(prong):
    """The order in which cases are named does not matter, nor naming one twice."""
    files = [f"cases/lives-for-sale/{number}.yaml" for number in ("05", "02", "05")]
    option = ("--norm", "trafficking-in-persons", "--json")
    some = json.loads(prong("assess", *files, *option).stdout)
    every = json.loads(prong("assess", "cases", *option).stdout)
    assert some == [found for found in every if found["case"][-2:] in ("02", "05")]
