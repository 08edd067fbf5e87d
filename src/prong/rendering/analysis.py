"""The analysis of a memo: one norm's trace, element by element, as plain values for a template.

What is selected here is selected by the trace alone: findings that stand under an element, elements on
which nothing is stated, elements analysed before. No verdict is computed here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from prong.model.ages import quantity_of
from prong.model.cases import Case, Record
from prong.model.norms import Anchor, AtLeast, Burden, ByReading, Element, Regime, Rulebook
from prong.model.trace import Node
from prong.redaction.audiences import AUDIENCES
from prong.rendering.dates import span_words
from prong.rendering.evidence import grouped, short_title
from prong.rendering.language import ENGLISH, Language

MODIFIERS = ("objection", "answered-by")


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding as the memo tells it; `told` is the number under which it was told in full before."""

    label: str
    holds: bool
    to: str
    counts: bool
    required: str
    note: str
    counter: str | None
    evidence: str
    told: str | None = None


@dataclass(frozen=True, slots=True)
class RuleView:
    """What an element needs: its authorities, the terms of the first, and its parts.

    `taken` tells that the parts are those of the reading taken; `terms` is None where they were told
    under the same question before, or are themselves the pinpoint.
    """

    basis: tuple[str, ...]
    terms: str | None
    construct: str | None
    count: int | None
    parts: tuple[str, ...]
    taken: bool
    dispensed_when: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class PositionView:
    """What an element's verdict is on one position of a reading."""

    holds: str
    verdict: str
    in_force: bool
    authorities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ObjectionView:
    """An objection on which something is stated, and the element that answers it."""

    number: str
    node: Node
    answer: Node
    findings: tuple[FindingView, ...]
    inner: tuple[ElementView, ...]


@dataclass(frozen=True, slots=True)
class QuietView:
    """Exceptions on which nothing is stated, and the burden that closes the gap.

    Each has its number and, where it was named before, the number under which it was.
    """

    burden: Burden
    nodes: tuple[tuple[str, Node, str | None], ...]


@dataclass(frozen=True, slots=True)
class ElementView:
    """One element of the analysis; those below a numbered element share its number.

    `findings` are told in full, or point to where they were; `aside` names what was raised but is not
    established, under an element that holds without it. `see` is the number of an earlier analysis of
    the same element.
    """

    number: str
    node: Node
    burden: Burden | None
    dispensed_by: tuple[Node, ...]
    see: str | None = None
    rule: RuleView | None = None
    findings: tuple[FindingView, ...] = ()
    aside: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    question: str | None = None
    positions: tuple[PositionView, ...] = ()
    objections: tuple[ObjectionView, ...] = ()
    inner: tuple[ElementView, ...] = ()
    quiet: tuple[QuietView, ...] = ()


