"""The words of an interview, in lines of plain text: what is asked, why, and what an answer did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from prong.evaluation.program import ProgramNode
from prong.explanation.agenda import Agenda, bearing_on
from prong.explanation.diagram import Diagram
from prong.explanation.next_questions import NextQuestion
from prong.model.cases import Finding
from prong.model.interviews import OpenAnswer
from prong.model.norms import Rulebook
from prong.model.standards import LADDER, Standard
from prong.model.vocabulary import Derived
from prong.rendering.explained import cited, share
from prong.rendering.questions import words_of

TOLD = 4
"""Under how many norms it is told what an answer would do; of the others it is said how many there are."""

OPEN_WORDS = {"not-stated": "not stated", "unsure": "unsure"}

HELP = (
    "yes         it is so; asks for the standard, the evidence, a note and what speaks against it",
    "no          it is not so; asks for the same, for a no needs words too",
    "not stated  nothing is said of it; decides nothing, and is not asked again",
    "unsure      something is said of it, but not enough; decides nothing, and is not asked again",
    "back        change the last answer; back again goes to the one before",
    "answers     list the answers given; back 2 goes to the second of them",
    "stop        end here; everything answered is saved, and the same command resumes",
)


def question_lines(
    predicate: str,
    found: Mapping[str, NextQuestion],
    rulebook: Rulebook,
    diagrams: Mapping[str, Diagram],
) -> Iterator[str]:
    """A question with where its line runs, what it bears on, and what a yes and a no would do."""
    entry = rulebook.vocabulary.predicates[predicate]
    yield entry.question
    yield f"  Counts: {entry.counts}"
    yield f"  Does not count: {entry.not_}"
    if entry.derived:
        yield f"  {threshold(entry.derived, rulebook)}"
    for element, norms in elements_of(predicate, found or diagrams, diagrams):
        titles = "; ".join(rulebook.norms[norm].title for norm in norms)
        cites = cited(rulebook, tuple(map(str, element.element.cites[:1])))
        yield f"  Bears on: {element.label}{cites}. Asked by: {titles}. Standard: {element.standard.words}."
    told = sorted(found.items(), key=lambda item: -item[1].decides)
    for norm, question in told[:TOLD]:
        words = words_of(rulebook.norms[norm])
        yes, no = (
            _effect(answer.verdict.value, answer.settled, words) for answer in (question.yes, question.no)
        )
        yield f"  {rulebook.norms[norm].title}: yes alone leaves it {yes}; no alone leaves it {no}."
        decides = share(question.decides)
        yield f"    It decides in this share of what the other open questions may bring: {decides}."
    if len(told) > TOLD:
        yield f"  {len(told) - TOLD} more norms ask it."


def elements_of(
    predicate: str, norms: Iterable[str], diagrams: Mapping[str, Diagram]
) -> list[tuple[ProgramNode, list[str]]]:
    """The elements that name a predicate, each once, with the norms that come to it."""
    found: dict[tuple[str, str], tuple[ProgramNode, list[str]]] = {}
    for norm in norms:
        for element in bearing_on(diagrams[norm].program, predicate):
            _, asking = found.setdefault((element.norm, element.id), (element, []))
            asking.append(norm)
    return list(found.values())


def threshold(derived: Derived, rulebook: Rulebook) -> str:
    """What a number of years would have to be for a yes."""
    label = rulebook.vocabulary.quantities[derived.quantity].label
    bound = f"below {derived.below}" if derived.below is not None else f"{derived.at_least} or more"
    return f"In completed years: yes where {label} is {bound}, no where it is not."


def finding_lines(finding: Finding, words: Mapping[str, str | None]) -> Iterator[str]:
    """An answer that stands in the case, with the words at its pinpoints where they are at hand."""
    yield f"Your answer: {finding.holds}, {finding.to.words}"
    for evidence in finding.evidence:
        said = words.get(evidence.at)
        yield f"  {evidence.at}{f': {said}' if said else ''}"
    if finding.note:
        yield f"  Note: {finding.note}"
    if finding.counter:
        yield f"  Against it: {finding.counter}"


def open_lines(given: OpenAnswer) -> Iterator[str]:
    """An answer that is no finding."""
    yield f"Your answer: {OPEN_WORDS[given.answer]}"
    if given.note:
        yield f"  Note: {given.note}"


def ladder_lines(asked: Standard | None) -> Iterator[str]:
    """The steps of the ladder, numbered from 1; the one that the element asks for is marked in words."""
    for number, step in enumerate(LADDER, 1):
        yield f"  {number} {step.words}{' (the element asks for this)' if step is asked else ''}"


def change_lines(before: Agenda, after: Agenda, rulebook: Rulebook) -> Iterator[str]:
    """The verdicts that an answer changed."""
    for norm, verdict in after.verdicts.items():
        if verdict is not before.verdicts[norm]:
            words = words_of(rulebook.norms[norm])
            was, now = words[before.verdicts[norm].value], words[verdict.value]
            yield f"{rulebook.norms[norm].title}: was {was}, is now {now}."


def answer_list(
    asked: Sequence[str], findings: Mapping[str, Sequence[Finding]], opened: Mapping[str, OpenAnswer],
    rulebook: Rulebook,
) -> Iterator[str]:  # fmt: skip
    """The answers of an interview, numbered in the order in which they were first given."""
    for number, name in enumerate(asked, 1):
        given = (
            OPEN_WORDS[opened[name].answer]
            if name in opened
            else " and ".join(one.holds for one in findings.get(name, ())) or "none"
        )
        yield f"  {number} {rulebook.vocabulary.predicates[name].question} {given}"


def _effect(verdict: str, settled: bool, words: Mapping[str, str]) -> str:
    return words[verdict] + (", settled" if settled else "")
