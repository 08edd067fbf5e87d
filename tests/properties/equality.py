"""What every algebra must agree on, for each element under each reading.

That is: the rows with support, with opposition and with both.
"""

from __future__ import annotations

import functools
import itertools
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from prong.corpus.planes import BATCH, Corpus
from prong.corpus.sheet import Sheet, sheet_of, sides
from prong.corpus.tally import Tally
from prong.corpus.words import count
from prong.evaluation.examples import elements_of
from prong.evaluation.facts import NO_FACT
from prong.evaluation.program import compile_norm
from prong.evaluation.run import evaluate
from prong.explanation.decisions import TRUE
from prong.explanation.diagram import Diagram, PredicateBlock, diagram_of
from prong.model.norms import Rulebook
from prong.model.standards import Standard
from prong.testing.norms import PREDICATES

from .corpora import SIDES, Row, every_row, facts_of, write_corpus

Engine = Callable[[Path, Sheet], Tally]
Counts = Counter[tuple[object, ...]]


def words(path: Path, sheet: Sheet) -> Tally:
    return count(Corpus(path), sheet.plan(), sheet.predicates)


def agree(
    engine: Engine,
    rulebook: Rulebook,
    norms: Sequence[str],
    rows: Sequence[Row],
    standard: Standard,
    predicates: Sequence[str] = PREDICATES,
    *,
    regime: str | None = None,
    batch: int = BATCH,
) -> None:
    """An engine counts what the interpreter answers row by row."""
    sheet = _sheet(rulebook, norms, predicates, standard, regime)
    with tempfile.TemporaryDirectory() as folder:
        path = write_corpus(Path(folder) / "c.arrow", predicates, rows, standard, batch=batch)
        tally = engine(path, sheet)
    assert tally.total == len(rows)
    assert +counted(tally, sheet) == +one_by_one(rulebook, sheet, rows, standard, regime)


def diagrams_agree(
    rulebook: Rulebook,
    norms: Sequence[str],
    rows: Sequence[Row],
    standard: Standard,
    predicates: Sequence[str] = PREDICATES,
    *,
    regime: str | None = None,
) -> None:
    """The way of every row through the diagrams ends where the interpreter ends."""
    sheet = _sheet(rulebook, norms, predicates, standard, regime)
    found = one_by_one(rulebook, sheet, rows, standard, regime)
    assert +through_diagrams(rulebook, sheet, rows, standard, regime) == +found


def counted(tally: Tally, sheet: Sheet) -> Counts:
    """The counts of an engine, by norm, element, readings and side."""
    whole = tally.over_all()
    places = {gate: at for at, gate in enumerate(sheet.counted())}
    return Counter(
        {
            (norm.norm.id, element.name, tuple(positions.items()), side): whole[places[gate]] if whole else 0
            for norm in sheet.norms
            for element in norm.elements
            for positions, pair in zip(norm.combinations, element.pairs, strict=True)
            for side, gate in enumerate(sides(pair))
        }
    )


def one_by_one(
    rulebook: Rulebook, sheet: Sheet, rows: Sequence[Row], standard: Standard, regime: str | None
) -> Counts:
    """The same from the interpreter: one run over the lanes for each row."""
    found: Counts = Counter()
    for norm in sheet.norms:
        program = compile_norm(rulebook, norm.norm.id, regime)
        nodes = list(elements_of(program).values())
        for row, number in _distinct(rows):
            values = evaluate(program, rulebook, facts_of(row, standard), standard=standard)
            for node, element in zip(nodes, norm.elements, strict=True):
                for positions in norm.combinations:
                    verdict = values.verdict(node.own, values.lanes.number(positions))
                    holds = (verdict.support, verdict.opposition, verdict.support and verdict.opposition)
                    for side in range(3):
                        key = norm.norm.id, element.name, tuple(positions.items()), side
                        found[key] += number * holds[side]
    return found


def through_diagrams(
    rulebook: Rulebook, sheet: Sheet, rows: Sequence[Row], standard: Standard, regime: str | None
) -> Counts:
    """The same from decision diagrams, walked from the top for each row."""
    found: Counts = Counter()
    for norm in sheet.norms:
        diagram = diagram_of(rulebook, norm.norm.id, regime, standard)
        nodes = list(elements_of(diagram.program).values())
        for row, number in _distinct(rows):
            for node, element in zip(nodes, norm.elements, strict=True):
                for positions in norm.combinations:
                    bits = _bits(diagram, row, standard, positions)
                    support, opposition = (_end(diagram, edge, bits) for edge in diagram.sides(node.own))
                    for side, holds in enumerate((support, opposition, support and opposition)):
                        found[norm.norm.id, element.name, tuple(positions.items()), side] += number * holds
    return found


def _sheet(
    rulebook: Rulebook,
    norms: Sequence[str],
    predicates: Sequence[str],
    standard: Standard,
    regime: str | None,
) -> Sheet:
    options = {"regime": regime, "readings": {}, "every_reading": True, "detail": "elements"}
    return sheet_of(rulebook, norms, predicates, standard, **options)


def _bits(diagram: Diagram, row: Row, standard: Standard, positions: dict[str, str]) -> list[int]:
    facts = facts_of(row, standard)
    values = []
    for level, place in enumerate(diagram.place_at):
        block = diagram.blocks[place]
        if isinstance(block, PredicateBlock):
            fact = facts.get(block.name, NO_FACT)
            number = block.bits(fact.support, fact.opposition)
        else:
            number = block.bits(positions[block.name])
        values.append(number >> level - block.start & 1)
    return values


def _end(diagram: Diagram, edge: int, bits: Sequence[int]) -> bool:
    """Whether the way that the bits choose ends at true."""
    while abs(edge) != TRUE:
        level, low, high = diagram.decisions.parts(edge)
        edge = high if bits[level] else low
    return edge == TRUE


def _distinct(rows: Sequence[Row]) -> Iterator[tuple[Row, int]]:
    """Every different row, and how often it stands there."""
    found = Counter(tuple(sorted(row.items())) for row in rows)
    return ((dict(row), number) for row, number in found.items())


@functools.cache
def all_rows() -> list[Row]:
    """Every combination on four of the predicates, and some on all of them."""
    return every_row(PREDICATES[:4]) + [
        {name: SIDES[(number + place * step) % 4] for place, name in enumerate(PREDICATES)}
        for number, step in itertools.product(range(4), range(4))
    ]
