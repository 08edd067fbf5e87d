"""Engines that count a plan where the data lives: DuckDB and Polars in this process, Spark on a cluster.

A source is a file with the columns of a corpus, as Arrow, Parquet or CSV, or a folder of Parquet files.
For any other engine `prong corpus assess --sql` prints the query.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import ibis
import pyarrow as pa

from prong.corpus.queries import counting_query, sql_of, tally_of
from prong.corpus.tally import Tally
from prong.errors import Diagnostic, ProngError
from prong.evaluation.circuit import Plan

VIEW = "prong_corpus"


def count_with_duckdb(source: Path, plan: Plan, predicates: Sequence[str], by: tuple[str, ...] = ()) -> Tally:
    """Counts by DuckDB, which reads the file itself."""
    connection = ibis.duckdb.connect(threads=2)
    return _count(connection, source, plan, predicates, by)


def count_with_polars(source: Path, plan: Plan, predicates: Sequence[str], by: tuple[str, ...] = ()) -> Tally:
    """Counts by Polars."""
    return _count(ibis.polars.connect(), source, plan, predicates, by)


def _count(
    connection: ibis.BaseBackend, source: Path, plan: Plan, predicates: Sequence[str], by: tuple[str, ...]
) -> Tally:
    match source.suffix:
        case ".arrow":
            with pa.memory_map(str(source)) as file:
                table = ibis.memtable(pa.ipc.open_file(file).read_all())
        case ".csv":
            table = connection.read_csv(source)
        case _:
            table = connection.read_parquet(source)
    query = counting_query(table, plan, predicates, by)
    return tally_of(connection.to_pyarrow(query).to_pylist(), plan, by)
