"""`prong assess`: verdicts of cases under norms."""

from __future__ import annotations

from typing import Annotated

import typer
from pydantic import TypeAdapter
from rich.console import Console

from prong.cli.common import (
    RULES,
    CaseArguments,
    DayOption,
    NormOption,
    ReadingOption,
    RegimeOption,
    RulesOption,
    StandardOption,
    chosen_day,
    chosen_norms,
    chosen_readings,
    chosen_regime,
    chosen_standard,
    diagnosed,
    load,
)
from prong.evaluation.assess import assess as assess_norm
from prong.model.trace import Trace
from prong.rendering.table import legend, verdict_table

app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)


EXAMPLES = """
Examples:  prong assess cases
·  prong assess cases/lives-for-sale/02.yaml --norm trafficking-in-persons
·  prong assess cases --reading bride-purchase=broad --json
"""


@app.command(epilog=EXAMPLES)
def assess(
    cases: CaseArguments,
    norm: NormOption = [],  # noqa: B006 (typer copies it)
    regime: RegimeOption = None,
    reading: ReadingOption = [],  # noqa: B006
    as_of: DayOption = None,
    standard: StandardOption = None,
    json: Annotated[bool, typer.Option("--json", help="A list of objects with the full traces.")] = False,
    rules: RulesOption = RULES,
) -> None:
    """Assess cases: a table of verdicts, or JSON with the full trace.

    Exit code 0: assessed, whatever the verdicts; 1: rules or cases have findings; 2: unusable options.
    """
    with diagnosed():
        rulebook, found = load(rules, cases)
        norms = chosen_norms(rulebook, norm)
        options = {
            "regime": chosen_regime(rulebook, regime),
            "readings": chosen_readings(rulebook, reading),
            "standard": chosen_standard(standard),
            "as_of": chosen_day(as_of, rulebook, regime),
        }
    traces = [[assess_norm(record, rulebook, name, **options) for name in norms] for record in found.records]
    if json:
        _print_json([trace for row in traces for trace in row])
        return
    console = Console()
    for column, name in enumerate(norms):
        console.print(
            verdict_table(rulebook.norms[name], [row[column] for row in traces], width=console.width)
        )
        console.print()
    console.print(legend())


def _print_json(traces: list[Trace]) -> None:
    adapter = TypeAdapter(list[dict[str, object]])
    objects = [
        {
            "case": trace.case,
            "norm": trace.norm,
            "verdict": trace.verdict,
            "elements": trace.elements,
            "highest_standard": trace.highest_standard,
            "depends_on": trace.depends_on,
            "trace": trace,
        }
        for trace in traces
    ]
    typer.echo(adapter.dump_json(objects, indent=2).decode())
