"""Why a norm has its verdict in a case, what is missing, and what would flip it.

All of it is computed on the diagrams of the norm and none of it by trial. Sets are minimal: nothing can
be left out of one. They are listed from the smallest on, in the order of the rule, up to a bound, and
always counted in full.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from prong.evaluation.facts import Facts, Ground
from prong.evaluation.program import ProgramNode, compile_norm
from prong.evaluation.run import evaluate
from prong.explanation.diagram import Diagram, diagram_of
from prong.explanation.families import Families
from prong.explanation.hypotheses import (
    Change,
    Hypotheses,
    grounds_of,
    hypotheses_of,
    predicates_of_the_person,
)
from prong.explanation.minimal import MinimalChanges, MinimalGrounds, shared_by
from prong.explanation.outlook import Outlook, states_of
from prong.model.norms import Rulebook
from prong.model.standards import Standard
from prong.model.verdicts import Verdict

BOUND = 24
"""How many sets of a family are listed at most."""


@dataclass(frozen=True, slots=True)
class GroundSets:
    """Minimal sets of findings: how many there are, and the smallest of them."""

    count: int
    sets: tuple[tuple[Ground, ...], ...]


@dataclass(frozen=True, slots=True)
class ChangeSets:
    """Minimal sets of changes: how many there are, and the smallest of them."""

    count: int
    sets: tuple[tuple[Change, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Reason:
    """Why a node has its verdict.

    `carried_by` are the sets of findings that carry the verdict, whichever others fall away; where it
    holds the empty set, the verdict needs none. `missing` are the sets of facts that would have to be
    shown, or shown otherwise, for the node to be made out; None where it is.
    """

    node: ProgramNode
    verdict: Verdict
    carried_by: GroundSets
    missing: ChangeSets | None


@dataclass(frozen=True, slots=True, eq=False)
class Explanation:
    """The explanation of one norm in one case.

    `flips` gives for each other verdict the sets of changes that bring it, `regimes` the verdict under each
    other regime that has another (None is that of the rules themselves). `settled` tells that the verdict is
    the same whatever the unknowns are, on the readings taken. Reasons are found when they are asked for.
    """

    norm: str
    regime: str | None
    readings: Mapping[str, str]
    verdict: Verdict
    settled: bool
    flips: Mapping[Verdict, ChangeSets]
    regimes: Mapping[str | None, Verdict]
    reasons_of: Reasons

    @property
    def node(self) -> ProgramNode:
        """The root of the norm."""
        return self.reasons_of.diagram.program.root

    @property
    def root(self) -> Reason:
        """The reason of the norm itself."""
        return self.reason(self.node)

    @property
    def reasons(self) -> Iterator[Reason]:
        """The reason of each node of the norm, from the root down."""
        return map(
            self.reason, (node for node in self.reasons_of.diagram.program.nodes if node.side != "fixed")
        )

    def reason(self, node: ProgramNode) -> Reason:
        """The reason of a node; raises KeyError where it is none of this norm."""
        return self.reasons_of.reason(node)


def explain(
    rulebook: Rulebook,
    norm: str,
    facts: Facts,
    chosen: Mapping[str, str],
    *,
    regime: str | None = None,
    standard: Standard | None = None,
    as_of: datetime.date | None = None,
    bound: int = BOUND,
) -> Explanation:
    """The explanation of a norm on facts and positions of its readings; lists `bound` sets of each family.

    Other regimes are considered where they are in force on the day of assessment.
    Raises KeyError for an unknown norm or regime.
    """
    diagram = diagram_of(rulebook, norm, regime, standard)
    reasons = Reasons(rulebook, diagram, facts, chosen, bound)
    support, opposition = diagram.sides(diagram.program.root.own)
    outlook = reasons.outlook
    verdict = outlook.stands(support, opposition)
    others = tuple(other for other in Verdict if other is not verdict)
    return Explanation(
        norm=norm,
        regime=regime,
        readings=dict(chosen),
        verdict=verdict,
        settled=outlook.settled(support, opposition, verdict),
        flips=dict(zip(others, reasons.flips(others), strict=True)),
        regimes={
            name: found
            for name in _other_regimes(rulebook, regime, as_of)
            if (found := _verdict(rulebook, norm, name, standard, facts, chosen)) is not verdict
        },
        reasons_of=reasons,
    )


def _other_regimes(
    rulebook: Rulebook, regime: str | None, as_of: datetime.date | None
) -> Iterator[str | None]:
    """Every regime but that of the assessment, where it is in force by its day; None is that of the rules."""
    for name in (None, *rulebook.regimes):
        early = name is not None and as_of is not None and as_of < rulebook.regimes[name].in_force
        if name != regime and not early:
            yield name


def _verdict(
    rulebook: Rulebook,
    norm: str,
    regime: str | None,
    standard: Standard | None,
    facts: Facts,
    chosen: Mapping[str, str],
) -> Verdict:
    program = compile_norm(rulebook, norm, regime)
    return evaluate(program, rulebook, facts, standard=standard).conclusion(chosen)


_Item = TypeVar("_Item", Change, Ground)


class Reasons:
    """The minimal sets of one norm in one case; what two nodes share is found once."""

    def __init__(
        self,
        rulebook: Rulebook,
        diagram: Diagram,
        facts: Facts,
        chosen: Mapping[str, str],
        bound: int,
    ) -> None:
        self.diagram = diagram
        self.bound = bound
        self.outlook = Outlook(diagram, states_of(diagram, facts, chosen))
        self.nodes = frozenset(map(id, diagram.program.nodes))
        self.shared = shared_by(diagram)
        askable = predicates_of_the_person(diagram.program)
        self.every = hypotheses_of(diagram, rulebook, facts, chosen, askable=askable)
        self.of_facts = hypotheses_of(diagram, rulebook, facts, chosen, askable=askable, with_readings=False)
        self.missing = MinimalChanges(self.shared, self.of_facts, Verdict.SATISFIED)
        self.grounds = tuple(ground for block in diagram.blocks for ground in grounds_of(block.name, facts))
        self.families = Families()
        self.carrying = MinimalGrounds(
            diagram,
            self.families,
            {name: block.bits(chosen[name]) for name, block in diagram.readings.items()},
            facts,
            {ground: number for number, ground in enumerate(self.grounds)},
        )

    def reason(self, node: ProgramNode) -> Reason:
        """Why a node has its verdict; raises KeyError where it is none of this norm."""
        if id(node) not in self.nodes:
            raise KeyError(node.id)
        verdict = self.outlook.stands(*self.diagram.sides(node.own))
        carried = self.carrying.of(*self.diagram.verdict(node.own, verdict))
        sets = self.families.smallest(carried, self.bound)
        grounds = self._in_order([[self.grounds[item] for item in items] for items in sets])
        missing = None
        if verdict is not Verdict.SATISFIED:
            family = self.missing.of(self.diagram.sides(node.own))
            missing = self._change_sets(family, self.of_facts)
        return Reason(node, verdict, GroundSets(self.families.count(carried), grounds), missing)

    def flips(self, verdicts: tuple[Verdict, ...]) -> tuple[ChangeSets, ...]:
        """For each verdict the sets of changes that bring the norm to it."""
        root = self.diagram.sides(self.diagram.program.root.own)
        minimal = [MinimalChanges(self.shared, self.every, verdict) for verdict in verdicts]
        return tuple([self._change_sets(one.of(root), self.every) for one in minimal])

    def _change_sets(self, family: int, hypotheses: Hypotheses) -> ChangeSets:
        families = self.shared.families
        sets = families.smallest(family, self.bound)
        listed = self._in_order([[hypotheses.change(item) for item in items] for items in sets])
        return ChangeSets(families.count(family), listed)

    def _in_order(self, sets: list[list[_Item]]) -> tuple[tuple[_Item, ...], ...]:
        """Sets with their items in the order of the rule, the smallest first and then in that order too."""
        named = [tuple(sorted(items, key=self._place)) for items in sets]
        return tuple(sorted(named, key=lambda items: (len(items), [self._place(item) for item in items])))

    def _place(self, item: Change | Ground) -> int:
        return self.diagram.rank[item.name if isinstance(item, Change) else item.predicate]
