"""What might be otherwise in a case: every single change to its findings, its readings and its regime.

A predicate may be shown or denied by new evidence. A finding may be withdrawn, or be shown to a higher or
lower standard. A contested question may be answered otherwise. Each change is one item; that a finding turns
out the other way is two, its withdrawal and new evidence. What follows from several changes together is
computed on the diagrams. Another regime governs an assessment as a whole and is a change by itself.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
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


Option = tuple[tuple[int, ...], int, int]
"""Changes of one block, by their numbers; the number that its variables then form; for how many they count.

What becomes of several findings alike counts for one, and so does a finding that turns out the other way.
"""

STRIDE = 1 << 16
"""Changes are numbered block after block; each block has this many numbers."""


@dataclass(frozen=True, slots=True, eq=False)
class Openings:
    """What may be otherwise in one block; the same in every case that stands there in the same way.

    `changes` gives for each its kind, the number of the finding that changes among those of the predicate,
    and the standard or the position to which. `options` are every way in which changes combine, fewest
    first; the first is the case as it stands.
    """

    changes: tuple[_Opening, ...]
    options: tuple[Option, ...]


_Opening = tuple[ChangeKind, int | None, Standard | str | None]
_UNTOLD = Openings((), ())


@dataclass(frozen=True, slots=True, eq=False)
class Hypotheses:
    """The changes open in one case, block by block, and the findings of each block."""

    diagram: Diagram
    blocks: tuple[Openings, ...]
    grounds: tuple[tuple[Ground, ...], ...]
    made: dict[int, Change]

    def change(self, number: int) -> Change:
        """The change of a number."""
        found = self.made.get(number)
        if found is None:
            found = self.made[number] = self._change(*divmod(number, STRIDE))
        return found

    def _change(self, place: int, which: int) -> Change:
        name = self.diagram.blocks[place].name
        kind, ground, to = self.blocks[place].changes[which]
        if kind == "reading":
            return Change(kind, name, to)
        return Change(kind, name, ground=None if ground is None else self.grounds[place][ground], to=to)

    @property
    def of_readings(self) -> frozenset[int]:
        """The numbers of the changes that take another position."""
        return frozenset(
            place * STRIDE + which
            for place, block in enumerate(self.diagram.blocks)
            if isinstance(block, ReadingBlock)
            for which in range(len(self.blocks[place].changes))
        )

    def __iter__(self) -> Iterator[Change]:
        """Every change, in the order of their numbers."""
        for place, openings in enumerate(self.blocks):
            for which in range(len(openings.changes)):
                yield self.change(place * STRIDE + which)


def hypotheses_of(
    diagram: Diagram,
    rulebook: Rulebook,
    facts: Facts,
    chosen: Mapping[str, str],
    *,
    askable: Collection[str],
) -> Hypotheses:
    """The changes open to a case that stands at `facts` and the positions `chosen`.

    New evidence may come on every predicate on which something is stated, and on those that are `askable`.
    """
    blocks = list(_silent(diagram, frozenset(askable)))
    grounds: list[tuple[Ground, ...]] = [()] * len(blocks)
    for name, block in diagram.readings.items():
        place = diagram.place_at[block.start]
        positions = tuple([position.id for position in rulebook.readings[name].positions])
        blocks[place] = _of_reading(place, block, chosen[name], positions)
    for name in facts:
        block = diagram.predicates.get(name)
        if block and (stated := grounds_of(name, facts)):
            place = diagram.place_at[block.start]
            levels = tuple([(ground.holds, ground.to) for ground in stated])
            blocks[place] = _of_predicate(place, block, levels, may_be_new=True)
            grounds[place] = stated
    return Hypotheses(diagram, tuple(blocks), tuple(grounds), {})


@functools.lru_cache(maxsize=256)
def _silent(diagram: Diagram, askable: frozenset[str]) -> tuple[Openings, ...]:
    """What may be otherwise in each block of a case that states nothing; of readings nothing is told here."""
    return tuple(
        _UNTOLD
        if isinstance(block, ReadingBlock)
        else _of_predicate(place, block, (), may_be_new=block.name in askable)
        for place, block in enumerate(diagram.blocks)
    )


@functools.lru_cache(maxsize=4096)
def _of_reading(place: int, block: ReadingBlock, chosen: str, positions: tuple[str, ...]) -> Openings:
    others = [position for position in positions if position != chosen]
    ways = [((place * STRIDE + number,), block.bits(position), 1) for number, position in enumerate(others)]
    return Openings(
        tuple(("reading", None, position) for position in others), (((), block.bits(chosen), 0), *ways)
    )


@functools.lru_cache(maxsize=4096)
def _of_predicate(
    place: int, block: PredicateBlock, levels: tuple[tuple[bool, int], ...], *, may_be_new: bool
) -> Openings:
    changes: list[_Opening] = []
    sides = [
        _side(
            "shown" if holds else "denied",
            [(number, to) for number, (of_side, to) in enumerate(levels) if of_side is holds],
            block.standards,
            changes,
            may_be_new=may_be_new,
        )
        for holds in (True, False)
    ]
    ways = _ways(*sides, block.standards[0])
    options = [
        (tuple([place * STRIDE + number for number in items]), bits, _count(items, changes, levels))
        for items, bits in _options(ways, block)
    ]
    return Openings(tuple(changes), tuple(options))


def _count(items: Sequence[int], changes: Sequence[_Opening], levels: Sequence[tuple[bool, int]]) -> int:
    """How many changes of one predicate these count."""
    made = [changes[number] for number in items]
    turned = any(kind in ("shown", "denied") for kind, _, _ in made)
    return len(
        {
            (kind, None if ground is None else levels[ground][0], to)
            for kind, ground, to in made
            if not (turned and kind == "withdrawn")
        }
    )


@functools.lru_cache(maxsize=256)
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


@dataclass(frozen=True, slots=True)
class _Side:
    """What may become of one side of a predicate: each level that it may have, and the sets of changes to it.

    `new` is the level that new evidence would give a side on which nothing is stated, and its change.
    """

    ways: Mapping[int, list[frozenset[int]]]
    new: tuple[int, frozenset[int]] | None


def _side(
    evidence: ChangeKind,
    grounds: Sequence[tuple[int, int]],
    asked: tuple[Standard, ...],
    changes: list[_Opening],
    *,
    may_be_new: bool,
) -> _Side:
    """The ways of one side, of which `evidence` would be new; numbers changes and adds them to `changes`.

    Each of `grounds` is the number of a finding and the standard to which it is made out. No finding
    changes more than is needed: to leave a side at a standard, what reaches beyond it is lowered to it, and
    only where nothing is to be left is it withdrawn.
    """
    if not grounds:
        item = frozenset([len(changes)])
        if may_be_new:
            changes.append((evidence, None, asked[-1]))
        return _Side({NOTHING: [frozenset()]}, (asked[-1], item) if may_be_new else None)
    stands = max(to for _, to in grounds)
    reached = [standard for standard in asked if standard <= stands]
    ways: dict[int, list[frozenset[int]]] = {stands: [frozenset()]}

    def numbered(kind: ChangeKind, ground: int, to: Standard | None = None) -> int:
        changes.append((kind, ground, to))
        return len(changes) - 1

    if reached:
        counting = [ground for ground, to in grounds if to >= asked[0]]
        ways[NOTHING] = [frozenset(numbered("withdrawn", ground) for ground in counting)]
    for standard, above in itertools.pairwise(reached):
        beyond = [ground for ground, to in grounds if to >= above]
        ways[standard] = [frozenset(numbered("lowered", ground, standard) for ground in beyond)]
    for standard in asked[len(reached) :]:
        ways[standard] = [frozenset([numbered("raised", ground, standard)]) for ground, _ in grounds]
    return _Side(ways, None)


_Ways = Mapping[tuple[int, int], list[frozenset[int]]]
"""For each support and opposition of a predicate the sets of changes that bring it."""


def _ways(support: _Side, opposition: _Side, lowest: Standard) -> _Ways:
    """Every way in which both sides of a predicate may change together.

    New evidence comes only where nothing counts against it: that evidence both ways may come in is always
    possible, and explains nothing.
    """
    found: dict[tuple[int, int], list[frozenset[int]]] = {}
    for (s, of_support), (o, of_opposition) in itertools.product(
        support.ways.items(), opposition.ways.items()
    ):
        sets = [one | other for one in of_support for other in of_opposition]
        found.setdefault((s, o), []).extend(sets)
        if support.new and o < lowest:
            level, item = support.new
            found.setdefault((level, o), []).extend(one | item for one in sets)
        if opposition.new and s < lowest:
            level, item = opposition.new
            found.setdefault((s, level), []).extend(one | item for one in sets)
    return found


def _options(ways: _Ways, block: PredicateBlock) -> tuple[tuple[tuple[int, ...], int], ...]:
    """Sets of changes with the number that the block's variables then form, fewest first."""
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
