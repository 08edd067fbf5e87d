"""A document as typed constructs: what `reading` makes of Markdown, and what every format renders.

A renderer matches on these classes. It refuses what it does not know with `unknown`, so that nothing of a
document is dropped without a word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from prong.errors import Diagnostic, ProngError
from prong.rendering.language import ENGLISH, Language

Align = Literal["", "left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Text:
    """Words as they are shown."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words in italics."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Words in bold."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Characters that count one by one, such as a digest."""

    text: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """The words that follow stand on a new line."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead out of the document: to a file beside it, or to an address of the web."""

    target: str
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that lead to a heading of the document."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a note; `again` counts the earlier marks of the same note."""

    number: int
    again: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict in a cell of a table: its symbol, and the words beside it."""

    verdict: str
    symbol: str
    words: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `anchor` is the place to which references lead."""

    level: int
    anchor: str
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of words."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `start` is the first number of a numbered one. The items of a loose list stand apart."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None = None
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its first column heads the rows. A table whose first row has no words has no `head`."""

    label: str
    align: tuple[Align, ...]
    head: tuple[tuple[Inline, ...], ...] | None
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Blocks that are quoted."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines whose breaks and blanks count."""

    text: str


@dataclass(frozen=True, slots=True)
class Divider:
    """A line between what stands before and after it."""


@dataclass(frozen=True, slots=True)
class Note:
    """The words of a note, and how many marks lead to it."""

    inlines: tuple[Inline, ...]
    marks: int


Inline = Text | Emphasis | Strong | Code | LineBreak | Link | Reference | Mark | Verdict
Block = Heading | Paragraph | Items | Table | Quotation | Listing | Divider


@dataclass(frozen=True, slots=True)
class Document:
    """Blocks in their order, notes in the order of their first marks, and the language of the words."""

    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    language: Language = ENGLISH

    @property
    def title(self) -> str:
        """The words of the first heading."""
        return next((plain(b.inlines) for b in self.blocks if isinstance(b, Heading)), "")


def plain(inlines: tuple[Inline, ...]) -> str:
    """The words alone, without marks of notes."""
    words = []
    for inline in inlines:
        match inline:
            case Text(text) | Code(text) | Reference(_, text):
                words.append(text)
            case Emphasis(inner) | Strong(inner) | Link(_, inner):
                words.append(plain(inner))
            case LineBreak():
                words.append(" ")
            case Verdict(_, symbol, text):
                words.append(f"{symbol} {text}")
            case Mark():
                pass
            case _:
                raise unknown(inline)
    return "".join(words)


def unknown(construct: object) -> ProngError:
    """The refusal of a construct (E409), by its name or the name of its class."""
    name = construct if isinstance(construct, str) else type(construct).__name__.lower()
    return ProngError([Diagnostic("E409", None, met=name)])
