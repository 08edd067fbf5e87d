"""Findings that merely follow from others: from a document that could not be read, or from a misspelt name.

No check of its own: `check_rules` passes the findings of all checks through `without_follow_on`.
"""

from collections.abc import Iterable, Iterator

from prong.errors import Diagnostic
from prong.language.drafts import Draft

OF_NAMES = ("E203", "E210")
OF_ABSENCE = ("E212", "E213", "E214", "E215", "E216")


def without_follow_on(findings: Iterable[Diagnostic], draft: Draft) -> Iterator[Diagnostic]:
    """The findings that stand even when what is broken or misspelt has been put right."""
    findings = tuple(findings)
    meant = {finding.near.rpartition("/")[2] for finding in findings if finding.code == "E203"}
    for finding in findings:
        if finding.code in OF_ABSENCE:
            if not draft.faulty and finding.met not in meant:
                yield finding
        elif finding.code not in OF_NAMES or not _of_missing(finding, draft):
            yield finding


def _of_missing(finding: Diagnostic, draft: Draft) -> bool:
    """Whether the name is, or may be, declared in what could not be read."""
    # Instruments are declared one in a file, so that the names of the missing ones are known.
    anywhere = draft.unread and finding.code == "E203" and finding.subject != "instrument"
    return anywhere or not draft.broken.isdisjoint((finding.met, *finding.met.split("/")))
