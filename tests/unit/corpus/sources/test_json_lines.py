"""JSON lines: what is read at once, what row by row, and what is said of the rows that cannot be read."""

from __future__ import annotations

import json

import pytest

from prong.corpus.sources import json_lines, streams

GOOD = (
    '{"number": "1", "season": "Spring", "berth": 4, "band": null, "lessons": "Rowing"}\n'
    '{"number": "2", "season": null, "berth": null, "band": "0--17", "lessons": "None"}\n'
)


@pytest.fixture(params=["at once", "row by row"])
def way(request, monkeypatch):
    """Both ways of reading a block."""
    if request.param == "row by row":
        monkeypatch.setattr(json_lines, "_flat", lambda *_: None)
    return request.param


def test_rows_are_read_with_both_sides_of_each_predicate(read, way):
    found = read("a.jsonl", GOOD)
    assert [(row["id"], row["season"], row["berth"], row["training"]) for row in found.rows] == [
        ("1", "Spring", 4, "yes"),
        ("2", None, None, "no"),
    ]
    assert found.findings == []


def test_numbers_truth_values_and_lists_are_read_as_the_text_that_they_stand_for(read, way):
    rows = [
        {"number": 1, "berth": 4.0, "lessons": ["Rowing", "Sailing"], "season": "", "band": None},
        {"number": 2, "berth": None, "lessons": [], "season": "Spring", "band": "18+"},
    ]
    found = read("a.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    assert [(row["id"], row["berth"], row["training"]) for row in found.rows] == [
        ("1", 4, "yes"),
        ("2", None, ""),
    ]


def test_a_key_may_be_left_out_of_a_row(read, way):
    found = read("a.jsonl", GOOD + '{"number": "3"}\n')
    assert [row["training"] for row in found.rows] == ["yes", "no", ""]


def test_a_key_that_no_row_has_is_missing(refused, way):
    assert refused("a.jsonl", GOOD.replace('"lessons"', '"lesson"')) == [
        "a.jsonl:1:1: E504 the source has no column “lessons” (did you mean “lesson”?)"
    ]


def test_keys_that_the_mapping_does_not_know_are_said(read, way):
    assert read("a.jsonl", GOOD.replace('"season"', '"shoe": 42, "season"')).unknown == ["shoe"]


@pytest.mark.parametrize(
    ("row", "finding"),
    [
        ('{"number": "9", "season": "Winter"}', "15: E507 season holds “Winter”"),
        (
            '{"number": "9", "season": ["Spring"]}',
            "17: E507 season holds “a list or an object”, not one value",
        ),
        ('{"number": "9", "season": {"a": 1}}', "17: E507 season holds “a list or an object”, not one value"),
        (
            '{"number": "9", "lessons": ["Rowing;"]}',
            "17: E507 lessons holds “a list or an object”, not a list",
        ),
        ('{"number": "9", "lessons": ["Rowing", null]}', "17: E507 lessons holds"),
        ('{"number": "9", "number": "8"}', "1: E508 this row cannot be read: it has the key “number” twice"),
        ("[1, 2]", "1: E508 this row cannot be read: it is no JSON object"),
        ('{"number": "9"', "15: E508 this row cannot be read: it is not JSON"),
        ('{"number": NaN}', "1: E508 this row cannot be read: it is not JSON"),
        ('{"number": "9"} {"number": "8"}', "17: E508 this row cannot be read: it is not JSON"),
        (
            '{"number": ' + "[" * 100_000 + "]" * 100_000 + "}",
            "1: E508 this row cannot be read: it is not JSON",
        ),
        (b'{"number": "9", "season": "\xff"}', "28: E103 this is not UTF-8 text"),
        ('{"number": ""}', "2: E507 number holds “nothing”"),
    ],
)
def test_a_row_that_cannot_be_read_is_left_out_named_and_counted(row, finding, read):
    row = row if isinstance(row, bytes) else row.encode()
    found = read("a.jsonl", GOOD.encode() + b"\n" + row + b"\n" + GOOD.replace('r": "', 'r": "1').encode())
    (line,) = found.findings
    assert line.startswith("a.jsonl:4:")
    assert finding.split(": ", 1)[1] in line
    assert [row["id"] for row in found.rows] == ["1", "2", "11", "12"]
    assert found.corpus.unreadable == 1


def test_a_long_number_keeps_all_its_digits(read):
    number = 12345678901234567890
    found = read("a.jsonl", GOOD.replace('"1"', str(number)).replace('"2"', str(number + 1)))
    assert [row["id"] for row in found.rows] == [str(number), str(number + 1)]


def test_a_text_that_looks_like_a_time_stays_as_it_is(read):
    found = read("a.jsonl", GOOD.replace('"1"', '"2010-01-01T00:00:00Z"').replace('"2"', '"2010-01-02"'))
    assert [row["id"] for row in found.rows] == ["2010-01-01T00:00:00Z", "2010-01-02"]


def test_both_ways_agree_across_blocks(read, monkeypatch):
    monkeypatch.setattr(streams, "BLOCK", 300)
    text = "".join(
        GOOD.replace('r": "', f'r": "{n:02}').replace("Spring", ["Spring", "Winter"][n % 2]) for n in range(9)
    )
    at_once = read("a.jsonl", text)
    monkeypatch.setattr(json_lines, "_flat", lambda *_: None)
    row_by_row = read("a.jsonl", text)
    assert (at_once.rows, at_once.findings) == (row_by_row.rows, row_by_row.findings)
    assert [line.split(":")[1] for line in at_once.findings] == ["3", "7", "11", "15"]


def test_a_file_without_objects_is_refused(refused):
    assert refused("a.jsonl", "\n\n") == ["E111 nothing to read in “a.jsonl”: no JSON objects"]
