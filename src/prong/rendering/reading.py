"""Markdown read into a document: parsed once, for all formats.

The block structure comes from markdown-it-py, one document at a time. The words of a block are parsed once
in the life of the program, since memos under the same rules repeat most of theirs.

Beyond CommonMark, tables and footnotes there are two conventions. Emphasised words that are the number or
the title of a heading lead to it, as in *A.2* or *Readings*. A cell of a table that begins with the symbol
of a verdict shows that verdict. Inert text (`escape`) can be neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

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


@dataclass(frozen=True, slots=True)
class _Label:
    """A mark of a note before the notes are numbered."""

    label: str


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a block.

    `settled` tells that nothing in them depends on the document, `bare` that they begin with the symbol of a
    verdict that is not escaped.
    """

    inlines: tuple[Inline | _Label, ...]
    settled: bool
    bare: bool


def read_document(markdown: str, *, language: Language = ENGLISH) -> Document:
    """The document that a text in Markdown is; raises ProngError (E409) at what no format can render."""
    if found := _NO_TEXT.search(markdown):
        raise unknown(f"character U+{ord(found[0]):04X}")
    env: dict[str, object] = {}
    tokens = _parser().parse(markdown, env)
    if env.get("references"):
        raise unknown("definition of a link")
    reader = _Reader(tokens)
    reader.find_headings()
    blocks = tuple(reader.blocks(iter(tokens), None))
    return Document(blocks, reader.noted(), language)


