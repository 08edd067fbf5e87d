"""Verdicts as a table for the terminal: cases down, elements across; legible without colour.

Where the words of all columns do not fit beside each other, columns are numbered and a key follows.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group
from rich.table import Table
from rich.text import Text

from prong.model.norms import Norm
from prong.model.trace import Node, Trace
from prong.rendering.words import COLOURS, DISPENSED, DISPENSED_WORDS, RECOMMENDATION_WORDS, SYMBOLS, WORDS

FIXED_COLUMNS = 52
"""Characters that case, verdict, standard and readings take beside the elements."""


def verdict_table(norm: Norm, traces: Sequence[Trace], *, width: int) -> Group:
    """One norm: a row for each case, a column for each part of the root and one for its exceptions."""
    columns = _columns(traces[0].root)
    words = [heading for heading, _ in columns]
    names, folder = _names([trace.case for trace in traces])
    room = width - FIXED_COLUMNS - max(map(len, names))
    fits = sum(max(map(len, heading.split())) + 3 for heading in words) <= room
    readings = list(dict.fromkeys(name for trace in traces for name in trace.depends_on))
    letters = {name: chr(ord("a") + number) for number, name in enumerate(readings)}
    table = Table(
        title=Text(f"{norm.title} – {folder}" if folder else norm.title, style="bold"),
        title_justify="left",
        header_style="bold",
        box=SIMPLE_HEAD,
        pad_edge=False,
        padding=(0, 1, 0, 0),
    )
    table.add_column("case", no_wrap=True)
    table.add_column("verdict", no_wrap=True)
    for number, heading in enumerate(words, 1):
        table.add_column(Text(heading if fits else str(number)), justify="center")
    table.add_column("standard met")
    table.add_column("readings")
    for name, trace in zip(names, traces, strict=True):
        cells = [_cell(_nodes(trace.root, role, place)) for place, (_, role) in enumerate(columns)]
        depends = " ".join(letters[name] for name in trace.depends_on) or "robust"
        standard = (trace.highest_standard or "none").replace("-", " ")
        table.add_row(Text(name), verdict_text(trace), *cells, standard, depends)
    keys = []
    if not fits:
        keys.append("   ".join(f"{number} {heading}" for number, heading in enumerate(words, 1)))
    if readings:
        keys.append("depends on the reading of " + "   ".join(f"{letters[name]} {name}" for name in readings))
    return Group(table, *(Text(key, style="dim") for key in keys))


def _names(cases: Sequence[str]) -> tuple[list[str], str]:
    """The names of cases without the folder that they share, and that folder, if there is one."""
    folders = {case.rpartition("/")[0] for case in cases}
    if len(cases) == 1 or len(folders) != 1:
        return list(cases), ""
    return [case.rpartition("/")[2] for case in cases], folders.pop()


def legend() -> Text:
    """What the symbols mean."""
    parts = [f"{SYMBOLS[verdict]} {WORDS[verdict]}" for verdict in SYMBOLS]
    return Text("   ".join([*parts, f"{DISPENSED} {DISPENSED_WORDS}", "(…) presumed"]), style="dim")


def verdict_text(trace: Trace) -> Text:
    """Symbol and word, coloured; a recommendation is supported or not, never made out."""
    words = RECOMMENDATION_WORDS if trace.conclusion == "recommendation" else WORDS
    return Text(f"{SYMBOLS[trace.verdict]} {words[trace.verdict]}", style=COLOURS[trace.verdict])


def _columns(root: Node) -> list[tuple[str, str]]:
    """The heading and role of each column; all exceptions share one, objections have none."""
    parts = [child for child in root.children if child.role in ("part", "position")]
    columns = [(child.id.replace("-", " ").replace(".", " "), child.role) for child in parts]
    if any(child.role == "unless" for child in root.children):
        columns.append(("an exception", "unless"))
    return columns


def _nodes(root: Node, role: str, place: int) -> list[Node]:
    if role == "unless":
        return [child for child in root.children if child.role == "unless"]
    return [[child for child in root.children if child.role in ("part", "position")][place]]


def _cell(nodes: list[Node]) -> Text:
    """One node's symbol; of several exceptions the one that weighs most."""
    order = ("satisfied", "contested", "undetermined", "not-satisfied")
    node = min(nodes, key=lambda node: (order.index(node.verdict), node.presumed))
    if node.dispensed:
        return Text(DISPENSED)
    symbol = SYMBOLS[node.verdict]
    return Text(f"({symbol})" if node.presumed else symbol, style=COLOURS[node.verdict])
