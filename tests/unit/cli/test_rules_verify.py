"""`prong rules verify`: what it shows where all is proved, and where something is refuted."""

import json
import shutil
from pathlib import Path

import pytest

RULES = Path(__file__).parents[2] / "rules"
RELATION = """
```relation
title: Whoever is trained is a pilot.
cite: harbour-convention/1
subject: training
implies: pilot
```
"""


@pytest.fixture
def base_rules(tmp_path: Path) -> Path:
    """Invented rules with a relation that does not hold."""
    folder = tmp_path / "rules"
    shutil.copytree(RULES / "base", folder)
    with (folder / "norms/pilot.md").open("a", encoding="utf-8") as document:
        document.write(RELATION)
    return folder


def test_a_proved_norm_is_counted_and_what_is_by_design_is_named(prong):
    result = prong("rules", "verify", "attempted-trafficking")
    assert result.exit_code == 0
    (row,) = (line.split() for line in result.stdout.splitlines() if line.startswith(" attempted"))
    assert row == ["attempted-trafficking", "2", "4", "–", "3", "1"]
    assert "  the objection “consent-to-exploitation” of “attempted-trafficking”\n" in result.stdout
    assert "itself required (trafficking-protocol/3(b), trafficking-protocol/3(c)).\n" in result.stdout
    assert result.stdout.endswith("10 claims are proved in all cases, under the rules and every regime.\n")


def test_an_unknown_norm_is_refused_with_the_nearest_name(prong):
    result = prong("rules", "verify", "refuge")
    assert result.exit_code == 2
    assert "did you mean “refugee”?" in result.stderr


def test_json_holds_every_claim(prong):
    claims = json.loads(prong("rules", "verify", "attempted-trafficking", "--format", "json").stdout)
    assert len(claims) == 11
    (declared,) = (claim for claim in claims if claim["by_design"])
    assert not declared["holds"]
    assert declared["refuted_under"] == ["no regime"]
    assert declared["by_design"]["cite"] == ["trafficking-protocol/3(b)", "trafficking-protocol/3(c)"]
    assert {claim["claim"] for claim in claims} == {"can-be-satisfied", "can-fail", "has-effect", "relation"}


def test_a_refuted_relation_is_shown_with_its_case_and_an_example(prong, base_rules):
    result = prong("rules", "verify", "--rules", base_rules)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    headline = "E431 the relation “Whoever is trained is a pilot.” does not hold: "
    assert any(headline + "training is made out and pilot is undetermined" in line for line in lines)
    assert "The smallest case:\n  made out: training on the water\n" in result.stdout
    assert "\nfacts: {training: yes}\nexpect: {pilot: undetermined}\n```\n" in result.stdout
    assert lines[-1] == "1 finding. More on a code: prong explain-code E431"


def test_a_refuted_relation_is_told_to_programs(prong, base_rules):
    result = prong("rules", "verify", "--rules", base_rules, "--format", "json")
    assert result.exit_code == 1
    (refuted,) = (claim for claim in json.loads(result.stdout) if not claim["holds"])
    assert refuted["place"] == {"file": "norms/pilot.md", "line": 31}
    (case,) = refuted["cases"]
    assert case["facts"] == {"training": {"support": "beyond-reasonable-doubt", "opposition": None}}
    assert case["answers"] == {"training": "satisfied", "pilot": "undetermined"}
