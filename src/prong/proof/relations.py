"""That the relations hold which rule documents declare, or the smallest case in which one does not.

A relation is proved over all cases of `prong.explanation.space` that satisfy its condition, under the
standards and burdens of the rules and of every regime that changes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from prong.evaluation.program import compile_formula
from prong.explanation.decisions import TRUE
from prong.explanation.space import Space, Witness, space_of
from prong.language.printing import name_within
from prong.model.norms import All, Element, ElementRef, Formula, PredicateRef, ReadingRef, Relation, Rulebook
from prong.model.verdicts import Verdict
from prong.proof.effect import Conclusion, Conclusions
from prong.proof.parts import parts_of
from prong.proof.proofs import Proof, Refuting, example_of
from prong.proof.settings import settings_for

Test = PredicateRef | ElementRef


Sides = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class _Tests:
    """Every test of which a norm's relations speak, as functions in one space under one regime."""

    regime: str | None
    space: Space
    sides: Mapping[Formula, Sides]


@dataclass(frozen=True, slots=True, eq=False)
class _Related:
    """What a relation is proved on: the cases in question, both tests, and what decides the object."""

    space: Space
    where: int
    subject: Sides
    object: Sides | None
    names: frozenset[str]


def check_relations(rulebook: Rulebook, norms: Iterable[str] | None = None) -> Iterator[Proof]:
    """The relations declared in these norms (in all, where none are named) that are refuted."""
    conclusions = Conclusions(rulebook)
    for norm in rulebook.norms if norms is None else norms:
        for proof in prove_relations(rulebook, norm, conclusions):
            if proof.refuted_under:
                yield proof


def prove_relations(rulebook: Rulebook, norm: str, conclusions: Conclusions) -> Iterator[Proof]:
    """One proof for each object of each relation that the norm declares."""
    relations = rulebook.norms[norm].relations
    tests = tuple(_tests_of(rulebook, norm, relations))
    for relation in relations:
        for object in relation.objects:
            if relation.kind == "without-effect":
                found = dict(_effects(rulebook, norm, relation, object, conclusions))
            else:
                found = dict(_exceptions(rulebook, norm, relation, object, tests))
            yield Proof(
                norm=norm,
                claim="relation",
                subject=name_within(relation.subject, norm),
                object=name_within(object, norm),
                role=None,
                anchor=relation.anchor,
                refuted_under=tuple(found),
                refuting=next(iter(found.values()), ()),
                relation=relation,
            )


# Relations of two tests


def _tests_of(rulebook: Rulebook, norm: str, relations: tuple[Relation, ...]) -> Iterator[_Tests]:
    """The tests under the rules as they stand, then under each regime that changes any of them."""
    asked: dict[Formula, None] = {}
    for relation in relations:
        if relation.kind != "without-effect":
            others = [object for object in relation.objects if not isinstance(object, ReadingRef)]
            given = [] if relation.given is None else [relation.given]
            asked |= dict.fromkeys([relation.subject, *others, *given])
    if not asked:
        return
    formula = All(tuple(asked))
    for regime in settings_for(rulebook, [compile_formula(rulebook, norm, formula)]):
        program = compile_formula(rulebook, norm, formula, regime)
        space = space_of(rulebook, [program])
        edges = space.run(program)
        nodes = [edge.node.own for edge in program.root.edges]
        sides = [(edges[2 * own], edges[2 * own + 1]) for own in nodes]
        yield _Tests(regime, space, dict(zip(asked, sides, strict=True)))


def _exceptions(
    rulebook: Rulebook, norm: str, relation: Relation, object: Test | ReadingRef, every: tuple[_Tests, ...]
) -> Iterator[tuple[str | None, tuple[Refuting, ...]]]:
    """Each regime under which the relation does not hold, with the cases that show it."""
    for tests in every:
        space, known = tests.space, tests.sides
        where = _where(space, relation, None if relation.given is None else known[relation.given])
        subject, other = known[relation.subject], known.get(object)
        names = space.depends_on(*other) if other else frozenset([object.name])
        cases = _REFUTES[relation.kind](_Related(space, where, subject, other, names))
        named = {test: known[test] for test in (relation.subject, object) if test in known}
        if cases:
            yield (
                tests.regime,
                tuple(_refuting(rulebook, norm, case, named, space, tests.regime) for case in cases),
            )


def _where(space: Space, relation: Relation, given: Sides | None) -> int:
    """The cases of which a relation speaks: its condition is satisfied, its positions are taken."""
    where = TRUE if given is None else space.both(given[0], -given[1])
    for reading, position in relation.readings:
        where = space.both(where, space.position(reading, position))
    return where


def _implies(related: _Related) -> tuple[Witness, ...]:
    space, (support, opposition), (shown, opposed) = related.space, related.subject, related.object
    # What is shown without the object reads more plainly than what is opposed without the subject.
    return _smallest(related, space.both(support, -shown)) or _smallest(
        related, space.both(opposed, -opposition)
    )


