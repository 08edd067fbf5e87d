"""`prong rules show`: a norm as it is written."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.markdown import Markdown

from prong.cli.common import RULES, RulesOption, chosen_norms, diagnosed
from prong.language.rulebook import load_rulebook

app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)


@app.command()
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
