"""Receipts in documents: written into each format, sealed with a digest of the document, and read again.

A renderer puts the line of a receipt where its format keeps metadata. `sealed` then takes the digest of the
finished document and puts it where zeros stood. In Markdown, HTML and PDF it is the digest of all bytes;
in a Word file of its words alone, since Word writes everything else anew whenever it saves.
"""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from pydantic import ValidationError

from prong.model.receipts import DocumentReceipt
from prong.model.trace import Trace

BLANK = "0" * 64
ENDINGS = ("md", "html", "docx", "pdf")
PROPERTIES = "docProps/custom.xml"
_LINE = re.compile(r"\{\"answers\":.*?\"vocabulary\":\"[0-9a-f]{64}\"\}", re.DOTALL)
_WORDS = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_TEXTS = ("word/document.xml", "word/footnotes.xml")


@dataclass(frozen=True, slots=True)
class Read:
    """The receipt of a document, and whether the document is as it was written."""

    receipt: DocumentReceipt
    intact: bool


def receipt_line(traces: Mapping[str, Sequence[Trace]], **options: str) -> str:
    """The receipt of a document about records, given by their ids with their traces: one line of ASCII.

    `options` are the kind, the audience, the style and the language of the document.
    """
    all_traces = [trace for own in traces.values() for trace in own]
    first = all_traces[0]
    receipt = DocumentReceipt(
        **options,
        prong=first.receipt.prong,
        software=first.receipt.software,
        rules=first.receipt.rules,
        vocabulary=first.receipt.vocabulary,
        cases={id: own[0].receipt.case for id, own in traces.items()},
        regime=first.regime,
        readings={name: position for trace in all_traces for name, position in trace.readings.items()},
        answers={id: {trace.norm: trace.verdict for trace in own} for id, own in traces.items()},
        text=BLANK,
    )
    plain = receipt.model_dump(by_alias=True)
    return json.dumps(plain, sort_keys=True, separators=(",", ":"))


def with_line(markdown: str, line: str) -> str:
    """A Markdown document with its receipt as a comment at its end."""
    return f"{markdown}\n<!-- prong-receipt {line} -->\n"


def sealed(ending: str, content: bytes) -> bytes:
    """The document with its own digest in its receipt."""
    digest = _digest(ending, content)
    if ending != "docx":
        return content.replace(BLANK.encode(), digest.encode())
    return _with_part(content, PROPERTIES, lambda part: part.replace(BLANK.encode(), digest.encode()))


def read_receipt(ending: str, content: bytes) -> Read | None:
    """The receipt of a document, or None where it carries none that can be read."""
    found = _LINE.search(html.unescape(_metadata(ending, content)))
    try:
        receipt = DocumentReceipt.model_validate(json.loads(found[0])) if found else None
    except (ValidationError, json.JSONDecodeError):
        return None
    if receipt is None:
        return None
    return Read(receipt, _digest(ending, content, receipt.text) == receipt.text)


def _metadata(ending: str, content: bytes) -> str:
    if ending != "docx":
        return content.decode("utf-8", "replace")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return package.read(PROPERTIES).decode()
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError):
        return ""


def _digest(ending: str, content: bytes, written: str = BLANK) -> str:
    """The digest of a document in which zeros stand for what is written as its digest."""
    if ending == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
            texts = [package.read(name).decode() for name in _TEXTS if name in names]
        words = "".join(html.unescape(word) for text in texts for word in _WORDS.findall(text))
        return sha256("".join(words.split()).encode()).hexdigest()
    blank = content.replace(written.encode(), BLANK.encode())
    # A pass through a mail program or a version control system may change the ends of lines.
    return sha256(blank if ending == "pdf" else blank.replace(b"\r\n", b"\n")).hexdigest()


def _with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(made, "w") as written:
        for info in package.infolist():
            part = package.read(info)
            written.writestr(info, change(part) if info.filename == name else part)
    return made.getvalue()
