"""`prong check`: every finding about rules and cases."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from prong.cli.common import RULES, RulesOption, exit_code
from prong.errors import Diagnostic
from prong.language.cases import check_cases
from prong.language.claims import check_claims
from prong.language.mappings import check_mappings
from prong.language.names import check_names
from prong.language.rulebook import check_rules, sorted_findings
from prong.rendering.diagnostics import FORMATS

app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)
Format = Enum("Format", {name: name for name in FORMATS}, type=str)


@app.command(epilog="Examples:  prong check  ·  prong check rules  ·  prong check cases --format concise")
def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders; rules and cases where none is named.")
    ] = None,
    rules: RulesOption = RULES,
    format: Annotated[Format, typer.Option(help="How findings are shown.")] = Format["full"],
) -> None:
    """Check rules and cases, and show everything that is wrong at once.

    Exit code 0: nothing wrong; 1: findings; 2: the command could not run.
    """
    asked = paths or [rules, *filter(Path.exists, [Path("cases")])]
    rulebook, of_rules = check_rules(rules)
    if rulebook is not None:
        of_rules = check_mappings(rules, rulebook)[1]
    case_paths = [path for path in asked if not _within(path, rules)]
    findings = of_rules if len(case_paths) < len(asked) or rulebook is None else []
    findings = [d for d in findings if _wanted(d, asked, rules)]
    checked = f"{len(rulebook.norms)} norms, {len(rulebook.instruments)} instruments" if rulebook else ""
    if case_paths and rulebook is not None:
        cases, of_cases = check_cases(case_paths, rulebook.vocabulary)
        # Names in claims are looked up among the cases, so they wait until these are sound.
        of_claims = [] if of_cases else check_claims(case_paths, cases, rulebook)[1]
        findings = findings + of_cases + of_claims + check_names(case_paths)[1]
        checked += f", {len(cases.files)} case{'' if len(cases.files) == 1 else 's'}"
    findings = sorted_findings(findings)
    if findings or format.value in ("json", "sarif"):
        typer.echo(FORMATS[format.value](findings), nl=False)
    if findings:
        raise typer.Exit(exit_code(findings))
    if format.value in ("full", "concise"):
        typer.echo(f"Nothing wrong in {checked}.")


def _within(path: Path, folder: Path) -> bool:
    return path.absolute() == folder.absolute() or folder.absolute() in path.absolute().parents


def _wanted(diagnostic: Diagnostic, asked: list[Path], rules: Path) -> bool:
    """Findings about the files asked for; where a case is asked for, rules must be sound as well."""
    if diagnostic.place is None or any(not _within(path, rules) for path in asked):
        return True
    return any(_within(Path(diagnostic.place.file), path) for path in asked)
