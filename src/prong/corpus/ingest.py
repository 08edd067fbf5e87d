"""From a source to the file of a corpus: streamed, so that memory does not grow with it.

Rows come as they are observed, from a table through a mapping or from case files, and flow into the batches
of the file. Every row that cannot be read is handed to `report` as it is met; nothing else is left out. The
file appears when all is well, and not before.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pyarrow as pa

from prong.corpus import planes
from prong.corpus.identifiers import Identifiers
from prong.corpus.observe import Observed
from prong.corpus.whole_file import whole_file
from prong.errors import Diagnostic, ProngError

MOST_SHOWN = 20
"""Identifiers in several rows that are named."""

MOST_COMPARED = 1000
"""Rows with one hash whose identifiers are compared; only rows made to that end have different ones."""

Rows = tuple[Observed, tuple[Diagnostic, ...]]
"""Some rows, and what is to be said of the rows beside them that could not be read."""


@dataclass(frozen=True, slots=True)
class Ingested:
    """How many rows are in the corpus, and how many were left out because they could not be read."""

    rows: int
    unreadable: int


def ingest(
    rows: Iterable[Rows],
    schema: pa.Schema,
    out: Path,
    *,
    strict: bool = False,
    report: Callable[[Diagnostic], None],
) -> Ingested:
    """Write the corpus of these rows.

    Raises ProngError where the rows or the place cannot be used, where identifiers are not unique, and, with
    `strict`, where any row cannot be read; then nothing is written.
    """
    count = unreadable = 0
    named = pa.types.is_string(schema.field(planes.IDENTIFIER).type)
    with whole_file(out) as file:
        identifiers = Identifiers(out.parent) if named else None
        try:
            writer = Writer(file, schema)
            for observed, faults in rows:
                if strict and faults:
                    raise ProngError(faults)
                for diagnostic in faults:
                    report(diagnostic)
                writer.add(observed, len(faults))
                if identifiers is not None:
                    identifiers.add(observed.identifiers)
                count += len(observed.identifiers)
                unreadable += len(faults)
            writer.close()
            if identifiers is not None:
                _refuse_twice(identifiers, Path(file.name))
        finally:
            if identifiers is not None:
                identifiers.close()
    return Ingested(count, unreadable)


class Writer:
    """Writes rows into batches of the length that the file of a corpus has."""

    def __init__(self, file: BinaryIO, schema: pa.Schema) -> None:
        self.file = file
        self.schema = schema
        self.predicates = planes.predicates_of(schema)
        self.writer = pa.ipc.new_file(pa.PythonFile(file, "w"), schema)
        self.waiting: list[Observed] = []
        self.rows = 0
        self.unreadable = 0
        self.batches = 0

    def add(self, observed: Observed, unreadable: int) -> None:
        """Take some rows, and the number of rows beside them that could not be read."""
        self.unreadable += unreadable
        start, count = 0, len(observed.identifiers)
        while (room := planes.BATCH - self.rows) <= count - start:
            self._take(observed, start, start + room)
            self._write()
            start += room
        self._take(observed, start, count)

    def close(self) -> None:
        """Write what is waiting; a corpus without rows has one empty batch."""
        if self.waiting or self.unreadable or not self.batches:
            self._write()
        self.writer.close()
        self.file.flush()

    def _take(self, observed: Observed, start: int, stop: int) -> None:
        if stop > start:
            self.waiting.append(observed.slice(start, stop))
            self.rows += stop - start

    def _write(self) -> None:
        if self.waiting:
            columns = [pa.concat_arrays([one.identifiers for one in self.waiting])]
            kept = zip(*(one.kept for one in self.waiting), strict=True)
            columns += [pa.concat_arrays(arrays) for arrays in kept]
            for predicate in self.predicates:
                pairs = [one.sides[predicate] for one in self.waiting]
                columns += [packed(np.concatenate(side)) for side in zip(*pairs, strict=True)]
        else:
            columns = [pa.array([], field.type) for field in self.schema]
        batch = pa.RecordBatch.from_arrays(columns, schema=self.schema)
        said = {planes.UNREADABLE: str(self.unreadable).encode()} if self.unreadable else None
        self.writer.write_batch(batch, custom_metadata=said)
        self.waiting, self.rows, self.unreadable = [], 0, 0
        self.batches += 1


def packed(plane: np.ndarray) -> pa.BooleanArray:
    """One bit for each row."""
    bits = np.packbits(plane, bitorder="little")
    return pa.Array.from_buffers(pa.bool_(), len(plane), [None, pa.py_buffer(bits)], null_count=0)


def _refuse_twice(identifiers: Identifiers, part: Path) -> None:
    """Raises ProngError with identifiers that stand in several rows."""
    found: list[str] = []
    with pa.memory_map(str(part)) as file:
        reader = pa.ipc.open_file(file)
        for rows in identifiers.suspects():
            texts = Counter(_identifier(reader, int(row)) for row in rows[:MOST_COMPARED])
            found += [text for text, times in texts.items() if times > 1]
            if len(found) > MOST_SHOWN:
                break
    if found:
        more = "" if len(found) <= MOST_SHOWN else "there are more of them"
        shown = [Diagnostic("E509", None, met=text) for text in sorted(found[:MOST_SHOWN])]
        raise ProngError([*shown[:-1], dataclasses.replace(shown[-1], advice=more)])


def _identifier(reader: pa.RecordBatchFileReader, row: int) -> str:
    batch, at = divmod(row, planes.BATCH)
    return reader.get_batch(batch).column(planes.IDENTIFIER)[at].as_py()
