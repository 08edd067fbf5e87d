"""`prong corpus`: tables of many cases, read, assessed, explained and reported."""

from __future__ import annotations

import typer

from prong.cli.lazy import lazy_group

COMMANDS = {
    "ingest": "Read a table or a folder of cases into a corpus.",
    "assess": "Count the verdicts of every norm and element over a corpus.",
    "explain": "Show the full trace of one row of a corpus.",
    "report": "Write a report of counted verdicts as Markdown and HTML.",
    "export": "Write a corpus as CSV, for Uwazi, or in the columns of a mapping.",
    "generate": "Write a corpus or a table of any size from a seed.",
}

app = typer.Typer(
    cls=lazy_group(COMMANDS, "corpus_"),
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    help="Assess many cases at once: read tables, count verdicts, explain rows, report.",
    epilog="Example:  prong corpus ingest DIR --map htcds -o c.arrow · prong corpus assess c.arrow -o r.json",
)


@app.callback()
def group() -> None:
    """Options of the group: none."""
