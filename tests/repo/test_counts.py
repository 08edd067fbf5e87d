"""How much there is: a loader that finds less than it should fails here and not in silence."""

from pathlib import Path

import pytest

from prong.language.cases import load_cases
from prong.language.mappings import load_mappings
from prong.model.norms import Rulebook

ROOT = Path(__file__).parents[2]

COUNTS = {
    "norms": 14,
    "elements": 129,
    "examples": 440,
    "readings": 12,
    "relations": 36,
    "regimes": 2,
    "instruments": 51,
    "mappings": 3,
    "predicates": 132,
    "accounts": 53,
}


@pytest.fixture(scope="module")
def found(rulebook: Rulebook) -> dict[str, int]:
    """What the loaders find in the folders of the repository."""
    norms = rulebook.norms.values()
    return {
        "norms": len(norms),
        "elements": sum(len(norm.elements) for norm in norms),
        "examples": sum(len(norm.examples) for norm in norms),
        "readings": len(rulebook.readings),
        "relations": sum(len(norm.relations) for norm in norms),
        "regimes": len(rulebook.regimes),
        "instruments": len(rulebook.instruments),
        "mappings": len(load_mappings(ROOT / "rules", rulebook)),
        "predicates": len(rulebook.vocabulary.predicates),
        "accounts": len(load_cases([ROOT / "cases"], rulebook.vocabulary).files),
    }


@pytest.mark.parametrize("kind", COUNTS)
def test_the_repository_holds_as_many_as_it_should(found, kind):
    """Whoever adds one changes the number above."""
    assert found[kind] == COUNTS[kind]


@pytest.mark.parametrize(
    ("kind", "pattern"),
    [
        ("norms", "rules/norms/*.md"),
        ("instruments", "rules/instruments/*.yaml"),
        ("regimes", "rules/regimes/*.md"),
        ("mappings", "rules/mappings/*.md"),
        ("accounts", "cases/*/[0-9]*.yaml"),
        ("accounts", "reports/*/[0-9][0-9].md"),
    ],
)
def test_there_are_as_many_files_as_were_read(kind, pattern):
    """No file lies in a folder and is passed over."""
    assert len(list(ROOT.glob(pattern))) == COUNTS[kind]
