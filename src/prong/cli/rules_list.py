"""`prong rules list`: the norms of a folder."""

from __future__ import annotations

import typer

from prong.cli.common import RULES, RulesOption, diagnosed
from prong.language.rulebook import load_rulebook

app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)


@app.command()
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
