"""What is asked of a corpus: every count as a gate of one circuit, whatever engine then counts.

Programs run over gates give a pair for every element under every combination of readings. Equal gates
are counted once, so that norms which share elements, and readings which move little, cost little.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from prong.evaluation.circuit import Circuit, Gate, Plan
from prong.evaluation.examples import elements_of
from prong.evaluation.program import Leaf, Program, ProgramNode, compile_norm
from prong.evaluation.run import chosen_readings
from prong.model.norms import Norm, Rulebook
from prong.model.standards import Standard

Pair = tuple[Gate, Gate]
Detail = Literal["norms", "elements", "facts"]
"""What is counted: the norms alone, their elements too, or also which facts and parts would settle them."""


@dataclass(frozen=True, slots=True)
class ElementSheet:
    """One element: its pair under each combination, and how many of its facts the data can show.

    `presumed` holds where a burden closed a gap under the chosen readings.
    """

    name: str
    label: str
    seen: int
    facts: int
    pairs: tuple[Pair, ...]
    presumed: Gate


@dataclass(frozen=True, slots=True)
class MissingSheet:
    """A fact, where the norm is undetermined: on which rows nothing is said of it, and on which of these
    showing it, or denying it, would settle the norm alone."""

    predicate: str
    label: str
    silent: Gate
    shown: Gate
    denied: Gate


@dataclass(frozen=True, slots=True)
class DecidingSheet:
    """A part of the norm's root: rows where it alone is lacking, and rows where it alone stands against."""

    name: str
    label: str
    lacking: Gate
    against: Gate


