"""Markdown read into a document: parsed once, for all formats.

The structure comes from markdown-it-py, piece by piece. A piece, and the words of a block, are parsed once
in the life of the program, since memos under the same rules repeat most of theirs; then each document finds
its own references and numbers its notes.

Beyond CommonMark, tables and footnotes there are two conventions. Emphasised words that are the number or
the title of a heading lead to it, as in *A.2* or *Readings*. A cell of a table that begins with the symbol
of a verdict shows that verdict. Inert text (`escape`) can be neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.anchors.index import slugify, unique_slug
from mdit_py_plugins.footnote import footnote_plugin

from prong.rendering.document import (
    Align,
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
    Note,
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
from prong.rendering.language import ENGLISH, Language
from prong.rendering.words import DISPENSED, SYMBOLS

SECTION = 2
"""Headings below this level have numbers; one above may begin with a letter that is a word."""
NAMELESS = "section"
"""The anchor of a heading that has neither letter nor digit."""
NUMBERED = re.compile(r"([A-Z](?:\.\d+)?) ")
VERDICTS = {symbol: verdict for verdict, symbol in SYMBOLS.items()} | {DISPENSED: "dispensed"}
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
WEB = ("http://", "https://")
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold; inert text has none of it."""
_FENCES = ("fence", "code_block")
_SIGNS = re.compile(r"[]\n!&*<[\\_`]")
"""Only with these words can be more than words: those at which a rule begins, and the end of a link."""
_RULES = {
    "table": ("|",),
    "fence": ("```", "~~~"),
    "blockquote": (">",),
    "footnote_def": ("[^",),
    "reference": ("]:",),
    "heading": ("#",),
}
"""The rules for blocks with what one of their blocks has; in a piece without it the rule is not tried."""
_RULED = re.compile(r"[*=_-](?:[ \t]*[*_-][ \t]*[*_-]|(?<=[=-])[ \t]*(?:\r|$))", re.MULTILINE)
"""The end of a line that may divide the text, or make a heading of the line before it."""
_APART = re.compile(r"\n\n+(?=\*\S|[^\s*+\d-])")
"""Empty lines before one neither indented nor an item of a list: all that is open ends there, but a fence."""


@dataclass(frozen=True, slots=True)
class _Label:
    """A mark of a note before the notes are numbered."""

    label: str


_Draft = tuple[Inline | _Label, ...]
"""Words before the notes are numbered and the references found."""


@dataclass(frozen=True, slots=True)
class _Footnote:
    """The text of a note where it stands, before the notes are gathered."""

    label: str
    inlines: _Draft


