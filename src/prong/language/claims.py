"""Claims files (`claims.yaml`): read, and every name in them checked against cases, rules and sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from prong.errors import Diagnostic, ProngError, near_name
from prong.language.cases import CLAIMS, Cases, load_sources
from prong.language.rulebook import sorted_findings
from prong.language.shape import read_shape
from prong.language.text import Findings, read_text
from prong.language.tree import Mapping, Node, Scalar, items_of, read_tree
from prong.model.claims import Claims
from prong.model.norms import Rulebook


def check_claims(
    paths: Iterable[Path], cases: Cases, rulebook: Rulebook
) -> tuple[tuple[Claims, ...], Findings]:
    """The claims files below the paths, and every finding about them."""
    findings: Findings = []
    files = sorted({file for path in paths if path.is_dir() for file in path.rglob(CLAIMS)})
    found = [_read_claims(file, cases, rulebook, findings) for file in files]
    return tuple(claims for claims in found if claims), sorted_findings(findings)


def load_claims(paths: Iterable[Path], cases: Cases, rulebook: Rulebook) -> tuple[Claims, ...]:
    """The claims files below the paths; raises ProngError with every finding about them."""
    claims, findings = check_claims(paths, cases, rulebook)
    if findings:
        raise ProngError(findings)
    return claims


def _read_claims(path: Path, cases: Cases, rulebook: Rulebook, findings: Findings) -> Claims | None:
    text = read_text(path, findings)
    before = len(findings)
    tree = None if text is None else read_tree(text, str(path), findings)
    if text is None or (tree is None and len(findings) > before):
        return None
    claims = read_shape(Claims, tree, str(path), "claims", findings)
    if isinstance(tree, Mapping):
        findings.extend(_unknown_names(tree, path, cases, rulebook))
    return claims


def _unknown_names(tree: Mapping, path: Path, cases: Cases, rulebook: Rulebook) -> Iterator[Diagnostic]:
    """Names that nothing bears; looked for even where the shape of the claims has faults."""
    elements = [f"{n.id}/{element}" for n in rulebook.norms.values() for element in n.elements]
    known = (
        ("accounts", "accounts", list(cases.files), "case"),
        ("accounts", "shown-by", list(rulebook.vocabulary.predicates), "predicate"),
        ("every", "element", elements, "element"),
        ("status", "instrument", list(rulebook.instruments), "instrument"),
    )
    for section, key, names, kind in known:
        for entry in items_of(tree.get(section)):
            if isinstance(entry, Mapping):
                yield from _unknown(entry.get(key), names, kind)
    sources = list(load_sources([path]))
    for said in _said(tree):
        yield from _unknown(said.get("source"), sources, "source")


def _said(tree: Node) -> Iterator[Mapping]:
    """Every `by` of the document."""
    if isinstance(tree, Mapping):
        for key, value in tree.entries:
            if key.text == "by" and isinstance(value, Mapping):
                yield value
            else:
                yield from _said(value)
    for item in items_of(tree):
        yield from _said(item)


def _unknown(node: Node | None, known: list[str], kind: str) -> Iterator[Diagnostic]:
    for name in items_of(node) or (node,):
        if isinstance(name, Scalar) and name.text not in known:
            near = near_name(name.text, known)
            yield Diagnostic("E203", name.place, subject=kind, met=name.text, near=near)
