"""The pages of the site: which there are, what stands on each, and how they lead to each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from prong.redaction.audiences import AUDIENCES
from prong.rendering.document import Block, Document, Heading, Link, Table, Text, plain
from prong.rendering.language import Language, marked
from prong.rendering.page import Site, page
from prong.rendering.reading import read_document
from prong.rendering.site import corpus
from prong.rendering.site.accounts import index, matrix_blocks
from prong.rendering.site.charts import chart_html, tiles_html
from prong.rendering.site.rules import Decided, RulePages
from prong.rendering.site.search import search
from prong.rendering.site.shown import Corpus, Told, cell, heading, text
from prong.rendering.site.timeline import timeline_html
from prong.rendering.words import STANDARDS

MENU = (
    ("index.html", marked("Accounts")),
    ("rules.html", marked("Rules")),
    ("corpus.html", marked("Corpus")),
    ("claims.html", marked("Claims")),
    ("search.html", marked("Search")),
)
FACTS = marked("Facts in order of time")
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
        claims = read_document(shown.claims, language=shown.language)
        pages["claims.html"] = _Page(claims, tables=True)
    matrices = {matrix.norm.id: matrix for matrix in shown.matrices}
    rules = RulePages(shown.rulebook, _decided(shown), shown.language)
    for norm in shown.rulebook.norms.values():
        matrix = matrices[norm.id]
        blocks = (*rules.document(norm).blocks, *matrix_blocks(matrix, shown))
        document = Document(blocks, language=shown.language)
        chart = corpus.verdicts_by_element(matrix, shown.language)
        figures = {"accounts": chart_html(chart, shown.language)}
        pages[f"rules/{norm.id}.html"] = _Page(document, figures, tables=True)
    for told in (*shown.accounts, *shown.persons):
        pages[told.page] = _memo(told, shown)
    menu = [(name, shown.language.gettext(words)) for name, words in MENU if name in pages]
    return {name: _html(name, made, menu) for name, made in pages.items()}


def _html(name: str, made: _Page, menu: Sequence[tuple[str, str]]) -> str:
    """The page with the menu, whose links lead up from the folder in which it lies."""
    up = "../" * name.count("/")
    site = Site(tuple((up + target, words) for target, words in menu), name, made.figures, made.beside)
    return page(made.document, tables=made.tables, site=site)


def _memo(told: Told, shown: Corpus) -> _Page:
    """A memo with the timeline of each account, and beside each analysis the way to its rule."""
    say, alone = shown.language.gettext, len(told.record.accounts) == 1
    titled = say("Timeline: %(account)s")
    drawn = [
        timeline_html(
            case,
            f"timeline-{number}",
            title="" if alone else titled % {"account": case.source.at},
            language=shown.language,
        )
        for number, (case, _) in enumerate(told.record.accounts, 1)
    ]
    headings = [block for block in told.memo.blocks if isinstance(block, Heading)]
    facts = next((one.anchor for one in headings if plain(one.inlines) == say(FACTS)), "")
    up = "../" * told.page.count("/")
    beside: dict[str, tuple[str, str]] = {}
    for (norm, element), anchor in told.places.items():
        led = say("Rule: %(title)s") % {"title": say(shown.rulebook.norms[norm].title)}
        beside.setdefault(anchor, (f"{up}rules/{norm}.html#{element}", led))
    return _Page(told.memo, {facts: "".join(drawn)} if facts else {}, beside)


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
    say = shown.language.gettext
    blocks: list[Block] = [
        heading(1, "rules", say("Rules")),
        text(
            say(
                "Each rule is a document: commentary, and between it the elements with their authorities. "
                "Beside every element stand the memos in which it is analysed."
            )
        ),
    ]
    heads = (say("Rule"), say("Provision"), say("Standard"), say("Elements"), say("Readings"))
    rows = tuple(
        (
            (Link(f"rules/{norm.id}.html", (Text(say(norm.title)),)),),
            (
                Text(
                    shown.rulebook.instruments[norm.provision.instrument].short
                    + " "
                    + norm.provision.pinpoint
                ),
            ),
            (Text(say(STANDARDS[norm.standard.key])),),
            (Text(str(len(norm.elements))),),
            (Text(str(len(norm.readings))),),
        )
        for norm in shown.rulebook.norms.values()
    )
    blocks.append(Table(say("Rules"), ("",) * 5, tuple(map(cell, heads)), rows))
    return Document(tuple(blocks), language=shown.language)


def _charts(shown: Corpus) -> dict[str, str]:
    language, say = shown.language, shown.language.gettext
    missing = [told.missing for told in shown.accounts]
    tiles, others = corpus.provinces(shown.people, shown.rulebook, shown.audience, language)
    charts = {
        "verdicts-under-each-rule": corpus.verdicts_by_norm(shown.matrices, language),
        "standards-reached": corpus.standards_reached(shown.matrices, language),
        "what-is-missing": corpus.missing_most(missing, shown.rulebook, language),
        "readings": corpus.moved_by_readings(shown.matrices, shown.rulebook, language),
    }
    drawn = {anchor: chart_html(chart, language) for anchor, chart in charts.items()}
    described = say(
        "The provinces of the north-east of China, about as they lie on a map, each with the number of women "
        "who live there."
    )
    title = say("Women by province")
    return drawn | {"provinces": tiles_html("provinces-map", title, described, tiles, others, language)}


def _corpus(shown: Corpus) -> Document:
    language, say = shown.language, shown.language.gettext
    accounts = len(shown.accounts)
    selected = language.ngettext(
        "%(number)s account is no group: no number here says anything about people who were not interviewed. "
        "Every chart has its numbers as a table beneath it.",
        "%(number)s accounts are a small and selected group: no number here says anything about people who "
        "were not interviewed. Every chart has its numbers as a table beneath it.",
        accounts,
    )
    sections = (
        (
            "verdicts-under-each-rule",
            say("Verdicts under each rule"),
            say("The verdicts on each element stand on the page of its rule."),
        ),
        (
            "standards-reached",
            say("Standards reached"),
            say("The order of the standards is a convention of this method."),
        ),
        (
            "what-is-missing",
            say("What is missing most"),
            say("Only what the person’s side would have to show is asked for."),
        ),
        (
            "readings",
            say("How readings move the corpus"),
            say("Where authorities disagree, the rules record the positions. Each is taken alone here."),
        ),
        ("provinces", say("Provinces"), _living(AUDIENCES[shown.audience].crowd, language)),
    )
    blocks: list[Block] = [
        heading(1, "corpus", say("What the accounts show together")),
        text(selected % {"number": accounts}),
    ]
    for anchor, title, words in sections:
        blocks += [heading(2, anchor, title), text(words)]
    return Document(tuple(blocks), language=language)


def _living(crowd: int, language: Language) -> str:
    say = language.gettext
    told = say("Where the women live, as the headings of the accounts give it.")
    if crowd <= 1:
        return told
    held = say("Counts of fewer than %(crowd)s women are withheld, and a second where one could be computed.")
    return f"{told} {held % {'crowd': crowd}}"
