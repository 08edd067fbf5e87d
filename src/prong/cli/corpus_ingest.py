"""`prong corpus ingest`: a table of somebody else's data, or a folder of case files, becomes a corpus."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from prong.cli.common import RULES, RulesOption, diagnosed, require
from prong.corpus.ingest import ingest
from prong.corpus.mapped import MappedRows
from prong.corpus.sources.case_files import CaseRows
from prong.errors import Diagnostic, ProngError
from prong.language.mappings import load_mappings
from prong.language.rulebook import load_rulebook
from prong.model.mappings import CorpusMapping
from prong.model.norms import Rulebook
from prong.model.standards import BY_KEY
from prong.rendering.diagnostics import concise

app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)
KINDS = "A table (CSV, JSON lines, Parquet, Arrow, Excel), a folder of them, or a folder of cases."


@app.command(epilog="Example:  prong corpus ingest victims.csv --map htcds --id case -o victims.arrow")
def ingest_source(
    source: Annotated[Path, typer.Argument(help=KINDS)],
    out: Annotated[Path, typer.Option("--out", "-o", help="The corpus to write.", metavar="FILE")],
    mapping: Annotated[
        str | None, typer.Option("--map", help="The mapping by which a table is read.", metavar="MAPPING")
    ] = None,
    standard: Annotated[
        str | None,
        typer.Option(help="What is made out to this standard counts; by default the mapping’s own."),
    ] = None,
    crosswalk: Annotated[
        list[str] | None, typer.Option(help="A crosswalk of the mapping that is to count (repeatable).")
    ] = None,
    id: Annotated[
        str | None, typer.Option("--id", help="The column that identifies a row.", metavar="COLUMN")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Stop where a row cannot be read, and write nothing.")
    ] = False,
    rules: RulesOption = RULES,
) -> None:
    """Read a source into a corpus, whole or not at all.

    Rows that cannot be read are left out, and each is named with its line and column. Exit code 0: written;
    1: not written, because of what is in the source; 2: the command could not run.
    """
    with diagnosed():
        rulebook = load_rulebook(rules)
        require([] if standard is None else [standard], BY_KEY, "standard of proof")
        chosen = None if standard is None else BY_KEY[standard]
        _refuse_source(source, out)
        found: CaseRows | MappedRows
        if _holds_cases(source):
            _refuse_options({"--map": mapping, "--crosswalk": crosswalk, "--id": id})
            if chosen is None:
                raise _missing("--standard", BY_KEY)
            found = CaseRows(source, rulebook, chosen)
        else:
            found = MappedRows(
                source,
                _chosen_mapping(rules, rulebook, mapping, crosswalk or []),
                rulebook,
                standard=chosen,
                crosswalks=tuple(crosswalk or ()),
                identifier=id,
            )
        done = ingest(found.rows(), found.schema(), out, strict=strict, report=_report)
    if isinstance(found, MappedRows) and found.unknown:
        typer.echo(f"Columns that the mapping does not know: {', '.join(found.unknown)}.", err=True)
    typer.echo(f"{_rows(done.rows)} in {out}.", err=True)
    if done.unreadable:
        left = "is left out" if done.unreadable == 1 else "are left out"
        typer.echo(f"{_rows(done.unreadable)} that could not be read {left}.", err=True)


def _holds_cases(source: Path) -> bool:
    return source.suffix == ".yaml" or (source.is_dir() and any(source.rglob("*.yaml")))


def _refuse_source(source: Path, out: Path) -> None:
    """What is read must still be there afterwards."""
    if source.exists() and out.exists() and source.samefile(out):
        expected = "another file than the source"
        raise ProngError([Diagnostic("E403", None, met=f"--out {out}", expected=expected)])


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


def _refuse_options(given: dict[str, object]) -> None:
    """Case files name the predicates themselves."""
    refused = [name for name, value in given.items() if value]
    if refused:
        met = f"{refused[0]} is for tables, and these are case files"
        raise ProngError([Diagnostic("E403", None, met=met)])


def _report(diagnostic: Diagnostic) -> None:
    typer.echo(concise([diagnostic]), err=True, nl=False)


def _rows(count: int) -> str:
    return f"{count:,} row{'' if count == 1 else 's'}"
