"""`prong assess`: verdicts of cases under norms."""

from __future__ import annotations

import contextlib
import datetime
from typing import Annotated

import typer
from pydantic import TypeAdapter
from rich.console import Console

from prong.cli.common import (
    RULES,
    CaseArguments,
    NormOption,
    ReadingOption,
    RegimeOption,
    RulesOption,
    chosen_norms,
    chosen_readings,
    chosen_regime,
    diagnosed,
    load,
    require,
)
from prong.errors import Diagnostic, ProngError
from prong.evaluation.assess import assess as assess_norm
from prong.model.norms import Rulebook
from prong.model.standards import BY_KEY, Standard
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
    as_of: Annotated[str | None, typer.Option(help="Day of assessment, YYYY-MM-DD.", metavar="DATE")] = None,
    standard: Annotated[str | None, typer.Option(help="One standard of proof for every element.")] = None,
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
            "standard": _standard(standard),
            "as_of": _day(as_of, rulebook, regime),
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


def _standard(asked: str | None) -> Standard | None:
    if asked is None:
        return None
    require([asked], BY_KEY, "standard")
    return BY_KEY[asked]


def _day(asked: str | None, rulebook: Rulebook, regime: str | None) -> datetime.date | None:
    if asked is None:
        return None
    with contextlib.suppress(ValueError):
        day = datetime.date.fromisoformat(asked)
        if day.isoformat() == asked:  # it reads week dates and dates without hyphens as well
            return _within_regime(day, rulebook, regime)
    raise ProngError([Diagnostic("E403", None, met=f"--as-of {asked}", expected="a day, YYYY-MM-DD")])


def _within_regime(day: datetime.date, rulebook: Rulebook, regime: str | None) -> datetime.date:
    if regime in rulebook.regimes and day < (start := rulebook.regimes[regime].in_force):
        met = f"--regime {regime} on {day}"
        raise ProngError(
            [Diagnostic("E403", None, met=met, expected=f"a day from {start}, when the regime begins")]
        )
    return day
