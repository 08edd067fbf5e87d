"""Sources that are no corpus yet, opened, counted as they are read, and what is said of their rows."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

import pyarrow as pa
import typer

from prong.cli.common import require
from prong.cli.source_options import holds_cases, refuse_options
from prong.corpus.mapped import MappedRows
from prong.corpus.planes import IDENTIFIER
from prong.corpus.raw import batches_of, count_source
from prong.corpus.row_verdicts import WriteRows
from prong.corpus.sheet import Sheet
from prong.corpus.sources.case_files import CaseRows
from prong.corpus.tally import Counted
from prong.errors import Diagnostic, ProngError
from prong.language.mappings import load_mappings
from prong.model.mappings import CorpusMapping
from prong.model.norms import Rulebook
from prong.model.standards import BY_KEY
from prong.rendering.diagnostics import concise


def opened_source(
    source: Path,
    rules: Path,
    rulebook: Rulebook,
    *,
    mapping: str | None,
    standard: str | None,
    crosswalks: list[str],
    identifier: str | None,
) -> CaseRows | MappedRows:
    """The rows of a table or of a folder of cases.

    Raises ProngError where the source or an option cannot be used.
    """
    require([] if standard is None else [standard], BY_KEY, "standard of proof")
    chosen = None if standard is None else BY_KEY[standard]
    if holds_cases(source):
        refuse_options(
            {"--map": mapping, "--crosswalk": crosswalks, "--id": identifier},
            "is for tables, and these are case files",
        )
        if chosen is None:
            raise _missing("--standard", BY_KEY)
        return CaseRows(source, rulebook, chosen)
    return MappedRows(
        source,
        _chosen_mapping(rules, rulebook, mapping, crosswalks),
        rulebook,
        standard=chosen,
        crosswalks=tuple(crosswalks),
        identifier=identifier,
    )


def count_raw(
    source: CaseRows | MappedRows,
    sheet: Sheet,
    by: tuple[str, ...],
    folder: Path,
    *,
    strict: bool,
    write: WriteRows | None,
) -> Counted:
    """The counts of a source; where the verdicts of its rows are to be written, it is read once more."""
    counted = count_source(
        source, sheet.plan(), sheet.predicates, by, folder=folder, strict=strict, report=report
    )
    if write is not None:
        write(partial(batches_of, source), pa.schema(source.fields).field(IDENTIFIER).type)
    return counted


def report(diagnostic: Diagnostic) -> None:
    """Name a row that cannot be read, on a line of its own."""
    typer.echo(concise([diagnostic]), err=True, nl=False)


def say_left_out(source: CaseRows | MappedRows, unreadable: int) -> None:
    """Say which columns were passed over, and how many rows."""
    if isinstance(source, MappedRows) and source.unknown:
        typer.echo(f"Columns that the mapping does not know: {', '.join(source.unknown)}.", err=True)
    if unreadable:
        left = "is left out" if unreadable == 1 else "are left out"
        typer.echo(f"{rows_in_words(unreadable)} that could not be read {left}.", err=True)


def rows_in_words(count: int) -> str:
    return f"{count:,} row{'' if count == 1 else 's'}"


def _chosen_mapping(
    rules: Path, rulebook: Rulebook, name: str | None, crosswalks: list[str]
) -> CorpusMapping:
    mappings = load_mappings(rules, rulebook)
    if name is None:
        raise _missing("--map", mappings)
    require([name], mappings, "mapping")
    require(crosswalks, mappings[name].crosswalks, f"crosswalk of {name}")
    return mappings[name]


def _missing(option: str, known: Iterable[str]) -> ProngError:
    expected = "one of " + ", ".join(known)
    return ProngError([Diagnostic("E403", None, met=f"{option} is missing", expected=expected)])