@dataclass(slots=True)
class _Reader:
    """One document on its way: where its headings stand, and its notes in the order of their marks."""

    tokens: list[Token]
    anchors: dict[int, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    marks: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    notes: dict[str, tuple[Inline, ...]] = field(default_factory=dict)
    label: str = ""

    def find_headings(self) -> None:
        """Give each heading its anchor; a heading with a number is found by it, too."""
        slugs: set[str] = set()
        for token, words in zip(self.tokens, self.tokens[1:], strict=False):
            if token.type != "heading_open":
                continue
            title = plain(tuple(i for i in _words(words.content).inlines if not isinstance(i, _Label)))
            number = NUMBERED.match(title) if int(token.tag[1:]) > SECTION else None
            anchor = unique_slug(number[1].lower() if number else slugify(title) or NAMELESS, slugs)
            self.anchors[id(token)] = anchor
            self.places.setdefault(number[1] if number else title, anchor)

    def blocks(self, tokens: Iterator[Token], end: str | None) -> Iterator[Block]:
        """The blocks up to the token that closes what holds them."""
        for token in tokens:
            match token.type:
                case "paragraph_open":
                    yield Paragraph(self.line(tokens, "paragraph_close"))
                case "heading_open":
                    inlines = self.line(tokens, "heading_close")
                    self.label = plain(inlines)
                    yield Heading(int(token.tag[1:]), self.anchors[id(token)], inlines)
                case "bullet_list_open":
                    yield self.items(tokens, "bullet_list_close", None)
                case "ordered_list_open":
                    yield self.items(tokens, "ordered_list_close", int(token.attrGet("start") or 1))
                case "table_open":
                    yield self.table(tokens)
                case "blockquote_open":
                    yield Quotation(tuple(self.blocks(tokens, "blockquote_close")))
                case "footnote_reference_open":
                    self.note(token, tokens)
                case "hr":
                    yield Divider()
                case kind if kind in _FENCES:
                    yield Listing(token.content)
                case kind if kind == end:
                    return
                case kind:
                    raise unknown(kind)

    def line(self, tokens: Iterator[Token], end: str) -> tuple[Inline, ...]:
        """The words of a block that holds nothing else."""
        inlines = self.settle(_words(next(tokens).content))
        assert next(tokens).type == end
        return inlines

    def items(self, tokens: Iterator[Token], end: str, start: int | None) -> Items:
        """A list; its items stand apart where their paragraphs do."""
        found: list[tuple[Block, ...]] = []
        loose = False
        for token in tokens:
            if token.type == end:
                break
            inner = list(_until(tokens, "list_item_close", token.level))
            own = (t for t in inner if t.type == "paragraph_open" and t.level == token.level + 1)
            loose = loose or any(not t.hidden for t in own)
            found.append(tuple(self.blocks(iter(inner), None)))
        return Items(tuple(found), start, loose)

    def table(self, tokens: Iterator[Token]) -> Table:
        """A table, named by the heading above it."""
        rows: list[list[tuple[Inline, ...]]] = []
        align: list[Align] = []
        for token in tokens:
            match token.type:
                case "tr_open":
                    rows.append([])
                case "th_open":
                    align.append((token.attrGet("style") or "").removeprefix("text-align:"))
                case "inline":
                    words = _words(token.content)
                    inlines = self.settle(words)
                    rows[-1].append(_with_verdict(inlines) if words.bare else inlines)
                case "table_close":
                    break
        head, *body = map(tuple, rows)
        return Table(self.label, tuple(align), head if any(head) else None, tuple(body))

    def note(self, opening: Token, tokens: Iterator[Token]) -> None:
        """The text of a note: one paragraph, itself without notes."""
        inner = list(_until(tokens, "footnote_reference_close", opening.level))
        if [token.type for token in inner] != ["paragraph_open", "inline", "paragraph_close"]:
            raise unknown("note that is not one paragraph")
        before = len(self.numbers)
        self.notes[opening.meta["label"]] = self.settle(_words(inner[1].content))
        if len(self.numbers) != before:
            raise unknown("note in a note")

    def noted(self) -> tuple[Note, ...]:
        """The notes in the order of their first marks."""
        if strange := self.numbers.keys() ^ self.notes.keys():
            raise unknown(f"note {min(strange)} without its mark or its text")
        return tuple(Note(self.notes[label], self.marks[label] + 1) for label in self.numbers)

    def settle(self, words: _Words) -> tuple[Inline, ...]:
        """The words with their notes numbered and their references found."""
        return words.inlines if words.settled else tuple(map(self._settled, words.inlines))

    def _settled(self, inline: Inline | _Label) -> Inline:
        match inline:
            case _Label(label):
                number = self.numbers.setdefault(label, len(self.numbers) + 1)
                self.marks[label] = self.marks.get(label, -1) + 1
                return Mark(number, self.marks[label])
            case Emphasis((Text(text),)) if text in self.places:
                return Reference(self.places[text], text)
            case Emphasis(inner):
                return Emphasis(tuple(map(self._settled, inner)))
            case Strong(inner):
                return Strong(tuple(map(self._settled, inner)))
            case Link(target, inner) if target.startswith("#"):
                if target[1:] not in self.anchors.values():
                    raise unknown(f"link to {target}")
                return Reference(target[1:], plain(inner))
            case Link(target, inner):
                return Link(target, tuple(map(self._settled, inner)))
            case _:
                return inline


def _until(tokens: Iterator[Token], end: str, level: int) -> Iterator[Token]:
    for token in tokens:
        if token.type == end and token.level == level:
            return
        yield token


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


@lru_cache(maxsize=1 << 14)
def _words(content: str) -> _Words:
    """The words of a block, parsed."""
    tokens: list[Token] = []
    parser = _parser()
    parser.inline.parse(content, parser, {}, tokens)
    inlines = tuple(_inlines(iter(tokens), None))
    bare = bool(tokens) and tokens[0].type == "text" and tokens[0].content[:1] in VERDICTS
    return _Words(inlines, _is_settled(inlines), bare)


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


def _is_settled(inlines: Iterable[object]) -> bool:
    return all(
        isinstance(inline, Text | Code | LineBreak)
        or (isinstance(inline, Strong) and _is_settled(inline.inlines))
        for inline in inlines
    )


def _with_verdict(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The words of a cell with the verdict at their beginning, if there is one."""
    match inlines:
        case (Text(text), *others) if text[1:2] == " " and text[2:].strip():
            return Verdict(VERDICTS[text[0]], text[0], text[2:]), *others
        case _:
            return inlines
