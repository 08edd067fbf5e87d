"""`prong cite`: the instruments of the rules for a reference manager."""

from __future__ import annotations

from typing import Annotated

import typer

from prong.cli.common import RULES, RulesOption, diagnosed, require
from prong.language.rulebook import load_rulebook
from prong.rendering.bibliography import FORMATS

app = typer.Typer(
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    help="Give the instruments of the rules to a reference manager such as Zotero.",
    epilog="Example:  prong cite export --format bibtex > instruments.bib",
)


@app.callback()
def group() -> None:
    """Give the instruments of the rules to a reference manager such as Zotero."""


@app.command("export")
def export(
    instrument: Annotated[
        list[str] | None, typer.Argument(help="Ids of instruments; all where none is named.")
    ] = None,
    format: Annotated[str, typer.Option(help=f"One of {', '.join(FORMATS)}.", metavar="FORMAT")] = "csl-json",
    rules: RulesOption = RULES,
) -> None:
    """Write the citations of instruments as CSL-JSON, BibTeX or RIS."""
    with diagnosed():
        rulebook = load_rulebook(rules)
        require([format], FORMATS, "format")
        require(instrument or [], rulebook.instruments, "instrument")
    names = dict.fromkeys(instrument or sorted(rulebook.instruments))
    typer.echo(FORMATS[format](rulebook.instruments[name] for name in names), nl=False)
