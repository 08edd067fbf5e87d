"""Parquet and Arrow: types that stand for text, types that do not, and damage."""

from __future__ import annotations

import datetime
import re
import subprocess
import sys

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

COLUMNS = {
    "number": pa.array(["1", "2", "3"]),
    "season": pa.array(["Spring", None, "Autumn"]).dictionary_encode(),
    "berth": pa.array([4.0, float("nan"), None]),
    "band": pa.array(["18+", "", None], pa.large_utf8()),
    "lessons": pa.array([["Rowing", "Sailing"], [], ["None"]]),
}


@pytest.fixture(params=["parquet", "arrow"])
def write(request, tmp_path):
    """Write a table as Parquet or Arrow; the name of the file."""

    def write_table(**changed: pa.Array) -> str:
        table = pa.table({**COLUMNS, **changed})
        name = f"a.{request.param}"
        if request.param == "parquet":
            pq.write_table(table, tmp_path / name)
        else:
            with pa.ipc.new_file(tmp_path / name, table.schema) as writer:
                writer.write_table(table, max_chunksize=2)
        return name

    return write_table


def test_texts_dictionaries_numbers_and_lists_are_read(write, read):
    found = read(write())
    assert [(row["id"], row["season"], row["berth"], row["training"]) for row in found.rows] == [
        ("1", "Spring", 4, "yes"),
        ("2", None, None, ""),
        ("3", "Autumn", None, "no"),
    ]
    assert found.findings == []


@pytest.mark.parametrize(
    ("column", "values", "finding"),
    [
        ("season", pa.array(["Spring", "Winter", None]), "2:2: E507 season holds “Winter”"),
        ("berth", pa.array([1.5, 2, None]), "1:3: E507 berth holds “1.5”, not a whole number"),
        ("berth", pa.array([1.0, float("inf"), None]), "2:3: E507 berth holds “inf”, not a whole number"),
        ("lessons", pa.array([["Rowing", None], [], None]), "1:5: E507 lessons holds “Rowing;null”"),
        ("season", pa.array([True, None, None]), "1:2: E507 season holds “true”"),
    ],
)
def test_a_row_that_does_not_fit_is_named_by_its_number_and_that_of_its_column(
    column, values, finding, write, read
):
    name = write(**{column: values})
    found = read(name)
    assert [line.startswith(f"{name}:{finding}") for line in found.findings] == [True], found.findings
    assert found.counted.rows == 2


@pytest.mark.parametrize(
    ("column", "values", "finding"),
    [
        (
            "season",
            pa.array([{"a": 1}] * 3),
            "“season” holds the type struct<a: int64>, not text, whole numbers",
        ),
        (
            "season",
            pa.array([b"x"] * 3),
            "“season” holds the type binary, not text, whole numbers or truth values",
        ),
        ("season", pa.array([["Spring"]] * 3), "“season” holds the type list<… string>, not single values"),
        ("lessons", pa.array([[1]] * 3), "“lessons” holds the type list<… int64>, not texts in its lists"),
        (
            "number",
            pa.array([datetime.date(2010, 1, 1)] * 3),
            "“number” holds the type date32[day], not text",
        ),
    ],
)
def test_a_column_of_the_wrong_type_is_refused(column, values, finding, write, refused):
    name = write(**{column: values})
    (line,) = refused(name)
    line = re.sub("list<(item|element):", "list<…", line)
    assert line.startswith(f"{name}:1:1: E510 the column {finding}")


def test_a_missing_column_is_refused(refused):
    table = pa.table({"bands" if name == "band" else name: values for name, values in COLUMNS.items()})
    pq.write_table(table, "a.parquet")
    assert refused("a.parquet") == [
        "a.parquet:1:1: E504 the source has no column “band” (did you mean “bands”?)"
    ]


@pytest.mark.parametrize("cut", [1, 8, 100, 400])
def test_a_file_that_ends_too_early_is_refused(cut, write, refused, tmp_path):
    name = write()
    whole = (tmp_path / name).read_bytes()
    (line,) = refused(name, whole[:-cut])
    assert line.startswith(f"E506 “{name}” cannot be read to its end: it is damaged, or not ")


PEAK = """
import sys
from pathlib import Path
from prong.corpus.chunks import Wanted
from prong.corpus.sources import tables
tables.ROWS = 1 << 14
for chunk in (tables.read_parquet if sys.argv[1].endswith("t") else tables.read_arrow)(
    Path(sys.argv[1]), Wanted(("a", "b"))
):
    if not isinstance(chunk, tuple):
        sum(int(column.cast("int64").to_numpy().max()) for column in chunk.columns.values())
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


@pytest.mark.parametrize("ending", ["parquet", "arrow"])
def test_memory_does_not_grow_with_the_length_of_a_file(ending, tmp_path):
    """The peak of a process that reads twenty times as much is not far higher."""
    drawn, schema = np.random.default_rng(5), pa.schema([("a", pa.int64()), ("b", pa.int64())])
    peaks = []
    for parts in (10, 200):
        path = tmp_path / f"{parts}.{ending}"
        made = pq.ParquetWriter(path, schema) if ending == "parquet" else pa.ipc.new_file(path, schema)
        with made as writer:
            for _ in range(parts):
                columns = [pa.array(drawn.integers(0, 1 << 62, 1 << 16)) for _ in schema]
                writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=schema))
        done = subprocess.run([sys.executable, "-c", PEAK, str(path)], check=True, capture_output=True)
        peaks.append(int(done.stdout) << 10)
    more = (tmp_path / f"200.{ending}").stat().st_size - (tmp_path / f"10.{ending}").stat().st_size
    assert more > 180 << 20
    assert peaks[1] - peaks[0] < 0.75 * more


def test_a_page_that_is_damaged_is_refused(refused, tmp_path):
    table = pa.table({**COLUMNS, "number": [str(n) * 50 for n in range(3)]})
    pq.write_table(table, tmp_path / "a.parquet", compression="gzip", use_dictionary=False)
    whole = bytearray((tmp_path / "a.parquet").read_bytes())
    for at in range(4, 60):
        whole[at] ^= 0x5A
    (line,) = refused("a.parquet", bytes(whole))
    assert line.startswith("E506 “a.parquet” cannot be read to its end")


def test_an_empty_file_is_none(refused):
    for name in ("a.parquet", "a.arrow"):
        (line,) = refused(name, b"")
        assert line.startswith(f"E506 “{name}” cannot be read to its end")


def test_a_table_without_rows_makes_a_corpus_without_rows(write, read):
    found = read(write(**{name: values.slice(0, 0) for name, values in COLUMNS.items()}))
    assert (found.counted.rows, found.rows) == (0, [])
