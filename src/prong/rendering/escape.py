"""User text made inert: whatever stands in a case or a rule is text in every format, never markup."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"([\\`*_\[\]<>|~$^])")
_BLOCK = re.compile(r"^(\d*)([#+=.)-])")
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def markdown(text: object) -> str:
    """One line of Markdown that shows `text` as it is."""
    visible = _INVISIBLE.sub("", str(text))
    one_line = " ".join(visible.split())
    escaped = _MARKUP.sub(r"\\\1", one_line.replace("&", "&amp;"))
    return _BLOCK.sub(r"\1\\\2", escaped)
