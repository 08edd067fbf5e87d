"""Spreadsheets: the first sheet of an Excel or OpenDocument file; its first row is the header."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import python_calamine

from prong.corpus.chunks import ROWS, Chunk, Wanted, text_of
from prong.errors import Diagnostic, Place, ProngError

DATES = (datetime.date, datetime.time)


def read_sheet(path: Path, wanted: Wanted) -> Iterator[Chunk | tuple[str, ...]]:
    """The header, then the rows in chunks; rows without any value are no rows."""
    try:
        sheet = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    except (python_calamine.CalamineError, OSError):
        expected = "it is damaged, or no spreadsheet"
        raise ProngError([Diagnostic("E506", None, met=str(path), expected=expected)]) from None
    filled = ((number, row) for number, row in enumerate(sheet.iter_rows(), 1) if any(map(_is_filled, row)))
    line, first = next(filled, (1, []))
    header = tuple(str(cell).strip() for cell in first)
    if not header:
        raise ProngError([Diagnostic("E111", None, met=str(path), expected="header")])
    if findings := wanted.findings(header, Place(str(path), line)):
        raise ProngError(findings)
    yield header
    at = {name: header.index(name) for name in wanted.columns}
    count = 1
    while taken := list(itertools.islice(filled, ROWS)):
        yield _chunk(path, taken, at, count)
        count += len(taken)


def _chunk(path: Path, rows: list[tuple[int, list]], at: dict[str, int], first: int) -> Chunk:
    def place(row: int, column: str) -> Place:
        return Place(str(path), rows[row][0], at[column] + 1, at[column] + 2)

    columns = {
        name: pa.array([_text(row[position]) for _, row in rows], pa.utf8()) for name, position in at.items()
    }
    return Chunk(columns, range(first, first + len(rows)), place)


def _is_filled(cell: object) -> bool:
    return cell is not None and cell != ""


def _text(cell: object) -> str | None:
    return cell.isoformat() if isinstance(cell, DATES) else text_of(cell, None)
