"""Bytes on disk to text: the first stage, where size, encoding and control characters are refused."""

from __future__ import annotations

import re
from pathlib import Path

from prong.errors import Diagnostic, Place

LARGEST_FILE = 1 << 20
# Beside control characters: what reverses the order of a text, what some programs take for the end of a
# line, and what YAML does not allow.
CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)

Findings = list[Diagnostic]


def read_text(path: Path, findings: Findings) -> str | None:
    """The text of a file, or None (and a finding) where it is missing, too large or not text."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        findings.append(Diagnostic("E101", None, met=str(path)))
        return None
    except OSError as error:
        findings.append(Diagnostic("E102", None, met=str(path), expected=error.strerror or "unreadable"))
        return None
    if len(raw) > LARGEST_FILE:
        findings.append(Diagnostic("E104", Place(str(path)), expected="1 MiB"))
        return None
    try:
        text = _normal(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        before = _normal(raw[: error.start].decode("utf-8"))
        findings.append(Diagnostic("E103", _place_after(before, path)))
        return None
    if found := CONTROL.search(text):
        place = _place_after(text[: found.start()], path)
        findings.append(Diagnostic("E110", place, met=f"U+{ord(found[0]):04X}"))
        return None
    return text


def _normal(text: str) -> str:
    """Without the byte order mark, and with one way to end a line."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _place_after(before: str, path: Path) -> Place:
    column = len(before) - (before.rfind("\n") + 1) + 1
    return Place(str(path), before.count("\n") + 1, column, column + 1)
