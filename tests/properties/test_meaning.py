"""The meaning of norms: connectives by their tables, programs by a second reading of the rules, and laws."""

import itertools

import pytest
from hypothesis import Phase, assume, find, given, settings
from hypothesis import strategies as st

from prong.evaluation.facts import NO_FACT, Fact, Facts
from prong.evaluation.lanes import NOTHING, WIDTH, highest
from prong.evaluation.program import ProgramNode, compile_norm
from prong.evaluation.run import Values, evaluate
from prong.model.norms import (
    All,
    Any,
    AtLeast,
    ElementRef,
    Formula,
    Not,
    PredicateRef,
    Rulebook,
    Weigh,
)
from prong.model.standards import LADDER, Standard
from prong.model.verdicts import Verdict
from prong.testing.facts import LEVELS, facts_on
from prong.testing.interpreter import Pair, World, places, worlds
from prong.testing.norms import NORM, PREDICATES, REGIME, constructs_of, element_of, rulebook_of, rulebooks

TOP = LADDER[-1]
regimes = st.sampled_from([None, REGIME])

# The connectives, each against its table

WORDS = {
    "✓": Verdict.SATISFIED,
    "✗": Verdict.NOT_SATISFIED,
    "?": Verdict.UNDETERMINED,
    "±": Verdict.CONTESTED,
}
FOUND = {
    "✓": Fact(TOP, NOTHING),
    "✗": Fact(NOTHING, TOP),
    "?": NO_FACT,
    "±": Fact(TOP, TOP),
}
REFS = tuple(map(PredicateRef, PREDICATES))

# Rows and columns in the order ✓ ✗ ? ±.
TABLES = {
    "all": (All, "✓✗?± ✗✗✗✗ ?✗?✗ ±✗✗±"),
    "any": (Any, "✓✓✓✓ ✓✗?± ✓??✓ ✓±✓±"),
    "weigh": (Weigh, "✓±✓± ±✗✗± ✓✗?± ±±±±"),
}


def answer(formula: Formula, symbols: str) -> Verdict:
    """The verdict of a formula where the predicates p0, p1 … have these values."""
    rulebook = rulebook_of({NORM: element_of(NORM, formula)})
    found = {ref.name: FOUND[symbol] for ref, symbol in zip(REFS, symbols, strict=False)}
    program = compile_norm(rulebook, NORM)
    return evaluate(program, rulebook, found).verdict(program.root.own, 0)


@pytest.mark.parametrize("connective", TABLES)
def test_a_connective_of_two_parts_answers_as_its_table_says(connective: str) -> None:
    made, table = TABLES[connective]
    for row, left in zip(table.split(), FOUND, strict=True):
        for cell, right in zip(row, FOUND, strict=True):
            assert answer(made(REFS[:2]), left + right) is WORDS[cell], (left, right)


def test_a_negation_swaps_support_and_opposition() -> None:
    assert [answer(Not(REFS[0]), symbol) for symbol in "✓✗?±"] == [WORDS[symbol] for symbol in "✗✓?±"]


@pytest.mark.parametrize(("count", "of"), [(k, n) for n in range(1, 6) for k in range(1, n + 1)])
def test_a_threshold_counts_those_for_and_those_against(count: int, of: int) -> None:
    """At least k of n: support where k have it, opposition where so many have it that k cannot be left."""
    rulebook = rulebook_of({NORM: element_of(NORM, AtLeast(count, REFS[:of]))})
    program = compile_norm(rulebook, NORM)
    for symbols in itertools.product(FOUND, repeat=of):
        found = {ref.name: FOUND[symbol] for ref, symbol in zip(REFS, symbols, strict=False)}
        support = sum(symbol in "✓±" for symbol in symbols) >= count
        opposition = sum(symbol in "✗±" for symbol in symbols) > of - count
        actual = evaluate(program, rulebook, found).verdict(program.root.own, 0)
        assert actual is Verdict.of(support, opposition), symbols


