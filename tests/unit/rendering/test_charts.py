"""Charts: every number is in the table, every part has its length, and words of users are text."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from prong.model.cases import Case
from prong.rendering.site.charts import Bar, Chart, Key, Tile, chart_html, tiles_html
from prong.rendering.site.timeline import timeline_html

KEYS = (Key("satisfied", "made out"), Key("undetermined", "undetermined"))


def chart(*bars: Bar, keys: tuple[Key, ...] = KEYS, whole: int = 10) -> str:
    """A chart of these bars."""
    return chart_html(Chart("c", "Title <&>", "What it shows.", keys, bars, whole, "Rule"))


def drawing(figure: str) -> ElementTree.Element:
    """The SVG, which must be well-formed."""
    return ElementTree.fromstring(re.search(r"<svg role.*?</svg>", figure, re.DOTALL)[0])


def test_a_part_is_as_long_as_its_share_of_the_whole():
    """Parts stand one behind the other, and a part of nothing is not drawn."""
    found = drawing(chart(Bar("one", (4, 6)), Bar("two", (0, 10)))).iter("rect")
    lengths = [(rect.get("class"), rect.get("x"), rect.get("width")) for rect in found]
    assert lengths == [
        ("satisfied", "0.00%", "40.00%"),
        ("undetermined", "40.00%", "60.00%"),
        ("undetermined", "0.00%", "100.00%"),
    ]


def test_every_number_stands_in_the_table():
    """Also those of parts that are too narrow for it, and that one is withheld."""
    figure = chart(Bar("one", (4, 6), "one.html"), Bar("two", (None, 10)))
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</th>(.*?)</tr>", figure)
    assert rows == [
        ('<a href="one.html">one</a>', "<td>4</td><td>6</td>"),
        ("two", "<td>withheld</td><td>10</td>"),
    ]


def test_the_drawing_has_a_title_and_a_description():
    """Named by both, as assistive technology reads it; what is written is text."""
    svg = drawing(chart(Bar("<b>bold</b>", (1, 2))))
    assert svg.get("role") == "img"
    names = svg.get("aria-labelledby").split()
    told = {one.get("id"): one.text for one in svg if one.tag in ("title", "desc")}
    assert [told[name] for name in names] == ["Title <&>", "What it shows."]
    assert "<b>bold</b>" in [text.text for text in svg.iter("text")]


def test_a_long_label_stands_on_lines_that_fit_a_phone():
    """On three at most; the table has all of it."""
    label = "a question that goes on and on " * 8
    figure = chart(Bar(label.strip(), (7,)), keys=KEYS[:1])
    lines = [text.text for text in drawing(figure).iter("text") if not text.get("class")]
    assert len(lines) == 3
    assert max(map(len, lines)) <= 50
    assert label.strip() in figure


@pytest.mark.parametrize(("number", "shown"), [(7, ["7"]), (0, ["0"]), (None, ["withheld"])])
def test_a_bar_of_one_part_says_its_number_once(number, shown):
    """In the bar, or behind it where there is no room."""
    svg = drawing(chart(Bar("one", (number,)), keys=KEYS[:1]))
    assert [text.text for text in svg.iter("text") if text.get("class")] == shown


def test_places_lie_as_on_a_map():
    """A place of nobody is there too; those that are on no map stand in the table."""
    figure = tiles_html(
        "m", "Map", "Places.", [Tile("West", 0, 0, 9), Tile("East", 1, 1, 0)], [("elsewhere", None)]
    )
    words = [text.text for text in drawing(figure).iter("text")]
    assert words == ["West", "9", "East", "0"]
    assert '<th scope="row">elsewhere</th><td>withheld</td>' in figure


def dated(case: Case) -> list[tuple[str, str]]:
    """Where each event of a timeline begins, and how long its date is open."""
    return [(r.get("x"), r.get("width")) for r in drawing(timeline_html(case, "t")).iter("rect")]


def test_an_event_is_as_long_as_its_date_is_open(case_of):
    """A year, half a year, a day; an event without a date has its line and no bar."""
    events = {
        "a": {"date": "2001"},
        "b": {"date": "2002-07/2002-12"},
        "c": {"date": "2004-12-31"},
        "d": {"what": "undated"},
    }
    found = dated(case_of(events=events))
    assert [float(x[:-1]) for x, _ in found] == pytest.approx([0, 37.4, 99], abs=0.2)
    assert [float(width[:-1]) for _, width in found] == pytest.approx([24.9, 12.5, 1], abs=0.2)
    assert "4. no date" in timeline_html(case_of(events=events), "t")


def test_an_account_without_dates_has_no_timeline(case_of):
    """Nothing is drawn where nothing is known."""
    assert timeline_html(case_of(events={"a": {}}), "t") == ""
