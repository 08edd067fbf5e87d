"""The pages of the site: which there are, what stands on each, and how they lead to each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from prong.corpus.matrix import NormMatrix
from prong.model.cases import Record
from prong.model.norms import Norm, Rulebook
from prong.model.trace import Node
from prong.redaction.audiences import AUDIENCES
from prong.rendering.analysis import Analyst
from prong.rendering.dates import date_words
from prong.rendering.document import (
    Block,
    Document,
    Heading,
    Inline,
    Link,
    Paragraph,
    Table,
    Text,
    Verdict,
)
from prong.rendering.page import Site, page
from prong.rendering.questions import Assessed, question
from prong.rendering.reading import read_document
from prong.rendering.site import corpus
from prong.rendering.site.charts import chart_html, tiles_html
from prong.rendering.site.rules import Decided, RulePages
from prong.rendering.site.timeline import timeline_html
from prong.rendering.words import DISPENSED, DISPENSED_WORDS, RECOMMENDATION_WORDS, SYMBOLS, WORDS

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
class Told:
    """A record as its audience reads it, with its traces, its memo, and where each element is analysed."""

    record: Record
    assessed: tuple[Assessed, ...]
    memo: str
    places: Mapping[tuple[str, str], str]

    @property
    def page(self) -> str:
        """The file of its memo."""
        return f"{self.record.id}.html"


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that the site shows: accounts, persons with several, matrices, claims and rules."""

    rulebook: Rulebook
    accounts: tuple[Told, ...]
    persons: tuple[Told, ...]
    people: tuple[Record, ...]
    matrices: tuple[NormMatrix, ...]
    claims: str | None

    @property
    def audience(self) -> str:
        """Who may read the site."""
        return self.accounts[0].record.audience


def places_of(
    record: Record, rulebook: Rulebook, assessed: Sequence[Assessed]
) -> Mapping[tuple[str, str], str]:
    """For each element that a memo analyses, its norm and id with the anchor of the analysis."""
    names = {one.trace.norm for one in assessed}
    whole = [one for one in assessed if rulebook.norms[one.trace.norm].part_of not in names]
    regime = rulebook.regimes[whole[0].trace.regime] if whole[0].trace.regime else None
    analyst = Analyst(rulebook, record, regime)
    questions = [question(chr(ord("A") + n), rulebook, one, analyst) for n, one in enumerate(whole)]
    unstated = {one.letter for one in questions if not one.stated}
    return {
        (norm, element.id): number.lower()
        for anchor, number in analyst.analysed.items()
        for norm, element in [analyst.elements[anchor]]
        if number.partition(".")[0] not in unstated
    }


def site_pages(shown: Corpus) -> dict[str, str]:
    """Every page by its name."""
    rules = RulePages(shown.rulebook, _decided(shown))
    pages = {
        "index.html": page(_index(shown), site=_site("index.html"), tables=True),
        "rules.html": page(_rules(shown), site=_site("rules.html")),
        "corpus.html": page(_corpus(shown), site=_site("corpus.html", _charts(shown))),
        "search.html": page(_search(shown), site=_site("search.html"), tables=True),
    }
    if shown.claims is not None:
        pages["claims.html"] = page(read_document(shown.claims), site=_site("claims.html"), tables=True)
    by_norm = {matrix.norm.id: matrix for matrix in shown.matrices}
    for norm in shown.rulebook.norms.values():
        name = f"rules/{norm.id}.html"
        document = rules.document(norm)
        if norm.id in by_norm:
            document = Document((*document.blocks, *_matrix(by_norm[norm.id], shown)))
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