def test_a_threshold_of_one_is_any_and_a_threshold_of_all_is_all() -> None:
    for symbols in map("".join, itertools.product(FOUND, repeat=3)):
        assert answer(AtLeast(1, REFS[:3]), symbols) is answer(Any(REFS[:3]), symbols)
        assert answer(AtLeast(3, REFS[:3]), symbols) is answer(All(REFS[:3]), symbols)


# The strategy reaches what it is to reach


@pytest.mark.parametrize(
    "construct",
    [
        *("All", "Any", "Not", "AtLeast", "Weigh", "ByReading", "ElementRef"),
        *("unless", "nested unless", "dispensed_when", "objections", "standard"),
        *("presumed", "presumed-not", "2 positions", "3 positions", "regime"),
    ],
)
def test_random_norms_use_every_construct(construct: str) -> None:
    found = find(rulebooks(), lambda rulebook: construct in constructs_of(rulebook), settings=quick())
    assert construct in constructs_of(found)


def quick() -> settings:
    """Any find will do, so none is made smaller."""
    return settings(max_examples=500, database=None, phases=[Phase.generate])


# The program and the second reading of its rules


def bits(values: Values, pair: int, lane: int) -> Pair:
    """Support and opposition of a pair in one lane."""
    support, opposition = values.sides(pair)
    return bool(support >> lane & 1), bool(opposition >> lane & 1)


def combinations(values: Values) -> list[tuple[int, dict[str, str]]]:
    """Every combination of readings: its number, and the positions taken."""
    lanes = values.lanes
    return [(n, dict(zip(lanes.readings, taken, strict=True))) for n, taken in enumerate(lanes.combinations)]


@settings(max_examples=150)
@given(rulebooks(), regimes, facts_on(PREDICATES))
def test_the_program_says_of_every_node_what_the_rules_say(
    rulebook: Rulebook, regime: str | None, found: Facts
) -> None:
    """At the standards of the rules, at each step of the ladder, and under every combination of readings."""
    program = compile_norm(rulebook, NORM, regime)
    values = evaluate(program, rulebook, found)
    known = places(program, rulebook)
    for number, chosen in combinations(values):
        for lane, world in worlds(World(rulebook, regime, found, chosen)):
            at = WIDTH * number + lane
            for place in known:
                node = place.node
                assert bits(values, node.gap, at) == place.gap(world)
                assert bits(values, node.own, at) == place.own(world)
                assert bits(values, node.counted, at) == place.seen(world)


@settings(max_examples=80)
@given(rulebooks(), regimes, facts_on(PREDICATES), st.sampled_from(LADDER))
def test_one_standard_for_all_reaches_everything_but_what_the_other_side_must_show(
    rulebook: Rulebook, regime: str | None, found: Facts, standard: Standard
) -> None:
    program = compile_norm(rulebook, NORM, regime)
    values = evaluate(program, rulebook, found, standard=standard)
    known = places(program, rulebook)
    for number, chosen in combinations(values):
        own = World(rulebook, regime, found, chosen)
        replaced = World(rulebook, regime, found, chosen, standard)
        for place in known:
            world = replaced if place.node.side == "shown" else own
            assert bits(values, place.node.own, WIDTH * number) == place.own(world)
            assert bits(values, place.node.counted, WIDTH * number) == place.seen(world)


@given(rulebooks(), regimes)
def test_an_element_keeps_its_standard_in_one_run_exactly_where_a_burden_stands_over_it(
    rulebook: Rulebook, regime: str | None
) -> None:
    world = World(rulebook, regime, {}, {})
    for place in places(compile_norm(rulebook, NORM, regime), rulebook):
        if isinstance(place.part, ElementRef):
            burden = world.burden(place.part)
            assert place.node.burden == burden
            assert place.node.standard == world.standard(place.part)
            assert place.node.side == "answered" or burden is None


# Any Boolean algebra


