"""`prong corpus explain`: one row of a corpus through the ordinary assessment, with the full trace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from prong.cli.common import (
    RULES,
    NormOption,
    ReadingOption,
    RegimeOption,
    RulesOption,
    chosen_norms,
    chosen_readings,
    chosen_regime,
    diagnosed,
)
from prong.corpus.planes import IDENTIFIER, Corpus
from prong.corpus.rows import facts_of_row, row_named
from prong.evaluation.assess import assess_facts
from prong.language.rulebook import load_rulebook
from prong.rendering.trace_json import trace_json
from prong.rendering.tree import trace_tree

app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)


@app.command(epilog="Example:  prong corpus explain victims.arrow C-1042 --norm trafficking-in-persons")
def explain(
    corpus: Annotated[Path, typer.Argument(help="A corpus.")],
    row: Annotated[str, typer.Argument(help="The identifier of a row, or #n for the nth.")],
    norm: NormOption = [],  # noqa: B006 (typer copies it)
    regime: RegimeOption = None,
    reading: ReadingOption = [],  # noqa: B006
    json: Annotated[bool, typer.Option("--json", help="The full traces, one object on a line.")] = False,
    rules: RulesOption = RULES,
) -> None:
    """Show the full trace of one row of a corpus.

    Exit code 0: shown; 1: the rules have findings; 2: the corpus, the row or an option cannot be used.
    """
    with diagnosed():
        rulebook = load_rulebook(rules)
        opened = Corpus(corpus)
        found = row_named(opened, row)
        options = {
            "regime": chosen_regime(rulebook, regime),
            "readings": chosen_readings(rulebook, reading),
            "standard": opened.header.to,
        }
        norms = chosen_norms(rulebook, norm)
    name, facts = str(found.column(IDENTIFIER)[0].as_py()), facts_of_row(opened, found)
    traces = [assess_facts(name, opened.header.source, facts, rulebook, one, **options) for one in norms]
    if json:
        for trace in traces:
            typer.echo(trace_json(trace).decode())
        return
    console = Console()
    for trace in traces:
        console.print(trace_tree(trace))
        console.print()
