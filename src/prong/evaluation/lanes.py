"""Lanes: one bit for each standard of the ladder under each combination of readings.

Lane 0 of a combination evaluates every element at its own standard; lanes 1 to 6 evaluate all of them
at one step of the ladder, but for what the other side must show, which keeps its standard. Both sides of
every node then shrink as the standard rises. One run of a program over these integers answers everything
at once.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Mapping
from dataclasses import dataclass

from prong.evaluation.program import Leaf, Program
from prong.model.norms import Rulebook
from prong.model.standards import LADDER, Standard
from prong.model.trace import Node
from prong.model.verdicts import Verdict

WIDTH = len(LADDER) + 1
ALL_LANES = (1 << WIDTH) - 1
NOTHING = -1


@dataclass(frozen=True, slots=True, eq=False)
class Lanes:
    """The layout for one program: where each combination lies, and the constants that fill it.

    `unstated` keeps the nodes on which nothing is stated: they are the same in every case.
    """

    combinations: tuple[tuple[str, ...], ...]
    readings: tuple[str, ...]
    every: int
    positions: tuple[int, ...]
    strides: tuple[tuple[str, int, int], ...]
    levels: tuple[tuple[int, ...], ...]
    full: int
    unstated: dict[tuple[int, int, Standard | None], Node]

    def number(self, chosen: Mapping[str, str]) -> int:
        """The combination with these positions."""
        return self.combinations.index(tuple(chosen[reading] for reading in self.readings))

    def leaf(self, level: int, leaf: Leaf, override: Standard | None) -> int:
        """All lanes of a finding made out to `level` (`NOTHING` where there is none)."""
        if leaf.side == "fixed":
            return self.full if level >= leaf.standard else 0
        own = override is None or leaf.side == "answered"
        return self.levels[leaf.standard if own else override][level + 1]

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
    return Lanes(combinations, program.readings, every, positions, tuple(strides), levels, full, {})


def verdict_at(support: int, opposition: int, combination: int) -> Verdict:
    """The verdict at the required standards under one combination."""
    shift = WIDTH * combination
    return Verdict.of(support >> shift & 1, opposition >> shift & 1)


def highest(side: int, combination: int) -> Standard | None:
    """The highest step of the ladder at which this side holds, or None."""
    lanes = side >> (WIDTH * combination + 1) & (ALL_LANES >> 1)
    return Standard(lanes.bit_length() - 1) if lanes else None
