"""The rule by which `reading` has tables parsed: one token with the words of all cells.

markdown-it's own rule makes three tokens of each cell, and most of the tokens of a memo would be of cells.
Which lines begin a table is left to that rule; where the table ends, and what its cells are, is the same.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock, table

BLANK = " \t"
MOST_ADDED = 1 << 16
"""A table ends where its rows would lack more cells than this: a short text must not become a huge table."""
_ALIGN = {(False, False): "", (True, False): "left", (False, True): "right", (True, True): "center"}
"""By whether a colon stands before the strokes below a column, and behind them."""
_BETWEEN = re.compile(r"(?<!\\)\|")


def whole_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table as one token, whose `meta` holds the alignment of its columns, and its rows with the head."""
    if not table(state, start, end, True):
        return False
    if silent:
        return True
    head = _cells(_text(state, start))
    marks = (mark.strip(BLANK) for mark in _text(state, start + 1).split("|"))
    align = tuple(_ALIGN[mark[0] == ":", mark[-1] == ":"] for mark in marks if mark)
    rows, added, line = [head], 0, start + 2
    parent, state.parentType = state.parentType, "table"
    while line < end and not _ends(state, line, end):
        cells = _cells(_text(state, line))
        added += len(head) - len(cells)
        if added > MOST_ADDED:
            break
        rows.append((cells + [""] * (len(head) - len(cells)))[: len(head)])
        line += 1
    state.parentType = parent
    state.push("table", "table", 0).meta = {"align": align, "rows": rows}
    state.line = line
    return True


def _ends(state: StateBlock, line: int, end: int) -> bool:
    """Whether a line is no row: it is empty or farther in or out, or another block begins there."""
    return (
        state.sCount[line] < state.blkIndent
        or any(rule(state, line, end, True) for rule in state.md.block.ruler.getRules("blockquote"))
        or state.isEmpty(line)
        or state.is_code_block(line)
    )


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip(BLANK)


def _cells(text: str) -> list[str]:
    """The words between the strokes of a line; the strokes at its beginning and its end may be left out."""
    cells = _BETWEEN.split(text)
    if not cells[0]:
        cells = cells[1:]
    if not cells[-1]:
        cells = cells[:-1]
    return [cell.replace("\\|", "|").strip(BLANK) for cell in cells]
