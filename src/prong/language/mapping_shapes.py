"""The shapes of mapping documents, apart from those of rules: only what reads a corpus loads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field, field_validator

from prong.language.shapes import several
from prong.model.document import Document, Identifier, StandardKey


class MappingShape(Document):
    """Front matter of a mapping."""

    mapping: Identifier
    title: str
    row: str
    to: StandardKey
    identifier: str | None = None
    keep: tuple[str, ...] = ()


class ColumnShape(Document):
    """A column: a code list (its values, or the name of one declared apart), or a kind without one."""

    kind: Literal["text", "whole-number"] | None = None
    values: tuple[str, ...] | str | None = None
    missing: tuple[str, ...] = ()
    separator: str | None = Field(default=None, min_length=1)


class BoundShape(Document):
    """What a value says of a quantity."""

    from_: int | None = None
    to: int | None = None


class LinkShape(Document):
    """One column that speaks to a predicate or a quantity."""

    column: str
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    bounds: Mapping[str, BoundShape] = {}
    reads: Literal["exactly", "at-least", "at-most"] | None = None
    when: Mapping[str, tuple[str, ...]] = {}
    to: StandardKey | None = None
    both_ways: bool = False

    _several = field_validator("yes", "no", mode="before")(several)


class CrosswalkShape(Document):
    """A crosswalk; its links are read apart."""

    question: str
    because: str
    map: Any
