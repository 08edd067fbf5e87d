"""CSV: what is read, and what is said of the rows that cannot be."""

from __future__ import annotations

import gzip

import pytest

from prong.corpus import chunks
from prong.corpus.sources import delimited, streams

HEAD = "number,season,berth,band,lessons\n"
GOOD = "1,Spring,4,18+,Rowing\n2,,,0--17,None\n3,Autumn,-2,,Rowing;Sailing\n"
ROWS = [
    {"id": "1", "season": "Spring", "berth": 4, "training": "yes", "full_age": ""},
    {"id": "2", "season": None, "berth": None, "training": "no", "full_age": ""},
    {"id": "3", "season": "Autumn", "berth": -2, "training": "yes", "full_age": ""},
]


@pytest.fixture(params=["at once", "row by row"])
def way(request, monkeypatch):
    """Both ways of reading a block."""
    if request.param == "row by row":
        monkeypatch.setattr(delimited._Reader, "fast", lambda *_: None)
    return request.param


def test_rows_are_read_with_their_kept_columns_and_both_sides_of_each_predicate(read, way):
    found = read("a.csv", HEAD + GOOD)
    assert [{name: row[name] for name in row if name != "full_age"} for row in found.rows] == [
        {name: row[name] for name in row if name != "full_age"} for row in ROWS
    ]
    assert (found.counted.rows, found.counted.unreadable, found.findings) == (3, 0, [])


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + HEAD + GOOD,
        (HEAD + GOOD).replace("\n", "\r\n"),
        (HEAD + GOOD).replace("\n", "\r"),
        (HEAD + GOOD).removesuffix("\n"),
        (HEAD + GOOD).replace(",", "\t"),
        (HEAD + GOOD).replace(",", "|"),
        HEAD + GOOD.replace("Rowing;Sailing", '"Rowing; Sailing"'),
        HEAD + "\n" + GOOD.replace("\n", "\n\n"),
        '"number","season","berth","band","lessons"\n' + GOOD.replace("Spring", '"Spring"'),
        "lessons,band,berth,season,number\n"
        + "".join(",".join(r.split(",")[::-1]) + "\n" for r in GOOD.split()),
    ],
    ids=["mark", "CRLF", "CR", "no end", "tabs", "bars", "quotes", "blank lines", "all quoted", "order"],
)
def test_marks_ends_of_lines_delimiters_quotes_and_order_make_no_difference(text, read, way):
    assert read("a.csv", text).rows == read("b.csv", HEAD + GOOD).rows
    assert read("a.csv", text).findings == []


def test_a_comma_file_with_semicolons_in_its_cells_is_not_taken_for_a_semicolon_file(read):
    assert read("a.csv", HEAD + GOOD).counted.rows == 3
    assert read("b.csv", (HEAD + GOOD).replace(";Sailing", "").replace(",", ";")).counted.rows == 3


@pytest.mark.parametrize(
    ("row", "finding"),
    [
        (
            "9,Sprin,,,",
            "a.csv:3:3: E507 season holds “Sprin”, not a value of its code list (did you mean “Spring”?)",
        ),
        ("9,,four,,", "a.csv:3:4: E507 berth holds “four”, not a whole number"),
        ("9,,9999999999,,", "a.csv:3:4: E507 berth holds “9999999999”, not a whole number"),
        ("9,,,,Rowing;Diving", "a.csv:3:6: E507 lessons holds “Rowing;Diving”, not a value of its code list"),
        (",,,,", "a.csv:3:1: E507 number holds “nothing”, not an identifier on one line"),
        ("9,,,", "a.csv:3:1: E508 this row cannot be read: 4 cells, and the header has 5"),
        ("9,,,,,", "a.csv:3:1: E508 this row cannot be read: 6 cells, and the header has 5"),
        ('9,"Spring"x,,,', "a.csv:3:1: E508 this row cannot be read: its quotation marks do not match"),
        ('9,Spr"ing",,,', 'a.csv:3:3: E507 season holds “Spr"ing"”, not a value of its code list'),
        (b"9,\xe9t\xe9,,,", "a.csv:3:3: E103 this is not UTF-8 text"),
        (b"9,Spring\x00,,,", "a.csv:3:3: E507 season holds “Spring\x00”, not a value of its code list"),
        ("a\u202eb,,,,", "a.csv:3:1: E507 number holds “a·b”, not an identifier on one line"),
    ],
)
def test_a_row_that_cannot_be_read_is_left_out_named_and_counted(row, finding, read, way):
    row = row if isinstance(row, bytes) else row.encode()
    found = read("a.csv", HEAD.encode() + b"1,Spring,,,\n" + row + b"\n2,,,,\n")
    assert [line.split(" (did")[0] for line in found.findings] == [
        finding.split(" (did")[0].replace("\x00", "·")
    ]
    assert [row["id"] for row in found.rows] == ["1", "2"]
    assert (found.counted.rows, found.counted.unreadable, found.corpus.unreadable) == (2, 1, 1)


def test_the_place_of_a_cell_counts_letters_and_lines_also_behind_quotes(read):
    text = HEAD + '"é, 1",Spring,,,\n"two\nlines",Spring,,,\n\n"é, 2",Winter,,,\n'
    found = read("a.csv", text)
    assert found.findings == [
        "a.csv:3:1: E507 number holds “two lines”, not an identifier on one line",
        "a.csv:6:8: E507 season holds “Winter”, not a value of its code list",
    ]


