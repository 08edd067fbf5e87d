"""`prong interview`: a conversation that asks what can still matter, and saves each answer at once."""

from __future__ import annotations

import signal
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
from prong.cli.dialogue import Dialogue, Stopped
from prong.cli.intake import begin, begin_on_text, case_file
from prong.cli.kept import Kept
from prong.cli.questioning import Questioning
from prong.cli.saved import held
from prong.evaluation.assess import assess
from prong.evaluation.run import chosen_readings as positions_of
from prong.explanation.diagram import diagram_of
from prong.language.rulebook import load_rulebook
from prong.rendering.table import legend, verdict_table

app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)
INTERRUPTED = 130

EXAMPLES = """
Examples:  prong interview my-cases/an.yaml --norm trafficking-in-persons
·  prong interview cases/lives-for-sale/29.yaml --text lives-for-sale.txt
"""


@app.command(epilog=EXAMPLES)
def interview(
    case: Annotated[
        Path | None,
        typer.Argument(help="A case file, or a new name for one; asked for if left out.", metavar="CASE"),
    ] = None,
    text: Annotated[
        Path | None, typer.Option("--text", help="The text of the case’s source.", metavar="FILE")
    ] = None,
    norm: NormOption = [],  # noqa: B006 (typer copies it)
    regime: RegimeOption = None,
    reading: ReadingOption = [],  # noqa: B006
    rules: RulesOption = RULES,
) -> None:
    """Ask what can still matter in a case, one question at a time, and save each answer at once.

    Answers may come from a keyboard or a pipe. To stop, type stop, press Ctrl-C or close the window; the same
    command resumes. For a new case the answers are the source: they are kept as a transcript, in a folder
    that git ignores. Exit code 0: ended or stopped; 130: interrupted.
    """
    dialogue = Dialogue.open()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    path = case
    try:
        with diagnosed():
            rulebook = load_rulebook(rules)
            norms = chosen_norms(rulebook, norm)
            governing, readings = chosen_regime(rulebook, regime), chosen_readings(rulebook, reading)
            path = case_file(case, dialogue)
            with held(path):
                if not path.exists():
                    if text is None:
                        begin(path, dialogue)
                    else:
                        begin_on_text(path, text, dialogue)
                kept = Kept.open(path, rulebook.vocabulary, text)
                diagrams = {name: diagram_of(rulebook, name, governing) for name in norms}
                positions = {
                    name: positions_of(diagram.program, rulebook, readings)
                    for name, diagram in diagrams.items()
                }
                kept = Questioning(dialogue, rulebook, diagrams, positions, kept).hold()
                record = kept.record
        traces = {name: assess(record, rulebook, name, regime=governing, readings=readings) for name in norms}
    except Stopped:
        dialogue.tell("", "Stopped before there was a case. Nothing was written.")
        raise typer.Exit from None
    except KeyboardInterrupt:
        there = path is not None and path.exists()
        dialogue.tell("", f"Interrupted. Every answer is saved in {path}." if there else "Interrupted.")
        raise typer.Exit(INTERRUPTED) from None
    console = Console()
    for name, trace in traces.items():
        console.print(verdict_table(rulebook.norms[name], [trace], width=console.width))
        console.print()
    console.print(legend())
    dialogue.tell("", f"The case is in {path}.")
    if kept.transcript is not None:
        dialogue.tell(
            f"What was said is in {kept.transcript}, which git ignores. To check every pinpoint against it:",
            f"  prong evidence verify {path} --text {kept.transcript}",
        )
