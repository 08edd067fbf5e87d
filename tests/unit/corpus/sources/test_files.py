"""Which files a source is: kinds, folders, order, and files that change while they are read."""

from __future__ import annotations

import hashlib
import os

import pytest

from prong.corpus.sources.files import files_of
from prong.errors import ProngError
from prong.rendering.diagnostics import concise

HEAD = "number,season,berth,band,lessons\n"


def test_the_files_of_a_folder_are_read_in_the_order_of_their_names(read, tmp_path):
    folder = tmp_path / "parts"
    folder.mkdir()
    (folder / "2.csv").write_text(HEAD + "b,,,,\n")
    (folder / "1.csv").write_text(HEAD + "a,Winter,,,\n,,,,\n")
    (folder / ".hidden").write_text("x")
    found = read("parts")
    assert [row["id"] for row in found.rows] == ["b"]
    assert [line.split(" ")[0] for line in found.findings] == ["parts/1.csv:2:3:", "parts/1.csv:3:1:"]


@pytest.mark.parametrize("names", [["a.dat"], ["a"], ["a.xlsx.gz"], ["a.csv", "b.jsonl"], [".csv.gz"]])
def test_files_of_no_kind_or_of_several_are_refused(names, refused, tmp_path):
    (tmp_path / "s").mkdir()
    for name in names:
        (tmp_path / "s" / name.lstrip(".")).write_text(HEAD)
    lines = refused("s")
    assert len(lines) == 1
    assert "is no kind of file that a corpus is read from (expected a file that ends in .csv" in lines[0]


def test_a_source_that_is_not_there_is_named(refused):
    assert refused("a.csv") == ["E101 there is no file or folder “a.csv”"]


def test_an_empty_folder_holds_nothing(refused, tmp_path):
    (tmp_path / "s").mkdir()
    assert refused("s") == ["E111 nothing to read in “s”: no files of a corpus"]


def test_the_digest_of_one_file_is_that_of_its_bytes(tmp_path):
    (tmp_path / "a.csv").write_bytes(HEAD.encode())
    assert files_of(tmp_path / "a.csv").digest() == hashlib.sha256(HEAD.encode()).hexdigest()


def test_the_digest_of_a_folder_tells_where_one_file_ends(tmp_path):
    digests = set()
    for number, parts in enumerate([("ab", "c"), ("a", "bc"), ("abc", "")]):
        folder = tmp_path / str(number)
        folder.mkdir()
        for name, part in zip("12", parts, strict=True):
            (folder / f"{name}.csv").write_text(part)
        digests.add(files_of(folder).digest())
    assert len(digests) == 3


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(HEAD)
    files = files_of(path)
    files.refuse_change()
    os.utime(path, ns=(0, 0))
    with pytest.raises(ProngError) as raised:
        files.refuse_change()
    assert "it has changed while it was read" in concise(raised.value.diagnostics)
