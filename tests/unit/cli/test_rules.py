"""`prong rules`: the list of the norms, a norm as it is written, and its examples."""

from pathlib import Path

import pytest


def test_the_list_names_every_norm_with_its_counts(prong, rulebook):
    """A norm's name, title and provision, and how much is in it."""
    result = prong("rules", "list")
    assert result.exit_code == 0
    for norm in rulebook.norms.values():
        assert norm.id in result.stdout
        assert norm.title in result.stdout
        assert str(norm.provision) in result.stdout
    assert f"{len(rulebook.norms)} norms, {len(rulebook.instruments)} instruments" in result.stdout


def test_a_norm_is_shown_as_it_is_written(prong, rulebook):
    """Commentary, elements and examples, byte for byte, for a reader or a pipe."""
    for name, norm in rulebook.norms.items():
        shown = prong("rules", "show", name)
        written = Path("rules", norm.anchor.file).read_text(encoding="utf-8")
        assert (shown.exit_code, shown.stdout) == (0, written)


@pytest.mark.parametrize("command", ["show", "test"])
def test_an_unknown_norm_is_refused_with_the_nearest(prong, command):
    """Exit code 2."""
    result = prong("rules", command, "refuge")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "did you mean “refugee”?" in result.stderr


def test_the_examples_of_all_norms_hold_and_are_counted(prong, rulebook):
    """The count is that of the examples in the documents."""
    result = prong("rules", "test")
    number = sum(len(norm.examples) for norm in rulebook.norms.values())
    assert (result.exit_code, result.stdout) == (0, f"{number} examples hold.\n")


def test_the_examples_of_one_norm_can_be_run_alone(prong, rulebook):
    """Names may be given, several too."""
    number = len(rulebook.norms["slavery"].examples)
    assert prong("rules", "test", "slavery").stdout == f"{number} examples hold.\n"


def test_an_example_that_fails_is_shown_with_its_place(harbour, corpus):
    """What was answered and what was expected, at the line of the example."""
    norm = corpus.rules / "norms" / "holding-back-papers.md"
    corpus.change(
        norm,
        "facts: {threat: yes}\nexpect: {means: satisfied}",
        "facts: {threat: no}\nexpect: {means: satisfied}",
    )
    result = harbour("rules", "test")
    assert result.exit_code == 1
    lines = norm.read_text().splitlines()
    line = next(n for n, text in enumerate(lines, 1) if text == "title: A threat is a means.")
    assert f"{norm}:{line}:" in result.stdout or f"{norm}:{line - 1}:" in result.stdout
    assert "E404 the example “A threat is a means.” fails" in result.stdout
    assert "means is undetermined, not satisfied" in result.stdout


def test_examples_are_not_run_under_rules_that_are_not_sound(harbour, corpus):
    """The findings come first."""
    corpus.change(corpus.rules / "norms" / "return-of-papers.md", "weigh:", "wiegh:")
    for command in ("list", "test"):
        result = harbour("rules", command)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "weigh" in result.stderr
