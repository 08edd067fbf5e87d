"""`prong corpus report`: counted verdicts as a document with charts and their tables."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from prong.cli.common import RULES, LanguageOption, RulesOption, diagnosed, require
from prong.cli.whole import write_whole
from prong.corpus.result import read_result
from prong.errors import Diagnostic, ProngError
from prong.language.rulebook import load_rulebook
from prong.rendering.corpus_report import report_markdown, report_page
from prong.rendering.language import ENGLISH, LANGUAGES, language_of

app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)


@app.command(epilog="Example:  prong corpus report result.json --out report")
def report(
    result: Annotated[Path, typer.Argument(help="What prong corpus assess wrote.", metavar="RESULT")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the documents.", metavar="DIR")],
    language: LanguageOption = ENGLISH.code,
    rules: RulesOption = RULES,
) -> None:
    """Write a report of counted verdicts as Markdown and HTML, with charts and their figures."""
    with diagnosed():
        require([language], LANGUAGES, "language")
        spoken = language_of(language, rules)
        rulebook = load_rulebook(rules)
        counted = read_result(result)
        if counted.rules != rulebook.digest:
            expected = "the rules with which it was counted; assess the corpus again"
            raise ProngError(
                [Diagnostic("E403", None, met=f"other rules than those of {result}", expected=expected)]
            )
        text, charts = report_markdown(counted, rulebook, language=spoken)
        shown = report_page(counted, rulebook, language=spoken)
        written = {Path("report.md"): text, Path("report.html"): shown}
        write_whole(out, written | {Path(name): chart for name, chart in charts.items()})
    typer.echo(f"report.md, report.html and {len(charts)} charts in {out}.", err=True)
