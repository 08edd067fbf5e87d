"""Receipts: written into each format, sealed, and read again; every edit of the words breaks the seal."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from prong.cli.formats import Looks, rendered
from prong.evaluation.assess import assess
from prong.rendering.receipt import BLANK, ENDINGS, read_receipt, receipt_line, sealed

OPTIONS = {"kind": "full", "audience": "public", "style": "oscola-4", "language": "en"}
TEXT = "# Memorandum\n\nShe is sold in the spring.\n"


@pytest.fixture(scope="module")
def line(rulebook, case_of, record_of) -> str:
    """The receipt of one record under two norms."""
    record = record_of(case_of({"deception": "yes"}))
    traces = [assess(record, rulebook, norm) for norm in ("trafficking-in-persons", "refugee")]
    return receipt_line({record.id: traces}, **OPTIONS)


@pytest.fixture(scope="module")
def written(line) -> dict[str, bytes]:
    """One document in every format."""
    made = rendered(TEXT, ENDINGS, Looks(date(2026, 1, 2)), receipt=line)
    return {ending: sealed(ending, content) for ending, content in made.items()}


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_receipt_is_read_from_every_format(written, ending, rulebook):
    """With versions, digests, options and answers, and the document as it was written."""
    found = read_receipt(ending, written[ending])
    assert found.intact
    receipt = found.receipt
    assert (receipt.rules, receipt.vocabulary) == (rulebook.digest, rulebook.vocabulary_digest)
    assert receipt.cases == {"made/record": "2" * 64}
    assert set(receipt.answers["made/record"]) == {"trafficking-in-persons", "refugee"}
    assert {name: getattr(receipt, name) for name in OPTIONS} == OPTIONS
    assert receipt.text != BLANK


@pytest.mark.parametrize("ending", ["md", "html"])
def test_an_edited_word_breaks_the_seal(written, ending):
    """And the receipt itself cannot be edited either."""
    for old, new in ((b"spring", b"autumn"), (b"public", b"inside"), (b"refugee", b"refuges")):
        edited = written[ending].replace(old, new)
        assert edited != written[ending]
        assert not read_receipt(ending, edited).intact


def test_an_edited_word_of_a_word_file_breaks_the_seal(written):
    """Also where Word has written the file anew and packed it otherwise."""
    assert read_receipt("docx", repacked(written["docx"], lambda part: part)).intact
    edited = repacked(written["docx"], lambda part: part.replace(b"spring", b"autumn"))
    assert not read_receipt("docx", edited).intact


def test_an_edited_byte_of_a_pdf_file_breaks_the_seal(written):
    """A PDF file is not written anew by whoever reads it."""
    content = written["pdf"]
    assert not read_receipt("pdf", content[:200] + bytes([content[200] ^ 1]) + content[201:]).intact


@pytest.mark.parametrize("ending", ["md", "html"])
def test_other_ends_of_lines_do_not_break_the_seal(written, ending):
    """A version control system or a mail program may have changed them."""
    assert read_receipt(ending, written[ending].replace(b"\n", b"\r\n")).intact


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_document_without_a_receipt_has_none(ending):
    """Whatever it is."""
    made = rendered(TEXT, [ending], Looks(date(2026, 1, 2)))
    assert read_receipt(ending, made[ending]) is None
    assert read_receipt(ending, b"nonsense") is None
    assert read_receipt(ending, b"") is None


def test_a_receipt_that_is_not_one_of_prong_is_none(line):
    """A key that is not known, or a broken text."""
    for broken in (line.replace('"kind"', '"kinds"'), line.replace('"schema":1', '"schema":2')):
        assert read_receipt("md", f"<!-- {broken} -->".encode()) is None


def repacked(content: bytes, change) -> bytes:
    """The same package, packed without compression and in another order."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in sorted(old.namelist(), reverse=True):
            new.writestr(name, change(old.read(name)))
    return made.getvalue()
