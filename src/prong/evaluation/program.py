"""A norm as a straight-line program over any Boolean algebra.

Each node of a norm is a pair *(support, opposition)*, and each connective is a few `&`, `|` and `~` on
such pairs (Belnap and Dunn's four values). The program is generated once for a norm under a regime and
never says what its bits mean: Python integers make it answer for every standard and reading at once,
NumPy words for a corpus, symbolic nodes for proofs.

The generated text holds numbers only, never a word of a rule document.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any as AnyValue
from typing import Literal

from prong.model.instruments import Citation
from prong.model.norms import (
    All,
    Any,
    Assignment,
    AtLeast,
    Burden,
    ByReading,
    Element,
    ElementRef,
    Formula,
    Modifier,
    Not,
    PredicateRef,
    Rulebook,
    Weigh,
)
from prong.model.standards import Standard
from prong.model.trace import Kind, Role

Side = Literal["shown", "answered", "fixed"]
Run = Callable[[Sequence[AnyValue], Sequence[AnyValue], Sequence[AnyValue]], tuple[AnyValue, ...]]


@dataclass(frozen=True, slots=True)
class Edge:
    """How a node stands under its parent: as a part, a position, or a modifier with its authority."""

    role: Role
    node: ProgramNode
    cites: tuple[Citation, ...] = ()
    position: str | None = None


@dataclass(frozen=True, slots=True)
class ProgramNode:
    """A node and its pairs: `own` is its verdict, `gap` the same before a burden closed it, `counted`
    what its parent sees (the own verdict, or satisfied where the element is dispensed with).

    An element with a burden is emitted twice: what its parent sees keeps its own standard in every lane,
    because raising the standard of a case does not raise what the other side must show.
    """

    id: str
    label: str
    kind: Kind
    construct: Kind | None
    norm: str
    standard: Standard
    own: int
    gap: int
    counted: int
    predicates: frozenset[str]
    edges: tuple[Edge, ...] = ()
    element: Element | None = None
    burden: Burden | None = None
    reading: str | None = None
    predicate: str | None = None
    side: Side = "shown"


@dataclass(frozen=True, slots=True)
class Leaf:
    """An input of a program: a predicate at a standard, and for whom it is evaluated.

    `shown` follows the standard of the case; `answered` is what the other side must show, at its own
    standard; `fixed` is the same as the rest of the norm sees it, equal in every lane.
    """

    predicate: str
    standard: Standard
    side: Side


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """The compiled norm; `nodes` holds every node once, from the root down.

    `run(support, opposition, positions)` takes one value per leaf and one per position and returns the
    flat tuple of pairs: support of pair *i* at `2 * i`, opposition at `2 * i + 1`.
    """

    norm: str
    regime: str | None
    root: ProgramNode
    nodes: tuple[ProgramNode, ...]
    leaves: tuple[Leaf, ...]
    readings: tuple[str, ...]
    positions: tuple[tuple[str, str], ...]
    run: Run
    text: str


def compile_norm(rulebook: Rulebook, norm: str, regime: str | None = None) -> Program:
    """The program of a norm; raises KeyError for an unknown norm or regime."""
    return _compile_norm(rulebook, norm, regime)


@functools.lru_cache(maxsize=512)
def _compile_norm(rulebook: Rulebook, norm: str, regime: str | None) -> Program:
    compiler = _compiler(rulebook, regime)
    return _program(compiler, norm, regime, compiler.element(ElementRef(norm, norm)))


def compile_formula(rulebook: Rulebook, norm: str, formula: Formula, regime: str | None = None) -> Program:
    """The program of a formula as an element of this norm would hold it, at the standard of the norm."""
    compiler = _compiler(rulebook, regime)
    root = compiler.part(formula, norm, compiler.standard_of(norm), norm)
    return _program(compiler, norm, regime, root)


def _compiler(rulebook: Rulebook, regime: str | None) -> _Compiler:
    return _Compiler(rulebook, rulebook.regimes[regime].assignments if regime else ())


def _program(compiler: _Compiler, norm: str, regime: str | None, root: ProgramNode) -> Program:
    outputs = ", ".join(f"s{i}, o{i}" for i in range(compiler.pairs))
    text = "\n    ".join(["def run(S, O, P):", *compiler.lines, f"return ({outputs})"])
    readings = tuple(dict.fromkeys(reading for reading, _ in compiler.positions))
    return Program(
        norm,
        regime,
        root,
        tuple(_nodes_of(root)),
        tuple(compiler.leaves),
        readings,
        tuple(compiler.positions),
        _run_of(text),
        text,
    )


@functools.lru_cache(maxsize=512)
def _run_of(text: str) -> Run:
    """The function of a program; under another regime it is mostly the same."""
    namespace: dict[str, AnyValue] = {}
    exec(compile(text, "<norm>", "exec"), namespace)
    return namespace["run"]


class _Compiler:
    """Emits lines; elements and leaves are emitted once and shared."""

    def __init__(self, rulebook: Rulebook, assignments: tuple[Assignment, ...]) -> None:
        self.rulebook = rulebook
        self.assigned = {(a.norm, a.element): a for a in assignments}
        self.lines: list[str] = []
        self.pairs = 0
        self.temporaries = 0
        self.leaves: dict[Leaf, ProgramNode] = {}
        self.positions: dict[tuple[str, str], int] = {}
        self.elements: dict[tuple[ElementRef, Side], ProgramNode] = {}
        self.side: Side = "shown"

    # Pairs

    def pair(self, support: str, opposition: str) -> int:
        number = self.pairs
        self.pairs += 1
        self.lines.append(f"s{number} = {support}; o{number} = {opposition}")
        return number

    def temporary(self, expression: str) -> str:
        name = f"t{self.temporaries}"
        self.temporaries += 1
        self.lines.append(f"{name} = {expression}")
        return name

    def threshold(self, count: int, values: list[str]) -> str:
        """At least `count` of the values, by the usual dynamic programme."""
        reached: dict[int, str] = {}
        for value in values:
            for number in range(min(count, len(reached) + 1), 0, -1):
                step = f"{reached[number - 1]} & {value}" if number > 1 else value
                reached[number] = self.temporary(f"{reached[number]} | {step}" if number in reached else step)
        return reached[count]

    # Nodes

    def standard_of(self, norm: str) -> Standard:
        """The standard of a norm: that of the regime, where it sets one."""
        assigned = self.assigned.get((norm, None))
        set_there = assigned is not None and assigned.standard is not None
        return assigned.standard if set_there else self.rulebook.norms[norm].standard

    def element(self, ref: ElementRef) -> ProgramNode:
        burden = self.burden_of(ref)
        side = "answered" if burden and self.side == "shown" else self.side
        if (ref, side) not in self.elements:
            before, self.side = self.side, side
            self.elements[ref, side] = self.new_element(ref, burden)
            self.side = before
        return self.elements[ref, side]

    def burden_of(self, ref: ElementRef) -> Burden | None:
        assigned = self.assigned.get((ref.norm, ref.element))
        return assigned.burden if assigned and assigned.burden else self.rulebook.element(ref).burden

    def seen_by_parent(self, ref: ElementRef, burden: Burden | None, pair: int) -> int:
        """The pair that stands for an element above it: the fixed one where there is a burden."""
        if burden is None or self.side == "fixed":
            return pair
        before, self.side = self.side, "fixed"
        fixed = self.element(ref)
        self.side = before
        return fixed.counted

    def new_element(self, ref: ElementRef, burden: Burden | None) -> ProgramNode:
        element = self.rulebook.element(ref)
        for_element = self.assigned.get((ref.norm, ref.element))
        standard = self.standard_of(ref.norm) if element.standard is None else element.standard
        if for_element and for_element.standard is not None:
            standard = for_element.standard
        construct, reading, edges, pair = self.formula(element.formula, ref.norm, standard, element.id)
        edges = list(edges)
        for modifier in element.unless:
            node = self.modifier(modifier, standard, edges, "unless")
            c = node.counted
            pair = self.pair(f"s{pair} & o{c}", f"o{pair} | s{c}")
        for modifier in element.objections:
            node = self.modifier(modifier, standard, edges, "objection")
            answer = self.reference(modifier.answered_by, standard)
            edges.append(Edge("answered-by", answer, modifier.cites))
            c, a = node.counted, answer.counted
            pair = self.pair(f"s{pair} & (o{c} | s{a})", f"o{pair} | s{c} & o{a}")
        gap = pair
        if burden:
            closed = (f"s{gap} | ~o{gap}", f"o{gap}") if burden.presume else (f"s{gap}", f"o{gap} | ~s{gap}")
            pair = self.pair(*closed)
        own = pair
        for modifier in element.dispensed_when:
            node = self.modifier(modifier, standard, edges, "dispensed-when")
            c = node.counted
            pair = self.pair(f"s{pair} | s{c}", f"o{pair} & o{c}")
        return ProgramNode(
            id=element.id,
            label=element.label,
            kind="element",
            construct=construct,
            norm=ref.norm,
            standard=standard,
            own=own,
            gap=gap,
            counted=self.seen_by_parent(ref, burden, pair),
            edges=tuple(edges),
            element=element,
            burden=burden,
            reading=reading,
            side=self.side,
            predicates=_predicates(edges),
        )

    def modifier(self, modifier: Modifier, standard: Standard, edges: list[Edge], role: Role) -> ProgramNode:
        node = self.reference(modifier.target, standard)
        edges.append(Edge(role, node, modifier.cites))
        return node

    def reference(self, ref: PredicateRef | ElementRef, standard: Standard) -> ProgramNode:
        return self.element(ref) if isinstance(ref, ElementRef) else self.leaf(ref.name, standard)

    def leaf(self, predicate: str, standard: Standard) -> ProgramNode:
        key = Leaf(predicate, standard, self.side)
        if key not in self.leaves:
            number = len(self.leaves)
            pair = self.pair(f"S[{number}]", f"O[{number}]")
            label = self.rulebook.vocabulary.predicates[predicate].label
            self.leaves[key] = ProgramNode(
                predicate,
                label,
                "predicate",
                None,
                "",
                standard,
                pair,
                pair,
                pair,
                predicate=predicate,
                side=self.side,
                predicates=frozenset([predicate]),
            )
        return self.leaves[key]

    def formula(
        self, formula: Formula, norm: str, standard: Standard, path: str
    ) -> tuple[Kind | None, str | None, tuple[Edge, ...], int]:
        """The construct, its reading, its edges and its pair."""
        match formula:
            case PredicateRef() | ElementRef():
                node = self.reference(formula, standard)
                return None, None, (Edge("part", node),), node.counted
            case Not(part):
                node = self.part(part, norm, standard, f"{path}.not")
                return "not", None, (Edge("part", node),), self.pair(f"o{node.counted}", f"s{node.counted}")
            case ByReading(reading, positions):
                return self.by_reading(reading, positions, norm, standard, path)
        nodes = [self.part(p, norm, standard, f"{path}.{i}") for i, p in enumerate(formula.parts, 1)]
        support = [f"s{node.counted}" for node in nodes]
        opposition = [f"o{node.counted}" for node in nodes]
        edges = tuple(Edge("part", node) for node in nodes)
        match formula:
            case All():
                return "all", None, edges, self.pair(" & ".join(support), " | ".join(opposition))
            case Any():
                return "any", None, edges, self.pair(" | ".join(support), " & ".join(opposition))
            case Weigh():
                return "weigh", None, edges, self.pair(" | ".join(support), " | ".join(opposition))
            case AtLeast(count, _):
                against = len(nodes) - count + 1
                pair = self.pair(self.threshold(count, support), self.threshold(against, opposition))
                return "at-least", None, edges, pair

    def by_reading(
        self,
        reading: str,
        positions: tuple[tuple[str, Formula], ...],
        norm: str,
        standard: Standard,
        path: str,
    ) -> tuple[Kind, str, tuple[Edge, ...], int]:
        for position in self.rulebook.readings[reading].positions:
            self.positions.setdefault((reading, position.id), len(self.positions))
        edges, support, opposition = [], [], []
        for position, part in positions:
            node = self.part(part, norm, standard, f"{path}.{position}")
            mask = f"P[{self.positions[reading, position]}]"
            edges.append(Edge("position", node, position=position))
            support.append(f"{mask} & s{node.counted}")
            opposition.append(f"{mask} & o{node.counted}")
        pair = self.pair(" | ".join(support), " | ".join(opposition))
        return "reading", reading, tuple(edges), pair

    def part(self, formula: Formula, norm: str, standard: Standard, path: str) -> ProgramNode:
        if isinstance(formula, (PredicateRef, ElementRef)):
            return self.reference(formula, standard)
        construct, reading, edges, pair = self.formula(formula, norm, standard, path)
        return ProgramNode(
            id=path,
            label="",
            kind=construct,
            construct=construct,
            norm=norm,
            standard=standard,
            own=pair,
            gap=pair,
            counted=pair,
            edges=edges,
            reading=reading,
            side=self.side,
            predicates=_predicates(edges),
        )


def _predicates(edges: Iterable[Edge]) -> frozenset[str]:
    return frozenset().union(*(edge.node.predicates for edge in edges))


def _nodes_of(root: ProgramNode) -> Iterator[ProgramNode]:
    """Every node of a program once, from the root down."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop(0)
        if id(node) not in seen:
            seen.add(id(node))
            yield node
            waiting += [edge.node for edge in node.edges]