def _equivalent(related: _Related) -> tuple[Witness, ...]:
    space, (support, opposition), (shown, opposed) = related.space, related.subject, related.object
    return _smallest(related, space.either(space.differ(support, shown), space.differ(opposition, opposed)))


def _excludes(related: _Related) -> tuple[Witness, ...]:
    space, (support, opposition), (shown, opposed) = related.space, related.subject, related.object
    return _smallest(related, space.both(space.both(support, -opposition), space.both(shown, -opposed)))


def _smallest(related: _Related, against: int) -> tuple[Witness, ...]:
    case = related.space.smallest(related.space.both(related.where, against))
    return () if case is None else (case,)


def _depends(related: _Related) -> tuple[Witness, ...]:
    """Two cases that differ in what decides the object alone, and in the verdict of the subject."""
    space, names = related.space, related.names
    for side in related.subject:
        if names.isdisjoint(space.depends_on(side, related.where)):
            continue
        holding, failing = space.both(related.where, side), space.both(related.where, -side)
        both = space.both(space.somehow(holding, names), space.somehow(failing, names))
        if (case := space.smallest(space.both(failing, both))) is not None:
            other = space.nearest(holding, case, names)
            return (case, other)
    return ()


_REFUTES: dict[str, Callable[[_Related], tuple[Witness, ...]]] = {
    "implies": _implies,
    "equivalent": _equivalent,
    "excludes": _excludes,
    "independent-of": _depends,
}


def _refuting(
    rulebook: Rulebook,
    norm: str,
    case: Witness,
    tests: Mapping[Test, Sides],
    space: Space,
    regime: str | None,
) -> Refuting:
    answers = {test: verdict_in(space, sides, case) for test, sides in tests.items()}
    return refuting(rulebook, norm, case, answers, regime)


# Parts without effect


def _effects(
    rulebook: Rulebook,
    norm: str,
    relation: Relation,
    object: Test | ReadingRef,
    conclusions: Conclusions,
) -> Iterator[tuple[str | None, tuple[Refuting, ...]]]:
    """Each regime under which the part has an effect after all, with the case that shows it."""
    ref = relation.subject
    element = rulebook.element(ref)
    for regime in settings_for(rulebook, [conclusions.of(norm, None).program]):
        for conclusion in conclusions.reaching(ref, regime):
            if isinstance(object, ReadingRef):
                cases = _by_reading(conclusion, object.name)
            else:
                changed = (part.without for part in parts_of(element) if part.target == object)
                cases = next(filter(None, (_by_part(conclusion, ref, one) for one in changed)), ())
            if cases:
                root = ElementRef(conclusion.program.norm, conclusion.program.norm)
                yield (
                    regime,
                    tuple(
                        refuting(rulebook, norm, case, {root: verdict}, regime, without=without)
                        for case, verdict, without in cases
                    ),
                )
                break


Turned = tuple[tuple[Witness, Verdict, Verdict | None], ...]
"""Cases with their verdict, and with the verdict of the rule without the part."""


def _by_part(conclusion: Conclusion, ref: ElementRef, changed: Element) -> Turned:
    space, sides = conclusion.space, conclusion.sides
    without = conclusion.without(ref, changed)
    differs = [space.differ(one, other) for one, other in zip(sides, without, strict=True)]
    case = space.smallest(space.either(*differs))
    if case is None:
        return ()
    return ((case, verdict_in(space, sides, case), verdict_in(space, without, case)),)


def _by_reading(conclusion: Conclusion, reading: str) -> Turned:
    space, sides = conclusion.space, conclusion.sides
    cases = _depends(_Related(space, TRUE, sides, None, frozenset([reading])))
    return tuple((case, verdict_in(space, sides, case), None) for case in cases)


# Cases that refute


def verdict_in(space: Space, sides: Sides, case: Witness) -> Verdict:
    """The verdict of a pair in a case."""
    return Verdict.of(*(space.holds(side, case) for side in sides))


def refuting(
    rulebook: Rulebook,
    norm: str,
    case: Witness,
    answers: dict[Test, Verdict],
    regime: str | None,
    *,
    without: Verdict | None = None,
) -> Refuting:
    """The case with its answers, and as an example that the norm's document could hold."""
    named = tuple((name_within(test, norm), verdict) for test, verdict in answers.items())
    words = " and ".join(f"{name} is {verdict.value.replace('-', ' ')}" for name, verdict in named)
    elements = {test: verdict for test, verdict in answers.items() if isinstance(test, ElementRef)}
    title = f"A case in which {words}."
    example = example_of(case, elements, title, rulebook.vocabulary, regime) if elements else None
    return Refuting(case, named, regime, example, without)
