"""A corpus in Parquet as batches, decoded by Polars a stretch at a time, so that memory does not grow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl
import pyarrow as pa

from prong.corpus.planes import BATCH, columns_of


def parquet_batches(
    source: Path, predicates: Sequence[str], by: tuple[str, ...] = ()
) -> Iterator[pa.RecordBatch]:
    """The planes of these predicates, and the columns to group by, from a file or a folder of files."""
    columns = [*by, *(name for predicate in predicates for name in columns_of(predicate))]
    if not columns:
        columns = ["id"]  # how many rows there are is still to be known
    frames = pl.scan_parquet(source / "*.parquet" if source.is_dir() else source).select(columns)
    for frame in frames.collect_batches(chunk_size=BATCH):
        yield from frame.to_arrow().combine_chunks().to_batches()
