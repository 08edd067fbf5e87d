"""Markdown read piece by piece against the same Markdown read at once, and against the parser by itself."""

from collections.abc import Iterator, Sequence

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from prong.errors import ProngError
from prong.rendering.document import (
    Code,
    Document,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    Listing,
    Paragraph,
    Reference,
    Strong,
    Text,
)
from prong.rendering.reading import read_document

LINES = [
    *(
        "words",
        "more *words*",
        "**strong** ones",
        "*A.1* leads",
        "\\* inert",
        "2009 was a year",
        "1\\. inert",
    ),
    *(
        "- item",
        "* item",
        "+ item",
        "1. item",
        "7) item",
        "-",
        "  words further in",
        "    words far in",
        "\twords",
    ),
    *("> quoted", ">", "# Title", "## B Title", "### A.1 Title", "words\n===", "***", "- - -", "_ _ _"),
    *("| a | b |\n|---|:-:|\n| 1 | ✓ made out |", "| a | b |", "|---|", "[^1]", "words[^1]", "[^1]: a note"),
    *(
        "[^2]: another",
        "[a]: b",
        "[words](#a1)",
        "[words](https://example.org)",
        "<b>",
        "<!-- a",
        "-->",
        "`code`",
    ),
    *("&nbsp;", "\\", "hard  \nbreak", "[", "![", "  - inner", "   * inner", "  > quoted", "*", "**", ":-:"),
]
HELD = "all signs: | ~~~ > [^ ]: #\n---\n***\n===\n"
FENCE = f"\n\n```\n{HELD}```\n"
texts = st.lists(
    st.tuples(st.sampled_from(LINES), st.sampled_from(["\n", "\n\n", "\n\n\n", "\n \n", "\n\n  \n"])),
    max_size=14,
).map(lambda parts: "".join(line + end for line, end in parts))


def read(text: str) -> Document | list[str]:
    """The document, or the codes of what is wrong; of several faults either way may tell another one."""
    try:
        return read_document(text)
    except ProngError as error:
        return [one.code for one in error.diagnostics]


@settings(max_examples=1000)
@example("- item\n\nwords\n\n- item\n")
@example("> quoted\n\nwords\n\n    words far in\n")
@example("[^1]: a note\n\nwords[^1]\n\n    words far in\n")
@given(texts)
def test_what_is_read_piece_by_piece_is_what_is_read_at_once(text: str) -> None:
    """A fence makes the whole text one piece; here it stands at the end, with the signs of all rules."""
    apart, together = read(text), read(text + FENCE)
    if isinstance(together, Document):
        assert isinstance(apart, Document)
        assert together.blocks == (*apart.blocks, Listing(HELD))
        assert together.notes == apart.notes
    else:
        assert apart == together


def marked_up(inlines: Sequence[Inline]) -> Iterator[str]:
    """The words, and what the parser calls the beginning and the end of what is more than words."""
    for inline in inlines:
        match inline:
            case Text(text):
                yield text
            case Code(text):
                yield from ("<code_inline>", text)
            case LineBreak():
                yield "<hardbreak>"
            case Emphasis(inner):
                yield from ("<em_open>", *marked_up(inner), "<em_close>")
            case Strong(inner):
                yield from ("<strong_open>", *marked_up(inner), "<strong_close>")
            case Link(_, inner):
                yield from ("<link_open>", *marked_up(inner), "<link_close>")
            case Reference(_, text):
                yield from ("<link_open>", text, "<link_close>")


@settings(max_examples=1000)
@example("a [b: c](d) e")
@example("a &amp; b <https://example.org> c")
@example("a ![b](c)")
@example("*a* +b+ **c**: ~d~ ^e^ {f} =g= #h @i %j $k")
@given(st.text("ab .,:-#+=~^@%${}()!&;*<>[]\\_`|\"'/1\n✓", max_size=24))
def test_signs_at_which_no_rule_begins_are_words(text: str) -> None:
    """The parser by itself stops at many more signs, and finds the same."""
    blocks = MarkdownIt("commonmark").disable("html_inline").parse(f"w{text}")
    assume([token.type for token in blocks] == ["paragraph_open", "inline", "paragraph_close"])
    assume("[^" not in text)
    shown = {"text": "", "softbreak": " "}
    inner = blocks[1].children or ()
    found = "".join(shown.get(token.type, f"<{token.type}>") + token.content for token in inner)
    told = read(f"w{text}")
    if isinstance(told, Document):
        (block,) = told.blocks
        assert isinstance(block, Paragraph)
        assert "".join(marked_up(block.inlines)) == found
    else:
        assert told == ["E409"]
        assert "<image>" in found or "<link_open>" in found
