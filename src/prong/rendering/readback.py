"""Finished documents read back: all text and metadata of each format, for the check of what they hold."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from types import MappingProxyType

_TAG = re.compile(r"<[^>]*>")
_WITHIN_WORDS = re.compile(
    r"</?(?:a|abbr|b|bdi|code|em|i|mark|small|span|strong|sub|sup|time|tspan|u|wbr)\b[^>]*>"
)
"""Tags that may stand in the middle of a word."""


def _markdown(content: bytes) -> str:
    """Without the backslashes that keep signs from being markup."""
    return html.unescape(content.decode().replace("\\", ""))


def _page(content: bytes) -> str:
    """Tags, for attributes and comments, and then the text, in which no word is divided by markup."""
    text = content.decode()
    tags = "\n".join(_TAG.findall(text))
    return html.unescape(f"{tags}\n{_TAG.sub(' ', _WITHIN_WORDS.sub('', text))}")


def _marked_up(text: str) -> str:
    """With tags, and without them."""
    return html.unescape(f"{text}\n{_TAG.sub('', text)}")


def _word(content: bytes) -> str:
    """Every part of the package, with the names of the parts."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = [
            f"{name}\n{_marked_up(package.read(name).decode('utf-8', 'replace'))}"
            for name in package.namelist()
        ]
        return "\n".join((package.comment.decode("utf-8", "replace"), *parts))


READERS: Mapping[str, Callable[[bytes], str]] = MappingProxyType(
    {"md": _markdown, "html": _page, "docx": _word}
)
