"""Two versions of the rules compared by meaning, with the smallest case that separates them.

Both programs run over one diagram, so that the comparison ranges over every case: any facts to any
standards, on every position that both versions know. What a case must hold is counted in facts and in
positions other than the default.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from prong.evaluation.examples import elements_of
from prong.evaluation.facts import Facts, facts_of
from prong.evaluation.lanes import NOTHING
from prong.evaluation.program import ProgramNode, compile_norm
from prong.evaluation.run import chosen_readings, evaluate
from prong.explanation.decisions import CONSTANTS
from prong.explanation.diagram import Block, Diagram, ReadingBlock, diagrams_together
from prong.model.cases import Record
from prong.model.norms import ElementRef, Rulebook
from prong.model.standards import Standard
from prong.model.verdicts import Verdict

Status = Literal["added", "removed", "changed", "reworded", "same"]


@dataclass(frozen=True, slots=True)
class Supposed:
    """A predicate of a separating case with the standards to which it is shown and denied."""

    predicate: str
    support: Standard | None
    opposition: Standard | None


@dataclass(frozen=True, slots=True)
class Separating:
    """The smallest case in which two versions differ: its facts, its positions, and both verdicts."""

    facts: tuple[Supposed, ...]
    readings: Mapping[str, str]
    before: Verdict
    after: Verdict


@dataclass(frozen=True, slots=True)
class NormDifference:
    """What became of one norm; `elements` are those in which the change lies, `regime` where it shows first.

    `positions` are those that only one of the versions knows, as `reading=position`; `defaults` are readings
    of which each version takes another position by default, with the former and the present one.
    """

    norm: str
    status: Status
    regime: str | None = None
    separating: Separating | None = None
    elements: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    defaults: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CaseDifference:
    """A case whose verdict is not what it was."""

    case: str
    norm: str
    before: Verdict
    after: Verdict


def regimes_of_one(old: Rulebook, new: Rulebook) -> tuple[str, ...]:
    """The regimes that only one version knows, under which norms are not compared."""
    return tuple(sorted(old.regimes.keys() ^ new.regimes.keys()))


def derived_otherwise(old: Rulebook, new: Rulebook) -> tuple[str, ...]:
    """The predicates that the versions derive otherwise from numbers; norms are compared on the outcome."""
    before, after = old.vocabulary.predicates, new.vocabulary.predicates
    both = sorted(before.keys() & after)
    return tuple(name for name in both if before[name].derived != after[name].derived)


def norm_differences(old: Rulebook, new: Rulebook, norms: Sequence[str]) -> Iterator[NormDifference]:
    """What became of each norm, in the order asked for."""
    for norm in norms:
        if norm not in old.norms:
            yield NormDifference(norm, "added")
        elif norm not in new.norms:
            yield NormDifference(norm, "removed")
        else:
            yield _difference(old, new, norm)


def _difference(old: Rulebook, new: Rulebook, norm: str) -> NormDifference:
    regimes = [None, *(name for name in new.regimes if name in old.regimes)]
    positions, defaults = tuple(_positions_of_one(old, new, norm)), tuple(_other_defaults(old, new, norm))
    for regime in regimes:
        pair = diagrams_together([compile_norm(old, norm, regime), compile_norm(new, norm, regime)])
        search = Separation(*pair, new)
        found = search.smallest(*(diagram.program.root.own for diagram in pair))
        if found is not None:
            before, after = (elements_of(diagram.program) for diagram in pair)
            changed = tuple(
                _name(ref, norm)
                for ref, node in after.items()
                if ref in before
                and _written(before[ref]) != _written(node)
                and search.smallest(before[ref].own, node.own) is not None
            )
            return NormDifference(norm, "changed", regime, found, changed, positions, defaults)
    if defaults:
        return NormDifference(norm, "changed", positions=positions, defaults=defaults)
    named = compile_norm(new, norm).readings
    reworded = any(old.readings.get(name) != new.readings[name] for name in named)
    same = old.norms[norm] == new.norms[norm] and not positions and not reworded
    return NormDifference(norm, "same" if same else "reworded", positions=positions)


def _written(node: ProgramNode) -> tuple[object, ...]:
    """What an element itself says, apart from what the elements below it say."""
    element = node.element
    modifiers = [
        [(modifier.target, modifier.answered_by) for modifier in found]
        for found in (element.unless, element.dispensed_when, element.objections)
    ]
    burden = node.burden and (node.burden.on, node.burden.presume)
    return element.formula, node.standard, burden, modifiers


def _positions_of_one(old: Rulebook, new: Rulebook, norm: str) -> Iterator[str]:
    before, after = (set(compile_norm(rulebook, norm).positions) for rulebook in (old, new))
    for reading, position in sorted(before ^ after):
        yield f"{reading}={position}"


def _other_defaults(old: Rulebook, new: Rulebook, norm: str) -> Iterator[tuple[str, str, str]]:
    before, after = (set(compile_norm(rulebook, norm).readings) for rulebook in (old, new))
    for name in sorted(before & after):
        was, now = old.readings[name].default, new.readings[name].default
        if was != now:
            yield name, was, now


def _name(ref: ElementRef, norm: str) -> str:
    return ref.element if ref.norm in (norm, ref.element) else f"{ref.norm}/{ref.element}"


def case_differences(
    old: Rulebook, new: Rulebook, before: Sequence[Record], after: Sequence[Record], norms: Sequence[str]
) -> Iterator[CaseDifference]:
    """The cases whose verdict changes, on the default readings; both sequences hold the same cases."""
    for norm in norms:
        if norm in old.norms and norm in new.norms:
            for one, other in zip(before, after, strict=True):
                verdicts = (_verdict(old, one, norm), _verdict(new, other, norm))
                if verdicts[0] is not verdicts[1]:
                    yield CaseDifference(one.id, norm, *verdicts)


def _verdict(rulebook: Rulebook, record: Record, norm: str) -> Verdict:
    program = compile_norm(rulebook, norm)
    facts: Facts = facts_of(record, rulebook.vocabulary)
    return evaluate(program, rulebook, facts).conclusion(chosen_readings(program, rulebook, {}))


_Four = tuple[int, int, int, int]
"""Support and opposition of one function pair, then of the other."""

_Choice = tuple[int, int, tuple[object, ...]]
"""What a choice costs, the number that a block's variables then form, and what was chosen."""


