"""Chunks: rows of a source as columns of cells, with their places; what every reader of a source gives.

A reader knows how a kind of file is laid out and nothing of law. It leaves out rows that it cannot read and
says so; what the values mean is for `observe`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from prong.errors import Diagnostic, Place, near_name

ROWS = 1 << 16
"""Rows of a chunk, where a reader can choose."""

PlaceOf = Callable[[int, str], Place]


@dataclass(frozen=True, slots=True, eq=False)
class Chunk:
    """Some rows of a source.

    `columns` holds the wanted ones, as text, as a dictionary of texts, as whole numbers or as truth values;
    an empty text or a null is an empty cell. `numbers` are the numbers of the rows in the source, from 1,
    with gaps where a row could not be read. `place(row, column)` is where a cell of the chunk stands.
    """

    columns: Mapping[str, pa.Array]
    numbers: range | np.ndarray
    place: PlaceOf
    unreadable: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is read of a source: the columns that it must have, which hold codes, and what parts several."""

    columns: tuple[str, ...]
    codes: frozenset[str] = frozenset()
    separators: Mapping[str, str] = field(default_factory=dict)

    def findings(self, header: Iterable[str], place: Place) -> list[Diagnostic]:
        """What is missing from a header, or stands in it twice."""
        header = list(header)
        missing = [name for name in self.columns if name not in header]
        free = [name for name in header if name not in self.columns]
        found = [Diagnostic("E504", place, met=name, near=near_name(name, free)) for name in missing]
        twice = [name for name in self.columns if header.count(name) > 1]
        return found + [Diagnostic("E505", place, met=name) for name in twice]


def one_piece(column: pa.ChunkedArray) -> pa.Array:
    """A column without the seams of its decoder."""
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def text_of(value: object, separator: str | None) -> str | None:
    """A typed value (of JSON, a spreadsheet) as a file of text would hold it; None where it is empty.

    Raises ValueError where it is a structure, or a list in a column of one value.
    """
    match value:
        case None | "":
            return None
        case bool():
            return "true" if value else "false"
        case str():
            return value
        case int():
            return str(value)
        case float():
            return None if value != value else str(int(value)) if value.is_integer() else repr(value)
        case list() if separator is not None:
            items = [text_of(item, None) for item in value]
            if any(item is None or separator in item for item in items):
                raise ValueError("a list of values")
            return separator.join(items) or None
        case _:
            raise ValueError("one value")
