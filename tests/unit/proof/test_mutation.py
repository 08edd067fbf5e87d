"""What notices an edit, what is no edit at all, and what survives; on the shipped rules nothing does."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from prong.evaluation.examples import run_example
from prong.model.norms import Rulebook
from prong.proof.citations import not_borne_out
from prong.proof.edits import Edit, edited, edits_of
from prong.proof.mutation import mutant_of, mutants_of
from prong.proof.workers import mutants_in

RULES = Path(__file__).parents[3] / "rules"


def edit_of(rulebook: Rulebook, norm: str, kind: str, words: str) -> Edit:
    return next(e for e in edits_of(rulebook, norm) if e.kind == kind and words in e.words)


def without_examples(rulebook: Rulebook, *norms: str) -> Rulebook:
    bare = {name: replace(rulebook.norms[name], examples=()) for name in norms}
    return replace(rulebook, norms=MappingProxyType({**rulebook.norms, **bare}))


def test_an_example_notices_an_edit(rulebook: Rulebook) -> None:
    mutant = mutant_of(rulebook, edit_of(rulebook, "debt-bondage", "swap", "any becomes all"))
    assert mutant.fate == "example"
    titles = {example.title for norm in rulebook.norms.values() for example in norm.examples}
    assert mutant.by in titles


def test_an_example_of_a_norm_that_rests_on_the_edited_one_notices_it(rulebook: Rulebook) -> None:
    """Slavery is one of the purposes of trafficking."""
    bare = without_examples(rulebook, "slavery")
    mutant = mutant_of(bare, edit_of(bare, "slavery", "negate", "powers-of-ownership becomes not"))
    assert mutant.fate == "example"


def test_a_relation_notices_what_no_example_does(rulebook: Rulebook) -> None:
    bare = without_examples(rulebook, *rulebook.norms)
    fates = Counter(mutant.fate for mutant in mutants_of(bare, "non-refoulement-cat"))
    assert fates["relation"] > 0


def test_a_citation_that_does_not_resolve_is_noticed_by_the_reader(rulebook: Rulebook) -> None:
    mutant = mutant_of(rulebook, edit_of(rulebook, "slavery", "citation", "becomes"))
    assert (mutant.fate, mutant.by.endswith("does not resolve")) == ("reader", True)


@pytest.mark.parametrize(
    ("norm", "words", "told"),
    [
        ("forced-labour", "2(2)(a) becomes ilo-c29/2(2)(b)", "which nothing bears out"),
        ("trafficking-in-persons", "3(c) becomes trafficking-protocol/3(d)", "which nothing bears out"),
        ("trafficking-in-persons", "3(b) becomes trafficking-protocol/3(c)", "twice"),
    ],
)
def test_a_wrong_letter_is_noticed_where_the_documents_disagree(
    rulebook: Rulebook, norm: str, words: str, told: str
) -> None:
    mutant = mutant_of(rulebook, edit_of(rulebook, norm, "citation", words))
    assert mutant.fate == "citations"
    assert told in mutant.by


def test_an_edit_that_changes_no_answer_is_equivalent_by_its_diagram(rulebook: Rulebook) -> None:
    """Consent is answered wherever it could matter."""
    mutant = mutant_of(rulebook, edit_of(rulebook, "attempted-trafficking", "exception", "objection"))
    assert (mutant.fate, mutant.missing) == ("equivalent", None)


def test_a_survivor_comes_with_the_example_that_would_kill_it(rulebook: Rulebook) -> None:
    bare = without_examples(rulebook, "servile-marriage", "trafficking-in-persons", "attempted-trafficking")
    edit = edit_of(bare, "servile-marriage", "swap", "any becomes all")
    mutant = mutant_of(bare, edit)
    assert mutant.fate == "survived"
    rule = rulebook.norms["servile-marriage"]
    assert run_example(rulebook, rule, mutant.missing) == ()
    assert run_example(edited(rulebook, edit), rule, mutant.missing) != ()


def test_a_number_of_years_that_no_example_knows_survives(rulebook: Rulebook) -> None:
    bare = without_examples(rulebook, *rulebook.norms)
    mutant = mutant_of(bare, edit_of(bare, "child-delivery", "boundary", "18 years become 19"))
    assert (mutant.fate, mutant.missing) == ("survived", None)


def test_what_is_not_borne_out_in_the_shipped_rules_is_no_letter(rulebook: Rulebook) -> None:
    """The check says something of letters because the documents name every one of them twice."""
    doubts = {doubt for norm in rulebook.norms for doubt in not_borne_out(rulebook, norm)}
    lettered = [doubt for doubt in doubts if "(a)" in doubt or "(b)" in doubt]
    assert len(lettered) < len(doubts)


def test_the_workers_tell_the_same_as_one_process(rulebook: Rulebook) -> None:
    norms = ["debt-bondage", "slavery"]
    alone, shared = (list(mutants_in(RULES, rulebook, norms, jobs=jobs)) for jobs in (1, 2))
    assert [(m.edit.words, m.fate, m.by) for m in alone] == [(m.edit.words, m.fate, m.by) for m in shared]


def test_every_edit_of_the_shipped_norms_is_noticed_or_equivalent(rulebook: Rulebook) -> None:
    """A score of 100 %; what is equivalent is listed by `prong rules mutate`."""
    mutants = list(mutants_in(RULES, rulebook, list(rulebook.norms), jobs=2))
    survived = [(m.edit.norm, m.edit.element, m.edit.words) for m in mutants if m.fate == "survived"]
    assert survived == []
    assert sum(mutant.fate == "equivalent" for mutant in mutants) < len(mutants) / 20
    assert len(mutants) > 1000
