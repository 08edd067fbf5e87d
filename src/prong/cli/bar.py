"""A bar of progress on the terminal, loaded where there is one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from rich.console import Console
from rich.progress import track

Item = TypeVar("Item")


def with_bar(items: Iterable[Item], number: int, doing: str) -> Iterable[Item]:
    """The items one by one, with a bar that goes away at the end; none where the terminal cannot show it."""
    console = Console(stderr=True)
    return track(items, doing, total=number, console=console, transient=True, disable=not console.is_terminal)
