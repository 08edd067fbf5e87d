"""Markdown read piece by piece against the same Markdown read at once."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from prong.errors import ProngError
from prong.rendering.document import Document, Listing
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
    *("> quoted", ">", "# Title", "## B Title", "### A.1 Title", "words\n===", "***", "- - -", "___"),
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
FENCE = "\n\n```\nheld\n```\n"
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
    """A fence anywhere makes the whole text one piece; here it is one at the end."""
    apart, together = read(text), read(text + FENCE)
    if isinstance(together, Document):
        assert isinstance(apart, Document)
        assert together.blocks == (*apart.blocks, Listing("held\n"))
        assert together.notes == apart.notes
    else:
        assert apart == together
