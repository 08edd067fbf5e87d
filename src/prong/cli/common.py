"""What commands share: options, loading with diagnostics, and the exit codes 0, 1 and 2."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from prong.errors import Diagnostic, ProngError, near_name
from prong.language.cases import Cases, load_cases
from prong.language.rulebook import load_rulebook
from prong.model.norms import Rulebook
from prong.model.standards import BY_KEY, Standard
from prong.rendering.diagnostics import FORMATS
from prong.rendering.language import LANGUAGES

RulesOption = Annotated[Path, typer.Option("--rules", help="Folder of the rules.", metavar="DIR")]
CaseArguments = Annotated[
    list[Path], typer.Argument(help="Case files, person files or folders.", metavar="CASE…")
]
NormOption = Annotated[list[str], typer.Option("--norm", help="Only this norm (repeatable).", metavar="NORM")]
RegimeOption = Annotated[str | None, typer.Option("--regime", help="Standards and burdens of a regime.")]
ReadingOption = Annotated[
    list[str],
    typer.Option("--reading", help="Take a position on a contested question (repeatable).", metavar="Q=P"),
]
LanguageOption = Annotated[
    str,
    typer.Option("--language", help=f"Language of the words around the facts: {', '.join(LANGUAGES)}."),
]
DayOption = Annotated[
    str | None, typer.Option("--as-of", help="Day of assessment, YYYY-MM-DD.", metavar="DATE")
]
StandardOption = Annotated[
    str | None, typer.Option("--standard", help="One standard of proof for every element.")
]
RULES = Path("rules")
FINDINGS, UNUSABLE = 1, 2


@contextlib.contextmanager
def diagnosed() -> Iterator[None]:
    """Turn a ProngError into its diagnostics on standard error and the exit code."""
    try:
        yield
    except ProngError as error:
        typer.echo(FORMATS["full"](error.diagnostics), err=True, nl=False)
        raise typer.Exit(exit_code(error.diagnostics)) from None


def exit_code(diagnostics: Sequence[Diagnostic]) -> int:
    """2 where what was asked for cannot be had (no such file, name or option), 1 for findings in files."""
    asked_amiss = any(d.place is None for d in diagnostics)
    return UNUSABLE if asked_amiss else FINDINGS


def load(rules: Path, paths: list[Path]) -> tuple[Rulebook, Cases]:
    """Rules and cases, or the diagnostics of whichever is wrong."""
    rulebook = load_rulebook(rules)
    return rulebook, load_cases(paths, rulebook.vocabulary)


def chosen_norms(rulebook: Rulebook, asked: list[str]) -> list[str]:
    """The norms asked for, or all of them in the order of their files."""
    require(asked, rulebook.norms, "norm")
    return asked or list(rulebook.norms)


def chosen_regime(rulebook: Rulebook, asked: str | None) -> str | None:
    """The regime asked for, if it exists."""
    require([] if asked is None else [asked], rulebook.regimes, "regime")
    return asked


def chosen_readings(rulebook: Rulebook, asked: list[str]) -> Mapping[str, str]:
    """Positions from `question=position` options."""
    chosen: dict[str, str] = {}
    for text in asked:
        question, equals, position = text.partition("=")
        if not equals:
            raise ProngError([Diagnostic("E403", None, met=text, expected="QUESTION=POSITION")])
        require([question], rulebook.readings, "reading")
        known = [held.id for held in rulebook.readings[question].positions]
        require([position], known, f"position of {question}")
        if chosen.setdefault(question, position) != position:
            raise ProngError([Diagnostic("E403", None, met=text, expected="one position for each question")])
    return chosen


def chosen_standard(asked: str | None) -> Standard | None:
    """The standard of proof asked for, if it is one."""
    if asked is None:
        return None
    require([asked], BY_KEY, "standard")
    return BY_KEY[asked]


def chosen_day(asked: str | None, rulebook: Rulebook, regime: str | None) -> datetime.date | None:
    """The day of assessment asked for, if it is one and the regime is in force on it."""
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


def require(asked: Iterable[str], known: Collection[str], kind: str) -> None:
    """Refuse names that do not exist, with the nearest that does, or with all of them."""
    among = f"one of {', '.join(known)}"
    unknown = [name for name in asked if name not in known]
    if unknown:
        raise ProngError(
            Diagnostic("E401", None, subject=kind, met=name, near=near_name(name, known), expected=among)
            for name in unknown
        )
