"""How much room words take in a drawing: a letter of Korean, Chinese or Japanese as much as two others."""

from __future__ import annotations

import re
import textwrap

_WIDE = re.compile(
    "([\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6])"
)
"""Hangul, Han and Kana, and the forms that are as wide as they."""
_ROOM = "\0"
"""Stands behind a wide letter while its text is measured; no text of a file has it."""


def width_of(text: str) -> int:
    """The room of a text, in narrow letters."""
    return len(_measured(text))


def wrapped(text: str, width: int, *, most: int) -> list[str]:
    """The text on lines of at most that width; what has no place on `most` lines ends in “…”."""
    lines = textwrap.wrap(_measured(text), width, max_lines=most, placeholder="…")
    return [line.replace(_ROOM, "") for line in lines] or [""]


def shortened(text: str, width: int) -> str:
    """The text, or as much of it as has room before “…”."""
    measured = _measured(text)
    return text if len(measured) <= width else measured[: width - 1].replace(_ROOM, "") + "…"


def _measured(text: str) -> str:
    return _WIDE.sub(rf"\1{_ROOM}", text)
