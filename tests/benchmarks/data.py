"""The cases of the benchmark: 38 facts, of which ten to twenty per cent are unknown, from one seed.

How many there are is set by PRONG_BENCH_ROWS, in millions.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import peers
import pyarrow as pa
import pyarrow.parquet as pq

from prong.corpus.export import export_parquet
from prong.corpus.planes import BATCH, Corpus, Header, column_of, fields_of, packed, schema_of
from prong.language.mappings import load_mappings
from prong.model.mappings import CorpusMapping

SIZES = [int(float(word) * 1_000_000) for word in os.environ.get("PRONG_BENCH_ROWS", "1 10").split()]
LARGEST_WHOLE = 10_000_000
"""Cases that a peer takes as one table; of more, it takes one batch after another."""

SEED = 20240607
DRAWN = 10
SHARES = {"act": 0.22, "m": 0.10, "p": 0.13, "r": 0.22, "x": 0.03}
OTHERS = {
    "internal_flight": 0.12,
    "employed": 0.5,
    "language": 0.5,
    "family_ties": 0.35,
    "minor_children": 0.3,
}


def raw_batches(rows: int) -> Iterator[pa.RecordBatch]:
    """The raw table, batch by batch: truth values and two whole numbers, with nulls.

    After the first batches the same come again, for a large table would take longer to draw than to count.
    """
    drawn = np.random.default_rng(SEED)
    known: list[pa.RecordBatch] = []
    for start in range(0, rows, BATCH):
        number = min(BATCH, rows - start)
        if len(known) == DRAWN:
            yield known[start // BATCH % DRAWN].slice(0, number)
            continue
        arrays = []
        for place, name in enumerate(peers.columns()):
            null = drawn.random(number, np.float32) < 0.10 + 0.01 * ((place * 7) % 11)
            if name == peers.AGE:
                values = drawn.integers(5, 60, number).astype(np.int16)
            elif name == peers.YEARS:
                values = drawn.integers(0, 15, number).astype(np.int16)
            else:
                share = OTHERS.get(name, SHARES.get(name.partition("_")[0], 0.85))
                values = drawn.random(number, np.float32) < share
            arrays.append(pa.array(values, mask=null))
        known.append(pa.RecordBatch.from_arrays(arrays, list(peers.columns())))
        yield known[-1]


def write_raw(path: Path, rows: int) -> Path:
    """The raw table as Parquet."""
    if path.exists():
        return path
    writer = None
    for batch in raw_batches(rows):
        writer = writer or pq.ParquetWriter(path, batch.schema)
        writer.write_batch(batch, row_group_size=131_072)
    writer.close()
    return path


def write_raw_arrow(path: Path, rows: int) -> Path:
    """The raw table as Arrow, with whole numbers alone: a truth value is 1 or 0."""
    if path.exists():
        return path
    names = list(peers.columns())
    types = [pa.int16() if name in (peers.AGE, peers.YEARS) else pa.int8() for name in names]
    schema = pa.schema(list(zip(names, types, strict=True)))
    with pa.ipc.new_file(path, schema) as file:
        for batch in raw_batches(rows):
            columns = [column.cast(type) for column, type in zip(batch.columns, types, strict=True)]
            file.write_batch(pa.RecordBatch.from_arrays(columns, schema=schema))
    return path


def mapping(name: str) -> CorpusMapping:
    """What a raw table shows, by a mapping of the benchmark."""
    return load_mappings(peers.RULES, peers.rules())[name]


def write_planes(path: Path, rows: int) -> Path:
    """The same cases as a corpus."""
    if path.exists():
        return path
    predicates = list(peers.rules().vocabulary.predicates)
    none = "0" * 64
    header = Header("benchmark", none, peers.rules().digest, none, none, "benchmark", "reasonable-grounds")
    schema = schema_of(fields_of(predicates, pa.int64(), []), header)
    with pa.ipc.new_file(path, schema) as file:
        start = 1
        for batch in raw_batches(rows):
            columns = [pa.array(np.arange(start, start + batch.num_rows))]
            for name in predicates:
                columns += [column_of(packed(side), batch.num_rows) for side in sides(batch, name)]
            file.write_batch(pa.RecordBatch.from_arrays(columns, schema=schema))
            start += batch.num_rows
    return path


def write_planes_parquet(path: Path, corpus: Path) -> Path:
    """A corpus as Parquet."""
    if not path.exists():
        export_parquet(Corpus(corpus), path)
    return path


def sides(batch: pa.RecordBatch, predicate: str) -> tuple[np.ndarray, np.ndarray]:
    """What a batch shows and denies of a predicate."""
    column = batch.column(peers.column(predicate))
    known = column.is_valid().to_numpy(zero_copy_only=False)
    values = column.fill_null(False if pa.types.is_boolean(column.type) else 0).to_numpy(zero_copy_only=False)
    if predicate in peers.DERIVED:
        _, sign, bound = peers.DERIVED[predicate]
        values = values < bound if sign == "<" else values >= bound
    return values & known, ~values & known


def rails(batch: pa.RecordBatch) -> Mapping[str, np.ndarray]:
    """For tools without null: what is certainly so and what may be so, an array each."""
    found = {}
    for predicate in peers.rules().vocabulary.predicates:
        yes, no = sides(batch, predicate)
        name = peers.column_of(predicate)
        found[f"{name}_low"], found[f"{name}_high"] = yes, ~no
    return found


def cases(number: int) -> list[dict[str, object]]:
    """The first cases, one by one."""
    return next(raw_batches(max(number, 1))).to_pylist()[:number]
