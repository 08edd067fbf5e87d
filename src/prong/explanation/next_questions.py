"""What to ask next: how much the answer to each open question decides, counted exactly.

Let every other open question be answered yes or no, the one as likely as the other. A question *decides*
in those worlds in which the verdict after a yes differs from that after a no. Its weight is their share
(Banzhaf's index of power), counted on the diagrams. No weight says how likely an answer is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from prong.evaluation.facts import Facts
from prong.explanation.decisions import CONSTANTS
from prong.explanation.diagram import Diagram, Sides
from prong.explanation.hypotheses import predicates_of_the_person
from prong.explanation.outlook import Outlook, States, is_unknown, states_of
from prong.model.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Answer:
    """What an answer would do by itself: the verdict that it brings, and whether that is then settled."""

    verdict: Verdict
    settled: bool


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """An open predicate, the share of worlds in which its answer decides, and what each answer would do."""

    predicate: str
    decides: Fraction
    yes: Answer
    no: Answer


def next_questions(diagram: Diagram, facts: Facts, chosen: Mapping[str, str]) -> tuple[NextQuestion, ...]:
    """The open questions that can still matter, those that decide most first, then in the order of the rule.

    What only the state would have to show, and nobody has raised, is not asked; nor is what neither changes
    the verdict by itself nor decides in any world.
    """
    askable = predicates_of_the_person(diagram.program)
    every = states_of(diagram, facts, chosen)
    asked = [name for name in diagram.predicates if name in askable and is_unknown(every[name])]
    worlds = {name: states[1:] if name in asked else states[:1] for name, states in every.items()}
    root = diagram.sides(diagram.program.root.own)
    stands = Outlook(diagram, every).stands(*root)
    shares = _Shares(diagram, worlds, len(asked)).of(root)
    found = []
    for name in asked:
        yes, no = (_answer(diagram, every, name, bits) for bits in every[name][1:])
        decides = shares.get(name, Fraction(0))
        if decides or not yes.verdict is no.verdict is stands:
            found.append(NextQuestion(name, decides, yes, no))
    return tuple(sorted(found, key=lambda question: -question.decides))


def ranked_together(
    questions: Mapping[str, Sequence[NextQuestion]],
) -> list[tuple[str, Mapping[str, NextQuestion]]]:
    """Each predicate with its question under every norm that asks it, by the sum of its shares.

    The sum is the number of norms that the answer decides on the average over the worlds.
    """
    found: dict[str, dict[str, NextQuestion]] = {}
    for norm, asked in questions.items():
        for question in asked:
            found.setdefault(question.predicate, {})[norm] = question
    return sorted(found.items(), key=lambda item: -sum(one.decides for one in item[1].values()))


def _answer(diagram: Diagram, states: States, name: str, bits: int) -> Answer:
    root = diagram.sides(diagram.program.root.own)
    outlook = Outlook(diagram, {**states, name: (bits,)})
    verdict = outlook.stands(*root)
    return Answer(verdict, outlook.settled(*root, verdict))


class _Shares:
    """Counts worlds. All counts are over the answers to all questions asked, so that they stay whole."""

    def __init__(self, diagram: Diagram, states: States, asked: int) -> None:
        self.diagram = diagram
        self.states = states
        self.worlds = 2**asked
        self.differing: dict[tuple[Sides, Sides], int] = {}

    def of(self, root: Sides) -> dict[str, Fraction]:
        """For each question the share of worlds in which its answer decides."""
        counts: dict[str, int] = {}
        waiting: dict[int, dict[Sides, int]] = {}
        self.reach(root, self.worlds, waiting)
        while waiting:
            for sides, worlds in waiting.pop(min(waiting)).items():
                place, row = self.diagram.fork(sides)
                block = self.diagram.blocks[place]
                below = [row[bits] for bits in self.states[block.name]]
                if len(below) == 2:
                    yes, no = below
                    decided = self.differ(yes, no)
                    counts[block.name] = counts.get(block.name, 0) + worlds * decided
                for found in below:
                    self.reach(found, worlds // len(below), waiting)
        return {name: Fraction(count, self.worlds**2) for name, count in counts.items()}

    def reach(self, sides: Sides, worlds: int, waiting: dict[int, dict[Sides, int]]) -> None:
        """Remember that so many worlds come to these functions, to be looked at in the order of blocks."""
        if not _constant(sides):
            there = waiting.setdefault(self.diagram.fork(sides)[0], {})
            there[sides] = there.get(sides, 0) + worlds

    def differ(self, one: Sides, other: Sides) -> int:
        """In how many worlds two pairs of functions have different verdicts."""
        if one == other:
            return 0
        if _constant(one) and _constant(other):
            return self.worlds
        key = (one, other) if one < other else (other, one)
        if key not in self.differing:
            block = self.diagram.blocks[self.diagram.place(*one, *other)]
            s, o, s_other, o_other = (self.diagram.below(edge, block) for edge in (*one, *other))
            states = self.states[block.name]
            found = [self.differ((s[bits], o[bits]), (s_other[bits], o_other[bits])) for bits in states]
            self.differing[key] = sum(found) // len(found)
        return self.differing[key]


def _constant(sides: Sides) -> bool:
    return sides[0] in CONSTANTS and sides[1] in CONSTANTS