class Bit:
    """A truth value that knows `&`, `|` and `~`, and refuses to be anything else."""

    __hash__ = None

    def __init__(self, value: bool) -> None:
        self.value = value

    def __and__(self, other: "Bit") -> "Bit":
        return Bit(self.value and other.value)

    def __or__(self, other: "Bit") -> "Bit":
        return Bit(self.value or other.value)

    def __invert__(self) -> "Bit":
        return Bit(not self.value)

    def __bool__(self) -> bool:
        raise AssertionError("a program asked whether a value is true")

    def __eq__(self, other: object) -> bool:
        raise AssertionError("a program compared two values")


@settings(max_examples=50)
@given(rulebooks(), regimes, facts_on(PREDICATES))
def test_a_program_needs_no_more_of_its_values_than_a_boolean_algebra(
    rulebook: Rulebook, regime: str | None, found: Facts
) -> None:
    """What it says in one lane of integers it says of single truth values, by `&`, `|` and `~` alone."""
    program = compile_norm(rulebook, NORM, regime)
    values = evaluate(program, rulebook, found)
    lanes = values.lanes
    sides = [
        [lanes.leaf(getattr(found[leaf.predicate], side), leaf, None) for leaf in program.leaves]
        for side in ("support", "opposition")
    ]
    for lane in range(WIDTH * len(lanes.combinations)):
        inputs = [[Bit(word >> lane & 1 == 1) for word in words] for words in (*sides, lanes.positions)]
        answers = [bit.value for bit in program.run(*inputs)]
        assert answers == [word >> lane & 1 == 1 for word in values.pairs]


# More evidence


@st.composite
def growing_facts(draw: st.DrawFn) -> tuple[Facts, Facts]:
    """Facts, and the same with more evidence: no level is lower on either side."""
    before = draw(facts_on(PREDICATES))
    after = {
        name: Fact(*(max(level, draw(st.sampled_from(LEVELS))) for level in (fact.support, fact.opposition)))
        if draw(st.booleans())
        else fact
        for name, fact in before.items()
    }
    return before, after


def burdened_below(node: ProgramNode, *, itself: bool = True) -> list[ProgramNode]:
    """The elements with a burden at or below a node."""
    found = [node] if itself and node.burden else []
    for edge in node.edges:
        found += burdened_below(edge.node)
    return found


@given(rulebooks(burdens=False), regimes, growing_facts())
def test_more_evidence_takes_away_neither_support_nor_opposition(
    rulebook: Rulebook, regime: str | None, grown: tuple[Facts, Facts]
) -> None:
    """Without burdens, at every node, at every standard, under every reading."""
    program = compile_norm(rulebook, NORM, regime)
    before, after = (evaluate(program, rulebook, found).pairs for found in grown)
    for less, more in zip(before, after, strict=True):
        assert less & ~more == 0


@given(rulebooks(), regimes, growing_facts())
def test_more_evidence_takes_nothing_away_but_presumptions(
    rulebook: Rulebook, regime: str | None, grown: tuple[Facts, Facts]
) -> None:
    """With burdens, at every node below which, and at which, the same is presumed before and after."""
    program = compile_norm(rulebook, NORM, regime)
    before, after = (evaluate(program, rulebook, found) for found in grown)
    for number, _ in combinations(before):

        def is_presumed(values: Values, node: ProgramNode, number: int = number) -> bool:
            return values.verdict(node.gap, number) is Verdict.UNDETERMINED

        for place in places(program, rulebook):
            if all(is_presumed(before, n) == is_presumed(after, n) for n in burdened_below(place.node)):
                for pair in (place.node.gap, place.node.own, place.node.counted):
                    less, more = bits(before, pair, WIDTH * number), bits(after, pair, WIDTH * number)
                    assert less[0] <= more[0]
                    assert less[1] <= more[1]


# Standards


