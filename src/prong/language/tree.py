"""YAML to a tree of nodes that know their line and column.

Scalars stay text (`no` is a word, not a Boolean); anchors, aliases and tags are refused, so that a
small file cannot grow in memory; duplicate keys are findings.
"""

from __future__ import annotations

from dataclasses import dataclass

from ruamel.yaml.cyaml import CParser
from ruamel.yaml.error import MarkedYAMLError, StreamMark
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from prong.errors import Diagnostic, Place
from prong.language.text import CONTROL, Findings
from prong.model.maker import maker_of

DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Origin:
    """Where YAML stands: its file, and the line of it on which it begins."""

    file: str
    first_line: int

    def place_at(self, line: int, column: int) -> Place:
        """The place of one sign; lines and columns begin with 0."""
        return make_place(self.file, line + self.first_line, column + 1, column + 2)

    def place(self, start: StreamMark, stop: StreamMark) -> Place:
        """The place between two marks, as far as it lies on the line of the first."""
        line, column, end = start.line, start.column, stop.column
        if stop.line != line or end <= column:
            end = column + 1
        return make_place(self.file, line + self.first_line, column + 1, end + 1)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A word or a text; `quoted` tells whether quotes or a block stood around it.

    Of thousands, few are asked for their place: it is made of the marks of the parser where one is.
    """

    text: str
    quoted: bool
    start: StreamMark
    stop: StreamMark
    origin: Origin

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.origin.place(self.start, self.stop)


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    entries: tuple[tuple[Scalar, Node], ...]
    place: Place

    def get(self, key: str) -> Node | None:
        """The value under `key`, or None."""
        for name, value in self.entries:
            if name.text == key:
                return value
        return None

    def key(self, key: str) -> Scalar | None:
        """The key itself, for its place."""
        return next((name for name, _ in self.entries if name.text == key), None)


Node = Scalar | Sequence | Mapping
make_place, make_scalar = maker_of(Place), maker_of(Scalar)
make_sequence, make_mapping = maker_of(Sequence), maker_of(Mapping)
NODES = (ScalarEvent, SequenceStartEvent, MappingStartEvent, AliasEvent)
UNQUOTED = (None, "")


def items_of(node: Node | None) -> tuple[Node, ...]:
    """The items of a sequence; nothing for any other node."""
    return node.items if isinstance(node, Sequence) else ()


class _Refused(Exception):
    """Stops reading of one document; the finding has been recorded."""


def read_tree(text: str, file: str, findings: Findings, *, first_line: int = 1) -> Node | None:
    """The tree of one YAML document, or None where it is empty or not usable.

    `first_line` is the line of the file on which `text` begins (for blocks inside Markdown).
    """
    builder = _Builder(text, Origin(file, first_line), findings)
    try:
        return builder.document()
    except MarkedYAMLError as error:
        findings.append(builder.malformed(error))
        return None
    except _Refused:
        return None


class _Builder:
    def __init__(self, text: str, origin: Origin, findings: Findings) -> None:
        self.next_event = CParser(text).get_event
        self.origin = origin
        self.findings = findings

    def place(self, event: Event) -> Place:
        return self.origin.place(event.start_mark, event.end_mark)

    def refuse(self, code: str, event: Event, **words: str) -> _Refused:
        self.findings.append(Diagnostic(code, self.place(event), **words))
        return _Refused()

    def malformed(self, error: MarkedYAMLError) -> Diagnostic:
        """What the parser could not read, and where the list, mapping or text began that it was reading."""
        mark, begun = error.problem_mark or error.context_mark, error.context_mark
        at = self.origin
        place = at.place_at(mark.line, mark.column) if mark else Place(at.file, at.first_line)
        met = error.problem or error.context or "unknown problem"
        started = at.place_at(begun.line, begun.column) if begun else place
        related = () if started == place else ((started, error.context or "begun here"),)
        advice = "quote a text that holds a colon" if met.startswith("mapping values are not allowed") else ""
        return Diagnostic("E105", place, met=met, related=related, advice=advice)

    def document(self) -> Node | None:
        tree: Node | None = None
        documents = 0
        while (event := self.next_event()) is not None:
            kind = type(event)
            if kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise self.refuse("E107", event, subject="several documents in one file")
            elif kind in NODES:
                tree = self.node(event, 1)
        empty = isinstance(tree, Scalar) and not tree.text and not tree.quoted
        return None if empty else tree

    def node(self, event: Event, depth: int) -> Node:
        kind = type(event)
        if depth > DEEPEST:
            raise self.refuse("E106", event, expected=str(DEEPEST))
        if event.anchor is not None:  # an alias has the name of its anchor
            raise self.refuse("E107", event, subject="anchors and aliases")
        if event.ctag is not None:
            raise self.refuse("E107", event, subject="tags")
        if kind is ScalarEvent:
            text, style = event.value, event.style
            # `read_text` refuses control characters; between these quotes they can be written as escapes.
            if style == '"' and (found := CONTROL.search(text)):
                raise self.refuse("E110", event, met=f"U+{ord(found[0]):04X}")
            return make_scalar(text, style not in UNQUOTED, event.start_mark, event.end_mark, self.origin)
        if kind is SequenceStartEvent:
            return self.sequence(event, depth)
        return self.mapping(event, depth)

    def sequence(self, event: SequenceStartEvent, depth: int) -> Sequence:
        items = []
        next_event, node = self.next_event, self.node
        while type(inner := next_event()) is not SequenceEndEvent:
            items.append(node(inner, depth + 1))
        return make_sequence(tuple(items), self.place(event))

    def mapping(self, event: MappingStartEvent, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        next_event, node = self.next_event, self.node
        while type(inner := next_event()) is not MappingEndEvent:
            key = node(inner, depth + 1)
            value = node(next_event(), depth + 1)
            if type(key) is not Scalar:
                self.findings.append(
                    Diagnostic("E204", key.place, subject="a key", met="a list or mapping", expected="a word")
                )
            elif key.text in entries:
                related = ((entries[key.text][0].place, "first here"),)
                self.findings.append(Diagnostic("E108", key.place, met=key.text, related=related))
            else:
                entries[key.text] = (key, value)
        found = tuple(entries.values())
        # Without braces a mapping has no mark of its own: its first key stands for it.
        return make_mapping(found, self.place(event) if event.flow_style or not found else found[0][0].place)
