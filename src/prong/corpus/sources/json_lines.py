"""JSON lines: one object on each line, whose keys are the columns; a key that is not there is empty.

Blocks of flat objects, one on each line, are parsed at once. Others are read row by row: the fast parser
falls over deep nesting, loses nulls in lists, rounds long numbers, and takes some texts for times.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.json as arrow_json

from prong.corpus.chunks import Chunk, Wanted, one_piece, text_of
from prong.corpus.sources.streams import Lines, blocks_of
from prong.corpus.sources.tables import as_cells, unfit
from prong.errors import Diagnostic, Place, ProngError

DOUBTFUL = (b"[", b"NaN", b"Infinity", b"\\u")
EXACT = 2**53
"""Numbers from here on have been rounded."""


def read_json_lines(path: Path, wanted: Wanted) -> Iterator[Chunk | tuple[str, ...]]:
    """The keys of the first object, then the rows in chunks.

    Every object may leave keys out. Raises ProngError where a wanted key stands in no row at all.
    """
    line, number, met = 1, 1, set()
    header: tuple[str, ...] | None = None
    for block in blocks_of(path):
        lines = block.count(b"\n") + (not block.endswith(b"\n"))
        if (table := _flat(block, lines, wanted)) is not None:
            if header is None:
                header = tuple(table.column_names)
                yield header
            met.update(table.column_names)
            yield _fast(table, block, path, wanted, line, number)
            line, number = line + lines, number + lines
            continue
        reader = _Rows(path, wanted, line, number)
        for raw in block.split(b"\n")[:lines]:
            reader.row(raw)
        met |= reader.met
        line, number = reader.line, reader.number
        if header is None and reader.keys:
            header = tuple(reader.keys)
            yield header
        if reader.numbers or reader.unreadable:
            yield reader.chunk()
    if number == 1:
        raise ProngError([Diagnostic("E111", None, met=str(path), expected="JSON objects")])
    if findings := wanted.findings((*(header or ()), *(met - set(header or ()))), Place(str(path))):
        raise ProngError(findings)


def _flat(block: bytes, lines: int, wanted: Wanted) -> pa.Table | None:
    """The rows of a block that surely holds flat objects, one on each line; None where that is not sure."""
    begun = block.startswith(b"{") + block.count(b"\n{")
    if begun != lines or block.count(b"{") != lines or any(mark in block for mark in DOUBTFUL):
        return None
    try:
        block.decode()
        table = arrow_json.read_json(
            pa.BufferReader(block), arrow_json.ReadOptions(use_threads=False, block_size=len(block) + 1)
        )
    except (UnicodeDecodeError, pa.ArrowException):
        return None
    if table.num_rows != lines:
        return None
    for name in wanted.columns:
        if name in table.column_names:
            column = table.column(name)
            if unfit(column.type, several=False):
                return None
            if pa.types.is_floating(column.type) and pc.any(pc.greater_equal(pc.abs(column), EXACT)).as_py():
                return None
    return table


def _fast(table: pa.Table, block: bytes, path: Path, wanted: Wanted, line: int, number: int) -> Chunk:
    lines = Lines(block)

    def place(row: int, column: str) -> Place:
        return _place_in(lines[row], path, line + row, column)

    columns = {
        name: as_cells(one_piece(table.column(name)), None)
        if name in table.column_names
        else pa.nulls(table.num_rows, pa.utf8())
        for name in wanted.columns
    }
    return Chunk(columns, range(number, number + table.num_rows), place)


class _Twice(ValueError):
    """An object that has a key twice."""


class _Rows:
    """The rows of a block as they are read."""

    def __init__(self, path: Path, wanted: Wanted, line: int, number: int) -> None:
        self.path, self.wanted, self.line, self.number = path, wanted, line, number
        self.values: dict[str, list[str | None]] = {name: [] for name in wanted.columns}
        self.numbers: list[int] = []
        self.lines: list[tuple[int, bytes]] = []
        self.unreadable: list[Diagnostic] = []
        self.met: set[str] = set()
        self.keys: dict[str, None] = {}

    def row(self, raw: bytes) -> None:
        line, self.line = self.line, self.line + 1
        if not raw.strip():
            return
        try:
            found = self.read(raw, line)
        except _Refused as refused:
            self.unreadable.append(refused.args[0])
        else:
            for name, values in self.values.items():
                values.append(found[name])
            self.numbers.append(self.number)
            self.lines.append((line, raw))
        self.number += 1

    def read(self, raw: bytes, line: int) -> dict[str, str | None]:
        try:
            value = json.loads(raw.decode(), object_pairs_hook=_once, parse_constant=_refuse_constant)
        except UnicodeDecodeError as error:
            column = len(raw[: error.start].decode()) + 1
            raise _Refused(Diagnostic("E103", Place(str(self.path), line, column, column + 1))) from None
        except json.JSONDecodeError as error:
            raise self.refused(line, error.colno, "it is not JSON") from None
        except _Twice as error:
            raise self.refused(line, 1, f"it has the key “{error}” twice") from None
        except (ValueError, RecursionError):
            raise self.refused(line, 1, "it is not JSON") from None
        if not isinstance(value, dict):
            raise self.refused(line, 1, "it is no JSON object")
        self.met.update(value)
        if not self.keys:
            self.keys = dict.fromkeys(value)
        found: dict[str, str | None] = {}
        for name in self.values:
            try:
                found[name] = text_of(value.get(name), self.wanted.separators.get(name))
            except ValueError as error:
                words = {"met": "a list or an object", "expected": str(error)}
                place = _place_in(raw.decode(), self.path, line, name)
                raise _Refused(Diagnostic("E507", place, subject=name, **words)) from None
        return found

    def refused(self, line: int, column: int, met: str) -> _Refused:
        return _Refused(Diagnostic("E508", Place(str(self.path), line, column, column + 1), met=met))

    def chunk(self) -> Chunk:
        def place(row: int, column: str) -> Place:
            line, raw = self.lines[row]
            return _place_in(raw.decode(), self.path, line, column)

        columns = {name: pa.array(values, pa.utf8()) for name, values in self.values.items()}
        return Chunk(columns, np.array(self.numbers, np.int64), place, tuple(self.unreadable))


class _Refused(Exception):
    """A row that cannot be read, with its finding."""


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        raise _Twice(next(name for name in names if names.count(name) > 1))
    return found


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _place_in(text: str, path: Path, line: int, key: str) -> Place:
    """The place of a key on its line."""
    written = json.dumps(key, ensure_ascii=False)
    at = max(text.find(written), 0) + 1
    return Place(str(path), line, at, at + len(written))