def test_a_cell_is_named_by_no_more_than_three_words(read):
    story = "He came at night with two men"
    (line,) = read("a.csv", HEAD + f"1,{story},,,\n").findings
    assert "He came at …" in line
    assert "night" not in line


@pytest.mark.parametrize("size", [40, 64, 100, 1 << 20])
def test_rows_that_lie_across_blocks_are_read_whole(size, read, monkeypatch):
    monkeypatch.setattr(streams, "BLOCK", size)
    text = HEAD + "".join(f'"{n:03}",Spring,,,"Rowing;\nSailing"\n{n:03}b,,,,\n' for n in range(40))
    found = read("a.csv", text)
    assert found.findings == []
    assert [row["id"] for row in found.rows] == [f"{n:03}{end}" for n in range(40) for end in ("", "b")]
    assert {row["training"] for row in found.rows[::2]} == {"yes"}


@pytest.mark.parametrize("size", [40, 64, 100])
def test_places_are_exact_across_blocks(size, read, monkeypatch):
    monkeypatch.setattr(streams, "BLOCK", size)
    text = HEAD + "".join(f"{n:03},{'Winter' if n % 7 == 3 else 'Spring'},,,\n" for n in range(60))
    found = read("a.csv", text)
    assert [line.split(":")[1] for line in found.findings] == [str(n + 2) for n in range(60) if n % 7 == 3]


def test_both_ways_of_reading_agree_on_every_kind_of_row(read, monkeypatch):
    text = HEAD + GOOD * 50 + "bad\n" + GOOD.replace("Autumn", "Winter")
    text = "".join(line if i == 0 else f"{i:04}{line[1:]}" for i, line in enumerate(text.splitlines(True)))
    at_once = read("a.csv", text)
    monkeypatch.setattr(delimited._Reader, "fast", lambda *_: None)
    row_by_row = read("a.csv", text)
    assert at_once.rows == row_by_row.rows
    assert at_once.findings == row_by_row.findings
    assert at_once.counted == row_by_row.counted


def test_a_quotation_that_is_never_closed_stops_everything(refused):
    text = HEAD + "1,Spring,,,\n" + '2,"Spring,,,\n' + "3,Spring,,,\n" * 50
    assert refused("a.csv", text) == [
        "a.csv:3:1: E508 this row cannot be read: the quotation that begins in it is never closed"
    ]


def test_a_missing_column_is_named_with_the_nearest_that_is_there(refused):
    assert refused("a.csv", HEAD.replace("lessons", "lesson") + GOOD) == [
        "a.csv:1:1: E504 the source has no column “lessons” (did you mean “lesson”?)"
    ]


def test_a_column_that_stands_there_twice_is_refused(refused):
    assert refused("a.csv", HEAD.strip() + ",band\n") == ["a.csv:1:1: E505 the source has two columns “band”"]


def test_a_header_that_is_not_utf_8_is_refused_in_its_place(refused):
    head = HEAD.replace("berth", "berth,schuhgröße").encode("latin-1")
    assert refused("a.csv", head + b"1,,,,,\n") == ["a.csv:1:28: E103 this is not UTF-8 text"]


def test_an_empty_file_has_no_header(refused):
    assert refused("a.csv", "") == ["E111 nothing to read in “a.csv”: no header"]


def test_a_header_alone_makes_a_corpus_without_rows(read):
    found = read("a.csv", HEAD)
    assert (found.counted.rows, found.rows, found.corpus.lengths) == (0, [], (0,))


def test_columns_that_the_mapping_does_not_know_are_said(read):
    found = read("a.csv", HEAD.strip() + ",shoe\n1,,,,,42\n")
    assert (found.unknown, found.counted.rows) == (["shoe"], 1)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_file_in_utf_16_is_told_apart(encoding, refused):
    assert refused("a.csv", (HEAD + GOOD).encode(encoding)) == [
        "a.csv:1:1: E103 this is not UTF-8 text (save the file as UTF-8)"
    ]


def test_a_packed_file_is_read_like_the_plain_one(read):
    assert read("a.csv.gz", gzip.compress((HEAD + GOOD).encode())).rows == read("a.csv", HEAD + GOOD).rows


@pytest.mark.parametrize("cut", [1, 9, 40])
def test_a_packed_file_that_ends_too_early_is_refused(cut, refused):
    whole = gzip.compress((HEAD + GOOD).encode())
    assert refused("a.csv.gz", whole[:-cut]) == [
        "E506 “a.csv.gz” cannot be read to its end: it ends too early"
    ]


def test_a_packed_file_that_is_none_or_is_damaged_is_refused(refused):
    damage = "E506 “a.csv.gz” cannot be read to its end: it is not what gzip wrote"
    assert refused("a.csv.gz", HEAD + GOOD) == [damage]
    whole = bytearray(gzip.compress((HEAD + GOOD).encode()))
    whole[len(whole) // 2] ^= 0xFF
    assert refused("a.csv.gz", bytes(whole)) == [damage]


def test_a_line_without_an_end_is_refused_before_it_fills_the_memory(refused, monkeypatch):
    monkeypatch.setattr(streams, "BLOCK", 1 << 10)
    monkeypatch.setattr(streams, "LONGEST_LINE", 1 << 14)
    (line,) = refused("a.csv", HEAD + "x" * (1 << 16))
    assert "E508 this row cannot be read: it is longer than" in line
    assert chunks.ROWS > 0
