"""Coverage of rules: which parts of a norm its examples, and other cases, have shown to matter.

**Parts.** What is covered are the parts of each element: every fact or element that its formula names, each
exception, dispensation, objection and answer to one; the presumption of its burden; each position of its
reading; and the element itself.

**Satisfied and failed.** A part is shown satisfied by a case in which its verdict is *made out*, and failed
by one in which it is *not made out*; undetermined and contested show neither. A presumption is satisfied
where it closes a gap, and failed where evidence shows the contrary. A position is satisfied or failed by
cases in which it is taken and its formula is.

**Decisive.** A part is decisive where two cases are a pair for it:

- in one the part is satisfied and in the other failed;
- every other part of the same element has the same verdict in both, whichever of the four it is;
- both take the same position of each reading in the element, stand under the same regime, and ask for the
  same standard;
- the element, as whatever refers to it sees it, has not the same verdict in both.

So the two differ in the part alone and in the outcome. Parts under a position that is not taken do not count
among the others, for they are not in force; nor does the same fact or element where it is named twice, for
it cannot differ from itself. A pair for a *position* takes it in one case and another position in the other,
all parts of the element being equal. A pair for a *presumption* is a case that it closes and one in which
evidence shows the contrary, with different outcomes; nothing else can be equal there, because what differs
is what the parts show. An *element* is decisive where it is so as a part of another of its norm; one that
none refers to, as the root, is the outcome itself, and is decisive where it is both satisfied and failed.

Some parts can provably never be decisive, such as the objection of consent, which the law answers wherever it
could matter. A rule document declares that by a relation `without-effect`, which `prong rules verify` proves.
Of such a part it is asked only that it is shown satisfied and failed.

Decisive parts form chains from a fact to the conclusion: each link turns the one above it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from prong.evaluation.program import Edge, ProgramNode, compile_norm
from prong.model.norms import ElementRef, Norm, Rulebook
from prong.model.verdicts import Verdict
from prong.proof.asked import Answers, Asked, answers_of
from prong.proof.edits import refs_of

ROLES = {
    "part": "alternative",
    "position": "alternative",
    "unless": "exception",
    "dispensed-when": "dispensation",
    "objection": "objection",
    "answered-by": "answer",
}


@dataclass(slots=True)
class Part:
    """One part of an element, and the cases that have shown it.

    `number` is its place among those of its kind; `declared` tells that by a relation it is without effect.
    """

    norm: str
    element: str
    kind: str
    name: str
    number: int
    declared: bool = False
    satisfied: list[Asked] = field(default_factory=list)
    failed: list[Asked] = field(default_factory=list)
    decisive: tuple[Asked, Asked] | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """What no case has shown of it."""
        decides = self.decisive or self.declared
        shown = (("satisfied", self.satisfied), ("failed", self.failed), ("decisive", decides))
        return tuple(word for word, cases in shown if not cases)


def coverage_of(rulebook: Rulebook, norm: str, asked: Iterable[Asked]) -> tuple[Part, ...]:
    """Every part of a norm's own elements, with the cases that show it."""
    rule = rulebook.norms[norm]
    groups: dict[str | None, list[Asked]] = {None: []}
    for case in asked:
        groups.setdefault(case.regime, []).append(case)
    elements = [_Element(rule, name) for name in rule.elements]
    for regime, cases in groups.items():
        program = compile_norm(rulebook, norm, regime)
        answers = answers_of(program, rulebook, tuple(cases))
        nodes: dict[str, ProgramNode] = {}
        for node in program.nodes:
            if node.element is not None and node.norm == norm:
                nodes.setdefault(node.id, node)
        for element in elements:
            if element.name in nodes:
                element.see(answers, nodes[element.name])
    parts = tuple(part for element in elements for part in element.parts())
    _settle_elements(rule, parts)
    _mark_declared(rule, parts)
    return parts


@dataclass(frozen=True, slots=True)
class _Named:
    """A name in an element: how it stands there, and the positions under which it counts."""

    edge: Edge
    under: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        return self.edge.node.id


def _named(node: ProgramNode, under: tuple[tuple[str, str], ...] = ()) -> Iterator[_Named]:
    """Every name in an element, in the order in which it is written."""
    for edge in node.edges:
        where = (*under, (node.reading, edge.position)) if edge.role == "position" else under
        if edge.node.element is None and edge.node.predicate is None:
            yield from _named(edge.node, where)
        else:
            yield _Named(edge, where)


def _positions(node: ProgramNode) -> Iterator[tuple[str, Edge]]:
    """Every position in an element, with its reading."""
    for edge in node.edges:
        if edge.role == "position":
            yield node.reading, edge
        if edge.node.element is None:
            yield from _positions(edge.node)


