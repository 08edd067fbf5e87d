"""Texts that are hard to write and to get back: quotes, marks, breaks, words that look like other things."""

from hypothesis import strategies as st

from prong.language.text import CONTROL

# fmt: off
AWKWARD = [
    "", " ", "  ", "\t", "\n", "\r", "a ", " a", "a\n", "\na", "a\n\n", "a\n\nb", "a\n \nb", "a \nb",
    "a\n  b", "  a\nb", "a\tb", "\ta", "a  b", "a\r\nb", "a\\nb", "\\", "'", '"', "it's", 'she says "no"',
    "'a'", '"a"', "# x", "x #y", "x#y", "- x", "-", "--", "---", "...", "--- a", "a\n---\nb", "a\n---",
    "a\n...\nb", "a\n---\n", "? x", "?", "a ? b", ": x", ":", "x:", "x: y", "x:y", "::", "a, b", ",", "[a]",
    "[", "{a}", "{", "}", "{{ x }}", "{% x %}", "{a: b}", "&a", "*a", "!a", "!!str a", "%a", "@a", "`a`",
    "|", ">", ">-", "|+", "<<", "=", "~", "yes", "no", "NO", "on", "y", "null", "Null", "true", "1", "-1",
    "0o7", "0x1F", "1_000", "1.5", "1e5", ".inf", "12:30", "1998", "1998-05", "1998-05-17",
    "2001-01-01T00:00:00Z", "12345678", ".nan", "deadbeef", "é", "한국어", "```", "````", "a\n```\nb",
    "```element\nx: y\n```", "~~~", "a\n  ```", "<!-- a", "<div>", "# a\n\n- b", "😀", "§ 1", "“a”",
    "\u00a0", "a\u00a0", "\u3000a", "a\u200bb", "\u00ad", "\U0010ffff", "x" * 300, "word " * 60 + "end",
    "two  spaces " * 30, "a: b " * 40, "---- " * 40 + "a", "`" * 120, "#" * 130, "a, b? " * 30 + "c",
]
PROSE = [
    "# A heading", "Text\n---\nmore", "---", "***", "- a\n  - b", "> a\n> b", "    code", "\tcode", "Text:",
    "{{ x }}", "```text\nelement: no\n```", "```\n---\n```", "~~~\nx\n~~~",
    "1. a\n\n   ```text\n   b\n   ```", "Title\n====", "<!-- a\n\n```text\n-->", "<div>\n\n</div>",
    "|a|b|\n|-|-|", "[a]: b", "trailing  ", "   \n\na", "norm: x", "…",
]
# fmt: on

# Our reader refuses control characters and what reverses the order of a text: no file can hold them.
REFUSED = "".join(filter(CONTROL.match, map(chr, range(0x10000))))
CHARACTERS = st.characters(codec="utf-8", exclude_characters=REFUSED)
MARKS = st.sampled_from(" \n\t'\"#-:,?[]{}&*!|>%@`~<=\\ab1")
# Random lines open no fence and no HTML, which could take in the blocks that follow.
LINES = st.text(st.characters(codec="utf-8", exclude_characters=REFUSED + "`~<\r\n"), max_size=30)

texts = st.one_of(
    st.sampled_from(AWKWARD),
    st.lists(st.sampled_from(AWKWARD), min_size=2, max_size=4).map(" ".join),
    st.lists(st.sampled_from(AWKWARD), min_size=2, max_size=4).map("\n".join),
    st.text(MARKS, max_size=12),
    st.text(CHARACTERS, max_size=20),
    st.lists(st.text(MARKS | CHARACTERS, min_size=1, max_size=25), min_size=8, max_size=14).map(" ".join),
)
prose = st.sampled_from(PROSE) | (
    st.lists(LINES, min_size=1, max_size=3)
    .map("\n".join)
    .map(lambda text: text.strip("\n"))
    .filter(str.strip)
)
