"""All cases at once: the space over which a rule is proved, as the variables of one decision diagram.

A case of the space gives each predicate a level of support and a level of opposition (a step of the ladder,
or nothing), each independent of the other and of all other predicates, and each reading a position. Left out
is only what no evidence can show: what is made out to a standard is made out to every lower one, and of two
thresholds of one quantity the narrower holds only with the wider (whoever is under fifteen is under
eighteen). Two functions are equal in all cases exactly where they are the same edge.

Several programs run in one space, such as those of a norm and of the same norm with a part left out. Outside
it is what an assessment asks with one standard set for everything, and a finding by hand that a quantity is
below one number, where the dates say that it is not below a larger one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from prong.evaluation.facts import NO_FACT, Fact
from prong.evaluation.program import Program
from prong.explanation.blocks import Block, Option, PredicateBlock, ReadingBlock, Threshold
from prong.explanation.decisions import FALSE, TRUE, Decisions, Function
from prong.explanation.diagram import inputs_of
from prong.model.norms import Rulebook
from prong.model.standards import Standard

NEVER = 1 << 60


@dataclass(frozen=True, slots=True)
class Witness:
    """A case of the space: what is stated, and the readings off their default, in the order of the rules.

    `asked` holds all predicates of the space: of those that are not among the facts nothing is known.
    """

    facts: Mapping[str, Fact]
    readings: Mapping[str, str]
    asked: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A block with the levels of its variables and everything that it can say."""

    block: Block
    start: int
    end: int
    options: tuple[Option, ...]

    def option(self, witness: Witness) -> Option:
        """What a case says here."""
        if isinstance(self.block, ReadingBlock):
            says = (witness.readings.get(self.block.names[0], self.block.default),)
        else:
            says = tuple(witness.facts.get(name, NO_FACT) for name in self.block.names)
        return next(option for option in self.options if option.says == says)

    def values(self, option: Option) -> dict[int, bool]:
        """The values that the variables have where an option is said, by their levels."""
        return {level: bool(option.bits >> level - self.start & 1) for level in range(self.start, self.end)}


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """The variables of several programs; made by `space_of`."""

    decisions: Decisions
    blocks: tuple[_Placed, ...]
    block_at: tuple[_Placed, ...]
    _sizes: dict[int, tuple[int, int]]

    # Programs

    def run(self, program: Program) -> tuple[int, ...]:
        """Every pair of a program as functions: support of pair *i* at `2 * i`, opposition behind it."""
        variables = self._variables(range(len(self.block_at)))
        return tuple(function.edge for function in self._run(program, variables))

    def _variables(self, levels: Iterable[int]) -> list[Function]:
        return [Function(self.decisions, self.decisions.variable(level)) for level in levels]

    def lanes(self, cases: Sequence[int]) -> tuple[int, ...]:
        """What each variable is in some cases: bit *n* is its value in case *n*.

        A case is the number that its variables form.
        """
        levels = range(len(self.block_at))
        return tuple(sum((case >> level & 1) << n for n, case in enumerate(cases)) for level in levels)

    def run_in(self, program: Program, lanes: Sequence[int]) -> tuple[int, ...]:
        """Every pair of a program in the cases of these lanes; bits past the last case mean nothing."""
        return self._run(program, lanes)

    def _run(self, program: Program, variables: Sequence[Any]) -> tuple[Any, ...]:
        support: dict[tuple[str, Standard], Any] = {}
        opposition: dict[tuple[str, Standard], Any] = {}
        positions: dict[tuple[str, str], Any] = {}
        for placed in self.blocks:
            own = variables[placed.start : placed.end]
            if isinstance(placed.block, ReadingBlock):
                positions |= placed.block.inputs(own)
            else:
                shown, opposed = placed.block.inputs(own)
                support |= shown
                opposition |= opposed
        leaves = [(leaf.predicate, leaf.standard) for leaf in program.leaves]
        return program.run(
            [support[leaf] for leaf in leaves],
            [opposition[leaf] for leaf in leaves],
            [positions[position] for position in program.positions],
        )

    # Functions

    def both(self, one: int, other: int) -> int:
        """The conjunction of two functions."""
        return self.decisions.both(one, other)

    def either(self, one: int, other: int) -> int:
        """The disjunction of two functions."""
        return self.decisions.either(one, other)

    def differ(self, one: int, other: int) -> int:
        """Where two functions differ."""
        return self.decisions.differ(one, other)

    def position(self, reading: str, position: str) -> int:
        """The cases that take a position; every case, where no program asks for the reading."""
        for placed in self.blocks:
            if isinstance(placed.block, ReadingBlock) and placed.block.names == (reading,):
                variables = self._variables(range(placed.start, placed.end))
                return placed.block.inputs(variables)[reading, position].edge
        return TRUE

    def taking(self, edge: int, reading: str, position: str) -> int:
        """What is left of a function where a position is taken."""
        placed = next(placed for placed in self.blocks if placed.block.names == (reading,))
        option = next(option for option in placed.options if option.says == (position,))
        return self.decisions.where(edge, placed.values(option))

    def depends_on(self, *edges: int) -> frozenset[str]:
        """The predicates and readings on which functions depend, those that are tied together."""
        levels = self.decisions.levels(*edges)
        return frozenset(name for level in levels for name in self.block_at[level].block.names)

    def somehow(self, edge: int, names: frozenset[str]) -> int:
        """Where a function can be made to hold by what is said of these predicates and readings."""
        meant = (placed for placed in self.blocks if names.intersection(placed.block.names))
        levels = frozenset(level for placed in meant for level in range(placed.start, placed.end))
        return self.decisions.somehow(edge, levels)

    # Cases

    def smallest(self, edge: int) -> Witness | None:
        """The case with the least in it in which a function holds; None where it holds in none."""
        if edge == FALSE:
            return None
        said: dict[int, Option] = {}
        while edge != TRUE:
            placed = self.block_at[self.decisions.parts(edge)[0]]
            said[placed.start] = option = placed.options[self._cheapest(edge)[1]]
            edge = self._below(edge, placed, option.bits)
        return self._witness(said)

    def nearest(self, edge: int, other: Witness, names: frozenset[str]) -> Witness | None:
        """The smallest case in which a function holds and that differs from another in these names alone."""
        kept = [placed for placed in self.blocks if not names.intersection(placed.block.names)]
        found = self.smallest(self.decisions.where(edge, self._values(kept, other)))
        if found is None:
            return None
        said = {placed.start: placed.option(found) for placed in self.blocks}
        return self._witness(said | {placed.start: placed.option(other) for placed in kept})

    def holds(self, edge: int, case: Witness) -> bool:
        """Whether a function holds in a case."""
        return self.decisions.where(edge, self._values(self.blocks, case)) == TRUE

    def separating(self, edges: Iterable[int]) -> tuple[int, ...]:
        """For each variable on which functions depend, two cases that it alone sets apart, as numbers."""
        found: dict[int, None] = {}
        for edge in edges:
            paths, waiting, met = {abs(edge): 0}, [abs(edge)], set()
            for node in waiting:
                if node == TRUE:
                    continue
                level, low, high = self.decisions.parts(node)
                if level not in met:
                    met.add(level)
                    case = paths[node] | self._some(self.differ(low, high))
                    found |= {case: None, case | 1 << level: None}
                for child, bit in ((abs(low), 0), (abs(high), 1)):
                    if child not in paths:
                        paths[child] = paths[node] | bit << level
                        waiting.append(child)
        return tuple(found)

    def _values(self, blocks: Iterable[_Placed], case: Witness) -> dict[int, bool]:
        """The values that the variables of some blocks have in a case."""
        values: dict[int, bool] = {}
        for placed in blocks:
            values |= placed.values(placed.option(case))
        return values

    def _some(self, edge: int) -> int:
        """A case in which a function holds, as a number; it must hold in one."""
        number = 0
        while edge != TRUE:
            level, low, high = self.decisions.parts(edge)
            if low == FALSE:
                number |= 1 << level
            edge = high if low == FALSE else low
        return number

    def _cheapest(self, edge: int) -> tuple[int, int]:
        """The size of the smallest case in which a function holds, and the option that it takes first."""
        if edge in (TRUE, FALSE):
            return (0 if edge == TRUE else NEVER), 0
        if edge not in self._sizes:
            placed = self.block_at[self.decisions.parts(edge)[0]]
            self._sizes[edge] = min(
                (option.size + self._cheapest(self._below(edge, placed, option.bits))[0], number)
                for number, option in enumerate(placed.options)
            )
        return self._sizes[edge]

    def _below(self, edge: int, placed: _Placed, bits: int) -> int:
        """What is left of a function where the variables of a block have these values."""
        while True:
            level, low, high = self.decisions.parts(edge)
            if level >= placed.end:
                return edge
            edge = high if bits >> level - placed.start & 1 else low

    def _witness(self, said: Mapping[int, Option]) -> Witness:
        facts: dict[str, Fact] = {}
        readings: dict[str, str] = {}
        for placed in self.blocks:
            if placed.start in said:
                names, says = placed.block.names, said[placed.start].says
                if isinstance(placed.block, ReadingBlock):
                    readings |= {names[0]: says[0]} if says[0] != placed.block.default else {}
                else:
                    facts |= {n: fact for n, fact in zip(names, says, strict=True) if fact != NO_FACT}
        predicates = (placed.block for placed in self.blocks if isinstance(placed.block, PredicateBlock))
        return Witness(facts, readings, frozenset(name for block in predicates for name in block.names))


