"""Explanations against brute force: every set tried, every world counted, each evaluated anew."""

import itertools
from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from prong.evaluation.facts import NO_FACT, Fact, Facts, Ground, facts_of
from prong.evaluation.lanes import NOTHING
from prong.evaluation.program import ProgramNode, compile_norm
from prong.evaluation.run import chosen_readings, evaluate
from prong.explanation import minimal as minimal_sets
from prong.explanation.diagram import Diagram, diagram_of
from prong.explanation.explain import explain
from prong.explanation.hypotheses import Change, grounds_of, hypotheses_of, predicates_of_the_person
from prong.explanation.minimal import forget, shared_by
from prong.explanation.next_questions import next_questions
from prong.language.cases import load_cases
from prong.model.norms import ElementRef, Formula, PredicateRef, Rulebook
from prong.model.standards import LADDER, Standard
from prong.model.verdicts import Verdict
from prong.testing.accounts import rulebook_at
from prong.testing.facts import LEVELS, few_facts
from prong.testing.interpreter import World, all_parts, parts_of
from prong.testing.norms import NORM, REGIME, rulebooks

RULES = Path(__file__).parents[2] / "rules"
CASES = Path(__file__).parents[2] / "cases"
regimes = st.sampled_from([None, REGIME])
TOP = LADDER[-1]
EVERY = 10**6
standards = st.sampled_from([None, *LADDER])
small_facts = st.dictionaries(
    st.sampled_from([f"p{number}" for number in range(7)]),
    st.tuples(*[st.sampled_from(LEVELS)] * 2).map(lambda levels: Fact(*levels)),
    max_size=4,
)


class Question:
    """One norm on some facts, asked for its verdict by evaluation alone."""

    def __init__(self, rulebook: Rulebook, norm: str, regime: str | None, standard: Standard | None) -> None:
        self.rulebook = rulebook
        self.program = compile_norm(rulebook, norm, regime)
        self.standard = standard

    def verdict(self, facts: Facts, chosen: Mapping[str, str], node: ProgramNode | None = None) -> Verdict:
        values = evaluate(self.program, self.rulebook, facts, standard=self.standard)
        return values.verdict((node or self.program.root).own, values.lanes.number(chosen))


def changed(
    changes: Iterable[Change], facts: Facts, chosen: Mapping[str, str], diagram: Diagram
) -> tuple[Facts, Mapping[str, str]] | None:
    """Facts and readings after the changes; None where they do not go together."""
    positions = dict(chosen)
    grounds = {name: list(grounds_of(name, facts)) for name in diagram.predicates}
    touched: set[object] = set()
    evidence = []
    for change in changes:
        if change.kind == "reading":
            if change.name in touched:
                return None
            touched.add(change.name)
            positions[change.name] = change.position
        elif change.kind in ("shown", "denied"):
            evidence.append(change)
        else:
            if change.ground in touched:
                return None
            touched.add(change.ground)
            here = grounds[change.name]
            here.remove(change.ground)
            if change.kind != "withdrawn":
                here.append(Ground("", change.name, None, change.ground.holds, change.to, ()))
    found = {name: fact_of(items) for name, items in grounds.items()}
    for change in evidence:
        asked = diagram.predicates[change.name].standards
        before = found[change.name]
        same, other = before.support, before.opposition
        if change.kind == "denied":
            same, other = other, same
        if other >= asked[0]:
            return None
        sides = (asked[-1], other) if change.kind == "shown" else (other, asked[-1])
        found[change.name] = Fact(*sides)
    return found, positions


def fact_of(grounds: Iterable[Ground]) -> Fact:
    """The sides of a predicate that these findings give together."""
    every = tuple(grounds)
    sides = [[ground.to for ground in every if ground.holds is holds] for holds in (True, False)]
    return Fact(*(max(side, default=NOTHING) for side in sides))


def minimal(sets: Iterable[frozenset[object]]) -> set[frozenset[object]]:
    """Those of some sets that hold no other."""
    every = set(sets)
    return {one for one in every if not any(other < one for other in every)}


def taken(data: st.DataObject, rulebook: Rulebook, names: Iterable[str]) -> dict[str, str]:
    """A position of each reading."""
    return {
        name: data.draw(st.sampled_from([position.id for position in rulebook.readings[name].positions]))
        for name in names
    }


