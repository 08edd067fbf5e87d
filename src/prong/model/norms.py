"""Norms: elements as formulas over predicates, with the modifiers that the law knows.

A formula is built of `all`, `any`, `not` and `at-least`; `weigh` and `reading` are named on top of
them. The modifiers of an element (exceptions, dispensations, objections, burdens) keep their own
name in the trace.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from prong.model.instruments import Citation, Instrument
from prong.model.standards import Standard
from prong.model.vocabulary import Vocabulary

ConclusionKind = Literal["legal-status", "identification", "obligation", "recommendation"]
RelationKind = Literal["implies", "excludes", "equivalent", "independent-of", "without-effect"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where in the rules something stands; the file is relative to the rules' folder."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class PredicateRef:
    name: str


@dataclass(frozen=True, slots=True)
class ElementRef:
    norm: str
    element: str


@dataclass(frozen=True, slots=True)
class ReadingRef:
    name: str


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Any:
    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Formula


@dataclass(frozen=True, slots=True)
class AtLeast:
    count: int
    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Weigh:
    """Criteria that may be considered: support where one speaks for, opposition where one speaks against."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class ByReading:
    """A formula for each position of a contested reading."""

    reading: str
    positions: tuple[tuple[str, Formula], ...]


Formula = PredicateRef | ElementRef | All | Any | Not | AtLeast | Weigh | ByReading


@dataclass(frozen=True, slots=True)
class Modifier:
    """An exception, a dispensation or an objection: the part that modifies, and its authority."""

    target: PredicateRef | ElementRef
    cites: tuple[Citation, ...]
    answered_by: PredicateRef | ElementRef | None = None


@dataclass(frozen=True, slots=True)
class Burden:
    """Who must show the element, and what is presumed where nothing is shown."""

    on: str
    presume: bool
    cites: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Element:
    """One prong: its formula, its authority, its standard (None: the norm's) and its modifiers."""

    id: str
    label: str
    cites: tuple[Citation, ...]
    formula: Formula
    standard: Standard | None = None
    standard_as: str | None = None
    burden: Burden | None = None
    unless: tuple[Modifier, ...] = ()
    dispensed_when: tuple[Modifier, ...] = ()
    objections: tuple[Modifier, ...] = ()
    anchor: Anchor = field(default=Anchor("", 0), compare=False)


@dataclass(frozen=True, slots=True)
class Position:
    """One answer to a contested question, in a sentence, with those who hold it."""

    id: str
    holds: str
    authorities: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A question on which authorities disagree."""

    id: str
    question: str
    cites: tuple[Citation, ...]
    default: str
    positions: tuple[Position, ...]
    anchor: Anchor = field(default=Anchor("", 0), compare=False)

    def position(self, id: str) -> Position:
        """Raises KeyError where the reading has no such position."""
        for position in self.positions:
            if position.id == id:
                return position
        raise KeyError(id)


@dataclass(frozen=True, slots=True)
class Consequence:
    """What an instrument attaches to a verdict; `when` is a verdict or `any`."""

    cite: Citation
    when: str
    text: str


@dataclass(frozen=True, slots=True)
class StatedFact:
    """A fact of an example: a predicate with both sides' standards, or a quantity with its bounds."""

    name: str
    support: Standard | None = None
    opposition: Standard | None = None
    low: int | None = None
    high: int | None = None
    quantity: bool = False


@dataclass(frozen=True, slots=True)
class Expectation:
    """What an example expects of one element: a verdict, `dispensed` or `presumed-…`."""

    target: ElementRef
    outcome: str


@dataclass(frozen=True, slots=True)
class Example:
    """A test inside a rule document; its title is a whole sentence."""

    title: str
    facts: tuple[StatedFact, ...]
    expect: tuple[Expectation, ...]
    readings: tuple[tuple[str, str], ...] = ()
    regime: str | None = None
    standard: Standard | None = None
    anchor: Anchor = field(default=Anchor("", 0), compare=False)


@dataclass(frozen=True, slots=True)
class Relation:
    """What the law says of two tests, for `prong rules verify` to prove; its title is a whole sentence.

    It is to hold in every case in which `given` is satisfied and the readings have these positions:

    - `implies`: what supports the subject supports the object, and what opposes the object the subject;
    - `equivalent`: both have the same verdict;
    - `excludes`: never are both satisfied;
    - `independent-of`: no fact and no reading on which the object depends changes the verdict of the subject;
    - `without-effect`: the object is a part, a modifier or a reading of the subject, and without it every
      conclusion would be the same.
    """

    title: str
    cites: tuple[Citation, ...]
    kind: RelationKind
    subject: PredicateRef | ElementRef
    objects: tuple[PredicateRef | ElementRef | ReadingRef, ...]
    given: Formula | None = None
    readings: tuple[tuple[str, str], ...] = ()
    anchor: Anchor = field(default=Anchor("", 0), compare=False)


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown between the blocks of a rule document: headings and commentary."""

    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a rule document: its kind and the names or numbers of what it declares."""

    kind: str
    holds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Norm:
    """A legal test: the root element has the norm's own id.

    `part_of` names the norm within which memos treat this one, where it is a sub-test of that norm;
    `order` is its place among the questions of a memo.
    """

    id: str
    title: str
    provision: Citation
    standard: Standard
    standard_cite: Citation | None
    conclusion: ConclusionKind
    binding: tuple[str, ...]
    part_of: str | None
    order: int
    elements: Mapping[str, Element]
    readings: tuple[Reading, ...]
    consequences: tuple[Consequence, ...]
    examples: tuple[Example, ...]
    body: tuple[Prose | Block, ...]
    relations: tuple[Relation, ...] = ()
    anchor: Anchor = field(default=Anchor("", 0), compare=False)

    @property
    def root(self) -> Element:
        return self.elements[self.id]


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a regime sets for a norm or one element: a standard, a burden, or both."""

    norm: str
    element: str | None
    standard: Standard | None
    burden: Burden | None
    cite: Citation


@dataclass(frozen=True, slots=True)
class Regime:
    """A named assignment of standards and burdens."""

    id: str
    title: str
    cite: Citation
    in_force: datetime.date
    assignments: tuple[Assignment, ...]
    body: tuple[Prose | Block, ...] = ()
    anchor: Anchor = field(default=Anchor("", 0), compare=False)


@dataclass(frozen=True, slots=True, eq=False)
class Rulebook:
    """All rules of one folder, resolved: every name in it exists and every citation has its provision."""

    instruments: Mapping[str, Instrument]
    vocabulary: Vocabulary
    norms: Mapping[str, Norm]
    readings: Mapping[str, Reading]
    regimes: Mapping[str, Regime]
    digest: str
    vocabulary_digest: str

    def element(self, ref: ElementRef) -> Element:
        """The element that a reference names."""
        return self.norms[ref.norm].elements[ref.element]
