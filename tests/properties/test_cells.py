"""A column answers the same whatever it is made of: texts, a dictionary, whole numbers or truth values."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import example, given
from hypothesis import strategies as st

from prong.corpus.cells import Cells, cells_of, text_of
from prong.corpus.planes import Words, bits_of
from prong.model.mappings import Column

NUMBERS = (pa.int8(), pa.uint8(), pa.int16(), pa.int32(), pa.uint64())
numbers = st.lists(st.none() | st.integers(-3, 12) | st.sampled_from([100, 127]), max_size=200)
lists = st.sets(st.integers(-3, 12).map(str), max_size=8)


def rows_of(found: Words | None, count: int) -> list[bool]:
    return [False] * count if found is None else bits_of(found, count).tolist()


def check(cells: Cells, texts: list[str | None], known: set[str], wanted: set[str]) -> None:
    """What the cells answer is what each text says, looked at by itself."""
    count = len(texts)
    assert cells.rows == count
    said = [text if text in known else None for text in texts]
    misfits = [bool(text) and text not in known for text in texts]
    assert rows_of(cells.misfit(), count) == misfits
    for asked in (wanted, known - wanted):

        def among(values: frozenset[str], asked: set[str] = asked) -> bool:
            return not values.isdisjoint(asked)

        assert rows_of(cells.told(among), count) == [text in asked & known for text in said]
    silent = [not text for text in texts]
    if not any(misfits):
        assert cells.silent().tolist() == silent
    table = np.array([len(next(iter(values or ()), "")) for values in cells.codes.values], np.int16)
    taken = cells.taken(table).tolist()
    expected = [len(text) if text else None for text in said]
    assert [one for one, other in zip(taken, expected, strict=True) if other is not None] == [
        other for other in expected if other is not None
    ]


@given(numbers, lists, lists, st.sampled_from(NUMBERS), st.integers(0, 70))
@example([1, 0, None, 1] * 40, {"0", "1"}, {"1"}, pa.int8(), 8)
@example([0, 0, None], {"1"}, {"1"}, pa.uint8(), 3)
@example([5000, 1, None], {"1", "5000"}, {"5000"}, pa.int16(), 1)
@example([127, -1, -3], {"127", "-1"}, {"127"}, pa.int8(), 0)
@example([2**40, 1], {"1"}, {"1"}, pa.uint64(), 0)
def test_whole_numbers_answer_as_their_texts(values, known, wanted, type, start):
    """At any place in a longer column, and whatever lies where there is no number."""
    if type in (pa.uint8(), pa.uint64()):
        values = [value if value is None else abs(value) for value in values]
    before = [7] * start
    held = np.array([*before, *(55 if value is None else value for value in values)], type.to_pandas_dtype())
    empty = np.array([False] * start + [value is None for value in values], bool)
    array = pa.array(held, type, mask=empty).slice(start)
    texts = [None if value is None else str(value) for value in values]
    column = Column("a", "code", tuple(sorted(known)))
    for made in (array, pa.array(texts, pa.utf8()), pa.array(texts, pa.utf8()).dictionary_encode()):
        assert text_of(made).to_pylist() == texts
        check(cells_of(made, column), texts, known, wanted)


@given(
    st.lists(st.none() | st.booleans(), max_size=200),
    st.sets(st.sampled_from(["true", "false"])),
    st.sets(st.sampled_from(["true", "false"])),
    st.integers(0, 70),
)
def test_truth_values_answer_as_their_texts(values, known, wanted, start):
    array = pa.array([True] * start + values, pa.bool_()).slice(start)
    texts = [None if value is None else str(value).lower() for value in values]
    column = Column("a", "code", tuple(sorted(known)))
    assert text_of(array).to_pylist() == texts
    check(cells_of(array, column), texts, known, wanted)
