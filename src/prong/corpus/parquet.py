"""Parquet as batches, decoded by Polars a stretch at a time, so that memory does not grow with a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl
import pyarrow as pa

from prong.corpus.planes import BATCH, IDENTIFIER, no_corpus, parquet_files
from prong.errors import ProngError


def parquet_batches(files: Sequence[Path], columns: Sequence[str], rows: int) -> Iterator[pa.RecordBatch]:
    """These columns of some files, so many rows at a time.

    While a batch is worked on, the next ones are decoded. Raises PolarsError or OSError where a file is
    damaged.
    """
    found = pl.scan_parquet(files, glob=False).select(columns)
    for frame in found.collect_batches(chunk_size=rows):
        yield from frame.rechunk().to_arrow().to_batches()


def corpus_batches(source: Path, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
    """The rows of a corpus in Parquet, which may be a folder of files.

    Raises ProngError (E530) where a file is damaged.
    """
    try:
        # Where no column is asked for, how many rows there are is still to be known.
        yield from parquet_batches(parquet_files(source), columns or [IDENTIFIER], BATCH)
    except (pl.exceptions.PolarsError, OSError):
        raise ProngError([no_corpus(source, "it is damaged, or its files are not of one corpus")]) from None
