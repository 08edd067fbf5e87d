"""The corpus memo: what the accounts show together, counted by people and told without any one account."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from prong.corpus.matrix import VERDICTS, columns_of
from prong.model.cases import Record
from prong.model.norms import Norm, Rulebook
from prong.model.standards import LADDER
from prong.model.trace import Trace
from prong.rendering.authorities import Cites, Footnotes
from prong.rendering.citations import full_citation
from prong.rendering.filled import filled
from prong.rendering.manner import PLAIN, Manner
from prong.rendering.questions import Assessed, words_of
from prong.rendering.shortened import turning_alone
from prong.rendering.styles.pinpoints import UNCHECKED
from prong.rendering.words import SYMBOLS

ROOM = 5
"""How many of the questions that are missing most are named under a test."""


@dataclass(frozen=True, slots=True)
class ElementCounts:
    """An element: for how many people it has each verdict, and to which standard it is made out."""

    label: str
    counts: tuple[int, ...]
    basis: tuple[str, ...]
    standards: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class MovedCounts:
    """A position of a reading that is not taken: the counts on it, and for how many the answer changes."""

    question: str
    holds: str
    authorities: tuple[str, ...]
    counts: tuple[int, ...]
    moved: int


@dataclass(frozen=True, slots=True)
class TestCounts:
    """One norm over all people; `answers` are those that somebody has, in words.

    `missing` are the questions that would turn most answers.
    """

    letter: str
    norm: Norm
    answers: tuple[tuple[str, int], ...]
    counts: tuple[int, ...]
    standards: tuple[tuple[str, int], ...]
    elements: tuple[ElementCounts, ...]
    missing: tuple[tuple[str, int], ...]
    moved: tuple[MovedCounts, ...]


def corpus_memo_markdown(
    told: Sequence[tuple[Record, Sequence[Assessed]]], rulebook: Rulebook, *, manner: Manner = PLAIN
) -> str:
    """The memo over people, each with one record, all assessed under the same norms."""
    norms = [one.trace.norm for one in told[0][1]]
    whole = [at for at, norm in enumerate(norms) if rulebook.norms[norm].part_of not in norms]
    notes = Footnotes()
    first = told[0][1][0].trace
    sources = {source.source: source for record, _ in told for _, source in record.accounts}
    return filled(
        "corpus.md.jinja",
        language=manner.language,
        templates=manner.templates,
        record=told[0][0],
        people=len(told),
        accounts=sum(len(record.accounts) for record, _ in told),
        tests=[
            _test(chr(ord("A") + number), [assessed[at] for _, assessed in told], rulebook)
            for number, at in enumerate(whole)
        ],
        source_citations=[full_citation(source.citation, manner.style) for source in sources.values()],
        source_notes=list(dict.fromkeys(source.note for source in sources.values() if source.note)),
        symbols=SYMBOLS,
        verdicts=VERDICTS,
        trace=first,
        regime=rulebook.regimes[first.regime] if first.regime else None,
        cite=Cites(rulebook, manner.style, manner.language, notes),
        note=notes,
        unchecked_mark=UNCHECKED,
    )


def _test(letter: str, assessed: Sequence[Assessed], rulebook: Rulebook) -> TestCounts:
    traces = [one.trace for one in assessed]
    norm = rulebook.norms[traces[0].norm]
    words = words_of(norm)
    counts = _counts(trace.verdict for trace in traces)
    columns = zip(*(columns_of(trace.root) for trace in traces), strict=True)
    missing = Counter(
        name
        for one in assessed
        for name in dict.fromkeys(change.name for change, _ in turning_alone(one))
        if rulebook.vocabulary.predicates[name].derived is None
    )
    return TestCounts(
        letter=letter,
        norm=norm,
        answers=tuple((words[v], number) for v, number in zip(VERDICTS, counts, strict=True) if number),
        counts=counts,
        standards=_standards(trace.highest_standard for trace in traces if trace.verdict == "satisfied"),
        elements=tuple(
            ElementCounts(
                nodes[0].label,
                _counts(node.verdict for node in nodes),
                nodes[0].basis or traces[0].root.basis,
                _standards(node.met for node in nodes if node.verdict == "satisfied"),
            )
            for nodes in columns
        ),
        missing=tuple(
            (rulebook.vocabulary.predicates[name].question, number)
            for name, number in missing.most_common(ROOM)
        ),
        moved=tuple(_moved(traces, rulebook)),
    )


def _moved(traces: Sequence[Trace], rulebook: Rulebook) -> list[MovedCounts]:
    """Each position that is not taken and would change an answer, the other readings being as they are."""
    found = []
    for name, taken in traces[0].readings.items():
        reading = rulebook.readings[name]
        for position in reading.positions:
            if position.id == taken:
                continue
            other = [_on(trace, name, position.id) for trace in traces]
            moved = sum(trace.verdict != verdict for trace, verdict in zip(traces, other, strict=True))
            if moved:
                cites = tuple(map(str, position.authorities))
                found.append(MovedCounts(reading.question, position.holds, cites, _counts(other), moved))
    return found


def _on(trace: Trace, reading: str, position: str) -> str:
    wanted = {**trace.readings, reading: position}
    return next(c.verdict for c in trace.combinations if c.readings == wanted)


def _counts(verdicts: object) -> tuple[int, ...]:
    found = Counter(verdicts)
    return tuple(found[verdict] for verdict in VERDICTS)


def _standards(met: object) -> tuple[tuple[str, int], ...]:
    """How many reach each standard and none above it, from the highest down."""
    found = Counter(met)
    return tuple((step.key, found[step.key]) for step in reversed(LADDER) if found[step.key])
