"""The trace says of every node what the rules say, and does not depend on how the case is written down."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prong.evaluation.assess import assess
from prong.evaluation.facts import facts_of
from prong.evaluation.lanes import lay_out
from prong.evaluation.program import compile_norm
from prong.model.cases import Case, Record
from prong.model.norms import ByReading, ElementRef, Formula, Not, Rulebook
from prong.model.standards import LADDER, Standard
from prong.model.trace import Node, Trace
from prong.model.verdicts import Verdict
from prong.testing.accounts import records, rulebook_at
from prong.testing.interpreter import UNDETERMINED, Pair, Place, World, below
from prong.testing.norms import NORM, REGIME, rulebooks

standards = st.sampled_from([None, *LADDER])
regimes = st.sampled_from([None, REGIME])
RULES = Path(__file__).parents[2] / "rules"


@st.composite
def chosen_positions(draw: st.DrawFn, rulebook: Rulebook) -> dict[str, str]:
    """A position for some of the readings."""
    taken = {
        reading.id: draw(st.sampled_from([position.id for position in reading.positions]))
        for reading in rulebook.readings.values()
    }
    return {reading: taken[reading] for reading in taken if draw(st.booleans())}


class Told:
    """The nodes of a trace, each with its place in the rules and the worlds that it speaks of."""

    def __init__(
        self, record: Record, rulebook: Rulebook, regime: str | None, standard: Standard | None, taken: dict
    ) -> None:
        self.rulebook, self.regime, self.standard = rulebook, regime, standard
        self.facts = facts_of(record, rulebook.vocabulary)
        self.program = compile_norm(rulebook, NORM, regime)
        self.trace = assess(record, rulebook, NORM, regime=regime, readings=taken, standard=standard)
        used = self.program.readings
        self.chosen = {name: taken.get(name, rulebook.readings[name].default) for name in used}
        self.made: dict[object, World] = {}
        self.world = self.world_at(None)

    def __repr__(self) -> str:
        """What to read where a property fails."""
        norm, regime = self.rulebook.norms[NORM], self.rulebook.regimes.get(self.regime)
        told = {"facts": self.facts, "chosen": self.chosen, "standard": self.standard, "regime": regime}
        return f"Told({norm.standard.key}, {dict(norm.elements)}, {told})"

    def world_at(self, at: Standard | None, chosen: dict[str, str] | None = None) -> World:
        chosen = self.chosen if chosen is None else chosen
        made = World(self.rulebook, self.regime, self.facts, chosen, at)
        return self.made.setdefault((at, tuple(chosen.items())), made)

    def construct(self, place: Place) -> Formula:
        """The formula of a place, or of its element."""
        found = place.part
        return self.rulebook.element(found).formula if isinstance(found, ElementRef) else found

    def nodes(self) -> Iterator[tuple[Node, Place]]:
        root = ElementRef(NORM, NORM)
        waiting = [(self.trace.root, Place(self.program.root, root, root))]
        while waiting:
            node, place = waiting.pop()
            yield node, place
            waiting += zip(node.children, below(place, self.rulebook), strict=True)

    def required_world(self, place: Place, chosen: dict[str, str] | None = None) -> World:
        """At the standard asked for, which does not reach what the other side must show."""
        return self.world_at(self.standard if place.node.side == "shown" else None, chosen)

    def top(self, place: Place, side: int) -> Standard | None:
        """The highest step of the ladder at which a place has support or opposition before a presumption."""
        steps = [step for step in LADDER if place.gap(self.world_at(step))[side]]
        return steps[-1] if steps else None

    def top_seen(self, place: Place, side: int) -> Standard | None:
        """The same, as whoever refers to the place sees it."""
        steps = [step for step in LADDER if place.seen(self.world_at(step))[side]]
        return steps[-1] if steps else None


@st.composite
def assessments(draw: st.DrawFn) -> Told:
    """A random record assessed by a random norm, under a random choice of readings, standard and regime."""
    rulebook = draw(rulebooks())
    taken = draw(chosen_positions(rulebook))
    return Told(draw(records(rulebook, norm=NORM)), rulebook, draw(regimes), draw(standards), taken)


def word(pair: Pair) -> str:
    return Verdict.of(*pair).value


def key(standard: Standard | None) -> str | None:
    return standard.key if standard is not None else None


@settings(max_examples=80)
@given(assessments())
def test_every_node_of_the_trace_has_the_verdict_that_the_rules_give(told: Told) -> None:
    for node, place in told.nodes():
        world = told.required_world(place)
        gap, own = place.pairs(world)
        assert node.verdict == word(own)
        assert node.counted == word(place.seen(world))
        assert node.met == key(told.top(place, 0))
        assert node.opposed == key(told.top(place, 1))
        burden = isinstance(place.part, ElementRef) and world.burden(place.part) is not None
        assert node.presumed == (burden and gap == UNDETERMINED)
        assert node.dispensed == (isinstance(place.part, ElementRef) and world.dispensed(place.part))
    assert told.trace.verdict == told.trace.root.verdict
    assert told.trace.highest_standard == told.trace.root.met


@settings(max_examples=100)
@given(assessments())
def test_the_required_standard_is_the_one_at_which_a_finding_counts(told: Told) -> None:
    for node, place in told.nodes():
        at = told.required_world(place).at
        required = told.world.standard(place.part if isinstance(place.part, ElementRef) else place.within)
        assert node.required == (required if at is None else at).key
        for finding in node.findings:
            assert finding.counts == (Standard.from_key(finding.to) >= Standard.from_key(node.required))


@settings(max_examples=80)
@given(assessments())
def test_the_children_that_are_said_to_hold_a_node_hold_it(told: Told) -> None:
    """A part that is seen to have, at its highest, just the standard that the node meets.

    What holds up a negation is the opposition to its part, and a position holds nothing unless it is taken.
    Without modifiers a node that meets a standard has such a child.
    """
    for node, place in told.nodes():
        side = 1 if isinstance(told.construct(place), Not) else 0
        holding = []
        for child, under in zip(node.children, below(place, told.rulebook), strict=True):
            taken = child.role == "part" or (child.role == "position" and child.in_force)
            if taken and node.met is not None and key(told.top_seen(under, side)) == node.met:
                holding.append(child.id)
        assert list(node.held_by) == holding
        if node.met is not None and all(child.role in ("part", "position") for child in node.children):
            assert holding or not node.children


@settings(max_examples=100)
@given(assessments())
def test_the_trace_names_the_readings_in_force_and_those_that_divide(told: Told) -> None:
    layout = lay_out(told.rulebook, told.program)
    everything = [dict(zip(layout.readings, taken, strict=True)) for taken in layout.combinations]
    for node, place in told.nodes():
        dividing = set()
        for chosen in everything:
            here = place.own(told.required_world(place, chosen))
            for reading in layout.readings:
                for position in told.rulebook.readings[reading].positions:
                    other = {**chosen, reading: position.id}
                    if place.own(told.required_world(place, other)) != here:
                        dividing.add(reading)
        assert node.depends_on == tuple(reading for reading in layout.readings if reading in dividing)
        for child in node.children:
            if child.role == "position":
                formula = told.construct(place)
                assert isinstance(formula, ByReading)
                assert child.in_force == (told.chosen[formula.reading] == child.position)
            else:
                assert child.in_force
    assert told.trace.readings == told.chosen
    root = Place(told.program.root, ElementRef(NORM, NORM), ElementRef(NORM, NORM))
    assert [(found.readings, found.verdict) for found in told.trace.combinations] == [
        (chosen, word(root.own(told.required_world(root, chosen)))) for chosen in everything
    ]


@settings(max_examples=60)
@given(st.data(), rulebooks(), regimes)
def test_what_was_assessed_before_leaves_no_mark_on_a_trace(
    data: st.DataObject, rulebook: Rulebook, regime: str | None
) -> None:
    """Another record, another standard or other readings: all give what they give under rules read anew."""
    known = [data.draw(records(rulebook, norm=NORM)) for _ in range(2)]
    for _ in range(4):
        record = data.draw(st.sampled_from(known))
        taken, standard = data.draw(chosen_positions(rulebook)), data.draw(standards)
        one, other = (
            assess(record, rules, NORM, regime=regime, readings=taken, standard=standard)
            for rules in (rulebook, replace(rulebook))
        )
        assert one == other


# The order in which a case is written down


@st.composite
def reordered(draw: st.DrawFn, record: Record) -> Record:
    """The same record with its accounts, its findings and the keys of its mappings in another order."""
    accounts = tuple((draw(reordered_case(case)), source) for case, source in record.accounts)
    return replace(record, accounts=tuple(draw(st.permutations(accounts))))


@st.composite
def reordered_case(draw: st.DrawFn, case: Case) -> Case:
    findings = {
        name: tuple(draw(st.permutations(case.findings[name])))
        for name in draw(st.permutations(sorted(case.findings)))
    }
    events = {name: case.events[name] for name in draw(st.permutations(sorted(case.events)))}
    return case.model_copy(update={"findings": findings, "events": events})


def verdicts_of(trace: Trace) -> object:
    """All that a trace says, but for the order of findings and of the places where an instrument bound."""

    def told(node: Node) -> object:
        findings = sorted(
            (f.account, f.predicate, f.holds, f.to, f.counts, f.evidence) for f in node.findings
        )
        return replace(node, findings=findings, children=[told(child) for child in node.children])

    binding = sorted(
        (b.instrument, b.state, sorted(b.bound), sorted(b.not_bound), sorted(b.undetermined))
        for b in trace.binding
    )
    return replace(trace, root=told(trace.root), binding=binding, unchecked=sorted(trace.unchecked))


@settings(max_examples=100)
@given(st.data(), rulebooks(), regimes)
def test_the_order_of_accounts_findings_and_keys_says_nothing(
    data: st.DataObject, rulebook: Rulebook, regime: str | None
) -> None:
    record = data.draw(records(rulebook, norm=NORM))
    other = data.draw(reordered(record))
    one, two = (assess(told, rulebook, NORM, regime=regime) for told in (record, other))
    assert verdicts_of(one) == verdicts_of(two)


@settings(max_examples=50)
@given(st.data())
@pytest.mark.parametrize("norm", ["trafficking-in-persons", "refugee", "regularisation"])
def test_the_order_says_nothing_under_the_shipped_rules_either(norm: str, data: st.DataObject) -> None:
    rules = rulebook_at(RULES)
    record = data.draw(records(rules, norm=norm))
    other = data.draw(reordered(record))
    one, two = (assess(told, rules, norm) for told in (record, other))
    assert verdicts_of(one) == verdicts_of(two)
