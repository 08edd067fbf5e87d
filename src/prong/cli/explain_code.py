"""`prong explain-code`: the page of a diagnostic code."""

from __future__ import annotations

from typing import Annotated

import typer

from prong.cli.common import diagnosed
from prong.errors import CODES, Diagnostic, ProngError, near_name
from prong.rendering.diagnostics import code_page

app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)


@app.command(epilog="Example:  prong explain-code E203")
def explain_code(code: Annotated[str, typer.Argument(help="A code such as E203.")]) -> None:
    """Explain a code such as E203, with a bad and a good example."""
    with diagnosed():
        page = code_page(code.upper())
        if page is None:
            raise ProngError([Diagnostic("E405", None, met=code, near=near_name(code.upper(), CODES))])
        typer.echo(page, nl=False)
