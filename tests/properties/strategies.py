"""Random norms with every construct, facts in all four values, and small records of one or two accounts."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

from prong.evaluation.facts import Fact, Facts
from prong.evaluation.lanes import NOTHING
from prong.language.rulebook import load_rulebook
from prong.model.cases import Case, Record
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
from prong.model.sources import Source
from prong.model.standards import LADDER, Standard
from prong.model.vocabulary import Vocabulary

NORM = "norm"
REGIME = "regime"
PREDICATES = tuple(f"p{number}" for number in range(7))
ASIDE = ("x0", "x1", "x2")
"""Predicates that no random norm uses, for what a test adds to one."""
CITE = Citation("treaty", "1")
IN_FORCE = "2000-01-01"

# Rulebooks


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


burdens_of = st.builds(Burden, st.sampled_from(["state", "applicant"]), st.booleans(), st.just((CITE,)))


@st.composite
def readings(draw: st.DrawFn, id: str) -> Reading:
    """A question with two or three positions."""
    names = [f"{id}-{letter}" for letter in "abc"[: draw(st.integers(2, 3))]]
    positions = tuple(Position(name, "So it is.", (CITE,)) for name in names)
    return Reading(id, "Which is it?", (CITE,), draw(st.sampled_from(names)), positions)


@st.composite
def rulebooks(draw: st.DrawFn, *, burdens: bool = True) -> Rulebook:
    """A well-formed rulebook of one norm: an element refers only to elements that stand after it."""
    known = tuple(draw(readings(f"r{number}")) for number in range(draw(st.integers(0, 3))))
    ids = [NORM, *(f"e{number}" for number in range(1, draw(st.integers(2, 6))))]
    elements = {
        id: draw(elements_at(id, tuple(ids[place:]), known, burdens=burdens))
        for place, id in enumerate(ids, 1)
    }
    standard = draw(st.sampled_from(LADDER))
    return rulebook_of(elements, known, standard, draw(assignments_for(tuple(ids), burdens=burdens)))


@st.composite
def elements_at(
    draw: st.DrawFn, id: str, later: tuple[str, ...], known: tuple[Reading, ...], *, burdens: bool
) -> Element:
    """An element with any of the modifiers; `later` are the elements that it may refer to."""
    # The next element is nearly always used, so that most of a norm can be reached from its root.
    formula = draw(formulas(later, known, depth=2))
    targets = references(later)
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
        modifiers["burden"] = draw(burdens_of)
    if "standard" in chosen:
        modifiers["standard"] = draw(st.sampled_from(LADDER))
    return element_of(id, formula, **modifiers)


def references(later: tuple[str, ...]) -> st.SearchStrategy[PredicateRef | ElementRef]:
    """A predicate or an element further down."""
    found = st.sampled_from(PREDICATES).map(PredicateRef)
    if not later:
        return found
    return found | st.sampled_from(later).map(functools.partial(ElementRef, NORM))


@st.composite
def formulas(draw: st.DrawFn, later: tuple[str, ...], known: tuple[Reading, ...], depth: int) -> Formula:
    """A formula of at most `depth` constructs above its references."""
    kinds = ["reference"]
    if depth:
        kinds += ["all", "any", "at-least", "weigh", "not"] + ["reading"] * 2 * bool(known)
    kind = draw(st.sampled_from(kinds))
    inner = formulas(later, known, depth - 1)
    if kind == "reference":
        return draw(references(later))
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
def assignments_for(draw: st.DrawFn, ids: tuple[str, ...], *, burdens: bool) -> tuple[Assignment, ...]:
    """What a regime sets: for the norm a standard, for an element a standard, a burden or both."""
    standards = st.sampled_from(LADDER)
    found = []
    if draw(st.booleans()):
        found.append(Assignment(NORM, None, draw(standards), None, CITE))
    for id in draw(st.sets(st.sampled_from(ids), max_size=2)):
        burden = draw(burdens_of) if burdens and draw(st.booleans()) else None
        standard = draw(standards) if burden is None or draw(st.booleans()) else None
        found.append(Assignment(NORM, id, standard, burden, CITE))
    return tuple(sorted(found, key=lambda assignment: assignment.element or ""))


regimes = st.sampled_from([None, REGIME])

# Facts

LEVELS = (NOTHING, *LADDER)


def one_fact() -> st.SearchStrategy[Fact]:
    """Nothing, support, opposition or both, each at any step of the ladder."""
    level = st.sampled_from(LEVELS)
    return st.tuples(level, level).map(lambda levels: Fact(*levels))


def facts(predicates: tuple[str, ...] = PREDICATES) -> st.SearchStrategy[Facts]:
    """Facts on all of a few predicates."""
    return st.fixed_dictionaries({name: one_fact() for name in predicates})


def few_facts(predicates: tuple[str, ...]) -> st.SearchStrategy[Facts]:
    """Facts on some of many predicates."""
    return st.dictionaries(st.sampled_from(predicates), one_fact(), max_size=12)


@st.composite
def growing_facts(draw: st.DrawFn) -> tuple[Facts, Facts]:
    """Facts, and the same with more evidence: no level is lower on either side."""
    before = draw(facts())
    after = {
        name: Fact(*(max(level, draw(st.sampled_from(LEVELS))) for level in (fact.support, fact.opposition)))
        if draw(st.booleans())
        else fact
        for name, fact in before.items()
    }
    return before, after


# Records

SOURCE = Source.model_validate(
    {
        "source": "interviews",
        "title": "Interviews",
        "citation": {"type": "report", "title": "A report"},
        "stated-to": "reasonable-likelihood",
        "accounts": {"heading": "^Case (\\d+)$"},
    }
)
EVIDENCE = ({"at": "Case 1, s. 1", "digest": "00000000"},)


def record_of(*accounts: Case, source: Source = SOURCE) -> Record:
    """A record of these accounts."""
    reason = "The accounts agree." if len(accounts) > 1 else None
    return Record(
        "made/record", "A record", tuple((account, source) for account in accounts), "2" * 64, reason
    )


@st.composite
def cases(draw: st.DrawFn, id: str, predicates: tuple[str, ...] = PREDICATES) -> Case:
    """An account of up to three events, with at most two findings on a predicate."""
    years = st.integers(1996, 2006).map(str)
    events = {
        f"event-{number}": {
            "what": "Something happens.",
            "evidence": EVIDENCE,
            **({"date": draw(years)} if draw(st.booleans()) else {}),
            **({"state": draw(st.sampled_from(["CN", "KP"]))} if draw(st.booleans()) else {}),
        }
        for number in range(draw(st.integers(1, 3)))
    }
    finding = st.fixed_dictionaries(
        {
            "holds": st.sampled_from(["yes", "no"]),
            "to": st.sampled_from([standard.key for standard in LADDER]),
            "events": st.lists(st.sampled_from(list(events)), max_size=2, unique=True),
            "evidence": st.just(EVIDENCE),
        }
    )
    found = st.lists(finding, min_size=1, max_size=2)
    return Case.model_validate(
        {
            "case": id,
            "title": "An account",
            "source": {"id": "interviews", "at": "Case 1"},
            "person": {"name": "A.", "evidence": EVIDENCE},
            "events": events,
            "findings": draw(st.dictionaries(st.sampled_from(predicates), found, max_size=len(predicates))),
        }
    )


@st.composite
def records(draw: st.DrawFn, predicates: tuple[str, ...] = PREDICATES) -> Record:
    """One account or two, of one person."""
    return record_of(
        *(draw(cases(f"made/{number}", predicates)) for number in range(draw(st.integers(1, 2))))
    )


# Shipped rules


@functools.cache
def shipped() -> Rulebook:
    """The rules of the repository."""
    return load_rulebook(Path(__file__).parents[2] / "rules")


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
