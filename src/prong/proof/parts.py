"""The parts of an element, and the element without each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from prong.model.norms import (
    All,
    Any,
    AtLeast,
    ByReading,
    Element,
    ElementRef,
    Formula,
    Not,
    PredicateRef,
    Weigh,
)

Role = Literal[
    "part", "alternative", "criterion", "unless", "dispensed-when", "objection", "burden", "reading"
]
MODIFIERS: tuple[tuple[str, Role], ...] = (
    ("unless", "unless"),
    ("dispensed_when", "dispensed-when"),
    ("objections", "objection"),
)
ROLES: dict[type, Role] = {All: "part", Any: "alternative", Weigh: "criterion", AtLeast: "criterion"}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an element, and what the element would be without it.

    `target` is None where the part has no name: a burden, or a construct inside a formula; `place` counts it
    from the outside in, each part from 1 (`2.1`).
    """

    role: Role
    target: PredicateRef | ElementRef | None
    place: str
    without: Element


def parts_of(element: Element) -> Iterator[Part]:
    """Everything that could be left out of an element; what is alone in its construct could not."""
    for role, target, place, formula in _of_formula(element.formula, ""):
        yield Part(role, target, place, replace(element, formula=formula))
    for field, role in MODIFIERS:
        modifiers = getattr(element, field)
        for number, modifier in enumerate(modifiers):
            rest = (*modifiers[:number], *modifiers[number + 1 :])
            yield Part(role, modifier.target, role, replace(element, **{field: rest}))
    if element.burden:
        yield Part("burden", None, "burden", replace(element, burden=None))


def _of_formula(
    formula: Formula, place: str
) -> Iterator[tuple[Role, PredicateRef | ElementRef | None, str, Formula]]:
    match formula:
        case Not(inner):
            for role, target, where, changed in _of_formula(inner, place):
                yield role, target, where, Not(changed)
        case ByReading(reading, positions):
            for number, (name, inner) in enumerate(positions):
                for role, target, where, changed in _of_formula(inner, f"{place}{name}."):
                    rest = (*positions[:number], (name, changed), *positions[number + 1 :])
                    yield role, target, where, ByReading(reading, rest)
        case All(parts) | Any(parts) | Weigh(parts) | AtLeast(parts=parts):
            least = formula.count if isinstance(formula, AtLeast) else 1
            role = ROLES[type(formula)]
            for number, part in enumerate(parts):
                where = f"{place}{number + 1}"
                if len(parts) > least:
                    target = part if isinstance(part, PredicateRef | ElementRef) else None
                    yield role, target, where, replace(formula, parts=(*parts[:number], *parts[number + 1 :]))
                for inner, target, deeper, changed in _of_formula(part, f"{where}."):
                    rest = (*parts[:number], changed, *parts[number + 1 :])
                    yield inner, target, deeper, replace(formula, parts=rest)