def hers(question: Question) -> set[str]:
    """What stands somewhere under no burden, or whose nearest burden is the applicant's."""
    world = World(question.rulebook, question.program.regime, {}, {})
    found: set[str] = set()

    def enter(part: Formula, open_to_her: bool) -> None:
        if isinstance(part, PredicateRef):
            found.update({part.name} if open_to_her else ())
        elif isinstance(part, ElementRef):
            burden = world.burden(part)
            inner = burden.on == "applicant" if burden else open_to_her
            for formula in all_parts(world.element(part)):
                enter(formula, inner)
        else:
            for formula in parts_of(part):
                enter(formula, open_to_her)

    enter(ElementRef(question.program.norm, question.program.norm), True)
    return found


@settings(max_examples=150, deadline=None)
@given(rulebooks(), regimes, small_facts, standards, st.data())
def test_flips_are_the_minimal_sets_of_changes_that_bring_a_verdict(
    rulebook: Rulebook, regime: str | None, facts: Facts, standard: Standard | None, data: st.DataObject
) -> None:
    """Every set of changes is tried where there are few, every set of at most two where there are many."""
    question = Question(rulebook, NORM, regime, standard)
    chosen = taken(data, rulebook, question.program.readings)
    diagram = diagram_of(rulebook, NORM, regime, standard)
    askable = hers(question)
    assert predicates_of_the_person(diagram.program) == askable
    changes = tuple(hypotheses_of(diagram, rulebook, facts, chosen, askable=askable))
    size = len(changes) if len(changes) <= 8 else 2
    brought: dict[Verdict, set[frozenset[Change]]] = {verdict: set() for verdict in Verdict}
    for number in range(size + 1):
        for chosen_changes in itertools.combinations(changes, number):
            if (after := changed(chosen_changes, facts, chosen, diagram)) is not None:
                brought[question.verdict(*after)].add(frozenset(chosen_changes))
    found = explain(rulebook, NORM, facts, chosen, regime=regime, standard=standard, bound=EVERY)
    assert found.verdict is question.verdict(facts, chosen)
    for verdict, sets in found.flips.items():
        assert sets.count == len(sets.sets)
        listed = {frozenset(one) for one in sets.sets if len(one) <= size}
        assert listed == minimal(brought[verdict])
        for one in sets.sets:
            assert question.verdict(*changed(one, facts, chosen, diagram)) is verdict
        alone = tuple(one for one in sets.sets if len({change.name for change in one}) == 1)
        assert found.turning_alone(found.node)[verdict] == alone
        fewest = min(map(told_as, sets.sets), default=None)
        assert found.fewest(verdict) == fewest
        for most in range(3):
            within = fewest is not None and fewest <= most
            assert found.fewest(verdict, most) == (fewest if within else None)
    if found.verdict is not Verdict.SATISFIED:
        kinds = [({change.kind for change in one}, one) for one in found.flips[Verdict.SATISFIED].sets]
        assert found.root.missing.sets == tuple(one for kind, one in kinds if "reading" not in kind)


def told_as(changes: Iterable[Change]) -> int:
    """How many changes a set counts: alike ones of one predicate are one, and so is a finding turned over."""
    found: dict[str, set[tuple[object, ...]]] = {}
    for change in changes:
        holds = change.ground and change.ground.holds
        found.setdefault(change.name, set()).add((change.kind, change.position, holds, change.to))
    return sum(
        len(
            [one for one in alike if one[0] != "withdrawn" or not {"shown", "denied"} & {o[0] for o in alike}]
        )
        for alike in found.values()
    )


@settings(max_examples=100, deadline=None)
@given(rulebooks(), regimes, small_facts, st.data())
def test_a_node_is_missing_the_minimal_sets_of_facts_that_make_it_out(
    rulebook: Rulebook, regime: str | None, facts: Facts, data: st.DataObject
) -> None:
    """Each brings it, none without one of its changes does, and no reading is among them."""
    question = Question(rulebook, NORM, regime, None)
    chosen = taken(data, rulebook, question.program.readings)
    diagram = diagram_of(rulebook, NORM, regime)
    for reason in explain(rulebook, NORM, facts, chosen, regime=regime).reasons:
        assert reason.verdict is question.verdict(facts, chosen, reason.node)
        assert (reason.missing is None) == (reason.verdict is Verdict.SATISFIED)
        for one in reason.missing.sets if reason.missing else ():
            assert "reading" not in {change.kind for change in one}
            for size in range(len(one) + 1):
                for part in itertools.combinations(one, size):
                    after = changed(part, facts, chosen, diagram)
                    brings = after is not None and question.verdict(*after, reason.node) is Verdict.SATISFIED
                    assert brings == (part == one)


