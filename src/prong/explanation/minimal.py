"""Minimal sets on the diagrams: of changes that bring a verdict, and of findings that carry one.

Both walk a diagram block by block. The answer below a block depends on the edge alone, so each edge is
answered once in a case, whichever node asks.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field

from prong.evaluation.facts import Facts, Ground
from prong.evaluation.lanes import NOTHING
from prong.explanation.diagram import FALSE, TRUE, Diagram, PredicateBlock, ReadingBlock
from prong.explanation.families import NONE, UNIT, Families
from prong.explanation.hypotheses import Options, grounds_of
from prong.model.verdicts import Verdict


class MinimalChanges:
    """The minimal sets of changes that bring a pair of functions, support and opposition, to some verdicts.

    A set is minimal where no part of it brings the same verdict. `options` are those of the case.
    """

    def __init__(
        self, diagram: Diagram, families: Families, options: Options, verdicts: tuple[Verdict, ...]
    ) -> None:
        self.diagram = diagram
        self.families = families
        self.options = options
        self.verdicts = verdicts
        self.known: dict[tuple[int, int], tuple[int, ...]] = {}
        self.none = (NONE,) * len(verdicts)
        for support, opposition in itertools.product((TRUE, FALSE), repeat=2):
            reached = Verdict.of(support == TRUE, opposition == TRUE)
            found = tuple(UNIT if verdict is reached else NONE for verdict in verdicts)
            self.known[support, opposition] = found

    def of(self, support: int, opposition: int) -> tuple[int, ...]:
        """A family for each verdict; it holds the empty set where the case as it stands has the verdict."""
        found = self.known.get((support, opposition))
        if found is None:
            found = self._of(support, opposition) if self._in_reach(support, opposition) else self.none
            self.known[support, opposition] = found
        return found

    def _in_reach(self, support: int, opposition: int) -> bool:
        """Whether one of the verdicts is still possible, where one of the functions may be constant."""
        return any(
            support != (FALSE if verdict.support else TRUE)
            and opposition != (FALSE if verdict.opposition else TRUE)
            for verdict in self.verdicts
        )

    def _of(self, support: int, opposition: int) -> tuple[int, ...]:
        families, diagram = self.families, self.diagram
        block = diagram.block(support, opposition)
        supports, oppositions = diagram.below(support, block), diagram.below(opposition, block)
        (_, bits), *options = self.options[block.name]
        stands = supports[bits], oppositions[bits]
        unchanged = self.of(*stands)
        found = unchanged
        for items, bits in options:  # fewest first, so that none found later is a part
            left = supports[bits], oppositions[bits]
            if left == stands:
                continue
            below = self.of(*left)
            if below != unchanged:  # what changes nothing below is needless
                found = tuple(
                    before
                    if after in (NONE, same)
                    else families.union(
                        before, families.nonsupersets(families.with_items(items, after), before)
                    )
                    for before, after, same in zip(found, below, unchanged, strict=True)
                )
        return found


@dataclass(slots=True)
class MinimalGrounds:
    """The minimal sets of findings that carry two functions: both hold with them, whichever others fall away.

    `readings` gives the values of the readings' variables; `numbers` each finding's number in the order
    of the norm.
    """

    diagram: Diagram
    families: Families
    readings: Mapping[str, int]
    facts: Facts
    numbers: Mapping[Ground, int]
    known: dict[tuple[int, int], int] = field(default_factory=dict)

    def of(self, one: int, other: int) -> int:
        """The family for two functions; empty where even all findings together do not carry them."""
        if one == FALSE or other == FALSE:
            return NONE
        if one == other == TRUE:
            return UNIT
        found = self.known.get((one, other))
        if found is None:
            found = self.known[one, other] = self._of(one, other)
        return found

    def _of(self, one: int, other: int) -> int:
        diagram = self.diagram
        block = diagram.block(one, other)
        if isinstance(block, ReadingBlock):
            bits = self.readings[block.name]
            return self.of(diagram.below(one, block)[bits], diagram.below(other, block)[bits])
        grounds = [
            (self.numbers[ground], block.bits(*sides_of(ground)))
            for ground in grounds_of(block.name, self.facts)
        ]
        counting = [(item, bits) for item, bits in grounds if bits]
        return self._from((one, other), block, counting, frozenset([0]))

    def _from(
        self,
        edges: tuple[int, int],
        block: PredicateBlock,
        grounds: list[tuple[int, int]],
        reached: frozenset[int],
    ) -> int:
        """The family where the findings chosen so far leave one of the values in `reached`.

        A finding that is kept adds its bits to each value; one that is not may fall away or stay.
        """
        if not grounds:
            held = [TRUE, TRUE]
            for bits in sorted(reached):
                for side, edge in enumerate(edges):
                    held[side] = self.diagram.both(held[side], self.diagram.below(edge, block)[bits])
            return self.of(*held)
        (item, added), *others = grounds
        within = frozenset(bits | added for bits in reached)
        without = self._from(edges, block, others, reached | within)
        kept = self.families.node(item, NONE, self._from(edges, block, others, within))
        return self.families.union(without, self.families.nonsupersets(kept, without))


def sides_of(ground: Ground) -> tuple[int, int]:
    """The support and opposition that one finding gives."""
    return (ground.to, NOTHING) if ground.holds else (NOTHING, ground.to)
