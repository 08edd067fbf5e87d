"""Random well-formed norms with every construct, each in a rulebook of its own.

The norm is called `norm`; it may stand under the regime `regime`, rests on predicates that nothing computes,
and cites the one treaty that there is. An element refers only to elements that stand after it.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import replace

from hypothesis import strategies as st

from prong.model.instruments import Citation, Instrument
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
    Norm,
    Not,
    Position,
    PredicateRef,
    Reading,
    Regime,
    Rulebook,
    Weigh,
)
from prong.model.standards import LADDER, Standard
from prong.model.vocabulary import Vocabulary

NORM = "norm"
REGIME = "regime"
PREDICATES = tuple(f"p{number}" for number in range(7))
ASIDE = ("x0", "x1", "x2")
"""Predicates that no random norm uses, for what a test adds to one."""
CITE = Citation("treaty", "1")
IN_FORCE = "2000-01-01"


def vocabulary_of(predicates: tuple[str, ...] = PREDICATES + ASIDE) -> Vocabulary:
    """Predicates that nothing computes."""
    texts = {"question": "Was it so?", "counts": "This.", "not": "That."}
    return Vocabulary.model_validate(
        {
            "predicates": {name: {"label": f"fact {name}", **texts} for name in predicates},
            "quantities": {},
            "milestones": {},
        }
    )


def instrument() -> Instrument:
    """The one treaty that every citation names."""
    return Instrument.model_validate(
        {
            "instrument": "treaty",
            "title": "A treaty",
            "short": "Treaty",
            "kind": "treaty",
            "weight": "binding",
            "pinpoint": "article",
            "in-force": IN_FORCE,
            "citation": {"type": "treaty", "title": "A treaty"},
            "checked": True,
            "provisions": {"1": {"terms": "what is defined"}},
        }
    )


def rulebook_of(
    elements: Mapping[str, Element],
    readings: tuple[Reading, ...] = (),
    standard: Standard = Standard.REASONABLE_GROUNDS,
    assignments: tuple[Assignment, ...] = (),
) -> Rulebook:
    """A rulebook of the norm `norm` with these elements, and of one regime with these assignments."""
    norm = Norm(
        id=NORM,
        title="A norm",
        provision=CITE,
        standard=standard,
        standard_cite=None,
        conclusion="identification",
        binding=("treaty",),
        part_of=None,
        order=1,
        elements=dict(elements),
        readings=readings,
        consequences=(),
        examples=(),
        body=(),
    )
    treaty = instrument()
    return Rulebook(
        instruments={"treaty": treaty},
        vocabulary=vocabulary_of(),
        norms={NORM: norm},
        readings={reading.id: reading for reading in readings},
        regimes={REGIME: Regime(REGIME, "A regime", CITE, treaty.in_force, assignments)},
        digest="0" * 64,
        vocabulary_digest="1" * 64,
    )


def element_of(id: str, formula: Formula, **modifiers: object) -> Element:
    """An element that cites the treaty."""
    return Element(id, f"element {id}", (CITE,), formula, **modifiers)


def with_element(rulebook: Rulebook, element: Element) -> Rulebook:
    """The same rules, but for one element."""
    norm = rulebook.norms[NORM]
    changed = replace(norm, elements={**norm.elements, element.id: element})
    return replace(rulebook, norms={NORM: changed})


_burdens_of = st.builds(Burden, st.sampled_from(["state", "applicant"]), st.booleans(), st.just((CITE,)))


def norms(*, burdens: bool = True) -> st.SearchStrategy[Norm]:
    """Well-formed norms with every construct and modifier of the language."""
    return rulebooks(burdens=burdens).map(lambda rulebook: rulebook.norms[NORM])


@st.composite
def _questions(draw: st.DrawFn, id: str) -> Reading:
    """A question with two or three positions."""
    names = [f"{id}-{letter}" for letter in "abc"[: draw(st.integers(2, 3))]]
    positions = tuple(Position(name, "So it is.", (CITE,)) for name in names)
    return Reading(id, "Which is it?", (CITE,), draw(st.sampled_from(names)), positions)


@st.composite
def rulebooks(draw: st.DrawFn, *, burdens: bool = True) -> Rulebook:
    """A well-formed rulebook of one norm: an element refers only to elements that stand after it."""
    known = tuple(draw(_questions(f"r{number}")) for number in range(draw(st.integers(0, 3))))
    ids = [NORM, *(f"e{number}" for number in range(1, draw(st.integers(2, 6))))]
    elements = {
        id: draw(elements_at(id, tuple(ids[place:]), known, burdens=burdens))
        for place, id in enumerate(ids, 1)
    }
    standard = draw(st.sampled_from(LADDER))
    return rulebook_of(elements, known, standard, draw(_assignments_for(tuple(ids), burdens=burdens)))


@st.composite
def elements_at(
    draw: st.DrawFn, id: str, later: tuple[str, ...], known: tuple[Reading, ...], *, burdens: bool
) -> Element:
    """An element with any of the modifiers; `later` are the elements that it may refer to."""
    # The next element is nearly always used, so that most of a norm can be reached from its root.
    formula = draw(_formulas(later, known, depth=2))
    targets = _references(later)
    if later and draw(st.integers(0, 3)):
        formula = draw(st.sampled_from([All, Any, Weigh]))((formula, ElementRef(NORM, later[0])))
    chosen = draw(st.sets(st.sampled_from(["unless", "dispensed_when", "objections", "burden", "standard"])))
    modifiers: dict[str, object] = {}
    for kind in ("unless", "dispensed_when"):
        if kind in chosen:
            made = draw(st.lists(targets, min_size=1, max_size=2))
            modifiers[kind] = tuple(Modifier(target, (CITE,)) for target in made)
    if "objections" in chosen:
        modifiers["objections"] = (Modifier(draw(targets), (CITE,), draw(targets)),)
    if "burden" in chosen and burdens:
        modifiers["burden"] = draw(_burdens_of)
    if "standard" in chosen:
        modifiers["standard"] = draw(st.sampled_from(LADDER))
    return element_of(id, formula, **modifiers)


def _references(later: tuple[str, ...]) -> st.SearchStrategy[PredicateRef | ElementRef]:
    """A predicate or an element further down."""
    found = st.sampled_from(PREDICATES).map(PredicateRef)
    if not later:
        return found
    return found | st.sampled_from(later).map(functools.partial(ElementRef, NORM))


@st.composite
def _formulas(draw: st.DrawFn, later: tuple[str, ...], known: tuple[Reading, ...], depth: int) -> Formula:
    """A formula of at most `depth` constructs above its references."""
    kinds = ["reference"]
    if depth:
        kinds += ["all", "any", "at-least", "weigh", "not"] + ["reading"] * 2 * bool(known)
    kind = draw(st.sampled_from(kinds))
    inner = _formulas(later, known, depth - 1)
    if kind == "reference":
        return draw(_references(later))
    if kind == "not":
        return Not(draw(inner))
    if kind == "reading":
        reading = draw(st.sampled_from(known))
        return ByReading(reading.id, tuple((position.id, draw(inner)) for position in reading.positions))
    parts = tuple(draw(st.lists(inner, min_size=1, max_size=4)))
    if kind == "at-least":
        return AtLeast(draw(st.integers(1, len(parts))), parts)
    return {"all": All, "any": Any, "weigh": Weigh}[kind](parts)


@st.composite
def _assignments_for(draw: st.DrawFn, ids: tuple[str, ...], *, burdens: bool) -> tuple[Assignment, ...]:
    """What a regime sets: for the norm a standard, for an element a standard, a burden or both."""
    standards = st.sampled_from(LADDER)
    found = []
    if draw(st.booleans()):
        found.append(Assignment(NORM, None, draw(standards), None, CITE))
    for id in draw(st.sets(st.sampled_from(ids), max_size=2)):
        burden = draw(_burdens_of) if burdens and draw(st.booleans()) else None
        standard = draw(standards) if burden is None or draw(st.booleans()) else None
        found.append(Assignment(NORM, id, standard, burden, CITE))
    return tuple(sorted(found, key=lambda assignment: assignment.element or ""))


# What a rulebook uses


def constructs_of(rulebook: Rulebook) -> set[str]:
    """The constructs and modifiers that a rulebook uses, by name."""
    found: set[str] = set()
    norm = rulebook.norms[NORM]
    for element in norm.elements.values():
        found.update(type(formula).__name__ for formula in inside(element.formula))
        found.update(name for name in ("unless", "dispensed_when", "objections") if getattr(element, name))
        if element.standard is not None:
            found.add("standard")
        if element.burden:
            found.add("presumed" if element.burden.presume else "presumed-not")
        for modifier in element.unless:
            target = modifier.target
            if isinstance(target, ElementRef) and norm.elements[target.element].unless:
                found.add("nested unless")
    found.update(f"{len(reading.positions)} positions" for reading in rulebook.readings.values())
    found.update("regime" for _ in rulebook.regimes[REGIME].assignments)
    return found


def inside(formula: Formula) -> Iterator[Formula]:
    """A formula and all formulas in it."""
    yield formula
    match formula:
        case Not(part):
            yield from inside(part)
        case ByReading(_, positions):
            yield from itertools.chain.from_iterable(inside(part) for _, part in positions)
        case All(parts) | Any(parts) | Weigh(parts) | AtLeast(_, parts):
            yield from itertools.chain.from_iterable(inside(part) for part in parts)
