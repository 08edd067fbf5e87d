"""A document as one self-contained HTML page: for paper, a phone, a screen reader, light and dark.

The text of a document can reach the page in one way only: escaped, inside an element that is written here.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from hashlib import sha256
from html import escape
from importlib.resources import files

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
    unknown,
)
from prong.rendering.language import Language
from prong.rendering.script import table_script

TABLE = '<div class="{}" tabindex="0" role="region" aria-label="{}"><table>\n'
"""A table stands in a region that scrolls, by keyboard too, where it is wider than the page."""
MATRIX = 4
"""From so many verdicts in a row on, a table shows symbols alone; who listens still hears the words."""
BACK = ' <a href="#{}" class="footnote-backref" aria-label="{}">↩︎</a>'
NOTES = '<section class="footnotes" aria-label="{}">\n<ol class="footnotes-list">\n'
CONTENTS = '<nav class="contents" aria-label="{}"><ul>{}</ul></nav>\n'
SHEETS = {"ko": ("page.ko.css",), "rtl": ("page.rtl.css",)}
CURRENT = ' aria-current="page"'
WIDE = ' class="wide"'
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True, slots=True)
class Site:
    """What a page of a site has around its text.

    `menu` leads to the other pages, of which `here` is this one. `figures` are drawings, by the anchor of
    the heading below which they stand, after its paragraphs; `beside` holds a further target and its words
    for a heading.
    """

    menu: tuple[tuple[str, str], ...]
    here: str = ""
    figures: Mapping[str, str] = field(default_factory=dict)
    beside: Mapping[str, tuple[str, str]] = field(default_factory=dict)


NO_SITE = Site(())


def page(document: Document, *, tables: bool = False, site: Site = NO_SITE, receipt: str = "") -> str:
    """The page of a document; its title is the first heading.

    With `tables`, the page is wide and its long tables can be sorted and filtered, by a script of its own
    that the policy admits by its digest alone.
    """
    body = _content(document, site) + _notes(document)
    contents = "".join(
        f'<li><a href="#{escape(anchor)}">{_inlines(inlines)}</a></li>'
        for anchor, inlines in ((b.anchor, b.inlines) for b in document.blocks if _is_section(b))
    )
    script = table_script(document.language) if tables else ""
    digest = b64encode(sha256(script.encode()).digest()).decode()
    policy = f"{POLICY}; script-src 'sha256-{digest}'" if tables else POLICY
    say = document.language.gettext
    title, skip, named = document.title or say("Memorandum"), escape(say("Skip to the text")), say("Contents")
    around = _menu(site, say("Site"))
    direction = ' dir="rtl"' if document.language.direction == "rtl" else ""
    carried = f'<meta name="prong-receipt" content="{escape(receipt)}">\n' if receipt else ""
    return (
        f'<!doctype html>\n<html lang="{escape(document.language.code)}"{direction}>\n'
        '<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n{carried}'
        f"<title>{escape(title, quote=False)}</title>\n"
        f"<style>\n{_style_sheet(document.language)}</style>\n</head>\n"
        f"<body{WIDE if tables else ''}>\n"
        f'<a class="skip" href="#main">{skip}</a>\n'
        f"{around}"
        f"{CONTENTS.format(escape(named), contents) if contents else ''}"
        f'<main id="main">\n{body}</main>\n'
        f"{f'<script>{script}</script>' if tables else ''}</body>\n</html>\n"
    )


def _menu(site: Site, named: str) -> str:
    if not site.menu:
        return ""
    items = "".join(
        f'<li><a href="{escape(target)}"{CURRENT if target == site.here else ""}>{escape(words)}</a></li>'
        for target, words in site.menu
    )
    return f'<nav class="menu" aria-label="{escape(named)}"><ul>{items}</ul></nav>\n'


def _content(document: Document, site: Site) -> str:
    """The blocks, and the drawings and further links below the headings to which they belong."""
    made, figure = [], ""
    for block, following in zip(document.blocks, (*document.blocks[1:], None), strict=True):
        anchor = block.anchor if isinstance(block, Heading) else None
        made.append(_block(block))
        if anchor in site.beside:
            target, words = site.beside[anchor]
            made.append(f'<p class="beside"><a href="{escape(target)}">{escape(words)}</a></p>\n')
        figure = site.figures.get(anchor, figure)
        if figure and not isinstance(following, Paragraph):
            made.append(figure)
            figure = ""
    return "".join(made)


@cache
def _style_sheet(language: Language) -> str:
    """The look of a page, and what the script or the direction of its language asks for besides."""
    names = ["page.css", *SHEETS.get(language.code, ()), *SHEETS.get(language.direction, ())]
    folder = files("prong").joinpath("rendering", "templates")
    return "".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names)


def _is_section(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == 2


def _blocks(blocks: Iterable[Block]) -> str:
    return "".join(map(_block, blocks))


def _block(block: Block) -> str:
    match block:
        case Heading(level, anchor, inlines):
            return f'<h{level} id="{escape(anchor)}">{_inlines(inlines)}</h{level}>\n'
        case Paragraph(inlines):
            return f"<p>{_inlines(inlines)}</p>\n"
        case Items(items, start, loose):
            tag = "ul" if start is None else "ol"
            first = "" if start in (None, 1) else f' start="{start}"'
            inner = "".join(f"<li>{_item(item, loose=loose)}</li>\n" for item in items)
            return f"<{tag}{first}>\n{inner}</{tag}>\n"
        case Table():
            return _table(block)
        case Quotation(inner):
            return f"<blockquote>\n{_blocks(inner)}</blockquote>\n"
        case Listing(text):
            return f"<pre><code>{escape(text, quote=False)}</code></pre>\n"
        case Divider():
            return "<hr>\n"
        case _:
            raise unknown(block)


def _item(blocks: Sequence[Block], *, loose: bool) -> str:
    """An item; where the items do not stand apart, its words are no paragraph."""
    if loose or not blocks:
        return f"\n{_blocks(blocks)}" if blocks else ""
    parts = [
        _inlines(block.inlines) if isinstance(block, Paragraph) else f"\n{_block(block)}" for block in blocks
    ]
    return "".join(parts)


def _table(table: Table) -> str:
    head = ""
    if table.head is not None:
        cells = "".join(
            f'<th{_style(align)} scope="col">{_inlines(cell)}</th>\n'
            for align, cell in zip(table.align, table.head, strict=True)
        )
        head = f"<thead>\n<tr>\n{cells}</tr>\n</thead>\n"
    rows = "".join(f"<tr>\n{_row(table, row)}</tr>\n" for row in table.rows)
    body = f"<tbody>\n{rows}</tbody>\n" if table.rows else ""
    verdicts = sum(isinstance(inline, Verdict) for row in table.rows[:1] for cell in row for inline in cell)
    style = "table matrix" if verdicts >= MATRIX else "table"
    return f"{TABLE.format(style, escape(table.label))}{head}{body}</table></div>\n"


def _row(table: Table, row: Sequence[tuple[Inline, ...]]) -> str:
    cells = []
    for align, cell in zip(table.align, row, strict=True):
        tag, scope = ("td", "") if cells else ("th", ' scope="row"')
        cells.append(f"<{tag}{_style(align)}{scope}>{_inlines(cell)}</{tag}>\n")
    return "".join(cells)


def _style(align: str) -> str:
    return f' style="text-align:{align}"' if align else ""


def _notes(document: Document) -> str:
    """The notes, each with the ways back to its marks."""
    if not document.notes:
        return ""
    say = document.language.gettext
    told, named, items = escape(say("Back to the text")), escape(say("Notes")), []
    for number, note in enumerate(document.notes, 1):
        back = "".join(BACK.format(_mark_id(number, again), told) for again in range(note.marks))
        words = f"<p>{_inlines(note.inlines)}{back}</p>"
        items.append(f'<li id="fn{number}" class="footnote-item">{words}\n</li>\n')
    return f"{NOTES.format(named)}{''.join(items)}</ol>\n</section>\n"


def _mark_id(number: int, again: int) -> str:
    return f"fnref{number}:{again}" if again else f"fnref{number}"


def _inlines(inlines: Iterable[Inline]) -> str:
    return "".join([_shown(one.text) if isinstance(one, Text) else _inline(one) for one in inlines])


def _inline(inline: Inline) -> str:
    match inline:
        case Emphasis(inner):
            return f"<em>{_inlines(inner)}</em>"
        case Strong(inner):
            return f"<strong>{_inlines(inner)}</strong>"
        case Code(text):
            return f"<code>{escape(text, quote=False)}</code>"
        case LineBreak():
            return "<br>\n"
        case Link(target, inner):
            return f'<a href="{escape(target)}">{_inlines(inner)}</a>'
        case Reference(anchor, text):
            return f'<a href="#{escape(anchor)}">{_shown(text)}</a>'
        case Mark(number, again):  # no line breaks before it
            link = f'<a href="#fn{number}" id="{_mark_id(number, again)}">{number}</a>'
            return f'\u2060<sup class="footnote-ref">{link}</sup>'
        case Verdict(verdict, symbol, words):
            shown = f"{symbol}\u00a0<span>{_shown(words)}</span>"
            return f'<span class="{verdict}">{shown}</span>'
        case _:
            raise unknown(inline)


@lru_cache(maxsize=1 << 13)
def _shown(text: str) -> str:
    """Words as they stand in a page; most words of a memo stand in others, too."""
    return escape(text, quote=False)
