"""The two ways of reading a text, at once and row by row, agree on any text and wherever blocks are cut."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from prong.corpus.cells import text_of
from prong.corpus.chunks import Chunk, Wanted
from prong.corpus.sources import delimited, json_lines, streams
from prong.errors import ProngError

WANTED = Wanted(("a", "b"), frozenset({"b"}), {"b": ";"})
HEAD = b"a,b,c\n"
PIECES = [
    b"a",
    b"1",
    b",",
    b",",
    b"\n",
    b"\n",
    b'"',
    b'""',
    b"\r",
    b"\r\n",
    b"\xff",
    b"\xc3\xa9",
    b" ",
    b"\x00",
]
csv_bodies = st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join)
values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.sampled_from([1.5, 2.0, 1e300]),
    st.text("aé;", max_size=3),
)
objects = st.dictionaries(
    st.sampled_from("abc"), values | st.lists(values, max_size=2) | st.just({}), max_size=3
).map(lambda value: json.dumps(value, ensure_ascii=False).encode())
json_bodies = st.lists(
    objects
    | st.sampled_from([b"", b"{", b"[1]", b'{"a": NaN}', b'{"a":1,"a":2}', b"{} {}", b'{"a":"\xff"}']),
    max_size=8,
).map(lambda rows: b"\n".join(rows) + b"\n")


@contextmanager
def cut(size: int) -> Iterator[None]:
    """Blocks of so many bytes."""
    with mock.patch.object(streams, "BLOCK", size):
        yield


def outcome(read, name: str, content: bytes) -> tuple:
    """Rows, their numbers and places, and the findings; or what stopped it all."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        rows, findings = [], []
        try:
            for found in read(path, WANTED):
                if isinstance(found, Chunk):
                    cells = [text_of(found.columns[name]).to_pylist() for name in "ab"]
                    texts = [[text or None for text in column] for column in cells]
                    places = [found.place(row, "b") for row in range(len(found.numbers))]
                    where = [(place.line, place.column, place.end) for place in places]
                    rows += zip(map(int, found.numbers), *texts, where, strict=True)
                    findings += found.unreadable
        except ProngError as error:
            return "stopped", sorted({(d.code, d.met.replace(folder, "")) for d in error.diagnostics})
    said = [(d.code, d.place.line, d.met) for d in findings]
    return rows, sorted(said, key=lambda one: one[1])


@settings(max_examples=300)
@given(csv_bodies, st.integers(8, 60))
@example(b'1,"2\n3",4\n', 10)
@example(b'1,"2"x,3\n', 60)
@example(b'1,2"x"y,3\n4,5,6\n', 60)
@example(b"1,2,3\n\n\r\n4,5,6", 9)
def test_both_ways_of_reading_delimited_text_agree(body, size):
    row_by_row = mock.patch.object(delimited._Reader, "fast", return_value=None)
    whole = outcome(delimited.read_delimited, "t.csv", HEAD + body)
    with row_by_row:
        assert outcome(delimited.read_delimited, "t.csv", HEAD + body) == whole
    with cut(size):
        assert outcome(delimited.read_delimited, "t.csv", HEAD + body) == whole


@settings(max_examples=300)
@given(csv_bodies)
def test_no_row_of_delimited_text_is_lost_in_silence(body):
    rows, findings = outcome(delimited.read_delimited, "t.csv", HEAD + body)
    if rows != "stopped":
        numbers = [row[0] for row in rows]
        assert numbers == sorted(set(numbers))
        assert max(numbers, default=0) <= len(rows) + len(findings)


@settings(max_examples=300)
@given(json_bodies, st.integers(8, 60))
def test_both_ways_of_reading_json_lines_agree(body, size):
    text = b'{"a": "x", "b": "y"}\n' + body
    whole = outcome(json_lines.read_json_lines, "t.jsonl", text)
    with mock.patch.object(json_lines, "_flat", return_value=None):
        assert outcome(json_lines.read_json_lines, "t.jsonl", text) == whole
    with cut(size):
        assert outcome(json_lines.read_json_lines, "t.jsonl", text) == whole


@pytest.mark.parametrize("way", ["at once", "row by row"])
def test_the_fast_way_is_taken_where_it_can_be(way, tmp_path):
    """The properties above would hold as well if every block were read row by row."""
    taken = []
    reader = delimited._Reader
    fast = reader.fast
    text = HEAD + (b"1,2,3\n" if way == "at once" else b'1,"2\n",3\n') * 5
    (tmp_path / "t.csv").write_bytes(text)
    with mock.patch.object(reader, "fast", lambda *given: taken.append(fast(*given)) or taken[-1]):
        list(delimited.read_delimited(tmp_path / "t.csv", WANTED))
    assert [chunk is not None for chunk in taken] == [way == "at once"]
