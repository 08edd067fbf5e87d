"""What may still come of a case: the verdicts that its unknowns leave open.

An unknown is a predicate on which nothing that is stated counts. It may turn out to be so, or not to be
so, or stay unknown. A verdict that is the same whatever the unknowns are is *settled*.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from prong.evaluation.facts import Facts
from prong.evaluation.lanes import NOTHING
from prong.explanation.decisions import CONSTANTS, TRUE
from prong.explanation.diagram import Diagram, PredicateBlock
from prong.model.verdicts import Verdict

States = Mapping[str, tuple[int, ...]]
"""For each block the numbers that its variables may form; the first is the case as it stands."""


def states_of(diagram: Diagram, facts: Facts, chosen: Mapping[str, str]) -> States:
    """What each block may be: readings as chosen, unknowns either way, the rest as stated.

    A finding that counts at a lower standard and not at a higher one may come to count there too.
    """
    found = {name: (block.bits(chosen[name]),) for name, block in diagram.readings.items()} | _silent(diagram)
    for name, fact in facts.items():
        if block := diagram.predicates.get(name):
            found[name] = _states_of(block, fact.support, fact.opposition)
    return found


@functools.lru_cache(maxsize=256)
def _silent(diagram: Diagram) -> dict[str, tuple[int, ...]]:
    """What each predicate may be where nothing is stated."""
    return {name: _states_of(block, NOTHING, NOTHING) for name, block in diagram.predicates.items()}


@functools.lru_cache(maxsize=4096)
def _states_of(block: PredicateBlock, support: int, opposition: int) -> tuple[int, ...]:
    stated = block.bits(support, opposition)
    top = block.standards[-1]
    shown, denied = block.bits(top, -1), block.bits(-1, top)
    if not stated:
        return 0, shown, denied
    sides = [(stated | side) for side in (shown, denied) if stated & side]
    return tuple(dict.fromkeys((stated, *sides)))


def is_unknown(states: tuple[int, ...]) -> bool:
    """Whether these are the states of a predicate on which nothing that is stated counts."""
    return len(states) > 1 and states[0] == 0


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """What may come of a pair of functions, support and opposition, within the states given."""

    diagram: Diagram
    states: States

    def stands(self, support: int, opposition: int) -> Verdict:
        """The verdict where every block is in the first of its states."""
        diagram = self.diagram
        while support not in CONSTANTS or opposition not in CONSTANTS:
            place, row = diagram.fork((support, opposition))
            support, opposition = row[self.states[diagram.blocks[place].name][0]]
        return Verdict.of(support == TRUE, opposition == TRUE)

    def settled(self, support: int, opposition: int, verdict: Verdict) -> bool:
        """Whether every choice of states brings this verdict."""
        return self._settled(support, opposition, verdict, set())

    def _settled(
        self, support: int, opposition: int, verdict: Verdict, settled: set[tuple[int, int]]
    ) -> bool:
        if support in CONSTANTS and (support == TRUE) != verdict.support:
            return False
        if opposition in CONSTANTS and (opposition == TRUE) != verdict.opposition:
            return False
        if (support in CONSTANTS and opposition in CONSTANTS) or (support, opposition) in settled:
            return True
        place, row = self.diagram.fork((support, opposition))
        states = self.states[self.diagram.blocks[place].name]
        for bits in reversed(states):  # what is not yet so differs soonest
            if not self._settled(*row[bits], verdict, settled):
                return False
        settled.add((support, opposition))
        return True
