"""What the benchmark rests on: its rules are sound, and it times the tests that it says."""

from __future__ import annotations

from pathlib import Path

from prong.evaluation.examples import run_example
from prong.language.mappings import load_mappings
from prong.language.rulebook import load_rulebook

ROOT = Path(__file__).parents[2]


def test_the_rules_of_the_benchmark_are_rules():
    """Three tests over thirty-eight facts, whose examples hold."""
    rulebook = load_rulebook(ROOT / "tests" / "benchmarks" / "rules")
    assert list(rulebook.norms) == ["palermo", "refugee", "regular"]
    assert len(rulebook.vocabulary.predicates) == 38
    for norm in rulebook.norms.values():
        for example in norm.examples:
            assert run_example(rulebook, norm, example) == ()


def test_the_mappings_of_the_benchmark_read_every_column():
    """Once as truth values and once as whole numbers."""
    rules = ROOT / "tests" / "benchmarks" / "rules"
    rulebook = load_rulebook(rules)
    mappings = load_mappings(rules, rulebook)
    assert set(mappings) == {"raw", "raw-integers"}
    for mapping in mappings.values():
        assert set(mapping.links) == set(rulebook.vocabulary.predicates)


def test_the_figures_of_the_benchmark_name_no_machine():
    """Its class and the versions of its tools are enough, and no path of it."""
    text = (ROOT / "reports" / "benchmarks.md").read_text(encoding="utf-8")
    assert text.startswith("# Benchmarks\n")
    assert "/tmp" not in text
    assert "/root" not in text
