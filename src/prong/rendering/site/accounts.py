"""The tables of accounts: all of them under every rule, and under one rule with its parts."""

from __future__ import annotations

from collections.abc import Sequence

from prong.corpus.matrix import NormMatrix, columns_of
from prong.model.norms import Norm
from prong.model.trace import Node
from prong.redaction.audiences import AUDIENCES
from prong.rendering.document import Block, Document, Inline, Link, Table, Text, Verdict
from prong.rendering.filled import capitalised
from prong.rendering.language import Language, marked
from prong.rendering.site.shown import Corpus, Told, cell, heading, symbols, text
from prong.rendering.words import (
    DISPENSED,
    DISPENSED_WORDS,
    RECOMMENDATION_WORDS,
    STANDARDS,
    SYMBOLS,
    WORDS,
)

AUDIENCE_WORDS = {"partner": marked("partner"), "public": marked("public")}
"""The audiences that are told less than everything."""


def index(shown: Corpus) -> Document:
    """The first page: every account under every rule that is no part of another."""
    language = shown.language
    say, ngettext = language.gettext, language.ngettext
    norms = [norm for norm in shown.rulebook.norms.values() if norm.part_of is None]
    head = (say("Account"), say("Title"), *(say(norm.title) for norm in norms))
    rows = tuple(_row(told, norms, language) for told in shown.accounts)
    accounts, women, rules = len(shown.accounts), len(shown.people), len(shown.rulebook.norms)
    numbers = {
        "accounts": ngettext("%(number)s account", "%(number)s accounts", accounts) % {"number": accounts},
        "women": ngettext("%(number)s woman", "%(number)s women", women) % {"number": women},
        "rules": ngettext("%(number)s rule", "%(number)s rules", rules) % {"number": rules},
    }
    under = say("Accounts under each rule")
    blocks: list[Block] = [
        heading(1, "accounts", say("Accounts and what the law makes of them")),
        text(
            say(
                "%(accounts)s of %(women)s, each under %(rules)s. A row is an account: its title leads to "
                "the memo. A column is a rule: its name in the list of rules leads to its text. The rules "
                "that are parts of another stand on its page."
            )
            % numbers
        ),
        text(
            say(
                "Verdicts say what an account shows at the standard that a rule asks for. They say nothing "
                "about a person’s credibility or status, and silence is not a finding. Research aid, not "
                "legal advice."
            )
        ),
        text(_withheld(shown.audience, language)),
        heading(2, "matrix", under),
        symbols(language),
        Table(under, ("",) * len(head), tuple(map(cell, head)), rows),
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
        heads = tuple(map(cell, (say("Person"), say("Title"), say("Accounts"))))
        several = say("Women with several accounts")
        blocks += [heading(2, "persons", several), Table(several, ("",) * 3, heads, people)]
    return Document(tuple(block for block in blocks if block != text("")), language=language)


def _withheld(audience: str, language: Language) -> str:
    known, say = AUDIENCES[audience], language.gettext
    if known.names:
        return ""
    told = say(
        "This site is for the audience “%(audience)s”. Names, places below a province and exact dates give "
        "way to wider words; square brackets mark them in the text."
    ) % {"audience": say(AUDIENCE_WORDS[audience])}
    if known.crowd <= 1:
        return told
    shared = say(
        "Births and provinces are told so that at least %(crowd)s women share them, and counts of fewer than "
        "%(crowd)s women are withheld."
    ) % {"crowd": known.crowd}
    return f"{told} {shared}"


def _joined(told: Told, shown: Corpus) -> tuple[Inline, ...]:
    pages = {one.record.id: one.page for one in shown.accounts}
    links: list[Inline] = []
    for case, _ in told.record.accounts:
        words = Text(case.case.rpartition("/")[2])
        links += (
            [*([Text(", ")] if links else []), Link(pages[case.case], (words,))] if case.case in pages else []
        )
    return tuple(links)


def _row(told: Told, norms: Sequence[Norm], language: Language) -> tuple[tuple[Inline, ...], ...]:
    traces = {trace.norm: trace for trace in told.traces}
    cells: list[tuple[Inline, ...]] = [
        (Link(told.page, (Text(told.record.id.rpartition("/")[2]),)),),
        (Text(told.record.title),),
    ]
    for norm in norms:
        trace = traces.get(norm.id)
        cells.append((_verdict(trace.verdict, norm, language),) if trace else (Text(DISPENSED),))
    return tuple(cells)


def matrix_blocks(matrix: NormMatrix, shown: Corpus) -> list[Block]:
    """The accounts under one rule, with a verdict for each part."""
    language, say = shown.language, shown.language.gettext
    from_page = {told.record.id: told for told in shown.accounts}
    from_root = [trace for trace in matrix.traces if trace.case in from_page]
    head = (
        say("Account"),
        say("Verdict"),
        *(capitalised(say(column)) for column in matrix.columns),
        say("Highest standard"),
        say("Reading"),
    )
    rows = []
    for trace in from_root:
        cells: list[tuple[Inline, ...]] = [
            (Link(f"../{from_page[trace.case].page}", (Text(trace.case.rpartition("/")[2]),)),),
            (_verdict(trace.verdict, matrix.norm, language),),
        ]
        cells += [_node_cell(node, language) for node in columns_of(trace.root)]
        reached = STANDARDS[trace.highest_standard] if trace.highest_standard else "none"
        cells.append((Text(say(reached)),))
        cells.append((Text(", ".join(trace.depends_on) or say("robust")),))
        rows.append(tuple(cells))
    under = say("Accounts under this rule")
    return [
        heading(2, "accounts", under),
        symbols(language),
        Table(under, ("",) * len(head), tuple(map(cell, head)), tuple(rows)),
    ]


def _verdict(verdict: str, norm: Norm, language: Language) -> Verdict:
    words = RECOMMENDATION_WORDS if norm.conclusion == "recommendation" else WORDS
    return Verdict(verdict, SYMBOLS[verdict], language.gettext(words[verdict]))


def _node_cell(node: Node, language: Language) -> tuple[Inline, ...]:
    if node.dispensed:
        return (Verdict("dispensed", DISPENSED, language.gettext(DISPENSED_WORDS)),)
    return (Verdict(node.counted, SYMBOLS[node.counted], language.gettext(WORDS[node.counted])),)
