"""From a source to the file of a corpus: streamed, so that memory does not grow with it.

Rows come as they are observed, from a table through a mapping or from case files, and flow into the batches
of the file. Every row that cannot be read is handed to `report` as it is met; nothing else is left out. The
file appears when all is well, and not before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeVar

import numpy as np
import pyarrow as pa

from prong.corpus import planes
from prong.corpus.identifiers import Identifiers
from prong.corpus.whole_file import whole_file
from prong.errors import Diagnostic, ProngError

Made = TypeVar("Made")
Report = Callable[[Diagnostic], None]


@dataclass(frozen=True, slots=True)
class Ingested:
    """How many rows are in the corpus, and how many were left out because they could not be read."""

    rows: int
    unreadable: int


def ingest(
    rows: Iterable[tuple[pa.RecordBatch, tuple[Diagnostic, ...]]],
    schema: pa.Schema,
    out: Path,
    *,
    strict: bool = False,
    report: Report,
) -> Ingested:
    """Write the corpus of these rows, each batch with what is to be said of rows beside it.

    Raises ProngError where the rows or the place cannot be used, where identifiers are not unique, and, with
    `strict`, where any row cannot be read; then nothing is written.
    """
    count = unreadable = 0
    with whole_file(out) as file, Identifiers(out.parent) as identifiers:
        writer = Writer(file, schema)
        for batch, left_out in readable(rows, strict=strict, report=report):
            writer.add(batch, left_out)
            identifiers.add(batch.column(planes.IDENTIFIER))
            count += batch.num_rows
            unreadable += left_out
        writer.close()
        identifiers.refuse_twice(lambda wanted: _identifiers(Path(file.name), wanted))
    return Ingested(count, unreadable)


def readable(
    rows: Iterable[tuple[Made, tuple[Diagnostic, ...]]], *, strict: bool, report: Report
) -> Iterator[tuple[Made, int]]:
    """The rows that could be read, with how many beside them could not; each of these is reported.

    Raises ProngError where there is one and `strict` holds.
    """
    for found, faults in rows:
        if strict and faults:
            raise ProngError(faults)
        for diagnostic in faults:
            report(diagnostic)
        yield found, len(faults)


class Writer:
    """Writes rows into batches of the length that the file of a corpus has."""

    def __init__(self, file: BinaryIO, schema: pa.Schema) -> None:
        self.file = file
        self.schema = schema
        self.writer = pa.ipc.new_file(pa.PythonFile(file, "w"), schema)
        self.waiting: list[pa.RecordBatch] = []
        self.rows = 0
        self.unreadable = 0
        self.batches = 0

    def add(self, batch: pa.RecordBatch, unreadable: int) -> None:
        """Take some rows, and the number of rows beside them that could not be read."""
        self.unreadable += unreadable
        start, count = 0, batch.num_rows
        while (room := planes.BATCH - self.rows) <= count - start:
            self._take(batch.slice(start, room))
            self._write()
            start += room
        self._take(batch.slice(start))

    def close(self) -> None:
        """Write what is waiting; a corpus without rows has one empty batch."""
        if self.waiting or self.unreadable or not self.batches:
            self._write()
        self.writer.close()
        self.file.flush()

    def _take(self, batch: pa.RecordBatch) -> None:
        if batch.num_rows:
            self.waiting.append(batch)
            self.rows += batch.num_rows

    def _write(self) -> None:
        if self.waiting:
            pieces = zip(*(batch.columns for batch in self.waiting), strict=True)
            columns = [pa.concat_arrays(arrays) for arrays in pieces]
        else:
            columns = [pa.array([], field.type) for field in self.schema]
        batch = pa.RecordBatch.from_arrays(columns, schema=self.schema)
        said = {planes.UNREADABLE: str(self.unreadable).encode()} if self.unreadable else None
        self.writer.write_batch(batch, custom_metadata=said)
        self.waiting, self.rows, self.unreadable = [], 0, 0
        self.batches += 1


def _identifiers(part: Path, rows: np.ndarray) -> list[str]:
    """The identifiers of some rows of a corpus that is being written, counted from 0."""
    with pa.memory_map(str(part)) as file:
        reader = pa.ipc.open_file(file)
        places = (divmod(row, planes.BATCH) for row in rows.tolist())
        return [reader.get_batch(batch).column(planes.IDENTIFIER)[at].as_py() for batch, at in places]
