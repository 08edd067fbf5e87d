"""Trees to YAML, as `tree` reads it: which texts are quoted, and what stands on one line.

Texts that a plain reader of YAML could take for something else are quoted (`"no"`, `"1998"`). What is
written is one document without anchors and tags, and can stand in front matter or in a fenced block.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from ruamel.yaml import YAML
from ruamel.yaml.emitter import Emitter
from ruamel.yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)
from ruamel.yaml.resolver import implicit_resolvers
from ruamel.yaml.tag import Tag

LINE = 110
FOLD = 97
"""A folded text breaks at the first space behind this column."""

NEVER = 1 << 30
DEEPEST_FLOW = 2
"""`[{a: b}]` stands on one line where it fits; what is nested deeper stands in blocks."""

STRING = Tag(suffix="tag:yaml.org,2002:str")
DIGEST = re.compile("[0-9a-f]{8}")

Tree = str | list["Tree"] | dict[str, "Tree"]


class Word(str):
    """A word, number or date that stands unquoted because the shape of the file asks for it."""

    __slots__ = ()


class _Folding(Emitter):
    """Breaks lines in folded texts and nowhere else."""

    def write_folded(self, text: str, comment: str) -> None:
        self.best_width = FOLD
        super().write_folded(text, comment)
        self.best_width = NEVER


def write_tree(tree: Tree, *, blocks: int = 1) -> str:
    """YAML in blocks; below the first `blocks` levels, what is short stands in flow on one line."""
    yaml = YAML(typ="rt")
    yaml.Emitter = _Folding
    yaml.width, yaml.allow_unicode = NEVER, True
    if isinstance(tree, dict):
        yaml.indent(mapping=2, sequence=4, offset=2)
    before = (StreamStartEvent(), DocumentStartEvent(explicit=False))
    after = (DocumentEndEvent(explicit=False), StreamEndEvent())
    stream = io.StringIO()
    yaml.emit((*before, *_events(tree, 0, LINE, blocks, False), *after), stream)
    return stream.getvalue()


def _events(tree: Tree, indent: int, room: int, blocks: int, flow: bool) -> Iterator[Event]:
    """The events of a tree that begins in column `indent` and has `room` left on the line of its key."""
    if isinstance(tree, str):
        yield _scalar(tree, room, flow)
        return
    flow = flow or (blocks < 1 and _depth(tree) <= DEEPEST_FLOW and _length(tree) <= room)
    if isinstance(tree, dict):
        yield MappingStartEvent(None, None, True, flow_style=flow)
        for key, value in tree.items():
            yield _scalar(key, LINE, True)
            yield from _events(value, indent + 2, LINE - indent - len(key) - 2, blocks - 1, flow)
        yield MappingEndEvent()
    else:
        yield SequenceStartEvent(None, None, True, flow_style=flow)
        for item in tree:
            yield from _events(item, indent + 2, LINE - indent - 2, blocks - 1, flow)
        yield SequenceEndEvent()


def _scalar(text: str, room: int, flow: bool) -> ScalarEvent:
    return ScalarEvent(None, STRING, (True, True), str(text), style=_style(text, room, flow))


def _style(text: str, room: int, flow: bool) -> str | None:
    """Unquoted where nobody can misread it; a long text folded, several lines literal, all else quoted."""
    if isinstance(text, Word):
        return None
    # A line of dashes would end the front matter, which also loses the end of its last line.
    block = not flow and text.strip(" \n") == text != "" and "---" not in text
    if block and "\n" in text:
        lines = text.split("\n")
        return "|" if all(line.isprintable() and not line.endswith(" ") for line in lines) else '"'
    if block and len(text) > room and text.isprintable():
        return ">"
    return None if len(text) <= room and _is_plain(text, flow) else '"'


def _is_plain(text: str, flow: bool) -> bool:
    """Whether every reader of YAML takes the unquoted text for this text; digests are quoted all alike."""
    return (
        text.isprintable()
        and text[:1].isalnum()
        and not text.endswith((" ", ":"))
        and not any(mark in text for mark in (": ", " #", *(",[]{}:?" if flow else ())))
        and not any(pattern.match(text) for _, _, pattern, _ in implicit_resolvers)
        and not DIGEST.fullmatch(text)
    )


def _depth(tree: Tree) -> int:
    if isinstance(tree, str):
        return 0
    inner = tree.values() if isinstance(tree, dict) else tree
    return 1 + max(map(_depth, inner), default=0)


def _length(tree: Tree) -> int:
    """Columns on one line."""
    if isinstance(tree, str):
        return len(tree) + (0 if isinstance(tree, Word) or _is_plain(tree, True) else 2)
    if isinstance(tree, dict):
        return sum(_length(key) + _length(value) + 4 for key, value in tree.items())
    return sum(_length(item) + 2 for item in tree)
