"""The mappings of a rules' folder: read, checked against the vocabulary, resolved.

They are documents like norms, and are read by the same readers. They are loaded apart from the rulebook,
with a digest of their own, because no answer in law rests on them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from prong.errors import Diagnostic, ProngError
from prong.language.checks.mapping_links import misshapen_links
from prong.language.checks.mapping_names import unresolved_mapping_names
from prong.language.checks.mapping_silence import silent_mappings
from prong.language.literate import Fence, read_literate
from prong.language.mapping_drafts import DraftLink, DraftMapping
from prong.language.mapping_shapes import ColumnShape, CrosswalkShape, LinkShape, MappingShape
from prong.language.resolve import body_of
from prong.language.rulebook import digest_of, sorted_findings
from prong.language.rules import check_file_name, entries
from prong.language.shape import read_shape
from prong.language.text import Findings
from prong.language.tree import Mapping as Tree
from prong.language.tree import Node, Scalar, Sequence
from prong.model.mappings import Bound, Column, CorpusMapping, Crosswalk, Link
from prong.model.norms import Anchor, Rulebook

BLOCKS = ("codes", "column", "map", "crosswalk", "never")
CHECKS = (unresolved_mapping_names, misshapen_links, silent_mappings)
"""They run on one mapping and a sound rulebook, each where the one before it found nothing."""
Seen = dict[tuple[str, str], Scalar]


def check_mappings(folder: Path, rulebook: Rulebook) -> tuple[Mapping[str, CorpusMapping], Findings]:
    """The mappings of a rules' folder in which nothing is wrong, and every finding about the others."""
    findings: Findings = []
    found: dict[str, CorpusMapping] = {}
    for path in sorted((folder / "mappings").glob("*.md")):
        before = len(findings)
        draft = _read(path, findings)
        # What a broken entry would have declared is unknown: names are looked up once all can be read, and
        # that nothing is said of a predicate may follow from a name that is misspelt.
        for check in CHECKS:
            if draft and len(findings) == before:
                findings.extend(check(draft, rulebook))
        if draft and len(findings) == before:
            found[draft.shape.mapping] = _resolve(draft, path, folder)
    return MappingProxyType(found), sorted_findings(findings)


def load_mappings(folder: Path, rulebook: Rulebook) -> Mapping[str, CorpusMapping]:
    """The mappings; raises ProngError with every finding where there is any."""
    found, findings = check_mappings(folder, rulebook)
    if findings:
        raise ProngError(findings)
    return found


# Reading


def _read(path: Path, findings: Findings) -> DraftMapping | None:
    document = read_literate(path, BLOCKS, findings)
    if document is None:
        return None
    front = read_shape(MappingShape, document.front, str(path), "front matter", findings)
    if front:
        check_file_name(path, document.front.get("mapping"), findings)
    seen: Seen = {}
    code_lists, columns, links, crosswalks, never = {}, {}, [], {}, {}
    for part in document.parts:
        if not isinstance(part, Fence):
            continue
        match part.kind:
            case "codes":
                for key, values in _plain_entries(part, findings):
                    if _is_list_of_words(key, values, findings):
                        code_lists.setdefault(key.text, (key, values))
            case "column":
                for key, tree, shape in entries(ColumnShape, part, set(), findings, any_name=True):
                    _once("column", key, seen, findings)
                    if (shape.kind is None) == (shape.values is None):
                        expected = "either “kind” or “values”"
                        findings.append(_misshapen(key, "a column", expected))
                    columns.setdefault(key.text, (shape, key, tree))
            case "map":
                links += _links(_plain_entries(part, findings), None, seen, findings)
            case "crosswalk":
                for key, tree, shape in entries(CrosswalkShape, part, set(), findings):
                    _once("crosswalk", key, seen, findings)
                    crosswalks.setdefault(key.text, (shape, key))
                    inner = tree.get("map")
                    if isinstance(inner, Tree):
                        links += _links(iter(inner.entries), key.text, seen, findings)
                    else:
                        findings.append(_misshapen(tree.key("map"), f"{key.text}.map", "names with links"))
            case "never":
                for key, reason in _plain_entries(part, findings):
                    _once("never", key, seen, findings)
                    if isinstance(reason, Scalar) and reason.text:
                        never.setdefault(key.text, (reason.text, key))
                    else:
                        findings.append(_misshapen(key, key.text, "the reason, as a text"))
    if front is None or document.incomplete:
        return None
    return DraftMapping(document, front, code_lists, columns, tuple(links), crosswalks, never)


