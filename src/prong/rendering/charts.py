"""Charts as SVG: bars of shares, readable without colour, by a screen reader, in light and dark.

A chart never stands alone: a table beside it holds the same figures. It is a file of its own beside
Markdown, and part of the page in HTML.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, NAMES, ROW, BAR = 760, 300, 26, 16
CHARACTERS = 40
NAMESPACE = "http://www.w3.org/2000/svg"
LEAST_LABELLED = 0.07
"""The smallest share whose figure has room in its part of a bar."""

PATTERNS = {
    "satisfied": "#2a78b8",
    "not-satisfied": "#b4552d",
    "undetermined": "#6f6f6f",
    "contested": "#8253a8",
    "unseen": "url(#unseen)",
    "share": "#2a78b8",
}
STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#1c1c1c}.in{fill:#fff;font-size:11px}"
    ".edge{stroke:#fff}@media(prefers-color-scheme:dark){text{fill:#eee}.edge{stroke:#1c1c1c}.in{fill:#fff}}"
)
UNSEEN = (
    '<pattern id="unseen" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" fill="#d8d8d8"/><rect width="2" height="6" fill="#a8a8a8"/></pattern>'
)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its name, and its parts as a kind, a number and the words for it."""

    name: str
    parts: tuple[tuple[str, int, str], ...]


def bar_chart(title: str, bars: Sequence[Bar], whole: int, legend: Sequence[tuple[str, str]]) -> str:
    """Bars one below the other, each part as long as its share of `whole`."""
    height = ROW * (len(bars) + 2)
    parts = [
        f'<svg xmlns="{NAMESPACE}" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(title)}">',
        f"<title>{escape(title)}</title><style>{STYLE}</style><defs>{UNSEEN}</defs>",
    ]
    place = 0
    for kind, words in legend:
        parts.append(_rectangle(place, 5, 12, 12, kind))
        parts.append(f'<text x="{place + 17}" y="16">{escape(words)}</text>')
        place += 17 + 8 * len(words) + 14
    for number, bar in enumerate(bars):
        top = ROW * (number + 1) + 6
        parts.append(f'<text x="0" y="{top + 13}">{escape(_shortened(bar.name))}</text>')
        parts += _parts_of(bar, top, whole)
    return "".join([*parts, "</svg>\n"])


def _parts_of(bar: Bar, top: int, whole: int) -> list[str]:
    found = []
    start = float(NAMES)
    for kind, number, words in bar.parts:
        share = number / whole if whole else 0.0
        width = share * (WIDTH - NAMES)
        if number:
            told = f"<title>{escape(f'{bar.name}: {words}, {number} of {whole}')}</title>"
            found.append(f"<g>{told}{_rectangle(start, top, width, BAR, kind)}")
            if share >= LEAST_LABELLED and kind != "unseen":
                middle = start + width / 2
                label = f"{100 * share:.0f} %"
                found.append(
                    f'<text class="in" x="{middle:.1f}" y="{top + 12}" text-anchor="middle">{label}</text>'
                )
            found.append("</g>")
        start += width
    return found


def _rectangle(x: float, y: float, width: float, height: float, kind: str) -> str:
    return (
        f'<rect class="edge" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
        f' fill="{PATTERNS[kind]}"/>'
    )


def _shortened(name: str) -> str:
    return name if len(name) <= CHARACTERS else name[: CHARACTERS - 1] + "…"
