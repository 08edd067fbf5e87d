"""A column of a chunk as it answers questions: in which rows the cell says one of some values.

What a column says is looked at code by code and not row by row: an answer is a table over the codes, in which
the rows look theirs up. Texts are coded by a dictionary. Small whole numbers are their own codes, and truth
values are planes already, so that a column of either becomes a plane at the speed of memory.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from prong.corpus.planes import Words, any_of, bits_of, packed, words_of
from prong.model.mappings import Column

FEW = 1 << 12
"""Whole numbers below this are their own codes."""

STRETCHES = 3
"""Up to so many stretches of codes are compared with, which is faster than looking codes up."""

NUMBER = re.compile(r"[+-]?[0-9]{1,9}")
TRUTH_VALUES = ("false", "true")

Values = frozenset[str]
Answer = Callable[[Values], bool]
"""Whether the values of a cell show (or deny) something."""


@dataclass(frozen=True, slots=True)
class Among:
    """Some of the codes of a column: a byte for each code, the same for the other codes, and the stretches of
    codes that are among them."""

    table: bytes
    opposite: bytes
    stretches: tuple[tuple[int, int], ...]

    @classmethod
    def from_answers(cls, found: Iterable[bool]) -> Among:
        table = bytes(found)
        around = b"\0" + table + b"\0"
        edges = [at for at in range(len(table) + 1) if around[at] != around[at + 1]]
        opposite = bytes(1 - one for one in table)
        return cls(table, opposite, tuple(zip(edges[::2], edges[1::2], strict=True)))


@dataclass(frozen=True, slots=True, eq=False)
class Codes:
    """What each code of a column says: the values of the cell, none where it is empty, None for a misfit."""

    values: tuple[Values | None, ...]
    misfits: Among
    _among: dict[Answer, Among] = field(default_factory=dict)

    @classmethod
    def from_texts(cls, texts: Iterable[str | None], column: Column) -> Codes:
        values = tuple(_values(text, column) for text in texts)
        return cls(values, Among.from_answers(one is None for one in values))

    def giving(self, answer: Answer) -> Among:
        """The codes that give an answer; silence and misfits give none."""
        if answer not in self._among:
            found = (bool(values) and answer(values) for values in self.values)
            self._among[answer] = Among.from_answers(found)
        return self._among[answer]


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """A column by its codes. `numbers` has the code of each row, or one bit for each where `bits` says so;
    `valid` has the rows that have any code (None: all)."""

    rows: int
    codes: Codes
    numbers: np.ndarray
    valid: Words | None
    bits: bool = False
    _last: dict[bytes, Words] = field(default_factory=dict)

    def told(self, answer: Answer) -> Words | None:
        """The rows that give an answer; None where none does."""
        return self._where(self.codes.giving(answer))

    def misfit(self) -> Words | None:
        """The rows whose cell is outside the code list; None where none is."""
        found = self._where(self.codes.misfits)
        return found if found is not None and any_of(found, self.rows) else None

    def taken(self, table: np.ndarray) -> np.ndarray:
        """What a table over the codes holds for each row; anything where the row has no code."""
        numbers = bits_of(self.numbers, self.rows).view(np.uint8) if self.bits else self.numbers
        return table.take(numbers, mode="clip") if len(table) else np.zeros(self.rows, table.dtype)

    def silent(self) -> np.ndarray:
        """The rows whose cell says nothing."""
        found = self.told(bool)
        return np.ones(self.rows, bool) if found is None else ~bits_of(found, self.rows)

    def _where(self, among: Among) -> Words | None:
        if not among.stretches:
            return None
        # What shows is mostly asked for just before what denies, and no plane is kept longer than that.
        if (other := self._last.pop(among.opposite, None)) is not None:
            return ~other if self.valid is None else self.valid ^ other
        if among.table not in self._last:
            found = self._plane(among)
            if self.valid is not None:
                # In its own place, but where it lies in the source.
                found = np.bitwise_and(found, self.valid, out=None if found is self.numbers else found)
            self._last.clear()
            self._last[among.table] = found
        return self._last[among.table]

    def _plane(self, among: Among) -> Words:
        if self.bits and len(among.stretches) == 1 and among.stretches != ((0, 2),):
            return self.numbers if among.table[1] else ~self.numbers
        if len(among.stretches) > STRETCHES or self.bits:
            return packed(self.taken(np.frombuffer(among.table, bool)))
        rows = (self._between(first, beyond, len(among.table)) for first, beyond in among.stretches)
        return packed(functools.reduce(np.logical_or, rows))

    def _between(self, first: int, beyond: int, end: int) -> np.ndarray:
        """Something that is not zero in the rows whose code lies in a stretch."""
        numbers = self.numbers
        if first == 1 and beyond == end and numbers.itemsize == 1:
            return numbers
        if beyond - first == 1:
            return numbers == first
        if beyond == end:
            return numbers >= first
        return numbers < beyond if first == 0 else (numbers >= first) & (numbers < beyond)


def cells_of(array: pa.Array, column: Column) -> Cells:
    """The cells of a column of texts, whole numbers or truth values."""
    rows = len(array)
    if pa.types.is_boolean(array.type):
        codes = _codes_of_numbers(column, None, 2)
        return Cells(rows, codes, words_of(array), _valid(array), bits=True)
    if rows and pa.types.is_integer(array.type):
        numbers = _numbers(array)
        numbers = numbers.view(f"u{numbers.itemsize}")
        end = int(numbers.max()) + 1
        if end <= FEW:
            codes = _codes_of_numbers(column, array.type, end)
            return Cells(rows, codes, numbers, _valid(array))
    coded = array if pa.types.is_dictionary(array.type) else array.dictionary_encode()
    codes = Codes.from_texts(coded.dictionary.cast(pa.utf8()).to_pylist(), column)
    return Cells(rows, codes, _numbers(coded.indices), _valid(coded))


def text_of(array: pa.Array) -> pa.Array:
    """A column as texts."""
    return (array.dictionary_decode() if pa.types.is_dictionary(array.type) else array).cast(pa.utf8())


@functools.lru_cache(maxsize=256)
def _codes_of_numbers(column: Column, type: pa.DataType | None, end: int) -> Codes:
    """The codes below `end` of a type of whole numbers (None: of truth values)."""
    if type is None:
        return Codes.from_texts(TRUTH_VALUES, column)
    below = 256 if type == pa.int8() else 0
    return Codes.from_texts(
        (str(code - below if 128 <= code < below else code) for code in range(end)), column
    )


def _numbers(array: pa.Array) -> np.ndarray:
    """The numbers of a column where they lie; anything in rows that have none."""
    held = array.buffers()[1] if len(array) else b""
    return np.frombuffer(held, array.type.to_pandas_dtype())[array.offset :][: len(array)]


def _valid(array: pa.Array) -> Words | None:
    held = array.buffers()[0]
    if held is None:
        return None
    return words_of(pa.Array.from_buffers(pa.bool_(), len(array), [None, held], offset=array.offset))


def _values(text: str | None, column: Column) -> Values | None:
    """The values in a cell, none where it is empty; None where one of them is outside the code list."""
    if not text or text in column.missing:
        return frozenset()
    parts = [part.strip() for part in text.split(column.separator)] if column.separator else [text]
    values = frozenset(part for part in parts if part and part not in column.missing)
    if column.kind == "whole-number":
        return values if all(map(NUMBER.fullmatch, values)) else None
    return values if values <= set(column.values) else None
