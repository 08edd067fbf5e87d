"""Corpora and tables out of nothing but a seed, of any size: for tests of speed and for trying things out.

The same seed gives the same bytes, whatever the machine; the first rows do not depend on how many follow but
for those of the last batch. Nobody is behind any of the rows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from prong import __version__
from prong.corpus import planes
from prong.corpus.chunks import ROWS
from prong.corpus.whole_file import whole_file
from prong.model.mappings import Column, CorpusMapping
from prong.model.norms import Rulebook
from prong.model.standards import Standard

GROUPS = ("A", "B", "C", "D", "E", "F", "G", "H")
SHOWN, DENIED = 6, 2
"""Sixteenths of the rows that show a predicate, and that deny it."""

STATED = 0.4
"""The share of the cells of a table in which something stands."""


def generate_corpus(rulebook: Rulebook, out: Path, *, rows: int, seed: int, standard: Standard) -> None:
    """Write a corpus in which every predicate of the vocabulary is shown or denied at random.

    Raises ProngError where the place cannot be written.
    """
    header = planes.Header(
        mapping="generated",
        mapping_digest=rulebook.vocabulary_digest,
        rules=rulebook.digest,
        vocabulary=rulebook.vocabulary_digest,
        source=hashlib.sha256(f"{rows} rows from the seed {seed}".encode()).hexdigest(),
        software=__version__,
        standard=standard.key,
        unit="row made from a seed",
    )
    kept = pa.field("group", pa.dictionary(pa.int16(), pa.utf8()))
    predicates = tuple(rulebook.vocabulary.predicates)
    schema = planes.schema_of(planes.fields_of(predicates, pa.int64(), [kept]), header)
    with whole_file(out) as file, pa.ipc.new_file(pa.PythonFile(file, "w"), schema) as writer:
        for batch, start in enumerate(range(0, max(rows, 1), planes.BATCH)):
            count = min(planes.BATCH, rows - start)
            random = _random(seed, batch)
            columns = [pa.array(np.arange(start + 1, start + count + 1)), _group(random, count)]
            for _ in predicates:
                columns += [_plane(random, count, SHOWN), _plane(random, count, DENIED)]
            writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=schema))


def generate_table(mapping: CorpusMapping, out: Path, *, rows: int, seed: int) -> None:
    """Write a table with the columns of a mapping, as CSV, JSON lines or Parquet by the ending of its name.

    Raises KeyError for another ending, and ProngError where the place cannot be written.
    """
    write = WRITERS[out.suffix]
    fields = [pa.field(column.name, _type(column)) for column in mapping.columns.values()]
    identifier = mapping.identifier

    def batches() -> Iterator[pa.RecordBatch]:
        for number, start in enumerate(range(0, rows, ROWS)):
            count = min(ROWS, rows - start)
            random = _random(seed, number)
            columns = [
                pa.array([str(row) for row in range(start + 1, start + count + 1)])
                if column.name == identifier
                else _cells(random, column, count)
                for column in mapping.columns.values()
            ]
            yield pa.RecordBatch.from_arrays(columns, schema=pa.schema(fields))

    with whole_file(out) as file:
        write(file, pa.schema(fields), batches())


def _random(seed: int, part: int) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64DXSM(np.random.SeedSequence(seed, spawn_key=(part,))))


def _plane(random: np.random.Generator, count: int, sixteenths: int) -> pa.BooleanArray:
    """Bits of which so many sixteenths are set: each is one digit after the other of a number below that."""
    words = np.zeros(-(-count // 64), np.uint64)
    for digit in range(4):
        drawn = random.integers(0, 1 << 64, len(words), np.uint64)
        words = words | drawn if sixteenths >> digit & 1 else words & drawn
    if count % 64:
        words[-1] &= np.uint64((1 << count % 64) - 1)
    return pa.Array.from_buffers(pa.bool_(), count, [None, pa.py_buffer(words)], null_count=0)


def _group(random: np.random.Generator, count: int) -> pa.DictionaryArray:
    numbers = random.integers(0, len(GROUPS), count, np.int16)
    return pa.DictionaryArray.from_arrays(pa.array(numbers), pa.array(GROUPS))


def _type(column: Column) -> pa.DataType:
    if column.kind == "whole-number":
        return pa.int32()
    if column.kind == "code" and all(value.isdigit() for value in column.values) and not column.separator:
        return pa.int8()
    return pa.utf8()


def _cells(random: np.random.Generator, column: Column, count: int) -> pa.Array:
    """Values of the code list, some years, or nothing in particular; nothing at all in most cells."""
    empty = random.random(count) >= STATED
    if column.kind == "whole-number":
        return pa.array(random.integers(1990, 2025, count, np.int32), mask=empty)
    values = column.values or GROUPS
    numbers = pa.array(random.integers(0, len(values), count, np.int32), mask=empty)
    texts = pa.array(values, pa.utf8()).take(numbers)
    return texts.cast(_type(column))


Batches = Iterator[pa.RecordBatch]


def _write_csv(file: BinaryIO, schema: pa.Schema, batches: Batches) -> None:
    with pyarrow.csv.CSVWriter(
        pa.PythonFile(file, "w"), schema, write_options=pyarrow.csv.WriteOptions(quoting_style="needed")
    ) as writer:
        for batch in batches:
            writer.write_batch(batch)


def _write_parquet(file: BinaryIO, schema: pa.Schema, batches: Batches) -> None:
    with pyarrow.parquet.ParquetWriter(pa.PythonFile(file, "w"), schema) as writer:
        for batch in batches:
            writer.write_batch(batch)


def _write_json_lines(file: BinaryIO, schema: pa.Schema, batches: Batches) -> None:  # noqa: ARG001
    for batch in batches:
        for row in batch.to_pylist():
            stated = {name: value for name, value in row.items() if value is not None}
            file.write(json.dumps(stated, ensure_ascii=False).encode() + b"\n")


WRITERS: dict[str, Callable[[BinaryIO, pa.Schema, Batches], None]] = {
    ".csv": _write_csv,
    ".parquet": _write_parquet,
    ".jsonl": _write_json_lines,
}