class Separation:
    """Finds the smallest case in which two pairs over the same blocks have different verdicts."""

    def __init__(self, one: Diagram, other: Diagram, rulebook: Rulebook) -> None:
        self.one = one
        self.other = other
        self.known: dict[_Four, tuple[int, _Choice | None] | None] = {}
        self.choices = {block.name: tuple(self._choices(block, rulebook)) for block in one.blocks}

    def _choices(self, block: Block, rulebook: Rulebook) -> Iterator[_Choice]:
        """Every state of a block, the cheapest first."""
        if isinstance(block, ReadingBlock):
            known = [
                {position for reading, position in d.program.positions if reading == block.name}
                for d in (self.one, self.other)
            ]
            shared = known[0] & known[1] if all(known) else known[0] | known[1]
            default = rulebook.readings[block.name].default if block.name in rulebook.readings else None
            first = sorted((p for p in block.positions if p in shared), key=lambda p: p != default)
            yield from ((int(p != default), block.bits(p), (p,)) for p in first)
            return
        levels = (NOTHING, *block.standards)
        states = [(s, o) for s in levels for o in levels]
        for s, o in sorted(states, key=lambda state: ((state[0] >= 0) + (state[1] >= 0), state[1], state[0])):
            yield (s >= 0) + (o >= 0), block.bits(s, o), (s, o)

    def smallest(self, one: int, other: int) -> Separating | None:
        """The smallest case in which these pairs differ; None where there is none."""
        root: _Four = (*self.one.sides(one), *self.other.sides(other))
        if self._cost(root) is None:
            return None
        facts, readings, four = [], {}, root
        while not all(edge in CONSTANTS for edge in four):
            block = self.one.blocks[self.one.place(*four)]
            _, choice = self.known[four]
            _, bits, chosen = choice
            if isinstance(block, ReadingBlock):
                readings[block.name] = chosen[0]
            elif chosen != (NOTHING, NOTHING):
                levels = [None if level == NOTHING else Standard(level) for level in chosen]
                facts.append(Supposed(block.name, *levels))
            four = self._below(four, block, bits)
        verdicts = [Verdict.of(four[n] == 1, four[n + 1] == 1) for n in (0, 2)]
        return Separating(tuple(facts), readings, *verdicts)

    def _cost(self, four: _Four) -> int | None:
        """How much it takes at least for the pairs to differ; None where they never do."""
        if four[:2] == four[2:]:
            return None
        if all(edge in CONSTANTS for edge in four):
            return 0
        if four not in self.known:
            self.known[four] = None
            block = self.one.blocks[self.one.place(*four)]
            best: tuple[int, _Choice | None] | None = None
            for choice in self.choices[block.name]:
                if best is not None and choice[0] >= best[0]:
                    break
                rest = self._cost(self._below(four, block, choice[1]))
                if rest is not None and (best is None or choice[0] + rest < best[0]):
                    best = choice[0] + rest, choice
            self.known[four] = best
        found = self.known[four]
        return None if found is None else found[0]

    def _below(self, four: _Four, block: Block, bits: int) -> _Four:
        return tuple(self.one.below(edge, block)[bits] for edge in four)
