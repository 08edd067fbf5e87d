"""`prong corpus ingest`: a table of somebody else's data, or a folder of case files, becomes a corpus."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from prong.cli.common import RULES, RulesOption, diagnosed
from prong.cli.raw_source import opened_source, report, rows_in_words, say_left_out
from prong.cli.source_options import (
    CrosswalkOption,
    IdOption,
    MapOption,
    StrictOption,
    ToStandardOption,
    refuse_source,
)
from prong.corpus.ingest import ingest
from prong.language.rulebook import load_rulebook

app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)
KINDS = "A table (CSV, JSON lines, Parquet, Arrow, Excel), a folder of them, or a folder of cases."


@app.command(epilog="Example:  prong corpus ingest victims.csv --map htcds --id case -o victims.arrow")
def ingest_source(
    source: Annotated[Path, typer.Argument(help=KINDS)],
    out: Annotated[Path, typer.Option("--out", "-o", help="The corpus to write.", metavar="FILE")],
    mapping: MapOption = None,
    standard: ToStandardOption = None,
    crosswalk: CrosswalkOption = [],  # noqa: B006 (typer copies it)
    id: IdOption = None,
    strict: StrictOption = False,
    rules: RulesOption = RULES,
) -> None:
    """Read a source into a corpus, whole or not at all.

    Rows that cannot be read are left out, and each is named with its line and column. Exit code 0: written;
    1: not written, because of what is in the source; 2: the command could not run.
    """
    with diagnosed():
        rulebook = load_rulebook(rules)
        refuse_source(source, out)
        found = opened_source(
            source,
            rules,
            rulebook,
            mapping=mapping,
            standard=standard,
            crosswalks=crosswalk,
            identifier=id,
        )
        done = ingest(found.rows(), found.schema(), out, strict=strict, report=report)
    typer.echo(f"{rows_in_words(done.rows)} in {out}.", err=True)
    say_left_out(found, done.unreadable)
