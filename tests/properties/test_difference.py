"""Two versions of a norm are the same in meaning exactly where no case separates them."""

import itertools
import math
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from prong.evaluation.facts import Fact, Facts
from prong.evaluation.lanes import NOTHING
from prong.evaluation.program import compile_norm
from prong.evaluation.run import evaluate
from prong.explanation.difference import norm_differences
from prong.model.norms import Element, Rulebook
from prong.model.standards import Standard
from prong.model.verdicts import Verdict
from prong.testing.norms import NORM, REGIME, elements_at, rulebooks, with_element


@st.composite
def versions(draw: st.DrawFn) -> tuple[Rulebook, Rulebook]:
    """A rulebook, and the same with one element drawn anew; both with the same readings."""
    old = draw(rulebooks())
    norm = old.norms[NORM]
    ids = list(norm.elements)
    id = draw(st.sampled_from(ids))
    later = tuple(ids[ids.index(id) + 1 :])
    changed: Element = draw(elements_at(id, later, norm.readings, burdens=True))
    return old, with_element(old, changed)


def verdict(rulebook: Rulebook, regime: str | None, facts: Facts, readings: dict[str, str]) -> Verdict:
    program = compile_norm(rulebook, NORM, regime)
    values = evaluate(program, rulebook, facts)
    return values.verdict(
        program.root.own, values.lanes.number({name: readings[name] for name in program.readings})
    )


World = tuple[int, Facts, dict[str, str]]
"""What a case holds, counted, its facts and its positions."""


def worlds(old: Rulebook, new: Rulebook, regime: str | None) -> tuple[list[World], int]:
    """The cases over the predicates and positions of both, up to a size; all of them where they are few."""
    programs = [compile_norm(rules, NORM, regime) for rules in (old, new)]
    asked: dict[str, set[int]] = {}
    for leaf in itertools.chain.from_iterable(program.leaves for program in programs):
        asked.setdefault(leaf.predicate, set()).add(leaf.standard)
    choices: list[list[tuple[int, str, object]]] = []
    for name, standards in sorted(asked.items()):
        levels = (NOTHING, *sorted(standards))
        choices.append([((s >= 0) + (o >= 0), name, Fact(s, o)) for s in levels for o in levels])
    for name in sorted({name for program in programs for name in program.readings}):
        reading = new.readings[name]
        choices.append([(int(p.id != reading.default), name, p.id) for p in reading.positions])
    size = math.prod(map(len, choices))
    largest = 2 if size > 4096 else 2 * len(choices)
    found: list[tuple[int, tuple[tuple[str, object], ...]]] = [(0, ())]
    for choice in choices:
        found = [
            (cost + more, (*held, (name, what)))
            for cost, held in found
            for more, name, what in choice
            if cost + more <= largest
        ]
    return [
        (
            cost,
            {name: what for name, what in held if name in asked},
            {name: what for name, what in held if name not in asked},
        )
        for cost, held in found
    ], largest


@settings(max_examples=40, deadline=None)
@given(versions())
def test_the_case_that_separates_two_versions_is_the_smallest_of_all(pair: tuple[Rulebook, Rulebook]) -> None:
    """Every case is tried where they are few, every case of two facts or positions where they are many."""
    old, new = pair
    (found,) = norm_differences(old, new, [NORM])
    for regime in (None, REGIME):
        tried, largest = worlds(old, new, regime)
        costs = [
            cost
            for cost, facts, readings in tried
            if verdict(old, regime, facts, readings) is not verdict(new, regime, facts, readings)
        ]
        if found.status != "changed" or found.regime != regime:
            assert costs == []
            continue
        shown = found.separating
        facts = {one.predicate: Fact(*map(level, (one.support, one.opposition))) for one in shown.facts}
        readings = {name: reading.default for name, reading in new.readings.items()} | dict(shown.readings)
        assert shown.before is verdict(old, regime, facts, readings)
        assert shown.after is verdict(new, regime, facts, readings)
        assert shown.before is not shown.after
        cost = sum((one.support is not None) + (one.opposition is not None) for one in shown.facts)
        cost += sum(position != new.readings[name].default for name, position in shown.readings.items())
        assert cost == min(costs) if costs else cost > largest
        return


def level(standard: Standard | None) -> int:
    return NOTHING if standard is None else standard


@given(rulebooks())
def test_rules_do_not_differ_from_themselves(rulebook: Rulebook) -> None:
    (found,) = norm_differences(rulebook, rulebook, [NORM])
    assert (found.status, found.separating) == ("same", None)


@given(rulebooks())
def test_a_norm_that_only_one_version_has_is_added_or_removed(rulebook: Rulebook) -> None:
    empty = replace(rulebook, norms={})
    assert [one.status for one in norm_differences(empty, rulebook, [NORM])] == ["added"]
    assert [one.status for one in norm_differences(rulebook, empty, [NORM])] == ["removed"]
