"""The questions of a memo: each norm with its answer, and the readings on which it depends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prong.explanation.explain import Explanation
from prong.model.norms import Anchor, Consequence, Norm, Reading, Rulebook
from prong.model.trace import Node, Trace
from prong.rendering.analysis import Analyst, ElementView, rows_of
from prong.rendering.outlook import Outlooks, OutlookView
from prong.rendering.words import RECOMMENDATION_WORDS, WORDS


@dataclass(frozen=True, slots=True)
class Assessed:
    """One norm's trace with its explanation."""

    trace: Trace
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What one position of a reading holds, and the answer of a question on it, in words."""

    holds: str
    verdict: str
    in_force: bool
    authorities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A contested question on which an answer depends, and the answer on each position.

    `elements` are those at which the positions part, each with its authority.
    """

    question: str
    answers: tuple[AnswerView, ...]
    elements: tuple[tuple[str, str], ...]


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
class QuestionView:
    """One question of the memo: a norm, its answer and what stands behind it.

    `against`, `both` and `open` name the parts that are not made out, contested and undetermined,
    `exceptions` the exceptions that apply.
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
    outlook: OutlookView
    consequences: tuple[Consequence, ...]


def question(
    letter: str, rulebook: Rulebook, one: Assessed, analyst: Analyst, outlooks: Outlooks
) -> QuestionView:
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
                stated=node.stated,
                standard_cites=_standard_cites(analyst, norm, node.id),
            )
            for place, (node, see) in enumerate(zip(nodes, seen, strict=True), 1)
            if node.stated or node.role != "unless" or node.verdict != "not-satisfied"
        ),
        made_out=_labels(nodes, "satisfied", "part"),
        against=_labels(nodes, "not-satisfied", "part"),
        both=_labels(nodes, "contested", "part", "unless"),
        open=_labels(nodes, "undetermined", "part", "unless"),
        exceptions=_labels(nodes, "satisfied", "unless"),
        standard_cites=own,
        whole=whole,
        stated=trace.root.stated,
        readings=tuple(_reading(rulebook.readings[name], trace, words) for name in trace.depends_on),
        outlook=outlooks.outlook(letter, one.explanation, trace, words),
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


def outlooks_of(questions: Sequence[QuestionView]) -> list[list[QuestionView]]:
    """The questions in groups: those whose answer the same changes would turn alike stand together."""
    found: dict[tuple[object, ...], list[QuestionView]] = {}
    for one in questions:
        found.setdefault((one.outlook, one.words), []).append(one)
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
    ordered = tuple(sorted(answers, key=lambda answer: not answer.in_force))
    return ReadingView(reading.question, ordered, tuple(_parting(trace.root, reading.id)))


def _parting(root: Node, reading: str) -> Iterator[tuple[str, str]]:
    """The elements whose formula has a position of the reading each, with the first authority of each."""
    seen: set[Anchor] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop(0)
        if node.anchor is not None and node.anchor not in seen and _asks(node, reading):
            seen.add(node.anchor)
            yield node.label, node.basis[0]
        waiting += [child for child in node.children if reading in child.depends_on]


def _asks(node: Node, reading: str) -> bool:
    """Whether an element asks the contested question itself, and not through an element below it."""
    if node.construct == "reading" and node.reading == reading:
        return True
    inner = (child for child in node.children if child.kind not in ("element", "predicate"))
    return any(_asks(child, reading) for child in inner)
