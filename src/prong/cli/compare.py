"""`prong compare`: which verdicts are robust over readings, regimes or dates, and which depend on what."""

from __future__ import annotations

import json as json_format
from enum import StrEnum
from typing import Annotated

import typer
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
)
from prong.explanation.compare import compare as compare_norm
from prong.explanation.plain import plain_comparison
from prong.rendering.compared import comparisons_parts

app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)


class Over(StrEnum):
    """What is varied."""

    READINGS = "readings"
    REGIMES = "regimes"
    DATES = "dates"


EXAMPLES = """
Examples:  prong compare cases --over readings --norm refugee
·  prong compare cases --over regimes
·  prong compare cases/lives-for-sale/02.yaml --over dates
"""


@app.command(epilog=EXAMPLES)
def compare(
    cases: CaseArguments,
    over: Annotated[Over, typer.Option(help="What is varied: readings, regimes or dates.")],
    norm: NormOption = [],  # noqa: B006 (typer copies it)
    regime: RegimeOption = None,
    reading: ReadingOption = [],  # noqa: B006
    json: Annotated[bool, typer.Option("--json", help="Every outcome as JSON.")] = False,
    rules: RulesOption = RULES,
) -> None:
    """Compare verdicts over readings, regimes or dates: which are robust, which depend, and on what.

    One question is varied at a time, all others being answered as in an assessment. A day does not change
    what facts amount to; it changes whom the law bound.
    """
    with diagnosed():
        rulebook, found = load(rules, cases)
        norms = chosen_norms(rulebook, norm)
        options = {"regime": chosen_regime(rulebook, regime), "readings": chosen_readings(rulebook, reading)}
        compared = [
            one
            for name in norms
            for one in compare_norm(found.records, rulebook, name, over.value, **options)
        ]
    if json:
        plain = [plain_comparison(one) for one in compared]
        typer.echo(json_format.dumps(plain, ensure_ascii=False, indent=2))
        return
    console = Console()
    for part in comparisons_parts(compared, rulebook):
        console.print(part)
    if not compared:
        console.print(f"The norms asked about have no {over.value} that could differ.")
