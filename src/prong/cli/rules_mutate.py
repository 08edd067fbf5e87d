"""`prong rules mutate`: whether examples, relations and citations would notice a drafter's slip."""

from __future__ import annotations

import os
from enum import Enum
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from prong.cli.common import FINDINGS, RULES, RulesOption, chosen_norms, diagnosed
from prong.errors import Diagnostic, ProngError
from prong.evaluation.examples import run_example
from prong.language.rulebook import load_rulebook
from prong.model.norms import Rulebook
from prong.proof.edits import edits_of
from prong.proof.workers import mutants_in
from prong.rendering.mutation import MUTATION_FORMATS

app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)
Format = Enum("Format", {name: name for name in MUTATION_FORMATS}, type=str)


@app.command(epilog="Examples:  prong rules mutate  ·  prong rules mutate slavery --jobs 1 --format json")
def mutate(
    norm: Annotated[list[str] | None, typer.Argument(help="Ids of norms; all where none is named.")] = None,
    rules: RulesOption = RULES,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Processes that share the work; one for each core by default.")
    ] = None,
    format: Annotated[Format, typer.Option(help="How it is shown.")] = Format["text"],
) -> None:
    """Edit each norm in every one-step way, and tell which edits nothing notices.

    An edit is noticed by an example that fails, a relation that is refuted, the reader, or a citation that
    nothing bears out. Edits that change no answer are equivalent. Exit code 1 where an edit survives.
    """
    with diagnosed():
        rulebook = load_rulebook(rules)
        names = chosen_norms(rulebook, norm or [])
        _require_examples_that_hold(rulebook, names)
    total = sum(1 for name in names for _ in edits_of(rulebook, name))
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("edits", total=total)
        mutants = []
        for mutant in mutants_in(rules, rulebook, names, jobs=jobs or os.cpu_count() or 1):
            mutants.append(mutant)
            progress.advance(task)
    typer.echo(MUTATION_FORMATS[format.value](mutants, rules), nl=False)
    if any(mutant.fate == "survived" for mutant in mutants):
        raise typer.Exit(FINDINGS)


def _require_examples_that_hold(rulebook: Rulebook, names: list[str]) -> None:
    """An example that fails without any edit would notice every edit."""
    failing = [
        Diagnostic("E404", None, subject=example.title, met=f"{failure.element} is {failure.answered}")
        for name in names
        for example in rulebook.norms[name].examples
        for failure in run_example(rulebook, rulebook.norms[name], example)
    ]
    if failing:
        raise ProngError(failing)
