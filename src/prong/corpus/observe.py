"""What a mapping sees in the rows of a chunk: both sides of each predicate, kept columns, and misfits.

The rows come out as those of a corpus, packed, whether they are then written or counted at once. An empty
cell answers nothing, so that silence is silence. A row of which one cell is outside the code list is left out
whole, because what the cell says is unknown.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from prong.corpus.cells import Answer, Cells, cells_of, text_of
from prong.corpus.chunks import Chunk, Wanted
from prong.corpus.planes import IDENTIFIER, WORD, Words, bits_of, column_of, columns_of, fields_of, packed
from prong.errors import Diagnostic, ProngError, near_name
from prong.evaluation.facts import holds_between
from prong.language.text import CONTROL
from prong.model.mappings import Bound, Column, CorpusMapping, Link
from prong.model.standards import Standard
from prong.model.vocabulary import Derived, Vocabulary

FAR = 10**9
"""Further off than any number of years: if neither end gives an answer, no number does."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A column with the answer to its values, and the answers that other columns must give beside it."""

    column: str
    answer: Answer
    when: tuple[tuple[str, Answer], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Observer:
    """A mapping that has been made ready for a standard and some crosswalks.

    `predicates` is what this data can show or deny, in the order of the vocabulary, `one_sided` what it can
    show and never deny. `fields` are the columns of the corpus, and `sides` what is looked at for each column
    that is a side of a predicate.
    """

    mapping: CorpusMapping
    identifier: str | None
    wanted: Wanted
    predicates: tuple[str, ...]
    one_sided: tuple[str, ...]
    fields: tuple[pa.Field, ...]
    sides: Mapping[str, tuple[Sight, ...]]

    def observe(self, chunk: Chunk, schema: pa.Schema) -> tuple[pa.RecordBatch, tuple[Diagnostic, ...]]:
        """What the mapping sees in a chunk, and the findings about the rows that do not fit it.

        The schema has those of the fields that are asked for.
        """
        seen = Seen(self, chunk)
        wrong, misfits = seen.misfits()
        return seen.right(schema, wrong), misfits


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A chunk through the eyes of an observer, as rows of a corpus whose columns are made when they are
    asked for. Among them are still the rows that do not fit the mapping."""

    observer: Observer
    chunk: Chunk
    _cells: dict[str, Cells] = field(default_factory=dict)

    @property
    def num_rows(self) -> int:
        return len(self.chunk.numbers)

    def column(self, name: str) -> pa.Array:
        """A column of the corpus."""
        if name in self.observer.sides:
            found = self._side(self.observer.sides[name])
            if found is None:
                found = np.zeros(-(-self.num_rows // 64), WORD)
            return column_of(found, self.num_rows)
        if name != IDENTIFIER:
            return self._kept(name)
        if self.observer.identifier is None:
            return pa.array(np.asarray(self.chunk.numbers, np.int64))
        return text_of(self.chunk.columns[self.observer.identifier])

    def right(self, schema: pa.Schema, wrong: Words | None) -> pa.RecordBatch:
        """The columns of a schema, without the rows that are wrong."""
        batch = pa.RecordBatch.from_arrays([self.column(name) for name in schema.names], schema=schema)
        return batch if wrong is None else batch.filter(column_of(~wrong, self.num_rows))

    def misfits(self) -> tuple[Words | None, tuple[Diagnostic, ...]]:
        """The rows that do not fit the mapping (None: all fit), each with a finding."""
        wrong: Words | None = None
        misfits: list[tuple[int, Diagnostic]] = []
        for name, found in self._found_wrong():
            if found is not None:
                new = found if wrong is None else found & ~wrong
                rows = np.flatnonzero(bits_of(new, self.num_rows)).tolist()
                misfits.extend((row, self._misfit(name, row)) for row in rows)
                wrong = new if wrong is None else new | wrong
        misfits.sort(key=lambda pair: pair[0])
        return wrong, tuple(diagnostic for _, diagnostic in misfits)

    def _found_wrong(self) -> Iterator[tuple[str, Words | None]]:
        """For each column the rows whose cell does not fit it; the identifier is looked at last."""
        columns = self.observer.mapping.columns
        for name in self.observer.wanted.columns:
            if name in columns and columns[name].kind != "text":
                yield name, self._cells_of(name).misfit()
            elif name != self.observer.identifier:
                yield name, self._unshowable(name)
        if self.observer.identifier is not None:
            yield self.observer.identifier, self._misnamed()

    def _cells_of(self, name: str) -> Cells:
        if name not in self._cells:
            self._cells[name] = cells_of(self.chunk.columns[name], self.observer.mapping.columns[name])
        return self._cells[name]

    def _side(self, sights: Iterable[Sight]) -> Words | None:
        """The rows in which a side of a predicate is seen; None where it is in none."""
        total: Words | None = None
        for sight in sights:
            found = self._cells_of(sight.column).told(sight.answer)
            for column, answer in sight.when:
                told = self._cells_of(column).told(answer)
                found = None if found is None or told is None else found & told
            if found is not None:
                total = found if total is None else total | found
        return total

    def _unshowable(self, name: str) -> Words | None:
        """Rows whose text cannot be shown."""
        texts = text_of(self.chunk.columns[name])
        control = pc.match_substring_regex(texts, CONTROL.pattern).fill_null(False)
        found = control.to_numpy(zero_copy_only=False)
        return packed(found) if found.any() else None

    def _misnamed(self) -> Words | None:
        """The rows whose identifier is empty or cannot be shown."""
        texts = text_of(self.chunk.columns[self.observer.identifier])
        good = pc.and_(pc.utf8_is_printable(texts), pc.greater(pc.utf8_length(texts), 0)).fill_null(False)
        found = ~good.to_numpy(zero_copy_only=False)
        return packed(found) if found.any() else None

    def _kept(self, name: str) -> pa.Array:
        column = self.observer.mapping.columns[name]
        if column.kind == "text":
            texts = text_of(self.chunk.columns[name])
            missing = pc.is_in(texts, pa.array(["", *column.missing], pa.utf8()))
            return pc.if_else(missing, pa.scalar(None, pa.utf8()), texts)
        cells = self._cells_of(name)
        said = [next(iter(values or ()), None) for values in cells.codes.values]
        if column.kind == "whole-number":
            table = np.array([int(value or 0) for value in said], np.int32)
            return pa.array(cells.taken(table), mask=cells.silent())
        places = {value: number for number, value in enumerate(column.values)}
        table = np.array([places.get(value, -1) for value in said], np.int16)
        numbers = pa.array(cells.taken(table), mask=cells.silent())
        return pa.DictionaryArray.from_arrays(numbers, pa.array(column.values, pa.utf8()))

    def _misfit(self, name: str, row: int) -> Diagnostic:
        value = text_of(self.chunk.columns[name].slice(row, 1))[0].as_py()
        column = self.observer.mapping.columns.get(name)
        place = self.chunk.place(row, name)
        if name == self.observer.identifier:
            return Diagnostic(
                "E507", place, subject=name, met=_beginning(value), expected="an identifier on one line"
            )
        if column.kind == "text":
            found = CONTROL.search(value)
            return Diagnostic("E110", place, met=f"U+{ord(found[0]):04X}")
        expected = "a whole number" if column.kind == "whole-number" else "a value of its code list"
        near = _near(value, column.values)
        return Diagnostic("E507", place, subject=name, met=_beginning(value), expected=expected, near=near)


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
    sides: dict[str, tuple[list[Sight], list[Sight]]] = {}
    for name, link in mapping.chosen(crosswalks):
        if (link.to if link.to is not None else mapping.to) >= standard:
            when = tuple((column, _holds_any(values)) for column, values in link.when)
            for predicate, *answers in _answers_of(name, link, vocabulary):
                for side, answer in zip(sides.setdefault(predicate, ([], [])), answers, strict=True):
                    if answer is not None:
                        side.append(Sight(link.column, answer, when))
    if not sides:
        expected = f"a standard to which {mapping.id} shows anything"
        raise ProngError([Diagnostic("E403", None, met=f"--standard {standard.key}", expected=expected)])
    predicates = tuple(name for name in vocabulary.predicates if name in sides)
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
    kept = [pa.field(name, _type_of(mapping.columns[name])) for name in mapping.keep]
    return Observer(
        mapping,
        identifier,
        wanted,
        predicates,
        tuple(name for name in predicates if not sides[name][1]),
        fields_of(predicates, pa.int64() if identifier is None else pa.utf8(), kept),
        {
            column: tuple(sights)
            for name in predicates
            for column, sights in zip(columns_of(name), sides[name], strict=True)
        },
    )


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


@functools.lru_cache(maxsize=1024)
def _near(value: str, known: tuple[str, ...]) -> str:
    """One wrong value may stand in a million rows."""
    return near_name(value, known)


def _beginning(text: str | None) -> str:
    """The first words of a cell: a longer text may be testimony, and messages travel further."""
    words = (text or "nothing").split()
    return " ".join(words) if len(words) <= 3 else " ".join(words[:3]) + " …"
