"""One-step edits: every kind there is, each a well-formed rule that differs in one thing."""

from collections import Counter

import pytest

from prong.evaluation.program import compile_norm
from prong.model.norms import All, Any, AtLeast, Burden, Modifier, Not, PredicateRef, Rulebook, Weigh
from prong.model.standards import LADDER
from prong.proof.edits import KINDS, Edit, edited, edits_of
from prong.testing.norms import CITE, NORM, element_of, rulebook_of

P0, P1, P2 = map(PredicateRef, ("p0", "p1", "p2"))


def changed(formula: object, kind: str, **modifiers: object) -> list[object]:
    """The formulas of the root after each edit of a kind."""
    rulebook = rulebook_of({NORM: element_of(NORM, formula, **modifiers)})
    return [edited(rulebook, e).norms[NORM].root.formula for e in edits_of(rulebook, NORM) if e.kind == kind]


def test_each_alternative_can_be_dropped() -> None:
    assert changed(Any((P0, P1, P2)), "drop") == [Any((P1, P2)), Any((P0, P2)), Any((P0, P1))]
    assert changed(AtLeast(2, (P0, P1)), "drop") == [AtLeast(1, (P1,)), AtLeast(1, (P0,))]


def test_a_fact_of_the_same_norm_can_be_added() -> None:
    formula = All((Any((P0, P1)), P2))
    assert All((Any((P0, P1, P2)), P2)) in changed(formula, "add")


def test_all_and_any_can_be_swapped_and_a_threshold_moved() -> None:
    assert changed(All((P0, P1)), "swap") == [Any((P0, P1))]
    assert changed(Any((P0, P1)), "swap") == [All((P0, P1))]
    assert changed(Weigh((P0, P1)), "swap") == [All((P0, P1)), Any((P0, P1))]
    assert changed(AtLeast(2, (P0, P1, P2)), "swap") == [AtLeast(1, (P0, P1, P2)), AtLeast(3, (P0, P1, P2))]


def test_each_part_can_be_negated_once() -> None:
    assert changed(All((P0, P1)), "negate") == [Not(All((P0, P1))), All((Not(P0), P1)), All((P0, Not(P1)))]
    assert changed(Not(P0), "negate") == [P0]


def test_exceptions_burdens_and_standards_can_be_lost_or_moved() -> None:
    burden = Burden("state", False, (CITE,))
    element = element_of(NORM, P0, unless=(Modifier(P1, (CITE,)),), burden=burden, standard=LADDER[2])
    rulebook = rulebook_of({NORM: element})
    found = {}
    for edit in edits_of(rulebook, NORM):
        found.setdefault(edit.kind, []).append(edited(rulebook, edit).norms[NORM].root)
    assert [each.unless for each in found["exception"]] == [()]
    assert [each.burden for each in found["burden"]] == [None, Burden("applicant", True, (CITE,))]
    assert {each.standard for each in found["standard"]} == {LADDER[1], LADDER[2], LADDER[3]}


def test_the_last_letter_of_a_citation_moves_on(rulebook: Rulebook) -> None:
    words = {e.words for e in edits_of(rulebook, "refugee") if e.kind == "citation"}
    assert "refugee-convention/1D becomes refugee-convention/1E" in words
    assert "refugee-convention/1F(a) becomes refugee-convention/1F(b)" in words


def test_an_age_can_be_off_by_one_year(rulebook: Rulebook) -> None:
    edits = [e for e in edits_of(rulebook, "child-delivery") if e.kind == "boundary"]
    assert [e.words for e in edits] == [
        "under-eighteen-when-delivered: 18 years become 17",
        "under-eighteen-when-delivered: 18 years become 19",
    ]
    name = "under-eighteen-when-delivered"
    assert [edited(rulebook, e).vocabulary.predicates[name].derived.below for e in edits] == [17, 19]


@pytest.fixture(scope="module")
def shipped(rulebook: Rulebook) -> list[Edit]:
    return [edit for norm in rulebook.norms for edit in edits_of(rulebook, norm)]


def test_the_shipped_norms_have_edits_of_every_kind(shipped: list[Edit]) -> None:
    assert set(Counter(edit.kind for edit in shipped)) == set(KINDS)
    assert len(shipped) > 1000


def test_every_edit_changes_something_and_can_be_compiled(rulebook: Rulebook, shipped: list[Edit]) -> None:
    for edit in shipped[::7]:
        mutated = edited(rulebook, edit)
        same = (mutated.norms, mutated.regimes, mutated.vocabulary, mutated.readings)
        assert same != (rulebook.norms, rulebook.regimes, rulebook.vocabulary, rulebook.readings)
        assert compile_norm(mutated, edit.norm)


def test_an_edit_says_what_it_does_and_where(shipped: list[Edit]) -> None:
    for edit in shipped:
        assert edit.words
        assert edit.anchor.file.endswith(".md")
        assert edit.anchor.line > 0
