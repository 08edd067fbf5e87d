"""Memos: the traces of one record as a Markdown document, in full, on one page or as tables of elements.

This module chooses what a memo shows and in which order; the words are the template's, which a user can
replace. Templates hold no legal logic and see plain values only.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from prong.model.cases import Case, Record
from prong.model.norms import Rulebook
from prong.rendering.analysis import Analyst
from prong.rendering.authorities import Cites, Footnotes
from prong.rendering.binding import binding_view, bound_throughout, state_name
from prong.rendering.citations import full_citation
from prong.rendering.dates import date_words
from prong.rendering.evidence import grouped, sentence, short_title
from prong.rendering.filled import filled
from prong.rendering.language import Language
from prong.rendering.manner import PLAIN, Manner
from prong.rendering.outlook import Outlooks
from prong.rendering.questions import Assessed, consequences_of, outlooks_of, question, readings_of
from prong.rendering.shortened import asked_first
from prong.rendering.styles.pinpoints import UNCHECKED
from prong.rendering.words import SYMBOLS

TEMPLATES = MappingProxyType(
    {"full": "memo.md.jinja", "brief": "brief.md.jinja", "elements": "elements.md.jinja"}
)


def memo_markdown(
    record: Record,
    rulebook: Rulebook,
    assessed: Sequence[Assessed],
    *,
    kind: str = "full",
    manner: Manner = PLAIN,
) -> str:
    """The memo of one record over the norms assessed, sub-tests within the norms that hold them."""
    language = manner.language
    names = {one.trace.norm for one in assessed}
    whole = [one for one in assessed if rulebook.norms[one.trace.norm].part_of not in names]
    trace = whole[0].trace
    regime = rulebook.regimes[trace.regime] if trace.regime else None
    analyst = Analyst(rulebook, record, regime, language)
    outlooks = Outlooks(rulebook, language)
    questions = [
        question(chr(ord("A") + number), rulebook, one, analyst, outlooks) for number, one in enumerate(whole)
    ]
    sources = {source.source: source for _, source in record.accounts}
    binding = binding_view([one.trace for one in whole], rulebook, language)
    notes = Footnotes()
    return filled(
        TEMPLATES[kind],
        language=language,
        templates=manner.templates,
        record=record,
        names=dict.fromkeys(case.person.name for case, _ in record.accounts if case.person.name),
        sources=tuple(sources),
        source_citations={
            name: full_citation(source.citation, manner.style) for name, source in sources.items()
        },
        source_notes=list(dict.fromkeys(source.note for source in sources.values() if source.note)),
        born=_born(record, language),
        questions=questions,
        readings=readings_of(questions),
        outlooks=outlooks_of(questions),
        consequences=consequences_of(questions),
        facts=[
            (f"{short_title(source)}, {case.source.at}", _facts(case, analyst))
            for case, source in record.accounts
        ],
        coding=[(case.source.at, case.note) for case, _ in record.accounts if case.note],
        differences=_differences(record, rulebook, language),
        mentioned=[
            (
                other.who,
                other.what,
                grouped(analyst.source_name(case.case), tuple(e.at for e in other.evidence), language),
            )
            for case, _ in record.accounts
            for other in case.others
        ],
        binding=binding,
        bound_throughout=bound_throughout(binding),
        asked_first=asked_first(questions),
        symbols=SYMBOLS,
        trace=trace,
        regime=regime,
        receipt=trace.receipt,
        schedule=_schedule(record, analyst),
        cite=Cites(rulebook, manner.style, language, notes),
        note=notes,
        unchecked_mark=UNCHECKED,
    )


def _born(record: Record, language: Language) -> str | None:
    """The birth of the person in words, as all accounts give it."""
    words = [date_words(case.person.born, language) for case, _ in record.accounts if case.person.born]
    return language.gettext(" or ").join(dict.fromkeys(words)) or None


def _facts(case: Case, analyst: Analyst) -> list[dict[str, object]]:
    """Events in the order of the account, each with its date, place and pinpoints."""
    return [
        {
            "date": date_words(event.date, analyst.language) if event.date else None,
            "where": ", ".join(
                filter(None, (event.place, event.state and state_name(event.state, analyst.language)))
            ),
            "what": event.what,
            "evidence": grouped(
                analyst.source_name(case.case), tuple(e.at for e in event.evidence), analyst.language
            ),
        }
        for event in case.events.values()
    ]


def _differences(record: Record, rulebook: Rulebook, language: Language) -> dict[str, object]:
    """Where accounts of one person differ: predicates found both ways, sums and years of birth."""
    cases = [case for case, _ in record.accounts]
    sides: dict[str, dict[str, list[str]]] = {}
    for case in cases:
        for name, findings in case.findings.items():
            for holds in dict.fromkeys(finding.holds for finding in findings):
                sides.setdefault(name, {}).setdefault(holds, []).append(case.source.at)
    opposed = [
        (rulebook.vocabulary.predicates[name].label, found["yes"], found["no"])
        for name, found in sides.items()
        if len(found) == 2 and len({*found["yes"], *found["no"]}) > 1
    ]
    sums = [
        (case.source.at, [f"{e.paid.amount:,} {e.paid.currency}" for e in case.events.values() if e.paid])
        for case in cases
    ]
    told = [(at, amounts) for at, amounts in sums if amounts]
    births = [
        (case.source.at, [date_words(case.person.born, language)]) for case in cases if case.person.born
    ]
    return {
        "opposed": opposed,
        "sums": told if len({tuple(amounts) for _, amounts in told}) > 1 else [],
        "births": births if len({tuple(words) for _, words in births}) > 1 else [],
    }


def _schedule(record: Record, analyst: Analyst) -> list[dict[str, object]]:
    """Every finding with its pinpoints and digests, and the number under which it was told, if it was."""
    return [
        {
            "account": case.source.at,
            "label": analyst.rulebook.vocabulary.predicates[name].label,
            "holds": finding.holds == "yes",
            "to": finding.to.words,
            "told": analyst.told.get((case.case, name, index)),
            "note": analyst.note_of(case, name, index)[0],
            "counter": finding.counter,
            "places": grouped(
                analyst.source_name(case.case), tuple(e.at for e in finding.evidence), analyst.language
            ),
            "evidence": [(sentence(e.at, analyst.language), e.digest) for e in finding.evidence],
        }
        for case, _ in record.accounts
        for name, findings in case.findings.items()
        for index, finding in enumerate(findings)
    ]
