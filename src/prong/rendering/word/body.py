"""The body of a Word document: each construct as the XML of WordprocessingML.

How a thing looks is said by the styles alone. What stands beside them is structure: the level of a list, the
columns of a table, the language and direction of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

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
from prong.rendering.reading import SECTION

BULLETS, NUMBERS, CONTINUED = "bullets", "numbers", "continued"
DEEPEST = 8
LEAD_IN = "Body Text Lead-In"
WIDTH = 9070
"""The width of the text in twentieths of a point: A4 with margins of 25 mm."""
MARGIN, CHARACTER = 160, 108
"""The margins of a cell, and the width that a character takes there at most, in the same measure."""
VERDICTS = {
    "satisfied": "Verdict Satisfied",
    "not-satisfied": "Verdict Not Satisfied",
    "undetermined": "Verdict Undetermined",
    "contested": "Verdict Contested",
    "dispensed": "Verdict Dispensed",
}
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_RIGHT_TO_LEFT = re.compile(f"([{_RTL}](?:[^A-Za-z\u00c0-\u058f\u0900-\ufb1c]*[{_RTL}])?)")


@dataclass(frozen=True, slots=True)
class Look:
    """What stands over words: whether they are strong or emphasised, and the style that this comes to."""

    strong: bool = False
    emphasised: bool = False
    style: str = ""

    @property
    def name(self) -> str:
        """The name of the style of these words, empty for plain ones."""
        both = {(True, True): "Strong Emphasis", (True, False): "Strong", (False, True): "Emphasis"}
        return self.style or both.get((self.strong, self.emphasised), "")


PLAIN = Look()


@dataclass(slots=True)
class Body:
    """Writes one document; gathers the numbered lists, links and comments that the package has to hold.

    `styles` gives the identifier of each style by its name, `numbering` the lists to continue from, and
    `asked` the open questions by the number of the heading to which they belong.
    """

    document: Document
    styles: Mapping[str, str]
    numbering: Mapping[str, int]
    asked: dict[str, tuple[str, ...]]
    starts: list[int] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    note_links: dict[str, str] = field(default_factory=dict)
    comments: list[tuple[str, ...]] = field(default_factory=list)
    bookmarks: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        headings = [block for block in self.document.blocks if isinstance(block, Heading)]
        self.bookmarks = {heading.anchor: place for place, heading in enumerate(headings, 1)}
        numbers = [_number(heading) for heading in headings]
        placed: dict[str, tuple[str, ...]] = {}
        for number, questions in self.asked.items():
            held = (name for name in (number, number.partition(".")[0], "") if name in numbers)
            if (name := next(held, None)) is not None:
                placed[name] = (*placed.get(name, ()), *questions)
        self.asked = placed

    def xml(self) -> str:
        """All blocks."""
        return self.blocks(self.document.blocks)

    def notes(self) -> str:
        """The notes, numbered as their marks are; their links are a part's of their own."""
        links, self.links = self.links, self.note_links
        number = f"<w:r>{self.run_style('footnote reference')}<w:footnoteRef/></w:r>"
        blank = '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
        written = "".join(
            f'<w:footnote w:id="{place}">'
            + self.paragraph("footnote text", number + blank + self.inlines(note.inlines))
            + "</w:footnote>"
            for place, note in enumerate(self.document.notes, 1)
        )
        self.links = links
        return written

    def blocks(self, blocks: Sequence[Block], *, style: str = "Body Text") -> str:
        """Blocks in their order; a paragraph that leads to a list or a table stays on its page."""
        followers = (*blocks[1:], None)
        leads = style == "Body Text"
        return "".join(
            self.block(block, LEAD_IN if leads and isinstance(follower, Items | Table) else style)
            for block, follower in zip(blocks, followers, strict=True)
        )

    def block(self, block: Block, style: str) -> str:
        """One block; `style` is that of a plain paragraph where it stands."""
        match block:
            case Heading():
                return self.heading(block)
            case Paragraph(inlines):
                return self.paragraph(style, self.inlines(inlines))
            case Items():
                return self.items(block, 0)
            case Table():
                return self.table(block)
            case Quotation(inner):
                return self.blocks(inner, style="Quote")
            case Listing(text):
                lines = text.rstrip("\n").split("\n")
                return self.paragraph("Listing", "<w:r><w:br/></w:r>".join(self.run(line) for line in lines))
            case Divider():
                return self.paragraph("Divider", "")
            case _:
                raise unknown(block)

    def heading(self, heading: Heading) -> str:
        """A heading with its bookmark and, where questions are open under it, its comment."""
        place = self.bookmarks[heading.anchor]
        style = "Title" if heading.level == 1 else f"heading {heading.level - 1}"
        words = self.inlines(heading.inlines)
        start = f'<w:bookmarkStart w:id="{place}" w:name="heading_{place}"/>'
        words = f'{start}{words}<w:bookmarkEnd w:id="{place}"/>'
        if questions := self.asked.pop(_number(heading), ()):
            own = len(self.comments)
            self.comments.append(questions)
            words = (
                f'<w:commentRangeStart w:id="{own}"/>{words}<w:commentRangeEnd w:id="{own}"/>'
                f'<w:r>{self.run_style("annotation reference")}<w:commentReference w:id="{own}"/></w:r>'
            )
        return self.paragraph(style, words)

    def items(self, items: Items, level: int) -> str:
        """A list; the first paragraph of an item has its bullet or number, the others stand below it."""
        level = min(level, DEEPEST)
        if items.start is None:
            style, list_ = "List Bullet", self.numbering[BULLETS]
        else:
            self.starts.append(items.start)
            style, list_ = "List Number", self.numbering[NUMBERS] + len(self.starts) - 1
        written = []
        for item in items.items:
            first = True
            for block in item:
                match block:
                    case Paragraph(inlines):
                        named, own = (style, list_) if first else ("List Continue", self.numbering[CONTINUED])
                        words = self.inlines(inlines)
                        written.append(self.paragraph(named, words, list_=own, level=level))
                    case Items():
                        written.append(self.items(block, level + 1))
                    case _:
                        written.append(self.block(block, "List Continue"))
                first = False
        return "".join(written)

    def table(self, table: Table) -> str:
        """A table over the width of the text; its first row is repeated on each page."""
        widths = _widths(table)
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        visual = "<w:bidiVisual/>" if self.document.language.direction == "rtl" else ""
        headed, bits = ("0", "0680") if table.head is None else ("1", "06A0")
        label = f'<w:tblCaption w:val="{escape(table.label)}"/>' if table.label else ""
        properties = (
            f'<w:tblPr><w:tblStyle w:val="{self.styles["Memo Table"]}"/>{visual}'
            f'<w:tblW w:w="{WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f'<w:tblLook w:val="{bits}" w:firstRow="{headed}" w:lastRow="0" w:firstColumn="1" '
            f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{label}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
        )
        head = "" if table.head is None else self.row(table, table.head, widths, head=True)
        rows = "".join(self.row(table, row, widths) for row in table.rows)
        return f"<w:tbl>{properties}{head}{rows}</w:tbl>{self.paragraph('After Table', '')}"

    def row(
        self, table: Table, cells: Sequence[tuple[Inline, ...]], widths: Sequence[int], *, head: bool = False
    ) -> str:
        style = "Table Head" if head else "Table Text"
        repeated = "<w:tblHeader/>" if head else ""
        inner = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            f"{self.paragraph(style + _side(align), self.inlines(cell))}</w:tc>"
            for cell, width, align in zip(cells, widths, table.align, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{inner}</w:tr>"

    def paragraph(self, style: str, inner: str, *, list_: int | None = None, level: int = 0) -> str:
        bullet = f'<w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/>'
        bullet = "" if list_ is None else f"<w:numPr>{bullet}</w:numPr>"
        direction = "<w:bidi/>" if self.document.language.direction == "rtl" else ""
        return f'<w:p><w:pPr><w:pStyle w:val="{self.styles[style]}"/>{bullet}{direction}</w:pPr>{inner}</w:p>'

    def inlines(self, inlines: Iterable[Inline], look: Look = PLAIN) -> str:
        return "".join(self.inline(inline, look) for inline in inlines)

    def inline(self, inline: Inline, look: Look) -> str:
        match inline:
            case Text(text):
                return self.run(text, look.name)
            case Emphasis(inner):
                return self.inlines(inner, Look(look.strong, True, look.style))
            case Strong(inner):
                return self.inlines(inner, Look(True, look.emphasised, look.style))
            case Code(text):
                return self.run(text, "Code")
            case LineBreak():
                return "<w:r><w:br/></w:r>"
            case Link(target, inner):
                name = f"link{len(self.links) + 1}"
                self.links[name] = target
                words = self.inlines(inner, Look(look.strong, look.emphasised, "Hyperlink"))
                return f'<w:hyperlink r:id="{name}">{words}</w:hyperlink>'
            case Reference(anchor, text):
                target = f"heading_{self.bookmarks[anchor]}"
                return f'<w:hyperlink w:anchor="{target}">{self.run(text, "Hyperlink")}</w:hyperlink>'
            case Mark(number, again):
                return self.mark(number, again)
            case Verdict(verdict, symbol, words):
                return self.run(f"{symbol}\u00a0{words}", VERDICTS[verdict])
            case _:
                raise unknown(inline)

    def mark(self, number: int, again: int) -> str:
        """The mark of a note; a further one refers to the first, so that both keep the same number."""
        style = self.run_style("footnote reference")
        if again:
            shown = f"<w:r>{style}<w:t>{number}</w:t></w:r>"
            return f'<w:fldSimple w:instr=" NOTEREF note_{number} \\f \\h ">{shown}</w:fldSimple>'
        place = len(self.bookmarks) + number
        return (
            f'<w:bookmarkStart w:id="{place}" w:name="note_{number}"/>'
            f'<w:r>{style}<w:footnoteReference w:id="{number}"/></w:r>'
            f'<w:bookmarkEnd w:id="{place}"/>'
        )

    def run(self, text: str, style: str = "") -> str:
        """Words in a style; those that are written from right to left say so."""
        runs = []
        for place, part in enumerate(_RIGHT_TO_LEFT.split(text)):
            if part:
                properties = self.run_style(style, rtl=place % 2 == 1)
                runs.append(
                    f'<w:r>{properties}<w:t xml:space="preserve">{escape(part, quote=False)}</w:t></w:r>'
                )
        return "".join(runs)

    def run_style(self, style: str, *, rtl: bool = False) -> str:
        named = f'<w:rStyle w:val="{self.styles[style]}"/>' if style else ""
        inner = named + ("<w:rtl/>" if rtl else "")
        return f"<w:rPr>{inner}</w:rPr>" if inner else ""


def _number(heading: Heading) -> str:
    """The number with which a heading below a section begins."""
    return plain(heading.inlines).partition(" ")[0] if heading.level > SECTION else ""


def _side(align: str) -> str:
    """The end of the name of the style of a cell; the left is where words are by themselves."""
    return f" {align.title()}" if align in ("center", "right") else ""


def _widths(table: Table) -> list[int]:
    """Widths of the columns: each takes its longest word, and the rest is shared by what stands in them."""
    rows = [row for row in (table.head, *table.rows) if row]
    least, wanted = [], []
    for cells in zip(*rows, strict=True):
        texts = [plain(cell) for cell in cells]
        longest = max((len(word) for text in texts for word in text.split(" ")), default=1)
        least.append(MARGIN + CHARACTER * min(longest, WIDTH // CHARACTER // len(rows[0]) - 2))
        wanted.append(min(sum(map(len, texts)) / len(texts), 60) + 2)
    spare = WIDTH - sum(least)
    widths = [low + int(spare * want / sum(wanted)) for low, want in zip(least, wanted, strict=True)]
    widths[-1] += WIDTH - sum(widths)
    return widths
