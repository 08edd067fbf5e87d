"""`prong cite export`: instruments for a reference manager, on standard output."""

import json

import pytest


def test_all_instruments_are_exported_as_csl_json(prong, rulebook):
    """Where nothing else is asked for, in the order of their ids."""
    result = prong("cite", "export")
    assert result.exit_code == 0
    assert [item["id"] for item in json.loads(result.stdout)] == sorted(rulebook.instruments)


@pytest.mark.parametrize(
    ("format", "begins"), [("bibtex", "@misc{udhr,"), ("ris", "TY  - GEN\nID  - udhr\n")]
)
def test_instruments_can_be_named(prong, format, begins):
    """In the order in which they are named, each once."""
    result = prong("cite", "export", "udhr", "cat", "udhr", "--format", format)
    assert result.stdout.startswith(begins)
    assert result.stdout.count("Universal Declaration") == 1


@pytest.mark.parametrize(("arguments", "near"), [(("--format", "bibtx"), "bibtex"), (("uhdr",), "udhr")])
def test_what_does_not_exist_is_told_with_the_nearest(prong, arguments, near):
    """The call cannot be carried out."""
    result = prong("cite", "export", *arguments)
    assert result.exit_code == 2
    assert near in result.stderr
    assert result.stdout == ""
