"""The pages of the site: which there are, what stands on each, and how they lead to each other."""

from __future__ import annotations

from collections.abc import Mapping

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


def site_pages(shown: Corpus) -> dict[str, str]:
    """Every page by its name."""
    rules = RulePages(shown.rulebook, _decided(shown))
    pages = {
        "index.html": page(index(shown), site=_site("index.html"), tables=True),
        "rules.html": page(_rules(shown), site=_site("rules.html")),
        "corpus.html": page(_corpus(shown), site=_site("corpus.html", _charts(shown))),
        "search.html": page(search(shown), site=_site("search.html"), tables=True),
    }
    if shown.claims is not None:
        pages["claims.html"] = page(read_document(shown.claims), site=_site("claims.html"), tables=True)
    by_norm = {matrix.norm.id: matrix for matrix in shown.matrices}
    for norm in shown.rulebook.norms.values():
        name = f"rules/{norm.id}.html"
        document = rules.document(norm)
        if norm.id in by_norm:
            document = Document((*document.blocks, *matrix_blocks(by_norm[norm.id], shown)))
        figures = {"accounts": chart_html(corpus.verdicts_by_element(by_norm[norm.id]))}
        pages[name] = page(document, site=_site(name, figures), tables=True)
    for told in (*shown.accounts, *shown.persons):
        pages[told.page] = page(read_document(told.memo), site=_memo_site(told, shown))
    return pages


def _site(name: str, figures: Mapping[str, str] | None = None) -> Site:
    up = "../" * name.count("/")
    menu = tuple((up + target, words) for target, words in MENU)
    return Site(menu, "" if up else name, figures or {})


def _memo_site(told: Told, shown: Corpus) -> Site:
    """A memo with the timeline of each account, and beside each analysis the way to its rule."""
    drawn = [
        timeline_html(
            case,
            f"timeline-{number}",
            title="Timeline of the account"
            if len(told.record.accounts) == 1
            else f"Timeline: {case.source.at}",
        )
        for number, (case, _) in enumerate(told.record.accounts, 1)
    ]
    up = "../" * told.page.count("/")
    beside: dict[str, tuple[str, str]] = {}
    for (norm, element), anchor in told.places.items():
        title = shown.rulebook.norms[norm].title
        beside.setdefault(anchor, (f"{up}rules/{norm}.html#{element}", f"Rule: {title}"))
    menu = tuple((up + target, words) for target, words in MENU)
    return Site(menu, "", {FACTS: "".join(drawn)}, beside)


def _decided(shown: Corpus) -> dict[tuple[str, str], list[Decided]]:
    found: dict[tuple[str, str], list[Decided]] = {}
    for told in (*shown.accounts, *shown.persons):
        verdicts = {
            (one.trace.norm, name): verdict
            for one in told.assessed
            for name, verdict in one.trace.elements.items()
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
    assessed = {told.record.id: told.assessed for told in shown.accounts}
    tiles, others = corpus.provinces(shown.people, shown.rulebook, shown.audience)
    return {
        "verdicts-under-each-rule": chart_html(corpus.verdicts_by_norm(shown.matrices)),
        "standards-reached": chart_html(corpus.standards_reached(shown.matrices)),
        "what-is-missing": chart_html(corpus.missing_most(assessed, shown.rulebook)),
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
