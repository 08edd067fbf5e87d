"""`prong agree`: two codings of the same accounts beside each other, and what cannot be compared."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True, slots=True)
class Codings:
    """Two folders with the same three accounts, each with its sources and a person file."""

    first: Path
    second: Path

    def change(self, account: str, old: str, new: str) -> None:
        """Put `new` in the place of `old` in an account of the second coding."""
        file = self.second / "harbour" / f"{account}.yaml"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def codings(letters) -> Codings:
    """The second coder found less of a threat, and something else in another place."""
    found = Codings(letters.cases, letters.folder / "again")
    shutil.copytree(found.first, found.second)
    found.change("02", "  threat:\n    holds: yes", "  threat:\n    holds: no")
    found.change("03", "  false-promise:", "  agreed:")
    found.change("03", "note: Nobody tells her anything about papers.", "note: She does not agree.")
    found.change("04", "The book is back in her hands at once.", "It never leaves her.")
    place = '    evidence: [{at: "Case 4, s. %s", digest: "%s"}]\n  kept-papers:'
    found.change("04", place % (1, "99b5fee4"), place % (2, "c00d478b"))
    return found


@pytest.fixture
def agree(prong, letters, codings):
    """Compares the two codings."""

    def run(*options: object, columns: int = 80):
        command = ("agree", codings.first, codings.second, "--rules", letters.rules)
        return prong(*command, *options, columns=columns)

    return run


def test_the_table_shows_alpha_over_findings_elements_and_norms(agree):
    """Twelve predicates in three accounts, of which three are read differently."""
    result = agree()
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Agreement over 3 accounts" in result.stdout
    rows = [re.findall(r"[^│┃]+", line) for line in result.stdout.splitlines() if line.startswith("│")]
    cells = {row[0].strip(): [cell.strip() for cell in row[1:]] for row in rows}
    assert [cells[name][:2] for name in ("findings", "findings stated by either")] == [
        ["36", "33/36"],
        ["12", "9/12"],
    ]
    assert [cells[name][:2] for name in ("elements", "norms")] == [["18", "16/18"], ["6", "4/6"]]
    assert re.fullmatch(r"0\.\d\d", cells["findings"][2])
    assert re.fullmatch(r"-?\d\.\d\d to \d\.\d\d", cells["findings"][3])
    differing = [[cell.strip() for cell in row[:2]] for row in rows if len(row) == 3]
    assert differing == [
        ["agreed", "2/3"],
        ["false-promise", "2/3"],
        ["threat", "2/3"],
        ["holding-back-papers/holding-back-papers", "1/3"],
        ["holding-back-papers/means", "1/3"],
    ]


def test_every_disagreement_is_listed_with_the_places_of_both(agree):
    """A finding on the same side in another place is none."""
    lines = [line for line in agree().stdout.splitlines() if line.startswith("harbour/")]
    assert lines == [
        "harbour/02 threat: yes (Case 2, s. 3) against no (Case 2, s. 3)",
        "harbour/03 agreed: not stated (nothing) against no (Case 3, s. 3)",
        "harbour/03 false-promise: no (Case 3, s. 3) against not stated (nothing)",
    ]


def alpha(pairs: Counter[tuple[str, str]]) -> float:
    """Alpha for two coders, from the shares of pairs."""
    values = Counter[str]()
    for pair, number in pairs.items():
        for value in pair:
            values[value] += number
    total = values.total()
    observed = sum(number for (one, two), number in pairs.items() if one != two) / pairs.total()
    expected = 1 - sum(number * (number - 1) for number in values.values()) / (total * (total - 1))
    return 1 - observed / expected


def test_the_figures_as_json_are_those_of_the_table(agree):
    """And the list of disagreements as data."""
    made = json.loads(agree("--json").stdout)
    parts = ["accounts", "agreement", "predicates", "elements", "disagreements", "in_one_only"]
    assert list(made) == parts
    assert made["accounts"] == ["harbour/02", "harbour/03", "harbour/04"]
    assert list(made["agreement"]) == ["findings", "findings stated by either", "elements", "norms"]
    assert all(set(v) == {"units", "agreed", "alpha", "low", "high"} for v in made["agreement"].values())
    nothing = "not stated"
    stated = Counter(
        {("yes", "yes"): 5, ("no", "no"): 4, ("yes", "no"): 1, ("no", nothing): 1, (nothing, "no"): 1}
    )
    findings = made["agreement"]["findings"]
    assert (findings["units"], findings["agreed"]) == (36, 33)
    assert findings["alpha"] == pytest.approx(alpha(stated + Counter({(nothing, nothing): 24})))
    assert made["agreement"]["findings stated by either"]["alpha"] == pytest.approx(alpha(stated))
    assert findings["low"] <= findings["alpha"] <= findings["high"]
    assert made["predicates"]["court-order"] == {
        "units": 3,
        "agreed": 3,
        "alpha": None,
        "low": None,
        "high": None,
    }
    assert (made["predicates"]["threat"]["units"], made["predicates"]["threat"]["agreed"]) == (3, 2)
    means = made["elements"]["holding-back-papers/means"]
    assert (means["units"], means["agreed"]) == (3, 1)
    assert made["disagreements"][0] == {
        "case": "harbour/02",
        "predicate": "threat",
        "first": "yes",
        "second": "no",
        "first_at": ["Case 2, s. 3"],
        "second_at": ["Case 2, s. 3"],
    }
    assert (len(made["disagreements"]), made["in_one_only"]) == (3, [])


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_two_runs_say_the_same(agree, options):
    """The interval is drawn with a fixed seed."""
    assert agree(*options) == agree(*options)


def test_a_coding_agrees_with_itself(prong, letters, codings):
    """Alpha is one, nothing is listed, and persons do not count as accounts."""
    command = ("agree", codings.first, codings.first, "--rules", letters.rules)
    made = json.loads(prong(*command, "--json").stdout)
    assert [(v["units"], v["agreed"], v["alpha"]) for v in made["agreement"].values()][:2] == [
        (36, 36, 1),
        (11, 11, 1),
    ]
    assert made["agreement"]["norms"]["units"] == 3 * 2
    assert (made["disagreements"], made["in_one_only"]) == ([], [])
    assert not re.search(r"^harbour/|only", prong(*command).stdout, re.MULTILINE)


def test_one_norm_can_be_asked_for(agree):
    """Findings stay the same: they are made before any norm is asked."""
    whole, one = (json.loads(agree("--json", *o).stdout) for o in ((), ("--norm", "return-of-papers")))
    assert (whole["agreement"]["norms"]["units"], one["agreement"]["norms"]["units"]) == (6, 3)
    assert one["agreement"]["norms"]["agreed"] == 3
    assert one["agreement"]["elements"]["units"] == 0
    assert one["agreement"]["findings"] == whole["agreement"]["findings"]


def test_accounts_that_only_one_coder_has_are_named_and_left_out(agree, codings):
    """On either side."""
    (codings.first / "harbour" / "04.yaml").unlink()
    (codings.second / "harbour" / "persons" / "vey-1991.yaml").unlink()
    (codings.second / "harbour" / "02.yaml").unlink()
    result = agree()
    assert result.exit_code == 0
    assert "Agreement over 1 accounts" in result.stdout
    assert result.stdout.endswith("In one coding only: harbour/02, harbour/04\n")
    made = json.loads(agree("--json").stdout)
    assert (made["accounts"], made["in_one_only"]) == (["harbour/03"], ["harbour/02", "harbour/04"])
    assert made["agreement"]["findings"]["units"] == 12


def test_codings_without_a_common_account_cannot_be_compared(prong, letters, corpus):
    """Exit code 2, and the reason."""
    result = prong("agree", letters.cases, corpus.cases, "--rules", letters.rules)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "E111 nothing to read in" in result.stderr
    assert "no account in both" in result.stderr


@pytest.mark.parametrize("side", ["first", "second"])
def test_a_folder_that_is_not_there_is_named(prong, letters, codings, side):
    """Exit code 2."""
    folders = {"first": codings.first, "second": codings.second} | {side: letters.folder / "nowhere"}
    result = prong("agree", folders["first"], folders["second"], "--rules", letters.rules)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "E101 there is no file or folder" in result.stderr


@pytest.mark.parametrize("side", ["first", "second"])
@pytest.mark.parametrize("options", [(), ("--json",)])
def test_a_bad_case_on_either_side_stops_the_comparison(agree, codings, side, options):
    """Its place and the near name; exit code 1."""
    file = getattr(codings, side) / "harbour" / "04.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("kept-papers:", "kept-paper:"), encoding="utf-8")
    result = agree(*options)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{file}:" in result.stderr
    assert "did you mean “kept-papers”?" in result.stderr


def test_codings_kept_beside_the_cases_are_compared_and_are_no_cases(prong, letters, codings):
    """They lie in a folder of that name, below the accounts that were made of them."""
    kept = letters.cases / "harbour" / "codings"
    for name, coding in (("first", codings.first), ("second", codings.second)):
        shutil.copytree(
            coding / "harbour", kept / name, ignore=shutil.ignore_patterns("persons", "claims.yaml")
        )
        # A coding lies below the sources of its corpus and needs none of its own.
    result = prong("agree", kept / "first", kept / "second", "--rules", letters.rules)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Agreement over 3 accounts" in result.stdout
    assert prong("check", letters.cases, "--rules", letters.rules).stdout.endswith(" 3 cases.\n")


def test_an_unknown_norm_is_refused(agree):
    """Exit code 2 and the nearest name."""
    result = agree("--norm", "return-of-paper")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "did you mean “return-of-papers”?" in result.stderr
