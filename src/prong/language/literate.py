"""Literate Markdown: front matter, prose, and fenced blocks whose YAML keeps its lines in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from prong.errors import Diagnostic, Place, near_name
from prong.language.text import Findings, read_text
from prong.language.tree import Mapping, Node, read_tree

COMMENTARY_FENCES = ("", "text")
BLOCKS = MarkdownIt("commonmark").use(front_matter_plugin).disable("inline")


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block: its kind, its tree and the place of its first line."""

    kind: str
    tree: Node | None
    place: Place


@dataclass(frozen=True, slots=True)
class Literate:
    """A rule document as read: front matter, then prose (raw Markdown) and blocks in order.

    It is incomplete where a block could not be read or is of an unknown kind.
    """

    file: str
    front: Mapping
    parts: tuple[str | Fence, ...]
    incomplete: bool

    def fences(self, kind: str) -> Iterator[Fence]:
        """The blocks of one kind."""
        return (part for part in self.parts if isinstance(part, Fence) and part.kind == kind)


def read_literate(path: Path, kinds: tuple[str, ...], findings: Findings) -> Literate | None:
    """The document, or None where it cannot be used; `kinds` are the blocks that it may hold."""
    file = str(path)
    text = read_text(path, findings)
    if text is None:
        return None
    lines = text.splitlines(keepends=True)
    front, parts, upto, incomplete, told = None, [], 0, False, False
    for token in BLOCKS.parse(text):
        if token.type == "front_matter":
            before = len(findings)
            front = read_tree(token.content, file, findings, first_line=token.map[0] + 2)
            told = front is None and len(findings) > before
            upto = token.map[1]
        elif token.type == "fence" and (kind := token.info.strip()) not in COMMENTARY_FENCES:
            start, stop = token.map
            column = max(lines[start].find(kind), 0) + 1
            place = Place(file, start + 1, column, column + len(kind))
            if token.level or lines[start].startswith(" "):
                expected = "at the left margin, outside lists and quotations"
                findings.append(Diagnostic("E204", place, subject="this block", met=kind, expected=expected))
                incomplete = True
                continue
            parts.extend(_prose(lines[upto:start]))
            upto = stop
            if kind not in kinds:
                near, expected = near_name(kind, kinds), ", ".join(kinds)
                findings.append(Diagnostic("E206", place, met=kind, expected=expected, near=near))
                incomplete = True
                continue
            before = len(findings)
            tree = read_tree(token.content, file, findings, first_line=start + 2)
            if tree is None and len(findings) == before:
                findings.append(Diagnostic("E111", place, met=kind, expected="entries in this block"))
            incomplete |= tree is None
            parts.append(Fence(kind, tree, place))
    parts.extend(_prose(lines[upto:]))
    if not isinstance(front, Mapping):
        if not told:
            findings.append(Diagnostic("E109", Place(file)))
        return None
    return Literate(file, front, tuple(parts), incomplete)


def _prose(lines: list[str]) -> list[str]:
    text = "".join(lines).strip("\n")
    return [text] if text.strip() else []
