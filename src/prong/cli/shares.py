"""Work on many cases, shared among the processors; a few are not worth a process of their own."""

from __future__ import annotations

import contextlib
import gc
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Protocol, TypeVar

Result = TypeVar("Result", covariant=True)
FEWEST = 8
"""So many files of cases are worth a process."""


class Work(Protocol[Result]):
    """Work on one of several shares; `quiet` where nobody looks. Another process must be able to load it."""

    def __call__(self, share: int, shares: int, *, quiet: bool) -> Result: ...


def in_shares(work: Work[Result], cases: Sequence[Path], *, together: bool = False) -> list[Result]:
    """What the work on each share gives; all in this process where it must be done `together`.

    Each process reads rules and cases for itself, which takes less time than handing them over.
    """
    files = sum(len(list(path.rglob("*.yaml"))) if path.is_dir() else 1 for path in cases)
    shares = 1 if together else min(os.cpu_count() or 1, files // FEWEST)
    if shares < 2:
        return [work(0, 1, quiet=False)]
    with ProcessPoolExecutor(shares - 1, mp_context=get_context("spawn")) as pool:
        others = [pool.submit(work, share, shares, quiet=True) for share in range(1, shares)]
        return [work(0, shares, quiet=False), *(other.result() for other in others)]


@contextlib.contextmanager
def no_collection() -> Iterator[None]:
    """What is built here is used until the end; to look for cycles in it would take a fifth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
