"""A second reading of the meaning of rules, one case at a time, that compiled programs are held against.

It goes over the rules themselves, knows neither lanes nor programs, and asks one question at once: what is
said of this part, under these positions, at these standards? It is slow, and serves tests alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from prong.evaluation.facts import NO_FACT, Facts
from prong.evaluation.program import Program, ProgramNode
from prong.model.norms import (
    All,
    Any,
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
from prong.model.standards import LADDER, Standard

Pair = tuple[bool, bool]
"""Whether there is support, and whether there is opposition."""

UNDETERMINED = (False, False)
SATISFIED = (True, False)


def all_of(*parts: Pair) -> Pair:
    """Support where all have support; opposition where any has opposition."""
    return all(support for support, _ in parts), any(opposition for _, opposition in parts)


def any_of(*parts: Pair) -> Pair:
    """The dual of `all`."""
    return not_(all_of(*map(not_, parts)))


def not_(part: Pair) -> Pair:
    """Swaps support and opposition."""
    return part[1], part[0]


def at_least(count: int, *parts: Pair) -> Pair:
    """Support where `count` of n have support; opposition where more than n − `count` have opposition."""
    supported, opposed = map(sum, zip(*parts, strict=True))
    return supported >= count, opposed > len(parts) - count


def weigh(*parts: Pair) -> Pair:
    """Support where a factor speaks for, opposition where one speaks against."""
    return any(support for support, _ in parts), any(opposition for _, opposition in parts)


def unless(part: Pair, exception: Pair) -> Pair:
    """An exception defeats: the part is needed, and that there is no exception."""
    return all_of(part, not_(exception))


def objected(part: Pair, objection: Pair, answer: Pair) -> Pair:
    """An objection must not be there, or must be answered."""
    return all_of(part, any_of(not_(objection), answer))


def dispensed(part: Pair, dispenser: Pair) -> Pair:
    """What the parent sees where either the element itself or its dispensation will do."""
    return any_of(part, dispenser)


def presumed(part: Pair, presume: bool) -> Pair:
    """A gap takes the presumed value; evidence stays."""
    return (presume, not presume) if part == UNDETERMINED else part


@dataclass(frozen=True)
class World:
    """A rulebook under a regime, facts, a position for each reading, and one standard for all, if any.

    That standard does not reach what the other side must show: in all methods, `free` tells whether the
    place asked about is outside of that.
    """

    rulebook: Rulebook
    regime: str | None
    facts: Facts
    chosen: Mapping[str, str]
    at: Standard | None = None
    known: dict[tuple[ElementRef, bool], tuple[Pair, Pair, Pair]] = field(default_factory=dict)

    def element(self, ref: ElementRef) -> Element:
        return self.rulebook.norms[ref.norm].elements[ref.element]

    def assigned(self, norm: str, element: str | None, what: str) -> Standard | Burden | None:
        if self.regime is None:
            return None
        for found in self.rulebook.regimes[self.regime].assignments:
            if (found.norm, found.element) == (norm, element):
                return getattr(found, what)
        return None

    def standard(self, ref: ElementRef) -> Standard:
        """The first of: the regime's for the element, its own, the regime's for the norm, the norm's."""
        found = (
            self.assigned(ref.norm, ref.element, "standard"),
            self.element(ref).standard,
            self.assigned(ref.norm, None, "standard"),
            self.rulebook.norms[ref.norm].standard,
        )
        return next(standard for standard in found if standard is not None)

    def burden(self, ref: ElementRef) -> Burden | None:
        return self.assigned(ref.norm, ref.element, "burden") or self.element(ref).burden

    def found(self, predicate: str, standard: Standard, free: bool) -> Pair:
        """A finding below the standard gives neither support nor opposition."""
        required = self.at if free and self.at is not None else standard
        fact = self.facts.get(predicate, NO_FACT)
        return fact.support >= required, fact.opposition >= required

    def formula(self, formula: Formula, standard: Standard, free: bool) -> Pair:
        match formula:
            case PredicateRef(name):
                return self.found(name, standard, free)
            case ElementRef():
                return self.seen(formula, free)
            case Not(part):
                return not_(self.formula(part, standard, free))
            case ByReading(reading, positions):
                return self.formula(dict(positions)[self.chosen[reading]], standard, free)
        parts = [self.formula(part, standard, free) for part in formula.parts]
        match formula:
            case All():
                return all_of(*parts)
            case Any():
                return any_of(*parts)
            case Weigh():
                return weigh(*parts)
            case AtLeast(count, _):
                return at_least(count, *parts)

    def seen(self, ref: ElementRef, free: bool) -> Pair:
        """What whoever refers to an element sees of it."""
        return self.stages(ref, free and self.burden(ref) is None)[2]

    def stages(self, ref: ElementRef, free: bool) -> tuple[Pair, Pair, Pair]:
        """An element before a presumption, its own verdict, and the same where a dispensation counts."""
        if (ref, free) not in self.known:
            self.known[ref, free] = self.new_stages(ref, free)
        return self.known[ref, free]

    def new_stages(self, ref: ElementRef, free: bool) -> tuple[Pair, Pair, Pair]:
        element, standard = self.element(ref), self.standard(ref)
        pair = self.formula(element.formula, standard, free)
        for modifier in element.unless:
            pair = unless(pair, self.formula(modifier.target, standard, free))
        for modifier in element.objections:
            answer = self.formula(modifier.answered_by, standard, free)
            pair = objected(pair, self.formula(modifier.target, standard, free), answer)
        gap = pair
        if burden := self.burden(ref):
            pair = presumed(pair, burden.presume)
        own = pair
        for modifier in element.dispensed_when:
            pair = dispensed(pair, self.formula(modifier.target, standard, free))
        return gap, own, pair

    def dispensed(self, ref: ElementRef) -> bool:
        """Whether an element is not required."""
        found = (
            self.formula(modifier.target, self.standard(ref), True)
            for modifier in self.element(ref).dispensed_when
        )
        return SATISFIED in found


