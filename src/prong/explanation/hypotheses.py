"""What might be otherwise in a case: every single change to its findings, its readings and its regime.

A predicate may be shown or denied by new evidence. A finding may be withdrawn, or be shown to a higher or
lower standard. A contested question may be answered otherwise. Each change is one item; that a finding turns
out the other way is two, its withdrawal and new evidence. What follows from several changes together is
computed on the diagrams. Another regime governs an assessment as a whole and is a change by itself.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from prong.evaluation.facts import NO_FACT, Facts, Ground
from prong.evaluation.lanes import NOTHING
from prong.evaluation.program import Program
from prong.explanation.diagram import Diagram, PredicateBlock, ReadingBlock
from prong.model.norms import Rulebook
from prong.model.standards import Standard

ChangeKind = Literal["reading", "shown", "denied", "withdrawn", "lowered", "raised"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change; `name` is a predicate or a reading.

    `ground` is the finding that changes and `to` the standard to which it is then made out; `to` is None
    where it is withdrawn. `position` is that of a reading.
    """

    kind: ChangeKind
    name: str
    position: str | None = None
    ground: Ground | None = None
    to: Standard | None = None


Option = tuple[tuple[int, ...], int]
"""Changes of one block, by their numbers, and the number that its variables then form."""

Options = Mapping[str, tuple[Option, ...]]
"""For each block every way in which its changes combine, fewest first; the first is the case as it stands."""


@dataclass(frozen=True, slots=True, eq=False)
class Hypotheses:
    """The changes open in one case, in the order of the blocks of the norm, and their options."""

    changes: tuple[Change, ...]
    options: Options


def hypotheses_of(
    diagram: Diagram,
    rulebook: Rulebook,
    facts: Facts,
    chosen: Mapping[str, str],
    *,
    askable: Collection[str],
    with_readings: bool = True,
) -> Hypotheses:
    """The changes open to a case that stands at `facts` and the positions `chosen`.

    New evidence may come on every predicate on which something is stated, and on those that are `askable`.
    """
    changes: list[Change] = []
    options: dict[str, tuple[Option, ...]] = {}
    for block in diagram.blocks:
        name = block.name
        if isinstance(block, ReadingBlock):
            options[name] = (((), block.bits(chosen[name])),)
            for position in rulebook.readings[name].positions if with_readings else ():
                if position.id != chosen[name]:
                    options[name] += (((len(changes),), block.bits(position.id)),)
                    changes.append(Change("reading", name, position.id))
        else:
            grounds = grounds_of(name, facts)
            ways = _of_grounds([_of_ground(ground, block.standards) for ground in grounds], changes)
            if grounds or name in askable:
                silent = {True, False} - {ground.holds for ground in grounds}
                ways = _with_evidence(name, block.standards, silent, ways, changes)
            options[name] = _options(ways, block)
    return Hypotheses(tuple(changes), options)


def predicates_of_the_person(program: Program) -> frozenset[str]:
    """The predicates that somewhere stand under no burden, or next under one that the applicant bears.

    What only the state would have to show, and nobody has raised, is no open question about the person.
    """
    found: set[str] = set()
    seen: set[tuple[int, bool]] = set()
    waiting = [(program.root, True)]
    while waiting:
        node, ours = waiting.pop()
        if node.burden:
            ours = node.burden.on == "applicant"
        if (id(node), ours) in seen:
            continue
        seen.add((id(node), ours))
        if node.predicate and ours:
            found.add(node.predicate)
        waiting += [(edge.node, ours) for edge in node.edges]
    return frozenset(found)


def grounds_of(name: str, facts: Facts) -> tuple[Ground, ...]:
    """The findings behind a fact; sides that no finding stands behind, as in an example, taken for some."""
    fact = facts.get(name, NO_FACT)
    sides = ((True, fact.support), (False, fact.opposition))
    return fact.grounds or tuple(
        Ground("", name, None, holds, to, ()) for holds, to in sides if to != NOTHING
    )


_Alternative = tuple[Change | None, int, int]
"""A change of one finding (None: none), and the support and opposition that it then gives."""


def _of_ground(ground: Ground, asked: tuple[Standard, ...]) -> list[_Alternative]:
    """What may become of a finding, where its predicate is asked for at these standards."""
    name, level = ground.predicate, ground.to
    found: list[_Alternative] = [(None, *_sides(level, ground.holds))]
    reached = [standard for standard in asked if standard <= level]
    if reached:
        found.append((Change("withdrawn", name, ground=ground), NOTHING, NOTHING))
    for standard in reached[:-1]:
        lowered = Change("lowered", name, ground=ground, to=standard)
        found.append((lowered, *_sides(standard, ground.holds)))
    for standard in asked[len(reached) :]:
        raised = Change("raised", name, ground=ground, to=standard)
        found.append((raised, *_sides(standard, ground.holds)))
    return found


def _sides(to: int, holds: bool) -> tuple[int, int]:
    return (to, NOTHING) if holds else (NOTHING, to)


_Ways = Mapping[tuple[int, int], list[frozenset[int]]]
"""For each support and opposition of a predicate the sets of changes that bring it."""


def _of_grounds(alternatives: list[list[_Alternative]], changes: list[Change]) -> _Ways:
    """Every way in which the findings on one predicate may change together, without needless changes.

    Numbers the changes and adds them to `changes`.
    """
    ways: dict[tuple[int, int], list[frozenset[int]]] = {(NOTHING, NOTHING): [frozenset()]}
    for choices in alternatives:
        numbered = []
        for change, *sides in choices:
            items = frozenset() if change is None else frozenset([len(changes)])
            if change is not None:
                changes.append(change)
            numbered.append((items, sides))
        made: dict[tuple[int, int], list[frozenset[int]]] = {}
        for ((support, opposition), sets), (items, sides) in itertools.product(ways.items(), numbered):
            reached = max(support, sides[0]), max(opposition, sides[1])
            made.setdefault(reached, []).extend(before | items for before in sets)
        ways = {sides: _minimal(sets) for sides, sets in made.items()}
    return ways


def _with_evidence(
    name: str, asked: tuple[Standard, ...], silent: Collection[bool], ways: _Ways, changes: list[Change]
) -> _Ways:
    """The ways of a predicate with those in which new evidence shows or denies it, on a side that is silent.

    It does so only where nothing counts against: that evidence both ways may come in is always possible,
    and explains nothing.
    """
    found = {sides: list(sets) for sides, sets in ways.items()}
    for holds in sorted(silent, reverse=True):
        item = frozenset([len(changes)])
        changes.append(Change("shown" if holds else "denied", name, to=asked[-1]))
        for (support, opposition), sets in ways.items():
            if (opposition if holds else support) < asked[0]:
                reached = (asked[-1], opposition) if holds else (support, asked[-1])
                more = [before | item for before in sets]
                found[reached] = _minimal([*found.get(reached, ()), *more])
    return found


def _options(ways: _Ways, block: PredicateBlock) -> tuple[Option, ...]:
    by_bits: dict[int, list[frozenset[int]]] = {}
    for sides, sets in ways.items():
        by_bits.setdefault(block.bits(*sides), []).extend(sets)
    found = [(tuple(sorted(items)), bits) for bits, sets in by_bits.items() for items in _minimal(sets)]
    return tuple(sorted(found, key=lambda option: (len(option[0]), option[0])))


def _minimal(sets: list[frozenset[int]]) -> list[frozenset[int]]:
    found: list[frozenset[int]] = []
    for items in sorted(set(sets), key=lambda items: (len(items), sorted(items))):
        if not any(smaller <= items for smaller in found):
            found.append(items)
    return found
