"""What a mapping sees in the rows of a chunk: both sides of each predicate, kept columns, and misfits.

A column is looked at by its distinct texts: each link becomes a table with an answer for every text, and the
rows look their answers up. An empty cell answers nothing, so that silence is silence. A row of which one
cell is outside the code list is left out whole, because what the cell says is unknown.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from prong.corpus.chunks import Chunk, Wanted
from prong.errors import Diagnostic, ProngError, near_name
from prong.evaluation.facts import holds_between
from prong.language.text import CONTROL
from prong.model.mappings import Bound, Column, CorpusMapping, Link
from prong.model.standards import Standard
from prong.model.vocabulary import Derived, Vocabulary

FAR = 10**9
"""Further off than any number of years: if neither end gives an answer, no number does."""

NUMBER = re.compile(r"[+-]?[0-9]{1,9}")
Sides = tuple[np.ndarray, np.ndarray]
Answer = Callable[[frozenset[str]], bool]
"""Whether the values of a cell show (or deny) something."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How a predicate can be shown and denied: for each side, columns with the answer to their values."""

    predicate: str
    yes: tuple[tuple[Link, Answer], ...]
    no: tuple[tuple[Link, Answer], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Observed:
    """Rows of a corpus before they are packed: planes by predicate, kept columns, identifiers."""

    sides: Mapping[str, Sides]
    kept: tuple[pa.Array, ...]
    identifiers: pa.Array

    def slice(self, start: int, stop: int) -> Observed:
        """Some of the rows."""
        return Observed(
            {name: (yes[start:stop], no[start:stop]) for name, (yes, no) in self.sides.items()},
            tuple(array.slice(start, stop - start) for array in self.kept),
            self.identifiers.slice(start, stop - start),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Observer:
    """A mapping that has been made ready for a standard and some crosswalks."""

    mapping: CorpusMapping
    identifier: str | None
    shown: tuple[Shown, ...]
    wanted: Wanted

    @property
    def predicates(self) -> tuple[str, ...]:
        """What this data can show or deny, in the order of the vocabulary."""
        return tuple(shown.predicate for shown in self.shown)

    @property
    def one_sided(self) -> tuple[str, ...]:
        """What this data can show and never deny."""
        return tuple(shown.predicate for shown in self.shown if not shown.no)

    @property
    def kept_fields(self) -> tuple[pa.Field, ...]:
        """The kept columns as they stand in the file of a corpus."""
        return tuple(pa.field(name, _type_of(self.mapping.columns[name])) for name in self.mapping.keep)

    def observe(self, chunk: Chunk) -> tuple[Observed, tuple[Diagnostic, ...]]:
        """What the mapping sees in a chunk, and the findings about the rows that do not fit it."""
        cells = {name: self._cells(name, chunk.columns[name]) for name in self.wanted.columns}
        wrong = np.zeros(len(chunk.numbers), bool)
        misfits: list[tuple[int, Diagnostic]] = []
        for name, read in cells.items():
            found = np.flatnonzero(read.misfit & ~wrong).tolist()
            misfits.extend((row, self._misfit(chunk, name, row)) for row in found)
            wrong |= read.misfit
        identifiers, misnamed = self._identifiers(chunk)
        found = np.flatnonzero(misnamed & ~wrong).tolist()
        misfits.extend((row, self._misfit(chunk, self.identifier, row)) for row in found)
        wrong |= misnamed
        right = None if not wrong.any() else np.flatnonzero(~wrong)
        sides = {
            shown.predicate: tuple(
                _taken(_any(_answers(link, answer, cells) for link, answer in links), len(wrong), right)
                for links in (shown.yes, shown.no)
            )
            for shown in self.shown
        }
        kept = tuple(self._kept(name, cells[name], chunk.columns[name], right) for name in self.mapping.keep)
        identifiers = identifiers if right is None else identifiers.take(pa.array(right))
        misfits.sort(key=lambda pair: pair[0])
        return Observed(sides, kept, identifiers), tuple(diagnostic for _, diagnostic in misfits)

    def _cells(self, name: str, array: pa.Array) -> _Cells:
        column = self.mapping.columns.get(name)
        if column is None or column.kind == "text":
            # The identifier is looked at apart; in other texts only what cannot be shown is wrong.
            control = pc.match_substring_regex(_decoded(array), CONTROL.pattern).fill_null(False)
            misfit = control.to_numpy(zero_copy_only=False)
            return _Cells((), np.zeros(0, np.int32), misfit if name != self.identifier else misfit & False)
        coded = array if pa.types.is_dictionary(array.type) else array.dictionary_encode()
        texts = coded.dictionary.to_pylist()
        values = tuple(_values(text, column) for text in texts)
        indices = coded.indices if coded.null_count == 0 else coded.indices.fill_null(len(texts))
        codes = indices.to_numpy(zero_copy_only=False)
        return _Cells(values, codes, _looked_up([v is None for v in values], codes))

    def _identifiers(self, chunk: Chunk) -> tuple[pa.Array, np.ndarray]:
        """The identifiers, and the rows whose identifier is empty or cannot be shown."""
        if self.identifier is None:
            return pa.array(chunk.numbers), np.zeros(len(chunk.numbers), bool)
        texts = _decoded(chunk.columns[self.identifier])
        good = pc.and_(pc.utf8_is_printable(texts), pc.greater(pc.utf8_length(texts), 0)).fill_null(False)
        return texts, ~good.to_numpy(zero_copy_only=False)

    def _kept(self, name: str, cells: _Cells, array: pa.Array, right: np.ndarray | None) -> pa.Array:
        column = self.mapping.columns[name]
        if column.kind == "text":
            texts = _decoded(array)
            missing = pc.is_in(texts, pa.array(["", *column.missing], pa.utf8()))
            texts = pc.if_else(missing, pa.scalar(None, pa.utf8()), texts)
            return texts if right is None else texts.take(pa.array(right))
        if column.kind == "code":
            places = {value: number for number, value in enumerate(column.values)}
            table = [places.get(next(iter(values or ()), ""), -1) for values in cells.values]
            type, filler = np.int16, -1
        else:
            table = [int(next(iter(values), "0")) if values else 0 for values in cells.values]
            type, filler = np.int32, 0
        silent = np.array([not values for values in cells.values] + [True])[cells.codes]
        found = np.array([*table, filler], type)[cells.codes]
        if right is not None:
            silent, found = silent[right], found[right]
        numbers = pa.array(found, mask=silent)
        if column.kind == "whole-number":
            return numbers
        return pa.DictionaryArray.from_arrays(numbers, pa.array(column.values, pa.utf8()))

    def _misfit(self, chunk: Chunk, name: str, row: int) -> Diagnostic:
        value = _decoded(chunk.columns[name].slice(row, 1))[0].as_py()
        column = self.mapping.columns.get(name)
        place = chunk.place(row, name)
        if name == self.identifier:
            return Diagnostic(
                "E507", place, subject=name, met=_beginning(value), expected="an identifier on one line"
            )
        if column.kind == "text":
            found = CONTROL.search(value)
            return Diagnostic("E110", place, met=f"U+{ord(found[0]):04X}")
        expected = "a whole number" if column.kind == "whole-number" else "a value of its code list"
        near = _near(value, column.values)
        return Diagnostic("E507", place, subject=name, met=_beginning(value), expected=expected, near=near)


@dataclass(frozen=True, slots=True, eq=False)
class _Cells:
    """A column by its distinct texts: the values of each (None: a misfit), and which text each row has.

    One code more than there are texts stands for a null.
    """

    values: tuple[frozenset[str] | None, ...]
    codes: np.ndarray
    misfit: np.ndarray


def observer(
    mapping: CorpusMapping,
    vocabulary: Vocabulary,
    *,
    standard: Standard,
    crosswalks: tuple[str, ...] = (),
    identifier: str | None = None,
) -> Observer:
    """The mapping made ready; links that do not reach the standard show nothing.

    Raises ProngError where none reaches it, and KeyError for an unknown crosswalk.
    """
    sides: dict[str, tuple[list, list]] = {}
    for name, link in mapping.chosen(crosswalks):
        if (link.to if link.to is not None else mapping.to) >= standard:
            for predicate, yes, no in _answers_of(name, link, vocabulary):
                found = sides.setdefault(predicate, ([], []))
                found[0].extend([(link, yes)] if yes else [])
                found[1].extend([(link, no)] if no else [])
    if not sides:
        expected = f"a standard to which {mapping.id} shows anything"
        raise ProngError([Diagnostic("E403", None, met=f"--standard {standard.key}", expected=expected)])
    shown = tuple(
        Shown(name, *(tuple(links) for links in sides[name]))
        for name in vocabulary.predicates
        if name in sides
    )
    identifier = identifier or mapping.identifier
    columns = mapping.columns_read(crosswalks)
    if identifier is not None and identifier not in columns:
        columns = (identifier, *columns)
    read = [mapping.columns[name] for name in columns if name in mapping.columns]
    wanted = Wanted(
        columns,
        frozenset(column.name for column in read if column.kind != "text" and column.name != identifier),
        MappingProxyType({column.name: column.separator for column in read if column.separator}),
    )
    return Observer(mapping, identifier, shown, wanted)


def _answers_of(
    name: str, link: Link, vocabulary: Vocabulary
) -> Iterable[tuple[str, Answer | None, Answer | None]]:
    """What a link answers on each predicate to which it speaks."""
    if name in vocabulary.predicates:
        yield name, *(_holds_any(values) if values else None for values in (link.yes, link.no))
    for predicate, found in vocabulary.predicates.items():
        if found.derived and found.derived.quantity == name:
            yes, no = (_bounded(link, found.derived, side) for side in (True, False))
            if yes or no:
                yield predicate, yes, no


def _holds_any(wanted: tuple[str, ...]) -> Answer:
    return lambda values: not values.isdisjoint(wanted)


def _bounded(link: Link, derived: Derived, side: bool) -> Answer | None:
    """Whether the bound for which a value stands makes a derived predicate hold, or not hold."""

    def gives(bound: Bound) -> bool:
        return holds_between(derived, bound.low, bound.high) is side

    def of_number(number: int) -> Bound:
        return Bound(
            None if link.reads == "at-most" else number, None if link.reads == "at-least" else number
        )

    if link.reads is None:
        found = tuple(value for value, bound in link.bounds if gives(bound))
        return _holds_any(found) if found else None
    if gives(of_number(-FAR)) or gives(of_number(FAR)):
        return lambda values: any(gives(of_number(int(value))) for value in values)
    return None


def _type_of(column: Column) -> pa.DataType:
    match column.kind:
        case "code":
            return pa.dictionary(pa.int16(), pa.utf8())
        case "whole-number":
            return pa.int32()
    return pa.utf8()


def _values(text: str | None, column: Column) -> frozenset[str] | None:
    """The values in a cell, none where it is empty; None where one of them is outside the code list."""
    if not text or text in column.missing:
        return frozenset()
    parts = [part.strip() for part in text.split(column.separator)] if column.separator else [text]
    values = frozenset(part for part in parts if part and part not in column.missing)
    if column.kind == "whole-number":
        return values if all(map(NUMBER.fullmatch, values)) else None
    return values if values <= set(column.values) else None


def _answers(link: Link, answer: Answer, cells: Mapping[str, _Cells]) -> np.ndarray:
    """Which rows a link speaks to."""
    found = _told(cells[link.column], answer)
    for column, wanted in link.when:
        found = found & _told(cells[column], _holds_any(wanted))
    return found


def _told(cells: _Cells, answer: Answer) -> np.ndarray:
    return _looked_up([bool(values) and answer(values) for values in cells.values], cells.codes)


def _looked_up(table: list[bool], codes: np.ndarray) -> np.ndarray:
    return np.array([*table, False], bool)[codes]


def _any(found: Iterable[np.ndarray]) -> np.ndarray | None:
    total = None
    for one in found:
        total = one if total is None else total | one
    return total


def _taken(rows: np.ndarray | None, length: int, right: np.ndarray | None) -> np.ndarray:
    if rows is None:
        return np.zeros(length if right is None else len(right), bool)
    return rows if right is None else rows[right]


def _decoded(array: pa.Array) -> pa.Array:
    return array.dictionary_decode() if pa.types.is_dictionary(array.type) else array


@functools.lru_cache(maxsize=1024)
def _near(value: str, known: tuple[str, ...]) -> str:
    """One wrong value may stand in a million rows."""
    return near_name(value, known)


def _beginning(text: str | None) -> str:
    """The first words of a cell: a longer text may be testimony, and messages travel further."""
    words = (text or "nothing").split()
    return " ".join(words) if len(words) <= 3 else " ".join(words[:3]) + " …"
