"""Every claim that `prong rules verify` makes of a norm, proved or refuted over all cases.

Each element can be satisfied and can fail; each part, alternative, exception, dispensation, objection and
presumption turns a conclusion; each reading divides, and no two of its positions come to the same; each
relation holds that the document declares. All this under the rules as they stand and under every regime.
What is without effect by design says so in a relation `without-effect`, which is proved as well.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from prong.evaluation.program import compile_norm
from prong.explanation.decisions import FALSE
from prong.language.printing import name_within
from prong.model.norms import Element, ElementRef, PredicateRef, Reading, ReadingRef, Relation, Rulebook
from prong.proof.effect import Conclusion, Conclusions
from prong.proof.parts import Part, parts_of
from prong.proof.proofs import Claim, Proof
from prong.proof.relations import prove_relations
from prong.proof.settings import settings_for


def verify(rulebook: Rulebook, norm: str, conclusions: Conclusions) -> Iterator[Proof]:
    """Every proof about a norm: its elements with their parts, its readings, its relations."""
    regimes = settings_for(rulebook, [compile_norm(rulebook, norm)])
    for element in rulebook.norms[norm].elements.values():
        yield from _of_element(ElementRef(norm, element.id), element, regimes, conclusions)
        for part in parts_of(element):
            yield from _of_part(ElementRef(norm, element.id), element, part, regimes, conclusions)
    for reading in rulebook.norms[norm].readings:
        yield from _of_reading(norm, reading, regimes, conclusions)
    yield from prove_relations(rulebook, norm, conclusions)


def _of_element(
    ref: ElementRef, element: Element, regimes: tuple[str | None, ...], conclusions: Conclusions
) -> Iterator[Proof]:
    claims: tuple[tuple[Claim, int], ...] = (("can-be-satisfied", 0), ("can-fail", 1))
    for claim, side in claims:
        refuted = []
        for regime in regimes:
            conclusion = next(conclusions.reaching(ref, regime))
            sides = conclusion.pair(conclusion.elements[ref])
            if conclusion.space.both(sides[side], -sides[1 - side]) == FALSE:
                refuted.append(regime)
        yield Proof(ref.norm, claim, element.id, "", None, element.anchor, tuple(refuted))


def _of_part(
    ref: ElementRef, element: Element, part: Part, regimes: tuple[str | None, ...], conclusions: Conclusions
) -> Iterator[Proof]:
    if part.role == "burden":
        # A regime that sets the burden itself puts its own in the place of the document's.
        regimes = tuple(regime for regime in regimes if not _sets_burden(conclusions.rulebook, regime, ref))
    turned = {regime: conclusions.turned(ref, part.without, regime) for regime in regimes}
    idle = tuple(regime for regime in regimes if turned[regime] == "nothing")
    yield _proof(ref, element, "has-effect", part, idle, conclusions)
    if part.role == "alternative" and not idle:
        never = tuple(regime for regime in regimes if turned[regime] != "whether-satisfied")
        yield _proof(ref, element, "decides", part, never, conclusions)


def _proof(
    ref: ElementRef,
    element: Element,
    claim: Claim,
    part: Part,
    refuted: tuple[str | None, ...],
    conclusions: Conclusions,
) -> Proof:
    relations = conclusions.rulebook.norms[ref.norm].relations if refuted and part.target else ()
    declared = next((relation for relation in relations if _declares(relation, ref, part.target)), None)
    name = part.place if part.target is None else name_within(part.target, ref.norm)
    return Proof(ref.norm, claim, element.id, name, part.role, element.anchor, refuted, declared=declared)


def _declares(relation: Relation, ref: ElementRef, target: PredicateRef | ElementRef | ReadingRef) -> bool:
    return relation.kind == "without-effect" and relation.subject == ref and target in relation.objects


def _sets_burden(rulebook: Rulebook, regime: str | None, ref: ElementRef) -> bool:
    return regime is not None and any(
        assigned.burden and (assigned.norm, assigned.element) == (ref.norm, ref.element)
        for assigned in rulebook.regimes[regime].assignments
    )


def _of_reading(
    norm: str, reading: Reading, regimes: tuple[str | None, ...], conclusions: Conclusions
) -> Iterator[Proof]:
    """That the reading divides a conclusion, and each two of its positions some conclusion."""
    pairs = tuple(itertools.combinations((position.id for position in reading.positions), 2))
    same = {
        pair: tuple(r for r in regimes if not _divides(reading.id, pair, norm, r, conclusions))
        for pair in pairs
    }
    idle = tuple(regime for regime in regimes if all(regime in refuted for refuted in same.values()))
    relations = conclusions.rulebook.norms[norm].relations
    declared = next(
        (
            relation
            for relation in relations
            if idle and relation.kind == "without-effect" and ReadingRef(reading.id) in relation.objects
        ),
        None,
    )
    yield Proof(norm, "has-effect", "", reading.id, "reading", reading.anchor, idle, declared=declared)
    if not idle:
        for pair, refuted in same.items():
            names = " and ".join(pair)
            yield Proof(norm, "positions-differ", reading.id, names, None, reading.anchor, refuted)


def _divides(
    reading: str, pair: tuple[str, str], norm: str, regime: str | None, conclusions: Conclusions
) -> bool:
    """Whether a conclusion, that of the norm first, depends on which of two positions is taken."""
    for name in sorted(conclusions.rulebook.norms, key=lambda name: name != norm):
        if reading in compile_norm(conclusions.rulebook, name, regime).readings:
            conclusion = conclusions.of(name, regime)
            one, other = (_on(conclusion, reading, position) for position in pair)
            if one != other:
                return True
    return False


def _on(conclusion: Conclusion, reading: str, position: str) -> tuple[int, ...]:
    """Both sides of a conclusion where a position is taken."""
    return tuple(conclusion.space.taking(side, reading, position) for side in conclusion.sides)
