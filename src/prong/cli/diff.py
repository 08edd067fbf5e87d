"""`prong diff`: two versions of the rules, compared by meaning and by effect on cases."""

from __future__ import annotations

import json as json_format
from pathlib import Path
from typing import Annotated

import typer

from prong.cli.common import NormOption, diagnosed, require
from prong.explanation.difference import case_differences, norm_differences
from prong.explanation.plain import plain_case_difference, plain_norm_difference
from prong.language.cases import load_cases
from prong.language.rulebook import load_rulebook
from prong.rendering.differences import difference_lines

app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)


@app.command(epilog="Example:  prong diff ../prong-before/rules rules cases")
def diff(
    old: Annotated[Path, typer.Argument(help="Folder of the rules as they were.", metavar="OLD_RULES")],
    new: Annotated[Path, typer.Argument(help="Folder of the rules as they are.", metavar="NEW_RULES")],
    cases: Annotated[
        list[Path] | None, typer.Argument(help="Cases on which to show the effect.", metavar="[CASE…]")
    ] = None,
    norm: NormOption = [],  # noqa: B006 (typer copies it)
    json: Annotated[bool, typer.Option("--json", help="All differences as JSON.")] = False,
) -> None:
    """Compare two versions of the rules by meaning, and by effect on cases.

    The comparison ranges over every possible case and every regime that both versions know; where they
    differ, the smallest case that separates them is shown. Exit code 0 whether or not they differ.
    """
    with diagnosed():
        before, after = load_rulebook(old), load_rulebook(new)
        known = tuple(dict.fromkeys([*after.norms, *before.norms]))
        require(norm, known, "norm")
        norms = norm or known
        found = list(norm_differences(before, after, norms))
        records = [load_cases(cases, rules.vocabulary).records if cases else () for rules in (before, after)]
        moved = list(case_differences(before, after, *records, norms))
    if json:
        plain = {
            "norms": [plain_norm_difference(one) for one in found],
            "cases": [plain_case_difference(one) for one in moved],
        }
        typer.echo(json_format.dumps(plain, ensure_ascii=False, indent=2))
        return
    for line in difference_lines(found, moved, before, after, len(records[0]) if cases else None):
        typer.echo(line)
