"""One-step edits of a norm: the slips that a drafter makes, each as the rules would be with it.

An edit changes one thing in the elements of one norm, in what a regime sets for it, or in a number of the
vocabulary that it rests on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from prong.model.instruments import Citation
from prong.model.norms import (
    All,
    Anchor,
    Any,
    AtLeast,
    Burden,
    ByReading,
    Element,
    ElementRef,
    Formula,
    Modifier,
    Norm,
    Not,
    PredicateRef,
    Reading,
    Regime,
    Rulebook,
    Weigh,
)
from prong.model.standards import LADDER, Standard
from prong.model.vocabulary import Vocabulary

KINDS = (
    "drop",
    "add",
    "swap",
    "negate",
    "exception",
    "position",
    "default",
    "standard",
    "burden",
    "boundary",
    "citation",
)
LETTER = re.compile(r"(?<=\()[a-y](?=\)[^()]*$)|(?<=[0-9.])[A-Y]$")


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit: its kind, its place, what it does in words, and what the rules would hold with it."""

    kind: str
    norm: str
    element: str | None
    anchor: Anchor
    words: str
    changed: Norm | Regime | Vocabulary


def edited(rulebook: Rulebook, edit: Edit) -> Rulebook:
    """The rules as they would be with the edit."""
    match edit.changed:
        case Norm() as norm:
            readings = {**rulebook.readings, **{reading.id: reading for reading in norm.readings}}
            return replace(rulebook, norms={**rulebook.norms, norm.id: norm}, readings=readings)
        case Regime() as regime:
            return replace(rulebook, regimes={**rulebook.regimes, regime.id: regime})
        case vocabulary:
            return replace(rulebook, vocabulary=vocabulary)


def edits_of(rulebook: Rulebook, norm: str) -> Iterator[Edit]:
    """Every one-step edit of a norm, in the order of its document."""
    rule = rulebook.norms[norm]
    for standard in _next_to(rule.standard):
        words = f"{rule.standard.key} becomes {standard.key}"
        yield Edit("standard", norm, None, rule.anchor, words, replace(rule, standard=standard))
    for words, cite in _other_letters((rule.provision,)):
        yield Edit("citation", norm, None, rule.anchor, words, replace(rule, provision=cite[0]))
    predicates = _predicates(rule)
    for element in rule.elements.values():
        for kind, words, changed in _of_element(element, predicates):
            elements = {**rule.elements, element.id: changed}
            yield Edit(kind, norm, element.id, element.anchor, words, replace(rule, elements=elements))
    for place, reading in enumerate(rule.readings):
        for kind, words, changed in _of_reading(reading):
            readings = (*rule.readings[:place], changed, *rule.readings[place + 1 :])
            yield Edit(kind, norm, None, reading.anchor, words, replace(rule, readings=readings))
    for place, consequence in enumerate(rule.consequences):
        for words, cite in _other_letters((consequence.cite,)):
            changed = replace(consequence, cite=cite[0])
            consequences = (*rule.consequences[:place], changed, *rule.consequences[place + 1 :])
            yield Edit("citation", norm, None, rule.anchor, words, replace(rule, consequences=consequences))
    for regime in rulebook.regimes.values():
        yield from _of_regime(regime, norm)
    yield from _of_vocabulary(rulebook, rule, predicates)


def _of_element(element: Element, predicates: tuple[str, ...]) -> Iterator[tuple[str, str, Element]]:
    for kind, words, formula in _of_formula(element.formula, predicates):
        yield kind, words, replace(element, formula=formula)
    for field in ("unless", "dispensed_when", "objections"):
        modifiers: tuple[Modifier, ...] = getattr(element, field)
        for place, modifier in enumerate(modifiers):
            rest = (*modifiers[:place], *modifiers[place + 1 :])
            word = field.replace("_", "-").removesuffix("s")
            words = f"{word} {name_of(modifier.target)} is gone"
            yield "exception", words, replace(element, **{field: rest})
            for words, cites in _other_letters(modifier.cites):
                changed = (*modifiers[:place], replace(modifier, cites=cites), *modifiers[place + 1 :])
                yield "citation", words, replace(element, **{field: changed})
    if element.standard is not None:
        for standard in _next_to(element.standard):
            words = f"{element.standard.key} becomes {standard.key}"
            yield "standard", words, replace(element, standard=standard)
    if element.burden:
        yield "burden", "the burden is gone", replace(element, burden=None)
        yield "burden", "the burden lies on the other side", replace(element, burden=_turned(element.burden))
        for words, cites in _other_letters(element.burden.cites):
            yield "citation", words, replace(element, burden=replace(element.burden, cites=cites))
    for words, cites in _other_letters(element.cites):
        yield "citation", words, replace(element, cites=cites)


