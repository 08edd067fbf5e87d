"""The timeline of an account as SVG: its events in their order, each as long as its date is open.

An event lies somewhere within its bar. The facts below the drawing tell the same in words.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from prong.model.cases import Case, Event
from prong.rendering.binding import state_name
from prong.rendering.charts import left_to_right
from prong.rendering.dates import date_words
from prong.rendering.language import ENGLISH, Language

ROW, HEAD = 40, 26
"""Pixels: the row of an event, and the line of the years."""

YEARS = 7
"""The greatest number of years that are named."""


@dataclass(frozen=True, slots=True)
class _Scale:
    first: int
    last: int

    def at(self, day: datetime.date) -> float:
        """The place of a day, as a percentage of the width."""
        year = datetime.date(day.year, 1, 1)
        days = 366 if day.year % 4 == 0 else 365
        place = day.year + (day - year).days / days
        return 100 * (place - self.first) / (self.last + 1 - self.first)


def timeline_html(case: Case, name: str, *, title: str = "", language: Language = ENGLISH) -> str:
    """The figure of one account, or nothing where it dates no event.

    Time runs from left to right in every language.
    """
    say = language.gettext
    title = title or say("Timeline of the account")
    events = list(case.events.values())
    dated = [event.date for event in events if event.date]
    days = [day for date in dated for day in (date.earliest, date.latest) if day]
    if not days:
        return ""
    scale = _Scale(min(days).year, max(days).year)
    height = HEAD + len(events) * ROW
    years = "".join(_year(year, scale, height) for year in _named(scale))
    rows = "".join(_row(number, event, scale, language) for number, event in enumerate(events))
    within = (
        say("from %(first)s to %(last)s") % {"first": scale.first, "last": scale.last}
        if scale.first < scale.last
        else say("in %(year)s") % {"year": scale.first}
    )
    counts = {"events": len(events), "dated": len(dated), "within": within}
    described = language.ngettext(
        "%(events)s event, of which %(dated)s has a date, %(within)s. The facts below tell of it.",
        "%(events)s events, of which %(dated)s have a date, %(within)s. The facts below tell each of them.",
        len(events),
    )
    caption = say("%(title)s. Each event lies somewhere within its bar.") % {"title": title}
    return (
        f'<figure class="chart timeline">\n<figcaption>{escape(caption)}</figcaption>\n'
        f'<svg role="img"{left_to_right(language)} aria-labelledby="{name}-title {name}-description" '
        f'width="100%" height="{height}">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-description">{escape(described % counts)}</desc>{years}{rows}</svg>\n</figure>\n'
    )


def _named(scale: _Scale) -> Sequence[int]:
    step = -(-(scale.last + 1 - scale.first) // YEARS)
    return range(scale.first, scale.last + 1, step)


def _year(year: int, scale: _Scale, height: int) -> str:
    left = scale.at(datetime.date(year, 1, 1))
    return (
        f'<line class="year" x1="{left:.2f}%" x2="{left:.2f}%" y1="0" y2="{height}"/>'
        f'<text class="year" x="{left:.2f}%" dx="4" y="13">{year}</text>'
    )


def _row(number: int, event: Event, scale: _Scale, language: Language) -> str:
    top = HEAD + number * ROW
    where = ", ".join(filter(None, (event.place, event.state and state_name(event.state, language))))
    when = date_words(event.date, language) if event.date else language.gettext("no date")
    label = f"{number + 1}. {when}{f' · {where}' if where else ''}"
    bar = ""
    if event.date:
        left = scale.at(event.date.earliest) if event.date.earliest else 0.0
        right = scale.at(event.date.latest) if event.date.latest else 100.0
        style = f"event {event.state}" if event.state in ("CN", "KP") else "event"
        width = max(right - left, 1.0)
        bar = (
            f'<rect class="{style}" x="{min(left, 99.0):.2f}%" y="{top + 18}" width="{width:.2f}%" '
            f'height="12" rx="3"/>'
        )
    return f'{bar}<text class="event" x="2" y="{top + 13}">{escape(label)}</text>'
