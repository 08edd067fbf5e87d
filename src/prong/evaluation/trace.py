"""The lanes read as a tree of trace nodes at one combination of readings."""

from __future__ import annotations

from collections.abc import Mapping

from prong.evaluation.facts import NO_FACT, Facts
from prong.evaluation.lanes import highest, verdict_at
from prong.evaluation.program import Edge, ProgramNode
from prong.evaluation.run import Values
from prong.model.standards import Standard
from prong.model.trace import FoundFact, Node
from prong.model.verdicts import Verdict


class NodeReader:
    """Reads nodes off the lanes; those on which nothing is stated are read once for all cases."""

    def __init__(
        self,
        values: Values,
        facts: Facts,
        combination: int,
        chosen: Mapping[str, str],
        standard: Standard | None,
    ) -> None:
        self.values = values
        self.facts = facts
        self.combination = combination
        self.chosen = chosen
        self.standard = standard
        self.unstated = values.lanes.unstated
        self.stated = facts.keys()
        self.children: dict[int, tuple[Node, ...]] = {}

    def node(self, edge: Edge, reading: str | None = None) -> Node:
        """The node at the end of an edge; `reading` is that of its parent, where it is a position."""
        if not self.stated.isdisjoint(edge.node.predicates):
            return self.read(edge, reading)
        key = (id(edge), self.combination, self.standard)
        if key not in self.unstated:
            self.unstated[key] = self.read(edge, reading)
        return self.unstated[key]

    def read(self, edge: Edge, reading: str | None) -> Node:
        made = edge.node
        support, opposition = self.values.sides(made.own)
        met, opposed = (highest(side, self.combination) for side in self.values.sides(made.gap))
        children = self.below(made)
        own = self.standard is None or made.side != "shown"
        required = made.standard if own else self.standard
        element = made.element
        depends_on = self.values.lanes.depends_on(support, opposition)
        return Node(
            id=made.id,
            label=made.label,
            kind=made.kind,
            role=edge.role,
            construct=made.construct,
            verdict=verdict_at(support, opposition, self.combination).value,
            counted=self.values.verdict(made.counted, self.combination).value,
            required=required.key,
            required_as=element.standard_as if element and own else None,
            met=met.key if met is not None else None,
            opposed=opposed.key if opposed is not None else None,
            presumed=self.presumed(made),
            dispensed=self.dispensed(made),
            depends_on=depends_on,
            basis=tuple(map(str, element.cites)) if element else (),
            modifier_basis=tuple(map(str, edge.cites)),
            anchor=element.anchor if element else None,
            reading=made.reading or (reading if edge.role == "position" else None),
            position=edge.position,
            in_force=edge.role != "position" or self.chosen[reading] == edge.position,
            held_by=self.held_by(made, met),
            findings=self.findings(made, required),
            children=children,
        )

    def below(self, made: ProgramNode) -> tuple[Node, ...]:
        """The children of a node, read once however often the norm refers to it."""
        if id(made) not in self.children:
            self.children[id(made)] = tuple(self.node(edge, made.reading) for edge in made.edges)
        return self.children[id(made)]

    def presumed(self, made: ProgramNode) -> bool:
        gap = self.values.verdict(made.gap, self.combination)
        return made.burden is not None and gap is Verdict.UNDETERMINED

    def dispensed(self, made: ProgramNode) -> bool:
        targets = (edge.node.counted for edge in made.edges if edge.role == "dispensed-when")
        return any(self.values.verdict(target, self.combination) is Verdict.SATISFIED for target in targets)

    def held_by(self, made: ProgramNode, met: Standard | None) -> tuple[str, ...]:
        if met is None:
            return ()
        side = 1 if made.construct == "not" else 0  # what is denied holds a negation up
        return tuple(
            edge.node.id
            for edge in made.edges
            if (edge.role == "part" or self.is_taken(made, edge))
            and highest(self.values.sides(edge.node.counted)[side], self.combination) == met
        )

    def is_taken(self, made: ProgramNode, edge: Edge) -> bool:
        return edge.role == "position" and self.chosen[made.reading] == edge.position

    def findings(self, made: ProgramNode, required: Standard) -> tuple[FoundFact, ...]:
        if made.predicate is None:
            return ()
        return tuple(
            FoundFact(
                account=ground.account,
                predicate=ground.predicate,
                index=ground.index,
                holds="yes" if ground.holds else "no",
                to=Standard(ground.to).key,
                counts=ground.to >= required,
                evidence=ground.evidence,
            )
            for ground in self.facts.get(made.predicate, NO_FACT).grounds
        )