@dataclass(slots=True)
class Analyst:
    """Walks the traces of one memo and remembers what it has told, and under which number."""

    rulebook: Rulebook
    record: Record
    regime: Regime | None = None
    language: Language = ENGLISH
    analysed: dict[Anchor, str] = field(default_factory=dict)
    told: dict[tuple[str, str, int | None], str] = field(default_factory=dict)
    objected: dict[tuple[str, str], str] = field(default_factory=dict)
    termed: set[tuple[str, str]] = field(default_factory=set)
    elements: dict[Anchor, tuple[str, Element]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for norm in self.rulebook.norms.values():
            for element in norm.elements.values():
                self.elements[element.anchor] = norm.id, element

    def element(self, node: Node, number: str, known: frozenset[str] = frozenset()) -> ElementView:
        """The analysis of an element and of those below it on which something is stated.

        `known` holds what an element above has already named as not stated.
        """
        common = (number, node, self.burden(node), _dispensing(node))
        if see := self.analysed.get(node.anchor):
            return ElementView(*common, see=see)
        self.analysed[node.anchor] = number
        holds = node.verdict == "satisfied"
        leaves = list(_own_leaves(node))
        relied = [leaf for leaf in leaves if not holds or any(fact.counts for fact in leaf.findings)]
        elements = list(_own_elements(node))
        told = [(place, n) for place, n in elements if n.stated]
        aside = [n for _, n in told if holds and n.role != "unless" and n.counted == "undetermined"]
        weak = [leaf for leaf in leaves if holds and leaf.findings and leaf not in relied]
        silent = [n.label for n in (*leaves, *(n for _, n in elements)) if _is_silent(n)]
        silent = [label for label in dict.fromkeys(silent) if label not in known]
        open_ = node.verdict == "undetermined" and not node.dispensed
        known = known.union(silent) if "." in number else known
        question, positions = self.reading_of(node)
        return ElementView(
            *common,
            rule=self.rule(node, number),
            findings=tuple(view for leaf in relied for view in self.findings(leaf, number)),
            aside=tuple(dict.fromkeys(n.label for n in (*weak, *aside))),
            silent=tuple(silent) if open_ else (),
            question=question,
            positions=positions,
            inner=tuple(self.element(n, _below(number, place), known) for place, n in told if n not in aside),
            objections=tuple(self.objections(node, number)),
            quiet=self.quiet(node, [(_below(number, place), n) for place, n in elements]),
        )

    def rule(self, node: Node, number: str) -> RuleView:
        """The rule of an element, on the reading taken where it is contested."""
        instrument, _, pinpoint = node.basis[0].partition("/")
        key = number.partition(".")[0], node.basis[0]
        terms = None
        if key not in self.termed and any(character.isdigit() for character in pinpoint):
            terms = self.rulebook.instruments[instrument].provisions[pinpoint].terms
        self.termed.add(key)
        held, formula = node, self.elements[node.anchor][1].formula
        if node.construct == "reading":
            held = next(c for c in node.children if c.role == "position" and c.in_force)
            formula = dict(formula.positions)[held.position] if isinstance(formula, ByReading) else formula
        named = held.kind in ("element", "predicate") and held is not node
        parts = [held] if named else [child for child in held.children if child.role == "part"]
        taken = held is not node
        return RuleView(
            basis=node.basis,
            terms=terms,
            construct=None if named else held.construct,
            count=formula.count if isinstance(formula, AtLeast) else None,
            parts=tuple(
                describe(part, self.language, expand=taken and not _lists_gaps(part)) for part in parts
            ),
            taken=taken,
            dispensed_when=tuple(c for c in node.children if c.role == "dispensed-when"),
        )

    def quiet(self, node: Node, elements: list[tuple[str, Node]]) -> tuple[QuietView, ...]:
        """The exceptions that a burden alone keeps out, unless the element fails without them."""
        found: dict[Burden, list[tuple[str, Node, str | None]]] = {}
        for number, n in elements if node.verdict != "not-satisfied" else ():
            silent = n.role == "unless" and n.verdict == "not-satisfied" and not n.stated
            if silent and (burden := self.burden(n)):
                found.setdefault(burden, []).append((number, n, self.analysed.get(n.anchor)))
                self.analysed.setdefault(n.anchor, number)
        return tuple(QuietView(burden, tuple(nodes)) for burden, nodes in found.items())

    def burden(self, node: Node) -> Burden | None:
        """Who has to show a presumed element, or one of presumed parts, as the regime or the norm has it."""
        if not node.presumed:
            below = () if node.stated else map(self.burden, node.children)
            return next(filter(None, below), None)
        norm, element = self.elements[node.anchor]
        assignments = self.regime.assignments if self.regime else ()
        assigned = (a.burden for a in assignments if (a.norm, a.element) == (norm, element.id) and a.burden)
        return next(assigned, element.burden)

    def objections(self, node: Node, number: str) -> Iterator[ObjectionView]:
        """The objections to an element on which something is stated, unless they were analysed before."""
        answers = iter([child for child in node.children if child.role == "answered-by"])
        for place, raised in enumerate(rows_of(node), 1):
            answer = next(answers) if raised.role == "objection" else None
            if answer and raised.stated:
                own = _below(number, place)
                if own != self.objected.setdefault((raised.id, answer.id), own):
                    continue
                inner = (self.element(raised, own),) if raised.kind == "element" else ()
                yield ObjectionView(own, raised, answer, tuple(self.findings(raised, own)), inner)

    def findings(self, leaf: Node, number: str) -> Iterator[FindingView]:
        """The findings on a predicate, each with its note, counter-argument and pinpoints."""
        for fact in leaf.findings:
            key = fact.account, fact.predicate, fact.index
            told = self.told.get(key)
            self.told.setdefault(key, number)
            note, counter = self.note_of(self.case(fact.account), fact.predicate, fact.index)
            yield FindingView(
                label=leaf.label,
                holds=fact.holds == "yes",
                to=fact.to.replace("-", " "),
                counts=fact.counts,
                required=leaf.required.replace("-", " "),
                note=note,
                counter=counter,
                evidence=grouped(self.source_name(fact.account), fact.evidence, self.language),
                told=told,
            )

    def note_of(self, case: Case, predicate: str, index: int | None) -> tuple[str, str | None]:
        """What shows a fact, and what speaks against it; a fact without an index was computed."""
        if index is None:
            derived = self.rulebook.vocabulary.predicates[predicate].derived
            quantity = self.rulebook.vocabulary.quantities[derived.quantity]
            say = self.language.gettext
            if not AUDIENCES[self.record.audience].details:
                words = say("Computed from dates that are told less exactly here: %(quantity)s.")
                return words % {"quantity": say(quantity.label)}, None
            span, _ = quantity_of(quantity, case)
            words = {"quantity": say(quantity.label), "years": span_words(span, self.language)}
            return say("Computed from the dates stated: %(quantity)s, %(years)s years.") % words, None
        finding = case.findings[predicate][index]
        return finding.note or " ".join(case.events[name].what for name in finding.events), finding.counter

    def reading_of(self, node: Node) -> tuple[str | None, tuple[PositionView, ...]]:
        """The contested question on which an element turns, with its verdict on each position."""
        if node.construct != "reading":
            return None, ()
        reading = self.rulebook.readings[node.reading]
        views = []
        for child in node.children:
            if child.role == "position":
                position = reading.position(child.position)
                cites = tuple(map(str, position.authorities))
                views.append(PositionView(position.holds, child.counted, child.in_force, cites))
        return reading.question, tuple(sorted(views, key=lambda view: not view.in_force))

    def case(self, account: str) -> Case:
        """The account of that name."""
        return next(case for case, _ in self.record.accounts if case.case == account)

    def source_name(self, account: str) -> str:
        """The short title of the source of an account."""
        return next(short_title(source) for case, source in self.record.accounts if case.case == account)


def describe(node: Node, language: Language = ENGLISH, *, expand: bool = False) -> str:
    """A part in words: its label (with its own alternatives, if `expand`), or its own parts joined."""
    say = language.gettext
    if node.label:
        own = [c for c in node.children if c.role == "part"] if node.construct == "any" else []
        parts = [describe(child, language) for child in own]
        return f"{say(node.label)} ({'; '.join(parts)})" if expand and len(parts) > 1 else say(node.label)
    inner = [describe(child, language) for child in node.children]
    match node.construct:
        case "not":
            return say("that this is not so: %(part)s") % {"part": inner[0]}
        case "all":
            return say(" together with ").join(inner)
        case "reading":
            return say(" or, on another reading, ").join(dict.fromkeys(inner))
        case _:
            return say(" or ").join(inner)


def rows_of(node: Node) -> tuple[Node, ...]:
    """The parts and modifiers of an element in their order; the place of each is the end of its number."""
    return tuple(child for child in node.children if child.role != "answered-by")


def _below(number: str, place: int) -> str:
    return number if "." in number else f"{number}.{place}"


def _lists_gaps(node: Node) -> bool:
    """Whether the analysis of an element names those of its parts on which nothing is stated."""
    return node.stated and node.verdict == "undetermined"


def _is_silent(node: Node) -> bool:
    return node.role in ("part", "position") and not node.stated


def _dispensing(node: Node) -> tuple[Node, ...]:
    """What makes an element not required."""
    found = [c for c in node.children if c.role == "dispensed-when" and c.counted == "satisfied"]
    return tuple(found) if node.dispensed else ()


def _own_leaves(node: Node) -> Iterator[Node]:
    """The predicates of an element, through constructs that are no element of their own."""
    seen: set[str] = set()
    waiting = [child for child in _relevant(node) if child.role not in MODIFIERS]
    while waiting:
        child = waiting.pop(0)
        if child.kind == "predicate" and child.id not in seen:
            seen.add(child.id)
            yield child
        elif child.kind not in ("element", "predicate"):
            waiting[:0] = _relevant(child)


def _own_elements(node: Node) -> Iterator[tuple[int, Node]]:
    """The elements directly below an element, through constructs that are none, each with its place."""
    seen: set[Anchor] = set()
    relevant = _relevant(node)
    waiting = [
        (place, child)
        for place, child in enumerate(rows_of(node), 1)
        if child in relevant and child.role != "objection"
    ]
    while waiting:
        place, child = waiting.pop(0)
        if child.kind == "element" and child.anchor not in seen:
            seen.add(child.anchor)
            yield place, child
        elif child.kind not in ("element", "predicate"):
            waiting[:0] = [(place, inner) for inner in _relevant(child)]


def _relevant(node: Node) -> tuple[Node, ...]:
    """The children of a node; where every position of a reading says the same, only the one in force."""
    positions = [child for child in node.children if child.role == "position"]
    if len({child.counted for child in positions}) > 1:
        return node.children
    return tuple(child for child in node.children if child.in_force)
