"""PDF files: valid PDF/A and PDF/UA, tagged and with bookmarks, in any script, the same bytes twice."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
import typst

from prong.errors import ProngError
from prong.rendering.language import Language
from prong.rendering.reading import read_document
from prong.rendering.typesetting import pdf_document, typeset

from .test_reading import TEXT
from .verapdf import faults, missing

ROOT = Path(__file__).parents[3]
DAY = date(2026, 3, 1)
OUTLINE = re.sub(r"^#### ", "### ", TEXT, flags=re.MULTILINE)
SCRIPTS = "Ms. 안지혜 (安智慧) met שלום עולם and السلام عليكم in Харбин, Αθήνα – ✓ ✗ ± † “so”."


def shown(content: bytes) -> str:
    """The text of all pages."""
    with pypdfium2.PdfDocument(content) as pdf:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())


@pytest.fixture(scope="module")
def content() -> bytes:
    """The file that holds every construct."""
    return pdf_document(read_document(OUTLINE), dated=DAY, receipt='{"a":1}')


@pytest.fixture(scope="module")
def longest() -> bytes:
    """The longest memo of the repository."""
    path = max((ROOT / "reports" / "lives-for-sale").glob("*.md"), key=lambda path: path.stat().st_size)
    text = re.sub(r"<!--.*?-->\s*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return pdf_document(read_document(text), dated=DAY)


@pytest.mark.parametrize("flavour", ["2a", "ua1"])
@pytest.mark.parametrize("file", ["content", "longest"])
def test_a_public_validator_finds_no_fault(request, file, flavour):
    """Against PDF/A-2a, for archives, and against PDF/UA-1, for screen readers."""
    if reason := missing():
        print(reason)
        pytest.skip(reason)
    assert faults(request.getfixturevalue(file), flavour) == []


def test_the_validator_finds_faults():
    """A file of the same words without tags has some, so that the test above means something."""
    if reason := missing():
        print(reason)
        pytest.skip(reason)
    bare = typst.compile(typeset(read_document(OUTLINE)).encode(), pdf_tags=False)
    assert faults(bare, "2a")
    assert faults(bare, "ua1")


def test_the_file_is_tagged_and_says_its_language_title_and_date(content):
    """In the catalogue and in the metadata, which are not compressed."""
    for words in (b"/MarkInfo", b"/StructTreeRoot", b"/Lang(en)", b"<pdfuaid:part>1<", b"<pdfaid:part>2<"):
        assert words in content
    assert b"<xmp:CreateDate>2026-03-01T00:00:00" in content
    assert b"prong-receipt {&quot;a&quot;:1}" in content
    with pypdfium2.PdfDocument(content) as pdf:
        assert pdf.get_metadata_dict(skip_empty=True)["Title"] == "A memo"


def test_headings_are_bookmarks(content):
    """In their order and on their levels."""
    with pypdfium2.PdfDocument(content) as pdf:
        found = [(entry.level, entry.get_title()) for entry in pdf.get_toc()]
    assert found == [(0, "A memo"), (1, "Facts"), (2, "A.2 An element")]


def test_every_construct_is_shown(content):
    """With its notes at the foot of the page and the number of the page."""
    text = shown(content)
    for words in ("emphasis", "strength", "a link", "and another", "4. four", "quoted", "listed", "1 / 1"):
        assert words in text
    assert "✓ made out" in text.replace("\u00a0", " ")
    assert text.count("The second") == 1


def test_the_same_document_has_the_same_bytes_for_a_date(content):
    """And other bytes for another one."""
    assert pdf_document(read_document(OUTLINE), dated=DAY, receipt='{"a":1}') == content
    assert pdf_document(read_document(OUTLINE), dated=date(2026, 3, 2), receipt='{"a":1}') != content


def test_names_in_other_scripts_are_set(content):
    """Each with a font that the file holds."""
    found = pdf_document(read_document(f"# {SCRIPTS}\n\n**{SCRIPTS}** *{SCRIPTS}* `안 ש س`\n"), dated=DAY)
    text = shown(found)
    for word in ("안지혜", "安智慧", "שלום", "עולם", "السلام", "Харбин", "Αθήνα"):
        assert text.count(word) >= 3 or text.count(word[::-1]) >= 3, word
    assert found.count(b"/FontFile") >= 3


@pytest.mark.parametrize("code", ["ar", "he", "ko"])
def test_a_document_in_another_language_is_set_in_its_direction(code):
    """And the file says which language it is."""
    text = f"# {SCRIPTS}\n\n| a | b |\n|---|---|\n| {SCRIPTS} | 1 |\n"
    found = pdf_document(read_document(text, language=Language(code)), dated=DAY)
    assert f"/Lang({code})".encode() in found
    if not missing():
        assert faults(found, "ua1") == []


def test_a_character_that_no_font_has_is_named():
    """Each once, and none is left out without a word."""
    with pytest.raises(ProngError) as refused:
        pdf_document(read_document("# T\n\n😀 and ᠮ and 😀\n"), dated=DAY)
    found = [(diagnostic.code, diagnostic.met) for diagnostic in refused.value.diagnostics]
    assert found == [("E410", "😀 (U+1F600)"), ("E410", "ᠮ (U+182E)")]


@pytest.mark.parametrize("text", ["## T\n", "# T\n\n### U\n"])
def test_an_outline_with_a_gap_is_refused(text):
    """PDF/UA wants headings without one; only a template of one's own can bring it about."""
    with pytest.raises(ProngError, match="E409"):
        pdf_document(read_document(text), dated=DAY)


def test_a_word_that_is_longer_than_a_line_is_broken():
    """It does not leave the page."""
    found = pdf_document(read_document(f"# T\n\n{'x' * 500}\n"), dated=DAY)
    with pypdfium2.PdfDocument(found) as pdf:
        page = pdf[0].get_textpage()
        right = max(page.get_rect(place)[2] for place in range(page.count_rects()))
        assert right <= pdf[0].get_width() - 60
