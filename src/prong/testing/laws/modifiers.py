"""What modifies an element acts on that element alone: exceptions, dispensations, objections, burdens."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import replace

from hypothesis import strategies as st

from prong.evaluation.program import Edge, ProgramNode
from prong.evaluation.run import Values
from prong.model.norms import Rulebook
from prong.model.trace import Role
from prong.model.verdicts import Verdict
from prong.testing.facts import few_facts, single_facts
from prong.testing.property import Subject, property_of

FIELDS: dict[Role, str] = {
    "unless": "unless",
    "dispensed-when": "dispensed_when",
    "objection": "objections",
}


def _bearers(subject: Subject, role: Role) -> list[tuple[ProgramNode, int]]:
    """The elements with a modifier of that kind, and which of theirs it is."""
    return [
        (node, place)
        for node in subject.elements()
        for place in range(len(getattr(node.element, FIELDS[role])))
    ]


def _has(role: Role) -> object:
    return lambda subject: bool(_bearers(subject, role))


@functools.lru_cache(maxsize=512)
def _without(rulebook: Rulebook, norm: str, element: str, field: str, place: int) -> Rulebook:
    """The same rules, but for one modifier."""
    rule = rulebook.norms[norm]
    kept = list(getattr(rule.elements[element], field))
    del kept[place]
    changed = replace(rule.elements[element], **{field: tuple(kept)})
    norms = {**rulebook.norms, norm: replace(rule, elements={**rule.elements, element: changed})}
    return replace(rulebook, norms=norms)


class _Compared:
    """An element with one of its modifiers and without it, for the same facts."""

    def __init__(self, subject: Subject, draw: st.DrawFn, role: Role) -> None:
        made, place = draw(st.sampled_from(_bearers(subject, role)))
        self.edge = [edge for edge in made.edges if edge.role == role][place]
        about_it = draw(few_facts(sorted(self.edge.node.predicates), most=2))
        self.found = {**subject.facts(draw), **about_it}
        self.answer = _answer_to(made, place) if role == "objection" else None
        self.node = made
        self.after = subject.run(self.found)
        rules = _without(subject.rulebook, made.norm, made.id, FIELDS[role], place)
        self.before = replace(subject, rulebook=rules).run(self.found)
        self.old = next(
            node
            for node in self.before.program.nodes
            if node.element and (node.norm, node.id, node.side) == (made.norm, made.id, made.side)
        )

    def combinations(self) -> Iterator[tuple[int, int]]:
        """Each combination of readings by its number with and without the modifier."""
        for number, taken in enumerate(self.after.lanes.combinations):
            chosen = dict(zip(self.after.lanes.readings, taken, strict=True))
            yield number, self.before.lanes.number(chosen)

    def seen(self, edge: Edge, number: int) -> Verdict:
        return self.after.verdict(edge.node.counted, number)


def _answer_to(node: ProgramNode, place: int) -> Edge:
    return [edge for edge in node.edges if edge.role == "answered-by"][place]


# Exceptions


@property_of(applies=_has("unless"))
def exceptions(subject: Subject, draw: st.DrawFn) -> None:
    """An exception that is made out defeats its element; one that is denied changes nothing."""
    made = _Compared(subject, draw, "unless")
    for number, old in made.combinations():
        gap = made.after.verdict(made.node.gap, number)
        match made.seen(made.edge, number):
            case Verdict.SATISFIED:
                assert gap is Verdict.NOT_SATISFIED, f"{made.node.id} withstands {made.edge.node.id}"
            case Verdict.NOT_SATISFIED:
                assert gap is made.before.verdict(made.old.gap, old), f"{made.node.id} is changed"
            case _:
                assert gap is not Verdict.SATISFIED, f"{made.edge.node.id} is open and passed over"


@property_of(applies=_has("unless"))
def exceptions_act_on_their_element_only(subject: Subject, draw: st.DrawFn) -> None:
    """What belongs to an exception alone matters to the element that it excepts from, and to no other."""
    made, place = draw(st.sampled_from(_bearers(subject, "unless")))
    edge = [edge for edge in made.edges if edge.role == "unless"][place]
    nodes = subject.program().nodes
    inside = {id(node) for node in _below(edge.node)}
    outer = [node for node in nodes if id(node) not in inside]
    elsewhere = {node.predicate for node in outer if node.predicate}
    names = sorted(edge.node.predicates - elsewhere)
    found = subject.facts(draw)
    changed = {**found, **{name: draw(single_facts()) for name in names}}
    before, after = subject.run(found), subject.run(changed)
    touched = {id(node) for node in outer if _stands_over(node, inside)}
    for node in outer:
        if id(node) not in touched:
            for pair in (node.gap, node.own, node.counted):
                assert before.sides(pair) == after.sides(pair), f"{edge.node.id} reaches {node.id}"


def _below(node: ProgramNode) -> list[ProgramNode]:
    found, waiting = {}, [node]
    while waiting:
        each = waiting.pop()
        if id(each) not in found:
            found[id(each)] = each
            waiting += [edge.node for edge in each.edges]
    return list(found.values())


def _stands_over(node: ProgramNode, inside: set[int]) -> bool:
    return any(id(each) in inside for each in _below(node))


# Dispensations and objections


@property_of(applies=_has("dispensed-when"), cite="trafficking-protocol/3(c)")
def dispensation(subject: Subject, draw: st.DrawFn) -> None:
    """An element that is dispensed with is not required, and its own verdict stays what it is."""
    made = _Compared(subject, draw, "dispensed-when")
    for number, old in made.combinations():
        own = made.after.verdict(made.node.own, number)
        assert own is made.before.verdict(made.old.own, old), f"{made.node.id} has another verdict of its own"
        counted = made.after.verdict(made.node.counted, number)
        match made.seen(made.edge, number):
            case Verdict.SATISFIED:
                assert counted is Verdict.SATISFIED, f"{made.node.id} is required all the same"
            case Verdict.NOT_SATISFIED:
                assert counted is made.before.verdict(made.old.counted, old), f"{made.node.id} is changed"


@property_of(applies=_has("objection"), cite="trafficking-protocol/3(b)")
def consent(subject: Subject, draw: st.DrawFn) -> None:
    """Consent, or another objection, is irrelevant where what answers it is made out.

    Denied, it changes nothing either; made out and not answered, it defeats the element.
    """
    made = _Compared(subject, draw, "objection")
    for number, old in made.combinations():
        gap = made.after.verdict(made.node.gap, number)
        raised, answered = made.seen(made.edge, number), made.seen(made.answer, number)
        if raised is Verdict.NOT_SATISFIED or answered is Verdict.SATISFIED:
            assert gap is made.before.verdict(made.old.gap, old), f"{made.edge.node.id} matters all the same"
        elif raised is Verdict.SATISFIED and answered is Verdict.NOT_SATISFIED:
            assert gap is Verdict.NOT_SATISFIED, f"{made.edge.node.id} is passed over"
        elif not (raised.opposition or answered.support):
            assert gap is not Verdict.SATISFIED, f"{made.edge.node.id} is passed over"


# Burdens


def _burdened(values: Values) -> list[ProgramNode]:
    return [node for node in values.program.nodes if node.burden]


def _has_burden(subject: Subject) -> bool:
    return any(
        node.burden for regime in (None, *subject.rulebook.regimes) for node in subject.elements(regime)
    )


@property_of(applies=_has_burden)
def burdens(subject: Subject, draw: st.DrawFn) -> None:
    """A burden closes a gap with what is presumed, and never overrides evidence."""
    regime = subject.regime(draw)
    values = subject.run(subject.facts(draw, regime), regime)
    for node in _burdened(values):
        presumed = Verdict.SATISFIED if node.burden.presume else Verdict.NOT_SATISFIED
        for number in range(len(values.lanes.combinations)):
            gap, own = values.verdict(node.gap, number), values.verdict(node.own, number)
            expected = presumed if gap is Verdict.UNDETERMINED else gap
            assert own is expected, f"{node.id} is {own.value}, where evidence says {gap.value}"


LAWS = (
    exceptions,
    exceptions_act_on_their_element_only,
    burdens,
    dispensation,
    consent,
)