def _links(
    found: Iterator[tuple[Scalar, Node]], crosswalk: str | None, seen: Seen, findings: Findings
) -> Iterator[DraftLink]:
    for key, node in found:
        _once(f"map {crosswalk or ''}", key, seen, findings, "predicate")
        for tree in node.items if isinstance(node, Sequence) else (node,):
            if shape := read_shape(LinkShape, tree, key.place.file, key.text, findings):
                yield DraftLink(key, tree, shape, crosswalk)


def _plain_entries(fence: Fence, findings: Findings) -> Iterator[tuple[Scalar, Node]]:
    if isinstance(fence.tree, Tree):
        yield from fence.tree.entries
    elif fence.tree is not None:
        words = {"met": "a list or word", "expected": "names with their entries"}
        findings.append(Diagnostic("E204", fence.tree.place, subject=fence.kind, **words))


def _is_list_of_words(key: Scalar, node: Node, findings: Findings) -> bool:
    if isinstance(node, Sequence) and node.items and all(isinstance(item, Scalar) for item in node.items):
        return True
    findings.append(_misshapen(key, key.text, "a list of values"))
    return False


def _misshapen(at: Scalar, subject: str, expected: str) -> Diagnostic:
    return Diagnostic("E204", at.place, subject=subject, met="something else", expected=expected)


def _once(space: str, key: Scalar, seen: Seen, findings: Findings, subject: str = "") -> None:
    """A finding where the name stood before in the same kind of blocks."""
    first = seen.setdefault((space, key.text), key)
    if first is not key:
        related = ((first.place, "first declared here"),)
        words = {"subject": subject or space, "met": key.text}
        findings.append(Diagnostic("E205", key.place, **words, related=related))


# Resolving


def _resolve(draft: DraftMapping, path: Path, folder: Path) -> CorpusMapping:
    front = draft.shape
    columns = {
        name: Column(
            name,
            shape.kind or "code",
            draft.values_of(name) or (),
            shape.values if isinstance(shape.values, str) else None,
            shape.missing,
            shape.separator,
        )
        for name, (shape, _, _) in draft.columns.items()
    }
    return CorpusMapping(
        id=front.mapping,
        title=front.title,
        row=front.row,
        to=front.to,
        identifier=front.identifier,
        keep=front.keep,
        code_lists={
            name: tuple(item.text for item in listed.items) for name, (_, listed) in draft.code_lists.items()
        },
        columns=MappingProxyType(columns),
        links=_resolved_links(draft, None),
        crosswalks=MappingProxyType(
            {
                name: Crosswalk(name, shape.question, shape.because, _resolved_links(draft, name))
                for name, (shape, _) in draft.crosswalks.items()
            }
        ),
        never=MappingProxyType({name: reason for name, (reason, _) in draft.never.items()}),
        digest=digest_of(folder, [path]),
        body=body_of(draft.document),
        anchor=Anchor(path.relative_to(folder).as_posix(), draft.document.front.place.line),
    )


def _resolved_links(draft: DraftMapping, crosswalk: str | None) -> Mapping[str, tuple[Link, ...]]:
    found: dict[str, tuple[Link, ...]] = {}
    for written in draft.links:
        if written.crosswalk == crosswalk:
            shape = written.shape
            link = Link(
                shape.column,
                shape.yes,
                shape.no,
                tuple((value, Bound(bound.from_, bound.to)) for value, bound in shape.bounds.items()),
                shape.reads,
                tuple(shape.when.items()),
                shape.to,
                shape.both_ways,
            )
            found[written.target.text] = (*found.get(written.target.text, ()), link)
    return MappingProxyType(found)