def _index(shown: Corpus) -> Document:
    norms = [norm for norm in shown.rulebook.norms.values() if norm.part_of is None]
    head = ("Account", "Title", *(norm.title for norm in norms))
    rows = tuple(_row(told, norms) for told in shown.accounts)
    blocks: list[Block] = [
        _heading(1, "accounts", "Accounts and what the law makes of them"),
        _text(
            f"{len(shown.accounts)} accounts of {len(shown.people)} women, each under "
            f"{len(shown.rulebook.norms)} rules. A row is an account: its title leads to the memo. A column "
            "is a rule: its name in the list of rules leads to its text. The rules that are parts of another "
            "stand on its page."
        ),
        _text(
            "Verdicts say what an account shows at the standard that a rule asks for. They say nothing about "
            "a person’s credibility or status, and silence is not a finding. Research aid, not legal advice."
        ),
        _text(_withheld(shown.audience)),
        _heading(2, "matrix", "Accounts under each rule"),
        _symbols(),
        Table("Accounts under each rule", ("",) * len(head), tuple(map(_cell, head)), rows),
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
        heads = tuple(map(_cell, ("Person", "Title", "Accounts")))
        blocks += [
            _heading(2, "persons", "Women with several accounts"),
            Table("Women with several accounts", ("",) * 3, heads, people),
        ]
    return Document(tuple(block for block in blocks if block != _text("")))


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


def _symbols() -> Paragraph:
    words = [f"{symbol} {WORDS[verdict]}" for verdict, symbol in SYMBOLS.items()]
    return _text(f"Symbols: {'; '.join(words)}; {DISPENSED} {DISPENSED_WORDS}.")


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
    traces = {one.trace.norm: one.trace for one in told.assessed}
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


def _rules(shown: Corpus) -> Document:
    blocks: list[Block] = [
        _heading(1, "rules", "Rules"),
        _text(
            "Each rule is a document: commentary, and between it the elements with their authorities. Beside "
            "every element stand the memos in which it is analysed."
        ),
    ]
    head = tuple(map(_cell, ("Rule", "Provision", "Standard", "Elements", "Readings")))
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


def _matrix(matrix: NormMatrix, shown: Corpus) -> list[Block]:
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
        cells += [_node_cell(node) for node in corpus.columns_of(trace.root)]
        cells.append((Text((trace.highest_standard or "none").replace("-", " ")),))
        cells.append((Text(", ".join(trace.depends_on) or "robust"),))
        rows.append(tuple(cells))
    return [
        _heading(2, "accounts", "Accounts under this rule"),
        _symbols(),
        Table("Accounts under this rule", ("",) * len(head), tuple(map(_cell, head)), tuple(rows)),
    ]


def _node_cell(node: Node) -> tuple[Inline, ...]:
    if node.dispensed:
        return (Verdict("dispensed", DISPENSED, DISPENSED_WORDS),)
    return (Verdict(node.counted, SYMBOLS[node.counted], WORDS[node.counted]),)


def _short(label: str) -> str:
    return label[:1].upper() + label[1:]


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
        _heading(1, "corpus", "What the accounts show together"),
        _text(
            f"{len(shown.accounts)} accounts are a small and selected group: no number here says anything "
            "about people who were not interviewed. Every chart has its numbers as a table beneath it."
        ),
    ]
    for anchor, title, words in sections:
        blocks += [_heading(2, anchor, title), _text(words)]
    return Document(tuple(blocks))


def _search(shown: Corpus) -> Document:
    """Everything that can be looked for, in one table that narrows as somebody types."""
    rows: list[tuple[tuple[Inline, ...], ...]] = []
    for told in (*shown.accounts, *shown.persons):
        events = " ".join(event.what for case, _ in told.record.accounts for event in case.events.values())
        born = [date_words(case.person.born) for case, _ in told.record.accounts if case.person.born]
        about = f"{told.record.title}. {events} {f'Born {born[0]}.' if born else ''}"
        rows.append(_entry(told.page, told.record.id, "account", about))
    for norm in shown.rulebook.norms.values():
        rows += [
            _entry(f"rules/{norm.id}.html#{element.id}", element.label, "element", norm.title)
            for element in norm.elements.values()
        ]
    for reading in shown.rulebook.readings.values():
        norm = next(n for n in shown.rulebook.norms.values() if reading.id in {r.id for r in n.readings})
        held = " ".join(position.holds for position in reading.positions)
        rows.append(
            _entry(f"rules/{norm.id}.html#reading-{reading.id}", reading.question, "contested question", held)
        )
    head = tuple(map(_cell, ("Entry", "Kind", "What it is about")))
    return Document(
        (
            _heading(1, "search", "Search"),
            _text(
                "Accounts, elements of the rules and contested questions. Type words to narrow the list; "
                "what is typed stands in the address, which can be kept and sent."
            ),
            Table("Entries", ("",) * 3, head, tuple(rows)),
        )
    )


def _entry(target: str, words: str, kind: str, about: str) -> tuple[tuple[Inline, ...], ...]:
    return (Link(target, (Text(words),)),), (Text(kind),), (Text(about),)


def _heading(level: int, anchor: str, words: str) -> Heading:
    return Heading(level, anchor, (Text(words),))


def _text(words: str) -> Paragraph:
    return Paragraph((Text(words),))


def _cell(words: str) -> tuple[Inline, ...]:
    return (Text(words),)
