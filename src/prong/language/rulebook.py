"""A rules' folder to a rulebook: read, check, resolve. Nothing with a finding gets through."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from types import MappingProxyType

from prong.errors import Diagnostic, ProngError
from prong.language.checks import CHECKS
from prong.language.checks.follow_on import without_follow_on
from prong.language.resolve import resolve_norm, resolve_reading, resolve_regime
from prong.language.rules import documents_of, read_draft
from prong.language.text import Findings
from prong.model.norms import Rulebook
from prong.model.vocabulary import Vocabulary


def check_rules(folder: Path) -> tuple[Rulebook | None, Findings]:
    """The rulebook, where nothing is wrong, and every finding about the folder.

    What merely follows from another finding is left out.
    """
    findings: Findings = []
    if not folder.is_dir():
        return None, [Diagnostic("E101", None, met=str(folder))]
    draft = read_draft(folder, findings)
    findings.extend(without_follow_on((found for check in CHECKS for found in check(draft)), draft))
    if findings:
        return None, sorted_findings(findings)
    in_order = sorted(draft.norms.values(), key=lambda norm: (norm.shape.order, norm.id))
    norms = {norm.id: resolve_norm(draft, norm, folder, findings) for norm in in_order}
    if findings:
        return None, sorted_findings(findings)
    vocabulary = Vocabulary(
        predicates={name: found[0] for name, found in draft.predicates.items()},
        quantities={name: found[0] for name, found in draft.quantities.items()},
        milestones={name: found[0] for name, found in draft.milestones.items()},
    )
    rulebook = Rulebook(
        instruments=MappingProxyType({name: found[0] for name, found in draft.instruments.items()}),
        vocabulary=vocabulary,
        norms=MappingProxyType(norms),
        readings=MappingProxyType({name: resolve_reading(r, folder) for name, r in draft.readings.items()}),
        regimes=MappingProxyType({name: resolve_regime(r, folder) for name, r in draft.regimes.items()}),
        digest=digest_of(folder, documents_of(folder)),
        vocabulary_digest=digest_of(folder, documents_of(folder, "vocabulary")),
    )
    return rulebook, []


def load_rulebook(folder: Path) -> Rulebook:
    """The rulebook; raises ProngError with every finding where the folder has any."""
    rulebook, findings = check_rules(folder)
    if rulebook is None:
        raise ProngError(findings)
    return rulebook


def digest_of(folder: Path, paths: Iterable[Path]) -> str:
    """SHA-256 over relative names and contents, in the order of the names."""
    total = hashlib.sha256()
    for path in sorted(paths):
        name = path.relative_to(folder).as_posix().encode()
        content = path.read_bytes().replace(b"\r\n", b"\n")
        total.update(len(name).to_bytes(4, "big") + name + len(content).to_bytes(8, "big") + content)
    return total.hexdigest()


def sorted_findings(findings: Findings) -> Findings:
    """Findings in the order of files and lines; those without a place first; each once."""

    def order(finding: Diagnostic) -> tuple:
        place = finding.place
        where = (place.file, place.line, place.column) if place else ("", 0, 0)
        return (*where, finding.code, finding.subject, finding.met)

    return sorted(dict.fromkeys(findings), key=order)
