"""What more evidence may do, and what must not matter: foreign facts, order, repetition, who told it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from prong.evaluation.assess import assess
from prong.evaluation.facts import NO_FACT, Fact, Facts, facts_of
from prong.evaluation.program import ProgramNode
from prong.evaluation.run import Values, chosen_readings
from prong.model.cases import Case, Record
from prong.model.trace import Trace
from prong.testing.accounts import cases, findings, record_of, records
from prong.testing.facts import few_facts, single_facts
from prong.testing.property import Subject, property_of


def _joined(one: Facts, other: Facts) -> Facts:
    """Both together: on each side of a predicate the higher level."""
    names = dict.fromkeys((*one, *other))
    pairs = {name: (one.get(name, NO_FACT), other.get(name, NO_FACT)) for name in names}
    return {
        name: Fact(max(a.support, b.support), max(a.opposition, b.opposition))
        for name, (a, b) in pairs.items()
    }


def _predicates(subject: Subject) -> tuple[str, ...]:
    return tuple(dict.fromkeys(leaf.predicate for leaf in subject.program().leaves))


# More evidence


@property_of()
def more_information(subject: Subject, draw: st.DrawFn) -> None:
    """Whatever else comes to be known, what was shown stays shown and what was denied stays denied.

    Only what was presumed may give way, and what rests on the presumption.
    """
    regime = subject.regime(draw)
    before = subject.facts(draw, regime)
    names = _predicates(subject)
    more = few_facts(tuple(before), most=3) | few_facts(names, most=3) if before else few_facts(names, most=3)
    after = _joined(before, draw(more))
    less, more = (subject.run(found, regime) for found in (before, after))
    burdened = _burdened(less.program.root)
    asked = less.lanes.every if burdened[id(less.program.root)] else less.lanes.full
    for node in less.program.nodes:
        settled = asked
        for presumed in burdened[id(node)]:
            settled &= ~(_open(less, presumed) ^ _open(more, presumed))
        for pair in (node.gap, node.own, node.counted):
            for one, other in zip(less.sides(pair), more.sides(pair), strict=True):
                assert not one & ~other & settled, f"{node.id} loses what was shown of it"


def _open(values: Values, node: ProgramNode) -> int:
    """The lanes in which nothing is shown of a node, either way."""
    support, opposition = values.sides(node.gap)
    return ~(support | opposition)


def _burdened(root: ProgramNode) -> dict[int, tuple[ProgramNode, ...]]:
    """For each node the elements with a burden at or below it."""
    found: dict[int, tuple[ProgramNode, ...]] = {}

    def enter(node: ProgramNode) -> tuple[ProgramNode, ...]:
        if id(node) not in found:
            below = [burdened for edge in node.edges for burdened in enter(edge.node)]
            own = [node] if node.burden else []
            found[id(node)] = tuple({id(each): each for each in own + below}.values())
        return found[id(node)]

    enter(root)
    return found


FLIPS = ("unless", "objection")


def _polarities(root: ProgramNode) -> dict[str, set[bool]]:
    """For each predicate whether it speaks for the norm (True), against it (False), or both."""
    found: dict[str, set[bool]] = {}
    seen: set[tuple[int, bool]] = set()
    waiting = [(root, True)]
    while waiting:
        node, speaks_for = waiting.pop()
        if (id(node), speaks_for) in seen:
            continue
        seen.add((id(node), speaks_for))
        if node.predicate is not None:
            found.setdefault(node.predicate, set()).add(speaks_for)
        for edge in node.edges:
            turned = edge.role in FLIPS or (edge.role == "part" and node.construct == "not")
            waiting.append((edge.node, speaks_for != turned))
    return found


def _of_one_polarity(subject: Subject) -> dict[str, bool]:
    known = _polarities(subject.program().root)
    return {name: ways.copy().pop() for name, ways in known.items() if len(ways) == 1}


@property_of(applies=lambda subject: bool(_of_one_polarity(subject)))
def evidence_for_and_against(subject: Subject, draw: st.DrawFn) -> None:
    """Evidence of what the rule asks for never counts against it, and evidence of what defeats never for it.

    A fact that the rule names only among what it asks for is shown to a higher standard, or denied to a
    lower one; the norm then has no less support and no more opposition. For a fact that it names only among
    exceptions, objections and denials it is the other way round.
    """
    regime = subject.regime(draw)
    known = _of_one_polarity(subject)
    found = subject.facts(draw, regime)
    name = draw(st.sampled_from([name for name in known if name in found] or sorted(known)))
    a, b = draw(single_facts()), draw(single_facts())
    low = Fact(min(a.support, b.support), max(a.opposition, b.opposition))
    high = Fact(max(a.support, b.support), min(a.opposition, b.opposition))
    if not known[name]:
        low, high = high, low
    less, more = (subject.run({**found, name: fact}, regime) for fact in (low, high))
    own = less.program.root.own
    (support, opposition), (more_support, more_opposition) = less.sides(own), more.sides(own)
    assert not support & ~more_support, f"better evidence on {name} takes support from the norm"
    assert not more_opposition & ~opposition, f"better evidence on {name} adds opposition to the norm"


# What must not matter


def _foreign(subject: Subject) -> tuple[str, ...]:
    """The predicates that the norm does not look at, not even to learn when something happened."""
    vocabulary = subject.rulebook.vocabulary
    used = set(_predicates(subject))
    for name in tuple(used):
        derived = vocabulary.predicates[name].derived
        quantity = vocabulary.quantities[derived.quantity] if derived else None
        if quantity and quantity.age_at:
            used.update(quantity.age_at.earliest_of)
    return tuple(n for n, p in vocabulary.predicates.items() if n not in used and p.derived is None)


@property_of(applies=lambda subject: bool(_foreign(subject)))
def foreign_facts(subject: Subject, draw: st.DrawFn) -> None:
    """A finding on something that the rule does not speak of changes nothing in the answer."""
    record = draw(records(subject.rulebook, norm=subject.norm))
    names = st.sampled_from(_foreign(subject))
    added = draw(st.dictionaries(names, findings().map(lambda f: (f,)), min_size=1, max_size=3))
    (case, source), *others = record.accounts
    more = case.model_copy(update={"findings": {**case.findings, **added}})
    changed = replace(record, accounts=((more, source), *others))
    one, other = (assess(told, subject.rulebook, subject.norm) for told in (record, changed))
    assert one == other


@property_of()
def order_and_repetition(subject: Subject, draw: st.DrawFn) -> None:
    """It does not matter in which order things are told, nor that one is told twice."""
    record = draw(records(subject.rulebook, norm=subject.norm))
    accounts = draw(st.permutations(record.accounts))
    changed = replace(record, accounts=tuple((_retold(draw, case), source) for case, source in accounts))
    one, other = (assess(told, subject.rulebook, subject.norm) for told in (record, changed))
    assert _answer(one) == _answer(other)


def _retold(draw: st.DrawFn, case: Case) -> Case:
    """The same account with its findings in another order, and some of them twice."""
    retold = {}
    for name in draw(st.permutations(sorted(case.findings))):
        found = case.findings[name]
        retold[name] = tuple(reversed(found * draw(st.integers(1, 2))))
    return case.model_copy(update={"findings": retold})


def _answer(trace: Trace) -> object:
    return trace.verdict, trace.highest_standard, trace.depends_on, dict(trace.elements), trace.combinations


@property_of()
def accounts_of_one_person(subject: Subject, draw: st.DrawFn) -> None:
    """The accounts of one person are heard together: a side of a fact is as strong as in the strongest.

    No account overrides another, and what they disagree on is contested.
    """
    known = [draw(cases(subject.rulebook, norm=subject.norm, id=f"made/{place}")) for place in (1, 2)]
    vocabulary = subject.rulebook.vocabulary
    one, other = (facts_of(record_of(case), vocabulary) for case in known)
    record: Record = record_of(*known)
    pooled = facts_of(record, vocabulary)
    expected = _joined(one, other)
    assert {n: (f.support, f.opposition) for n, f in pooled.items()} == {
        n: (f.support, f.opposition) for n, f in expected.items()
    }
    trace = assess(record, subject.rulebook, subject.norm)
    values = subject.run(expected)
    chosen = values.lanes.number(chosen_readings(values.program, subject.rulebook, {}))
    assert trace.verdict == values.verdict(values.program.root.own, chosen).value


LAWS = (
    more_information,
    evidence_for_and_against,
    foreign_facts,
    order_and_repetition,
    accounts_of_one_person,
)
