"""`prong memo`: legal memos of cases, as Markdown and HTML."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

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
from prong.cli.whole import write_whole
from prong.evaluation.assess import assess
from prong.evaluation.facts import facts_of
from prong.explanation.explain import explain
from prong.rendering.memo import memo_markdown
from prong.rendering.page import page
from prong.rendering.questions import Assessed

app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)
FORMATS = {"md": lambda text: text, "html": page}


@app.command(epilog="Example:  prong memo cases --out reports --format md,html")
def memo(
    cases: CaseArguments,
    out: Annotated[Path, typer.Option(help="Folder for the memos.", metavar="DIR")],
    format: Annotated[str, typer.Option(help="Formats, separated by commas: md, html.")] = "md,html",
    norm: NormOption = [],  # noqa: B006 (typer copies it)
    regime: RegimeOption = None,
    reading: ReadingOption = [],  # noqa: B006
    rules: RulesOption = RULES,
) -> None:
    """Write legal memos as Markdown and HTML, one for each case, all of them or none."""
    with diagnosed():
        rulebook, found = load(rules, cases)
        names = chosen_norms(rulebook, norm)
        options = {"regime": chosen_regime(rulebook, regime), "readings": chosen_readings(rulebook, reading)}
        formats = _formats(format)
        written: dict[Path, str] = {}
        console = Console(stderr=True)
        quiet = not console.is_terminal
        for record in track(found.records, "Writing memos", console=console, transient=True, disable=quiet):
            facts = facts_of(record, rulebook.vocabulary)
            assessed = []
            for name in names:
                trace = assess(record, rulebook, name, **options)
                explained = explain(rulebook, name, facts, trace.readings, regime=options["regime"])
                assessed.append(Assessed(trace, explained))
            text = memo_markdown(record, rulebook, assessed)
            for ending in formats:
                written[Path(f"{record.id}.{ending}")] = FORMATS[ending](text)
        write_whole(out, written)
    number = len(found.records)
    typer.echo(f"{number} memo{'' if number == 1 else 's'} in {out} ({', '.join(formats)}).", err=True)


def _formats(asked: str) -> list[str]:
    names = [name.strip() for name in asked.split(",")]
    require(names, FORMATS, "format")
    return list(dict.fromkeys(names))
