"""Text of cases and rules in whole memos: it is shown in every format, and never becomes active.

The measure is the structure of a document: with a hostile text in every field it has the same elements in
the same order as with a plain word, and nothing in it runs, loads, computes or leads elsewhere.
"""

from __future__ import annotations

import io
import re
import shutil
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from lxml import etree
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from typer.testing import CliRunner

from prong.cli.main import app
from prong.errors import Diagnostic, Place
from prong.rendering.diagnostics import FORMATS
from prong.rendering.escape import markdown
from prong.rendering.page import page
from prong.rendering.reading import read_document
from prong.rendering.typesetting import pdf_document, typeset
from prong.rendering.word.package import word_document

from .hostile import HOSTILE, LONG, REFUSED

GOLDEN = Path(__file__).parents[2] / "golden"
DAY = date(2026, 3, 1)
WORD = "Placeholder"
WORDML = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# A run says the direction of its words, and a table is named by its heading and as wide as its words need.
DECIDED = ("r", "t", "rPr", "rStyle", "rtl", "gridCol", "tcW", "tblCaption")
OF_THE_WORDS = {f"{WORDML}{name}" for name in DECIDED}
LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"')
WIDTH = re.compile(r"[\d.]+fr")
# Fields of cases, sources and rules that hold free text: the words between the braces are replaced.
FIELDS = {
    "cases/harbour/01.yaml": [
        "title: {A passport collected at sea and offered back for a fee}",
        "name: {Mr. Tal}",
        "place: {a harbour office}",
        "what: {The captain collects his passport on the first evening.}",
        "note: {The captain has the passport in his hands from the first evening.}",
        "note: {Two hundred crowns are asked for it.}",
        "counter: {A man who waits for his passport need not be told what the captain could do.}",
    ],
    "cases/sources/harbour-interviews.yaml": [
        'source: harbour-interviews\ntitle: {"Harbour Interviews: Accounts that Were Invented for Tests"}',
        '  title: {"Harbour Interviews: Accounts that Were Invented for Tests"}',
        "author: {The Prong developers}",
        "note: {Invented accounts; nobody in them exists.}",
    ],
    "rules/instruments/papers-handbook.yaml": [
        "short: {Port Handbook}",
        "title: {Handbook for Port Offices}, author",
        "author: {Union of Port Offices}",
    ],
    "rules/instruments/papers-convention.yaml": [
        "short: {Papers Convention}",
        "title: {Convention on the Papers of Seafarers}, volume",
        "container-title: {Invented Treaty Series}",
        'terms: {"act, means and purpose of control"}',
    ],
    "rules/vocabulary/papers.md": [
        "label: {a fee for the return of the papers}",
        "question: {Does the seafarer owe the holder nothing?}",
    ],
    "rules/norms/holding-back-papers.md": [
        "title: {Holding back of papers}",
        "label: {a threat or a false promise}",
        "text: {The holder is to give the papers back without delay and without charge.}",
        "question: {Does a fee for the return of papers show the purpose of control?}",
        'holds: {"Only work for the holder shows it"}',
    ],
}


