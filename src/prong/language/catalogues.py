"""Catalogues of translations (`.po`): text to the messages that the standard library’s gettext looks up.

Read directly, so that no compiled file has to be kept beside its source. An entry that is marked as fuzzy,
or whose translation is empty, counts as not translated.
"""

from __future__ import annotations

import gettext
import io
import re
import struct
from pathlib import Path

from prong.errors import Diagnostic, Place, ProngError
from prong.language.text import Findings, read_text

LINE = re.compile(r'(msgctxt|msgid|msgid_plural|msgstr(?:\[(\d)\])?)\s+"((?:[^"\\]|\\.)*)"')
MORE = re.compile(r'"((?:[^"\\]|\\.)*)"')
ESCAPE = re.compile(r"\\(.)")
ESCAPED = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}
MAGIC = 0x950412DE


def read_catalogue(path: Path) -> gettext.GNUTranslations:
    """The translations of a file; raises ProngError where it is missing or a line of it is none of a .po."""
    findings: Findings = []
    text = read_text(path, findings)
    if text is None:
        raise ProngError(findings)
    messages = messages_of(text, str(path))
    # Whatever its header says, the text was read as UTF-8.
    header = [line for line in messages.get("", "").splitlines() if not line.startswith("Content-Type:")]
    messages[""] = "\n".join(["Content-Type: text/plain; charset=UTF-8", *header, ""])
    return gettext.GNUTranslations(io.BytesIO(compiled(messages)))


def messages_of(text: str, file: str) -> dict[str, str]:
    """Messages with their translations, both as a compiled catalogue has them; the header stands under “”."""
    found: dict[str, str] = {}
    entry: dict[str, str] = {}
    fuzzy, field = False, ""
    for number, line in enumerate([*text.splitlines(), ""], 1):
        stripped = line.strip()
        starts, more = LINE.fullmatch(stripped), MORE.fullmatch(stripped)
        comment = not stripped or stripped.startswith("#")
        if entry and (comment or (starts and _begins(starts[1], entry))):
            found |= {} if fuzzy else _message(entry)
            entry, fuzzy = {}, False
        if stripped.startswith("#,"):
            fuzzy = "fuzzy" in stripped
        elif starts:
            field = starts[1]
            entry[field] = _plain(starts[3])
        elif more and entry:
            entry[field] += _plain(more[1])
        elif not comment:
            raise ProngError([Diagnostic("E411", Place(file, number), met=stripped)])
    return found


def compiled(messages: dict[str, str]) -> bytes:
    """The bytes of a compiled catalogue, in the order of the messages."""
    keys = sorted(messages)
    originals = [key.encode() for key in keys]
    texts = [messages[key].encode() for key in keys]
    count = len(keys)
    start = 28 + 16 * count
    tables, data = b"", b""
    for group in (originals, texts):
        for one in group:
            tables += struct.pack("<II", len(one), start + len(data))
            data += one + b"\0"
    return struct.pack("<7I", MAGIC, 0, count, 28, 28 + 8 * count, 0, start) + tables + data


def _message(entry: dict[str, str]) -> dict[str, str]:
    """An entry, if it is translated: context, id and plural before its one or several translations."""
    texts = [entry[field] for field in sorted(entry) if field.startswith("msgstr")]
    if "msgid" not in entry or not all(texts):
        return {}
    context = f"{entry['msgctxt']}\x04" if "msgctxt" in entry else ""
    plural = f"\x00{entry['msgid_plural']}" if "msgid_plural" in entry else ""
    return {f"{context}{entry['msgid']}{plural}": "\x00".join(texts)}


def _begins(field: str, entry: dict[str, str]) -> bool:
    """Whether a field begins the next entry: a context, or an id after the translation of another."""
    return field in ("msgctxt", "msgid") and any(key.startswith("msgstr") for key in entry)


def _plain(text: str) -> str:
    return ESCAPE.sub(lambda found: ESCAPED.get(found[1], found[1]), text)
