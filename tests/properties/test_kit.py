"""The kit finds faults of every class within its default budget, and nothing in an evaluator that is right.

A fault is planted in the evaluator, in what it reads of a case, or in what is printed of a rule; the property
that is there for it must then fail on the shipped rules.
"""

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import Phase

from prong.evaluation import assess as assessing
from prong.evaluation import binding, facts
from prong.evaluation.facts import Fact
from prong.evaluation.lanes import Lanes
from prong.evaluation.program import ProgramNode, _Compiler
from prong.explanation.explain import ChangeSets, Explanation
from prong.language.printing import print_norm
from prong.model.dates import DateInterval
from prong.model.instruments import Bound
from prong.model.norms import Rulebook
from prong.model.standards import LADDER
from prong.model.verdicts import Verdict
from prong.testing import PROPERTIES, Property, assert_properties
from prong.testing.laws import evidence, forms

RULES = Path(__file__).parents[2] / "rules"
Plant = Callable[[pytest.MonkeyPatch], None]
BY_NAME = {each.name: each for each in PROPERTIES}

# Faults


def spoiled(
    compiler: _Compiler, node: ProgramNode, pairs: tuple[str, ...], support: str, opposition: str
) -> ProgramNode:
    """A node some of whose pairs are replaced; `{s}` and `{o}` stand for what a pair was."""
    made = {}
    for name in pairs:
        old = {"s": f"s{getattr(node, name)}", "o": f"o{getattr(node, name)}"}
        made[name] = compiler.pair(support.format(**old), opposition.format(**old))
    return replace(node, **made)


def after_each_element(
    monkeypatch: pytest.MonkeyPatch, spoil: Callable[[_Compiler, ProgramNode], ProgramNode]
) -> None:
    """Have every element spoiled when it is compiled."""
    right = _Compiler.new_element
    monkeypatch.setattr(_Compiler, "new_element", lambda self, *rest: spoil(self, right(self, *rest)))


def opposition_takes_support_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Contested becomes not satisfied."""
    after_each_element(
        monkeypatch,
        lambda compiler, node: spoiled(compiler, node, ("gap", "own", "counted"), "{s} & ~{o}", "{o}"),
    )


def evidence_is_held_against_who_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever supports an element opposes it as well."""
    after_each_element(
        monkeypatch,
        lambda compiler, node: spoiled(compiler, node, ("gap", "own", "counted"), "{s}", "{o} | {s}"),
    )


