"""Norms with every construct and regimes over them, with texts that are hard to write."""

import datetime
import json

from hypothesis import strategies as st

from prong.model.instruments import Citation, Instrument
from prong.model.norms import (
    All,
    Any,
    Assignment,
    AtLeast,
    Block,
    Burden,
    ByReading,
    Consequence,
    Element,
    ElementRef,
    Example,
    Expectation,
    Formula,
    Modifier,
    Norm,
    Not,
    Position,
    PredicateRef,
    Prose,
    Reading,
    ReadingRef,
    Regime,
    Relation,
    StatedFact,
    Weigh,
)
from prong.model.standards import LADDER

from .documents import a_few, by_name, days, names, standards
from .texts import prose, texts

PREDICATES = ("act", "on", "null", "1998", "12345678", "child")
ROOT, LIMB = ElementRef("other", "other"), ElementRef("other", "limb")
OTHER = Norm(
    id="other",
    title="Another norm",
    provision=Citation("lex", "1"),
    standard=LADDER[0],
    standard_cite=None,
    conclusion="obligation",
    binding=(),
    part_of=None,
    order=9,
    elements={
        "other": Element("other", "other", (Citation("lex", "1"),), LIMB),
        "limb": Element("limb", "limb", (Citation("lex", "1"),), PredicateRef("act")),
    },
    readings=(),
    consequences=(),
    examples=tuple(
        Example(
            outcome,
            (),
            (Expectation(ROOT, outcome), Expectation(LIMB, outcome)),
        )
        for outcome in ("satisfied", "not-satisfied")
    ),
    body=(
        Block("element", ("other",)),
        Block("example", ("0", "1")),
        Block("element", ("limb",)),
    ),
)
WORDS_OF_LAW = (
    "---\nvocabulary: words\ntitle: Words\n---\n```predicate\n{}\n```\n\n```quantity\n{}\n```\n".format(
        "\n".join(
            f"{json.dumps(name)}: {{label: a, question: b, counts: c, not: d{derived}}}"
            for name in PREDICATES
            for derived in [", derived: {quantity: age, below: 18}" if name == "child" else ""]
        ),
        "age: {label: age, unit: years, age-at: {earliest-of: [act]}}",
    )
)


def lex_of(pinpoints: list[str]) -> Instrument:
    """A statute with these provisions."""
    return Instrument.model_validate(
        {
            "instrument": "lex",
            "title": "A law",
            "short": "law",
            "kind": "statute",
            "weight": "binding",
            "pinpoint": "article",
            "in-force": "2000-01-01",
            "citation": {"type": "legislation", "title": "A law"},
            "checked": True,
            "provisions": {pinpoint: {"terms": pinpoint} for pinpoint in ["1", *pinpoints]},
        }
    )


def awkward_law(number: int, text: str) -> tuple[Norm, Regime]:
    """A norm and a regime in which the text stands wherever one can."""
    id, cite = f"law-{number}", Citation("lex", text)
    sides = tuple(Position(name, text, (cite, cite)) for name in ("broad", "strict"))
    used = tuple(map(PredicateRef, PREDICATES))
    contested = ByReading(f"is-it-{number}", (("broad", Any(used)), ("strict", All(used))))
    norm = Norm(
        id=id,
        title=text,
        provision=cite,
        standard=LADDER[1],
        standard_cite=cite,
        conclusion="identification",
        binding=(),
        part_of=None,
        order=1,
        elements={id: Element(id, text, (cite, cite), contested, standard_as=text)},
        readings=(Reading(f"is-it-{number}", text, (cite,), "broad", sides),),
        consequences=(Consequence(cite, "any", text), Consequence(cite, "satisfied", text)),
        examples=tuple(
            Example(text, (), (Expectation(ElementRef(id, id), outcome),))
            for outcome in ("satisfied", "not-satisfied")
        ),
        body=(
            Block("reading", (f"is-it-{number}",)),
            Block("element", (id,)),
            Block("example", ("0",)),
            Block("consequence", ("0", "1")),
            Block("example", ("1",)),
        ),
    )
    setting = Assignment(id, None, None, Burden("state", True, (cite, cite)), cite)
    regime = Regime(
        f"rule-{number}", text, cite, datetime.date(2000, 1, 1), (setting,), (Block("regime", (id,)),)
    )
    return norm, regime


