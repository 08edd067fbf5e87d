"""CSV and its like, in blocks: parsed at once where a block has one row on each line, row by row where not.

The fast way cannot tell on which line a row stands that follows a blank line or a line end inside quotes, and
does not notice a quotation that is never closed. Blocks that hold such things take the slow way, as do
blocks that are not all UTF-8, so that every place that is named is exact.
"""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv

from prong.corpus.chunks import Chunk, Wanted, one_piece
from prong.corpus.sources.streams import LONGEST_LINE, Lines, blocks_of
from prong.errors import Diagnostic, Place, ProngError

DELIMITERS = (",", ";", "\t", "|")
SURROGATE = "\udc80", "\udcff"
MOST_LINES = 1000
"""Lines in which the header must end."""

ESCAPED = "surrogateescape"
csv.field_size_limit(LONGEST_LINE)


def read_delimited(path: Path, wanted: Wanted) -> Iterator[Chunk | tuple[str, ...]]:
    """The header of a file, then its rows in chunks."""
    blocks = blocks_of(path)
    first = next(blocks, b"")
    header, delimiter, size, lines = _header(first, path, wanted)
    if findings := wanted.findings(header, Place(str(path))):
        raise ProngError(findings)
    yield header
    reader = _Reader(path, wanted, header, delimiter, lines + 1)
    rest = b""
    for block in itertools.chain((first[size:],), blocks):
        chunk, rest = reader.chunk(rest + block)
        if chunk is not None:
            yield chunk
        if len(rest) > LONGEST_LINE:
            break
    if rest:
        raise ProngError([reader.unclosed()])


def _header(block: bytes, path: Path, wanted: Wanted) -> tuple[tuple[str, ...], str, int, int]:
    """The names in the first row, what parts them, and how many bytes and lines the row takes.

    What parts them is that under which the row names the most of the wanted columns.
    """
    lines = list(itertools.islice(_lines(block), MOST_LINES))
    best: tuple[int, tuple[str, ...], str, int] | None = None
    for delimiter in DELIMITERS:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        try:
            names = tuple(name.strip() for name in next(reader, ()))
        except csv.Error:
            continue
        found = len(set(names) & set(wanted.columns))
        if best is None or found > best[0]:
            best = found, names, delimiter, reader.line_num
    if best is None or not best[1]:
        raise ProngError([Diagnostic("E111", None, met=str(path), expected="header")])
    _, names, delimiter, count = best
    if place := _undecoded(lines[:count], path, 1):
        raise ProngError([Diagnostic("E103", place)])
    size = len("".join(lines[:count]).encode("utf-8", ESCAPED))
    return names, delimiter, size, count


