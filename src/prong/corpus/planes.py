"""The file of a corpus: Arrow IPC with two packed Boolean columns for each predicate.

`<predicate>__yes` holds a bit where a row shows the predicate to the standard of the corpus, and
`<predicate>__no` where it denies it; hyphens are written as underscores, so that the names stand in any
dialect of SQL. Before them come `id` and the columns that were kept from the source. What the data can
never show has no columns.

A batch holds 2^20 + 512 rows: each of its planes is one piece of 128 KiB and one cache line more, because
planes that lie whole powers of two apart fall on the same lines of the cache.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from prong.corpus.mapped_file import MappedFile
from prong.errors import Diagnostic, ProngError
from prong.model.standards import BY_KEY, Standard

BATCH = (1 << 20) + 512
FORMAT = "1"
YES, NO = "__yes", "__no"
IDENTIFIER = "id"
PREFIX = "prong."
UNREADABLE = b"prong.unreadable"
LISTS = ("one_sided", "crosswalks")
WORD = np.dtype("<u8")

Words = np.ndarray
"""Words of 64 rows; the first row is the lowest bit of the first word."""


@dataclass(frozen=True, slots=True)
class Header:
    """What the metadata of a corpus says of where it comes from; digests are SHA-256.

    `one_sided` names the predicates that this data can show and never deny, `crosswalks` what was
    switched on to read one code as another.
    """

    mapping: str
    mapping_digest: str
    rules: str
    vocabulary: str
    source: str
    software: str
    standard: str
    unit: str = "case"
    one_sided: tuple[str, ...] = ()
    crosswalks: tuple[str, ...] = ()

    @property
    def to(self) -> Standard:
        """The standard to which every bit is made out."""
        return BY_KEY[self.standard]


def columns_of(predicate: str) -> tuple[str, str]:
    """The names of the two columns of a predicate."""
    name = predicate.replace("-", "_").replace("/", "__")
    return name + YES, name + NO


def fields_of(
    predicates: Iterable[str], identifier: pa.DataType, kept: Iterable[pa.Field]
) -> tuple[pa.Field, ...]:
    """The columns of a corpus that can show these predicates and keeps these columns of its source.

    The identifier is text where the source names one, and otherwise the number of the row in the source.
    """
    found = [pa.field(IDENTIFIER, identifier, nullable=False), *kept]
    for predicate in predicates:
        for column, side in zip(columns_of(predicate), ("yes", "no"), strict=True):
            said = {PREFIX + "predicate": predicate, PREFIX + "side": side}
            found.append(pa.field(column, pa.bool_(), nullable=False, metadata=said))
    return tuple(found)


def schema_of(fields: Iterable[pa.Field], header: Header) -> pa.Schema:
    """The schema of a corpus with these columns."""
    return pa.schema(fields, metadata=_metadata(header))


def header_of(schema: pa.Schema, path: Path) -> Header:
    """What the metadata says; raises ProngError (E530) where the schema is not that of a corpus."""
    said = {key.decode(): value.decode() for key, value in (schema.metadata or {}).items()}
    wanted = {field.name: said.get(_key(field.name)) for field in fields(Header)}
    if said.get(PREFIX + "format") != FORMAT or None in wanted.values() or wanted["standard"] not in BY_KEY:
        raise ProngError([no_corpus(path, "its metadata is not that of a corpus")])
    lists = {name: tuple(json.loads(wanted[name])) for name in LISTS}
    return Header(**{**wanted, **lists})


def predicates_of(schema: pa.Schema) -> tuple[str, ...]:
    """The predicates that a corpus can show, in the order of its columns."""
    found = [(field.metadata or {}).get(b"prong.predicate") for field in schema]
    return tuple(dict.fromkeys(name.decode() for name in found if name))


def kept_of(schema: pa.Schema) -> tuple[str, ...]:
    """The columns kept from the source, by which rows can be grouped."""
    return tuple(
        field.name
        for field in schema
        if field.name != IDENTIFIER and b"prong.predicate" not in (field.metadata or {})
    )


def schema_at(source: Path) -> pa.Schema:
    """The schema of a corpus in any of its formats: Arrow, Parquet, or a folder of Parquet files.

    Raises ProngError where there is none.
    """
    if source.suffix == ".arrow":
        return Corpus(source).schema
    files = parquet_files(source)
    if not files:
        raise ProngError([Diagnostic("E111", None, met=str(source), expected="Parquet file")])
    try:
        return pq.read_schema(files[0])
    except FileNotFoundError:
        raise ProngError([Diagnostic("E101", None, met=str(source))]) from None
    except (pa.ArrowInvalid, OSError):
        raise ProngError([no_corpus(files[0], "it is damaged, or not a Parquet file")]) from None


def parquet_files(source: Path) -> list[Path]:
    """The files of a corpus in Parquet, which may be a folder of them."""
    return sorted(source.glob("*.parquet")) if source.is_dir() else [source]


class Corpus:
    """An open corpus: rows of planes, mapped into memory and read batch by batch."""

    def __init__(self, path: Path) -> None:
        """Raises ProngError where the file is missing, damaged or no corpus."""
        self.path = path
        try:
            self._file = MappedFile(path)
            self._reader = pa.ipc.open_file(self._file.buffer)
            self.schema = self._reader.schema
            self.header = header_of(self.schema, path)
            self.predicates = predicates_of(self.schema)
            found = [
                self._reader.get_batch_with_custom_metadata(number)
                for number in range(self._reader.num_record_batches)
            ]
            self.lengths = tuple(batch.num_rows for batch, _ in found)
            self.unreadable = sum(int((said or {}).get(UNREADABLE, 0)) for _, said in found)
        except FileNotFoundError:
            raise ProngError([Diagnostic("E101", None, met=str(path))]) from None
        except OSError as error:
            expected = error.strerror or "unreadable"
            raise ProngError([Diagnostic("E102", None, met=str(path), expected=expected)]) from None
        except (pa.ArrowInvalid, ValueError):
            raise ProngError([no_corpus(path, "it is damaged, or not an Arrow file")]) from None

    @property
    def rows(self) -> int:
        return sum(self.lengths)

    @property
    def kept(self) -> tuple[str, ...]:
        return kept_of(self.schema)

    def batch(self, number: int) -> pa.RecordBatch:
        """One batch; its buffers lie in the mapped file."""
        return self._reader.get_batch(number)

    def batches(self) -> Iterator[pa.RecordBatch]:
        """All batches, one after the other."""
        for number in range(len(self.lengths)):
            yield (batch := self.batch(number))
            self.have_read(batch.nbytes)

    def row(self, number: int) -> pa.RecordBatch:
        """The batch of one row; `number` counts from 0. Raises IndexError where there is none."""
        for batch, length in enumerate(self.lengths):
            if 0 <= number < length:
                return self.batch(batch).slice(number, 1)
            number -= length
        raise IndexError(number)

    def begin(self) -> None:
        """Take note that the batches are read from the first on."""
        self._file.begin()

    def have_read(self, count: int) -> None:
        """Take note that so many bytes of batches have been read, so that their memory can be given back."""
        self._file.have_read(count)


def words_of(column: pa.BooleanArray) -> Words:
    """The bits of a column as words, without a copy where its buffer allows; those beyond its end mean
    nothing."""
    count = -(-len(column) // 64)
    bits = column.buffers()[1]
    if column.offset % 64 == 0 and bits.size >= column.offset // 8 + 8 * count:
        return np.frombuffer(bits, WORD, count, column.offset // 8)
    if column.offset % 8:
        column = pa.concat_arrays([column, pa.array([], pa.bool_())])
        bits = column.buffers()[1]
    padded = np.zeros(8 * count, np.uint8)
    held = np.frombuffer(bits, np.uint8, -(-len(column) // 8), column.offset // 8)
    padded[: len(held)] = held
    return padded.view(WORD)


def column_of(words: Words, rows: int) -> pa.BooleanArray:
    """Words as a column; the bits beyond its end are put out, so that a file depends on its rows alone."""
    if rows % 64:
        words = words.copy()
        words[-1] &= np.uint64((1 << rows % 64) - 1)
    return pa.Array.from_buffers(pa.bool_(), rows, [None, pa.py_buffer(words)], null_count=0)


def packed(rows: np.ndarray) -> Words:
    """Words with a bit for each row whose byte is not zero."""
    bits = np.packbits(rows, bitorder="little")
    if len(bits) % 8:
        bits = np.concatenate((bits, np.zeros(-len(bits) % 8, np.uint8)))
    return bits.view(WORD)


def any_of(words: Words, rows: int) -> bool:
    """Whether any row has its bit set."""
    whole = rows // 64
    return bool(words[:whole].any()) or bool(rows % 64 and int(words[whole]) & (1 << rows % 64) - 1)


def bits_of(words: Words, rows: int) -> np.ndarray:
    """One boolean for each row."""
    return np.unpackbits(words.view(np.uint8), count=rows, bitorder="little").view(np.bool_)


def _metadata(header: Header) -> dict[str, str]:
    said = asdict(header)
    said |= {name: json.dumps(said[name]) for name in LISTS}
    return {PREFIX + "format": FORMAT, **{_key(name): value for name, value in said.items()}}


def _key(name: str) -> str:
    return PREFIX + name.replace("_", "-")


def no_corpus(path: Path, why: str) -> Diagnostic:
    """What is to be said of a file that cannot be read as a corpus."""
    return Diagnostic("E530", None, met=str(path), expected=why)
