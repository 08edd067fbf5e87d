"""Names files (`names.yaml`): the proper names of a corpus, read and joined."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from prong.errors import ProngError
from prong.language.cases import NAMES, roots_of
from prong.language.rulebook import sorted_findings
from prong.language.shape import read_document
from prong.language.text import Findings
from prong.model.names import Names


def check_names(paths: Iterable[Path]) -> tuple[Names, Findings]:
    """The names files at the roots of the cases, as one, and every finding about them."""
    findings: Findings = []
    files = sorted(file for root in roots_of(paths) if (file := root / NAMES).is_file())
    read = [read_document(Names, file, "names", findings) for file in files]
    found = [names for one in read if one for names in one[:1]]
    return (
        Names(
            places={name: place for names in found for name, place in names.places.items()},
            people={name: words for names in found for name, words in names.people.items()},
            open=tuple(dict.fromkeys(word for names in found for word in names.open_)),
        ),
        sorted_findings(findings),
    )


def load_names(paths: Iterable[Path]) -> Names:
    """The names beside the cases below the paths; raises ProngError with every finding about them."""
    names, findings = check_names(paths)
    if findings:
        raise ProngError(findings)
    return names
