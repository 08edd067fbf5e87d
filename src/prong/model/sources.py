"""Sources: where accounts come from, and how the text of a source is divided into numbered sentences.

The text itself is not part of a corpus; a digest of each sentence lets whoever has it check a pinpoint.
"""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field, field_validator

from prong.model.document import CslFields, Document, EdtfDate, Identifier, StandardKey

HEXADECIMAL = frozenset("0123456789abcdef")


class Omitted(Document):
    """A paragraph that belongs to no account: a caption, a heading, a table."""

    digest: str
    what: str


class SourceLayout(Document):
    """How a text divides into accounts.

    `heading` is a regular expression whose one group is an account's number; `starts` gives the
    digest of the first sentence of an account whose heading is missing; `end` that of the paragraph
    after the last account.
    """

    heading: str
    starts: Mapping[int, str] = {}
    omit: tuple[Omitted, ...] = ()
    end: str | None = None


class Source(Document):
    """A publication; `stated_to` is the standard to which a birth year or age stated in it is shown.

    A source whose accounts are coded has a layout of them in `accounts`; one that is only cited has none.
    `told` is the time at which its accounts were given: nothing in them happened later.
    """

    source: Identifier
    title: str
    citation: CslFields
    stated_to: StandardKey
    told: EdtfDate | None = None
    note: str | None = None
    accounts: SourceLayout | None = None


class Evidence(Document):
    """A pinpoint in a source, with the digest of the normalised words that stand there."""

    at: str
    digest: str = Field(description="first eight hexadecimal digits of SHA-256 of the normalised text")

    @field_validator("digest")
    @classmethod
    def _hexadecimal(cls, value: str) -> str:
        if len(value) != 8 or not HEXADECIMAL.issuperset(value):
            raise ValueError("eight hexadecimal digits")
        return value
