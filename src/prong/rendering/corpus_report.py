"""The report of a corpus, from the counts of `prong corpus assess`: Markdown, with charts beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from prong.corpus.result import ElementResult, Four, NormResult, Result, total
from prong.model.norms import Rulebook
from prong.rendering.charts import Bar, bar_chart
from prong.rendering.document import Heading, plain
from prong.rendering.filled import filled
from prong.rendering.language import ENGLISH, Language, marked
from prong.rendering.page import Site, page
from prong.rendering.reading import read_document
from prong.rendering.words import RECOMMENDATION_WORDS, WORDS

SMALL = 11
"""Whoever knows somebody in a group of fewer rows may recognise her in its figures."""
MOST_FACTS = 12
SECTION = 2
"""The level of the headings of norms; before them one tells what the figures rest on."""
MISSING = marked("What is missing most")
"""The heading below which a norm's chart of missing facts stands."""
UNSEEN = marked("not in the data")
ORDER = ("satisfied", "contested", "undetermined", "not-satisfied")


@dataclass(frozen=True, slots=True)
class Figures:
    """A line of a table: numbers in the order of the columns, over how many rows, and a note."""

    name: str
    counts: Mapping[str, int]
    rows: int
    note: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """What another position, with all other readings as chosen, makes of the counts."""

    question: str
    position: str
    figures: Figures
    change: int


def report_markdown(
    result: Result, rulebook: Rulebook, *, language: Language = ENGLISH, images: bool = True
) -> tuple[str, Mapping[str, str]]:
    """The report, and the charts by their names; with `images`, it shows them as files beside it."""
    charts: dict[str, str] = {}
    sections = [_section(norm, result, rulebook, charts, language) for norm in result.norms]
    small = [group for group in result.groups if group.rows < SMALL]
    text = filled(
        "corpus_report.md.jinja",
        language=language,
        result=result,
        sections=sections,
        order=ORDER,
        small=small if result.by else [],
        tiny=result.rows < SMALL,
        smallest=SMALL,
        labels={name: p.label for name, p in rulebook.vocabulary.predicates.items()},
        missing_heading=language.gettext(MISSING),
        share=lambda number, whole: share(number, whole, language),
        grouped=grouped,
        images=images,
    )
    return text, charts


def report_page(result: Result, rulebook: Rulebook, *, language: Language = ENGLISH) -> str:
    """The report as a page that holds its charts, each below its heading."""
    text, charts = report_markdown(result, rulebook, language=language, images=False)
    document = read_document(text, language=language)
    missing = language.gettext(MISSING)
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    _, *sections = (heading.anchor for heading in headings if heading.level == SECTION)
    norms = dict(zip(sections, result.norms, strict=True))
    figures, norm = {}, None
    for heading in headings:
        if heading.anchor in norms:
            norm = norms[heading.anchor]
            figures[heading.anchor] = charts[f"{norm.norm}-elements.svg"]
        elif norm and plain(heading.inlines) == missing:
            figures[heading.anchor] = charts[f"{norm.norm}-missing.svg"]
    return page(document, site=Site((), figures=figures))


def share(number: int, whole: int, language: Language = ENGLISH) -> str:
    """“1,204 (12.0 %)”, or the number alone where there is nothing to share."""
    if not whole:
        return f"{number:,}"
    percent, say = 100 * number / whole, language.gettext
    told = f"{percent:.1f} %"
    if 0 < percent < 0.05:
        told = say("under %(percent)s") % {"percent": "0.1 %"}
    elif 99.95 <= percent < 100:
        told = say("over %(percent)s") % {"percent": "99.9 %"}
    return f"{number:,} ({told})"


def grouped(number: int) -> str:
    """A number with its thousands apart."""
    return f"{number:,}"


def _section(
    norm: NormResult, result: Result, rulebook: Rulebook, charts: dict[str, str], language: Language
) -> dict[str, object]:
    words = RECOMMENDATION_WORDS if norm.conclusion == "recommendation" else WORDS
    root = norm.elements[0]
    elements = [_figures(element, norm.chosen, result.rows, language) for element in norm.elements]
    title = _elements_title(norm, result.rows, language)
    shown = {
        "norm": norm,
        "words": words,
        "root": elements[0],
        "unseen_root": root.seen == 0,
        "elements": elements,
        "groups": _groups(root, norm, result, language),
        "moved": _moved(norm, result, rulebook),
        "span": _span(norm),
        "undetermined": elements[0].counts["undetermined"],
        "missing": _missing(norm),
        "deciding": [part for part in norm.deciding if part.lacking or part.against],
        "chart": f"{norm.norm}-elements.svg",
        "chart_title": title,
        "missing_chart": "",
    }
    charts[shown["chart"]] = _elements_chart(title, elements, words, result.rows, language)
    if shown["missing"]:
        shown["missing_chart"] = f"{norm.norm}-missing.svg"
        charts[shown["missing_chart"]] = _missing_chart(
            norm, shown["missing"], shown["undetermined"], language
        )
    return shown


