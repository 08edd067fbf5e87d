"""`prong agree`: how far two codings of the same accounts agree, and where they do not."""

from __future__ import annotations

import json as json_format
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from prong.cli.common import RULES, NormOption, RulesOption, chosen_norms, diagnosed
from prong.corpus.agreement import (
    Agreement,
    agreement,
    disagreements,
    element_units,
    finding_units,
    units_by_element,
)
from prong.errors import Diagnostic, ProngError
from prong.language.cases import Cases, load_cases
from prong.language.rulebook import load_rulebook
from prong.model.cases import Case

app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)


@app.command(epilog="Example:  prong agree first-coding second-coding")
def agree(
    first: Annotated[Path, typer.Argument(help="Folder of the first coding.", metavar="A")],
    second: Annotated[Path, typer.Argument(help="Folder of the second coding.", metavar="B")],
    norm: NormOption = [],  # noqa: B006 (typer copies it)
    json: Annotated[bool, typer.Option("--json", help="Figures and disagreements as JSON.")] = False,
    rules: RulesOption = RULES,
) -> None:
    """Compare two codings of the same accounts: Krippendorff's alpha, and every disagreement.

    Accounts are matched by their ids; those that only one coding has are named and left out.
    """
    with diagnosed():
        rulebook = load_rulebook(rules)
        norms = chosen_norms(rulebook, norm)
        codings = [load_cases([folder], rulebook.vocabulary) for folder in (first, second)]
        one, two = (_by_id(coding) for coding in codings)
        shared = sorted(one.keys() & two.keys())
        if not shared:
            raise ProngError(
                [Diagnostic("E111", None, met=f"{first} and {second}", expected="account in both")]
            )
    predicates = list(rulebook.vocabulary.predicates)
    found = {
        "findings": agreement(finding_units(one, two, predicates)),
        "findings stated by either": agreement(finding_units(one, two, predicates, stated=True)),
        "elements": agreement(element_units(*codings, rulebook, norms, roots=False)),
        "norms": agreement(element_units(*codings, rulebook, norms, roots=True)),
    }
    by_predicate = {name: agreement(finding_units(one, two, [name])) for name in predicates}
    elements = units_by_element(*codings, rulebook, norms)
    by_element = {name: agreement(units) for name, units in elements.items()}
    differing = disagreements(one, two)
    only = sorted(one.keys() ^ two.keys())
    if json:
        figures = {name: asdict(value) for name, value in found.items()}
        by_name = {name: asdict(value) for name, value in by_predicate.items()}
        by_part = {name: asdict(value) for name, value in by_element.items()}
        lists = {"disagreements": [asdict(d) for d in differing], "in_one_only": only}
        made = {"accounts": shared, "agreement": figures, "predicates": by_name, "elements": by_part, **lists}
        typer.echo(json_format.dumps(made, ensure_ascii=False, indent=2))
        return
    console = Console()
    console.print(_figures(found, len(shared)))
    console.print(_differing("predicate", by_predicate))
    console.print(_differing("element", by_element))
    for d in differing:
        typer.echo(
            f"{d.case} {d.predicate}: {d.first} ({_at(d.first_at)}) against {d.second} ({_at(d.second_at)})"
        )
    if only:
        typer.echo(f"In one coding only: {', '.join(only)}")


def _by_id(coding: Cases) -> Mapping[str, Case]:
    return {name: file.case for name, file in coding.files.items()}


def _figures(found: Mapping[str, Agreement], accounts: int) -> Table:
    table = Table(title=f"Agreement over {accounts} accounts", title_justify="left", pad_edge=False)
    table.add_column("units of")
    for heading in ("units", "agreed", "alpha", "95 % interval"):
        table.add_column(heading, justify="right")
    for name, value in found.items():
        table.add_row(name, str(value.units), _share(value), *_alpha(value))
    return table


def _differing(kind: str, found: Mapping[str, Agreement]) -> Table:
    """The predicates or elements on which the codings differ, the lowest agreement first."""
    table = Table(title=f"Where the codings differ, by {kind}", title_justify="left", pad_edge=False)
    table.add_column(kind)
    for heading in ("agreed", "alpha"):
        table.add_column(heading, justify="right")
    differing = [(name, value) for name, value in found.items() if value.agreed < value.units]
    for name, value in sorted(differing, key=lambda item: (item[1].agreed / item[1].units, item[0])):
        table.add_row(name, _share(value), _alpha(value)[0])
    return table


def _share(value: Agreement) -> str:
    return f"{value.agreed}/{value.units}"


def _alpha(value: Agreement) -> tuple[str, str]:
    if value.alpha is None:
        return "–", "–"
    interval = "–" if value.low is None else f"{value.low:.2f} to {value.high:.2f}"
    return f"{value.alpha:.2f}", interval


def _at(pinpoints: tuple[str, ...]) -> str:
    return "; ".join(pinpoints) or "nothing"
