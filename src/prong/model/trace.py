"""The trace: why a norm has its verdict in a case, as a frozen tree that every renderer reads.

Its JSON Schema is published (`prong schema trace`) and versioned by `SCHEMA`. No prose in a trace is
ever parsed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from prong.model.norms import Anchor

SCHEMA = 1

VerdictWord = Literal["satisfied", "not-satisfied", "undetermined", "contested"]
Role = Literal["root", "part", "position", "unless", "dispensed-when", "objection", "answered-by"]
Kind = Literal["element", "predicate", "all", "any", "not", "at-least", "weigh", "reading"]


@dataclass(frozen=True, slots=True)
class FoundFact:
    """A finding that a predicate of the trace rests on.

    `account` is the case that holds it; `index` its place among the account's findings on the
    predicate, or null where it is derived from dates; `counts` tells whether it reaches the standard
    required here.
    """

    account: str
    predicate: str
    index: int | None
    holds: Literal["yes", "no"]
    to: str
    counts: bool
    evidence: tuple[str, ...]


class Shared:
    """What a node carries beside its fields, so that it need not be found anew.

    `stated` tells whether anything is stated on the node or below it. For its JSON, `head` holds that of the
    fields up to the findings and belongs to every node that says the same; `whole` holds all of a node that
    several traces share, or is empty until it is first written.
    """

    __slots__ = ("head", "stated", "whole")


@dataclass(frozen=True, slots=True)
class Node(Shared):
    """One node: what it is, what was found, and on which authority.

    `verdict` is the node's own at the standard `required`; `counted` is what its parent sees, which
    differs where the element is dispensed with; `met` and `opposed` are the highest
    standards at which there is support and opposition, and `held_by` names the children that hold
    `met` there. A `dispensed` element is not required, whatever its own verdict. `presumed` tells
    that a burden closed a gap. `depends_on` names the readings that change the verdict.
    """

    id: str
    label: str
    kind: Kind
    role: Role
    construct: Kind | None
    verdict: VerdictWord
    counted: VerdictWord
    required: str
    required_as: str | None
    met: str | None
    opposed: str | None
    presumed: bool
    dispensed: bool
    depends_on: tuple[str, ...]
    basis: tuple[str, ...]
    modifier_basis: tuple[str, ...]
    anchor: Anchor | None
    reading: str | None
    position: str | None
    in_force: bool
    held_by: tuple[str, ...]
    findings: tuple[FoundFact, ...]
    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Combination:
    """The verdict under one combination of readings."""

    readings: Mapping[str, str]
    verdict: VerdictWord


@dataclass(frozen=True, slots=True)
class Binding:
    """Whether an instrument bound a state on the date of each event there."""

    instrument: str
    state: str
    bound: tuple[str, ...]
    not_bound: tuple[str, ...]
    undetermined: tuple[str, ...]
    entry: str | None
    on_assessment: Literal["bound", "not-bound", "undetermined"] | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the trace was made from: versions and SHA-256 digests."""

    prong: str
    software: str
    rules: str
    vocabulary: str
    case: str


@dataclass(frozen=True, slots=True)
class Trace:
    """The trace of one norm in one case."""

    schema: int
    case: str
    norm: str
    title: str
    conclusion: str
    verdict: VerdictWord
    highest_standard: str | None
    elements: Mapping[str, VerdictWord]
    depends_on: tuple[str, ...]
    readings: Mapping[str, str]
    combinations: tuple[Combination, ...]
    regime: str | None
    standard: str | None
    as_of: str | None
    in_force: str | None
    binding: tuple[Binding, ...]
    unchecked: tuple[str, ...]
    root: Node
    receipt: Receipt
