"""What all values that files hold have in common: frozen, closed to unknown keys, kebab-case in files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

from prong.model.dates import DateInterval, EdtfError, parse_edtf
from prong.model.standards import BY_KEY, Standard

IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*")
CSL_TYPES = (
    "treaty",
    "legislation",
    "legal_case",
    "document",
    "report",
    "book",
    "article-journal",
    "article-newspaper",
    "webpage",
)
"""The types of CSL that every style and every format of exchange knows."""
CSL_FIELDS = (
    "type",
    "title",
    "author",
    "authority",
    "publisher",
    "publisher-place",
    "container-title",
    "collection-number",
    "volume",
    "page",
    "number",
    "section",
    "edition",
    "genre",
    "jurisdiction",
    "issued",
    "available-date",
)
"""The variables of CSL that a citation may have."""
IN_WORDS = "lower-case letters, digits and hyphens"
ISSUED = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


class Document(BaseModel):
    """Base of every model that a file or JSON meets."""

    model_config = ConfigDict(
        frozen=True,
        defer_build=True,  # most are parts of others, and many are not needed by a command
        extra="forbid",
        alias_generator=lambda name: name.rstrip("_").replace("_", "-"),
    )


def _standard(value: Any) -> Standard:
    if isinstance(value, Standard):
        return value
    if not isinstance(value, str) or value not in BY_KEY:
        raise PydanticCustomError("name", "a standard of proof", {"known": list(BY_KEY)})
    return BY_KEY[value]


def _edtf(value: Any) -> DateInterval:
    if isinstance(value, DateInterval):
        return value
    try:
        return parse_edtf(str(value))
    except EdtfError as error:
        context = {"position": error.position, "wanted": error.expected}
        raise PydanticCustomError("edtf", "an EDTF date", context) from None


def _identifier(value: str) -> str:
    if not IDENTIFIER.fullmatch(value):
        raise PydanticCustomError("identifier", IN_WORDS)
    return value


def _csl(fields: Mapping[str, str]) -> Mapping[str, str]:
    if not fields.keys() >= {"type", "title"}:
        raise PydanticCustomError("citation", "a mapping with “type” and “title”")
    if fields["type"] not in CSL_TYPES:
        raise PydanticCustomError("citation", "a mapping whose “type” is " + " or ".join(CSL_TYPES))
    if any(name not in CSL_FIELDS for name in fields):
        raise PydanticCustomError("citation", "a mapping of no fields but " + ", ".join(CSL_FIELDS))
    issued = fields.get("issued")
    if issued is not None and not _is_day_month_or_year(issued):
        raise PydanticCustomError("citation", "a mapping whose “issued” is YYYY, YYYY-MM or YYYY-MM-DD")
    return fields


def _is_day_month_or_year(text: str) -> bool:
    try:
        return ISSUED.fullmatch(text) is not None and parse_edtf(text) is not None
    except EdtfError:
        return False


StandardKey = Annotated[
    Standard,
    BeforeValidator(_standard),
    PlainSerializer(lambda standard: standard.key),
    WithJsonSchema({"enum": list(BY_KEY)}),
]
EdtfDate = Annotated[
    DateInterval,
    BeforeValidator(_edtf),
    PlainSerializer(str),
    WithJsonSchema(
        # An editor takes a bare year for a number.
        {
            "type": ["string", "integer"],
            "description": "EDTF level 1, e.g. 1998-05, 2004~, 2002/2005, 1998-XX",
        }
    ),
]
Identifier = Annotated[
    str,
    AfterValidator(_identifier),
    WithJsonSchema({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$"}),
]
CslFields = Annotated[Mapping[str, str], AfterValidator(_csl)]
State = Annotated[str, WithJsonSchema({"type": "string", "pattern": "^[A-Z]{2}$"})]
