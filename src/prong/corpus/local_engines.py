"""Engines within this process that read the data themselves: DuckDB and Polars, through Ibis.

A source is a file with the columns of a corpus, as Arrow or Parquet, or a folder of Parquet files.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType

import ibis
import pyarrow as pa

from prong.corpus.queries import counting_query, tally_of
from prong.corpus.tally import Tally
from prong.evaluation.circuit import Plan


def count_with_duckdb(
    source: Path, plan: Plan, predicates: Sequence[str], by: tuple[str, ...] = (), **_: object
) -> Tally:
    """Counts by DuckDB."""
    return _count(ibis.duckdb.connect(threads=2), source, plan, predicates, by)


def count_with_polars(
    source: Path, plan: Plan, predicates: Sequence[str], by: tuple[str, ...] = (), **_: object
) -> Tally:
    """Counts by Polars."""
    return _count(ibis.polars.connect(), source, plan, predicates, by)


COUNTING = MappingProxyType({"duckdb": count_with_duckdb, "polars": count_with_polars})


def _count(
    connection: ibis.BaseBackend, source: Path, plan: Plan, predicates: Sequence[str], by: tuple[str, ...]
) -> Tally:
    if source.suffix == ".arrow":
        table = ibis.memtable(pa.ipc.open_file(pa.memory_map(str(source))).read_all())
    else:
        table = connection.read_parquet(str(source / "*.parquet") if source.is_dir() else source)
    query = counting_query(table, plan, predicates, by)
    return tally_of(connection.to_pyarrow(query).to_pylist(), plan, by)
