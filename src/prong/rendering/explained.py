"""Explanations and questions for the terminal, in lines of plain text: legible without colour."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from prong.evaluation.program import ProgramNode
from prong.explanation.explain import Explanation, GroundSets, Reason
from prong.explanation.next_questions import Answer, NextQuestion
from prong.model.instruments import Citation
from prong.model.norms import Norm, Rulebook
from prong.model.verdicts import Verdict
from prong.rendering.changes import Alike, Wording, wording_of
from prong.rendering.citations import DEFAULT
from prong.rendering.document import Paragraph, plain
from prong.rendering.outlook import WaysView, ways_of
from prong.rendering.questions import words_of
from prong.rendering.reading import read_document
from prong.rendering.words import SYMBOLS

NOTHING_LEFT = (
    "No question is left whose answer can change a verdict. "
    "What only the other side would have to show is not asked."
)
LISTED = 6
"""How many sets of findings are told; of the others it is said how many there are."""


def explanation_lines(
    explanation: Explanation, rulebook: Rulebook, case: str, elements: Sequence[str]
) -> Iterator[str]:
    """One norm in one case: what carries the norm and its parts or what they lack, then what would flip it.

    `elements` names the elements to be told of instead, however deep they lie.
    """
    norm = rulebook.norms[explanation.norm]
    words = words_of(norm)
    wording = wording_of(rulebook, explanation.program)
    settled = "; settled, whatever the open facts are" if explanation.settled else ""
    yield f"{norm.title} – {case}"
    yield f"{_verdict(explanation.verdict, words)}{settled}"
    for node in _told(explanation, elements):
        reason = explanation.reason(node)
        cites = cited(rulebook, tuple(map(str, node.element.cites[:1]))) if node.element else ""
        yield ""
        yield f"{SYMBOLS[reason.verdict.value]} {node.label}{cites}"
        yield from _reason_lines(reason, rulebook, wording)
    if elements:
        return
    yield ""
    yield "What would change the answer"
    for verdict, sets in explanation.flips.items():
        if sets.count:
            yield f"  {words[verdict.value]} with"
            yield from _way_lines(ways_of(sets, wording), rulebook)
    for name, verdict in explanation.regimes.items():
        title = rulebook.regimes[name].title if name else "the rules without a regime"
        yield f"  {words[verdict.value]} under {title}"
    if not explanation.regimes and not any(sets.count for sets in explanation.flips.values()):
        yield "  nothing"


def _told(explanation: Explanation, elements: Sequence[str]) -> Iterator[ProgramNode]:
    """The elements that were asked for, each once; without such, the norm and its parts."""
    root = explanation.node
    if not elements:
        yield root
        yield from (edge.node for edge in root.edges if edge.role == "part" and edge.node.label)
        return
    told: set[tuple[str, str]] = set()
    for reason in explanation.reasons:
        node = reason.node
        if node.element is not None and node.id in elements and (node.norm, node.id) not in told:
            told.add((node.norm, node.id))
            yield node


def _reason_lines(reason: Reason, rulebook: Rulebook, wording: Wording) -> Iterator[str]:
    if reason.missing is None or reason.verdict is not Verdict.UNDETERMINED:
        yield from _ground_lines(reason.carried_by, rulebook)
    if reason.missing is not None:
        if reason.missing.count:
            yield "  made out with"
            yield from _way_lines(ways_of(reason.missing, wording), rulebook)
        else:
            yield "  no change of facts makes it out, leaving aside what only the other side would show"


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


def _way_lines(found: WaysView, rulebook: Rulebook) -> Iterator[str]:
    """Ways of one change by what becomes of it and by authority, then some of several, then how many more."""
    for group in found.single:
        yield f"    {'any one of these ' if group.number > 1 else ''}{group.how}"
        yield from (f"      {'; '.join(labels)}{cited(rulebook, cites)}" for labels, cites in group.labels)
    for groups in found.several:
        yield "    " + ", ".join(_together(group, rulebook) for group in groups)
    if found.more:
        way = "way" if found.more == 1 else "ways"
        told = found.single or found.several
        size = f"{found.more} {way}, each of {found.fewest} changes or more"
        yield f"    or in {found.more} further {way}" if told else f"    {size}"


def _together(group: Alike, rulebook: Rulebook) -> str:
    """Changes that are needed together: what they are about, on which authority, and what becomes of them."""
    told = [" and ".join(labels) + cited(rulebook, cites) for labels, cites in group.labels]
    return f"{' and '.join(told)} {group.how}"


def wrapped(lines: Iterable[str], width: int) -> Iterator[str]:
    """The lines broken to a width, what is carried over standing further in than where its line began."""
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip()) + 2)
        yield from textwrap.wrap(
            line, width, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
        ) or [""]


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
