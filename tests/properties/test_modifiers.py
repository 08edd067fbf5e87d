"""Exceptions, dispensations and objections: each acts on its element alone, and only as the rules say.

A modifier is added to an element of a random norm, with predicates that nothing else uses, and the norm is
compared with itself as it was before.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from prong.evaluation.facts import Facts
from prong.evaluation.program import ProgramNode, Side, compile_norm
from prong.evaluation.run import Values, evaluate
from prong.model.norms import All, Any, ElementRef, Modifier, Not, PredicateRef, Rulebook, Weigh
from prong.model.verdicts import Verdict
from prong.testing.facts import facts_on
from prong.testing.interpreter import places
from prong.testing.norms import (
    ASIDE,
    CITE,
    NORM,
    PREDICATES,
    REGIME,
    constructs_of,
    element_of,
    rulebooks,
    with_element,
)

EXCEPTION, ANSWER = "exception", "answer"


@dataclass(frozen=True)
class Modified:
    """A norm without and with a modifier, and the element that bears it."""

    without: Rulebook
    rulebook: Rulebook
    element: ElementRef


@st.composite
def modified(draw: st.DrawFn, kind: str) -> Modified:
    """A norm one of whose elements has been given one more modifier, whose facts nothing else uses."""
    without = draw(rulebooks())
    program = compile_norm(without, NORM)
    reached = [place.part for place in places(program, without) if isinstance(place.part, ElementRef)]
    ref = draw(st.sampled_from(reached))
    made = draw(st.sampled_from([All, Any, Weigh]))(tuple(map(PredicateRef, ASIDE[:2])))
    exception = element_of(EXCEPTION, draw(st.sampled_from([made, Not(made)])))
    answer = element_of(ANSWER, PredicateRef(ASIDE[2]))
    answered_by = ElementRef(NORM, ANSWER) if kind == "objections" else None
    modifier = Modifier(ElementRef(NORM, EXCEPTION), (CITE,), answered_by)
    element = without.element(ref)
    changed = replace(element, **{kind: (*getattr(element, kind), modifier)})
    rulebook = with_element(with_element(with_element(without, exception), answer), changed)
    return Modified(without, rulebook, ref)


everything = facts_on((*PREDICATES, *ASIDE))
regimes = st.sampled_from([None, REGIME])


def run(rulebook: Rulebook, regime: str | None, found: Facts) -> Values:
    return evaluate(compile_norm(rulebook, NORM, regime), rulebook, found)


def nodes_of(values: Values, rulebook: Rulebook, ref: ElementRef) -> dict[Side, ProgramNode]:
    """The nodes that stand for an element: two where it is also part of what the other side must show."""
    return {place.node.side: place.node for place in places(values.program, rulebook) if place.part == ref}


def compared(
    made: Modified, regime: str | None, found: Facts
) -> Iterator[tuple[Values, ProgramNode, Values, ProgramNode, int]]:
    """The element with its new modifier and as it was before, for each combination of readings."""
    after, before = run(made.rulebook, regime, found), run(made.without, regime, found)
    assume(after.lanes.readings == before.lanes.readings)
    olds = nodes_of(before, made.without, made.element)
    for side, node in nodes_of(after, made.rulebook, made.element).items():
        for number in range(len(after.lanes.combinations)):
            yield after, node, before, olds[side], number


def seen(values: Values, node: ProgramNode, modifier: str, number: int) -> Verdict:
    """What an element sees of its modifier."""
    found = next(edge.node for edge in node.edges if edge.node.id == modifier)
    return values.verdict(found.counted, number)


def above(values: Values, element: str) -> set[int]:
    """The nodes under which an element stands, and the element itself."""

    def holds(node: ProgramNode) -> bool:
        return node.id == element or any(holds(edge.node) for edge in node.edges)

    found: set[int] = set()
    waiting = [values.program.root]
    while waiting:
        node = waiting.pop()
        if holds(node):
            found.add(id(node))
            waiting += [edge.node for edge in node.edges]
    return found


@settings(max_examples=100)
@given(modified("unless"), regimes, everything, facts_on(ASIDE[:2]))
def test_an_exception_acts_on_nothing_but_what_stands_above_it(
    made: Modified, regime: str | None, found: Facts, changed: Facts
) -> None:
    """Facts that only the exception uses leave every other node as it was, in all lanes."""
    before, after = (run(made.rulebook, regime, facts) for facts in (found, {**found, **changed}))
    touched = above(before, EXCEPTION)
    for place in places(before.program, made.rulebook):
        node = place.node
        inside = isinstance(place.part, PredicateRef) and place.part.name in ASIDE
        if id(node) in touched or inside or place.within == ElementRef(NORM, EXCEPTION):
            continue
        for pair in (node.gap, node.own, node.counted):
            assert before.sides(pair) == after.sides(pair)


@given(modified("unless"), regimes, everything)
def test_an_exception_defeats_where_it_is_made_out_and_changes_nothing_where_it_is_denied(
    made: Modified, regime: str | None, found: Facts
) -> None:
    for after, node, before, old, number in compared(made, regime, found):
        verdict = after.verdict(node.gap, number)
        match seen(after, node, EXCEPTION, number):
            case Verdict.SATISFIED:
                assert verdict is Verdict.NOT_SATISFIED
            case Verdict.NOT_SATISFIED:
                assert verdict is before.verdict(old.gap, number)
            case _:
                assert verdict is not Verdict.SATISFIED


@given(modified("dispensed_when"), regimes, everything)
def test_a_dispensation_leaves_the_elements_own_verdict_as_it_is(
    made: Modified, regime: str | None, found: Facts
) -> None:
    """It makes the element count as satisfied for whatever refers to it, or changes nothing."""
    for after, node, before, old, number in compared(made, regime, found):
        assert after.sides(node.own) == before.sides(old.own)
        counted = after.verdict(node.counted, number)
        match seen(after, node, EXCEPTION, number):
            case Verdict.SATISFIED:
                assert counted is Verdict.SATISFIED
            case Verdict.NOT_SATISFIED:
                assert counted is before.verdict(old.counted, number)


@given(modified("objections"), regimes, everything)
def test_an_objection_defeats_where_it_is_made_out_and_not_answered(
    made: Modified, regime: str | None, found: Facts
) -> None:
    """Denied or answered, it changes nothing."""
    for after, node, before, old, number in compared(made, regime, found):
        verdict = after.verdict(node.gap, number)
        raised, answered = (seen(after, node, name, number) for name in (EXCEPTION, ANSWER))
        if raised is Verdict.NOT_SATISFIED or answered is Verdict.SATISFIED:
            assert verdict is before.verdict(old.gap, number)
        elif raised is Verdict.SATISFIED and answered is Verdict.NOT_SATISFIED:
            assert verdict is Verdict.NOT_SATISFIED
        elif not (raised.opposition or answered.support):
            assert verdict is not Verdict.SATISFIED


@given(rulebooks(), regimes, everything)
def test_an_exception_to_an_exception_restores_the_element(
    without: Rulebook, regime: str | None, found: Facts
) -> None:
    """With the exception to the exception made out, all is as if there were neither."""
    root = without.norms[NORM].root
    inner = element_of("inner", PredicateRef(ASIDE[2]))
    modifier = Modifier(ElementRef(NORM, "inner"), (CITE,))
    exception = element_of(EXCEPTION, PredicateRef(ASIDE[0]), unless=(modifier,))
    changed = replace(root, unless=(*root.unless, Modifier(ElementRef(NORM, EXCEPTION), (CITE,))))
    rulebook = without
    for element in (inner, exception, changed):
        rulebook = with_element(rulebook, element)
    assert "nested unless" in constructs_of(rulebook)
    with_it, before = run(rulebook, regime, found), run(without, regime, found)
    assume(with_it.lanes.readings == before.lanes.readings)
    innermost = next(p.node for p in places(with_it.program, rulebook) if p.part == ElementRef(NORM, "inner"))
    for number in range(len(before.lanes.combinations)):
        if with_it.verdict(innermost.counted, number) is Verdict.SATISFIED:
            verdict = with_it.verdict(with_it.program.root.gap, number)
            assert verdict is before.verdict(before.program.root.gap, number)
