"""Small corpora for the tests, written as `prong corpus ingest` writes large ones."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa

from prong.corpus.planes import BATCH, Header, columns_of, fields_of, schema_of
from prong.evaluation.facts import Fact, Facts
from prong.evaluation.lanes import NOTHING
from prong.model.standards import Standard

from .rules import shipped

SIDES = ((False, False), (True, False), (False, True), (True, True))
"""Nothing, support, opposition and both."""

Row = Mapping[str, tuple[bool, bool]]
"""What a row says of each predicate."""


def header(standard: Standard, one_sided: tuple[str, ...] = ()) -> Header:
    """A header with digests of nothing."""
    nothing = "0" * 64
    rules = shipped().digest
    return Header("made", nothing, rules, nothing, nothing, "0.1.0", standard.key, one_sided=one_sided)


def write_corpus(
    path: Path,
    predicates: Sequence[str],
    rows: Sequence[Row],
    standard: Standard,
    *,
    kept: Mapping[str, Sequence[str | None]] | None = None,
    batch: int = BATCH,
) -> Path:
    """A corpus of these rows; what a row does not name is said neither way."""
    columns = {}
    for predicate in predicates:
        for side, column in enumerate(columns_of(predicate)):
            columns[column] = np.array([row.get(predicate, SIDES[0])[side] for row in rows], bool)
    return write_columns(path, predicates, columns, len(rows), standard, kept=kept, batch=batch)


def write_columns(
    path: Path,
    predicates: Sequence[str],
    columns: Mapping[str, np.ndarray],
    rows: int,
    standard: Standard,
    *,
    kept: Mapping[str, Sequence[str | None]] | None = None,
    batch: int = BATCH,
) -> Path:
    """A corpus of columns of booleans."""
    fields = [pa.field(name, pa.utf8()) for name in kept or {}]
    schema = schema_of(fields_of(predicates, pa.int64(), fields), header(standard))
    whole = pa.table(
        [np.arange(1, rows + 1), *(pa.array(values, pa.utf8()) for values in (kept or {}).values())]
        + [pa.array(column, pa.bool_()) for column in columns.values()],
        schema=schema,
    )
    with pa.ipc.new_file(path, schema) as file:
        for start in range(0, rows, batch):
            file.write_batch(whole.slice(start, batch).combine_chunks().to_batches()[0])
    return path


def facts_of(row: Row, standard: Standard) -> Facts:
    """The same row as facts of a case."""
    return {
        name: Fact(*(int(standard) if side else NOTHING for side in sides)) for name, sides in row.items()
    }


def every_row(predicates: Sequence[str]) -> list[Row]:
    """Every combination of support and opposition of these predicates."""
    product = itertools.product(SIDES, repeat=len(predicates))
    return [dict(zip(predicates, sides, strict=True)) for sides in product]