@st.composite
def facts_with_findings(draw: st.DrawFn, name: str) -> Fact:
    """Up to three findings on a predicate, pooled."""
    made = draw(st.lists(st.tuples(st.booleans(), st.sampled_from(LADDER)), min_size=1, max_size=3))
    found = tuple(Ground(name, name, number, holds, to, ()) for number, (holds, to) in enumerate(made))
    pooled = fact_of(found)
    return Fact(pooled.support, pooled.opposition, found)


@settings(max_examples=100, deadline=None)
@given(rulebooks(), regimes, st.data())
def test_a_verdict_is_carried_by_the_minimal_sets_of_findings_that_hold_it_whatever_else_falls(
    rulebook: Rulebook, regime: str | None, data: st.DataObject
) -> None:
    """Every choice of findings is tried; a set carries where it and all that include it have the verdict."""
    question = Question(rulebook, NORM, regime, None)
    chosen = taken(data, rulebook, question.program.readings)
    names = sorted({leaf.predicate for leaf in question.program.leaves})
    stated = data.draw(st.sets(st.sampled_from(names), max_size=3))
    facts = {name: data.draw(facts_with_findings(name)) for name in sorted(stated)}
    every = [ground for fact in facts.values() for ground in fact.grounds]
    values = {}
    for size in range(len(every) + 1):
        for kept in itertools.combinations(every, size):
            left = {name: fact_of(g for g in kept if g.predicate == name) for name in facts}
            values[frozenset(kept)] = evaluate(question.program, rulebook, left)
    for reason in explain(rulebook, NORM, facts, chosen, regime=regime, bound=EVERY).reasons:
        verdicts = {
            kept: found.verdict(reason.node.own, found.lanes.number(chosen)) for kept, found in values.items()
        }
        carrying = [
            kept
            for kept in verdicts
            if all(found is reason.verdict for other, found in verdicts.items() if kept <= other)
        ]
        assert {frozenset(one) for one in reason.carried_by.sets} == minimal(carrying)
        assert reason.carried_by.count == len(reason.carried_by.sets)


@settings(max_examples=80, deadline=None)
@given(rulebooks(), regimes, small_facts, st.data())
def test_a_verdict_is_settled_where_no_completion_of_the_unknowns_changes_it(
    rulebook: Rulebook, regime: str | None, facts: Facts, data: st.DataObject
) -> None:
    """An unknown is a predicate on which nothing counts at any standard at which it is asked for."""
    question = Question(rulebook, NORM, regime, None)
    chosen = taken(data, rulebook, question.program.readings)
    choices = []
    for name, block in diagram_of(rulebook, NORM, regime).predicates.items():
        fact = facts.get(name, NO_FACT)
        counts = [level >= block.standards[0] for level in (fact.support, fact.opposition)]
        sides = [fact, *(Fact(TOP, NOTHING), Fact(NOTHING, TOP)) * (not any(counts))]
        if counts[0]:
            sides.append(Fact(TOP, fact.opposition))
        if counts[1]:
            sides.append(Fact(fact.support, TOP))
        choices.append([(name, side) for side in dict.fromkeys(sides)])
    worlds = itertools.islice(itertools.product(*choices), 2500)
    verdicts = {question.verdict(dict(world), chosen) for world in worlds}
    assume(len(verdicts) > 1 or _product(choices) <= 2500)
    found = explain(rulebook, NORM, facts, chosen, regime=regime)
    assert found.settled == (len(verdicts) == 1)


def _product(choices: list[list[object]]) -> int:
    total = 1
    for choice in choices:
        total *= len(choice)
    return total