class Page(HTMLParser):
    """What a browser makes of a page: its elements, and the text that it shows."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.targets: list[str] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attrs)))
        self.targets += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_comment(self, _: str) -> None:
        self.elements.append(("comment", ()))

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    @property
    def words(self) -> str:
        return " ".join("".join(self.text).split())


def replace_fields(folder: Path, text: str) -> None:
    """Put a text into every field, as a quoted scalar."""
    quoted = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    for name, fields in FIELDS.items():
        path = folder / name
        content = path.read_text(encoding="utf-8")
        for place in fields:
            before, words, after = re.fullmatch(r"(.*)\{(.*)\}(.*)", place, re.DOTALL).groups()
            assert before + words + after in content, place
            content = content.replace(before + words + after, before + quoted + after, 1)
        path.write_text(content, encoding="utf-8")


def in_every_field(folder: Path, text: str) -> str:
    """The Markdown of the invented case with a text in every field."""
    for name in ("rules", "cases"):
        shutil.copytree(GOLDEN / name, folder / name)
    replace_fields(folder, text)
    options = ["--rules", folder / "rules", "--out", folder / "out", "--format", "md"]
    command = list(map(str, ["memo", folder / "cases", *options]))
    result = CliRunner().invoke(app, command, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return (folder / "out" / "harbour" / "01.md").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Memo:
    """A memo that holds a text in every field, in all formats."""

    text: str
    markdown: str
    html: str
    word: bytes
    typst: str


def in_all_formats(text: str, written: str) -> Memo:
    """The memo in every format; the text stands in its receipt and in its open questions, too."""
    document = read_document(written)
    word = word_document(document, dated=DAY, asked={"A": (text, text)}, receipt=text)
    return Memo(text, written, page(document, receipt=text), word, typeset(document, receipt=text))


def obeyed(text: str) -> Page:
    """The Markdown as a renderer shows it that passes raw HTML on."""
    renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return Page(renderer.use(footnote_plugin).render(text))


def parts(word: bytes) -> dict[str, bytes]:
    """The files of a package."""
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        return {name: package.read(name) for name in package.namelist()}


def structure(word: bytes) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """Every part with its elements and their attributes in order, but for what the words alone decide."""
    return {
        name: [
            (element.tag, tuple(sorted(element.attrib.values())))
            for element in etree.fromstring(part).iter()
            if element.tag not in OF_THE_WORDS
        ]
        for name, part in parts(word).items()
    }


def shown_in_word(word: bytes) -> str:
    """The words of all paragraphs and notes."""
    paragraphs = []
    for name in ("word/document.xml", "word/footnotes.xml", "word/comments.xml"):
        paragraphs += [
            "".join(found.text or "" for found in paragraph.iter(f"{WORDML}t"))
            for paragraph in etree.fromstring(parts(word)[name]).iter(f"{WORDML}p")
        ]
    return " ".join(" ".join(paragraphs).split())


def commands(source: str) -> str:
    """The source of Typst without the words, which are literals."""
    return WIDTH.sub("fr", LITERAL.sub('""', source))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Memo:
    """The memo with a plain word in every field."""
    return in_all_formats(WORD, in_every_field(tmp_path_factory.mktemp("plain"), WORD))


@pytest.fixture(scope="module", params=HOSTILE)
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Memo:
    """One memo for each hostile text."""
    folder = tmp_path_factory.mktemp("hostile")
    return in_all_formats(request.param, in_every_field(folder, request.param))


def test_the_word_stands_in_every_field(plain):
    """The measure is worth something only where the fields reach the memo."""
    assert plain.markdown.count(WORD) >= sum(map(len, FIELDS.values()))


def test_hostile_text_changes_no_element_of_the_markdown(plain, hostile):
    """Rendered by anybody's renderer, the memo has the elements that it had."""
    assert obeyed(hostile.markdown).elements == obeyed(plain.markdown).elements


def test_hostile_text_changes_no_element_of_the_page(plain, hostile):
    """And the page that Prong makes as well."""
    assert Page(hostile.html).elements == Page(plain.html).elements


def test_hostile_text_is_shown_as_it_is(hostile):
    """Nothing is swallowed, nothing is computed: the reader sees what was written.

    Of the title of a source only what stands before a colon is shown, as its short name.
    """
    wanted = " ".join(hostile.text.split())
    fields = sum(map(len, FIELDS.values())) - 1
    assert Page(hostile.html).words.count(wanted) >= fields
    assert shown_in_word(hostile.word).count(wanted) >= fields


def test_no_link_of_a_page_leads_elsewhere(hostile):
    """Every target is a place in the page itself."""
    targets = Page(hostile.html).targets
    assert targets
    assert [target for target in targets if not target.startswith("#")] == []


