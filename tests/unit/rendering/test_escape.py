"""User text in Markdown: whatever it is, a reader sees it as it is, and no renderer obeys it."""

from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from prong.rendering.escape import markdown

# More obedient than any renderer that a memo is likely to meet: raw HTML is passed on.
OBEDIENT = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).use(footnote_plugin)

ACTIVE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</td></tr></table><h1>made out</h1>",
    "<!-- hidden -->",
    "<https://example.invalid>",
    "[x](javascript:alert(1))",
    "![x](https://example.invalid/a.png)",
    "[x]: https://example.invalid",
    "[^1]",
    "[^1]: a footnote of mine",
    "^[an inline footnote]",
    "| a | b |",
    "|---|",
    "# Brief answers",
    "- item",
    "+ item",
    "* item",
    "1. item",
    "12) item",
    "> quoted",
    "---",
    "***",
    "===",
    "```",
    "~~~",
    "    code",
    "`code`",
    "**made out** _it_ __is__",
    "~~gone~~",
    "$x^2$",
    "&lt;b&gt; &amp; &#60; &nbsp;",
    "a\\b \\[c\\] \\",
    "{{ 7*7 }}",
    "{% raw %}",
    "two\nlines\n\nand a paragraph",
    "a\ttab",
    "trailing  ",
    ":: † – “quoted” ‘so’",
]


class Seen(HTMLParser):
    """The tags of a page in their order, and its text as a reader sees it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, _: object) -> None:
        self.tags.append(tag)

    def handle_comment(self, _: str) -> None:
        self.tags.append("comment")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def seen(document: str) -> tuple[list[str], str]:
    page = Seen()
    page.feed(OBEDIENT.render(document))
    page.close()
    return page.tags, " ".join("".join(page.text).split())


PLACES = {
    "paragraph": ("{}\n", ["p"]),
    "item": ("- {}\n", ["ul", "li"]),
    "after bold": ("- **When**: {}\n", ["ul", "li", "strong"]),
    "between words": ("Before {} after.\n", ["p"]),
    "heading": ("# Memorandum: {}\n", ["h1"]),
    "cell": (
        "| a | b |\n|---|---|\n| {} | x |\n",
        ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"],
    ),
}
PRINTABLE = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), max_size=40)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", ACTIVE)
def test_active_text_is_shown_and_not_obeyed(place, text):
    """Markup, references, templates and entities, wherever in a memo they may stand."""
    frame, tags = PLACES[place]
    expected = seen(frame.format("word"))[1].replace("word", " ".join(text.split()))
    assert seen(frame.format(markdown(text))) == (tags, expected)


@pytest.mark.parametrize("place", PLACES)
@given(PRINTABLE)
@example("\\|")
@example("*a*")
def test_any_printable_text_is_shown_as_it_is(place, text):
    """The tags around it are those around a plain word, and the words are its own."""
    frame, tags = PLACES[place]
    shown = markdown(f"a{text}b")
    assert seen(frame.format(shown)) == (tags, seen(frame.format("word"))[1].replace("word", f"a{text}b"))


@given(st.text(max_size=60))
def test_a_text_becomes_one_line_without_invisible_characters(text):
    """What reverses the order of a text or moves a terminal's cursor does not reach a memo."""
    shown = markdown(text)
    assert shown.splitlines() in ([], [shown])
    assert not set(shown) & set(
        "\x00\x1b\x7f\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )


def test_plain_words_stay_as_they_are():
    """A memo in Markdown is read as text too, and needless backslashes are in the way."""
    text = (
        "She lives with her husband and son; his farm work (and hers) gives a “not so bad” life, 1998–2002."
    )
    assert markdown(text) == text
