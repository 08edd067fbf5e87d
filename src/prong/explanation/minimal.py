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
from prong.explanation.diagram import CONSTANTS, FALSE, TRUE, Diagram, ReadingBlock, Sides
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
        self.none = (NONE,) * len(verdicts)
        self.known: dict[Sides, tuple[int, ...]] = {}
        for sides in itertools.product((TRUE, FALSE), repeat=2):
            reached = Verdict.of(sides[0] == TRUE, sides[1] == TRUE)
            self.known[sides] = tuple(UNIT if verdict is reached else NONE for verdict in verdicts)

    def of(self, sides: Sides) -> tuple[int, ...]:
        """A family for each verdict; it holds the empty set where the case as it stands has the verdict."""
        found = self.known.get(sides)
        if found is None:
            found = self.known[sides] = self._of(sides) if self._in_reach(*sides) else self.none
        return found

    def _in_reach(self, support: int, opposition: int) -> bool:
        """Whether one of the verdicts is still possible, where one of the functions may be constant."""
        if support not in CONSTANTS and opposition not in CONSTANTS:
            return True
        return any(
            support != (FALSE if verdict.support else TRUE)
            and opposition != (FALSE if verdict.opposition else TRUE)
            for verdict in self.verdicts
        )

    def _of(self, sides: Sides) -> tuple[int, ...]:
        families = self.families
        block, row = self.diagram.fork(sides)
        options = self.options[block.name]
        stands = row[options[0][1]]
        unchanged = self.of(stands)
        found = list(unchanged)
        for items, bits in options:  # fewest first, so that none found later is a part
            left = row[bits]
            if left == stands:
                continue
            below = self.of(left)
            if below == unchanged:  # what changes nothing below is needless
                continue
            for place, after in enumerate(below):
                if after not in (NONE, unchanged[place]):
                    before = found[place]
                    added = families.nonsupersets(families.with_items(items, after), before)
                    found[place] = families.union(before, added)
        return tuple(found)


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
        block, row = self.diagram.fork((one, other))
        if isinstance(block, ReadingBlock):
            return self.of(*row[self.readings[block.name]])
        grounds = [
            (self.numbers[ground], block.bits(*sides_of(ground)))
            for ground in grounds_of(block.name, self.facts)
        ]
        counting = [(item, bits) for item, bits in grounds if bits]
        return self._from(row, counting, frozenset([0]), {})

    def _from(
        self,
        row: tuple[Sides, ...],
        grounds: list[tuple[int, int]],
        reached: frozenset[int],
        known: dict[tuple[int, frozenset[int]], int],
    ) -> int:
        """The family where the findings chosen so far leave one of the values in `reached`.

        A finding that is kept adds its bits to each value; one that is not may fall away or stay. `known`
        keeps each answer by the number of findings still to choose from: many choices leave the same values.
        """
        if not grounds:
            one, other = TRUE, TRUE
            for bits in sorted(reached):
                one, other = self.diagram.both(one, row[bits][0]), self.diagram.both(other, row[bits][1])
            return self.of(one, other)
        key = len(grounds), reached
        found = known.get(key)
        if found is None:
            (item, added), *others = grounds
            within = frozenset(bits | added for bits in reached)
            without = self._from(row, others, reached | within, known)
            kept = self.families.node(item, NONE, self._from(row, others, within, known))
            found = self.families.union(without, self.families.nonsupersets(kept, without))
            known[key] = found
        return found


def sides_of(ground: Ground) -> tuple[int, int]:
    """The support and opposition that one finding gives."""
    return (ground.to, NOTHING) if ground.holds else (NOTHING, ground.to)
