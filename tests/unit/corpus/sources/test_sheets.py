"""Spreadsheets: cells of every type, places by row and column, and damage."""

from __future__ import annotations

import pytest

from .sheets import workbook

HEAD = ["number", "season", "berth", "band", "lessons"]
GOOD = [["1", "Spring", 4, "18+", "Rowing"], [None] * 5, [2, None, None, "0--17", "None"]]


def test_texts_and_numbers_are_read_and_empty_rows_are_none(read):
    found = read("a.xlsx", workbook([HEAD, *GOOD]))
    assert [(row["id"], row["season"], row["berth"], row["training"]) for row in found.rows] == [
        ("1", "Spring", 4, "yes"),
        ("2", None, None, "no"),
    ]
    assert found.findings == []


def test_a_cell_that_does_not_fit_is_named_by_row_and_column(read):
    rows = [HEAD, *GOOD, ["3", "Winter", None, None, None], ["4", None, 1.5, None, None], ["5", True]]
    assert read("a.xlsx", workbook(rows, first=3)).findings == [
        "a.xlsx:7:2: E507 season holds “Winter”, not a value of its code list",
        "a.xlsx:8:3: E507 berth holds “1.5”, not a whole number",
        "a.xlsx:9:2: E507 season holds “true”, not a value of its code list",
    ]


def test_a_missing_column_is_refused(refused):
    assert refused("a.xlsx", workbook([HEAD[:4], *GOOD])) == [
        "a.xlsx:1:1: E504 the source has no column “lessons”"
    ]


def test_a_sheet_without_cells_has_no_header(refused):
    assert refused("a.xlsx", workbook([])) == ["E111 nothing to read in “a.xlsx”: no header"]


@pytest.mark.parametrize("keep", [0, 10, 300, 900])
def test_a_file_that_ends_too_early_is_refused(keep, refused):
    whole = workbook([HEAD, *GOOD * 50])
    assert refused("a.xlsx", whole[:keep]) == [
        "E506 “a.xlsx” cannot be read to its end: it is damaged, or no spreadsheet"
    ]
