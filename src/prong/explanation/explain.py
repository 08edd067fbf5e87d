"""Why a norm has its verdict in a case, what is missing, and what would flip it.

All of it is computed on the diagrams of the norm and none of it by trial. Sets are minimal: nothing can
be left out of one. They are listed from the smallest on, in the order of the rule, up to a bound, and
always counted in full.
"""

from __future__ import annotations

import datetime
import functools
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from prong.evaluation.facts import Facts, Ground
from prong.evaluation.program import Program, ProgramNode, compile_norm
from prong.evaluation.run import evaluate
from prong.explanation.diagram import Diagram, Sides, diagram_of
from prong.explanation.families import Families
from prong.explanation.hypotheses import STRIDE, Change, Hypotheses, hypotheses_of, predicates_of_the_person
from prong.explanation.minimal import MinimalChanges, MinimalGrounds, Standing, shared_by
from prong.explanation.outlook import Outlook, states_of
from prong.model.norms import Assignment, Rulebook
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


class Explanation:
    """The explanation of one norm in one case; each part of it is found when it is asked for.

    `program` is that of the norm, with a node for each part of it; `readings` are the positions taken,
    `regime` is None where the rules stand for themselves.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        norm: str,
        facts: Facts,
        chosen: Mapping[str, str],
        *,
        regime: str | None,
        standard: Standard | None,
        as_of: datetime.date | None,
        bound: int,
    ) -> None:
        self.norm, self.regime, self.readings = norm, regime, dict(chosen)
        self._rulebook, self._facts = rulebook, facts
        self._standard, self._as_of, self._bound = standard, as_of, bound
        self.program = compile_norm(rulebook, norm, regime)
        self._minimal: dict[Verdict, MinimalChanges] = {}
        self._flips: dict[Verdict, ChangeSets] = {}
        self._turning: dict[Sides, Mapping[Verdict, list[tuple[int, ...]]]] = {}

    @property
    def node(self) -> ProgramNode:
        """The root of the norm."""
        return self.program.root

    @functools.cached_property
    def _diagram(self) -> Diagram:
        return diagram_of(self._rulebook, self.norm, self.regime, self._standard)

    @functools.cached_property
    def _root(self) -> Sides:
        return self._diagram.sides(self.node.own)

    @functools.cached_property
    def _hypotheses(self) -> Hypotheses:
        askable = predicates_of_the_person(self.program)
        return hypotheses_of(self._diagram, self._rulebook, self._facts, self.readings, askable=askable)

    @functools.cached_property
    def _standing(self) -> Standing:
        return Standing(shared_by(self._diagram), self._hypotheses)

    @functools.cached_property
    def verdict(self) -> Verdict:
        """The verdict of the norm in the case as it stands."""
        return self._standing.verdict(self._root)

    @functools.cached_property
    def settled(self) -> bool:
        """Whether the verdict is the same whatever the unknowns are, on the readings taken."""
        states = states_of(self._diagram, self._facts, self.readings)
        return Outlook(self._diagram, states).settled(*self._root, self.verdict)

    @functools.cached_property
    def regimes(self) -> Mapping[str | None, Verdict]:
        """The verdict under each other regime that has another; None is that of the rules themselves.

        Considered are those that are in force on the day of assessment.
        """
        found = {name: self._verdict_under(name) for name in self._other_regimes()}
        return {name: verdict for name, verdict in found.items() if verdict is not self.verdict}

    def _other_regimes(self) -> Iterator[str | None]:
        """Those in force that set something else for this norm, or for one that it refers to."""
        known = self._rulebook.regimes
        own = _assigned(self._rulebook, self.program, self.regime)
        for name in (None, *known):
            early = name is not None and self._as_of is not None and self._as_of < known[name].in_force
            if not early and _assigned(self._rulebook, self.program, name) != own:
                yield name

    def _verdict_under(self, regime: str | None) -> Verdict:
        program = compile_norm(self._rulebook, self.norm, regime)
        found = evaluate(program, self._rulebook, self._facts, standard=self._standard)
        return found.conclusion(self.readings)

    # What would turn the verdict

    @property
    def flips(self) -> Mapping[Verdict, ChangeSets]:
        """For each other verdict the sets of changes that bring it."""
        return {verdict: self.flips_to(verdict) for verdict in Verdict if verdict is not self.verdict}

    def flips_to(self, verdict: Verdict) -> ChangeSets:
        """The sets of changes that bring one verdict; the empty set, where the norm has it."""
        found = self._flips.get(verdict)
        if found is None:
            found = self._flips[verdict] = self._change_sets(self._bringing(verdict, self._root))
        return found

    def _bringing(self, verdict: Verdict, sides: Sides) -> int:
        """The family of sets of changes that bring two functions to a verdict."""
        found = self._minimal.get(verdict)
        if found is None:
            found = self._minimal[verdict] = MinimalChanges(self._standing, verdict)
        return found.of(sides)

    def fewest(self, verdict: Verdict, most: int | None = None) -> int | None:
        """How many changes it takes at least to bring a verdict, 0 where the norm has it.

        None where none do, or none of at most `most`. A finding that turns out the other way is one change;
        so is what becomes of several findings alike.
        """
        return self._standing.fewest(self._root, verdict, most)

    def turning_alone(self, node: ProgramNode) -> Mapping[Verdict, tuple[tuple[Change, ...], ...]]:
        """For each other verdict of a node the minimal sets of changes to one fact or reading that bring it.

        Raises KeyError where it is no node of this norm.
        """
        has = self._verdict_of(node)
        return {verdict: self.turning_alone_to(node, verdict) for verdict in Verdict if verdict is not has}

    def turning_alone_to(self, node: ProgramNode, verdict: Verdict) -> tuple[tuple[Change, ...], ...]:
        """The same for one verdict; none where the node has it.

        Raises KeyError where it is no node of this norm.
        """
        sides = self._sides_of(node)
        found = self._turning.get(sides)
        if found is None:
            found = self._turning[sides] = self._standing.turning_alone(sides)
        return self._changes(found[verdict])

    # Reasons

    @property
    def root(self) -> Reason:
        """The reason of the norm itself."""
        return self.reason(self.node)

    @property
    def reasons(self) -> Iterator[Reason]:
        """The reason of each node of the norm, from the root down."""
        return map(self.reason, (node for node in self.program.nodes if node.side != "fixed"))

    def reason(self, node: ProgramNode) -> Reason:
        """Why a node has its verdict; raises KeyError where it is none of this norm."""
        return Reason(node, self._verdict_of(node), self._carried_by(node), self.missing(node))

    def missing(self, node: ProgramNode) -> ChangeSets | None:
        """The sets of facts that a node lacks to be made out; None where it is.

        Raises KeyError where it is no node of this norm.
        """
        if self._verdict_of(node) is Verdict.SATISFIED:
            return None
        family = self._bringing(Verdict.SATISFIED, self._diagram.sides(node.own))
        return self._change_sets(self._standing.families.avoiding(family, self._of_readings))

    def _verdict_of(self, node: ProgramNode) -> Verdict:
        return self._standing.verdict(self._sides_of(node))

    def _sides_of(self, node: ProgramNode) -> Sides:
        if id(node) not in _ids_of(self.program):
            raise KeyError(node.id)
        return self._diagram.sides(node.own)

    def _carried_by(self, node: ProgramNode) -> GroundSets:
        carried = self._carrying.of(*self._diagram.verdict(node.own, self._verdict_of(node)))
        families, rank = self._carrying.families, self._diagram.rank
        listed = _in_order(
            families.smallest(carried, self._bound), lambda item: rank[self._grounds[item].predicate]
        )
        sets = tuple(tuple(self._grounds[item] for item in items) for items in listed)
        return GroundSets(families.count(carried), sets)

    @functools.cached_property
    def _of_readings(self) -> frozenset[int]:
        return self._hypotheses.of_readings

    @functools.cached_property
    def _grounds(self) -> tuple[Ground, ...]:
        return tuple(itertools.chain.from_iterable(self._hypotheses.grounds))

    @functools.cached_property
    def _carrying(self) -> MinimalGrounds:
        return MinimalGrounds(
            self._diagram,
            Families(),
            {name: block.bits(self.readings[name]) for name, block in self._diagram.readings.items()},
            self._facts,
            {ground: number for number, ground in enumerate(self._grounds)},
        )

    def _change_sets(self, family: int) -> ChangeSets:
        families = self._standing.families
        return ChangeSets(families.count(family), self._changes(families.smallest(family, self._bound)))

    def _changes(self, sets: Iterable[tuple[int, ...]]) -> tuple[tuple[Change, ...], ...]:
        """Sets of changes, given by their numbers, in their order."""
        change = self._hypotheses.change
        ranks = self._diagram.ranks
        listed = _in_order(sets, lambda item: ranks[item // STRIDE])
        return tuple([tuple(map(change, items)) for items in listed])


@functools.lru_cache(maxsize=256)
def _ids_of(program: Program) -> frozenset[int]:
    """The nodes of a program, told apart by which object they are."""
    return frozenset(map(id, program.nodes))


@functools.lru_cache(maxsize=512)
def _assigned(rulebook: Rulebook, program: Program, regime: str | None) -> tuple[Assignment, ...]:
    """What a regime sets for a norm and for those that it refers to; where that is nothing else, nor is the
    verdict."""
    norms = {node.norm for node in program.nodes}
    every = () if regime is None else rulebook.regimes[regime].assignments
    return tuple(assignment for assignment in every if assignment.norm in norms)


def _in_order(sets: Iterable[tuple[int, ...]], place: Callable[[int], int]) -> list[tuple[int, ...]]:
    """Sets with their items in the order of the rule, the smallest first and then in that order too."""
    named = [tuple(sorted(items, key=place)) if len(items) > 1 else items for items in sets]
    return sorted(named, key=lambda items: (len(items), [place(item) for item in items]))


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
    return Explanation(
        rulebook, norm, facts, chosen, regime=regime, standard=standard, as_of=as_of, bound=bound
    )
