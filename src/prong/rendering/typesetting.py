"""A document as a PDF file, set by Typst: PDF/A-2a and PDF/UA-1, tagged, with bookmarks and its own fonts.

Words reach Typst as literals of strings and nothing else, so that no text can be a command. Fonts come with
Typst and from two packages; those of the computer are not looked at, so that the same document has the same
bytes everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files

import typst

from prong.errors import Diagnostic, ProngError
from prong.rendering.document import (
    Block,
    Code,
    Divider,
    Document,
    Emphasis,
    Heading,
    Inline,
    Items,
    LineBreak,
    Link,
    Listing,
    Mark,
    Paragraph,
    Quotation,
    Reference,
    Strong,
    Table,
    Text,
    Verdict,
    plain,
    unknown,
)

STANDARDS = ("a-2a", "ua-1")
FONTS = ("pylopdf_fonts_ko", "fontpkg_amiri")
COLOURS = {
    "satisfied": "#1e6b3a",
    "not-satisfied": "#9b2226",
    "undetermined": "#7a5600",
    "contested": "#6f3a8f",
    "dispensed": "#57534d",
}
LONGEST_WORD = 40
"""Where a word has more characters it may be broken, so that it does not leave the page."""
_LONG = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')


def pdf_document(document: Document, *, dated: date, receipt: str = "") -> bytes:
    """The PDF file, with its receipt among the keywords.

    Raises ProngError where no font has a character (E410) or the outline has a gap (E409).
    """
    moment = datetime(dated.year, dated.month, dated.day, tzinfo=UTC)
    source = typeset(document, receipt=receipt).encode()
    try:
        return _compiler().compile(source, format="pdf", pdf_standards=list(STANDARDS), timestamp=moment)
    except typst.TypstError as error:
        if found := _NO_GLYPH.findall(error.diagnostic):
            named = (f"{text} ({' '.join(f'U+{ord(c):04X}' for c in text)})" for text in dict.fromkeys(found))
            raise ProngError([Diagnostic("E410", None, met=name) for name in named]) from None
        if "heading" in error.message:
            raise unknown(error.message.partition("error: ")[2]) from None
        raise


def typeset(document: Document, *, receipt: str = "") -> str:
    """The source that Typst reads."""
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    source = _Source(document, {heading.anchor: f"h{place}" for place, heading in enumerate(headings, 1)})
    keywords = f", keywords: {_string(f'prong-receipt {receipt}')}" if receipt else ""
    return (
        f"{_style()}\n#set document(title: {_string(document.title)}, date: auto{keywords})\n"
        f"#set text(lang: {_string(document.language.code.partition('-')[0])})\n\n"
        f"{source.blocks(document.blocks)}"
    )


@cache
def _style() -> str:
    return files("prong").joinpath("rendering", "templates", "page.typ").read_text(encoding="utf-8")


@cache
def _compiler() -> typst.Compiler:
    folders = [str(files(package)) for package in FONTS]
    return typst.Compiler(font_paths=folders, ignore_system_fonts=True)


def _string(text: str) -> str:
    r"""A literal: `\` and `"` are the only characters that mean something in it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


@dataclass(frozen=True, slots=True)
class _Source:
    """Writes one document; `labels` gives the label of each heading by its anchor."""

    document: Document
    labels: dict[str, str]

    def blocks(self, blocks: Sequence[Block]) -> str:
        """Blocks in their order; a paragraph that leads to a list or a table stays on its page."""
        written = []
        for block, follower in zip(blocks, (*blocks[1:], None), strict=True):
            text = self.block(block)
            leads = isinstance(block, Paragraph) and isinstance(follower, Items | Table)
            written.append(f"#lead[{text}]" if leads else text)
        return "\n\n".join(written)

    def block(self, block: Block) -> str:
        match block:
            case Heading(level, anchor, inlines):
                return f"#heading(level: {level})[{self.inlines(inlines)}]<{self.labels[anchor]}>"
            case Paragraph(inlines):
                return self.inlines(inlines)
            case Items(items, start, loose):
                name = "list" if start is None else "enum"
                first = "" if start is None else f"start: {start}, "
                inner = ", ".join(f"[{self.blocks(item)}]" for item in items)
                return f"#{name}({first}tight: {'false' if loose else 'true'}, {inner})"
            case Table():
                return self.table(block)
            case Quotation(inner):
                return f"#quote(block: true)[{self.blocks(inner)}]"
            case Listing(text):
                return f"#raw(block: true, {_string(text)})"
            case Divider():
                return "#divider"
            case _:
                raise unknown(block)

    def table(self, table: Table) -> str:
        columns = ", ".join(f"{weight:.2f}fr" for weight in _weights(table))
        align = ", ".join(side or "start" for side in table.align)
        head = f"table.header({self.cells(table.head, 'head')}), " if table.head is not None else ""
        rows = "".join(f"\n  {self.cells(row)}," for row in table.rows)
        return f"#table(columns: ({columns},), align: ({align},), {head}{rows})"

    def cells(self, cells: Sequence[tuple[Inline, ...]], function: str = "") -> str:
        return ", ".join(f"{function}[{self.inlines(cell)}]" for cell in cells)

    def inlines(self, inlines: Iterable[Inline]) -> str:
        return "".join(map(self.inline, inlines))

    def inline(self, inline: Inline) -> str:
        """One inline; each ends with a semicolon, so that what follows is never read as its continuation."""
        match inline:
            case Text(text):
                return f"#{_string(_LONG.sub(_breakable, text))};"
            case Emphasis(inner):
                return f"#emph[{self.inlines(inner)}];"
            case Strong(inner):
                return f"#strong[{self.inlines(inner)}];"
            case Code(text):
                return f"#raw({_string(text)});"
            case LineBreak():
                return "#linebreak();"
            case Link(target, inner):
                return f"#link({_string(target)})[{self.inlines(inner)}];"
            case Reference(anchor, text):
                return f"#link(<{self.labels[anchor]}>)[#{_string(text)}];"
            case Mark(number, 0):
                return f"#[#footnote[{self.inlines(self.document.notes[number - 1].inlines)}]<n{number}>];"
            case Mark(number, _):
                return f"#footnote(<n{number}>);"
            case Verdict(verdict, symbol, words):
                shown = _string(f"{symbol}\u00a0{words}")
                return f'#verdict("{COLOURS[verdict]}")[#{shown}];'
            case _:
                raise unknown(inline)


def _breakable(found: re.Match[str]) -> str:
    return f"{found[0]}\u200b"


def _weights(table: Table) -> list[float]:
    """Widths of the columns by what stands in them: no column starves beside a long one."""
    weights = []
    for cells in zip(*(row for row in (table.head, *table.rows) if row), strict=True):
        texts = [plain(cell) for cell in cells]
        longest = max((len(word) for text in texts for word in text.split(" ")), default=1)
        weights.append(min(longest, LONGEST_WORD) * 0.9 + min(sum(map(len, texts)) / len(texts), 60) / 2 + 2)
    return weights