@given(rulebooks(), regimes, facts_on(PREDICATES))
def test_a_higher_standard_brings_no_support_and_no_opposition(
    rulebook: Rulebook, regime: str | None, found: Facts
) -> None:
    """So that what was undetermined or not made out does not become satisfied; burdens included."""
    program = compile_norm(rulebook, NORM, regime)
    steps = [evaluate(program, rulebook, found, standard=standard) for standard in LADDER]
    for lower, higher in itertools.pairwise(steps):
        for number, _ in combinations(lower):
            for place in places(program, rulebook):
                for pair in (place.node.own, place.node.counted):
                    low, high = bits(lower, pair, WIDTH * number), bits(higher, pair, WIDTH * number)
                    assert low[0] >= high[0]
                    assert low[1] >= high[1]
                    if not low[0]:
                        assert higher.verdict(pair, number) is not Verdict.SATISFIED


@given(rulebooks(), regimes, facts_on(PREDICATES))
def test_the_highest_standard_met_is_the_last_step_at_which_there_is_support(
    rulebook: Rulebook, regime: str | None, found: Facts
) -> None:
    """And likewise for opposition: asked for that standard the node has it, for the next it has not."""
    program = compile_norm(rulebook, NORM, regime)
    values = evaluate(program, rulebook, found)
    steps = {standard: evaluate(program, rulebook, found, standard=standard) for standard in LADDER}
    for number, chosen in combinations(values):
        for place in places(program, rulebook):
            for side in (0, 1):
                top = highest(values.sides(place.node.gap)[side], number)
                for standard in LADDER:
                    expected = top is not None and standard <= top
                    if place.node.side == "shown":
                        asked = bits(steps[standard], place.node.gap, WIDTH * number)
                    else:
                        # What the other side must show keeps its standard in a case; asked for by itself, it
                        # is measured like everything else.
                        asked = place.gap(World(rulebook, regime, found, chosen, standard))
                    assert asked[side] == expected


# Burdens


@given(rulebooks(), regimes, facts_on(PREDICATES))
def test_a_presumption_closes_a_gap_and_never_overrides_evidence(
    rulebook: Rulebook, regime: str | None, found: Facts
) -> None:
    program = compile_norm(rulebook, NORM, regime)
    values = evaluate(program, rulebook, found)
    for node in burdened_below(program.root):
        presumed = Verdict.SATISFIED if node.burden.presume else Verdict.NOT_SATISFIED
        for number, _ in combinations(values):
            gap = values.verdict(node.gap, number)
            assert values.verdict(node.own, number) is (presumed if gap is Verdict.UNDETERMINED else gap)


# Readings


@given(rulebooks(), regimes, facts_on(PREDICATES))
def test_a_node_depends_on_exactly_the_readings_that_change_its_verdict(
    rulebook: Rulebook, regime: str | None, found: Facts
) -> None:
    program = compile_norm(rulebook, NORM, regime)
    assume(program.readings)
    values = evaluate(program, rulebook, found)
    for place in places(program, rulebook):
        own = place.node.own
        verdicts = {taken: values.verdict(own, n) for n, taken in enumerate(values.lanes.combinations)}
        dividing = {
            program.readings[at]
            for (one, verdict), (other, changed) in itertools.combinations(verdicts.items(), 2)
            if verdict is not changed and len(differing := differences(one, other)) == 1
            for at in differing
        }
        told = values.lanes.depends_on(*values.sides(own))
        assert told == tuple(reading for reading in program.readings if reading in dividing)


def differences(one: tuple[str, ...], other: tuple[str, ...]) -> list[int]:
    return [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]


@given(rulebooks(), regimes, facts_on(PREDICATES))
def test_readings_that_a_node_does_not_depend_on_may_be_taken_either_way(
    rulebook: Rulebook, regime: str | None, found: Facts
) -> None:
    """Where a node depends on no reading it is robust: all combinations agree."""
    program = compile_norm(rulebook, NORM, regime)
    values = evaluate(program, rulebook, found)
    support, opposition = values.sides(program.root.own)
    depends_on = values.lanes.depends_on(support, opposition)
    seen: dict[tuple[str, ...], set[Verdict]] = {}
    for number, chosen in combinations(values):
        divided = tuple(chosen[reading] for reading in depends_on)
        seen.setdefault(divided, set()).add(values.verdict(program.root.own, number))
    assert all(len(verdicts) == 1 for verdicts in seen.values())
