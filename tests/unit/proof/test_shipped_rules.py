"""The rules of the repository are proved, and what is without effect in them is declared."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from prong.language.rulebook import load_rulebook
from prong.model.norms import All, Any, Rulebook
from prong.proof.effect import Conclusions
from prong.proof.relations import check_relations
from prong.proof.verify import verify

RULES = Path(__file__).parents[3] / "rules"
NORMS = sorted(path.stem for path in (RULES / "norms").iterdir())


@pytest.fixture(scope="module")
def conclusions() -> Conclusions:
    """Those of the shipped norms, made once."""
    return Conclusions(load_rulebook(RULES))


@pytest.mark.parametrize("norm", NORMS)
def test_nothing_in_a_shipped_norm_is_refuted(conclusions, norm):
    faults = [proof for proof in verify(conclusions.rulebook, norm, conclusions) if proof.is_fault]
    assert [(proof.claim, proof.subject, proof.object) for proof in faults] == []


def test_what_is_without_effect_is_declared_and_nothing_else(rulebook):
    """A declaration is the exception, so each is named here."""
    declared = {
        (norm.id, relation.subject.element, part.name if hasattr(part, "name") else part.element)
        for norm in rulebook.norms.values()
        for relation in norm.relations
        if relation.kind == "without-effect"
        for part in relation.objects
    }
    assert declared == {
        ("trafficking-in-persons", "trafficking-in-persons", "consent-to-exploitation"),
        ("attempted-trafficking", "attempted-trafficking", "consent-to-exploitation"),
        ("refugee", "unwilling", "subjective-fear"),
        ("non-refoulement-cat", "non-refoulement-cat", "personal-danger"),
        ("non-refoulement-iccpr", "non-refoulement-iccpr", "real-risk"),
    }


def with_element(rulebook: Rulebook, norm: str, element: str, **changes: object) -> Rulebook:
    """The rules with an element changed."""
    rule = rulebook.norms[norm]
    elements = {**rule.elements, element: replace(rule.elements[element], **changes)}
    rule = replace(rule, elements=MappingProxyType(elements))
    return replace(rulebook, norms=MappingProxyType({**rulebook.norms, norm: rule}))


def refuted(rulebook: Rulebook, norm: str) -> set[str]:
    """The titles of the relations of a norm that do not hold."""
    return {proof.relation.title for proof in check_relations(rulebook, [norm])}


def test_a_child_that_needs_means_after_all_is_seen(rulebook):
    changed = with_element(rulebook, "trafficking-in-persons", "means", dispensed_when=())
    assert "Trafficking of a child needs no means." in refuted(changed, "trafficking-in-persons")


def test_a_refugee_who_needs_work_to_be_one_is_seen(rulebook):
    root = rulebook.norms["refugee"].root
    employment = rulebook.norms["regularisation"].elements["employment"].formula
    changed = with_element(rulebook, "refugee", "refugee", formula=All((*root.formula.parts, employment)))
    wanted = "Refugee status does not depend on any criterion for regularisation."
    assert wanted in refuted(changed, "regularisation")


def test_a_refugee_inside_her_country_is_seen(rulebook):
    root = rulebook.norms["refugee"].root
    changed = with_element(rulebook, "refugee", "refugee", formula=All(root.formula.parts[1:]))
    wanted = "A refugee sur place is a refugee and is outside the country."
    assert wanted in refuted(changed, "refugee-sur-place")


def test_a_refugee_in_spite_of_an_exclusion_is_seen(rulebook):
    root = rulebook.norms["refugee"].root
    changed = with_element(rulebook, "refugee", "refugee", unless=root.unless[1:])
    wanted = "Nobody is a refugee to whom one of the clauses of exclusion applies."
    assert wanted in refuted(changed, "refugee")


def test_consent_that_counts_is_seen(rulebook):
    """The means no longer required, the objection would have something to do."""
    root = rulebook.norms["trafficking-in-persons"].root
    act, _, purpose = root.formula.parts
    changed = with_element(
        rulebook, "trafficking-in-persons", "trafficking-in-persons", formula=All((act, Any((purpose,))))
    )
    wanted = "Consent changes no conclusion, because the means that answers it is itself required."
    assert wanted in refuted(changed, "trafficking-in-persons")
