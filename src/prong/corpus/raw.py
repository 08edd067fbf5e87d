"""A source counted as it is read: the counts that its corpus would have, without a corpus written first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa

from prong.corpus.identifiers import Identifiers
from prong.corpus.ingest import Report, readable
from prong.corpus.mapped import MappedRows
from prong.corpus.planes import IDENTIFIER
from prong.corpus.sources.case_files import CaseRows
from prong.corpus.tally import Counted, Tally, added
from prong.corpus.words import Counting, Rows
from prong.evaluation.circuit import Plan


def count_source(
    source: CaseRows | MappedRows,
    plan: Plan,
    predicates: Sequence[str],
    by: tuple[str, ...],
    *,
    folder: Path,
    strict: bool,
    report: Report,
) -> Counted:
    """How many rows of a source each output of the plan holds on.

    What ingest refuses is refused too: identifiers that stand twice (their hashes lie in `folder` meanwhile)
    and, with `strict`, rows that cannot be read.
    """
    counting = Counting(plan, predicates, by)
    named = pa.types.is_string(pa.schema(source.fields).field(IDENTIFIER).type)
    columns = (IDENTIFIER, *counting.columns) if named else counting.columns

    def count(rows: Rows) -> tuple[Tally, pa.Array | None]:
        return counting.count(rows), rows.column(IDENTIFIER) if named else None

    tallies, unreadable = [], 0
    with Identifiers(folder) as identifiers:
        counted = source.through(count, columns)
        for (tally, names), left_out in readable(counted, strict=strict, report=report):
            tallies.append(tally)
            unreadable += left_out
            if names is not None:
                identifiers.add(names)
        identifiers.refuse_twice(lambda rows: _identifiers(source, rows))
    if not tallies:
        # A corpus without rows has one batch, which is empty.
        tallies.append(counting.count(pa.RecordBatch.from_pylist([], pa.schema(source.fields))))
    return Counted(added(tallies, by), unreadable)


def batches_of(source: CaseRows | MappedRows, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
    """The rows of a source that can be read, with these columns of the corpus."""
    return (batch for batch, _ in source.rows(columns))


def _identifiers(source: CaseRows | MappedRows, rows: np.ndarray) -> list[str]:
    """The identifiers of some rows, counted from 0 and given in their order; the source is read again."""
    found: list[str] = []
    before = 0
    for batch, _ in source.rows((IDENTIFIER,)):
        names = batch.column(IDENTIFIER)
        here = rows[(rows >= before) & (rows < before + len(names))] - before
        found += names.take(pa.array(here)).to_pylist()
        before += len(names)
    return found
