"""`prong next`: the open questions of a case, those that decide most first."""

from __future__ import annotations

import json as json_format
from typing import Annotated

import typer

from prong.cli.common import (
    RULES,
    CaseArguments,
    NormOption,
    ReadingOption,
    RegimeOption,
    RulesOption,
    StandardOption,
    chosen_norms,
    chosen_readings,
    chosen_regime,
    chosen_standard,
    diagnosed,
    load,
)
from prong.cli.given import GivenOption, given_facts
from prong.evaluation.facts import facts_of
from prong.evaluation.run import chosen_readings as positions_of
from prong.explanation.diagram import diagram_of
from prong.explanation.next_questions import next_questions, ranked_together
from prong.explanation.plain import plain_question
from prong.rendering.explained import question_lines

app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)

EXAMPLES = """
Examples:  prong next cases/lives-for-sale/29.yaml --norm refugee
·  prong next cases/lives-for-sale/29.yaml --norm refugee --given fears-return=yes
"""


@app.command("next", epilog=EXAMPLES)
def next_(
    cases: CaseArguments,
    norm: NormOption = [],  # noqa: B006 (typer copies it)
    given: GivenOption = [],  # noqa: B006
    regime: RegimeOption = None,
    reading: ReadingOption = [],  # noqa: B006
    standard: StandardOption = None,
    limit: Annotated[int, typer.Option(help="How many questions are shown at most.", min=1)] = 10,
    json: Annotated[bool, typer.Option("--json", help="All questions as JSON, with exact shares.")] = False,
    rules: RulesOption = RULES,
) -> None:
    """Tell what to ask next: the open questions that can still matter, those that decide most first.

    Let every other open question be answered yes or no, the one as likely as the other. A question decides
    in those worlds in which the verdict after a yes differs from that after a no; its share of them is
    counted exactly. It says nothing of how likely an answer is.
    """
    with diagnosed():
        rulebook, found = load(rules, cases)
        norms = chosen_norms(rulebook, norm)
        governing, asked = chosen_regime(rulebook, regime), chosen_standard(standard)
        diagrams = {name: diagram_of(rulebook, name, governing, asked) for name in norms}
        positions = chosen_readings(rulebook, reading)
        ranked = {}
        for record in found.records:
            stated = facts_of(record, rulebook.vocabulary)
            facts = given_facts(stated, given, diagrams.values(), rulebook.vocabulary)
            questions = {
                name: next_questions(diagram, facts, positions_of(diagram.program, rulebook, positions))
                for name, diagram in diagrams.items()
            }
            ranked[record.id] = ranked_together(questions)
    if json:
        plain = [
            {
                "case": case,
                "questions": [
                    {
                        "predicate": name,
                        "question": rulebook.vocabulary.predicates[name].question,
                        "norms": {norm: plain_question(one) for norm, one in found.items()},
                    }
                    for name, found in questions
                ],
            }
            for case, questions in ranked.items()
        ]
        typer.echo(json_format.dumps(plain, ensure_ascii=False, indent=2))
        return
    for number, (case, questions) in enumerate(ranked.items()):
        if number:
            typer.echo("\n")
        typer.echo(f"{case}\n")
        for line in question_lines(questions[:limit], rulebook, [rulebook.norms[name] for name in norms]):
            typer.echo(line)
        if not questions:
            typer.echo("No answer can change a verdict any more.")
        elif len(questions) > limit:
            typer.echo(f"\n{len(questions) - limit} more decide less (--limit).")
