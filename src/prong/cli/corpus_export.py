"""`prong corpus export`: a corpus as a table for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from prong.cli.common import RULES, RulesOption, diagnosed, require
from prong.corpus.export import export_csv, export_mapping, export_parquet, export_uwazi
from prong.corpus.planes import Corpus
from prong.errors import Diagnostic, ProngError
from prong.language.mappings import load_mappings
from prong.language.rulebook import load_rulebook

app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)


@app.command(epilog="Example:  prong corpus export cases.arrow --to htcds -o htcds.csv")
def export(
    corpus: Annotated[Path, typer.Argument(help="A corpus.")],
    to: Annotated[str, typer.Option(help="csv, parquet, uwazi, or a mapping.", metavar="FORMAT")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The table to write.", metavar="FILE")],
    rules: RulesOption = RULES,
) -> None:
    """Write a corpus as a table: every finding, or what a mapping has words for."""
    with diagnosed():
        rulebook = load_rulebook(rules)
        mappings = load_mappings(rules, rulebook)
        require([to], ["csv", "parquet", "uwazi", *mappings], "format")
        opened = Corpus(corpus)
        if to == "csv":
            done = export_csv(opened, out)
        elif to == "parquet":
            done = export_parquet(opened, out)
        elif to == "uwazi":
            gone = [name for name in opened.predicates if name not in rulebook.vocabulary.predicates]
            if gone:
                raise ProngError(Diagnostic("E401", None, subject="predicate", met=name) for name in gone)
            done = export_uwazi(opened, rulebook.vocabulary, out)
        else:
            done = export_mapping(opened, mappings[to], out)
    typer.echo(f"{done.rows:,} row{'' if done.rows == 1 else 's'} in {out}.", err=True)
    left = len(opened.predicates) - len(done.predicates)
    if left:
        typer.echo(f"Written: {', '.join(done.predicates) or 'nothing'}.", err=True)
        typer.echo(f"{to} has no words of the same meaning for {left} other predicates.", err=True)
    if done.contested:
        typer.echo(f"{done.contested} contested findings have no word in it either.", err=True)
