"""`prong rules mutate`: the score, what is equivalent, and what would notice a survivor."""

import json

import pytest


def test_a_norm_whose_edits_are_all_noticed(prong) -> None:
    result = prong("rules", "mutate", "slavery", "debt-bondage", "--jobs", 1)
    assert result.exit_code == 0
    assert "Score: 100 %." in result.stdout
    assert "Survived" not in result.stdout


def test_equivalent_edits_are_listed_as_no_slips(prong) -> None:
    result = prong("rules", "mutate", "attempted-trafficking", "--jobs", 1)
    assert result.exit_code == 0
    assert "Equivalent by their decision diagrams" in result.stdout
    assert "objection consent-to-exploitation is gone" in result.stdout


def test_survivors_are_listed_with_their_place(harbour, corpus) -> None:
    result = harbour("rules", "mutate", "holding-back-papers", "--jobs", 1)
    assert result.exit_code == 1
    document = corpus.rules / "norms" / "holding-back-papers.md"
    assert f"Survived: {document}:" in result.stdout
    assert "This example would kill it" in result.stdout
    assert "```example" in result.stdout


def test_json_tells_the_fate_of_every_edit(prong) -> None:
    told = json.loads(prong("rules", "mutate", "debt-bondage", "--jobs", 1, "--format", "json").stdout)
    assert {edit["fate"] for edit in told} == {"killed"}
    assert {edit["by"] for edit in told} == {"example", "citations"}


def test_examples_that_fail_without_any_edit_are_refused(harbour, corpus) -> None:
    """They would notice every edit."""
    document = corpus.rules / "norms" / "holding-back-papers.md"
    right = "facts: {threat: yes}\nexpect: {means: satisfied}"
    corpus.change(document, right, right.replace("yes", "no"))
    result = harbour("rules", "mutate", "--jobs", 1)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "E404" in result.stderr


@pytest.mark.parametrize("jobs", [0, -1])
def test_a_number_of_processes_is_at_least_one(prong, jobs: int) -> None:
    assert prong("rules", "mutate", "--jobs", jobs).exit_code == 2
