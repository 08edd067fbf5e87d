"""`prong rules`: list, show and test the norms."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.markdown import Markdown

from prong.cli.common import FINDINGS, RULES, RulesOption, chosen_norms, diagnosed
from prong.errors import Diagnostic, Place, ProngError
from prong.evaluation.examples import run_example
from prong.language.rulebook import load_rulebook
from prong.rendering.diagnostics import full

app = typer.Typer(
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    help="List, show and test the norms.",
    epilog="Examples:  prong rules list   ·   prong rules show refugee   ·   prong rules test",
)


@app.command("list")
def list_norms(rules: RulesOption = RULES) -> None:
    """List the norms with their provision, standard, and the number of elements, readings and examples."""
    with diagnosed():
        rulebook = load_rulebook(rules)
    for norm in rulebook.norms.values():
        typer.echo(f"{norm.id}\n    {norm.title}, {norm.provision}, {norm.standard.words}")
        elements, readings, examples = map(len, (norm.elements, norm.readings, norm.examples))
        typer.echo(f"    {elements} elements, {readings} readings, {examples} examples")
    typer.echo(
        f"\n{len(rulebook.norms)} norms, {len(rulebook.instruments)} instruments, "
        f"{len(rulebook.vocabulary.predicates)} predicates, {len(rulebook.readings)} readings, "
        f"regimes: {', '.join(rulebook.regimes) or 'none'}"
    )


@app.command("show")
def show_norm(
    norm: Annotated[str, typer.Argument(help="Id of a norm.")],
    rules: RulesOption = RULES,
) -> None:
    """Show a norm as it is written: commentary, elements, readings and examples."""
    with diagnosed():
        rulebook = load_rulebook(rules)
        chosen_norms(rulebook, [norm])
    text = (rules / rulebook.norms[norm].anchor.file).read_text(encoding="utf-8")
    console = Console()
    if console.is_terminal:
        console.print(Markdown(text.split("\n---\n", 1)[-1]))
    else:
        typer.echo(text, nl=False)


@app.command("test")
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
