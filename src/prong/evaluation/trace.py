"""The lanes read as a tree of trace nodes at one combination of readings.

What a node says depends on a few numbers: its own pairs and those of its children. It is worked out once
for each set of numbers and looked up from then on. A whole subtree depends only on the states of its
facts, so it is shared wherever no finding of an account lies below it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import attrgetter

from prong.evaluation.facts import NO_FACT, Facts
from prong.evaluation.lanes import STATES, Lanes, Picker, highest, picker, verdict_at
from prong.evaluation.program import Edge, ProgramNode
from prong.evaluation.run import Values
from prong.model.maker import maker_of
from prong.model.standards import LADDER, Standard
from prong.model.trace import FoundFact, Node
from prong.model.verdicts import Verdict

make_node = maker_of(Node, "head", "stated")
make_finding = maker_of(FoundFact)
STATED = attrgetter("stated")
KEYS = tuple(standard.key for standard in LADDER)
KEPT = 1 << 12
"""How many answers a place keeps before it begins anew: memory stays bounded however many cases come."""
REPEATS = 10
"""A subtree over more facts than this hardly comes up twice, unless nothing is stated of any."""


@dataclass(slots=True, eq=False)
class Place:
    """An edge of a program, with what has been worked out for it.

    `numbers` picks from the pairs those on which the node's own words depend, `states` the states of its
    predicates, and `large` tells that they are many; `words` holds the fields of a node up to its
    findings, with room for their JSON.
    """

    edge: Edge
    reading: str | None
    numbers: Picker
    states: Picker
    large: bool
    words: dict[tuple[int, ...], tuple[tuple[object, ...], list[bytes]]] = field(default_factory=dict)
    subtrees: dict[tuple[int, ...], Node] = field(default_factory=dict)


class NodeReader:
    """Reads the nodes of one program at one combination of readings and one standard, case after case."""

    def __init__(
        self, lanes: Lanes, combination: int, chosen: Mapping[str, str], standard: Standard | None
    ) -> None:
        self.lanes = lanes
        self.combination = combination
        self.chosen = chosen
        self.standard = standard
        self.states = {name: at for at, name in enumerate(lanes.predicates)}
        self.root = self.place(Edge("root", lanes.program.root), None)
        self.below: dict[int, tuple[Place, ...]] = {}

    def place(self, edge: Edge, reading: str | None) -> Place:
        made = edge.node
        pairs = [made.own, made.gap, made.counted, *(child.node.counted for child in made.edges)]
        numbers = (n for pair in dict.fromkeys(pairs) for n in (2 * pair, 2 * pair + 1))
        places = sorted([self.states[name] for name in made.predicates])
        return Place(edge, reading, picker(numbers), picker(places), len(places) > REPEATS)

    def read(self, values: Values, facts: Facts) -> Node:
        """The root, for some facts and what the program answered for them."""
        return _Reading(self, values, facts).node(self.root)

    def children(self, made: ProgramNode) -> tuple[Place, ...]:
        """The places below a node; `reading` is that of the node, where its children are positions."""
        if id(made) not in self.below:
            self.below[id(made)] = tuple(self.place(edge, made.reading) for edge in made.edges)
        return self.below[id(made)]


class _Reading:
    """One case as it is read."""

    def __init__(self, reader: NodeReader, values: Values, facts: Facts) -> None:
        self.reader = reader
        self.values = values
        self.facts = facts
        self.grounded = max(values.states) >= STATES
        self.known: dict[int, tuple[Node, ...]] = {}

    def node(self, place: Place) -> Node:
        key = place.states(self.values.states)
        if (self.grounded and max(key) >= STATES) or (place.large and any(key)):
            return self.made(place)
        found = place.subtrees.get(key)
        if found is None:
            found = _keep(place.subtrees, key, self.made(place))
            object.__setattr__(found, "whole", b"")
        return found

    def made(self, place: Place) -> Node:
        key = place.numbers(self.values.pairs)
        found = place.words.get(key)
        if found is None:
            found = _keep(place.words, key, (self.words(place), []))
        words, head = found
        node = place.edge.node
        findings, children = self.findings(node, words[7]), self.below(node)
        stated = bool(findings) or any(map(STATED, children))
        return make_node(*words, findings, children, head, stated)

    def below(self, made: ProgramNode) -> tuple[Node, ...]:
        """The children of a node, read once however often the norm refers to it."""
        if not made.edges:
            return ()
        if id(made) not in self.known:
            self.known[id(made)] = tuple([self.node(place) for place in self.reader.children(made)])
        return self.known[id(made)]

    def words(self, place: Place) -> tuple[object, ...]:
        """The fields of a node up to its findings, in their order."""
        edge, made = place.edge, place.edge.node
        reader, values, combination = self.reader, self.values, self.reader.combination
        support, opposition = values.sides(made.own)
        met, opposed = (highest(side, combination) for side in values.sides(made.gap))
        own = reader.standard is None or made.side != "shown"
        required = made.standard if own else reader.standard
        element = made.element
        return (
            made.id,
            made.label,
            made.kind,
            edge.role,
            made.construct,
            verdict_at(support, opposition, combination).value,
            values.verdict(made.counted, combination).value,
            required.key,
            element.standard_as if element and own else None,
            met.key if met is not None else None,
            opposed.key if opposed is not None else None,
            self.presumed(made),
            self.dispensed(made),
            values.lanes.depends_on(support, opposition),
            tuple(map(str, element.cites)) if element else (),
            tuple(map(str, edge.cites)),
            element.anchor if element else None,
            made.reading or (place.reading if edge.role == "position" else None),
            edge.position,
            edge.role != "position" or reader.chosen[place.reading] == edge.position,
            self.held_by(made, met),
        )

    def presumed(self, made: ProgramNode) -> bool:
        gap = self.values.verdict(made.gap, self.reader.combination)
        return made.burden is not None and gap is Verdict.UNDETERMINED

    def dispensed(self, made: ProgramNode) -> bool:
        targets = (edge.node.counted for edge in made.edges if edge.role == "dispensed-when")
        combination = self.reader.combination
        return any(self.values.verdict(target, combination) is Verdict.SATISFIED for target in targets)

    def held_by(self, made: ProgramNode, met: Standard | None) -> tuple[str, ...]:
        if met is None:
            return ()
        side = 1 if made.construct == "not" else 0  # what is denied holds a negation up
        return tuple(
            edge.node.id
            for edge in made.edges
            if (edge.role == "part" or self.is_taken(made, edge))
            and highest(self.values.sides(edge.node.counted)[side], self.reader.combination) == met
        )

    def is_taken(self, made: ProgramNode, edge: Edge) -> bool:
        return edge.role == "position" and self.reader.chosen[made.reading] == edge.position

    def findings(self, made: ProgramNode, required: object) -> tuple[FoundFact, ...]:
        grounds = self.facts.get(made.predicate, NO_FACT).grounds
        return tuple(
            make_finding(
                ground.account,
                ground.predicate,
                ground.index,
                "yes" if ground.holds else "no",
                KEYS[ground.to],
                ground.to >= Standard.from_key(required),
                ground.evidence,
            )
            for ground in grounds
        )


def _keep(kept: dict, key: tuple[int, ...], value: object) -> object:
    if len(kept) >= KEPT:
        kept.clear()
    kept[key] = value
    return value