@dataclass(frozen=True, slots=True)
class NormSheet:
    """Everything that is counted of one norm; `chosen` is the place of the chosen combination."""

    norm: Norm
    combinations: tuple[Mapping[str, str], ...]
    chosen: int
    elements: tuple[ElementSheet, ...]
    unseen: tuple[str, ...]
    missing: tuple[MissingSheet, ...]
    deciding: tuple[DecidingSheet, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """All norms asked for, over one circuit: input 2n is support of predicate n, 2n + 1 its opposition."""

    predicates: tuple[str, ...]
    circuit: Circuit
    norms: tuple[NormSheet, ...]

    def counted(self) -> tuple[Gate, ...]:
        """Every gate whose rows are to be counted, each once."""
        found = []
        for norm in self.norms:
            for element in norm.elements:
                found += [gate for pair in element.pairs for gate in sides(pair)]
                found.append(element.presumed)
            found += [g for fact in norm.missing for g in (fact.silent, fact.shown, fact.denied)]
            found += [gate for part in norm.deciding for gate in (part.lacking, part.against)]
        return tuple(dict.fromkeys(found))

    def plan(self) -> Plan:
        """The steps that the counts need; its outputs are those of `counted`."""
        return self.circuit.plan(self.counted())


def sheet_of(
    rulebook: Rulebook,
    norms: Iterable[str],
    predicates: Sequence[str],
    standard: Standard,
    *,
    regime: str | None = None,
    readings: Mapping[str, str],
    every_reading: bool = False,
    detail: Detail = "facts",
) -> Sheet:
    """The sheet of some norms for data that can show these predicates, at one standard.

    As in `prong assess --standard`, what the other side must show keeps a standard of its own, which
    facts at a lower one do not reach.
    """
    circuit = Circuit(2 * len(predicates))
    columns = _Columns(circuit, {name: at for at, name in enumerate(predicates)}, standard)
    sheets = []
    for name in norms:
        program = compile_norm(rulebook, name, regime)
        chosen = chosen_readings(program, rulebook, readings)
        sheets.append(_norm_sheet(rulebook, program, columns, chosen, every_reading, detail))
    return Sheet(tuple(predicates), circuit, tuple(sheets))


def sides(pair: Pair) -> tuple[Gate, Gate, Gate]:
    """What is counted of a pair: rows with support, with opposition, and with both."""
    support, opposition = pair
    return support, opposition, support & opposition


@dataclass(frozen=True, slots=True)
class _Columns:
    """The inputs of a circuit as leaves of programs."""

    circuit: Circuit
    places: Mapping[str, int]
    standard: Standard

    def sides(self, leaf: Leaf) -> Pair:
        never = self.circuit.false
        if leaf.predicate not in self.places or (leaf.side != "shown" and leaf.standard > self.standard):
            return never, never
        return self.of(leaf.predicate)

    def of(self, predicate: str) -> Pair:
        place = 2 * self.places[predicate]
        return self.circuit.inputs[place], self.circuit.inputs[place + 1]

    def run(
        self, program: Program, chosen: Mapping[str, str], known: Mapping[str, Pair] | None = None
    ) -> list[Pair]:
        """Every pair of a program under one combination; `known` replaces what is said of some predicates."""
        never, always = self.circuit.false, self.circuit.true
        found = [(known or {}).get(leaf.predicate) or self.sides(leaf) for leaf in program.leaves]
        positions = [always if chosen[r] == position else never for r, position in program.positions]
        flat = program.run([pair[0] for pair in found], [pair[1] for pair in found], positions)
        return list(zip(flat[::2], flat[1::2], strict=True))


def _norm_sheet(
    rulebook: Rulebook,
    program: Program,
    columns: _Columns,
    chosen: Mapping[str, str],
    every: bool,
    detail: Detail,
) -> NormSheet:
    combinations = _combinations(rulebook, program) if every else (chosen,)
    runs = [columns.run(program, combination) for combination in combinations]
    at = combinations.index(chosen)
    used = dict.fromkeys(leaf.predicate for leaf in program.leaves)
    return NormSheet(
        rulebook.norms[program.norm],
        combinations,
        at,
        tuple(_element_sheets(program, columns, runs, at, detail)),
        tuple(name for name in used if name not in columns.places),
        tuple(_missing(rulebook, program, columns, chosen, runs[at])) if detail == "facts" else (),
        tuple(_deciding(program, chosen, runs[at])) if detail == "facts" else (),
    )


def _combinations(rulebook: Rulebook, program: Program) -> tuple[Mapping[str, str], ...]:
    known = [[p.id for p in rulebook.readings[reading].positions] for reading in program.readings]
    return tuple(dict(zip(program.readings, taken, strict=True)) for taken in itertools.product(*known))


def _element_sheets(
    program: Program, columns: _Columns, runs: Sequence[Sequence[Pair]], at: int, detail: Detail
) -> Iterable[ElementSheet]:
    for ref, node in elements_of(program).items():
        if detail == "norms" and node is not program.root:
            continue
        support, opposition = runs[at][node.gap]
        yield ElementSheet(
            node.id if node.norm in (program.norm, node.id) else f"{ref.norm}/{ref.element}",
            node.label,
            sum(name in columns.places for name in node.predicates),
            len(node.predicates),
            tuple(run[node.own] for run in runs),
            ~(support | opposition) if node.burden else columns.circuit.false,
        )


def _missing(
    rulebook: Rulebook,
    program: Program,
    columns: _Columns,
    chosen: Mapping[str, str],
    pairs: Sequence[Pair],
) -> Iterable[MissingSheet]:
    """Facts that this data can show; each is shown, and denied, in a run of its own."""
    never, always = columns.circuit.false, columns.circuit.true
    support, opposition = pairs[program.root.own]
    undetermined = ~(support | opposition)
    for name in dict.fromkeys(leaf.predicate for leaf in program.leaves):
        if name in columns.places:
            yes, no = columns.of(name)
            silent = undetermined & ~(yes | no)
            shown = columns.run(program, chosen, {name: (always, never)})[program.root.own]
            denied = columns.run(program, chosen, {name: (never, always)})[program.root.own]
            label = rulebook.vocabulary.predicates[name].label
            yield MissingSheet(
                name, label, silent, silent & (shown[0] | shown[1]), silent & (denied[0] | denied[1])
            )


def _deciding(program: Program, chosen: Mapping[str, str], pairs: Sequence[Pair]) -> Iterable[DecidingSheet]:
    """The parts that must all be made out: where one alone is lacking, or alone stands against."""
    node = _joined(program.root, chosen)
    parts = [edge.node for edge in node.edges if edge.role == "part"]
    if node.construct != "all" or len(parts) < 2:
        return
    for part in parts:
        others = [pairs[other.counted] for other in parts if other is not part]
        support, opposition = pairs[part.counted]
        lacking, against = ~support, opposition
        for their_support, their_opposition in others:
            lacking &= their_support
            against &= ~their_opposition
        yield DecidingSheet(part.id, part.label, lacking, against)


def _joined(root: ProgramNode, chosen: Mapping[str, str]) -> ProgramNode:
    """The node whose parts are to be looked at: below readings, at the position taken."""
    node = root
    while node.construct in (None, "reading"):
        below = [edge for edge in node.edges if edge.role == "part" or _taken(node, edge.position, chosen)]
        if not below:
            return node
        node = below[0].node
    return node


def _taken(node: ProgramNode, position: str | None, chosen: Mapping[str, str]) -> bool:
    return position is not None and chosen.get(node.reading) == position
