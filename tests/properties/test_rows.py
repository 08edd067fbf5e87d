"""The rule for tables against that of markdown-it."""

from collections.abc import Iterator

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from prong.rendering.rows import MOST_ADDED, whole_table

ROWS = ["| a | b |", "a|b", "|a", "|", "||", "| | |", "a \\| b | c", "\\\\|a|", "|a|b|c|", "\t|`a|b`|\t"]
UNDER = ["|---|", "|-|:-:|", "---|:--", "-:|-", "|:-", " | :-: | - | ", "  |-|-|", "-|"]
OTHERS = [
    "",
    "words",
    "  | a |",
    "    | a |",
    "> | a |",
    "> a",
    "- |a|b|",
    "-",
    "***",
    "# a",
    "[a]: b",
    "```",
]
lines = st.sampled_from([*ROWS, *UNDER, *OTHERS])
texts = st.tuples(
    st.lists(lines, max_size=2),
    st.tuples(st.sampled_from(ROWS), st.sampled_from(UNDER)),
    st.lists(lines, max_size=5),
).map(lambda parts: "\n".join(line for part in parts for line in part))


def stock() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


def ours() -> MarkdownIt:
    parser = stock()
    parser.block.ruler.at("table", whole_table, {"alt": ["paragraph", "reference"]})
    return parser


def told(tokens: Iterator[Token]) -> Iterator[object]:
    """The tokens, and those of a table as the one that they would be."""
    for token in tokens:
        if token.type == "table":
            yield token.meta["align"], token.meta["rows"]
        elif token.type == "table_open":
            yield table(tokens)
        else:
            yield token.type, token.content, token.level, token.hidden


def table(tokens: Iterator[Token]) -> tuple[tuple[str, ...], list[list[str]]]:
    align: list[str] = []
    rows: list[list[str]] = []
    for token in tokens:
        match token.type:
            case "tr_open":
                rows.append([])
            case "th_open":
                align.append(str(token.attrGet("style") or "").removeprefix("text-align:"))
            case "inline":
                rows[-1].append(token.content)
            case "table_close":
                break
    return tuple(align), rows


@settings(max_examples=1000)
@example("- a|b\n  -|-\n  c|d\ne|f")
@given(texts)
def test_tables_begin_and_end_and_are_divided_where_those_of_the_parser_are(text: str) -> None:
    assert list(told(iter(ours().parse(text)))) == list(told(iter(stock().parse(text))))


def test_a_short_text_makes_no_huge_table() -> None:
    """Rows of one cell under a head of many: what follows those that add so many cells is words."""
    wide = 300
    rows = [f"|{'a|' * wide}", f"|{'-|' * wide}", *["a"] * (MOST_ADDED // wide + 9)]
    text = "\n".join(rows)
    found = list(told(iter(ours().parse(text))))
    assert found == list(told(iter(stock().parse(text))))
    assert [kind for kind, *_ in found[1:]] == ["paragraph_open", "inline", "paragraph_close"]
