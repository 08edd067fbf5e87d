"""A draft without findings becomes the rulebook: names turn into references, texts into citations.

Shapes that only examples have (stated facts) are read here, because they depend on whether a name is a
predicate or a quantity.
"""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

from prong.errors import Diagnostic
from prong.language.drafts import (
    Draft,
    DraftElement,
    DraftExample,
    DraftNorm,
    DraftReading,
    DraftRegime,
    DraftRelation,
)
from prong.language.formulas import Written, read_number
from prong.language.literate import Fence, Literate
from prong.language.shapes import BurdenShape, ModifierShape
from prong.language.text import Findings
from prong.language.tree import Mapping, Node, Scalar, Sequence
from prong.model.instruments import Citation
from prong.model.norms import (
    All,
    Anchor,
    Any,
    Assignment,
    AtLeast,
    Block,
    Burden,
    ByReading,
    Consequence,
    Element,
    Example,
    Expectation,
    Formula,
    Modifier,
    Norm,
    Not,
    Position,
    Prose,
    Reading,
    Regime,
    Relation,
    StatedFact,
    Weigh,
)
from prong.model.standards import BY_KEY, LADDER, Standard

CONNECTIVES = {"all": All, "any": Any, "weigh": Weigh}


def resolve_norm(draft: Draft, norm: DraftNorm, folder: Path, findings: Findings) -> Norm:
    """The norm with every name resolved; wrong facts of examples are added to the findings."""
    file = _relative(norm.document.file, folder)
    elements = {e.id.text: _element(draft, norm.id, e, file) for e in norm.elements}
    return Norm(
        id=norm.id,
        title=norm.shape.title,
        provision=Citation.from_text(norm.shape.provision),
        standard=norm.shape.standard,
        standard_cite=Citation.from_text(norm.shape.standard_cite) if norm.shape.standard_cite else None,
        conclusion=norm.shape.conclusion,
        binding=norm.shape.binding,
        part_of=norm.shape.part_of,
        order=norm.shape.order,
        elements=MappingProxyType(elements),
        readings=tuple(resolve_reading(reading, folder) for reading in norm.readings),
        consequences=tuple(
            Consequence(Citation.from_text(c.cite), c.when, c.text) for _, c in norm.consequences
        ),
        relations=tuple(_relation(draft, norm.id, relation, file) for relation in norm.relations),
        examples=tuple(_example(draft, norm.id, example, file, findings) for example in norm.examples),
        body=body_of(norm.document),
        anchor=Anchor(file, norm.document.front.place.line),
    )


def resolve_reading(reading: DraftReading, folder: Path) -> Reading:
    """A reading with its positions in the order of the document."""
    shape = reading.shape
    positions = tuple(
        Position(name, position.holds, tuple(map(Citation.from_text, position.authorities)))
        for name, position in shape.positions.items()
    )
    anchor = _anchor(reading.id, _relative(reading.id.place.file, folder))
    cites = tuple(map(Citation.from_text, shape.cite))
    return Reading(reading.id.text, shape.question, cites, shape.default, positions, anchor)


def resolve_regime(regime: DraftRegime, folder: Path) -> Regime:
    """A regime with its assignments."""
    assignments = []
    for key, _, shape in regime.settings:
        norm, _, element = key.text.partition("/")
        assignments.append(
            Assignment(
                norm, element or None, shape.standard, _burden(shape.burden), Citation.from_text(shape.cite)
            )
        )
    front = regime.shape
    anchor = Anchor(_relative(regime.document.file, folder), regime.document.front.place.line)
    body = body_of(regime.document)
    return Regime(
        front.regime,
        front.title,
        Citation.from_text(front.cite),
        front.in_force,
        tuple(assignments),
        body,
        anchor,
    )


def _element(draft: Draft, norm: str, element: DraftElement, file: str) -> Element:
    shape = element.shape
    return Element(
        id=element.id.text,
        label=shape.label,
        cites=tuple(map(Citation.from_text, shape.cite)),
        formula=_formula(draft, norm, element.formula),
        standard=shape.standard,
        standard_as=shape.standard_as,
        burden=_burden(shape.burden),
        unless=_modifiers(draft, norm, shape.unless),
        dispensed_when=_modifiers(draft, norm, shape.dispensed_when),
        objections=_modifiers(draft, norm, shape.objection),
        anchor=_anchor(element.id, file),
    )


def _formula(draft: Draft, norm: str, written: Written) -> Formula:
    if isinstance(written, Scalar):
        return draft.lookup(written.text, norm)
    parts = tuple(_formula(draft, norm, part) for part in written.parts)
    match written.construct:
        case "is":
            return parts[0]
        case "not":
            return Not(parts[0])
        case "at-least":
            return AtLeast(written.count, parts)
        case "reading":
            names = (name.text for name in written.positions)
            return ByReading(written.reading.text, tuple(zip(names, parts, strict=True)))
        case construct:
            return CONNECTIVES[construct](parts)