@dataclass(frozen=True, slots=True)
class _Piece:
    """Blocks before their references are found, and the level and the words of each heading in them."""

    blocks: tuple[Block | _Footnote, ...]
    headings: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a block; `bare` tells that they begin with the symbol of a verdict, not escaped."""

    inlines: _Draft
    bare: bool


def read_document(markdown: str, *, language: Language = ENGLISH) -> Document:
    """The document that a text in Markdown is; raises ProngError (E409) at what no format can render."""
    fenced = "```" in markdown or "~~~" in markdown
    read = list(map(_piece, [markdown] if fenced else _APART.split(markdown)))
    reader = _Reader()
    reader.find_headings(heading for piece in read for heading in piece.headings)
    blocks = tuple(block for piece in read for block in reader.blocks(piece.blocks))
    return Document(blocks, reader.noted(), language)


@dataclass(slots=True)
class _Reader:
    """One document on its way: where its headings stand, and its notes in the order of their marks.

    `ahead` gives the anchors of the headings that it has not come to.
    """

    anchors: list[str] = field(default_factory=list)
    ahead: Iterator[str] = field(init=False)
    places: dict[str, str] = field(default_factory=dict)
    marks: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    notes: dict[str, tuple[Inline, ...]] = field(default_factory=dict)
    label: str = ""

    def find_headings(self, headings: Iterable[tuple[int, str]]) -> None:
        """Give each heading its anchor; a heading with a number is found by it, too."""
        slugs: set[str] = set()
        for level, title in headings:
            number = NUMBERED.match(title) if level > SECTION else None
            anchor = unique_slug(number[1].lower() if number else slugify(title) or NAMELESS, slugs)
            self.anchors.append(anchor)
            self.places.setdefault(number[1] if number else title, anchor)
        self.ahead = iter(self.anchors)

    def blocks(self, blocks: Iterable[Block | _Footnote]) -> Iterator[Block]:
        """The blocks with their notes numbered and their references found."""
        for block in blocks:
            match block:
                case Paragraph(inlines):
                    yield Paragraph(self.settle(inlines))
                case Heading(level, _, inlines):
                    words = self.settle(inlines)
                    self.label = plain(words)
                    yield Heading(level, next(self.ahead), words)
                case Items(items, start, loose):
                    yield Items(tuple(tuple(self.blocks(item)) for item in items), start, loose)
                case Table(_, align, head, rows):
                    head = head and self.row(head)
                    yield Table(self.label, align, head, tuple(map(self.row, rows)))
                case Quotation(inner):
                    yield Quotation(tuple(self.blocks(inner)))
                case _Footnote(label, inlines):
                    self.note(label, inlines)
                case _:
                    yield block

    def row(self, cells: tuple[_Draft, ...]) -> tuple[tuple[Inline, ...], ...]:
        """The cells of a row."""
        return tuple(map(self.settle, cells))

    def note(self, label: str, inlines: _Draft) -> None:
        """The text of a note, itself without notes."""
        before = len(self.numbers)
        self.notes[label] = self.settle(inlines)
        if len(self.numbers) != before:
            raise unknown("note in a note")

    def noted(self) -> tuple[Note, ...]:
        """The notes in the order of their first marks."""
        if strange := self.numbers.keys() ^ self.notes.keys():
            raise unknown(f"note {min(strange)} without its mark or its text")
        return tuple(Note(self.notes[label], self.marks[label] + 1) for label in self.numbers)

    def settle(self, inlines: _Draft) -> tuple[Inline, ...]:
        """The words with their notes numbered and their references found."""
        return tuple([one if isinstance(one, Text) else self._settled(one) for one in inlines])

    def _settled(self, inline: Inline | _Label) -> Inline:
        match inline:
            case _Label(label):
                number = self.numbers.setdefault(label, len(self.numbers) + 1)
                self.marks[label] = self.marks.get(label, -1) + 1
                return Mark(number, self.marks[label])
            case Emphasis((Text(text),)):
                return Reference(self.places[text], text) if text in self.places else inline
            case Emphasis(inner):
                return Emphasis(self.settle(inner))
            case Strong(inner):
                return Strong(self.settle(inner))
            case Link(target, inner) if target.startswith("#"):
                if target[1:] not in self.anchors:
                    raise unknown(f"link to {target}")
                return Reference(target[1:], plain(inner))
            case Link(target, inner):
                return Link(target, self.settle(inner))
            case _:
                return inline


@cache
def _parser(*without: str) -> MarkdownIt:
    """The parser, without some of the rules for blocks."""
    parser = MarkdownIt("commonmark").disable(["html_block", "html_inline"]).enable("table")
    parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    parser.block.ruler.disable(without)
    parser.core.ruler.enableOnly(["normalize", "block"])
    parser.inline.terminator_re = _SIGNS
    return parser


@lru_cache(maxsize=1 << 12)
def _piece(text: str) -> _Piece:
    """A piece of a text, parsed."""
    if found := _NO_TEXT.search(text):
        raise unknown(f"character U+{ord(found[0]):04X}")
    env: dict[str, object] = {}
    without = [rule for rule, signs in _RULES.items() if not any(sign in text for sign in signs)]
    if not _RULED.search(text):
        without += ["hr", "lheading"]
    tokens = _parser(*without).parse(text, env)
    if env.get("references"):
        raise unknown("definition of a link")
    headings = (
        (
            int(token.tag[1:]),
            plain(tuple(i for i in _words(words.content).inlines if not isinstance(i, _Label))),
        )
        for token, words in pairwise(tokens)
        if token.type == "heading_open"
    )
    return _Piece(tuple(_blocks(iter(tokens), None)), tuple(headings))


def _blocks(tokens: Iterator[Token], end: str | None) -> Iterator[Block | _Footnote]:
    """The blocks up to the token that closes what holds them."""
    for token in tokens:
        match token.type:
            case "paragraph_open":
                yield Paragraph(_line(tokens, "paragraph_close"))
            case "heading_open":
                yield Heading(int(token.tag[1:]), "", _line(tokens, "heading_close"))
            case "bullet_list_open":
                yield _items(tokens, "bullet_list_close", None)
            case "ordered_list_open":
                yield _items(tokens, "ordered_list_close", int(token.attrGet("start") or 1))
            case "table_open":
                yield _table(tokens)
            case "blockquote_open":
                yield Quotation(tuple(_blocks(tokens, "blockquote_close")))
            case "footnote_reference_open":
                yield _footnote(token, tokens)
            case "hr":
                yield Divider()
            case kind if kind in _FENCES:
                yield Listing(token.content)
            case kind if kind == end:
                return
            case kind:
                raise unknown(kind)


def _line(tokens: Iterator[Token], end: str) -> _Draft:
    """The words of a block that holds nothing else."""
    inlines = _words(next(tokens).content).inlines
    assert next(tokens).type == end
    return inlines


def _items(tokens: Iterator[Token], end: str, start: int | None) -> Items:
    """A list; its items stand apart where their paragraphs do."""
    found: list[tuple[Block | _Footnote, ...]] = []
    loose = False
    for token in tokens:
        if token.type == end:
            break
        inner = list(_until(tokens, "list_item_close", token.level))
        own = (t for t in inner if t.type == "paragraph_open" and t.level == token.level + 1)
        loose = loose or any(not t.hidden for t in own)
        found.append(tuple(_blocks(iter(inner), None)))
    return Items(tuple(found), start, loose)


def _table(tokens: Iterator[Token]) -> Table:
    """A table, which the heading above it will name."""
    rows: list[list[_Draft]] = []
    align: list[Align] = []
    for token in tokens:
        match token.type:
            case "tr_open":
                rows.append([])
            case "th_open":
                align.append((token.attrGet("style") or "").removeprefix("text-align:"))
            case "inline":
                words = _words(token.content)
                rows[-1].append(_with_verdict(words.inlines) if words.bare else words.inlines)
            case "table_close":
                break
    head, *body = map(tuple, rows)
    return Table("", tuple(align), head if any(head) else None, tuple(body))


def _footnote(opening: Token, tokens: Iterator[Token]) -> _Footnote:
    """The text of a note: one paragraph."""
    inner = list(_until(tokens, "footnote_reference_close", opening.level))
    if [token.type for token in inner] != ["paragraph_open", "inline", "paragraph_close"]:
        raise unknown("note that is not one paragraph")
    return _Footnote(opening.meta["label"], _words(inner[1].content).inlines)


def _until(tokens: Iterator[Token], end: str, level: int) -> Iterator[Token]:
    for token in tokens:
        if token.type == end and token.level == level:
            return
        yield token


@lru_cache(maxsize=1 << 14)
def _words(content: str) -> _Words:
    """The words of a block, parsed."""
    if not _SIGNS.search(content):
        return _Words((Text(content),) if content else (), content[:1] in VERDICTS)
    tokens: list[Token] = []
    parser = _parser()
    parser.inline.parse(content, parser, {}, tokens)
    inlines = tuple(_inlines(iter(tokens), None))
    bare = bool(tokens) and tokens[0].type == "text" and tokens[0].content[:1] in VERDICTS
    return _Words(inlines, bare)


def _inlines(tokens: Iterator[Token], end: str | None) -> Iterator[Inline | _Label]:
    """The inlines up to the token that closes what holds them, with neighbouring words joined."""
    words: list[str] = []
    for token in tokens:
        if token.type in ("text", "text_special"):
            words.append(token.content)
            continue
        if token.type == "softbreak":
            words.append(" ")
            continue
        if words:
            yield Text("".join(words))
            words = []
        match token.type:
            case "em_open":
                yield Emphasis(tuple(_inlines(tokens, "em_close")))
            case "strong_open":
                yield Strong(tuple(_inlines(tokens, "strong_close")))
            case "code_inline":
                yield Code(token.content)
            case "hardbreak":
                yield LineBreak()
            case "link_open":
                yield Link(_target(str(token.attrGet("href"))), tuple(_inlines(tokens, "link_close")))
            case "footnote_ref":
                yield _Label(token.meta["label"])
            case kind if kind == end:
                return
            case kind:
                raise unknown(kind)
    if words:
        yield Text("".join(words))


def _target(target: str) -> str:
    if SCHEME.match(target) and not target.startswith(WEB):
        raise unknown(f"link to {target}")
    return target


def _with_verdict(inlines: _Draft) -> _Draft:
    """The words of a cell with the verdict at their beginning, if there is one."""
    match inlines:
        case (Text(text), *others) if text[1:2] == " " and text[2:].strip():
            return Verdict(VERDICTS[text[0]], text[0], text[2:]), *others
        case _:
            return inlines
