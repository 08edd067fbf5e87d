"""Charts as SVG, drawn here: each with a title, a description and the table of its numbers.

Lengths across are percentages and those down are pixels, so that a chart fills its page at any width and
its words keep their size. Colours are those of the style sheet, and never tell anything alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from prong.rendering.charts import left_to_right
from prong.rendering.language import ENGLISH, Language
from prong.rendering.width import wrapped

BAR, LINE, GAP = 20, 16, 10
"""Pixels: a bar, a line of the label above it, and the room before the next label."""

LETTERS, LINES = 50, 3
"""A line of a label at the width of a phone, and the most lines; the table has the label in full."""

LEAST = 5.0
"""The percentage below which a part is too narrow for its number, which then stands in the table alone."""


@dataclass(frozen=True, slots=True)
class Key:
    """One kind of part: the class that colours it, and its words."""

    style: str
    words: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: its label, where the label leads, and a number for each kind; None where it is withheld."""

    label: str
    numbers: tuple[int | None, ...]
    target: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars made of parts; `whole` is the number that fills the width, `of` says what is counted."""

    name: str
    title: str
    description: str
    keys: tuple[Key, ...]
    bars: tuple[Bar, ...]
    whole: int
    of: str


@dataclass(frozen=True, slots=True)
class Tile:
    """A place of a map: its name, its column and row, and how many are counted there."""

    label: str
    column: int
    row: int
    number: int | None


def chart_html(chart: Chart, language: Language = ENGLISH) -> str:
    """The figure below its heading: the drawing, what its colours mean, and the table of its numbers.

    It is drawn from left to right in every language.
    """
    rows, height = [], 0
    for bar in chart.bars:
        lines = wrapped(bar.label, LETTERS, most=LINES)
        rows.append(_bar(chart, bar, lines, height, language))
        height += len(lines) * LINE + BAR + GAP
    return (
        f'<figure class="chart" id="{chart.name}">\n'
        f"{_legend(chart.keys) if len(chart.keys) > 1 else ''}"
        f"{_opening(chart.name, chart.title, chart.description, height, language)}{''.join(rows)}</svg>\n"
        f"{_table(chart, language)}</figure>\n"
    )


def tiles_html(
    name: str,
    title: str,
    description: str,
    tiles: Sequence[Tile],
    others: Sequence[tuple[str, int | None]],
    language: Language = ENGLISH,
) -> str:
    """A table of places as a map would lay them out; `others` are those that are on no map."""
    columns = max(tile.column for tile in tiles) + 1
    rows = max(tile.row for tile in tiles) + 1
    side, height = 100 / columns, 64
    most = max((tile.number or 0 for tile in tiles), default=0) or 1
    drawn = "".join(_tile(tile, side, height, most, language) for tile in tiles)
    body = "".join(
        f'<tr><th scope="row">{escape(label)}</th><td>{_number(number, language)}</td></tr>'
        for label, number in [*((tile.label, tile.number) for tile in tiles), *others]
    )
    place, women = language.gettext("Place"), language.gettext("Women")
    head = f'<thead><tr><th scope="col">{escape(place)}</th><th scope="col">{escape(women)}</th></tr></thead>'
    table = f"<table>{head}<tbody>{body}</tbody></table>"
    return (
        f'<figure class="chart" id="{name}">\n'
        f"{_opening(name, title, description, rows * height, language)}{drawn}</svg>\n"
        f"{_folded(title, table, language)}</figure>\n"
    )


def _opening(name: str, title: str, description: str, height: int, language: Language) -> str:
    return (
        f'<svg role="img"{left_to_right(language)} aria-labelledby="{name}-title {name}-description" '
        f'width="100%" height="{height}">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-description">{escape(description)}</desc>'
    )


def _bar(chart: Chart, bar: Bar, lines: Sequence[str], top: int, language: Language) -> str:
    parts, left, below = [], 0.0, top + len(lines) * LINE
    for key, number in zip(chart.keys, bar.numbers, strict=True):
        width = 100 * (number or 0) / (chart.whole or 1)
        if width:
            parts.append(
                f'<rect class="{key.style}" x="{left:.2f}%" y="{below}" width="{width:.2f}%" height="{BAR}"/>'
            )
        if width >= LEAST:
            parts.append(
                f'<text class="in {key.style}" x="{left + width / 2:.2f}%" y="{below + BAR - 5}">'
                f"{number}</text>"
            )
        left += width
    label = "".join(
        f'<text x="0" y="{top + line * LINE - 5}">{escape(words)}</text>'
        for line, words in enumerate(lines, 1)
    )
    if len(chart.keys) == 1 and left < LEAST:
        words = _number(bar.numbers[0], language)
        parts.append(f'<text class="after" x="{left:.2f}%" dx="6" y="{below + BAR - 5}">{words}</text>')
    return label + "".join(parts)


def _tile(tile: Tile, side: float, height: int, most: int, language: Language) -> str:
    left, top = tile.column * side, tile.row * height
    strength = 0 if not tile.number else 1 + round(3 * tile.number / most)
    centre = f"{left + side / 2:.2f}%"
    return (
        f'<rect class="tile t{strength}" x="{left + 0.4:.2f}%" y="{top + 2}" width="{side - 0.8:.2f}%" '
        f'height="{height - 4}" rx="4"/>'
        f'<text class="on t{strength}" x="{centre}" y="{top + 28}">{escape(tile.label)}</text>'
        f'<text class="on t{strength}" x="{centre}" y="{top + 47}">{_number(tile.number, language)}</text>'
    )


def _legend(keys: Sequence[Key]) -> str:
    items = "".join(
        f'<li><svg width="14" height="14" aria-hidden="true"><rect class="{key.style}" width="14" '
        f'height="14"/></svg> {escape(key.words)}</li>'
        for key in keys
    )
    return f'<ul class="legend">{items}</ul>\n'


def _table(chart: Chart, language: Language) -> str:
    head = "".join(f'<th scope="col">{escape(key.words)}</th>' for key in chart.keys)
    rows = "".join(
        f'<tr><th scope="row">{_label(bar)}</th>'
        + "".join(f"<td>{_number(number, language)}</td>" for number in bar.numbers)
        + "</tr>"
        for bar in chart.bars
    )
    table = (
        f'<table><thead><tr><th scope="col">{escape(chart.of)}</th>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )
    return _folded(chart.title, table, language)


def _label(bar: Bar) -> str:
    words = escape(bar.label)
    return f'<a href="{escape(bar.target)}">{words}</a>' if bar.target else words


def _folded(title: str, table: str, language: Language) -> str:
    """The table behind a summary; who listens hears which chart it belongs to."""
    say = language.gettext
    numbers, of = say("The numbers"), say(" of: %(title)s") % {"title": title}
    named = say("Numbers: %(title)s") % {"title": title}
    return (
        f'<details><summary>{escape(numbers)}<span class="hidden">{escape(of)}</span></summary>\n'
        f'<div class="table" tabindex="0" role="region" aria-label="{escape(named)}">{table}</div>\n'
        "</details>\n"
    )


def _number(number: int | None, language: Language) -> str:
    return language.gettext("withheld") if number is None else str(number)