class _Reader:
    """Where the reading of a file stands: the next line and the number of the next row."""

    def __init__(
        self, path: Path, wanted: Wanted, header: tuple[str, ...], delimiter: str, line: int
    ) -> None:
        self.path = path
        self.wanted = wanted
        self.header = header
        self.delimiter = delimiter
        self.line = line
        self.number = 1
        self.at = {name: header.index(name) for name in wanted.columns}
        self.around = np.frombuffer(f"{delimiter}\r\n".encode(), np.uint8)

    def chunk(self, block: bytes) -> tuple[Chunk | None, bytes]:
        """The rows of a block, and the beginning of a row that goes on behind it."""
        if not block:
            return None, b""
        if (chunk := self.fast(block)) is not None:
            return chunk, b""
        return self.slow(block)

    def fast(self, block: bytes) -> Chunk | None:
        """The rows of a block in which each stands on a line of its own; None where that is not sure."""
        if not self.is_plain(block):
            return None
        lines = block.count(b"\n") + (not block.endswith(b"\n"))
        refused: list[tuple[int, int]] = []

        def refuse(row: arrow_csv.InvalidRow) -> str:
            refused.append((row.number, row.actual_columns))
            return "skip"

        names = [str(number) for number in range(len(self.header))]
        types = {
            str(self.at[name]): pa.dictionary(pa.int32(), pa.utf8())
            if name in self.wanted.codes
            else pa.utf8()
            for name in self.wanted.columns
        }
        try:
            table = arrow_csv.read_csv(
                pa.BufferReader(block),
                arrow_csv.ReadOptions(use_threads=False, column_names=names, block_size=len(block) + 1),
                arrow_csv.ParseOptions(
                    delimiter=self.delimiter,
                    newlines_in_values=True,
                    ignore_empty_lines=True,
                    invalid_row_handler=refuse,
                ),
                arrow_csv.ConvertOptions(
                    column_types=types, strings_can_be_null=False, include_columns=list(types)
                ),
            )
        except pa.ArrowInvalid:
            return None
        if table.num_rows + len(refused) != lines:
            return None
        numbers = np.arange(self.number, self.number + lines, dtype=np.int64)
        ordinals = np.delete(np.arange(lines), [number - 1 for number, _ in refused])
        place = _Places(self, block, self.line, ordinals)
        unreadable = tuple(
            Diagnostic("E508", Place(str(self.path), self.line + row - 1), met=self.count_of(cells))
            for row, cells in refused
        )
        columns = {name: one_piece(table.column(str(self.at[name]))) for name in self.wanted.columns}
        self.number += lines
        self.line += lines
        return Chunk(columns, numbers[ordinals], place, unreadable)

    def is_plain(self, block: bytes) -> bool:
        """Whether a block is UTF-8, quotes whole cells or none, and ends each line where `\\n` says so."""
        if not (block.isascii() or _is_text(block)):
            return False
        if b"\r" in block and block.count(b"\r") != block.count(b"\r\n"):
            return False
        if b'"' not in block:
            return True
        letters = np.frombuffer(b"\n" + block + b"\n", np.uint8)
        marks = np.flatnonzero(letters == ord('"'))
        opening, closing = marks[::2], marks[1::2]
        if len(opening) != len(closing):
            return False
        begins, ends = letters[opening - 1], letters[closing + 1]
        whole = np.isin(begins, self.around).all() and np.isin(ends, self.around).all()
        lines = np.flatnonzero(letters == ord("\n"))
        return bool(whole and (np.searchsorted(lines, opening) == np.searchsorted(lines, closing)).all())

    def slow(self, block: bytes) -> tuple[Chunk | None, bytes]:
        """The same row by row."""
        lines = list(_lines(block))
        reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
        values: dict[str, list[str]] = {name: [] for name in self.wanted.columns}
        numbers: list[int] = []
        places: list[tuple[int, int]] = []
        unreadable: list[Diagnostic] = []
        rest = b""
        while True:
            start = reader.line_num
            try:
                row = next(reader)
            except StopIteration:
                break
            except csv.Error as error:
                if "unexpected end of data" in str(error):
                    rest = "".join(lines[start:]).encode("utf-8", ESCAPED)
                    break
                row = str(error)
            if not row:
                continue
            fault = self.fault(row, lines[start : reader.line_num], start)
            if fault is None:
                numbers.append(self.number)
                places.append((start, reader.line_num))
                for name, at in self.at.items():
                    values[name].append(row[at])
            else:
                unreadable.append(fault)
            self.number += 1
        first, taken = self.line, reader.line_num if not rest else start
        self.line += taken
        columns = {name: pa.array(column, pa.utf8()) for name, column in values.items()}
        chunk = Chunk(
            columns, np.array(numbers, np.int64), _SlowPlaces(self, lines, first, places), tuple(unreadable)
        )
        return (chunk if numbers or unreadable else None), rest

    def fault(self, row: list[str] | str, lines: list[str], start: int) -> Diagnostic | None:
        """What is wrong with a row: its quoting, the number of its cells, or its bytes."""
        line = self.line + start
        if isinstance(row, str):
            return Diagnostic("E508", Place(str(self.path), line), met="its quotation marks do not match")
        if place := _undecoded(lines, self.path, line):
            return Diagnostic("E103", place)
        if len(row) != len(self.header):
            return Diagnostic("E508", Place(str(self.path), line), met=self.count_of(len(row)))
        return None

    def count_of(self, cells: int) -> str:
        return f"{cells} cells, and the header has {len(self.header)}"

    def unclosed(self) -> Diagnostic:
        met = "the quotation that begins in it is never closed"
        return Diagnostic("E508", Place(str(self.path), self.line), met=met)

    def cell(self, text: str, line: int, column: str) -> Place:
        """The place of a cell in the text of a row that begins on `line`."""
        cells, quoted, begin = 0, False, 0
        for at, character in enumerate(text):
            if character == '"':
                quoted = not quoted
            elif character == self.delimiter and not quoted:
                if cells == self.at[column]:
                    return self.stretch(text, line, begin, at)
                cells, begin = cells + 1, at + 1
        return self.stretch(text, line, begin, len(text.rstrip("\r\n")))

    def stretch(self, text: str, line: int, begin: int, end: int) -> Place:
        before = text[:begin]
        start = begin - (before.rfind("\n") + 1) + 1
        return Place(str(self.path), line + before.count("\n"), start, max(start + end - begin, start + 1))


class _Places:
    """Places of cells where each row stands on one line."""

    def __init__(self, reader: _Reader, block: bytes, line: int, ordinals: np.ndarray) -> None:
        self.reader, self.lines, self.line, self.ordinals = reader, Lines(block), line, ordinals

    def __call__(self, row: int, column: str) -> Place:
        number = int(self.ordinals[row])
        return self.reader.cell(self.lines[number], self.line + number, column)


class _SlowPlaces:
    """Places of cells where a row may stand on several lines."""

    def __init__(self, reader: _Reader, lines: list[str], line: int, places: list[tuple[int, int]]) -> None:
        self.reader, self.lines, self.line, self.places = reader, lines, line, places

    def __call__(self, row: int, column: str) -> Place:
        start, stop = self.places[row]
        return self.reader.cell("".join(self.lines[start:stop]), self.line + start, column)


def _undecoded(lines: list[str], path: Path, line: int) -> Place | None:
    """The first character of some lines that stands for a byte that is not UTF-8."""
    for number, text in enumerate(lines, line):
        if not text.isascii():
            for column, character in enumerate(text, 1):
                if SURROGATE[0] <= character <= SURROGATE[1]:
                    return Place(str(path), number, column, column + 1)
    return None


def _is_text(block: bytes) -> bool:
    try:
        block.decode()
    except UnicodeDecodeError:
        return False
    return True


def _lines(block: bytes) -> Iterator[str]:
    """The lines of a block with their ends, whichever of the three ways to end a line it uses."""
    return iter(io.StringIO(block.decode("utf-8", ESCAPED), newline=""))