def test_hostile_text_changes_no_element_of_the_word_document(plain, hostile):
    """No field, no link, no part of another kind: the package is built as it was."""
    assert structure(hostile.word) == structure(plain.word)


def test_no_field_of_a_word_document_holds_user_text(hostile):
    """Fields count pages and repeat the numbers of notes, and nothing else."""
    fields = re.findall(rb'w:instr="([^"]*)"', b"".join(parts(hostile.word).values()))
    assert fields
    assert {field.split()[0] for field in fields} <= {b"PAGE", b"NUMPAGES", b"NOTEREF"}
    assert b"<w:instrText" not in b"".join(parts(hostile.word).values())
    assert b'TargetMode="External"' not in b"".join(parts(hostile.word).values())


def test_hostile_text_changes_no_command_of_typst(plain, hostile):
    """The words are literals, and what stands around them is the same."""
    assert commands(hostile.typst) == commands(plain.typst)


@pytest.fixture(scope="module")
def pdf_of_all() -> bytes:
    """A finished PDF file: every hostile text in a heading, a list, a table, a note and the receipt."""
    parts = ["# Hostile\n"]
    for number, text in enumerate(map(markdown, HOSTILE)):
        parts += [f"## {text}\n", f"- {text}[^{number}]\n", f"| x |\n|---|\n| {text} |\n"]
        parts += [f"[^{number}]: {text}\n"]
    return pdf_document(read_document("\n".join(parts)), dated=DAY, receipt=" ".join(HOSTILE))


def close(text: str) -> str:
    """A text without blanks, marks of breaks and ligatures, as one that was set on lines is compared."""
    whole = unicodedata.normalize("NFKC", text)
    return "".join(c for c in whole if not c.isspace() and c not in "\u200b\u2060\ufffe\x02\xad")


def test_a_finished_pdf_file_shows_every_hostile_text(pdf_of_all):
    """Each as text at each of its four places, and whole in its bookmark."""
    with pypdfium2.PdfDocument(pdf_of_all) as pdf:
        shown = close(" ".join(sheet.get_textpage().get_text_range() for sheet in pdf))
        bookmarks = [close(bookmark.get_title()) for bookmark in pdf.get_toc()]
    assert [text for text in HOSTILE if shown.count(close(text)) < 4] == []
    assert bookmarks == ["Hostile", *map(close, HOSTILE)]


def test_nothing_in_a_finished_pdf_file_of_hostile_text_is_active(pdf_of_all):
    """No link leads out, nothing runs, nothing is embedded: every annotation leads to a place in the file."""
    objects = re.sub(rb"stream\r?\n.*?endstream", b"", pdf_of_all, flags=re.DOTALL)
    for name in (b"JavaScript", b"JS", b"Launch", b"URI", b"EmbeddedFile", b"AA", b"OpenAction", b"XFA"):
        assert not re.search(rb"/" + name + rb"\b", objects), name
    assert b"/ObjStm" not in objects  # compression hides no object from the search
    with pypdfium2.PdfDocument(pdf_of_all) as pdf:
        assert pdf.count_attachments() == 0
        assert pdfium.FPDFDoc_GetJavaScriptActionCount(pdf.raw) == 0
        links = [link for sheet in pdf for link in links_of(sheet)]
        assert len(links) >= len(HOSTILE)
        assert all(pdfium.FPDFLink_GetDest(pdf.raw, link) for link in links)
        actions = map(pdfium.FPDFLink_GetAction, links)
        kinds = {pdfium.FPDFAction_GetType(action) for action in actions if action}
        assert kinds <= {pdfium.PDFACTION_GOTO}


def links_of(sheet: pypdfium2.PdfPage) -> Iterator[object]:
    """The annotations of a page, all of which are links."""
    for number in range(pdfium.FPDFPage_GetAnnotCount(sheet.raw)):
        annotation = pdfium.FPDFPage_GetAnnot(sheet.raw, number)
        assert pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_LINK
        yield pdfium.FPDFAnnot_GetLink(annotation)


