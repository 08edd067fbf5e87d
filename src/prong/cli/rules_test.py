"""`prong rules test`: the examples of the rule documents, run."""

from __future__ import annotations

from typing import Annotated

import typer

from prong.cli.common import FINDINGS, RULES, RulesOption, chosen_norms, diagnosed
from prong.errors import Diagnostic, Place, ProngError
from prong.evaluation.examples import run_example
from prong.language.rulebook import load_rulebook
from prong.rendering.diagnostics import full

app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)


@app.command()
def run_examples(
    norm: Annotated[list[str] | None, typer.Argument(help="Ids of norms; all where none is named.")] = None,
    rules: RulesOption = RULES,
) -> None:
    """Run the examples in the rule documents. Exit code 1 where one fails."""
    with diagnosed():
        rulebook = load_rulebook(rules)
        names = chosen_norms(rulebook, norm or [])
    failures, run = [], 0
    for name in names:
        for example in rulebook.norms[name].examples:
            run += 1
            for failure in run_example(rulebook, rulebook.norms[name], example):
                place = Place(str(rules / example.anchor.file), example.anchor.line)
                met = f"{failure.element} is {failure.answered}, not {failure.expected}"
                failures.append(Diagnostic("E404", place, subject=example.title, met=met))
    if failures:
        typer.echo(full(failures), nl=False)
        raise typer.Exit(FINDINGS)
    if not run:
        with diagnosed():
            raise ProngError([Diagnostic("E111", None, met=", ".join(names), expected="examples")])
    typer.echo(f"{run} examples hold.")
