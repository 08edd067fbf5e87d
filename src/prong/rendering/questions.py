"""The questions of a memo: each norm with its answer, the readings and the facts on which it turns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prong.explanation.changes import Change
from prong.model.norms import Consequence, Norm, Reading, Rulebook
from prong.model.trace import Node, Trace
from prong.rendering.analysis import Analyst, ElementView, has_findings, rows_of
from prong.rendering.words import RECOMMENDATION_WORDS, WORDS


@dataclass(frozen=True, slots=True)
class Assessed:
    """One norm's trace with the single changes that would turn its verdict."""

    trace: Trace
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What one position of a reading holds, and the answer of a question on it, in words."""

    holds: str
    verdict: str
    in_force: bool
    authorities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A contested question on which an answer depends, and the answer on each position."""

    question: str
    answers: tuple[AnswerView, ...]


@dataclass(frozen=True, slots=True)
class RowView:
    """A part or modifier of a norm: its number, where it was analysed before, whether anything is stated.

    Exceptions that a burden alone keeps out have no row.

    `standard_cites` is the authority for a standard of its own, where a regime sets one.
    """

    number: str
    node: Node
    see: str | None
    stated: bool
    standard_cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TurningView:
    """Facts of which each alone would turn an answer: kinds of change with the verdicts they would bring."""

    outcomes: tuple[tuple[str, str], ...]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question of the memo: a norm, its answer and what stands behind it.

    `against`, `both` and `open` name the parts that are not made out, contested and undetermined,
    `exceptions` the exceptions that apply; `needs_several` tells that the answer is open and no single fact
    would make it out.
    """

    letter: str
    norm: Norm
    trace: Trace
    words: str
    rows: tuple[RowView, ...]
    made_out: tuple[str, ...]
    against: tuple[str, ...]
    both: tuple[str, ...]
    open: tuple[str, ...]
    exceptions: tuple[str, ...]
    standard_cites: tuple[str, ...]
    whole: ElementView
    stated: bool
    readings: tuple[ReadingView, ...]
    turning: tuple[TurningView, ...]
    needs_several: bool
    consequences: tuple[Consequence, ...]


def question(letter: str, rulebook: Rulebook, one: Assessed, analyst: Analyst) -> QuestionView:
    """The view of one norm; analyses what the questions before it did not."""
    trace, norm = one.trace, rulebook.norms[one.trace.norm]
    words = words_of(norm)
    before, objected = dict(analyst.analysed), dict(analyst.objected)
    whole = analyst.element(trace.root, letter)
    nodes = rows_of(trace.root)
    answers = iter([child.id for child in trace.root.children if child.role == "answered-by"])
    seen = [
        objected.get((node.id, next(answers))) if node.role == "objection" else before.get(node.anchor)
        for node in nodes
    ]
    own = _standard_cites(analyst, norm, None) or ((str(norm.standard_cite),) if norm.standard_cite else ())
    return QuestionView(
        letter=letter,
        norm=norm,
        trace=trace,
        words=words[trace.verdict],
        rows=tuple(
            RowView(
                number=f"{letter}.{place}",
                node=node,
                see=see,
                stated=has_findings(node),
                standard_cites=_standard_cites(analyst, norm, node.id),
            )
            for place, (node, see) in enumerate(zip(nodes, seen, strict=True), 1)
            if has_findings(node) or node.role != "unless" or node.verdict != "not-satisfied"
        ),
        made_out=_labels(nodes, "satisfied", "part"),
        against=_labels(nodes, "not-satisfied", "part"),
        both=_labels(nodes, "contested", "part", "unless"),
        open=_labels(nodes, "undetermined", "part", "unless"),
        exceptions=_labels(nodes, "satisfied", "unless"),
        standard_cites=own,
        whole=whole,
        stated=has_findings(trace.root),
        readings=tuple(_reading(rulebook.readings[name], trace, words) for name in trace.depends_on),
        turning=_turning(one.changes, rulebook, words, _denied(trace.root)),
        needs_several=trace.verdict == "undetermined"
        and not any(c.kind != "reading" and c.verdict.value == "satisfied" for c in one.changes),
        consequences=tuple(c for c in norm.consequences if c.when in (trace.verdict, "any")),
    )


def words_of(norm: Norm) -> dict[str, str]:
    """The words for the verdicts of a norm: what is recommended is supported, the rest made out."""
    return dict(RECOMMENDATION_WORDS if norm.conclusion == "recommendation" else WORDS)


def readings_of(questions: Sequence[QuestionView]) -> list[tuple[ReadingView, list[str]]]:
    """Each reading on which answers depend, with the letters of the questions that it divides alike."""
    found: dict[ReadingView, list[str]] = {}
    for one in questions:
        for reading in one.readings:
            found.setdefault(reading, []).append(one.letter)
    return list(found.items())


def turning_of(questions: Sequence[QuestionView]) -> list[list[QuestionView]]:
    """The questions that some fact would turn; those that the same facts turn alike stand together."""
    found: dict[tuple[object, ...], list[QuestionView]] = {}
    for one in questions:
        if one.turning:
            found.setdefault((one.turning, one.words), []).append(one)
    return list(found.values())


def consequences_of(
    questions: Sequence[QuestionView],
) -> list[tuple[QuestionView, list[tuple[Consequence, list[str]]]]]:
    """Each consequence under the first question that has it, with the letters of the others."""
    letters: dict[tuple[str, str], list[str]] = {}
    for one in questions:
        for consequence in one.consequences:
            letters.setdefault((consequence.text, str(consequence.cite)), []).append(one.letter)
    found = []
    for one in questions:
        own = [(c, letters[c.text, str(c.cite)]) for c in one.consequences]
        first = [(c, also[1:]) for c, also in own if also[0] == one.letter]
        if first:
            found.append((one, first))
    return found


def _labels(nodes: Sequence[Node], verdict: str, *roles: str) -> tuple[str, ...]:
    return tuple(node.label for node in nodes if node.role in roles and node.counted == verdict)


def _standard_cites(analyst: Analyst, norm: Norm, element: str | None) -> tuple[str, ...]:
    """Where a regime sets the standard of a norm or of one of its elements."""
    assignments = analyst.regime.assignments if analyst.regime else ()
    own = (a for a in assignments if (a.norm, a.element) == (norm.id, element))
    return tuple(str(a.cite) for a in own if a.standard is not None)


def _reading(reading: Reading, trace: Trace, words: dict[str, str]) -> ReadingView:
    """The verdict on each position, the other questions being answered as they are in the memo."""
    answers = []
    for position in reading.positions:
        wanted = {**trace.readings, reading.id: position.id}
        verdict = next(c.verdict for c in trace.combinations if c.readings == wanted)
        cites = tuple(map(str, position.authorities))
        in_force = trace.readings[reading.id] == position.id
        answers.append(AnswerView(position.holds, words[verdict], in_force, cites))
    return ReadingView(reading.question, tuple(sorted(answers, key=lambda answer: not answer.in_force)))


def _denied(root: Node) -> set[str]:
    """The predicates below a node on which every finding is evidence against."""
    found: set[str] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.findings and all(finding.holds == "no" for finding in node.findings):
            found.add(node.id)
        waiting += node.children
    return found


def _turning(
    changes: Sequence[Change], rulebook: Rulebook, words: dict[str, str], denied: set[str]
) -> tuple[TurningView, ...]:
    """The facts that turn an answer, grouped by what they would bring.

    What is not stated is told by the question that asks for it, what is stated by its label.
    """
    outcomes: dict[str, list[tuple[str, str]]] = {}
    for change in changes:
        if change.kind != "reading":
            outcomes.setdefault(change.name, []).append((change.kind, words[change.verdict.value]))
    found: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for name, brought in outcomes.items():
        predicate = rulebook.vocabulary.predicates[name]
        asked = brought[0][0] in ("shown", "denied") and predicate.derived is None
        side = " (evidence against)" if name in denied else ""
        label = f"{predicate.label[:1].upper()}{predicate.label[1:]}{side}."
        text = predicate.question if asked else label
        found.setdefault(tuple(brought), []).append(text)
    return tuple(TurningView(brought, tuple(facts)) for brought, facts in found.items())
