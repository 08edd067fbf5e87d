"""Lanes: one bit for each standard of the ladder under each combination of readings.

Lane 0 of a combination evaluates every element at its own standard; lanes 1 to 6 evaluate all of them
at one step of the ladder, but for what the other side must show, which keeps its standard. Both sides of
every node then shrink as the standard rises. One run of a program over these integers answers everything
at once.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import getitem, itemgetter

from prong.evaluation.program import Leaf, Program, Side
from prong.model.norms import Rulebook
from prong.model.standards import LADDER, Standard
from prong.model.verdicts import BY_BITS, Verdict

WIDTH = len(LADDER) + 1
ALL_LANES = (1 << WIDTH) - 1
NOTHING = -1
STATES = WIDTH * WIDTH
Picker = Callable[[Sequence[int]], tuple[int, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Lanes:
    """The layout for one program: where each combination lies, and the constants that fill it.

    `predicates` are those that the program reads; `readers` keeps what reading nodes off the lanes has
    found to be the same in every case.
    """

    program: Program
    combinations: tuple[tuple[str, ...], ...]
    readings: tuple[str, ...]
    every: int
    positions: tuple[int, ...]
    strides: tuple[tuple[str, int, int], ...]
    levels: tuple[tuple[int, ...], ...]
    full: int
    predicates: tuple[str, ...]
    leaves: Picker
    sides: dict[Standard | None, tuple[tuple[tuple[int, ...], ...], ...]]
    readers: dict[tuple[int, Standard | None], object]

    def number(self, chosen: Mapping[str, str]) -> int:
        """The combination with these positions."""
        return self.combinations.index(tuple(chosen[reading] for reading in self.readings))

    def leaf(self, level: int, leaf: Leaf, override: Standard | None) -> int:
        """All lanes of a finding made out to `level` (`NOTHING` where there is none)."""
        if leaf.side == "fixed":
            return self.full if level >= leaf.standard else 0
        own = override is None or leaf.side == "answered"
        return self.levels[leaf.standard if own else override][level + 1]

    def of_states(self, states: Sequence[int], override: Standard | None) -> tuple[list[int], list[int]]:
        """Both sides of every leaf, from the state of each predicate."""
        if override not in self.sides:
            self.sides[override] = self.tables(override)
        support, opposition = self.sides[override]
        taken = self.leaves(states)
        return list(map(getitem, support, taken)), list(map(getitem, opposition, taken))

    def tables(self, override: Standard | None) -> tuple[tuple[tuple[int, ...], ...], ...]:
        """For support and for opposition: the lanes of each leaf in every state, without and with grounds."""
        levels = (NOTHING, *LADDER)
        tables: dict[tuple[Standard, Side], tuple[tuple[int, ...], tuple[int, ...]]] = {}  # few leaves differ
        for leaf in self.program.leaves:
            if (leaf.standard, leaf.side) not in tables:
                lanes = tuple(self.leaf(level, leaf, override) for level in levels)
                every = tuple(one for one in lanes for _ in levels) * 2, lanes * WIDTH * 2
                tables[leaf.standard, leaf.side] = every
        found = [tables[leaf.standard, leaf.side] for leaf in self.program.leaves]
        return tuple(support for support, _ in found), tuple(opposition for _, opposition in found)

    def depends_on(self, support: int, opposition: int) -> tuple[str, ...]:
        """The readings that change the verdict at the required standards."""
        return tuple(
            reading
            for reading, shift, neighbours in self.strides
            if ((support ^ (support >> shift)) | (opposition ^ (opposition >> shift))) & neighbours
        )


@functools.lru_cache(maxsize=512)
def lay_out(rulebook: Rulebook, program: Program) -> Lanes:
    """The lanes of a program."""
    order = {reading: [p.id for p in rulebook.readings[reading].positions] for reading in program.readings}
    combinations = tuple(itertools.product(*order.values()))
    every = sum(1 << (WIDTH * number) for number in range(len(combinations)))
    positions = tuple(
        sum(
            ALL_LANES << (WIDTH * number)
            for number, combination in enumerate(combinations)
            if combination[program.readings.index(reading)] == position
        )
        for reading, position in program.positions
    )
    strides, stride = [], len(combinations)
    for at, (reading, known) in enumerate(order.items()):
        stride //= len(known)
        neighbours = sum(
            1 << (WIDTH * number)
            for number, combination in enumerate(combinations)
            if combination[at] != known[-1]
        )
        strides.append((reading, WIDTH * stride, neighbours))
    levels = tuple(
        tuple(
            every * (((2 << level) - 1 << 1 | (required <= level)) if level >= 0 else 0)
            for level in (NOTHING, *LADDER)
        )
        for required in LADDER
    )
    full = every * ALL_LANES
    predicates = tuple(dict.fromkeys(leaf.predicate for leaf in program.leaves))
    return Lanes(
        program,
        combinations,
        program.readings,
        every,
        positions,
        tuple(strides),
        levels,
        full,
        predicates,
        picker(predicates.index(leaf.predicate) for leaf in program.leaves),
        {},
        {},
    )


def picker(places: Iterable[int]) -> Picker:
    """Picks the values at these places."""
    wanted = tuple(places)
    if len(wanted) == 1:
        return lambda values: (values[wanted[0]],)
    return itemgetter(*wanted)


def state_of(support: int, opposition: int) -> int:
    """The number of two levels, `NOTHING` included: the order in which `Lanes.tables` holds them."""
    return (support + 1) * WIDTH + opposition + 1


def verdict_at(support: int, opposition: int, combination: int) -> Verdict:
    """The verdict at the required standards under one combination."""
    shift = WIDTH * combination
    return BY_BITS[(support >> shift & 1) + 2 * (opposition >> shift & 1)]


def highest(side: int, combination: int) -> Standard | None:
    """The highest step of the ladder at which this side holds, or None."""
    lanes = side >> (WIDTH * combination + 1) & (ALL_LANES >> 1)
    return Standard(lanes.bit_length() - 1) if lanes else None