def space_of(rulebook: Rulebook, programs: Iterable[Program]) -> Space:
    """The space of the cases that these programs tell apart."""
    placed, start = [], 0
    for block in _blocks(rulebook, tuple(programs)):
        placed.append(_Placed(block, start, start + block.width, block.options()))
        start += block.width
    return Space(Decisions(start), tuple(placed), tuple(p for p in placed for _ in range(p.start, p.end)), {})


def _blocks(rulebook: Rulebook, programs: tuple[Program, ...]) -> list[Block]:
    """Readings and predicates in the order of the rules, the thresholds of one quantity together."""
    positions: dict[str, dict[str, None]] = {}
    standards: dict[str, set[Standard]] = {}
    order: dict[str, None] = {}
    for program in programs:
        for reading, position in program.positions:
            positions.setdefault(reading, {}).setdefault(position)
        for leaf in program.leaves:
            standards.setdefault(leaf.predicate, set()).add(leaf.standard)
        order |= dict.fromkeys(inputs_of(program.root))
    thresholds: dict[str, dict[str, Threshold]] = {}
    for name in standards:
        if derived := rulebook.vocabulary.predicates[name].derived:
            bound = derived.at_least if derived.below is None else derived.below
            threshold = Threshold(bound, derived.below is not None)
            thresholds.setdefault(derived.quantity, {})[name] = threshold
    tied = {name: known for known in thresholds.values() if len(known) > 1 for name in known}
    blocks: list[Block] = []
    done: set[str] = set()
    for name in order:
        if name in positions:
            known = tuple(positions[name])
            blocks.append(ReadingBlock((name,), known, rulebook.readings[name].default))
        elif name not in done:
            together = tied.get(name, {})
            names = tuple(together) or (name,)
            asked = tuple(sorted(set().union(*(standards[tie] for tie in names))))
            blocks.append(PredicateBlock(names, asked, tuple(together.values())))
            done.update(names)
    return blocks
