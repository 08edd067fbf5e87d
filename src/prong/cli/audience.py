"""Who a document is for: the option, the stage that withholds, and the check of what will be written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from prong.cli.whole import write_whole
from prong.errors import Diagnostic, ProngError
from prong.language.cases import Cases, load_sources
from prong.language.layout import Word, write_tree
from prong.language.names import load_names
from prong.language.shape import read_document
from prong.model.norms import Rulebook
from prong.redaction.audiences import AUDIENCES
from prong.redaction.leaks import Watched, refuse_leaks, watched_of
from prong.redaction.pseudonyms import PseudonymMap, pseudonyms_of
from prong.redaction.records import Redaction
from prong.rendering.readback import READERS

AudienceName = Enum("AudienceName", {name: name for name in AUDIENCES}, type=str)
AudienceOption = Annotated[
    AudienceName,
    typer.Option(
        help="Who reads it. internal: everything; partner: pseudonyms, provinces, months; "
        "public: also years alone, and no sums, ages or year of birth."
    ),
]
PseudonymsOption = Annotated[
    Path | None,
    typer.Option(
        help="File of who is who, read and carried on; never among the documents.",
        metavar="FILE",
    ),
]
PUBLIC = AudienceName["public"]


def redaction_of(
    cases: Sequence[Path], found: Cases, audience: AudienceName, pseudonyms: Path | None, out: Path
) -> Redaction:
    """The records of a run with everything that decides what an audience reads of them."""
    former = _former(pseudonyms, out)
    known = pseudonyms_of(found.records, former)
    if pseudonyms is not None and known != former:
        write_whole(pseudonyms.parent, {Path(pseudonyms.name): _written(known)})
    return Redaction(AUDIENCES[audience.value], found.records, load_names(cases), known)


def watch(redaction: Redaction, rules: Path, rulebook: Rulebook, cases: Sequence[Path]) -> Watched:
    """What no document of this run may hold; it may say what the rules say, when a treaty bound whom, and
    who published a source.
    """
    files = sorted(file for file in rules.rglob("*") if file.suffix in (".md", ".yaml"))
    entries = [
        str(instrument.entry_for(state))
        for instrument in rulebook.instruments.values()
        for state in instrument.parties
    ]
    cited = [text for source in load_sources(cases).values() for text in source.citation.values()]
    texts = [file.read_text(encoding="utf-8") for file in files]
    return watched_of(redaction, "\n".join([*texts, *entries, *cited]))


def write_checked(out: Path, written: Mapping[Path, str | bytes], watched: Watched) -> None:
    """Write all documents, or none where one of them holds more than its audience may know."""
    contents = {
        path.as_posix(): content.encode() if isinstance(content, str) else content
        for path, content in written.items()
    }
    refuse_leaks(contents, watched, READERS)
    write_whole(out, written)


def _former(path: Path | None, out: Path) -> PseudonymMap:
    if path is None:
        return PseudonymMap()
    if out.absolute() in path.absolute().parents:
        raise ProngError([Diagnostic("E422", None, met=path.name)])
    if not path.exists():
        return PseudonymMap()
    findings: list[Diagnostic] = []
    found = read_document(PseudonymMap, path, "map of pseudonyms", findings)
    if found is None:
        raise ProngError(findings)
    return found[0]


def _written(known: PseudonymMap) -> str:
    persons = [
        {
            "number": Word(one.number),
            "accounts": [Word(account) for account in one.accounts],
            "names": list(one.names),
        }
        for one in known.persons
    ]
    return f"# Who is who. Keep this file where the documents are not.\n{write_tree({'persons': persons})}"