@settings(max_examples=80, deadline=None)
@given(rulebooks(), regimes, small_facts, st.data())
def test_the_weight_of_a_question_is_the_share_of_worlds_in_which_its_answer_decides(
    rulebook: Rulebook, regime: str | None, facts: Facts, data: st.DataObject
) -> None:
    """All worlds are listed: each other open question answered yes or no."""
    question = Question(rulebook, NORM, regime, None)
    chosen = taken(data, rulebook, question.program.readings)
    diagram = diagram_of(rulebook, NORM, regime)
    asked = [
        name
        for name, block in diagram.predicates.items()
        if name in hers(question)
        and max(facts.get(name, NO_FACT).support, facts.get(name, NO_FACT).opposition) < block.standards[0]
    ]
    yes, no = Fact(TOP, NOTHING), Fact(NOTHING, TOP)
    verdicts = {
        world: question.verdict({**facts, **dict(zip(asked, world, strict=True))}, chosen)
        for world in itertools.product((yes, no), repeat=len(asked))
    }
    found = {one.predicate: one for one in next_questions(diagram, facts, chosen)}
    stands = question.verdict(facts, chosen)
    for place, name in enumerate(asked):
        decided = sum(
            verdict is not verdicts[(*world[:place], no, *world[place + 1 :])]
            for world, verdict in verdicts.items()
            if world[place] is yes
        )
        answers = [question.verdict({**facts, name: answer}, chosen) for answer in (yes, no)]
        assert (name in found) == (decided > 0 or answers != [stands, stands])
        if name in found:
            assert found[name].decides == Fraction(decided, 2 ** (len(asked) - 1))
            assert [found[name].yes.verdict, found[name].no.verdict] == answers
    assert set(found) <= set(asked)
    weights = [one.decides for one in next_questions(diagram, facts, chosen)]
    assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize("norm", list(rulebook_at(RULES).norms))
@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_every_explanation_of_a_shipped_norm_holds_when_evaluated(norm: str, data: st.DataObject) -> None:
    """Each set that is listed brings what it says and none of its parts but one does."""
    rules = rulebook_at(RULES)
    regime = data.draw(st.sampled_from([None, *rules.regimes]))
    question = Question(rules, norm, regime, None)
    facts = data.draw(few_facts(tuple(dict.fromkeys(leaf.predicate for leaf in question.program.leaves))))
    chosen = dict(chosen_readings(question.program, rules, {}))
    diagram = diagram_of(rules, norm, regime)
    found = explain(rules, norm, facts, chosen, regime=regime, bound=6)
    assert found.verdict is question.verdict(facts, chosen)
    for verdict, sets in found.flips.items():
        for one in sets.sets:
            assert question.verdict(*changed(one, facts, chosen, diagram)) is verdict
            for left_out in one:
                part = [change for change in one if change is not left_out]
                after = changed(part, facts, chosen, diagram)
                assert after is None or question.verdict(*after) is not verdict
    for name, verdict in found.regimes.items():
        assert Question(rules, norm, name, None).verdict(facts, chosen) is verdict is not found.verdict


Told = tuple[object, ...]


def told(rulebook: Rulebook, norm: str, facts: Facts, chosen: Mapping[str, str]) -> Told:
    """All that an explanation says."""
    found = explain(rulebook, norm, facts, chosen)
    reasons = [(one.verdict, one.carried_by, one.missing) for one in found.reasons]
    alone = [(node.id, found.turning_alone(node)) for node in found.program.nodes]
    fewest = [found.fewest(verdict) for verdict in Verdict]
    return found.verdict, found.settled, alone, fewest, dict(found.flips), dict(found.regimes), reasons


def test_what_cases_share_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    diagram = diagram_of(rulebook_at(RULES), "slavery")
    monkeypatch.setattr(minimal_sets, "MANY", 2)
    forget()
    first, second, third = (shared_by(diagram) for _ in range(3))
    assert first is second is not third


@settings(max_examples=60, deadline=None)
@given(rulebooks(), st.lists(small_facts, min_size=2, max_size=4), st.data())
def test_a_case_is_explained_alike_whichever_cases_came_before_it(
    rulebook: Rulebook, every: list[Facts], data: st.DataObject
) -> None:
    program = compile_norm(rulebook, NORM)
    cases = [(facts, taken(data, rulebook, program.readings)) for facts in every]
    alone = []
    for case in cases:
        forget()
        alone.append(told(rulebook, NORM, *case))
    forget()
    assert [told(rulebook, NORM, *case) for case in cases] == alone


@pytest.mark.parametrize("norm", list(rulebook_at(RULES).norms))
def test_the_accounts_are_explained_alike_in_whichever_order(norm: str) -> None:
    rules = rulebook_at(RULES)
    chosen = chosen_readings(compile_norm(rules, norm), rules, {})
    records = load_cases([CASES], rules.vocabulary).records[::5]
    every = [facts_of(record, rules.vocabulary) for record in records]
    assert len(every) == 12
    forget()
    forwards = [told(rules, norm, facts, chosen) for facts in every]
    forget()
    assert [told(rules, norm, facts, chosen) for facts in reversed(every)] == forwards[::-1]
