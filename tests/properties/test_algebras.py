"""One program, every algebra: what one case at a time answers, a corpus counts, whatever counts it."""

from __future__ import annotations

import functools
import itertools
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prong.corpus.local_engines import count_with_duckdb, count_with_polars
from prong.corpus.planes import Corpus
from prong.corpus.sheet import Sheet, sheet_of, sides
from prong.corpus.tally import Tally
from prong.corpus.words import count
from prong.evaluation.examples import elements_of
from prong.evaluation.program import compile_norm
from prong.evaluation.run import evaluate
from prong.model.norms import Rulebook
from prong.model.standards import LADDER, Standard

from .corpora import SIDES, Row, every_row, facts_of, write_corpus
from .strategies import NORM, PREDICATES, regimes, rulebooks, shipped


def words(path: Path, sheet: Sheet, by: tuple[str, ...] = ()) -> Tally:
    return count(Corpus(path), sheet.plan(), sheet.predicates, by)


def duckdb(path: Path, sheet: Sheet, by: tuple[str, ...] = ()) -> Tally:
    return count_with_duckdb(path, sheet.plan(), sheet.predicates, by)


def polars(path: Path, sheet: Sheet, by: tuple[str, ...] = ()) -> Tally:
    return count_with_polars(path, sheet.plan(), sheet.predicates, by)


ENGINES = {"words": words, "duckdb": duckdb, "polars": polars}


def one_by_one(
    rulebook: Rulebook, sheet: Sheet, rows: Sequence[Row], standard: Standard, regime: str | None
) -> list[int]:
    """What `sheet.counted()` counts, from one evaluation of the lanes for each row."""
    found: Counter[object] = Counter()
    for norm in sheet.norms:
        program = compile_norm(rulebook, norm.norm.id, regime)
        nodes = list(elements_of(program).values())
        for row, number in Counter(map(freeze, rows)).items():
            values = evaluate(program, rulebook, facts_of(dict(row), standard), standard=standard)
            for node, element in zip(nodes, norm.elements, strict=True):
                for positions, pair in zip(norm.combinations, element.pairs, strict=True):
                    verdict = values.verdict(node.own, values.lanes.number(positions))
                    holds = (verdict.support, verdict.opposition, verdict.support and verdict.opposition)
                    for side, gate in enumerate(sides(pair)):
                        found[id(norm), element.name, tuple(positions.items()), side] += number * holds[side]
    return found


def freeze(row: Row) -> tuple[tuple[str, tuple[bool, bool]], ...]:
    return tuple(sorted(row.items()))


def in_corpus(tally: Tally, sheet: Sheet) -> Counter[object]:
    """The same keys from the counts of an engine."""
    counts = dict(zip(sheet.counted(), tally.over_all() or itertools.repeat(0), strict=False))
    return Counter(
        {
            (id(norm), element.name, tuple(positions.items()), side): counts[gate]
            for norm in sheet.norms
            for element in norm.elements
            for positions, pair in zip(norm.combinations, element.pairs, strict=True)
            for side, gate in enumerate(sides(pair))
        }
    )


def agree(
    engine: str,
    rulebook: Rulebook,
    norms: Sequence[str],
    rows: Sequence[Row],
    standard: Standard,
    predicates: Sequence[str],
    regime: str | None = None,
    batch: int = 1 << 20,
) -> None:
    """An engine counts what the interpreter answers row by row, for every element under every reading."""
    sheet = sheet_of(rulebook, norms, predicates, standard, regime=regime, readings={}, every_reading=True)
    with tempfile.TemporaryDirectory() as folder:
        path = write_corpus(Path(folder) / "c.arrow", predicates, rows, standard, batch=batch)
        tally = ENGINES[engine](path, sheet)
    assert tally.total == len(rows)
    assert +in_corpus(tally, sheet) == +one_by_one(rulebook, sheet, rows, standard, regime)


@functools.cache
def all_rows() -> list[Row]:
    """Every combination on four of the predicates, and some on all of them."""
    return every_row(PREDICATES[:4]) + [
        {name: SIDES[(number + place * step) % 4] for place, name in enumerate(PREDICATES)}
        for number, step in itertools.product(range(4), range(4))
    ]


RANDOM = {"rulebook": rulebooks(), "regime": regimes, "standard": st.sampled_from(LADDER)}


@settings(max_examples=60)
@given(**RANDOM)
def test_words_count_what_one_case_at_a_time_answers(rulebook, regime, standard):
    """Random norms with every construct, on rows with every combination of support and opposition."""
    agree("words", rulebook, [NORM], all_rows(), standard, PREDICATES, regime)


@pytest.mark.parametrize("engine", ["duckdb", "polars"])
@settings(max_examples=8)
@given(**RANDOM)
def test_queries_count_what_one_case_at_a_time_answers(engine, rulebook, regime, standard):
    """The same norms and rows as queries."""
    agree(engine, rulebook, [NORM], all_rows(), standard, PREDICATES, regime)
