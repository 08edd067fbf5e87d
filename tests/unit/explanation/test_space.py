"""The space of all cases answers as the evaluator does, in every case and in the smallest."""

from __future__ import annotations

import itertools

import pytest

from prong.evaluation.facts import NO_FACT
from prong.evaluation.program import compile_norm
from prong.evaluation.run import chosen_readings, evaluate
from prong.explanation.blocks import PredicateBlock, ReadingBlock, Threshold
from prong.explanation.decisions import FALSE, TRUE
from prong.explanation.space import Witness, space_of
from prong.model.standards import LADDER

SMALL = ["servile-marriage", "child-delivery", "debt-bondage", "slavery", "childrens-registration"]


def every_case(space):
    """Each case of a space once."""
    for options in itertools.product(*(placed.options for placed in space.blocks)):
        facts, readings = {}, {}
        for placed, option in zip(space.blocks, options, strict=True):
            if isinstance(placed.block, ReadingBlock):
                readings[placed.block.names[0]] = option.says[0]
            else:
                facts |= dict(zip(placed.block.names, option.says, strict=True))
        stated = {name: fact for name, fact in facts.items() if fact != NO_FACT}
        yield Witness(stated, readings, frozenset(facts)), sum(option.size for option in options)


@pytest.mark.parametrize("norm", SMALL)
def test_the_space_answers_as_the_evaluator_does_in_every_case(rulebook, norm):
    program = compile_norm(rulebook, norm)
    space = space_of(rulebook, [program])
    edges = space.run(program)
    own = program.root.own
    met = 0
    for case, _ in every_case(space):
        values = evaluate(program, rulebook, case.facts)
        lane = values.lanes.number(chosen_readings(program, rulebook, case.readings))
        verdict = values.verdict(own, lane)
        sides = tuple(space.holds(edges[2 * own + side], case) for side in (0, 1))
        assert sides == (verdict.support, verdict.opposition)
        met += 1
    assert met == 4 ** len(space.blocks)


@pytest.mark.parametrize("norm", SMALL)
def test_no_case_is_smaller_than_the_smallest(rulebook, norm):
    """For each verdict of the norm."""
    program = compile_norm(rulebook, norm)
    space = space_of(rulebook, [program])
    edges = space.run(program)
    support, opposition = edges[2 * program.root.own], edges[2 * program.root.own + 1]
    sizes = {tuple(sorted(case.facts.items())): size for case, size in every_case(space)}
    for one, other in itertools.product((support, -support), (opposition, -opposition)):
        function = space.both(one, other)
        found = space.smallest(function)
        assert space.holds(function, found)
        least = min(size for case, size in every_case(space) if space.holds(function, case))
        assert sizes[tuple(sorted(found.facts.items()))] == least


def test_nothing_is_the_smallest_case_of_what_never_holds(rulebook):
    space = space_of(rulebook, [compile_norm(rulebook, "slavery")])
    assert space.smallest(FALSE) is None
    assert space.smallest(TRUE).facts == {}


def test_cases_that_separate_show_each_variable_at_work(rulebook):
    """Run over whole numbers they answer as the diagram does, and some are answered otherwise than others."""
    program = compile_norm(rulebook, "refugee")
    space = space_of(rulebook, [program])
    edges = space.run(program)
    own = program.root.own
    cases = space.separating(edges[2 * own : 2 * own + 2])
    answers = space.run_in(program, space.lanes(cases))
    for side in (0, 1):
        function = edges[2 * own + side]
        shown = [answers[2 * own + side] >> n & 1 for n in range(len(cases))]
        assert shown == [_holds(space, function, case) for case in cases]
        assert 0 < sum(shown) < len(cases)


def _holds(space, edge: int, case: int) -> bool:
    values = {level: bool(case >> level & 1) for level in range(len(space.block_at))}
    return space.decisions.where(edge, values) == TRUE


def test_a_higher_standard_includes_the_lower_ones():
    """Whatever the variables are, and everything that can be said is said by some of them."""
    block = PredicateBlock(("fact",), (LADDER[1], LADDER[3]))
    said = set()
    for variables in itertools.product((False, True), repeat=block.width):
        support, opposition = block.inputs(variables)
        for side in (support, opposition):
            assert side["fact", LADDER[1]] or not side["fact", LADDER[3]]
        said.add((sum(support.values()), sum(opposition.values())))
    assert said == set(itertools.product(range(3), repeat=2))
    assert len(block.options()) == 9


def test_thresholds_of_one_quantity_are_tied():
    """Below fifteen is below eighteen; from eighteen on is the opposite of below eighteen."""
    names = ("under-fifteen", "of-age", "under-eighteen")
    bounds = (Threshold(15, True), Threshold(18, False), Threshold(18, True))
    block = PredicateBlock(names, LADDER[:1], bounds)
    said = set()
    for variables in itertools.product((False, True), repeat=block.width):
        support, opposition = block.inputs(variables)
        fifteen, of_age, eighteen = ((support[n, LADDER[0]], opposition[n, LADDER[0]]) for n in names)
        assert eighteen[0] >= fifteen[0]
        assert fifteen[1] >= eighteen[1]
        assert of_age == eighteen[::-1]
        said.add((fifteen, eighteen))
    assert len(said) == 9
    assert len(block.options()) == 9


def test_a_reading_takes_just_one_position():
    """Numbers past the last position mean the last one."""
    block = ReadingBlock(("doubt",), ("broad", "narrow", "middle"), "narrow")
    for variables in itertools.product((False, True), repeat=block.width):
        assert sum(bool(taken) for taken in block.inputs([_Bit(v) for v in variables]).values()) == 1
    assert [option.size > 0 for option in block.options()] == [True, False, True]


class _Bit(int):
    """A Boolean whose complement is one."""

    def __and__(self, other):
        return _Bit(bool(self) and bool(other))

    def __or__(self, other):
        return _Bit(bool(self) or bool(other))

    def __invert__(self):
        return _Bit(not self)
