"""Spreadsheets: the first sheet of an Excel or OpenDocument file; its first row is the header."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import python_calamine

from prong.corpus.chunks import ROWS, Chunk, Wanted, text_of
from prong.corpus.sources.streams import unreadable
from prong.errors import Diagnostic, Place, ProngError

DATES = (datetime.date, datetime.time)


def read_sheet(path: Path, wanted: Wanted) -> Iterator[Chunk | tuple[str, ...]]:
    """The header, then the rows in chunks; rows without any value are no rows."""
    try:
        book = python_calamine.CalamineWorkbook.from_path(path)
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except FileNotFoundError as error:
        raise ProngError([unreadable(path, error)]) from None
    except (python_calamine.CalamineError, OSError, IndexError):
        expected = "it is damaged, or no spreadsheet"
        raise ProngError([Diagnostic("E506", None, met=str(path), expected=expected)]) from None
    header = tuple(str(cell).strip() for cell in rows[0]) if rows else ()
    if not any(header):
        raise ProngError([Diagnostic("E111", None, met=str(path), expected="header")])
    if findings := wanted.findings(header, Place(str(path))):
        raise ProngError(findings)
    yield header
    at = {name: header.index(name) for name in wanted.columns}
    filled = (
        (number, row)
        for number, row in enumerate(rows[1:], 2)
        if any(cell != "" and cell is not None for cell in row)
    )
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
    return Chunk(columns, np.arange(first, first + len(rows), dtype=np.int64), place)


def _text(cell: object) -> str | None:
    return cell.isoformat() if isinstance(cell, DATES) else text_of(cell, None)
