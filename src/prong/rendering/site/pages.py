"""The pages of the site: which there are, what stands on each, and how they lead to each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from prong.redaction.audiences import AUDIENCES
from prong.rendering.document import (
    Block,
    Document,
    Link,
    Table,
    Text,
)
from prong.rendering.page import Site, page
from prong.rendering.reading import read_document
from prong.rendering.site import corpus
from prong.rendering.site.accounts import index, matrix_blocks
from prong.rendering.site.charts import chart_html, tiles_html
from prong.rendering.site.rules import Decided, RulePages
from prong.rendering.site.search import search
from prong.rendering.site.shown import Corpus, Told, cell, heading, text
from prong.rendering.site.timeline import timeline_html

MENU = (
    ("index.html", "Accounts"),
    ("rules.html", "Rules"),
    ("corpus.html", "Corpus"),
    ("claims.html", "Claims"),
    ("search.html", "Search"),
)
FACTS = "facts-in-order-of-time"
"""The heading of a memo under which the timeline stands."""


@dataclass(frozen=True, slots=True)
class _Page:
    """A page before it has its menu; `tables` tells that its tables can be sorted and filtered."""

    document: Document
    figures: Mapping[str, str] = field(default_factory=dict)
    beside: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    tables: bool = False


def site_pages(shown: Corpus) -> dict[str, str]:
    """Every page by its name."""
    pages = {
        "index.html": _Page(index(shown), tables=True),
        "rules.html": _Page(_rules(shown)),
        "corpus.html": _Page(_corpus(shown), _charts(shown)),
        "search.html": _Page(search(shown), tables=True),
    }
    if shown.claims is not None:
        pages["claims.html"] = _Page(read_document(shown.claims), tables=True)
    matrices = {matrix.norm.id: matrix for matrix in shown.matrices}
    rules = RulePages(shown.rulebook, _decided(shown))
    for norm in shown.rulebook.norms.values():
        matrix = matrices[norm.id]
        document = Document((*rules.document(norm).blocks, *matrix_blocks(matrix, shown)))
        figures = {"accounts": chart_html(corpus.verdicts_by_element(matrix))}
        pages[f"rules/{norm.id}.html"] = _Page(document, figures, tables=True)
    for told in (*shown.accounts, *shown.persons):
        pages[told.page] = _memo(told, shown)
    menu = [(name, words) for name, words in MENU if name in pages]
    return {name: _html(name, made, menu) for name, made in pages.items()}


def _html(name: str, made: _Page, menu: Sequence[tuple[str, str]]) -> str:
    """The page with the menu, whose links lead up from the folder in which it lies."""
    up = "../" * name.count("/")
    site = Site(tuple((up + target, words) for target, words in menu), name, made.figures, made.beside)
    return page(made.document, tables=made.tables, site=site)


def _memo(told: Told, shown: Corpus) -> _Page:
    """A memo with the timeline of each account, and beside each analysis the way to its rule."""
    alone = len(told.record.accounts) == 1
    drawn = [
        timeline_html(
            case,
            f"timeline-{number}",
            title="Timeline of the account" if alone else f"Timeline: {case.source.at}",
        )
        for number, (case, _) in enumerate(told.record.accounts, 1)
    ]
    up = "../" * told.page.count("/")
    beside: dict[str, tuple[str, str]] = {}
    for (norm, element), anchor in told.places.items():
        title = shown.rulebook.norms[norm].title
        beside.setdefault(anchor, (f"{up}rules/{norm}.html#{element}", f"Rule: {title}"))
    return _Page(told.memo, {FACTS: "".join(drawn)}, beside)


def _decided(shown: Corpus) -> dict[tuple[str, str], list[Decided]]:
    found: dict[tuple[str, str], list[Decided]] = {}
    for told in (*shown.accounts, *shown.persons):
        verdicts = {
            (trace.norm, name): verdict for trace in told.traces for name, verdict in trace.elements.items()
        }
        for key, anchor in told.places.items():
            verdict = verdicts.get(key)
            if verdict:
                target = f"../{told.page}#{anchor}"
                found.setdefault(key, []).append(Decided(told.record.id, verdict, target))
    return found


def _rules(shown: Corpus) -> Document:
    blocks: list[Block] = [
        heading(1, "rules", "Rules"),
        text(
            "Each rule is a document: commentary, and between it the elements with their authorities. Beside "
            "every element stand the memos in which it is analysed."
        ),
    ]
    head = tuple(map(cell, ("Rule", "Provision", "Standard", "Elements", "Readings")))
    rows = tuple(
        (
            (Link(f"rules/{norm.id}.html", (Text(norm.title),)),),
            (
                Text(
                    shown.rulebook.instruments[norm.provision.instrument].short
                    + " "
                    + norm.provision.pinpoint
                ),
            ),
            (Text(norm.standard.words),),
            (Text(str(len(norm.elements))),),
            (Text(str(len(norm.readings))),),
        )
        for norm in shown.rulebook.norms.values()
    )
    blocks.append(Table("Rules", ("",) * 5, head, rows))
    return Document(tuple(blocks))


def _charts(shown: Corpus) -> dict[str, str]:
    missing = [told.missing for told in shown.accounts]
    tiles, others = corpus.provinces(shown.people, shown.rulebook, shown.audience)
    return {
        "verdicts-under-each-rule": chart_html(corpus.verdicts_by_norm(shown.matrices)),
        "standards-reached": chart_html(corpus.standards_reached(shown.matrices)),
        "what-is-missing": chart_html(corpus.missing_most(missing, shown.rulebook)),
        "readings": chart_html(corpus.moved_by_readings(shown.matrices, shown.rulebook)),
        "provinces": tiles_html(
            "provinces-map",
            "Women by province",
            "The provinces of the north-east of China, about as they lie on a map, each with the number of "
            "women who live there.",
            tiles,
            others,
        ),
    }


def _corpus(shown: Corpus) -> Document:
    crowd = AUDIENCES[shown.audience].crowd
    held = (
        f" Counts of fewer than {crowd} women are withheld, and a second where one could be computed."
        if crowd > 1
        else ""
    )
    sections = (
        (
            "verdicts-under-each-rule",
            "Verdicts under each rule",
            "The verdicts on each element stand on the page of its rule.",
        ),
        (
            "standards-reached",
            "Standards reached",
            "The order of the standards is a convention of this method.",
        ),
        (
            "what-is-missing",
            "What is missing most",
            "Only what the person’s side would have to show is asked for.",
        ),
        (
            "readings",
            "How readings move the corpus",
            "Where authorities disagree, the rules record the positions. Each is taken alone here.",
        ),
        ("provinces", "Provinces", f"Where the women live, as the headings of the accounts give it.{held}"),
    )
    blocks: list[Block] = [
        heading(1, "corpus", "What the accounts show together"),
        text(
            f"{len(shown.accounts)} accounts are a small and selected group: no number here says anything "
            "about people who were not interviewed. Every chart has its numbers as a table beneath it."
        ),
    ]
    for anchor, title, words in sections:
        blocks += [heading(2, anchor, title), text(words)]
    return Document(tuple(blocks))
