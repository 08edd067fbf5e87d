"""The receipt of a document: what it was made from and how, so that anybody can see what changed since."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from prong.model.document import Document

Digest = str


class DocumentReceipt(Document):
    """Versions and SHA-256 digests, the options of the run, and the answers that the document gives.

    `cases` and `answers` are by the id under which a record is told; `text` is the digest of the document
    itself, taken while zeros stand in its place.
    """

    schema_: Literal[1] = 1
    kind: str
    audience: str
    style: str
    language: str
    prong: str
    software: Digest
    rules: Digest
    vocabulary: Digest
    cases: Mapping[str, Digest] = Field(min_length=1)
    regime: str | None = None
    readings: Mapping[str, str] = {}
    answers: Mapping[str, Mapping[str, str]]
    text: Digest = "0" * 64
