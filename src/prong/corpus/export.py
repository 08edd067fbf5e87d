"""A corpus as a table for other programs: Parquet, plain CSV, CSV for Uwazi, or the columns of a mapping.

Parquet has the columns and the metadata of the corpus itself. Plain CSV has a column for each predicate,
which holds `yes`, `no`, `both` or nothing. Uwazi takes a title, one property for each column, and several
values with a bar between them. A mapping is written only where a value and a predicate say the same; what is
contested has no word in its columns and is counted instead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from prong.corpus.chunks import ROWS
from prong.corpus.planes import BATCH, IDENTIFIER, Corpus, columns_of
from prong.corpus.whole_file import whole_file
from prong.model.mappings import CorpusMapping
from prong.model.vocabulary import Vocabulary

BAR = "|"
TITLE, SHOWN, DENIED = "title", "shown", "denied"


@dataclass(frozen=True, slots=True)
class Exported:
    """Rows written, the predicates that have a place in the table, and findings left out as contested."""

    rows: int
    predicates: tuple[str, ...]
    contested: int


@dataclass(frozen=True, slots=True)
class _Written:
    """A value that stands for a side of a predicate in a column."""

    predicate: str
    side: str
    value: str


Table = Callable[[pa.RecordBatch], list[pa.Array]]


def export_parquet(corpus: Corpus, out: Path) -> Exported:
    """Write the columns of the corpus as they are, with what its metadata says of where it comes from."""
    with (
        whole_file(out) as file,
        pa.parquet.ParquetWriter(pa.PythonFile(file, "w"), corpus.schema) as writer,
    ):
        for number in range(len(corpus.lengths)):
            # One group for each batch: what is read together is decoded in one piece.
            writer.write_batch(corpus.batch(number), row_group_size=BATCH)
    return Exported(corpus.rows, corpus.predicates, 0)


def export_csv(corpus: Corpus, out: Path) -> Exported:
    """Write every predicate as a column of its own."""
    names = [IDENTIFIER, *corpus.kept, *corpus.predicates]

    def table(batch: pa.RecordBatch) -> list[pa.Array]:
        return [*_source_columns(batch, corpus), *(_side_words(batch, name) for name in corpus.predicates)]

    return Exported(_write(corpus, out, names, table), corpus.predicates, 0)


def export_uwazi(corpus: Corpus, vocabulary: Vocabulary, out: Path) -> Exported:
    """Write what is shown and what is denied as two properties of several values, by the labels."""
    labels = {name: vocabulary.predicates[name].label.replace(BAR, "/") for name in corpus.predicates}
    names = [TITLE, *corpus.kept, SHOWN, DENIED]

    def table(batch: pa.RecordBatch) -> list[pa.Array]:
        sides = []
        for side in (0, 1):
            said = [_where(batch.column(columns_of(name)[side]), label) for name, label in labels.items()]
            sides.append(_joined(said, BAR))
        return [*_source_columns(batch, corpus), *sides]

    return Exported(_write(corpus, out, names, table), corpus.predicates, 0)


def export_mapping(corpus: Corpus, mapping: CorpusMapping, out: Path) -> Exported:
    """Write the columns of a mapping, as far as values and predicates say the same."""
    written = _written(mapping, corpus.predicates)
    kept = {name for name in corpus.kept if name in mapping.columns}
    columns = [name for name in mapping.columns if name != mapping.identifier]
    contested: Counter[str] = Counter()

    def table(batch: pa.RecordBatch) -> list[pa.Array]:
        arrays = [batch.column(IDENTIFIER).cast(pa.utf8())]
        for name in columns:
            if name in kept:
                arrays.append(_as_text(batch.column(name)))
            else:
                said = [_uncontested(batch, one) for one in written.get(name, ())]
                nothing = pa.nulls(batch.num_rows, pa.utf8())
                arrays.append(_joined(said, mapping.columns[name].separator or "") if said else nothing)
        for predicate in dict.fromkeys(one.predicate for found in written.values() for one in found):
            yes, no = (batch.column(column) for column in columns_of(predicate))
            contested[predicate] += pc.sum(pc.and_(yes, no)).as_py() or 0
        return arrays

    rows = _write(corpus, out, [mapping.identifier or IDENTIFIER, *columns], table)
    placed = tuple(dict.fromkeys(one.predicate for found in written.values() for one in found))
    return Exported(rows, placed, sum(contested.values()))


def _written(mapping: CorpusMapping, predicates: tuple[str, ...]) -> Mapping[str, list[_Written]]:
    """What is written into each column: links that go both ways, of predicates that the corpus has."""
    found: dict[str, list[_Written]] = {}
    for name, link in mapping.chosen(()):
        if link.both_ways and name in predicates:
            into = found.setdefault(link.column, [])
            into += [_Written(name, "yes", value) for value in link.yes]
            into += [_Written(name, "no", value) for value in link.no]
    return found


def _uncontested(batch: pa.RecordBatch, one: _Written) -> pa.Array:
    yes, no = (batch.column(column) for column in columns_of(one.predicate))
    side, other = (yes, no) if one.side == "yes" else (no, yes)
    return _where(pc.and_not(side, other), one.value)


def _write(corpus: Corpus, out: Path, names: list[str], table: Table) -> int:
    schema = pa.schema([pa.field(name, pa.utf8()) for name in names])
    options = pa.csv.WriteOptions(quoting_style="needed")
    with (
        whole_file(out) as file,
        pa.csv.CSVWriter(pa.PythonFile(file, "w"), schema, write_options=options) as writer,
    ):
        for part in _parts(corpus):
            writer.write_batch(pa.RecordBatch.from_arrays(table(part), schema=schema))
    return corpus.rows


def _parts(corpus: Corpus) -> Iterator[pa.RecordBatch]:
    for number in range(len(corpus.lengths)):
        batch = corpus.batch(number)
        for start in range(0, batch.num_rows, ROWS):
            yield batch.slice(start, ROWS)


def _source_columns(batch: pa.RecordBatch, corpus: Corpus) -> list[pa.Array]:
    identifiers = batch.column(IDENTIFIER).cast(pa.utf8())
    return [identifiers, *(_as_text(batch.column(name)) for name in corpus.kept)]


def _as_text(array: pa.Array) -> pa.Array:
    plain = array.dictionary_decode() if pa.types.is_dictionary(array.type) else array
    return plain.cast(pa.utf8())


def _side_words(batch: pa.RecordBatch, predicate: str) -> pa.Array:
    yes, no = (batch.column(column) for column in columns_of(predicate))
    return pc.if_else(yes, pc.if_else(no, "both", "yes"), _where(no, "no"))


def _where(bits: pa.Array, text: str) -> pa.Array:
    return pc.if_else(bits, text, pa.scalar(None, pa.utf8()))


def _joined(arrays: list[pa.Array], separator: str) -> pa.Array:
    """What is said in a row, with the separator between; nothing where nothing is said."""
    # The empty text in front keeps rows in which nothing is said: pyarrow leaves these out of the answer.
    empty = pa.array([""] * len(arrays[0]))
    joined = pc.binary_join_element_wise(empty, *arrays, separator, null_handling="skip")
    joined = pc.utf8_slice_codeunits(joined, len(separator))
    return pc.if_else(pc.equal(joined, ""), pa.scalar(None, pa.utf8()), joined)
