"""Rules as written: every document read, nothing resolved. The static checks look at this.

`Draft.lookup` is the one place that says what a name means.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from prong.errors import Place
from prong.language.formulas import Written
from prong.language.literate import Literate
from prong.language.shapes import (
    ConsequenceShape,
    ElementShape,
    ExampleShape,
    NormShape,
    ReadingShape,
    RegimeShape,
    RelationShape,
    SettingShape,
)
from prong.language.tree import Mapping, Scalar, items_of
from prong.model.instruments import Instrument
from prong.model.norms import ElementRef, PredicateRef, ReadingRef, RelationKind
from prong.model.vocabulary import Milestone, Predicate, Quantity


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation as written, with what cites it."""

    text: str
    place: Place
    by: str


@dataclass(frozen=True, slots=True)
class DraftElement:
    id: Scalar
    tree: Mapping
    shape: ElementShape
    formula: Written | None


@dataclass(frozen=True, slots=True)
class DraftReading:
    id: Scalar
    tree: Mapping
    shape: ReadingShape


@dataclass(frozen=True, slots=True)
class DraftRelation:
    tree: Mapping
    shape: RelationShape
    kind: RelationKind
    given: Written | None

    @property
    def objects(self) -> tuple[Scalar, ...]:
        """The names to which the subject is related, with their places."""
        node = self.tree.get(self.kind)
        return (node,) if isinstance(node, Scalar) else items_of(node)


@dataclass(frozen=True, slots=True)
class DraftExample:
    tree: Mapping
    shape: ExampleShape


@dataclass(frozen=True, slots=True)
class DraftNorm:
    document: Literate
    shape: NormShape
    elements: tuple[DraftElement, ...]
    readings: tuple[DraftReading, ...]
    consequences: tuple[tuple[Mapping, ConsequenceShape], ...]
    relations: tuple[DraftRelation, ...]
    examples: tuple[DraftExample, ...]

    @property
    def id(self) -> str:
        return self.shape.norm

    def element(self, name: str) -> DraftElement | None:
        """The element of that name, or None."""
        return next((element for element in self.elements if element.id.text == name), None)

    @property
    def formulas(self) -> Iterator[Written]:
        """Every formula of the document that could be read."""
        written = (*(e.formula for e in self.elements), *(r.given for r in self.relations))
        return filter(None, written)


@dataclass(frozen=True, slots=True)
class DraftRegime:
    document: Literate
    shape: RegimeShape
    settings: tuple[tuple[Scalar, Mapping, SettingShape], ...]


@dataclass(frozen=True, slots=True)
class Declared:
    """A name that a document declares: what it is, where, and within which scope it must be unique."""

    kind: str
    name: str
    place: Place
    scope: str = ""


@dataclass(slots=True)
class Draft:
    """All documents of a rules' folder, as far as they could be read.

    `broken` holds the names whose declaration was met but cannot be used; `unread` tells that a part of
    the vocabulary, norms or regimes could not be read at all, and `faulty` that something in them is wrong.
    """

    instruments: dict[str, tuple[Instrument, Mapping]] = field(default_factory=dict)
    predicates: dict[str, tuple[Predicate, Scalar, Mapping]] = field(default_factory=dict)
    quantities: dict[str, tuple[Quantity, Scalar, Mapping]] = field(default_factory=dict)
    milestones: dict[str, tuple[Milestone, Scalar]] = field(default_factory=dict)
    norms: dict[str, DraftNorm] = field(default_factory=dict)
    readings: dict[str, DraftReading] = field(default_factory=dict)
    regimes: dict[str, DraftRegime] = field(default_factory=dict)
    declared: list[Declared] = field(default_factory=list)
    cited: list[Cited] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    unread: bool = False
    faulty: bool = False

    def lookup(self, name: str, norm: str) -> PredicateRef | ElementRef | None:
        """What a name means inside a norm: its own element, another norm or its element, a predicate."""
        if (own := self.norms.get(norm)) and own.element(name):
            return ElementRef(norm, name)
        owner, slash, element = name.partition("/")
        if slash:
            other = self.norms.get(owner)
            return ElementRef(owner, element) if other and other.element(element) else None
        if name in self.norms:
            return ElementRef(name, name)
        return PredicateRef(name) if name in self.predicates else None

    def lookup_object(self, name: str, norm: str) -> PredicateRef | ElementRef | ReadingRef | None:
        """What a name means as the object of a relation, which may be a reading as well."""
        return self.lookup(name, norm) or (ReadingRef(name) if name in self.readings else None)

    def known_names(self, norm: str) -> list[str]:
        """Every name that `lookup` would find there, for suggestions."""
        own = self.norms.get(norm)
        elements = [element.id.text for element in own.elements] if own else []
        others = [f"{n.id}/{element.id.text}" for n in self.norms.values() for element in n.elements]
        return elements + others + list(self.norms) + list(self.predicates)
