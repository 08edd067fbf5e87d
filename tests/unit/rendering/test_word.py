"""Word documents: real notes, styles and nothing beside them, comments, language, the same bytes twice."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import docx
import pypdfium2
import pytest
from lxml import etree

from prong.errors import ProngError
from prong.rendering.language import Language
from prong.rendering.reading import read_document
from prong.rendering.word.body import VERDICTS
from prong.rendering.word.package import word_document
from prong.rendering.words import SYMBOLS

from .test_reading import TEXT

ROOT = Path(__file__).parents[3]
DAY = date(2026, 3, 1)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What may stand in the properties of a paragraph or a run: its style, its place in a list, its direction.
STRUCTURE = {"pStyle", "numPr", "ilvl", "numId", "bidi", "rStyle", "rtl"}
OFFICE = shutil.which("soffice")


def part(content: bytes, name: str) -> etree._Element:
    """One part of the package."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read(name))


def words(element: etree._Element) -> str:
    return "".join(found.text or "" for found in element.iter(f"{W}t"))


@pytest.fixture(scope="module")
def content() -> bytes:
    """The document that holds every construct."""
    return word_document(read_document(TEXT), dated=DAY, asked={"A.2": ("Is it so?", "Since when?")})


def test_every_construct_has_its_style(content):
    """By its name, as a word processor shows it."""
    document = docx.Document(io.BytesIO(content))
    found = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.text]
    assert found == [
        ("Title", "A memo"),
        (
            "Body Text",
            "Words, emphasis, strength, code and a link. A line\nand another, see A.2 and Facts.",
        ),
        ("Heading 1", "Facts"),
        ("List Bullet", "one"),
        ("List Bullet", "two"),
        ("List Bullet", "three"),
        ("List Number", "four"),
        ("List Continue", "more"),
        ("List Number", "five"),
        ("Quote", "quoted"),
        ("Listing", "listed"),
        ("Heading 3", "A.2 An element"),
    ]
    styles = {run.text: run.style.name for paragraph in document.paragraphs for run in paragraph.runs}
    assert [styles[text] for text in ("emphasis", "strength", "code")] == ["Emphasis", "Strong", "Code"]


