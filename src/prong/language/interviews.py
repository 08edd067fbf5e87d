"""The progress of an interview, read and written in the file beside the case."""

from __future__ import annotations

import json
from pathlib import Path

from prong.errors import Diagnostic, ProngError, near_name
from prong.language.shape import read_document
from prong.language.text import Findings
from prong.language.tree import Mapping, items_of
from prong.model.interviews import Progress
from prong.model.vocabulary import Vocabulary


def progress_path(case: Path) -> Path:
    """The file beside a case; its ending keeps it from being read as a case."""
    return case.with_name(f"{case.stem}.interview.json")


def load_progress(path: Path, case: str, vocabulary: Vocabulary) -> Progress:
    """The progress of the interview on a case, empty where there was none.

    Raises ProngError with every finding about the file.
    """
    if not path.exists():
        return Progress(case=case)
    findings: Findings = []
    if found := read_document(Progress, path, "interview", findings):
        progress, tree = found
        if progress.case != case:
            words = {"subject": "case", "met": progress.case, "expected": case}
            findings.append(Diagnostic("E204", tree.get("case").place, **words))
        opened = tree.get("open")
        names = [*items_of(tree.get("asked"))]
        names += [key for key, _ in opened.entries] if isinstance(opened, Mapping) else []
        for name in names:
            if name.text not in vocabulary.predicates:
                near = near_name(name.text, vocabulary.predicates)
                findings.append(Diagnostic("E203", name.place, subject="predicate", met=name.text, near=near))
    if findings:
        raise ProngError(findings)
    return progress


def progress_text(progress: Progress) -> str:
    """The progress as the file holds it."""
    plain = progress.model_dump(mode="json", exclude_none=True)
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"
