"""Minimal sets on the diagrams: of changes that bring a verdict, and of findings that carry one.

All walk a diagram block by block. The answer below a block depends on the two functions left there and on
how the case stands from there on, so it is found once, whichever node and whichever case asks.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from prong.evaluation.facts import Facts, Ground
from prong.evaluation.lanes import NOTHING
from prong.explanation.decisions import CONSTANTS, FALSE, TRUE
from prong.explanation.diagram import Diagram, ReadingBlock, Sides
from prong.explanation.families import NONE, UNIT, Families
from prong.explanation.hypotheses import Hypotheses, Openings, grounds_of
from prong.model.verdicts import Verdict


class Tail:
    """How a case stands from some block of the norm on, and what was found there.

    Cases that stand alike from a block on have the same tail: what one of them found, the others need not
    find again. `verdicts` are those that pairs of functions have, `known` the changes that bring others.
    """

    def __init__(self) -> None:
        self.verdicts: dict[Sides, Verdict] = {}
        self.known: dict[Verdict, dict[Sides, int]] = {}
        self._longer: dict[Openings, Tail] = {}

    def after(self, openings: Openings) -> Tail:
        """The tail that is longer by the block before it."""
        found = self._longer.get(openings)
        if found is None:
            found = self._longer[openings] = Tail()
        return found


class Shared:
    """What the cases of one norm share: families, and tails from the last block back."""

    def __init__(self, diagram: Diagram) -> None:
        self.diagram = diagram
        self.families = Families()
        self.end = Tail()
        self.cases = 0

    def tails(self, blocks: Sequence[Openings]) -> list[Tail]:
        """The tail of a case from each block on."""
        tail = self.end
        found = [tail := tail.after(openings) for openings in reversed(blocks)]
        found.reverse()
        return found


MANY = 256
"""So many cases share what they find, so that it does not grow without end; then all is found anew."""


def shared_by(diagram: Diagram) -> Shared:
    """What the next case shares with those of the same norm before it."""
    if _shared_by(diagram).cases == MANY:
        forget()
    shared = _shared_by(diagram)
    shared.cases += 1
    return shared


def forget() -> None:
    """Let the cases to come share nothing with those before."""
    _shared_by.cache_clear()


@functools.lru_cache(maxsize=256)
def _shared_by(diagram: Diagram) -> Shared:
    return Shared(diagram)


class Standing:
    """Pairs of functions, support and opposition, in a case as it stands, and where one block is changed."""

    def __init__(self, shared: Shared, hypotheses: Hypotheses) -> None:
        self.families = shared.families
        self.fork, self.forks = shared.diagram.fork, shared.diagram.forks
        self.tails = shared.tails(hypotheses.blocks)
        self.known = [tail.verdicts for tail in self.tails]
        self.options = [block.options for block in hypotheses.blocks]

    def verdict(self, sides: Sides) -> Verdict:
        """The verdict of a pair in the case as it stands."""
        if sides[0] in CONSTANTS and sides[1] in CONSTANTS:
            return Verdict.of(sides[0] == TRUE, sides[1] == TRUE)
        place, row = self.forks.get(sides) or self.fork(sides)
        known = self.known[place]
        found = known.get(sides)
        if found is None:
            found = known[sides] = self.verdict(row[self.options[place][0][1]])
        return found

    def turning_alone(self, sides: Sides) -> dict[Verdict, list[tuple[int, ...]]]:
        """For each verdict the minimal sets of changes to one block that bring a pair to it.

        Only the blocks that decide how the case stands can turn it alone.
        """
        found: dict[Verdict, list[tuple[int, ...]]] = {verdict: [] for verdict in Verdict}
        while sides[0] not in CONSTANTS or sides[1] not in CONSTANTS:
            place, row = self.forks.get(sides) or self.fork(sides)
            options = self.options[place]
            stands = row[options[0][1]]
            here: dict[Verdict, list[tuple[int, ...]]] = {}
            for items, bits, _ in options:  # fewest first, so that none found later is a part
                if row[bits] != stands:
                    ways = here.setdefault(self.verdict(row[bits]), [])
                    if not any(set(way) <= set(items) for way in ways):
                        ways.append(items)
            for verdict, ways in here.items():
                found[verdict] += ways
            sides = stands
        return found

    def fewest(self, sides: Sides, verdict: Verdict, most: int | None) -> int | None:
        """How many changes bring a pair to a verdict at the least (Dial 1969).

        None where none do, or none of at most so many.
        """
        wanted = wanted_of(verdict)
        unwanted = (-wanted[0], -wanted[1])
        waiting, done = {0: [sides]}, set()
        while waiting:
            number = min(waiting)
            if most is not None and number > most:
                break
            for sides in waiting[number]:  # it grows by what is left without a further change
                if sides == wanted:
                    return number
                if sides in done or sides[0] == unwanted[0] or sides[1] == unwanted[1]:
                    continue
                done.add(sides)
                place, row = self.forks.get(sides) or self.fork(sides)
                for _, bits, count in self.options[place]:
                    waiting.setdefault(number + count, []).append(row[bits])
            del waiting[number]
        return None


def wanted_of(verdict: Verdict) -> Sides:
    """The constant functions that are a verdict."""
    return TRUE if verdict.support else FALSE, TRUE if verdict.opposition else FALSE


class MinimalChanges:
    """The minimal sets of changes that bring a pair of functions, support and opposition, to a verdict.

    A set is minimal where no part of it brings the same verdict. `standing` is the case as it stands.
    """

    def __init__(self, standing: Standing, verdict: Verdict) -> None:
        self.families = standing.families
        self.fork, self.forks = standing.fork, standing.forks
        self.known = [tail.known.setdefault(verdict, {}) for tail in standing.tails]
        self.options = standing.options
        self.asked: dict[Sides, int] = {}
        self.wanted = wanted_of(verdict)
        self.unwanted = (-self.wanted[0], -self.wanted[1])

    def of(self, sides: Sides) -> int:
        """The family; it holds the empty set where the case as it stands has the verdict."""
        if sides == self.wanted:
            return UNIT
        if sides[0] == self.unwanted[0] or sides[1] == self.unwanted[1]:
            return NONE
        place, row = self.forks.get(sides) or self.fork(sides)
        known = self.known[place]
        found = known.get(sides)
        if found is not None:
            return found
        options = self.options[place]
        stands = row[options[0][1]]
        found = unchanged = self.of(stands)
        families, asked = self.families, self.asked
        for items, bits, _ in options:  # fewest first, so that none found later is a part
            left = row[bits]
            if left != stands:
                below = asked.get(left)
                if below is None:
                    below = asked[left] = self.of(left)
                if below != NONE and below != unchanged:  # what changes nothing below is needless
                    added = families.nonsupersets(families.with_items(items, below), found)
                    found = families.union(found, added)
        known[sides] = found
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
        place, row = self.diagram.fork((one, other))
        block = self.diagram.blocks[place]
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