@st.composite
def laws(draw: st.DrawFn) -> tuple[Instrument, Norm, Regime]:
    """An instrument, a norm with every construct and a regime over it."""
    pinpoints = draw(a_few(texts, 1, unique=True))
    lex = lex_of(pinpoints)
    cite = st.sampled_from(pinpoints).map(lambda pinpoint: Citation("lex", pinpoint))
    cites = a_few(cite, 1).map(tuple)
    readings = tuple(
        Reading(
            name,
            draw(texts),
            draw(cites),
            positions[0],
            tuple(Position(position, draw(texts), draw(cites)) for position in positions),
        )
        for name in draw(a_few(st.sampled_from(["is-it", "no", "1999"]), unique=True))
        for positions in [draw(a_few(names, 2, unique=True))]
    )
    burdens = st.builds(Burden, st.sampled_from(["state", "applicant"]), st.booleans(), cites)
    ids = ("law", *draw(a_few(st.sampled_from(["limb", "yes", "2001-01-01", "a/b", "x" * 140]), unique=True)))
    elements = {}
    for place, id in enumerate(ids, 1):
        later = [ElementRef("law", other) for other in ids[place:]]
        refs = [*later, ROOT, LIMB, *map(PredicateRef, PREDICATES)]
        formula = draw(formulas(st.sampled_from(refs), readings))
        if id == "law":
            # All that is declared is used, as the reader demands.
            used = [
                ByReading(r.id, tuple((p.id, draw(formulas(st.sampled_from(refs)))) for p in r.positions))
                for r in readings
            ]
            formula = All((formula, *later, *used, *map(PredicateRef, PREDICATES)))
        targets = [*later, ROOT, LIMB, PredicateRef("act")]
        kinds = [draw(modifiers(targets, cites)) for _ in range(3)]
        standard, words = draw(st.none() | standards), draw(st.none() | texts)
        burden = draw(st.none() | burdens)
        elements[id] = Element(id, draw(texts), draw(cites), formula, standard, words, burden, *kinds)
    regime_name = draw(names)
    examples = draw(examples_of(ids, readings, regime_name))
    outcomes = st.sampled_from(["satisfied", "not-satisfied", "undetermined", "contested", "any"])
    consequences = tuple(draw(a_few(st.builds(Consequence, cite, outcomes, texts))))
    relations = draw(relations_of(elements, readings, cites))
    held = {
        "element": ids,
        "reading": tuple(reading.id for reading in readings),
        "consequence": tuple(map(str, range(len(consequences)))),
        "relation": tuple(map(str, range(len(relations)))),
        "example": tuple(map(str, range(len(examples)))),
    }
    norm = Norm(
        id="law",
        title=draw(texts),
        provision=draw(cite),
        standard=draw(standards),
        standard_cite=draw(st.none() | cite),
        conclusion=draw(st.sampled_from(["identification", "recommendation"])),
        binding=draw(st.sampled_from([(), ("lex",)])),
        part_of=draw(st.sampled_from([None, "other"])),
        order=draw(st.integers(-3, 8)),
        elements=elements,
        readings=readings,
        consequences=consequences,
        examples=examples,
        body=draw(bodies(held)),
        relations=relations,
    )
    assignments = draw(
        a_few(
            st.builds(
                Assignment,
                st.just("law"),
                st.sampled_from([None, *ids]),
                st.none() | standards,
                st.none() | burdens,
                cite,
            )
        )
    )
    keys = tuple(f"law/{each.element}" if each.element else "law" for each in assignments)
    # One block cannot name an element twice; two blocks can.
    body = draw(bodies({"regime": keys}, largest=3 if len(set(keys)) == len(keys) else 1))
    regime = Regime(regime_name, draw(texts), draw(cite), draw(days), tuple(assignments), body)
    return lex, norm, regime


