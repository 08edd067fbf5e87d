"""`prong`: the group of commands, loaded one at a time so that starting stays fast."""

from __future__ import annotations

import gc
import sys

import typer

from prong import __version__
from prong.cli.lazy import lazy_group

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
    "corpus": "Assess many cases at once: read tables, count verdicts, explain rows, report.",
    "cite": "Give the instruments of the rules to a reference manager such as Zotero.",
    "rules": "List, show, test and verify the norms.",
    "evidence": "List the sentences of a source, and verify every pinpoint against it.",
    "schema": "Print the JSON Schema of cases or traces.",
    "interview": "Ask what can still matter, one question at a time, and save each answer.",
    "explain-code": "Explain a code such as E203, with a bad and a good example.",
}


app = typer.Typer(
    cls=lazy_group(COMMANDS),
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
    finally:
        gc.freeze()  # all goes with the process; to look through it for cycles first would take long
