"""A new case as text, and a finding put into a case or taken out of it with every other line left as it is.

The text is changed by lines and not written anew from a tree: comments, order and quotes are those of
whoever wrote the file. The new text is read again, and must say what was meant.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from prong.errors import Diagnostic, ProngError
from prong.language.layout import Tree, Word, write_tree
from prong.language.shape import read_shape
from prong.language.text import Findings
from prong.language.tree import Mapping, read_tree
from prong.model.cases import Case, Finding
from prong.model.sources import Evidence

INDENT = 2


def with_finding(text: str, file: str, predicate: str, finding: Finding | None) -> str:
    """The text of a case in which a predicate has this one finding, or none.

    Raises ProngError where the text is no case, or where its findings stand in braces.
    """
    before, tree = _case(text, file)
    lines = text.split("\n")
    block = _findings_block(tree, lines)
    if finding is None:
        changed = lines if block is None else _without(lines, block, predicate)
    else:
        changed = _with(lines, block, predicate, finding)
    found = "\n".join(changed).rstrip("\n") + "\n"
    after, _ = _case(found, file)
    meant = {name: several for name, several in before.findings.items() if name != predicate}
    if finding is not None:
        meant[predicate] = (finding,)
    if after != before.model_copy(update={"findings": meant}):
        raise ProngError([_unusable(tree)])
    return found


def new_case_text(
    case: str,
    title: str,
    source: tuple[str, str],
    person: tuple[str, str],
    evidence: Sequence[Evidence],
) -> str:
    """A case without findings: its source and where it stands there, its person's name and year of birth."""
    name, born = person
    told: dict[str, Tree] = {}
    if name:
        told["name"] = name
    if born:
        told["born"] = Word(born)
    told["evidence"] = _pinpoints(evidence)
    at = {"id": source[0], "at": source[1]}
    return write_tree({"case": case, "title": title, "source": at, "person": told})


def _pinpoints(evidence: Sequence[Evidence]) -> Tree:
    return [{"at": item.at, "digest": item.digest} for item in evidence]


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines of the findings: where their key stands, where they end, their keys and their indent."""

    start: int
    end: int
    keys: tuple[tuple[str, int], ...]
    indent: int


def _case(text: str, file: str) -> tuple[Case, Mapping]:
    findings: Findings = []
    tree = read_tree(text, file, findings)
    case = None if findings else read_shape(Case, tree, file, "case", findings)
    if case is None or not isinstance(tree, Mapping):
        raise ProngError(findings)
    return case, tree


def _findings_block(tree: Mapping, lines: list[str]) -> _Block | None:
    key, value = tree.key("findings"), tree.get("findings")
    if key is None:
        return None
    start = key.place.line - 1
    later = [name.place.line - 1 for name, _ in tree.entries if name.place.line - 1 > start]
    end = _end(lines, start, min(later, default=len(lines)), 0)
    if not isinstance(value, Mapping) or not value.entries:
        return _Block(start, end, (), INDENT)
    first = value.entries[0][0].place
    if first.line - 1 == start or value.place.column != first.column or key.place.column != 1:
        raise ProngError([_unusable(tree)])
    keys = tuple((name.text, name.place.line - 1) for name, _ in value.entries)
    return _Block(start, end, keys, first.column - 1)


def _end(lines: list[str], start: int, end: int, indent: int) -> int:
    """The end of what begins at a line: comments before the next key belong to that key."""
    while end > start + 1 and _is_between(lines[end - 1], indent):
        end -= 1
    return end


def _is_between(line: str, indent: int) -> bool:
    words = line.strip()
    return not words or words == "..." or (words[0] == "#" and len(line) - len(line.lstrip()) <= indent)


def _with(lines: list[str], block: _Block | None, predicate: str, finding: Finding) -> list[str]:
    if block is None:
        end = _end(lines, 0, len(lines), -1)
        return [*lines[:end], "findings:", *_written(predicate, finding, INDENT), *lines[end:]]
    new = _written(predicate, finding, block.indent)
    if not block.keys:
        return [*lines[: block.start], "findings:", *new, *lines[block.end :]]
    for start, end in _stretch(lines, block, predicate):
        return [*lines[:start], *new, *lines[end:]]
    return [*lines[: block.end], *new, *lines[block.end :]]


def _without(lines: list[str], block: _Block, predicate: str) -> list[str]:
    for start, end in _stretch(lines, block, predicate):
        if len(block.keys) == 1:
            return [*lines[: block.start], *lines[block.start + 1 : start], *lines[end:]]
        return [*lines[:start], *lines[end:]]
    return lines


def _stretch(lines: list[str], block: _Block, predicate: str) -> list[tuple[int, int]]:
    """The lines of the entry of a predicate, where it has one."""
    for place, (name, start) in enumerate(block.keys):
        if name == predicate:
            last = place + 1 == len(block.keys)
            end = block.end if last else block.keys[place + 1][1]
            return [(start, _end(lines, start, end, block.indent))]
    return []


def _written(predicate: str, finding: Finding, indent: int) -> list[str]:
    entry: dict[str, Tree] = {"holds": Word(finding.holds), "to": finding.to.key}
    if finding.events:
        entry["events"] = list(finding.events)
    entry |= {key: text for key in ("note", "counter") if (text := getattr(finding, key)) is not None}
    entry["evidence"] = _pinpoints(finding.evidence)
    written = write_tree({predicate: entry}, blocks=2)
    return textwrap.indent(written, " " * indent).rstrip("\n").split("\n")


def _unusable(tree: Mapping) -> Diagnostic:
    key = tree.key("findings")
    return Diagnostic("E442", key.place if key else tree.place)