def _figures(element: ElementResult, combination: int, rows: int, language: Language) -> Figures:
    say, presumed = language.gettext, sum(element.presumed)
    detail = say("%(seen)s of %(facts)s") % {"seen": element.seen, "facts": element.facts}
    return Figures(
        element.label,
        _named(total(element.counts[combination])),
        rows,
        note="" if element.seen else say(UNSEEN),
        detail=detail + (say("; presumed on %(rows)s") % {"rows": grouped(presumed)} if presumed else ""),
    )


def _named(counts: Four) -> Mapping[str, int]:
    return dict(zip(("undetermined", "satisfied", "not-satisfied", "contested"), counts, strict=True))


def _groups(root: ElementResult, norm: NormResult, result: Result, language: Language) -> list[Figures]:
    if not result.by:
        return []
    say = language.gettext
    few, unstated = say("fewer than %(number)s rows") % {"number": SMALL}, say("not stated")
    return [
        Figures(
            ", ".join(unstated if value is None else value for value in group.values),
            _named(counts),
            group.rows,
            note=few if group.rows < SMALL else "",
        )
        for group, counts in zip(result.groups, root.counts[norm.chosen], strict=True)
    ]


def _moved(norm: NormResult, result: Result, rulebook: Rulebook) -> list[Moved]:
    """Each other position of each reading, taken alone."""
    chosen = norm.combinations[norm.chosen]
    usual = total(norm.elements[0].counts[norm.chosen])
    found = []
    for place, taken in enumerate(norm.combinations):
        differing = [name for name in taken if taken[name] != chosen[name]]
        if len(differing) != 1:
            continue
        reading = rulebook.readings[differing[0]]
        counts = total(norm.elements[0].counts[place])
        figures = Figures(reading.question, _named(counts), result.rows)
        found.append(
            Moved(reading.question, reading.position(taken[reading.id]).holds, figures, counts[1] - usual[1])
        )
    return found


def _span(norm: NormResult) -> tuple[int, int] | None:
    """The fewest and the most rows on which the norm is made out under any combination of readings."""
    if len(norm.combinations) == 1:
        return None
    found = [total(groups)[1] for groups in norm.elements[0].counts]
    return min(found), max(found)


def _missing(norm: NormResult) -> list[object]:
    """The facts that would settle most, and then those on which most rows are silent."""
    told = [fact for fact in norm.missing if fact.silent]
    return sorted(told, key=lambda f: (-max(f.shown, f.denied), -f.silent, f.predicate))[:MOST_FACTS]


def _elements_title(norm: NormResult, rows: int, language: Language) -> str:
    title = language.ngettext(
        "%(norm)s: verdicts by element, of %(number)s row",
        "%(norm)s: verdicts by element, of %(number)s rows",
        rows,
    )
    return title % {"norm": language.gettext(norm.title), "number": grouped(rows)}


def _elements_chart(
    title: str, elements: list[Figures], words: Mapping[str, str], rows: int, language: Language
) -> str:
    say = language.gettext
    bars = []
    for figures in elements:
        undetermined = "unseen" if figures.note else "undetermined"
        kinds = {verdict: undetermined if verdict == "undetermined" else verdict for verdict in ORDER}
        told = words | {"unseen": UNSEEN}
        parts = tuple((kinds[v], figures.counts[v], say(told[kinds[v]])) for v in ORDER)
        bars.append(Bar(say(figures.name), parts))
    legend = [(verdict, say(words[verdict])) for verdict in ORDER]
    if any(figures.note for figures in elements):
        legend.append(("unseen", say(UNSEEN)))
    return bar_chart(title, bars, rows, legend, language=language)


def _missing_chart(norm: NormResult, facts: list[object], whole: int, language: Language) -> str:
    say = language.gettext
    settles = say("would settle it")
    bars = [Bar(say(fact.label), (("share", max(fact.shown, fact.denied), settles),)) for fact in facts]
    title = language.ngettext(
        "%(norm)s: facts that alone would settle the test, of %(number)s undetermined row",
        "%(norm)s: facts that alone would settle the test, of %(number)s undetermined rows",
        whole,
    )
    named = title % {"norm": say(norm.title), "number": grouped(whole)}
    legend = [("share", say("rows that this fact alone would settle"))]
    return bar_chart(named, bars, whole, legend, language=language)