def many_words_make_a_case(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than one thing told, on whatever matter, and all of them are believed."""

    def facts_of(*rest: object) -> dict[str, Fact]:
        found = facts.facts_of(*rest)
        if len(found) <= 1:
            return found
        return {name: replace(fact, support=LADDER[-1]) for name, fact in found.items()}

    monkeypatch.setattr(assessing, "facts_of", facts_of)


def the_last_word_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of several findings on one fact the last is taken."""
    right = facts._pooled
    monkeypatch.setattr(facts, "_pooled", lambda grounds: right(grounds[-1:]))


def a_later_account_overrides(monkeypatch: pytest.MonkeyPatch) -> None:
    """What another account said of the same fact is forgotten."""
    right = facts._pooled

    def pooled(grounds: tuple[facts.Ground, ...]) -> Fact:
        return right(tuple(ground for ground in grounds if ground.account == grounds[-1].account))

    monkeypatch.setattr(facts, "_pooled", pooled)


def an_exception_only_disputes(monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception that is made out leaves the support of its element where it is."""
    right = _Compiler.modifier

    def modifier(self: _Compiler, modifier: object, standard: object, edges: list, role: str) -> ProgramNode:
        node = right(self, modifier, standard, edges, role)
        if role != "unless":
            return node
        return spoiled(self, node, ("counted",), "{s}", "{o} | {s}")

    monkeypatch.setattr(_Compiler, "modifier", modifier)


def an_exception_reaches_its_neighbour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one exception is made out, the one that stands beside it is taken to be so as well."""
    before: dict[int, int] = {}

    def spoil(compiler: _Compiler, node: ProgramNode) -> ProgramNode:
        if not node.id.endswith("-exception"):
            return node
        beside = before.get(id(compiler))
        before[id(compiler)] = node.own
        if beside is None:
            return node
        return spoiled(compiler, node, ("gap", "own", "counted"), f"{{s}} | s{beside}", f"{{o}} & o{beside}")

    after_each_element(monkeypatch, spoil)


def a_presumption_overrides_evidence(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is presumed is so, whatever is shown."""

    def spoil(compiler: _Compiler, node: ProgramNode) -> ProgramNode:
        if node.burden is None:
            return node
        sides = ("{s} | ~{s}", "{o} & ~{o}") if node.burden.presume else ("{s} & ~{s}", "{o} | ~{o}")
        return spoiled(compiler, node, ("own",), *sides)

    after_each_element(monkeypatch, spoil)


def a_dispensation_satisfies(monkeypatch: pytest.MonkeyPatch) -> None:
    """An element that is not required is said to be made out."""
    after_each_element(monkeypatch, lambda _, node: replace(node, own=node.counted))


def consent_counts_in_spite_of_its_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever agreed was not trafficked, whatever means was used."""

    def spoil(compiler: _Compiler, node: ProgramNode) -> ProgramNode:
        for edge in node.edges:
            if edge.role == "objection":
                c = edge.node.counted
                pairs = ("gap", "own", "counted")
                node = spoiled(compiler, node, pairs, f"{{s}} & ~s{c}", f"{{o}} | s{c}")
        return node

    after_each_element(monkeypatch, spoil)


def the_highest_standard_is_the_easiest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond reasonable doubt is measured as some evidence."""
    right = Lanes.leaf

    def leaf(self: Lanes, level: int, leaf: object, override: object) -> int:
        return right(self, level, leaf, LADDER[0] if override is LADDER[-1] else override)

    monkeypatch.setattr(Lanes, "leaf", leaf)


def a_reading_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the first reading is told that divides an answer."""
    right = Lanes.depends_on
    monkeypatch.setattr(Lanes, "depends_on", lambda self, *sides: right(self, *sides)[:1])


def a_child_of_eighteen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The birthday itself is counted to the years before it."""
    right = facts.holds_between

    def holds(derived: object, low: int | None, high: int | None) -> bool | None:
        years = [None if number is None else number - 1 for number in (low, high)]
        return right(derived, *years)

    monkeypatch.setattr(facts, "holds_between", holds)


def a_treaty_binds_from_the_next_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day of entry into force is left out."""
    right = binding.bound_from

    def bound_from(begin: datetime.date | Bound, on: DateInterval) -> Bound:
        return Bound.NO if on.earliest == begin else right(begin, on)

    monkeypatch.setattr(binding, "bound_from", bound_from)


def one_fewer_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """A threshold counts to one less."""
    right = _Compiler.threshold
    monkeypatch.setattr(
        _Compiler, "threshold", lambda self, count, values: right(self, max(count - 1, 1), values)
    )


def a_standard_is_lost_in_print(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is printed of a norm has another standard."""
    monkeypatch.setattr(
        forms, "print_norm", lambda norm: print_norm(replace(norm, standard=LADDER[norm.standard - 1]))
    )


def a_reason_is_invented(monkeypatch: pytest.MonkeyPatch) -> None:
    """A set of changes is said to turn the answer, and one of them is not needed for it."""

    right = Explanation.flips.fget

    def needless(self: Explanation) -> dict[Verdict, ChangeSets]:
        flips = right(self)
        every = [change for family in flips.values() for one in family.sets for change in one]
        return {
            verdict: replace(family, sets=tuple((*one, *every[-1:]) for one in family.sets))
            for verdict, family in flips.items()
        }

    monkeypatch.setattr(Explanation, "flips", property(needless))


FAULTS: dict[str, tuple[Plant, str]] = {
    "more-information": (opposition_takes_support_away, "regularisation"),
    "evidence-for-and-against": (evidence_is_held_against_who_brings_it, "trafficking-in-persons"),
    "foreign-facts": (many_words_make_a_case, "servile-marriage"),
    "order-and-repetition": (the_last_word_counts, "debt-bondage"),
    "accounts-of-one-person": (a_later_account_overrides, "debt-bondage"),
    "exceptions": (an_exception_only_disputes, "forced-labour"),
    "exceptions-act-on-their-element-only": (an_exception_reaches_its_neighbour, "forced-labour"),
    "burdens": (a_presumption_overrides_evidence, "refugee"),
    "dispensation": (a_dispensation_satisfies, "trafficking-in-persons"),
    "consent": (consent_counts_in_spite_of_its_answer, "trafficking-in-persons"),
    "standards": (the_highest_standard_is_the_easiest, "slavery"),
    "readings": (a_reading_is_passed_over, "trafficking-in-persons"),
    "birthdays-and-anniversaries": (a_child_of_eighteen, "child-delivery"),
    "entry-into-force": (a_treaty_binds_from_the_next_day, "slavery"),
    "compiled-and-interpreted": (one_fewer_is_enough, "regularisation"),
    "printed-and-read": (a_standard_is_lost_in_print, "slavery"),
    "explanations": (a_reason_is_invented, "debt-bondage"),
}


def test_every_property_has_a_fault_that_it_is_there_for() -> None:
    assert list(FAULTS) == [each.name for each in PROPERTIES]


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch, rulebook: Rulebook) -> Rulebook:
    """The shipped rules, of which nothing has been compiled yet."""
    again = replace(rulebook)
    monkeypatch.setattr("prong.testing.properties.rulebook_from", lambda _: again)
    return again


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found_within_the_default_budget(
    name: str, monkeypatch: pytest.MonkeyPatch, fresh: Rulebook
) -> None:
    plant, norm = FAULTS[name]
    plant(monkeypatch)
    monkeypatch.setattr("prong.testing.properties.PHASES", (Phase.generate,))  # found is enough
    with pytest.raises(AssertionError) as failure:
        assert_properties(RULES, norms=[norm], properties=[BY_NAME[name]])
    told = str(failure.value)
    assert told.startswith(f"{norm}: {name}")
    assert " ".join(BY_NAME[name].__doc__.split()) in told


@pytest.mark.parametrize("each", PROPERTIES, ids=lambda each: each.name)
def test_a_property_is_said_in_the_words_of_the_law(each: Property, rulebook: Rulebook) -> None:
    """A sentence, and a provision of the shipped instruments where one says so."""
    assert each.__doc__.split("\n")[0].endswith(".")
    if each.cite:
        instrument, _, pinpoint = each.cite.partition("/")
        assert pinpoint in rulebook.instruments[instrument].provisions


@pytest.mark.parametrize("each", PROPERTIES, ids=lambda each: each.name)
def test_every_property_speaks_of_some_shipped_norm(each: Property, rulebook: Rulebook) -> None:
    """None of them passes because it never applies."""
    from_folder = [evidence.Subject(rulebook, norm, RULES) for norm in rulebook.norms]
    assert any(each.applies(subject) for subject in from_folder)


def test_what_fails_is_shown_as_the_smallest_case(monkeypatch: pytest.MonkeyPatch, fresh: Rulebook) -> None:
    """Two facts for a contested one, and no more."""
    opposition_takes_support_away(monkeypatch)
    with pytest.raises(AssertionError) as failure:
        assert_properties(RULES, norms=["slavery"], properties=[BY_NAME["more-information"]])
    assert str(failure.value).count("Fact(") <= 2


SEEDS = 200
PER_RUN = 5
CHANCE = tuple(each for each in PROPERTIES if each.name != "printed-and-read")
"""What depends on the cases tried; a rule is printed the same whatever they are."""


def test_two_hundred_seeded_runs_find_nothing_in_an_evaluator_that_is_right(rulebook: Rulebook) -> None:
    """Each run asks another of the shipped norms; `tests/benchmarks/properties.py` asks all of them."""
    norms = list(rulebook.norms)
    for seed in range(SEEDS):
        norm = norms[seed % len(norms)]
        assert_properties(rulebook, norms=[norm], properties=CHANCE, examples=PER_RUN, seed=seed)


def test_the_shipped_rules_have_every_property() -> None:
    """The one line that a legal engineer writes."""
    assert_properties(RULES)