def formulas(refs: st.SearchStrategy, readings: tuple[Reading, ...] = ()) -> st.SearchStrategy[Formula]:
    """References under any of the constructs."""

    def deeper(parts: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
        several = a_few(parts, 1).map(tuple)
        counted = several.flatmap(lambda given: st.integers(1, len(given)).map(lambda n: AtLeast(n, given)))
        kinds = [*(st.builds(kind, several) for kind in (All, Any, Weigh)), st.builds(Not, parts), counted]
        for reading in readings:
            positions = [st.tuples(st.just(position.id), parts) for position in reading.positions]
            kinds.append(st.builds(ByReading, st.just(reading.id), st.tuples(*positions)))
        return st.one_of(kinds)

    return st.recursive(refs, deeper, max_leaves=6)


def modifiers(targets: list, cites: st.SearchStrategy) -> st.SearchStrategy[tuple[Modifier, ...]]:
    """A few; the root of the other norm stands twice, for it has two names."""
    target = st.sampled_from(targets)
    one = st.builds(Modifier, target, cites, st.none() | target)
    return a_few(one, unique_by=lambda modifier: modifier.target).map(
        lambda given: (*given, *(modifier for modifier in given if modifier.target == ROOT))
    )


@st.composite
def relations_of(
    draw: st.DrawFn, elements: dict[str, Element], readings: tuple[Reading, ...], cites: st.SearchStrategy
) -> tuple[Relation, ...]:
    """Relations of every kind, with and without a condition."""
    refs = [*(ElementRef("law", id) for id in elements), ROOT, LIMB, *map(PredicateRef, PREDICATES)]
    found = []
    for kind in draw(a_few(st.sampled_from(["implies", "excludes", "equivalent", "independent-of"]))):
        subject = draw(st.sampled_from(refs))
        others = [ref for ref in refs if ref != subject]
        # A name that is also that of a reading means the element or the predicate.
        taken = {*elements, "other", *PREDICATES}
        others += [ReadingRef(reading.id) for reading in readings if reading.id not in taken]
        chosen = tuple((r.id, draw(st.sampled_from(r.positions)).id) for r in readings if draw(st.booleans()))
        objects = tuple(draw(a_few(st.sampled_from(others), 1)))
        given = draw(st.none() | formulas(st.sampled_from(refs), readings))
        found.append(Relation(draw(texts), draw(cites), kind, subject, objects, given, chosen))
    for modifier in elements["law"].unless:
        subject, parts = ElementRef("law", "law"), (modifier.target,)
        found.append(Relation(draw(texts), draw(cites), "without-effect", subject, parts))
    return tuple(found)


@st.composite
def examples_of(
    draw: st.DrawFn, ids: tuple[str, ...], readings: tuple[Reading, ...], regime: str
) -> tuple[Example, ...]:
    """Examples that satisfy and fail every element, and any others."""
    targets = [*(ElementRef("law", id) for id in ids), ROOT, LIMB]
    outcomes = st.sampled_from(["dispensed", "presumed-satisfied", "contested", "undetermined"])
    every = [
        tuple(Expectation(target, outcome) for target in targets[: len(ids)])
        for outcome in ("satisfied", "not-satisfied")
    ]
    more = [
        tuple(
            Expectation(target, draw(outcomes))
            for target in draw(a_few(st.sampled_from(targets), 1, unique=True))
        )
        for _ in range(draw(st.integers(0, 2)))
    ]
    twice = (Expectation(targets[0], "satisfied"), Expectation(targets[0], "satisfied"))
    steps = st.sampled_from(LADDER)
    sides = st.one_of(
        steps.map(lambda to: (to, None)), steps.map(lambda to: (None, to)), st.tuples(steps, steps)
    )
    found = []
    for expect in [*every, *more, twice]:
        stated = [
            StatedFact(name, *side)
            for name, side in draw(by_name(sides, st.sampled_from(PREDICATES))).items()
        ]
        low, more_years = draw(st.integers(0, 30)), draw(st.integers(0, 3))
        if draw(st.booleans()):
            stated.append(StatedFact("age", low=low, high=low + more_years, quantity=True))
        chosen = tuple((r.id, draw(st.sampled_from(r.positions)).id) for r in readings if draw(st.booleans()))
        found.append(
            Example(
                draw(texts),
                tuple(stated),
                expect,
                chosen,
                draw(st.sampled_from([None, regime])),
                draw(st.none() | standards),
            )
        )
    return tuple(found)


@st.composite
def bodies(draw: st.DrawFn, held: dict[str, tuple[str, ...]], largest: int = 3) -> tuple[Prose | Block, ...]:
    """The blocks of each kind in their order, mixed with those of the others, and prose between some."""
    queues = []
    for kind, holds in held.items():
        queue, rest = [], holds
        while rest:
            size = draw(st.integers(1, largest))
            queue += [Block(kind, ())] * draw(st.booleans()) + [Block(kind, rest[:size])]
            rest = rest[size:]
        queues.append(queue)
    kinds = [number for number, queue in enumerate(queues) for _ in queue]
    order = draw(st.permutations(kinds))
    parts: list[Prose | Block] = []
    for number in order:
        if draw(st.booleans()):
            parts.append(Prose(draw(prose)))
        parts.append(queues[number].pop(0))
    if draw(st.booleans()):
        parts.append(Prose(draw(prose)))
    return tuple(parts)
