"""A norm as decision diagrams: its program, run over the nodes of a binary decision diagram.

Every pair of the program becomes two Boolean functions, one for support and one for opposition, of what
may be so: each predicate has a *block* of variables that tell whether its support and its opposition
reach each standard at which the norm asks for it, and each reading has a block that numbers its
positions. Equal functions are the same edge, so that equivalence, flips and questions are exact.

The diagrams are built once for a norm under a regime; a case is a way through them.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from prong.evaluation.program import Leaf, Program, ProgramNode, compile_norm
from prong.explanation.decisions import FALSE, TRUE, Decisions, Function
from prong.model.norms import Rulebook
from prong.model.standards import Standard
from prong.model.verdicts import Verdict


@dataclass(frozen=True, slots=True, eq=False)
class PredicateBlock:
    """A predicate and the standards at which the norm asks for it; its first and last level."""

    name: str
    standards: tuple[Standard, ...]
    start: int
    end: int

    def bits(self, support: int, opposition: int) -> int:
        """The values of its variables where its sides are made out to these levels."""
        found = 0
        for place, standard in enumerate(self.standards):
            found |= (support >= standard) << 2 * place | (opposition >= standard) << 2 * place + 1
        return found


@dataclass(frozen=True, slots=True, eq=False)
class ReadingBlock:
    """A reading and its positions, numbered in binary; a number past the last one means the last one."""

    name: str
    positions: tuple[str, ...]
    start: int
    end: int

    def bits(self, position: str) -> int:
        """The values of its variables on a position."""
        return self.positions.index(position)


Block = PredicateBlock | ReadingBlock

Sides = tuple[int, int]
"""Two functions: support and opposition."""

Fork = tuple[int, tuple[Sides, ...]]
"""The place of a block, and what is left of two functions below it for each number of its variables."""


@dataclass(frozen=True, slots=True, eq=False)
class Diagram:
    """The diagrams of one norm; an edge is a function, negative where it is the complement.

    `edges` holds support and opposition of pair *i* at `2 * i` and `2 * i + 1`. `blocks` are in the order of
    their levels, and `place_at` gives for each level the place of its block; `readings` and `predicates` are
    in the order of the rule, in which `rank` numbers both and `ranks` each block. `rows` and `forks` keep
    what was found below a block, of one function and of two: it is the same in every case.
    """

    program: Program
    decisions: Decisions
    edges: tuple[int, ...]
    blocks: tuple[Block, ...]
    place_at: tuple[int, ...]
    readings: Mapping[str, ReadingBlock]
    predicates: Mapping[str, PredicateBlock]
    rank: Mapping[str, int]
    ranks: tuple[int, ...]
    rows: dict[tuple[int, int], tuple[int, ...]]
    forks: dict[Sides, Fork]

    def sides(self, pair: int) -> tuple[int, int]:
        """Support and opposition of a pair."""
        return self.edges[2 * pair], self.edges[2 * pair + 1]

    def verdict(self, pair: int, verdict: Verdict) -> tuple[int, int]:
        """Two functions that both hold where the pair has this verdict, and only there.

        They are kept apart because their conjunction is many times larger than either.
        """
        support, opposition = self.sides(pair)
        return support if verdict.support else -support, opposition if verdict.opposition else -opposition

    def both(self, one: int, other: int) -> int:
        """The conjunction of two functions."""
        return self.decisions.both(one, other)

    def place(self, *edges: int) -> int:
        """The place of the first block on which one of these functions depends; one must not be constant."""
        return self.place_at[min([self.decisions.parts(edge)[0] for edge in edges])]

    def fork(self, sides: Sides) -> Fork:
        """The place of the first block on which either of two functions depends, and what is left below it.

        One of the functions must not be constant.
        """
        found = self.forks.get(sides)
        if found is None:
            place = self.place(*sides)
            left = zip(*[self.below(edge, self.blocks[place]) for edge in sides], strict=True)
            found = self.forks[sides] = place, tuple(left)
        return found

    def below(self, edge: int, block: Block) -> tuple[int, ...]:
        """What is left of a function below a block, for each number that the block's variables may form.

        The function must depend on no block before this one.
        """
        key = edge, block.start
        found = self.rows.get(key)
        if found is None:
            numbers = range(1 << block.end - block.start)
            found = self.rows[key] = tuple(self._taken(edge, block, bits) for bits in numbers)
        return found

    def _taken(self, edge: int, block: Block, bits: int) -> int:
        while True:
            level, low, high = self.decisions.parts(edge)
            if level >= block.end:
                return edge
            edge = high if bits >> level - block.start & 1 else low


def diagram_of(
    rulebook: Rulebook, norm: str, regime: str | None = None, standard: Standard | None = None
) -> Diagram:
    """The diagrams of a norm under a regime; `standard` replaces that of what the case itself must show.

    Raises KeyError for an unknown norm or regime.
    """
    return _diagram_of(rulebook, norm, regime, standard)


@functools.lru_cache(maxsize=256)
def _diagram_of(rulebook: Rulebook, norm: str, regime: str | None, standard: Standard | None) -> Diagram:
    (diagram,) = diagrams_together([compile_norm(rulebook, norm, regime)], standard=standard)
    return diagram


def diagrams_together(
    programs: Sequence[Program], *, standard: Standard | None = None
) -> tuple[Diagram, ...]:
    """The diagrams of several programs over the same blocks, so that their functions can be compared.

    On a position that a program does not know, what hangs on the reading has neither support nor opposition.
    """
    required = [{leaf: required_at(leaf, standard) for leaf in program.leaves} for program in programs]
    blocks = _blocks(programs, required)
    levels = [place for place, block in enumerate(blocks) for _ in range(block.end - block.start)]
    decisions = Decisions(len(levels))
    variables = [Function(decisions, decisions.variable(level)) for level in range(len(levels))]
    by_name = {block.name: block for block in blocks}
    named = [by_name[name] for name in dict.fromkeys(n for p in programs for n in inputs_of(p.root))]
    predicates = {block.name: block for block in named if isinstance(block, PredicateBlock)}
    readings = {block.name: block for block in named if isinstance(block, ReadingBlock)}
    rank = {block.name: place for place, block in enumerate(named)}
    ranks = tuple(rank[block.name] for block in blocks)
    found = []
    rows: dict[tuple[int, int], tuple[int, ...]] = {}
    for program, standards in zip(programs, required, strict=True):
        support, opposition = [], []
        for leaf in program.leaves:
            block = predicates[leaf.predicate]
            first = block.start + 2 * block.standards.index(standards[leaf])
            support.append(variables[first])
            opposition.append(variables[first + 1])
        positions = [
            _is_position(decisions, variables, readings[name], position)
            for name, position in program.positions
        ]
        edges = tuple(function.edge for function in program.run(support, opposition, positions))
        parts = tuple(blocks), tuple(levels), readings, predicates, rank, ranks, rows
        found.append(Diagram(program, decisions, edges, *parts, forks={}))
    return tuple(found)


def required_at(leaf: Leaf, standard: Standard | None) -> Standard:
    """The standard at which a leaf is asked for, where one standard may replace that of the case."""
    return leaf.standard if standard is None or leaf.side != "shown" else standard


def _blocks(programs: Sequence[Program], required: Sequence[Mapping[Leaf, Standard]]) -> list[Block]:
    """The blocks in the order that keeps the diagrams small."""
    standards: dict[str, set[Standard]] = {}
    positions: dict[str, dict[str, None]] = {}
    for program, asked in zip(programs, required, strict=True):
        for leaf in program.leaves:
            standards.setdefault(leaf.predicate, set()).add(asked[leaf])
        for reading, position in program.positions:
            positions.setdefault(reading, {})[position] = None
    blocks: list[Block] = []
    level = 0
    for name in dict.fromkeys(name for program in programs for name in _small_order(program.root)):
        if name in positions:
            end = level + (len(positions[name]) - 1).bit_length()
            blocks.append(ReadingBlock(name, tuple(positions[name]), level, end))
        else:
            end = level + 2 * len(standards[name])
            blocks.append(PredicateBlock(name, tuple(sorted(standards[name])), level, end))
        level = end
    return blocks


def inputs_of(root: ProgramNode) -> tuple[str, ...]:
    """Predicates and readings in the order of the rule: from the first to the last that it comes to."""
    found: dict[str, None] = {}
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if id(node) not in seen:
            seen.add(id(node))
            found.update(dict.fromkeys(filter(None, (node.predicate, node.reading))))
            waiting += [edge.node for edge in reversed(node.edges)]
    return tuple(found)


def _small_order(root: ProgramNode) -> tuple[str, ...]:
    """Predicates and readings so that each comes after all that hold it, and what rests on little first.

    What several elements share then stands below what each of them has alone. Of the orders tried on the
    shipped norms this one leaves the smallest diagrams.
    """
    found: list[str] = []
    seen: set[int] = set()

    def leave(node: ProgramNode) -> None:
        if id(node) not in seen:
            seen.add(id(node))
            below = sorted((edge.node for edge in node.edges), key=lambda inner: len(inner.predicates))
            for inner in reversed(below):
                leave(inner)
            found.extend(filter(None, (node.predicate, node.reading)))

    leave(root)
    return tuple(dict.fromkeys(reversed(found)))


def _is_position(
    decisions: Decisions, variables: list[Function], block: ReadingBlock, position: str
) -> Function:
    last = len(block.positions) - 1
    found = Function(decisions, FALSE)
    for number in range(1 << block.end - block.start):
        if block.positions[min(number, last)] == position:
            here = Function(decisions, TRUE)
            for place in range(block.end - block.start):
                variable = variables[block.start + place]
                here = here & (variable if number >> place & 1 else ~variable)
            found = found | here
    return found
