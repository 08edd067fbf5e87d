"""A language that is English in circled letters, so that what was not looked up can be seen.

`texts` gives the words that rules and cases bring along, which stay as they are in every language.
"""

from __future__ import annotations

import gettext
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass

from pydantic import BaseModel

from prong.rendering.language import Language

PLACEHOLDER = re.compile(r"(%\(\w+\)s|%%)")
ENGLISH_WORDS = re.compile(r"[A-Za-z]{3,}")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Circled(gettext.NullTranslations):
    """Gives every message in circled letters, and leaves the places of its values."""

    def gettext(self, message: str) -> str:
        parts = PLACEHOLDER.split(message)
        return "".join(part if place % 2 else circled(part) for place, part in enumerate(parts))

    def ngettext(self, one: str, many: str, number: int) -> str:
        return self.gettext(one if number == 1 else many)


def circled(text: str) -> str:
    return "".join(
        unicodedata.lookup(f"CIRCLED LATIN SMALL LETTER {c}") if c in LETTERS else c for c in text.upper()
    )


def texts(value: object) -> Iterator[str]:
    """Every text in a value, however deep."""
    match value:
        case str():
            yield value
        case Mapping():
            for key, inner in value.items():
                yield from texts(key)
                yield from texts(inner)
        case BaseModel():
            for name in type(value).model_fields:
                yield from texts(getattr(value, name))
        case Sequence():
            for inner in value:
                yield from texts(inner)
        case _ if is_dataclass(value):
            for one in fields(value):
                yield from texts(getattr(value, one.name))


CIRCLED = Language("x-circled", Circled())
