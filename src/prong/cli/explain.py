"""`prong explain`: why a norm has its verdict in a case, what is missing, and what would flip it."""

from __future__ import annotations

import json as json_format
from typing import Annotated

import typer

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
    require,
)
from prong.cli.given import GivenOption, given_facts
from prong.evaluation.facts import facts_of
from prong.evaluation.run import chosen_readings as positions_of
from prong.explanation.diagram import diagram_of
from prong.explanation.explain import BOUND
from prong.explanation.explain import explain as explain_norm
from prong.explanation.plain import plain_explanation
from prong.rendering.explained import explanation_lines

app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)

EXAMPLES = """
Examples:  prong explain cases/lives-for-sale/02.yaml --norm trafficking-in-persons
·  prong explain cases/lives-for-sale/29.yaml --norm refugee --element nexus
·  prong explain cases/lives-for-sale/29.yaml --norm refugee --given fears-return=yes
"""


@app.command(epilog=EXAMPLES)
def explain(
    cases: CaseArguments,
    norm: NormOption = [],  # noqa: B006 (typer copies it)
    element: Annotated[
        list[str], typer.Option("--element", help="Tell of this element alone (repeatable).")
    ] = [],  # noqa: B006
    given: GivenOption = [],  # noqa: B006
    regime: RegimeOption = None,
    reading: ReadingOption = [],  # noqa: B006
    as_of: DayOption = None,
    standard: StandardOption = None,
    limit: Annotated[int, typer.Option(help="How many sets of a kind the JSON lists.", min=1)] = BOUND,
    json: Annotated[bool, typer.Option("--json", help="A list of objects with all minimal sets.")] = False,
    rules: RulesOption = RULES,
) -> None:
    """Explain verdicts: what carries each, what is missing, and the smallest changes that would turn it.

    Every set that is told is minimal: nothing can be left out of it. All are computed exactly.
    """
    with diagnosed():
        rulebook, found = load(rules, cases)
        norms = chosen_norms(rulebook, norm)
        governing = chosen_regime(rulebook, regime)
        asked = chosen_standard(standard)
        day = chosen_day(as_of, rulebook, regime)
        diagrams = {name: diagram_of(rulebook, name, governing, asked) for name in norms}
        known = {node.id for d in diagrams.values() for node in d.program.nodes if node.element is not None}
        require(element, sorted(known), "element of the norms asked about")
        positions = chosen_readings(rulebook, reading)
        explained = []
        for record in found.records:
            stated = facts_of(record, rulebook.vocabulary)
            facts = given_facts(stated, given, diagrams.values(), rulebook.vocabulary)
            for name, diagram in diagrams.items():
                chosen = positions_of(diagram.program, rulebook, positions)
                options = {"regime": governing, "standard": asked, "as_of": day, "bound": limit}
                explained.append((record, explain_norm(rulebook, name, facts, chosen, **options)))
    if json:
        plain = [{"case": record.id, **plain_explanation(one)} for record, one in explained]
        typer.echo(json_format.dumps(plain, ensure_ascii=False, indent=2))
        return
    for number, (record, one) in enumerate(explained):
        if number:
            typer.echo("\n")
        for line in explanation_lines(one, rulebook, record.id, element):
            typer.echo(line)
