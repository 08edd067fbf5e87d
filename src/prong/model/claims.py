"""Claims that sources make about cases and numbers, as data: who says what, where, and how to check it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from prong.model.document import Document, Identifier, State

Measure = Literal[
    "price-paid",
    "payment-for-marriage",
    "forcibly-returned",
    "bore-a-child",
    "child-registered",
    "years-of-residence",
    "province",
]


class Said(Document):
    """Which source says it, in which part, and when it was written (a year, or words where none is given)."""

    source: Identifier
    at: str | None = None
    year: str


class AccountClaim(Document):
    """A claim about particular accounts; it is borne out where one of the predicates is found to hold."""

    claim: str
    by: Said
    accounts: tuple[Identifier, ...] = Field(min_length=1)
    shown_by: tuple[Identifier, ...] = Field(min_length=1)


class ElementClaim(Document):
    """A claim that every account makes out an element (`norm/element`)."""

    claim: str
    by: Said
    element: str


class FigureClaim(Document):
    """A claimed distribution (`groups` are counts), recomputed by a measure over the accounts.

    Without a `measure` the accounts, as coded, cannot answer it, and the ledger says so.
    """

    claim: str
    by: Said
    measure: Measure | None = None
    groups: Mapping[str, int]
    of: int


class RivalFigure(Document):
    """One source's figure for a quantity that several sources give."""

    by: Said
    value: str


class RivalClaim(Document):
    """A quantity with the figures that different sources give."""

    quantity: str
    figures: tuple[RivalFigure, ...] = Field(min_length=1)


class StatusClaim(Document):
    """A claim that a treaty binds or does not bind a state, checked against the instruments on a day."""

    claim: str
    by: Said
    instrument: Identifier
    state: State
    on: datetime.date
    claimed: Literal["bound", "not-bound"]


class Claims(Document):
    """All claims of one corpus."""

    claims: Identifier
    accounts: tuple[AccountClaim, ...] = ()
    every: tuple[ElementClaim, ...] = ()
    figures: tuple[FigureClaim, ...] = ()
    rivals: tuple[RivalClaim, ...] = ()
    status: tuple[StatusClaim, ...] = ()
