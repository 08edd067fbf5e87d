"""Groups of commands whose modules are loaded one at a time, so that starting stays fast."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping
from types import ModuleType

import typer
from typer.core import TyperCommand, TyperGroup

from prong.cli.memory import no_collection

EXTRAS = {
    "numpy": "corpus",
    "pyarrow": "corpus",
    "python_calamine": "corpus",
    "duckdb": "corpus",
    "ibis": "corpus",
    "polars": "corpus",
    "pyspark": "spark",
}
"""Packages that only some commands need, and the extra with which they are installed."""


def lazy_group(commands: Mapping[str, str], prefix: str = "") -> type[TyperGroup]:
    """A group that lists `commands` and imports the module of one, `prefix` + name, when it is asked for."""

    class LazyGroup(TyperGroup):
        def list_commands(self, ctx: typer.Context) -> list[str]:  # noqa: ARG002 (typer's signature)
            return list(commands)

        def get_command(self, ctx: typer.Context, cmd_name: str) -> TyperCommand | TyperGroup | None:  # noqa: ARG002
            if cmd_name not in commands:
                return None
            module = load(f"prong.cli.{prefix}{cmd_name.replace('-', '_')}")
            command = typer.main.get_command(module.app)
            command.name = cmd_name
            return command

    return LazyGroup


def load(name: str) -> ModuleType:
    """A module of Prong that is loaded only where it is used; ends the program where its extra is missing."""
    try:
        with no_collection():
            return importlib.import_module(name)
    except ModuleNotFoundError as error:
        extra = EXTRAS.get((error.name or "").partition(".")[0])
        if extra is None:
            raise
        typer.echo(f"E406 this command needs an extra that is not installed: {extra}", err=True)
        typer.echo(f"  hint: pip install 'prong[{extra}]'", err=True)
        sys.exit(2)
