"""Parquet and Arrow: columns of text, whole numbers or truth values, and lists of texts.

A number that is no number (NaN) is how some programs write an empty cell, and is read as one. The line of a
place is the number of the row, its column that of the column.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet

from prong.corpus.chunks import Chunk, Wanted
from prong.corpus.mapped_file import MappedFile
from prong.corpus.parquet import parquet_batches
from prong.corpus.planes import BATCH
from prong.corpus.sources.streams import unreadable
from prong.errors import Diagnostic, Place, ProngError

ROWS = BATCH
"""Rows of a chunk at most, for NumPy loses time over small ones."""

BYTES = 1 << 26
"""Bytes of a chunk, about, so that wide tables take no more memory than narrow ones."""

TEXT = 128
"""Bytes that a cell of text takes on its way, with what decoders hold beside it."""

NULL = "null"
"""How a null inside a list is shown; it is in no code list."""


def read_parquet(path: Path, wanted: Wanted) -> Iterator[Chunk | tuple[str, ...]]:
    """The names of the columns, then the rows in chunks."""
    with _damage(path, "Parquet"):
        schema = pyarrow.parquet.read_schema(path)
        _refuse_unfit(path, schema, wanted)
        yield tuple(schema.names)
        batches = parquet_batches([path], wanted.columns, _rows_together(schema, wanted))
        yield from _chunks(path, schema, batches, wanted)


def read_arrow(path: Path, wanted: Wanted) -> Iterator[Chunk | tuple[str, ...]]:
    """The same of an Arrow file, mapped into memory."""
    with _damage(path, "an Arrow file"):
        mapped = MappedFile(path)
        reader = pa.ipc.open_file(mapped.buffer)
        _refuse_unfit(path, reader.schema, wanted)
        yield tuple(reader.schema.names)
        batches = (reader.get_batch(number) for number in range(reader.num_record_batches))
        most = _rows_together(reader.schema, wanted)
        parts = (part for batch in batches for part in _parts(batch, most))
        for chunk in _chunks(path, reader.schema, parts, wanted):
            yield chunk
            mapped.have_read(sum(column.nbytes for column in chunk.columns.values()))


def _rows_together(schema: pa.Schema, wanted: Wanted) -> int:
    """How many rows a chunk of these columns has at most."""
    types = [schema.field(name).type for name in wanted.columns]
    bits = sum(type.bit_width if pa.types.is_primitive(type) else 8 * TEXT for type in types)
    return min(ROWS, 8 * BYTES // max(bits, 1))


def _parts(batch: pa.RecordBatch, most: int) -> Iterator[pa.RecordBatch]:
    """A batch in equal parts, whose planes begin with a word of their own."""
    number = -(-batch.num_rows // most) or 1
    length = -(-batch.num_rows // (64 * number)) * 64 or 1
    for start in range(0, max(batch.num_rows, 1), length):
        yield batch.slice(start, length)


@contextlib.contextmanager
def _damage(path: Path, kind: str) -> Iterator[None]:
    """Turns what the decoder cannot read into a finding about the file."""
    try:
        yield
    except (pa.ArrowException, pl.exceptions.PolarsError, OSError) as error:
        if isinstance(error, OSError) and error.errno:
            raise ProngError([unreadable(path, error)]) from None
        expected = f"it is damaged, or not {kind}"
        raise ProngError([Diagnostic("E506", None, met=str(path), expected=expected)]) from None


def _refuse_unfit(path: Path, schema: pa.Schema, wanted: Wanted) -> None:
    """Raises ProngError where a wanted column is missing, is there twice, or has an unreadable type."""
    findings = wanted.findings(schema.names, Place(str(path)))
    if not findings:
        for name in wanted.columns:
            type = schema.field(name).type
            if expected := unfit(type, name in wanted.separators):
                words = {"subject": f"the type {type}", "met": name, "expected": expected}
                findings.append(Diagnostic("E510", Place(str(path)), **words))
    if findings:
        raise ProngError(findings)


def _chunks(
    path: Path, schema: pa.Schema, batches: Iterator[pa.RecordBatch], wanted: Wanted
) -> Iterator[Chunk]:
    positions = {name: number for number, name in enumerate(schema.names, 1)}
    first = 1
    for batch in batches:

        def place(row: int, column: str, first: int = first) -> Place:
            return Place(str(path), first + row, positions[column], positions[column] + 1)

        columns = {name: as_cells(batch.column(name), wanted.separators.get(name)) for name in wanted.columns}
        yield Chunk(columns, range(first, first + batch.num_rows), place)
        first += batch.num_rows


def unfit(type: pa.DataType, several: bool) -> str:
    """What the type of a column should have been; empty where it can be read."""
    if _is_list(type):
        if not several:
            return "single values"
        return "" if _is_text(type.value_type) else "texts in its lists"
    value = type.value_type if pa.types.is_dictionary(type) else type
    if _is_text(value) or _is_number(value) or pa.types.is_boolean(value) or pa.types.is_null(value):
        return ""
    return "text, whole numbers or truth values"


def _is_list(type: pa.DataType) -> bool:
    return pa.types.is_list(type) or pa.types.is_large_list(type)


def _is_text(type: pa.DataType) -> bool:
    return pa.types.is_string(type) or pa.types.is_large_string(type) or pa.types.is_string_view(type)


def _is_number(type: pa.DataType) -> bool:
    return pa.types.is_integer(type) or pa.types.is_floating(type)


def as_cells(column: pa.Array, separator: str | None) -> pa.Array:
    """The column as a chunk has it: lists joined, and numbers that may be no whole ones as texts."""
    type = column.type
    if _is_list(type):
        lists = column.cast(pa.list_(pa.utf8()))
        # A list with a null in it would be joined to nothing at all.
        values = lists.values.fill_null(NULL)
        joined = pa.ListArray.from_arrays(lists.offsets, values, mask=lists.is_null())
        return pc.binary_join(joined, separator)
    if pa.types.is_integer(type) or pa.types.is_boolean(type):
        return column
    if not pa.types.is_dictionary(type) and not pa.types.is_floating(type):
        return column.cast(pa.utf8())
    coded = column if pa.types.is_dictionary(type) else column.dictionary_encode()
    texts = coded.dictionary
    if pa.types.is_floating(texts.type):
        texts = _whole_numbers(texts)
    return pa.DictionaryArray.from_arrays(coded.indices.cast(pa.int32()), texts.cast(pa.utf8()))


def _whole_numbers(values: pa.Array) -> pa.Array:
    """Whole numbers without a point, others as they are, and nothing for what is no number."""
    texts = [
        None if value is None or value != value else str(int(value)) if value.is_integer() else repr(value)
        for value in values.to_pylist()
    ]
    return pa.array(texts, pa.utf8())
