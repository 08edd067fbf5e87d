"""User text made inert: whatever stands in a case or a rule is text in every format, never markup."""

from __future__ import annotations

import re
from functools import lru_cache

from prong.rendering.words import DISPENSED, SYMBOLS

_MARKUP = re.compile(r"([\\`*_\[\]<>|~$^])")
_BLOCK = re.compile(r"^(\d*)([#+=.)-])")
_VERDICT = re.compile(f"^[{re.escape(''.join((*SYMBOLS.values(), DISPENSED)))}](?= )")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Controls, marks of direction, blanks without width, tags, and what is no character: none is seen, some are
obeyed, and the XML of a word processor refuses others."""


def markdown(text: object) -> str:
    """One line of Markdown that shows `text` as it is."""
    return _markdown(str(text))


@lru_cache(maxsize=1 << 14)
def _markdown(text: str) -> str:
    one_line = " ".join(_INVISIBLE.sub("", text).split())
    escaped = _MARKUP.sub(r"\\\1", one_line.replace("&", "&amp;"))
    return _VERDICT.sub(lambda found: f"&#{ord(found[0])};", _BLOCK.sub(r"\1\\\2", escaped))