def test_notes_are_notes_of_the_word_processor(content):
    """A part of their own, with marks in the text; a second mark refers to the first."""
    notes = [note for note in part(content, "word/footnotes.xml") if note.get(f"{W}type") is None]
    assert [(note.get(f"{W}id"), words(note).strip()) for note in notes] == [
        ("1", "The first"),
        ("2", "The second"),
    ]
    body = part(content, "word/document.xml")
    assert [mark.get(f"{W}id") for mark in body.iter(f"{W}footnoteReference")] == ["1", "2"]
    again = [field.get(f"{W}instr") for field in body.iter(f"{W}fldSimple")]
    assert again == [r" NOTEREF note_1 \f \h "]
    assert "note_1" in [mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")]


def test_nothing_is_formatted_beside_the_styles(content):
    """A firm's styles decide how everything looks."""
    found = {
        etree.QName(inner).localname
        for name in ("word/document.xml", "word/footnotes.xml", "word/comments.xml")
        for properties in part(content, name).iter(f"{W}pPr", f"{W}rPr")
        for inner in properties.iter()
        if inner is not properties
    }
    assert found <= STRUCTURE


def test_open_questions_are_comments_at_their_heading(content):
    """Nobody's name, and the date of the document."""
    (comment,) = docx.Document(io.BytesIO(content)).comments
    assert (comment.author, comment.timestamp.date()) == ("Prong", DAY)
    assert [paragraph.text for paragraph in comment.paragraphs] == ["Is it so?", "Since when?"]
    body = part(content, "word/document.xml")
    (start,) = body.iter(f"{W}commentRangeStart")
    assert words(start.getparent()) == "A.2 An element"


def test_questions_without_a_heading_of_their_own_stand_at_the_next_above(content):
    """None is dropped."""
    asked = {"A.7": ("First?",), "Z.1": ("Second?",)}
    found = word_document(read_document("# T\n\n### A x\n"), dated=DAY, asked=asked)
    texts = {comment.text for comment in docx.Document(io.BytesIO(found)).comments}
    assert texts == {"First?", "Second?"}


def test_references_lead_to_the_headings(content):
    """Each to a bookmark that is there, and a link of the web to its address."""
    body = part(content, "word/document.xml")
    names = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    targets = [link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink") if link.get(f"{W}anchor")]
    assert len(targets) == 2
    assert set(targets) <= names
    (relation,) = [r for r in docx.Document(io.BytesIO(content)).part.rels.values() if r.is_external]
    assert relation.target_ref == "https://example.org"


def test_lists_count_for_themselves():
    """From their own first number; a list in a list is one level deeper."""
    found = word_document(read_document("# T\n\n3. a\n   - b\n\nx\n\n1. c\n"), dated=DAY)
    body, numbering = part(found, "word/document.xml"), part(found, "word/numbering.xml")
    lists = [
        (words(p), p.find(f".//{W}ilvl").get(f"{W}val"), p.find(f".//{W}numId").get(f"{W}val"))
        for p in body.iter(f"{W}p")
        if p.find(f".//{W}numPr") is not None
    ]
    starts = {
        num.get(f"{W}numId"): num.find(f".//{W}startOverride").get(f"{W}val")
        for num in numbering.iter(f"{W}num")
        if num.find(f".//{W}startOverride") is not None
    }
    assert [(text, level, starts.get(number)) for text, level, number in lists] == [
        ("a", "0", "3"),
        ("b", "1", None),
        ("c", "0", "1"),
    ]


def test_a_table_repeats_its_head_and_has_a_name(content):
    """And a table without a head has none."""
    tables = list(part(content, "word/document.xml").iter(f"{W}tbl"))
    assert [len(list(table.iter(f"{W}tblHeader"))) for table in tables] == [0, 1]
    assert {table.find(f".//{W}tblCaption").get(f"{W}val") for table in tables} == {"A.2 An element"}
    for table in tables:
        widths = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
        assert sum(widths) == 9070


def test_every_verdict_has_a_style():
    """That is not one of colour alone: the symbol and the words stand there."""
    rows = "".join(f"| {symbol} word |\n" for symbol in SYMBOLS.values())
    found = docx.Document(io.BytesIO(word_document(read_document(f"# T\n\n| a |\n|---|\n{rows}"), dated=DAY)))
    runs = [row.cells[0].paragraphs[0].runs[0] for row in found.tables[0].rows[1:]]
    assert [run.style.name for run in runs] == [VERDICTS[verdict] for verdict in SYMBOLS]
    assert [run.text for run in runs] == [f"{symbol}\u00a0word" for symbol in SYMBOLS.values()]


def test_pages_are_numbered(content):
    """In the footer, by fields."""
    footer = docx.Document(io.BytesIO(content)).sections[0].footer
    fields = [field.get(f"{W}instr").strip() for field in footer._element.iter(f"{W}fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]


def test_the_same_document_has_the_same_bytes(content):
    """No clock and no name is in them, but the date that is given."""
    asked = {"A.2": ("Is it so?", "Since when?")}
    assert word_document(read_document(TEXT), dated=DAY, asked=asked) == content
    properties = docx.Document(io.BytesIO(content)).core_properties
    assert (properties.title, properties.author, properties.created.date()) == ("A memo", "", DAY)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    ("code", "named", "rtl"), [("en", "en-GB", 0), ("ko", "ko-KR", 0), ("ar", "ar-SA", 1)]
)
def test_the_language_and_its_direction_are_told(code, named, rtl):
    """To the spelling checker, the screen reader and the layout."""
    found = word_document(read_document("# T\n\n| a |\n|---|\n| b |\n", language=Language(code)), dated=DAY)
    language = part(found, "word/styles.xml").find(f".//{W}docDefaults//{W}lang")
    assert language.get(f"{W}val") == named
    body = part(found, "word/document.xml")
    paragraphs = len(list(body.iter(f"{W}p")))
    assert len(list(body.iter(f"{W}bidi"))) == rtl * (paragraphs + 1)
    assert len(list(body.iter(f"{W}bidiVisual"))) == rtl


def test_words_from_right_to_left_say_so_and_others_do_not():
    """In the middle of a sentence in English."""
    found = word_document(read_document("# T\n\nMs. 안 met שלום עולם (x) there.\n"), dated=DAY)
    runs = [
        ("".join(t.text for t in run.iter(f"{W}t")), run.find(f".//{W}rtl") is not None)
        for run in part(found, "word/document.xml").iter(f"{W}r")
    ]
    assert runs[1:] == [("Ms. 안 met ", False), ("שלום עולם", True), (" (x) there.", False)]


@pytest.fixture
def letterhead(tmp_path: Path) -> Path:
    """A firm's document: its own look of a heading, a header, and text that must not reach a memo."""
    firm = docx.Document()
    firm.styles["Heading 1"].font.name = "Firm Sans"
    firm.sections[0].header.paragraphs[0].text = "The firm"
    firm.add_paragraph("Dear client", style="Heading 1")
    firm.core_properties.author = "A partner"
    path = tmp_path / "letterhead.docx"
    firm.save(str(path))
    return path


def test_a_firms_document_gives_its_styles_and_header(letterhead):
    """Styles that it lacks are Prong's; its words and its author stay behind."""
    asked = {"A.2": ("Is it so?",)}
    content = word_document(read_document(TEXT), dated=DAY, reference=letterhead, asked=asked)
    found = docx.Document(io.BytesIO(content))
    assert found.styles["Heading 1"].font.name == "Firm Sans"
    assert found.sections[0].header.paragraphs[0].text == "The firm"
    assert "Dear client" not in [paragraph.text for paragraph in found.paragraphs]
    assert found.core_properties.author == ""
    assert "Memo Table" in [style.name for style in found.styles]
    assert [p.style.name for p in found.paragraphs if p.text == "Facts"] == ["Heading 1"]
    assert len({style.style_id for style in found.styles}) == len(list(found.styles))
    assert content == word_document(read_document(TEXT), dated=DAY, reference=letterhead, asked=asked)


@pytest.mark.parametrize("content", [b"", b"no package", b"PK\x05\x06" + bytes(18)])
def test_a_file_that_is_no_word_document_is_refused(tmp_path, content):
    """With its name and its code."""
    path = tmp_path / "firm.docx"
    path.write_bytes(content)
    with pytest.raises(ProngError, match="E408"):
        word_document(read_document(TEXT), dated=DAY, reference=path)


def test_a_reference_that_is_not_there_is_refused(tmp_path):
    """In the same way."""
    with pytest.raises(ProngError, match="there is no such file"):
        word_document(read_document(TEXT), dated=DAY, reference=tmp_path / "none.docx")


@pytest.mark.parametrize("memo", ["every construct", "a firm's styles", "the longest memo"])
def test_an_office_opens_the_document_and_sets_its_pages(tmp_path, memo, letterhead):
    """LibreOffice converts it: with its notes at the foot of the page, its numbers and its comments."""
    if OFFICE is None:
        reason = "LibreOffice is not installed (Debian: libreoffice-writer-nogui)"
        print(reason)
        pytest.skip(reason)
    longest = max((ROOT / "reports" / "lives-for-sale").glob("*.md"), key=lambda path: path.stat().st_size)
    text = longest.read_text(encoding="utf-8") if memo == "the longest memo" else TEXT
    document = read_document(re.sub(r"<!--.*?-->\s*", "", text, flags=re.DOTALL))
    path = tmp_path / "memo.docx"
    reference = letterhead if memo == "a firm's styles" else None
    path.write_bytes(word_document(document, dated=DAY, reference=reference, asked={"A.2": ("Is it so?",)}))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for target in ("pdf", "odt"):
        command = [OFFICE, profile, "--headless", "--convert-to", target, "--outdir", tmp_path, path]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    with pypdfium2.PdfDocument(tmp_path / "memo.pdf") as pdf:
        shown = " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())
        numbered = f"1 / {len(pdf)}" in shown
    with zipfile.ZipFile(tmp_path / "memo.odt") as odt:
        read = odt.read("content.xml").decode()
    assert document.title.split(":")[0] in shown
    assert numbered == (reference is None)
    assert read.count("<text:note ") == len(document.notes)
    assert "Is it so?" in read