# Formulas


def _of_formula(formula: Formula, predicates: tuple[str, ...]) -> Iterator[tuple[str, str, Formula]]:
    """Every edit of a formula, at its top and below."""
    match formula:
        case Not(part):
            yield "negate", f"not {brief(part)} becomes {brief(part)}", part
            for kind, words, changed in _of_formula(part, predicates):
                if kind != "negate" or not isinstance(part, PredicateRef | ElementRef):
                    yield kind, words, Not(changed)
            return
        case _:
            yield "negate", f"{brief(formula)} becomes not {brief(formula)}", Not(formula)
    match formula:
        case All() | Any() | Weigh() | AtLeast():
            yield from _of_parts(formula, predicates)
        case ByReading(reading, positions):
            for place, (name, part) in enumerate(positions):
                for kind, words, changed in _of_formula(part, predicates):
                    rest = (*positions[:place], (name, changed), *positions[place + 1 :])
                    yield kind, f"{name}: {words}", ByReading(reading, rest)
            for place in range(1, len(positions)):
                (one, first), (other, second) = positions[place - 1 : place + 1]
                turned = (*positions[: place - 1], (one, second), (other, first), *positions[place + 1 :])
                yield "position", f"{one} and {other} are exchanged", ByReading(reading, turned)


def _of_parts(
    formula: All | Any | Weigh | AtLeast, predicates: tuple[str, ...]
) -> Iterator[tuple[str, str, Formula]]:
    parts = formula.parts
    for place, part in enumerate(parts):
        rest = (*parts[:place], *parts[place + 1 :])
        if rest:
            yield "drop", f"{brief(part)} is gone from {brief(formula)}", _with_parts(formula, rest)
        for inner, words, changed in _of_formula(part, predicates):
            placed = (*parts[:place], changed, *parts[place + 1 :])
            yield inner, words, _with_parts(formula, placed)
    if stranger := _stranger(formula, predicates):
        added = _with_parts(formula, (*parts, PredicateRef(stranger)))
        yield "add", f"{stranger} is added to {brief(formula)}", added
    if len(parts) > 1:
        for words, changed in _swapped(formula):
            yield "swap", f"{words} ({brief(formula)})", changed


def _swapped(formula: All | Any | Weigh | AtLeast) -> Iterator[tuple[str, Formula]]:
    parts = formula.parts
    match formula:
        case All():
            yield "all becomes any", Any(parts)
        case Any():
            yield "any becomes all", All(parts)
        case Weigh():
            yield "weigh becomes all", All(parts)
            yield "weigh becomes any", Any(parts)
        case AtLeast(count):
            for other in (count - 1, count + 1):
                if 1 <= other <= len(parts):
                    yield f"at least {count} becomes at least {other}", AtLeast(other, parts)


def _with_parts(formula: All | Any | Weigh | AtLeast, parts: tuple[Formula, ...]) -> Formula:
    if isinstance(formula, AtLeast):
        return AtLeast(min(formula.count, len(parts)), parts)
    return type(formula)(parts)


def _stranger(formula: Formula, predicates: tuple[str, ...]) -> str | None:
    """A predicate of the same norm that does not stand in a formula: the next one after its last."""
    own = [ref.name for ref in refs_in(formula) if isinstance(ref, PredicateRef)]
    start = max((predicates.index(name) for name in own), default=-1) + 1
    return next((name for name in predicates[start:] + predicates[:start] if name not in own), None)


def _predicates(rule: Norm) -> tuple[str, ...]:
    """The predicates that the elements of a norm name, in the order of its document."""
    return tuple(
        dict.fromkeys(
            ref.name
            for element in rule.elements.values()
            for ref in refs_of(element)
            if isinstance(ref, PredicateRef)
        )
    )


def refs_of(element: Element) -> Iterator[PredicateRef | ElementRef]:
    """Every name in an element: in its formula, then in its modifiers."""
    yield from refs_in(element.formula)
    for modifier in (*element.unless, *element.objections, *element.dispensed_when):
        yield modifier.target
        if modifier.answered_by:
            yield modifier.answered_by


