"""`prong`: the group of commands, loaded one at a time so that starting stays fast."""

from __future__ import annotations

import importlib
import sys

import typer
from typer.core import TyperCommand, TyperGroup

from prong import __version__

COMMANDS = {
    "check": "Check rules and cases, and show everything that is wrong at once.",
    "assess": "Assess cases: a table of verdicts, or JSON with the full trace.",
    "explain": "Explain verdicts: what carries each, what is missing, and what would turn it.",
    "next": "Tell what to ask next: the open questions, those that decide most first.",
    "compare": "Compare verdicts over readings, regimes or dates.",
    "diff": "Compare two versions of the rules by meaning, and by effect on cases.",
    "memo": "Write legal memos as Markdown, HTML, Word documents and PDF files.",
    "report": "Write the index of accounts and the ledger of claims, as Markdown and HTML.",
    "site": "Write a site of accounts, memos, rules and charts, which opens from disk.",
    "verify": "Verify memos by their receipts: was the text edited, and what changed?",
    "agree": "Compare two codings of the same accounts.",
    "cite": "Give the instruments of the rules to a reference manager such as Zotero.",
    "rules": "List, show and test the norms.",
    "evidence": "List the sentences of a source, and verify every pinpoint against it.",
    "schema": "Print the JSON Schema of cases or traces.",
    "explain-code": "Explain a code such as E203, with a bad and a good example.",
}


class _LazyGroup(TyperGroup):
    """Lists commands from the table above and imports a command's module when it is asked for."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # noqa: ARG002 (typer's signature)
        return list(COMMANDS)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> TyperCommand | TyperGroup | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"prong.cli.{cmd_name.replace('-', '_')}")
        command = typer.main.get_command(module.app)
        command.name = cmd_name
        return command


app = typer.Typer(
    cls=_LazyGroup,
    name="prong",
    help="Map the facts of a case to the elements of international law, and write the memo.",
    epilog="Start with: prong check && prong assess cases",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"prong {__version__}")
        raise typer.Exit


@app.callback()
def group(
    version: bool = typer.Option(
        False, "--version", help="Show the version.", callback=_version, is_eager=True
    ),
) -> None:
    """Options of the whole program."""


def main() -> None:
    """Run a command; a fault of the program itself is reported as E901, never as a traceback."""
    try:
        app()
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:  # the outermost boundary: whatever is left is a fault of Prong
        where = error.__traceback__
        while where and where.tb_next:
            where = where.tb_next
        line = f"{where.tb_frame.f_globals.get('__name__', '?')}:{where.tb_lineno}" if where else "?"
        typer.echo(f"E901 an error inside Prong: {type(error).__name__} at {line}", err=True)
        typer.echo("Please report this line; it holds nothing of your case.", err=True)
        sys.exit(2)