class _Element:
    """An element with what the cases have shown of it so far."""

    def __init__(self, rule: Norm, name: str) -> None:
        self.norm, self.name = rule.id, name
        self.itself = Part(rule.id, name, "element", name, 0)
        self.named: list[Part] = []
        self.positions: list[Part] = []
        self.presumption: Part | None = None

    def parts(self) -> Iterator[Part]:
        yield self.itself
        yield from self.named
        yield from self.positions
        if self.presumption:
            yield self.presumption

    def see(self, answers: Answers, node: ProgramNode) -> None:
        named, positions = list(_named(node)), list(_positions(node))
        self._make_parts(named, positions)
        cases = range(len(answers.asked))
        outcomes = [answers.verdict(node.counted, case) for case in cases]
        verdicts = [[answers.verdict(each.edge.node.counted, case) for each in named] for case in cases]
        for case in cases:
            _show(self.itself, answers.asked[case], answers.verdict(node.own, case))
            in_force = [_in_force(each, answers, case) for each in named]
            for part, verdict, counts in zip(self.named, verdicts[case], in_force, strict=True):
                if counts:
                    _show(part, answers.asked[case], verdict)
        for place, each in enumerate(named):
            self._find_pair(place, each, named, answers, verdicts, outcomes)
        self._see_positions(positions, answers, verdicts, outcomes)
        if node.burden:
            self._see_presumption(node, answers, outcomes)

    def _make_parts(self, named: list[_Named], positions: list[tuple[str, Edge]]) -> None:
        if not self.named:
            counts: dict[str, int] = {}
            for each in named:
                kind = ROLES[each.edge.role]
                number = counts[kind] = counts.get(kind, 0) + 1
                self.named.append(Part(self.norm, self.name, kind, each.name, number - 1))
            for number, (reading, edge) in enumerate(positions):
                name = f"{reading}={edge.position}"
                self.positions.append(Part(self.norm, self.name, "position", name, number))

    def _find_pair(
        self,
        place: int,
        each: _Named,
        named: list[_Named],
        answers: Answers,
        verdicts: list[list[Verdict]],
        outcomes: list[Verdict],
    ) -> None:
        part = self.named[place]
        seen: dict[object, list[int]] = {}
        for case in range(len(answers.asked)):
            if part.decisive or not _in_force(each, answers, case):
                continue
            if verdicts[case][place] not in (Verdict.SATISFIED, Verdict.NOT_SATISFIED):
                continue
            others = tuple(
                verdicts[case][at]
                for at, other in enumerate(named)
                if other.edge.node is not each.edge.node and _in_force(other, answers, case)
            )
            taken = tuple(answers.taken[case][reading] for other in named for reading, _ in other.under)
            alike = seen.setdefault((others, taken, answers.asked[case].standard), [])
            for other in alike:
                if verdicts[other][place] is not verdicts[case][place] and outcomes[other] != outcomes[case]:
                    part.decisive = answers.asked[other], answers.asked[case]
                    break
            alike.append(case)

    def _see_positions(
        self,
        positions: list[tuple[str, Edge]],
        answers: Answers,
        verdicts: list[list[Verdict]],
        outcomes: list[Verdict],
    ) -> None:
        for part, (reading, edge) in zip(self.positions, positions, strict=True):
            for case, asked in enumerate(answers.asked):
                if answers.taken[case][reading] == edge.position:
                    _show(part, asked, answers.verdict(edge.node.counted, case))
            for one, other in itertools.permutations(range(len(answers.asked)), 2):
                if part.decisive:
                    break
                taken, instead = answers.taken[one], answers.taken[other]
                if (
                    taken[reading] == edge.position != instead[reading]
                    and outcomes[one] != outcomes[other]
                    and verdicts[one] == verdicts[other]
                    and answers.asked[one].standard == answers.asked[other].standard
                    and all(taken[name] == instead[name] for name, _ in positions if name != reading)
                ):
                    part.decisive = answers.asked[one], answers.asked[other]

    def _see_presumption(self, node: ProgramNode, answers: Answers, outcomes: list[Verdict]) -> None:
        if self.presumption is None:
            self.presumption = Part(self.norm, self.name, "presumption", node.burden.on, 0)
        part = self.presumption
        contrary = Verdict.NOT_SATISFIED if node.burden.presume else Verdict.SATISFIED
        closed = [case for case in range(len(answers.asked)) if answers.is_presumed(node, case)]
        rebutted = [case for case in range(len(answers.asked)) if answers.verdict(node.gap, case) is contrary]
        part.satisfied += [answers.asked[case] for case in closed]
        part.failed += [answers.asked[case] for case in rebutted]
        for one, other in itertools.product(closed, rebutted):
            if part.decisive is None and outcomes[one] != outcomes[other]:
                part.decisive = answers.asked[one], answers.asked[other]


def _in_force(each: _Named, answers: Answers, case: int) -> bool:
    return all(answers.taken[case][reading] == position for reading, position in each.under)


def _show(part: Part, case: Asked, verdict: Verdict) -> None:
    if verdict is Verdict.SATISFIED:
        part.satisfied.append(case)
    elif verdict is Verdict.NOT_SATISFIED:
        part.failed.append(case)


def _settle_elements(rule: Norm, parts: tuple[Part, ...]) -> None:
    """An element is decisive as a part of another; one that none refers to, where it goes both ways."""
    named = {
        ref.element
        for element in rule.elements.values()
        for ref in refs_of(element)
        if isinstance(ref, ElementRef) and ref.norm == rule.id
    }
    pairs = {p.name: p.decisive for p in parts if p.kind in ROLES.values() and p.decisive}
    for part in parts:
        if part.kind != "element":
            continue
        if part.name in named:
            part.decisive = pairs.get(part.name)
        elif part.satisfied and part.failed:
            part.decisive = part.satisfied[0], part.failed[0]


def _mark_declared(rule: Norm, parts: tuple[Part, ...]) -> None:
    """The parts, and the positions of readings, that a relation says are without effect."""
    idle = {
        (relation.subject.element, each.element if isinstance(each, ElementRef) else each.name)
        for relation in rule.relations
        if relation.kind == "without-effect" and isinstance(relation.subject, ElementRef)
        for each in relation.objects
    }
    for part in parts:
        name = part.name.partition("=")[0] if part.kind == "position" else part.name
        part.declared = part.kind != "element" and (part.element, name) in idle
    decided = {p.name for p in parts if p.kind in ROLES.values() and not p.declared}
    named = {p.name for p in parts if p.kind in ROLES.values()}
    for part in parts:
        if part.kind == "element" and part.name in named - decided:
            part.declared = True
