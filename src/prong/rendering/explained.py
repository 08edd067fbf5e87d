"""Explanations and questions for the terminal, in lines of plain text: legible without colour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from prong.explanation.explain import ChangeSets, Explanation, GroundSets, Reason
from prong.explanation.next_questions import Answer, NextQuestion
from prong.model.instruments import Citation
from prong.model.norms import Norm, Rulebook
from prong.model.verdicts import Verdict
from prong.rendering.changes import ChangeWords, Wording
from prong.rendering.citations import DEFAULT
from prong.rendering.document import Paragraph, plain
from prong.rendering.questions import words_of
from prong.rendering.reading import read_document
from prong.rendering.words import SYMBOLS

LISTED = 6
"""How many sets are told of each kind; of the others it is said how many there are."""


def explanation_lines(
    explanation: Explanation, rulebook: Rulebook, case: str, elements: Sequence[str]
) -> Iterator[str]:
    """One norm in one case: what carries each element or what it lacks, then what would flip the whole.

    `elements` limits what is told of the elements to those named, where it names any.
    """
    norm = rulebook.norms[explanation.norm]
    words = words_of(norm)
    wording = Wording.of(rulebook, explanation.node)
    settled = "; settled, whatever the open facts are" if explanation.settled else ""
    yield f"{norm.title} – {case}"
    yield f"{_verdict(explanation.verdict, words)}{settled}"
    told: set[tuple[str, str]] = set()
    for reason in explanation.reasons:
        node = reason.node
        if node.element is None or (elements and node.id not in elements) or (node.norm, node.id) in told:
            continue
        told.add((node.norm, node.id))
        yield ""
        cites = cited(rulebook, tuple(map(str, node.element.cites[:1])))
        yield f"{SYMBOLS[reason.verdict.value]} {node.label}{cites}"
        yield from _reason_lines(reason, rulebook, wording)
    if elements:
        return
    yield ""
    yield "What would change the answer"
    for verdict, sets in explanation.flips.items():
        if sets.count:
            yield f"  {words[verdict.value]}"
            yield from _change_lines(sets, rulebook, wording, indent=4)
    for name, verdict in explanation.regimes.items():
        title = rulebook.regimes[name].title if name else "the rules without a regime"
        yield f"  {words[verdict.value]} under {title}"
    if not explanation.regimes and not any(sets.count for sets in explanation.flips.values()):
        yield "  nothing"


def _reason_lines(reason: Reason, rulebook: Rulebook, wording: Wording) -> Iterator[str]:
    if reason.missing is None or reason.verdict is not Verdict.UNDETERMINED:
        yield from _ground_lines(reason.carried_by, rulebook)
    if reason.missing is not None:
        if reason.missing.count:
            yield "  made out with"
            yield from _change_lines(reason.missing, rulebook, wording, indent=4)
        else:
            yield "  no change of facts alone makes it out"


def _ground_lines(found: GroundSets, rulebook: Rulebook) -> Iterator[str]:
    predicates = rulebook.vocabulary.predicates
    if found.sets and not found.sets[0]:
        yield "  needs no finding"
        return
    yield "  carried by" if found.count == 1 else f"  carried by any of these {found.count}"
    for grounds in found.sets[:LISTED]:
        yield "    " + " and ".join(
            f"{'' if ground.holds else 'evidence against '}{predicates[ground.predicate].label}"
            + (f" ({'; '.join(ground.evidence)})" if ground.evidence else "")
            for ground in grounds
        )
    if found.count > LISTED:
        yield f"    and {found.count - LISTED} more"


def _change_lines(sets: ChangeSets, rulebook: Rulebook, wording: Wording, *, indent: int) -> Iterator[str]:
    for changes in sets.sets[:LISTED]:
        yield " " * indent + ", ".join(_change(words, rulebook) for words in wording.way(changes))
    if sets.count > LISTED:
        yield f"{' ' * indent}and in {sets.count - LISTED} further ways"


def _change(words: ChangeWords, rulebook: Rulebook) -> str:
    return f"{words.label} {words.how}{cited(rulebook, words.cites)}"


def cited(rulebook: Rulebook, cites: Sequence[str]) -> str:
    """Short citations in brackets, after a blank; nothing where there is none."""
    found = map(Citation.from_text, cites)
    short = [DEFAULT.short(rulebook.instruments[cite.instrument], [cite.pinpoint]) for cite in found]
    if not short:
        return ""
    words = [plain(b.inlines) for b in read_document("; ".join(short)).blocks if isinstance(b, Paragraph)]
    return f" ({' '.join(words)})"


def question_lines(
    ranked: Sequence[tuple[str, Mapping[str, NextQuestion]]], rulebook: Rulebook, norms: Sequence[Norm]
) -> Iterator[str]:
    """The open questions, those that decide most first, each with what its answers would do."""
    titles = {norm.id: norm.title for norm in norms}
    for number, (name, found) in enumerate(ranked, 1):
        predicate = rulebook.vocabulary.predicates[name]
        if number > 1:
            yield ""
        yield f"{number}. {predicate.question}"
        yield f"   {name}. Counts: {predicate.counts} Does not: {predicate.not_}"
        for norm, question in found.items():
            words = words_of(rulebook.norms[norm])
            answers = f"yes: {_answer(question.yes, words)}; no: {_answer(question.no, words)}"
            yield f"   {titles[norm]}: decides in {share(question.decides)}. {answers}."


def share(value: Fraction) -> str:
    """A share of worlds in words; one too small to show is not shown as none."""
    if not value:
        return "none of them by itself"
    percent = value * 100
    return f"{round(percent)} %" if percent >= 1 else "less than 1 %"


def _answer(answer: Answer, words: Mapping[str, str]) -> str:
    return words[answer.verdict.value] + (", settled" if answer.settled else "")


def _verdict(verdict: Verdict, words: Mapping[str, str]) -> str:
    return f"{SYMBOLS[verdict.value]} {words[verdict.value]}"
