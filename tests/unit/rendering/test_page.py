"""The page of a memo: self-contained, and of use on paper, on a phone and to a screen reader."""

from __future__ import annotations

import itertools
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from prong.rendering.page import page
from prong.rendering.reading import read_document

ROOT = Path(__file__).parents[3]
VOID = {"meta", "br", "hr", "img", "input", "link", "col"}
TEXT = """\
# Memorandum: A title with *emphasis* & more

| | |
|---|---|
| Case | harbour/01 |

## Brief answers

- **A. Made out.** Every element is.[^1] And again.[^1]

## Analysis

### A First test – made out

| Element | Finding |
|---|---|
| A.1 An act | ✓ made out |
| A.2 A means | – not required |

#### A.1 An act – made out

It is so.[^2]

[^1]: Source, Case 1, sentence 1
[^2]: Source, Case 1, sentence 2
"""


class Parsed(HTMLParser):
    """Elements with their attributes in order; tags that are closed wrongly are faults."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def named(self, *tags: str) -> list[dict[str, str]]:
        """The attributes of every element of these names."""
        return [attributes for tag, attributes in self.elements if tag in tags]


@pytest.fixture(scope="module", params=["a short memo", "a real memo"])
def html(request: pytest.FixtureRequest) -> str:
    """A page from a few lines, and one from the longest memo of the repository."""
    if request.param == "a short memo":
        return page(read_document(TEXT))
    longest = max((ROOT / "reports" / "lives-for-sale").glob("*.md"), key=lambda path: path.stat().st_size)
    return page(read_document(longest.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def parsed(html: str) -> Parsed:
    return Parsed(html)


def test_every_element_is_closed(parsed):
    """In the order in which it was opened."""
    assert (parsed.faults, parsed.open) == ([], [])


def test_the_page_says_its_language_and_its_title(html, parsed):
    """The title is the first heading, without its marks."""
    assert parsed.named("html") == [{"lang": "en"}]
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", html)[1]
    assert f"<title>{re.sub('<[^>]+>', '', heading)}</title>" in html


def test_the_page_loads_and_runs_nothing(html, parsed):
    """No script, no picture, no style from elsewhere; the policy forbids them too."""
    tags = {tag for tag, _ in parsed.elements}
    assert tags & {"script", "img", "link", "iframe", "object", "embed", "form", "base", "svg"} == set()
    assert not re.search(r"url\(|@import|\bon[a-z]+=", html)
    (policy,) = [
        m["content"] for m in parsed.named("meta") if m.get("http-equiv") == "Content-Security-Policy"
    ]
    assert "default-src 'none'" in policy


def test_every_link_leads_to_a_place_in_the_page(parsed):
    """And no two places have the same name."""
    names = [attributes["id"] for _, attributes in parsed.elements if "id" in attributes]
    targets = {link["href"] for link in parsed.named("a")}
    assert len(names) == len(set(names))
    assert targets <= {f"#{name}" for name in names}


def test_the_headings_form_an_outline(parsed):
    """One first heading, and no level is skipped."""
    levels = [int(tag[1]) for tag, _ in parsed.elements if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert [pair for pair in itertools.pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_the_contents_name_every_section(html):
    """With a link to each."""
    contents = html.split("<nav")[1].split("</nav>")[0]
    sections = re.findall(r'<h2 id="([^"]+)">', html)
    assert sections
    assert re.findall(r'href="#([^"]+)"', contents) == sections


def test_a_reader_can_skip_to_the_memo(parsed):
    """The first link of the page leads to its main part."""
    assert parsed.named("a")[0]["href"] == "#main"
    assert parsed.named("main") == [{"id": "main"}]


def test_the_cells_that_head_a_table_say_so(parsed):
    """Each for its column or its row."""
    heads = parsed.named("th")
    assert heads
    assert {head.get("scope") for head in heads} <= {"col", "row"}


def test_a_wide_table_can_be_scrolled_by_keyboard_and_has_a_name(parsed):
    """Each table stands in a region of its own."""
    regions = [div for div in parsed.named("div") if div.get("class") == "table"]
    assert len(regions) == len(parsed.named("table"))
    assert all(r["tabindex"] == "0" and r["role"] == "region" and r["aria-label"] for r in regions)


def test_a_verdict_is_told_by_symbol_and_word_and_not_by_colour_alone(html):
    """The word stands inside the coloured part."""
    verdicts = re.findall(
        r'<span class="(satisfied|not-satisfied|undetermined|contested|dispensed)">(.)\s(.+?)</span>',
        unescape(html),
    )
    assert verdicts
    assert all(word for _, _, word in verdicts)


def test_the_style_knows_paper_a_phone_and_the_dark(html):
    """Three queries of the style sheet, and the width of the device."""
    for words in ("@media print", "max-width", "prefers-color-scheme: dark", "width=device-width"):
        assert words in html


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_stands_out_from_its_ground(html, theme):
    """A ratio of contrast of at least 4.5 for every colour of words, by the rule of WCAG 2."""
    roots = re.findall(r":root\s*\{([^}]*)\}", html.split("@media print")[0])
    colours = dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-fA-F]{6})", roots[0 if theme == "light" else 1]))
    ground = luminance(colours.pop("paper"))
    colours.pop("line")
    ratios = {name: contrast(luminance(colour), ground) for name, colour in colours.items()}
    assert len(ratios) >= 7
    assert {name: ratio for name, ratio in ratios.items() if ratio < 4.5} == {}


def luminance(colour: str) -> float:
    """Relative luminance of a colour #rrggbb."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: float, other: float) -> float:
    """Ratio of contrast of two luminances."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def test_the_same_text_gives_the_same_page():
    """Byte for byte."""
    assert page(read_document(TEXT)) == page(read_document(TEXT))