def _modifiers(draft: Draft, norm: str, shapes: dict[str, ModifierShape]) -> tuple[Modifier, ...]:
    return tuple(
        Modifier(
            draft.lookup(name, norm),
            tuple(map(Citation.from_text, shape.cite)),
            draft.lookup(shape.answered_by, norm) if shape.answered_by else None,
        )
        for name, shape in shapes.items()
    )


def _burden(shape: BurdenShape | None) -> Burden | None:
    if shape is None:
        return None
    return Burden(shape.on, shape.presume == "satisfied", tuple(map(Citation.from_text, shape.cite)))


def _relation(draft: Draft, norm: str, relation: DraftRelation, file: str) -> Relation:
    shape = relation.shape
    return Relation(
        title=shape.title,
        cites=tuple(map(Citation.from_text, shape.cite)),
        kind=relation.kind,
        subject=draft.lookup(shape.subject, norm),
        objects=tuple(draft.lookup_object(name.text, norm) for name in relation.objects),
        given=None if relation.given is None else _formula(draft, norm, relation.given),
        readings=tuple(shape.readings.items()),
        anchor=Anchor(file, relation.tree.place.line),
    )


def _example(draft: Draft, norm: str, example: DraftExample, file: str, findings: Findings) -> Example:
    shape = example.shape
    stated = [_stated(draft, key, value, findings) for key, value in example.tree.get("facts").entries]
    return Example(
        title=shape.title,
        facts=tuple(fact for fact in stated if fact),
        expect=tuple(
            Expectation(draft.lookup(name, norm), outcome) for name, outcome in shape.expect.items()
        ),
        readings=tuple(shape.readings.items()),
        regime=shape.regime,
        standard=shape.standard,
        anchor=Anchor(file, example.tree.place.line),
    )


def _stated(draft: Draft, key: Scalar, value: Node, findings: Findings) -> StatedFact | None:
    name = key.text
    if name in draft.quantities:
        texts = [value] if isinstance(value, Scalar) else _values(value, ("from", "to"))
        numbers = [read_number(text) for text in texts or ()]
        if numbers and None not in numbers and numbers == sorted(numbers):
            return StatedFact(name, low=numbers[0], high=numbers[-1], quantity=True)
        expected = "a number of years or {from: …, to: …}"
    else:
        top = LADDER[-1]
        sides = {"yes": (top, None), "no": (None, top), "both": (top, top)}
        if isinstance(value, Scalar) and value.text in sides:
            support, opposition = sides[value.text]
            return StatedFact(name, support, opposition)
        found = [_finding(item) for item in (value.items if isinstance(value, Sequence) else (value,))]
        if None not in found and len(dict(found)) == len(found) > 0:
            return StatedFact(name, dict(found).get("yes"), dict(found).get("no"))
        expected = "yes, no, both, {holds: yes|no, to: STANDARD} or one of these for each side"
    met = value.text if isinstance(value, Scalar) else "something else"
    findings.append(Diagnostic("E204", value.place, subject=name, met=met, expected=expected))
    return None


def _finding(node: Node) -> tuple[str, Standard] | None:
    holds, to = _values(node, ("holds", "to")) or (None, None)
    if holds and to and holds.text in ("yes", "no") and to.text in BY_KEY:
        return holds.text, BY_KEY[to.text]
    return None


def _values(node: Node, keys: tuple[str, str]) -> list[Scalar] | None:
    if not isinstance(node, Mapping) or {key.text for key, _ in node.entries} != set(keys):
        return None
    values = [node.get(key) for key in keys]
    return values if all(isinstance(value, Scalar) for value in values) else None


def body_of(document: Literate) -> tuple[Prose | Block, ...]:
    """Prose and blocks of a document in their order; blocks by what they declare."""
    parts: list[Prose | Block] = []
    counts = {"example": 0, "consequence": 0, "relation": 0}
    for part in document.parts:
        if not isinstance(part, Fence):
            parts.append(Prose(part))
        elif part.kind in counts:
            number = len(part.tree.items) if not isinstance(part.tree, Mapping) else 1
            start = counts[part.kind]
            counts[part.kind] += number
            parts.append(Block(part.kind, tuple(map(str, range(start, start + number)))))
        else:
            parts.append(Block(part.kind, tuple(key.text for key, _ in part.tree.entries)))
    return tuple(parts)


def _anchor(name: Scalar, file: str) -> Anchor:
    return Anchor(file, name.place.line)


def _relative(file: str, folder: Path) -> str:
    return Path(file).relative_to(folder).as_posix()
