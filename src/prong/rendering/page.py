"""Markdown to one self-contained HTML page: for paper, a phone, a screen reader, light and dark."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from types import MappingProxyType

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.anchors import anchors_plugin
from mdit_py_plugins.anchors.index import slugify
from mdit_py_plugins.footnote import footnote_plugin

from prong.rendering.words import DISPENSED, SYMBOLS

CLASSES = {symbol: verdict for verdict, symbol in SYMBOLS.items()} | {DISPENSED: "dispensed"}
VERDICT = re.compile(f"^([{re.escape(''.join(CLASSES))}]) (?=[a-z])")
TABLE = '<div class="table" tabindex="0" role="region" aria-label="{}"><table>\n'
"""A table stands in a region that scrolls, by keyboard too, where it is wider than the page."""
NOTES = '<section class="footnotes" aria-label="Notes">\n<ol class="footnotes-list">\n'
NUMBERED = re.compile(r"([A-Z](?:\.\d+)?) ")
REFERENCE = re.compile(r"(\bas told at |\banalysed at |\bas at |<td>)([A-Z]\.\d+|(?<=analysed at )[A-Z])\b")
NAMED = {
    'class="footnote-backref"': 'class="footnote-backref" aria-label="Back to the text"',
    '<sup class="footnote-ref">': '\u2060<sup class="footnote-ref">',  # no line break before it
}
WIDE = ' class="wide"'
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
ATTRIBUTES = {
    "a": {"href", "id", "class", "aria-label"},
    "li": {"id", "class"},
    "section": {"class", "aria-label"},
    "sup": {"class"},
    "span": {"class"},
    "th": {"scope", "style"},
    "td": {"style"},
    "div": {"class", "tabindex", "role", "aria-label"},
} | {f"h{level}": {"id"} for level in range(1, 7)}


CHART = re.compile("\ue000([a-z0-9.-]+)\ue001")
"""Where a chart stands: two characters that no text of a document holds."""


def page(
    markdown: str,
    *,
    language: str = "en",
    tables: bool = False,
    charts: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """The page of a Markdown document; its title is the first heading.

    An image whose name is among `charts` becomes that SVG, so that the page needs no other file.

    With `tables`, the page is wide and its long tables can be sorted and filtered, by a script of its own
    that the policy admits by its digest alone.
    """
    body = nh3.clean(
        _linked(_renderer().render(markdown, {"charts": charts})),
        attributes=ATTRIBUTES,
        tags=nh3.ALLOWED_TAGS | {"section"},
        url_schemes={"https", "http"},
        link_rel=None,
    )
    body = CHART.sub(lambda found: charts.get(found[1], ""), body)
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", body)
    title = re.sub(r"<[^>]+>", "", heading[1]) if heading else "Memorandum"
    contents = "".join(
        f'<li><a href="#{anchor}">{text}</a></li>'
        for anchor, text in re.findall(r'<h2 id="([^"]+)">(.*?)</h2>', body)
    )
    script = _part("tables.js") if tables else ""
    digest = b64encode(sha256(script.encode()).digest()).decode()
    policy = f"{POLICY}; script-src 'sha256-{digest}'" if tables else POLICY
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n'
        '<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f"<title>{title}</title>\n<style>\n{_part('page.css')}</style>\n</head>\n"
        f"<body{WIDE if tables else ''}>\n"
        '<a class="skip" href="#main">Skip to the text</a>\n'
        f'<nav aria-label="Contents"><ul>{contents}</ul></nav>\n'
        f'<main id="main">\n{body}</main>\n'
        f"{f'<script>{script}</script>' if tables else ''}</body>\n</html>\n"
    )


@cache
def _part(name: str) -> str:
    return files("prong").joinpath("rendering", "templates", name).read_text(encoding="utf-8")


@cache
def _renderer() -> MarkdownIt:
    renderer = MarkdownIt("commonmark", {"html": False}).enable("table")
    renderer.use(footnote_plugin).use(anchors_plugin, max_level=6, slug_func=_slug)
    renderer.add_render_rule("table_open", lambda _, tokens, at, *__: TABLE.format(tokens[at].meta["label"]))
    renderer.add_render_rule("footnote_block_open", lambda *_: NOTES)
    renderer.add_render_rule("footnote_caption", lambda _, tokens, at, *__: str(tokens[at].meta["id"] + 1))
    renderer.add_render_rule("table_close", lambda *_: "</table></div>\n")
    renderer.add_render_rule("image", _chart)
    renderer.core.ruler.push("verdicts", lambda state: _mark_verdicts(state.tokens))
    renderer.core.ruler.push("tables", lambda state: _mark_tables(state.tokens))
    return renderer


def _chart(_: object, tokens: list[Token], at: int, __: object, env: Mapping[str, object]) -> str:
    """The place of a chart; another image is its words, as a page loads nothing."""
    name = str(tokens[at].attrs["src"])
    return f"\ue000{name}\ue001" if name in env["charts"] else escape(tokens[at].content)


def _mark_verdicts(tokens: list[Token]) -> None:
    """A cell that begins with a verdict's symbol gets the verdict's class; the word stays beside it."""
    for token in tokens:
        for child in token.children or ():
            if child.type == "text" and (found := VERDICT.match(child.content)):
                shown = escape(child.content.replace(" ", "\u00a0", 1))
                child.type, child.content = "html_inline", f'<span class="{CLASSES[found[1]]}">{shown}</span>'


def _mark_tables(tokens: list[Token]) -> None:
    """A table is named by its heading; the cells of its first row and of its first column head the others.

    A first row without words is dropped.
    """
    label, cells, empty = "", 0, []
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            label = tokens[place + 1].content
        elif token.type == "table_open":
            token.meta["label"] = escape(label)
        elif token.type == "thead_open":
            closing = next(i for i in range(place, len(tokens)) if tokens[i].type == "thead_close")
            if not any(inner.content for inner in tokens[place:closing]):
                empty.append(slice(place, closing + 1))
        elif token.type == "tr_open":
            cells = 0
        elif token.type in ("th_open", "td_open"):
            cells += 1
            if token.type == "th_open" or cells == 1:
                token.attrSet("scope", "col" if token.type == "th_open" else "row")
                closing = next(inner for inner in tokens[place:] if inner.type in ("th_close", "td_close"))
                token.tag = closing.tag = "th"
    for found in reversed(empty):
        del tokens[found]


def _slug(heading: str) -> str:
    """A heading with a number is found by it."""
    found = NUMBERED.match(heading)
    return found[1].lower() if found else slugify(heading)


def _linked(body: str) -> str:
    """References to numbered headings become links to them, and notes are named and kept to their words."""
    known = set(re.findall(r'<h[34] id="([a-z](?:\.\d+)?)"', body))

    def link(found: re.Match[str]) -> str:
        anchor = found[2].lower()
        return f'{found[1]}<a href="#{anchor}">{found[2]}</a>' if anchor in known else found[0]

    body = REFERENCE.sub(link, body)
    for plain, named in NAMED.items():
        body = body.replace(plain, named)
    return body
