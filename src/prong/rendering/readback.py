"""Finished documents read back: all text and metadata of each format, for the check of what they hold."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from types import MappingProxyType

_TAG = re.compile(r"(<[^>]*>)")


def _markdown(content: bytes) -> str:
    """Without the backslashes that keep signs from being markup."""
    return html.unescape(content.decode().replace("\\", ""))


def _page(content: bytes) -> str:
    """Tags, for attributes and comments, and the text twice: a tag may part words, or stand within one."""
    return _marked_up(content.decode())


def _marked_up(text: str) -> str:
    parts = _TAG.split(text)
    tags, texts = parts[1::2], parts[::2]
    return html.unescape("\n".join((*dict.fromkeys(tags), " ".join(texts), "".join(texts))))


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
