"""`prong rules coverage`: what examples and cases have shown of each part of the norms."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from prong.cli.common import FINDINGS, RULES, RulesOption, chosen_norms, diagnosed
from prong.language.cases import load_cases
from prong.language.rulebook import load_rulebook
from prong.proof.asked import asked_of_examples, asked_of_records
from prong.proof.coverage import coverage_of
from prong.proof.lines import lines_of
from prong.rendering.coverage import COVERAGE_FORMATS

app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)
Format = Enum("Format", {name: name for name in COVERAGE_FORMATS}, type=str)


@app.command(epilog="Examples:  prong rules coverage  ·  prong rules coverage refugee --format lcov")
def coverage(
    norm: Annotated[list[str] | None, typer.Argument(help="Ids of norms; all where none is named.")] = None,
    rules: RulesOption = RULES,
    cases: Annotated[
        list[Path] | None,
        typer.Option(help="Coded cases beside the examples: a file or folder (repeatable).", metavar="CASE"),
    ] = None,
    format: Annotated[Format, typer.Option(help="How it is shown; lcov is what editors read.")] = Format[
        "text"
    ],
) -> None:
    """Show which parts of the norms are shown satisfied, failed and decisive by their examples.

    A part is decisive where two cases differ in it alone and in the outcome of its element. Exit code 1
    where anything is missing.
    """
    with diagnosed():
        rulebook = load_rulebook(rules)
        names = chosen_norms(rulebook, norm or [])
        records = load_cases(cases, rulebook.vocabulary).records if cases else ()
    coded = asked_of_records(rulebook, records)
    parts = [
        part
        for name in names
        for part in coverage_of(rulebook, name, (*asked_of_examples(rulebook, rulebook.norms[name]), *coded))
    ]
    text = COVERAGE_FORMATS[format.value](parts, lines_of(rules, parts), rulebook, rules)
    typer.echo(text, nl=False)
    if any(part.missing for part in parts):
        raise typer.Exit(FINDINGS)
