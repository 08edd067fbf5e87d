"""Charts as SVG: bars of shares, readable without colour, by a screen reader, in light and dark.

A chart never stands alone: a table beside it holds the same figures. It is a file of its own beside
Markdown, and part of the page in HTML.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from prong.rendering.language import ENGLISH, Language
from prong.rendering.width import shortened, width_of

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


def bar_chart(
    title: str,
    bars: Sequence[Bar],
    whole: int,
    legend: Sequence[tuple[str, str]],
    *,
    language: Language = ENGLISH,
) -> str:
    """Bars one below the other, each part as long as its share of `whole`.

    The drawing runs from left to right in every language.
    """
    height = ROW * (len(bars) + 2)
    drawn = f'viewBox="0 0 {WIDTH} {height}" role="img"{left_to_right(language)}'
    parts = [
        f'<svg xmlns="{NAMESPACE}" {drawn} aria-label="{escape(title)}">',
        f"<title>{escape(title)}</title><style>{STYLE}</style><defs>{UNSEEN}</defs>",
    ]
    place = 0
    for kind, words in legend:
        parts.append(_rectangle(place, 5, 12, 12, kind))
        parts.append(f'<text x="{place + 17}" y="16">{escape(words)}</text>')
        place += 17 + 8 * width_of(words) + 14
    for number, bar in enumerate(bars):
        top = ROW * (number + 1) + 6
        parts.append(f'<text x="0" y="{top + 13}">{escape(shortened(bar.name, CHARACTERS))}</text>')
        parts += _parts_of(bar, top, whole, language)
    return "".join([*parts, "</svg>\n"])


def left_to_right(language: Language) -> str:
    """The attribute of a drawing that keeps its places where the page around it runs from right to left."""
    return ' direction="ltr"' if language.direction == "rtl" else ""


def _parts_of(bar: Bar, top: int, whole: int, language: Language) -> list[str]:
    found = []
    start = float(NAMES)
    for kind, number, words in bar.parts:
        share = number / whole if whole else 0.0
        width = share * (WIDTH - NAMES)
        if number:
            values = {"label": bar.name, "words": words, "number": number, "whole": whole}
            told = language.gettext("%(label)s: %(words)s, %(number)s of %(whole)s") % values
            found.append(f"<g><title>{escape(told)}</title>{_rectangle(start, top, width, BAR, kind)}")
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
