"""A program run over the lanes: what every node answers for some facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import attrgetter

from prong.evaluation.facts import NO_FACT, Facts
from prong.evaluation.lanes import Lanes, lay_out, verdict_at
from prong.evaluation.program import Program
from prong.model.maker import maker_of
from prong.model.norms import Rulebook
from prong.model.standards import Standard
from prong.model.verdicts import Verdict

STATE = attrgetter("state")
NO_FACTS = repeat(NO_FACT)


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """What a program answered for some facts: every pair of every node, over all lanes.

    `states` holds the state of each predicate of the lanes.
    """

    program: Program
    lanes: Lanes
    states: Sequence[int]
    pairs: tuple[int, ...]

    def sides(self, pair: int) -> tuple[int, int]:
        """Support and opposition of a pair, over all lanes."""
        return self.pairs[2 * pair], self.pairs[2 * pair + 1]

    def verdict(self, pair: int, combination: int) -> Verdict:
        """The verdict of a pair at the required standards."""
        return verdict_at(*self.sides(pair), combination)

    def conclusion(self, chosen: Mapping[str, str]) -> Verdict:
        """The verdict of the norm itself on these positions of its readings."""
        return self.verdict(self.program.root.own, self.lanes.number(chosen))


make_values = maker_of(Values)


def evaluate(
    program: Program, rulebook: Rulebook, facts: Facts, *, standard: Standard | None = None
) -> Values:
    """Run a program over the lanes; `standard` replaces that of what the case itself must show."""
    lanes = lay_out(rulebook, program)
    states = list(map(STATE, map(facts.get, lanes.predicates, NO_FACTS)))
    support, opposition = lanes.of_states(states, standard)
    return make_values(program, lanes, states, program.run(support, opposition, lanes.positions))


def chosen_readings(program: Program, rulebook: Rulebook, readings: Mapping[str, str]) -> Mapping[str, str]:
    """The position of each reading of the program: the one asked for, or the default.

    Raises KeyError where a reading has no such position.
    """
    known = {name: rulebook.readings[name] for name in program.readings}
    return {name: known[name].position(readings.get(name, known[name].default)).id for name in known}
