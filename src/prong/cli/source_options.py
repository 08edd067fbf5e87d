"""The options by which sources that are no corpus yet are read, and what no source may be asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from prong.errors import Diagnostic, ProngError

MapOption = Annotated[
    str | None, typer.Option("--map", help="The mapping by which a table is read.", metavar="MAPPING")
]
ToStandardOption = Annotated[
    str | None,
    typer.Option(
        "--standard", help="What is made out to this standard counts; by default the mapping’s own."
    ),
]
CrosswalkOption = Annotated[
    list[str], typer.Option("--crosswalk", help="A crosswalk of the mapping that is to count (repeatable).")
]
IdOption = Annotated[
    str | None, typer.Option("--id", help="The column that identifies a row.", metavar="COLUMN")
]
StrictOption = Annotated[
    bool, typer.Option("--strict", help="Stop where a row cannot be read, and write nothing.")
]


def holds_cases(source: Path) -> bool:
    """Whether a source is case files, which name the predicates themselves."""
    return source.suffix == ".yaml" or (source.is_dir() and any(source.rglob("*.yaml")))


def refuse_options(given: dict[str, object], why: str) -> None:
    """Raises ProngError where an option is given that has no meaning beside what is read."""
    refused = [name for name, value in given.items() if value]
    if refused:
        raise ProngError([Diagnostic("E403", None, met=f"{refused[0]} {why}")])


def refuse_source(source: Path, out: Path | None, option: str = "--out") -> None:
    """What is read must still be there afterwards."""
    if out is not None and source.exists() and out.exists() and source.samefile(out):
        expected = "another file than the source"
        raise ProngError([Diagnostic("E403", None, met=f"{option} {out}", expected=expected)])
