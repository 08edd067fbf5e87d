"""What a case can say of a reading or of predicates, as neighbouring variables of a space.

Every assignment of a block's variables says something that a case can say, and whatever a case can say has an
assignment. So no function of the variables needs a side condition, and equal functions are equal.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, Self, TypeVar

from prong.evaluation.facts import TOP, Fact
from prong.evaluation.lanes import NOTHING
from prong.model.standards import Standard

SIDE, TAKEN, DENIED, LESSER = 10_000, 100, 10, 1
"""What enlarges a case: a side of a fact, a reading off its default, a denial, less than certainty."""

Asked = tuple[str, Standard]
"""A predicate and a standard at which a rule asks for it."""


class Value(Protocol):
    """An element of a Boolean algebra."""

    def __and__(self, other: Self) -> Self: ...
    def __or__(self, other: Self) -> Self: ...
    def __invert__(self) -> Self: ...


V = TypeVar("V", bound=Value)


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be said: the values of the variables as a number, its size, and what it says.

    `says` holds a fact for each predicate of the block, or the one position.
    """

    bits: int
    size: int
    says: tuple[Fact | str, ...]


@dataclass(frozen=True, slots=True)
class ReadingBlock:
    """A reading and its positions, numbered in binary; a number past the last one means the last one."""

    names: tuple[str]
    positions: tuple[str, ...]
    default: str

    @property
    def width(self) -> int:
        """The number of variables."""
        return (len(self.positions) - 1).bit_length()

    def options(self) -> tuple[Option, ...]:
        """Every position, the default as what is taken without a word."""
        return tuple(
            Option(number, TAKEN * (position != self.default), (position,))
            for number, position in enumerate(self.positions)
        )

    def inputs(self, variables: Sequence[V]) -> dict[tuple[str, str], V]:
        """Which position the variables take."""
        taken: dict[tuple[str, str], V] = {}
        for number in range(1 << self.width):
            here = [v if number >> place & 1 else ~v for place, v in enumerate(variables)]
            whole = here[0]
            for value in here[1:]:
                whole = whole & value
            key = self.names[0], self.positions[min(number, len(self.positions) - 1)]
            taken[key] = taken[key] | whole if key in taken else whole
        return taken


@dataclass(frozen=True, slots=True)
class Threshold:
    """A derived predicate: it holds below a number, or from there on."""

    bound: int
    below: bool


@dataclass(frozen=True, slots=True)
class PredicateBlock:
    """A predicate, or all thresholds of one quantity, and the standards at which rules ask for them.

    A side of a predicate has one variable for each standard and reaches a standard where this variable and
    those of all lower standards hold. Whoever shows that a quantity is below one number shows that it is
    below every larger one, and from one number on, also from every smaller one.
    """

    names: tuple[str, ...]
    standards: tuple[Standard, ...]
    thresholds: tuple[Threshold, ...] = ()

    @property
    def width(self) -> int:
        """The number of variables."""
        return 2 * len(self.names) * len(self.standards)

    def options(self) -> tuple[Option, ...]:
        """Everything that can be said, the least first where the names are not tied."""
        steps = len(self.standards)
        found: dict[tuple[Fact, ...], Option] = {}
        for levels in itertools.product(range(steps + 1), repeat=2 * len(self.names)):
            bits = sum(((1 << level) - 1) << place * steps for place, level in enumerate(levels))
            facts = self._facts([bool(bits >> place & 1) for place in range(self.width)])
            sides = [(side, cost) for f in facts for side, cost in ((f.support, 0), (f.opposition, DENIED))]
            size = sum(SIDE + cost + LESSER * (side < TOP) for side, cost in sides if side > NOTHING)
            found.setdefault(facts, Option(bits, size, facts))
        return tuple(found.values())

    def _facts(self, variables: Sequence[bool]) -> tuple[Fact, ...]:
        support, opposition = self.inputs(variables)
        return tuple(
            Fact(self._level(name, support), self._level(name, opposition)) for name in self.names
        )

    def _level(self, name: str, side: Mapping[Asked, bool]) -> int:
        reached = sum(side[name, standard] for standard in self.standards)
        if reached == len(self.standards):
            return TOP
        return self.standards[reached - 1] if reached else NOTHING

    def inputs(self, variables: Sequence[V]) -> tuple[dict[Asked, V], dict[Asked, V]]:
        """Which standards the support and the opposition of each predicate reach."""
        steps = len(self.standards)
        ladders = [
            list(itertools.accumulate(variables[start : start + steps], lambda all_, one: all_ & one))
            for start in range(0, self.width, steps)
        ]
        if self.thresholds:
            self._tie(ladders)
        named = [
            {
                (name, standard): value
                for name, ladder in zip(self.names, ladders[side::2], strict=True)
                for standard, value in zip(self.standards, ladder, strict=True)
            }
            for side in (0, 1)
        ]
        return named[0], named[1]

    def _tie(self, ladders: list[list[V]]) -> None:
        """Let each threshold's ladders hold whatever those of the narrower ones show."""
        order = sorted(range(len(self.names)), key=lambda place: self.thresholds[place].bound)
        for below, places in ((True, order), (False, order[::-1])):
            wider: list[V] = []
            bound = None
            for place in places:
                threshold = self.thresholds[place]
                side = 2 * place + (threshold.below is not below)
                if threshold.bound == bound:
                    ladders[side] = wider
                elif wider:
                    pairs = zip(ladders[side], wider, strict=True)
                    ladders[side] = [own | narrower for own, narrower in pairs]
                wider, bound = ladders[side], threshold.bound


Block = ReadingBlock | PredicateBlock