def refs_in(formula: Formula) -> Iterator[PredicateRef | ElementRef]:
    """Every name in a formula, in the order in which it is written."""
    match formula:
        case PredicateRef() | ElementRef():
            yield formula
        case Not(part):
            yield from refs_in(part)
        case ByReading(_, positions):
            for _, part in positions:
                yield from refs_in(part)
        case _:
            for part in formula.parts:
                yield from refs_in(part)


def _construct(formula: Formula) -> str:
    return {All: "all", Any: "any", Weigh: "weigh", AtLeast: "at-least"}[type(formula)]


def name_of(ref: PredicateRef | ElementRef) -> str:
    """The name as a rule document has it."""
    if isinstance(ref, PredicateRef):
        return ref.name
    return ref.element if ref.norm == ref.element else f"{ref.norm}/{ref.element}"


def brief(formula: Formula) -> str:
    """A formula in a few words."""
    match formula:
        case PredicateRef() | ElementRef():
            return name_of(formula)
        case Not(part):
            return f"not {brief(part)}"
        case ByReading(reading):
            return f"the reading {reading}"
    names = [brief(part) for part in formula.parts]
    more = f" and {len(names) - 2} more" if len(names) > 2 else ""
    return f"{_construct(formula)} of {', '.join(names[:2])}{more}"


# Standards, burdens, numbers, citations


def _next_to(standard: Standard) -> Iterator[Standard]:
    for step in (standard - 1, standard + 1):
        if 0 <= step < len(LADDER):
            yield LADDER[step]


def _turned(burden: Burden) -> Burden:
    """The burden on the other side, which presumes the opposite."""
    other = "applicant" if burden.on == "state" else "state"
    return replace(burden, on=other, presume=not burden.presume)


def _of_reading(reading: Reading) -> Iterator[tuple[str, str, Reading]]:
    for position in reading.positions:
        if position.id != reading.default:
            words = f"the default of {reading.id} becomes {position.id}"
            yield "default", words, replace(reading, default=position.id)
    for words, cites in _other_letters(reading.cites):
        yield "citation", words, replace(reading, cites=cites)
    for place, position in enumerate(reading.positions):
        for words, cites in _other_letters(position.authorities):
            held = replace(position, authorities=cites)
            positions = (*reading.positions[:place], held, *reading.positions[place + 1 :])
            yield "citation", words, replace(reading, positions=positions)


def _of_regime(regime: Regime, norm: str) -> Iterator[Edit]:
    for place, setting in enumerate(regime.assignments):
        if setting.norm != norm:
            continue
        changes = []
        if setting.standard is not None:
            for standard in _next_to(setting.standard):
                words = f"{setting.standard.key} becomes {standard.key}"
                changes.append(("standard", words, replace(setting, standard=standard)))
        if setting.burden:
            changes.append(("burden", "the burden is gone", replace(setting, burden=None)))
            turned = replace(setting, burden=_turned(setting.burden))
            changes.append(("burden", "the burden lies on the other side", turned))
        for words, cites in _other_letters((setting.cite,)):
            changes.append(("citation", words, replace(setting, cite=cites[0])))
        for kind, words, changed in changes:
            assignments = (*regime.assignments[:place], changed, *regime.assignments[place + 1 :])
            made = replace(regime, assignments=assignments)
            words = f"{regime.id}: {words}"
            yield Edit(kind, norm, setting.element, regime.anchor, words, made)


def _of_vocabulary(rulebook: Rulebook, rule: Norm, predicates: tuple[str, ...]) -> Iterator[Edit]:
    known = rulebook.vocabulary.predicates
    for name in predicates:
        derived = known[name].derived
        if derived is None:
            continue
        bound = "at_least" if derived.below is None else "below"
        for step in (-1, 1):
            number = getattr(derived, bound) + step
            changed = known[name].model_copy(update={"derived": derived.model_copy(update={bound: number})})
            vocabulary = rulebook.vocabulary.model_copy(update={"predicates": {**known, name: changed}})
            words = f"{name}: {number - step} years become {number}"
            yield Edit("boundary", rule.id, None, rule.anchor, words, vocabulary)


def _other_letters(cites: tuple[Citation, ...]) -> Iterator[tuple[str, tuple[Citation, ...]]]:
    """The same citations with the last letter of one of them moved on."""
    for place, cite in enumerate(cites):
        if found := LETTER.search(cite.pinpoint):
            letter = chr(ord(found[0]) + 1)
            pinpoint = cite.pinpoint[: found.start()] + letter + cite.pinpoint[found.end() :]
            other = Citation(cite.instrument, pinpoint)
            yield f"{cite} becomes {other}", (*cites[:place], other, *cites[place + 1 :])
