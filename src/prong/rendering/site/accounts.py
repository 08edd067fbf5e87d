"""The tables of accounts: all of them under every rule, and under one rule with its parts."""

from __future__ import annotations

from collections.abc import Sequence

from prong.corpus.matrix import NormMatrix, columns_of
from prong.model.norms import Norm
from prong.model.trace import Node
from prong.redaction.audiences import AUDIENCES
from prong.rendering.document import Block, Document, Inline, Link, Table, Text, Verdict
from prong.rendering.site.shown import Corpus, Told, cell, heading, symbols, text
from prong.rendering.words import DISPENSED, DISPENSED_WORDS, RECOMMENDATION_WORDS, SYMBOLS, WORDS


def index(shown: Corpus) -> Document:
    """The first page: every account under every rule that is no part of another."""
    norms = [norm for norm in shown.rulebook.norms.values() if norm.part_of is None]
    head = ("Account", "Title", *(norm.title for norm in norms))
    rows = tuple(_row(told, norms) for told in shown.accounts)
    blocks: list[Block] = [
        heading(1, "accounts", "Accounts and what the law makes of them"),
        text(
            f"{len(shown.accounts)} accounts of {len(shown.people)} women, each under "
            f"{len(shown.rulebook.norms)} rules. A row is an account: its title leads to the memo. A column "
            "is a rule: its name in the list of rules leads to its text. The rules that are parts of another "
            "stand on its page."
        ),
        text(
            "Verdicts say what an account shows at the standard that a rule asks for. They say nothing about "
            "a person’s credibility or status, and silence is not a finding. Research aid, not legal advice."
        ),
        text(_withheld(shown.audience)),
        heading(2, "matrix", "Accounts under each rule"),
        symbols(),
        Table("Accounts under each rule", ("",) * len(head), tuple(map(cell, head)), rows),
    ]
    if shown.persons:
        people = tuple(
            (
                (Link(told.page, (Text(told.record.id),)),),
                (Text(told.record.title),),
                _joined(told, shown),
            )
            for told in shown.persons
        )
        heads = tuple(map(cell, ("Person", "Title", "Accounts")))
        blocks += [
            heading(2, "persons", "Women with several accounts"),
            Table("Women with several accounts", ("",) * 3, heads, people),
        ]
    return Document(tuple(block for block in blocks if block != text("")))


def _withheld(audience: str) -> str:
    known = AUDIENCES[audience]
    if known.names:
        return ""
    return (
        f"This site is for the audience “{audience}”. Names, places below a province and exact dates give "
        "way to wider words; square brackets mark them in the text."
        + (
            f" Births and provinces are told so that at least {known.crowd} women share them, and counts of "
            f"fewer than {known.crowd} women are withheld."
            if known.crowd > 1
            else ""
        )
    )


def _joined(told: Told, shown: Corpus) -> tuple[Inline, ...]:
    pages = {one.record.id: one.page for one in shown.accounts}
    links: list[Inline] = []
    for case, _ in told.record.accounts:
        words = Text(case.case.rpartition("/")[2])
        links += (
            [*([Text(", ")] if links else []), Link(pages[case.case], (words,))] if case.case in pages else []
        )
    return tuple(links)


def _row(told: Told, norms: Sequence[Norm]) -> tuple[tuple[Inline, ...], ...]:
    traces = {trace.norm: trace for trace in told.traces}
    cells: list[tuple[Inline, ...]] = [
        (Link(told.page, (Text(told.record.id.rpartition("/")[2]),)),),
        (Text(told.record.title),),
    ]
    for norm in norms:
        trace = traces.get(norm.id)
        words = RECOMMENDATION_WORDS if norm.conclusion == "recommendation" else WORDS
        cells.append(
            (Verdict(trace.verdict, SYMBOLS[trace.verdict], words[trace.verdict]),)
            if trace
            else (Text(DISPENSED),)
        )
    return tuple(cells)


def matrix_blocks(matrix: NormMatrix, shown: Corpus) -> list[Block]:
    """The accounts under one rule, with a verdict for each part."""
    from_page = {told.record.id: told for told in shown.accounts}
    words = RECOMMENDATION_WORDS if matrix.norm.conclusion == "recommendation" else WORDS
    from_root = [trace for trace in matrix.traces if trace.case in from_page]
    head = (
        "Account",
        "Verdict",
        *(_short(column) for column in matrix.columns),
        "Highest standard",
        "Reading",
    )
    rows = []
    for trace in from_root:
        cells: list[tuple[Inline, ...]] = [
            (Link(f"../{from_page[trace.case].page}", (Text(trace.case.rpartition("/")[2]),)),),
            (Verdict(trace.verdict, SYMBOLS[trace.verdict], words[trace.verdict]),),
        ]
        cells += [_node_cell(node) for node in columns_of(trace.root)]
        cells.append((Text((trace.highest_standard or "none").replace("-", " ")),))
        cells.append((Text(", ".join(trace.depends_on) or "robust"),))
        rows.append(tuple(cells))
    return [
        heading(2, "accounts", "Accounts under this rule"),
        symbols(),
        Table("Accounts under this rule", ("",) * len(head), tuple(map(cell, head)), tuple(rows)),
    ]


def _node_cell(node: Node) -> tuple[Inline, ...]:
    if node.dispensed:
        return (Verdict("dispensed", DISPENSED, DISPENSED_WORDS),)
    return (Verdict(node.counted, SYMBOLS[node.counted], WORDS[node.counted]),)


def _short(label: str) -> str:
    return label[:1].upper() + label[1:]
