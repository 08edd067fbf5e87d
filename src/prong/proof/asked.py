"""Many cases asked at once: a bit of the integers that run through a program is here a case.

Examples of rule documents and coded cases come to the same thing: facts, positions taken, a regime, perhaps
one standard for all. Coverage and mutation testing ask hundreds of them of one program in one run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from prong.evaluation.facts import Facts, facts_of, facts_stated
from prong.evaluation.program import Leaf, Program, ProgramNode
from prong.model.cases import Record
from prong.model.norms import Norm, Rulebook
from prong.model.standards import Standard
from prong.model.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Asked:
    """One case as a norm sees it, and where it stands: the line of an example, or 0 for a coded case."""

    title: str
    line: int
    facts: Facts
    readings: Mapping[str, str]
    regime: str | None = None
    standard: Standard | None = None


def asked_of_examples(rulebook: Rulebook, norm: Norm) -> tuple[Asked, ...]:
    """The examples of a norm's document."""
    return tuple(
        Asked(
            example.title,
            example.anchor.line,
            facts_stated(example.facts, rulebook.vocabulary),
            dict(example.readings),
            example.regime,
            example.standard,
        )
        for example in norm.examples
    )


def asked_of_records(rulebook: Rulebook, records: Iterable[Record]) -> tuple[Asked, ...]:
    """Coded cases, under the default positions."""
    return tuple(Asked(record.id, 0, facts_of(record, rulebook.vocabulary), {}) for record in records)


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """What a program answers in each of the cases: every pair of every node, a bit for a case."""

    program: Program
    asked: tuple[Asked, ...]
    pairs: tuple[int, ...]
    taken: tuple[Mapping[str, str], ...]

    def verdict(self, pair: int, case: int) -> Verdict:
        """The verdict of a pair in one case."""
        return Verdict.of(self.pairs[2 * pair] >> case & 1, self.pairs[2 * pair + 1] >> case & 1)

    def is_presumed(self, node: ProgramNode, case: int) -> bool:
        """Whether a burden closes a gap of an element in one case."""
        return node.burden is not None and self.verdict(node.gap, case) is Verdict.UNDETERMINED

    def outcomes(self, node: ProgramNode, case: int) -> tuple[str, ...]:
        """What an example may expect of an element in one case."""
        verdict = self.verdict(node.own, case)
        found = [verdict.value]
        if self.is_presumed(node, case):
            found.append(f"presumed-{verdict.value}")
        dispensers = (edge.node.counted for edge in node.edges if edge.role == "dispensed-when")
        if any(self.verdict(pair, case) is Verdict.SATISFIED for pair in dispensers):
            found.append("dispensed")
        return tuple(found)


def answers_of(program: Program, rulebook: Rulebook, asked: tuple[Asked, ...]) -> Answers:
    """Run the program once for all cases; their regime must be that of the program."""
    taken = tuple(
        {name: case.readings.get(name, rulebook.readings[name].default) for name in program.readings}
        for case in asked
    )
    found: dict[str, list[tuple[int, int, int, Standard | None]]] = {}
    for number, case in enumerate(asked):
        for name, fact in case.facts.items():
            found.setdefault(name, []).append((1 << number, fact.support, fact.opposition, case.standard))
    support, opposition = [], []
    for leaf in program.leaves:
        sides = [0, 0]
        for bit, *levels, standard in found.get(leaf.predicate, ()):
            required = _required(leaf, standard)
            for side in (0, 1):
                if levels[side] >= required:
                    sides[side] |= bit
        support.append(sides[0])
        opposition.append(sides[1])
    positions = [
        sum(1 << number for number, chosen in enumerate(taken) if chosen[reading] == position)
        for reading, position in program.positions
    ]
    every = (1 << len(asked)) - 1
    pairs = tuple(word & every for word in program.run(support, opposition, positions))
    return Answers(program, asked, pairs, taken)


def _required(leaf: Leaf, standard: Standard | None) -> Standard:
    """One standard for all reaches what the case itself must show, and nothing else."""
    return leaf.standard if standard is None or leaf.side != "shown" else standard