def test_a_link_out_of_a_pdf_file_would_be_seen():
    """The measure finds one that a template writes."""
    content = pdf_document(read_document("# A\n\n[x](https://example.invalid)\n"), dated=DAY)
    assert b"/URI" in content
    with pypdfium2.PdfDocument(content) as pdf:
        (link,) = links_of(pdf[0])
        assert not pdfium.FPDFLink_GetDest(pdf.raw, link)


@pytest.mark.parametrize("text", REFUSED, ids=ascii)
def test_what_the_reader_refuses_is_named_by_its_number_alone(tmp_path, text):
    """Controls, and what reverses the order of a text: the finding does not repeat them."""
    for name in ("rules", "cases"):
        shutil.copytree(GOLDEN / name, tmp_path / name)
    case = tmp_path / "cases" / "harbour" / "01.yaml"
    case.write_text(case.read_text().replace("Mr. Tal", text))
    result = CliRunner().invoke(app, ["check", str(tmp_path / "cases"), "--rules", str(tmp_path / "rules")])
    assert result.exit_code == 1
    assert "E110" in result.output
    assert result.output.replace("\n", "").isprintable()


@pytest.mark.parametrize("text", REFUSED, ids=ascii)
def test_what_the_reader_refuses_would_reach_no_format(text):
    """Should a text come by another way, its controls are left out in all formats."""
    document = read_document(f"# A\n\n{markdown(text)}\n")
    written = (
        page(document),
        typeset(document).partition("= A")[2],
        shown_in_word(word_document(document, dated=DAY, asked={"A": ("x",)})),
    )
    controls = set(text) - {"a", "b"}
    hidden = {character for character in controls if not character.isprintable()}
    assert hidden
    assert [found for found in written if hidden & set(found)] == []


@pytest.mark.parametrize("text", LONG, ids=["a word", "a Korean word", "markup", "stars"])
def test_a_mebibyte_of_text_is_shown_in_every_format(text):
    """No parser takes the square of its length, and nothing is cut off."""
    document = read_document(f"# A\n\n| x |\n|---|\n| {markdown(text)} |\n\n- {markdown(text)}\n")
    assert Page(page(document)).words.count(text) == 2
    assert shown_in_word(word_document(document, dated=DAY, asked={"A": (text,)})).count(text) == 3
    assert typeset(document).replace("\u200b", "").count(text) == 2


@pytest.mark.parametrize("text", [*HOSTILE, *REFUSED], ids=ascii)
@pytest.mark.parametrize("name", FORMATS)
def test_a_finding_shows_hostile_text_on_its_line(name, text):
    """In every format of diagnostics: one line for one finding, and no control for the terminal."""
    place = Place("cases/a.yaml", 1, 1, 2)
    plain = FORMATS[name]([Diagnostic("E203", place, subject="predicate", met="word", near="word")])
    shown = FORMATS[name]([Diagnostic("E203", place, subject="predicate", met=text, near=text)])
    assert len(shown.splitlines()) == len(plain.splitlines())
    assert shown.replace("\n", "").isprintable()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_table_in_the_terminal_shows_hostile_text_as_it_is(tmp_path, text, monkeypatch):
    """The marks of the library that draws it mean nothing in the titles and labels of rules."""
    for name in ("rules", "cases"):
        shutil.copytree(GOLDEN / name, tmp_path / name)
    replace_fields(tmp_path, text)
    monkeypatch.setenv("COLUMNS", "2000")
    command = ["assess", str(tmp_path / "cases"), "--rules", str(tmp_path / "rules")]
    result = CliRunner().invoke(app, command, catch_exceptions=False)
    assert result.exit_code == 0
    assert " ".join(text.split()) in " ".join(result.output.split())
    assert "\x1b" not in result.output