@dataclass(frozen=True)
class Place:
    """A node of a program, and what of the rules it stands for: its part, in an element."""

    node: ProgramNode
    part: Formula
    within: ElementRef

    def gap(self, world: World) -> Pair:
        return self.pairs(world)[0]

    def own(self, world: World) -> Pair:
        return self.pairs(world)[1]

    def seen(self, world: World) -> Pair:
        return world.formula(self.part, world.standard(self.within), True)

    def pairs(self, world: World) -> tuple[Pair, Pair]:
        """Before and after a presumption, where the one standard for all reaches the place itself."""
        if isinstance(self.part, ElementRef):
            return world.stages(self.part, True)[:2]
        return self.seen(world), self.seen(world)


def places(program: Program, rulebook: Rulebook) -> list[Place]:
    """Every node of a program, once, with its part."""
    root = ElementRef(program.norm, program.norm)
    found: dict[int, Place] = {}
    waiting = [Place(program.root, root, root)]
    while waiting:
        place = waiting.pop(0)
        if found.setdefault(id(place.node), place) is place:
            waiting += below(place, rulebook)
    return list(found.values())


def below(place: Place, rulebook: Rulebook) -> list[Place]:
    """The children of a place, in the order of the rule."""
    part, within = place.part, place.within
    if isinstance(part, ElementRef):
        within = part
        parts = all_parts(rulebook.norms[part.norm].elements[part.element])
    else:
        parts = [] if isinstance(part, PredicateRef) else parts_of(part)
    nodes = [edge.node for edge in place.node.edges]
    return [Place(node, part, within) for node, part in zip(nodes, parts, strict=True)]


def all_parts(element: Element) -> list[Formula]:
    """What stands directly below an element: the parts of its formula, then its modifiers."""
    parts = [*parts_of(element.formula), *targets_of(element.unless)]
    for modifier in element.objections:
        parts += [modifier.target, modifier.answered_by]
    return parts + targets_of(element.dispensed_when)


def targets_of(modifiers: tuple[Modifier, ...]) -> list[Formula]:
    return [modifier.target for modifier in modifiers]


def parts_of(formula: Formula) -> list[Formula]:
    """The parts of a construct; a bare reference is its own only part."""
    match formula:
        case PredicateRef() | ElementRef():
            return [formula]
        case Not(part):
            return [part]
        case ByReading(_, positions):
            return [part for _, part in positions]
        case _:
            return list(formula.parts)


def worlds(world: World) -> Iterator[tuple[int, World]]:
    """The lanes of one combination: the standards of the rules, then one step of the ladder for all."""
    for lane, at in enumerate((None, *LADDER)):
        yield lane, World(world.rulebook, world.regime, world.facts, world.chosen, at)
