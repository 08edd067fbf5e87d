"""Work on many records, shared among the processors; a few are not worth a process of their own."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Protocol, TypeVar

from prong.errors import ProngError
from prong.language.rulebook import sorted_findings

Result = TypeVar("Result", covariant=True)
FEWEST = 8
"""So many records are worth a process."""
THREADS = Path("/proc/self/task")
"""Where Linux lists the threads of a process; where there is no such folder, no fork is made."""


class Work(Protocol[Result]):
    """Work on one of several shares; `quiet` where nobody looks."""

    def __call__(self, share: int, shares: int, *, quiet: bool) -> Result: ...


def in_shares(work: Work[Result], number: int, *, together: bool = False) -> list[Result]:
    """What the work gives on each share of so many records; in this process where it is done `together`.

    The other processes are forked from this one: what it has read they need not read again. Where that is not
    safe, all is done here. Raises ProngError with what is wrong in any share, in an order that does not tell
    how many there were.
    """
    shares = 1 if together or not _may_fork() else min(os.cpu_count() or 1, number // FEWEST)
    if shares < 2:
        return _all_of([partial(work, 0, 1, quiet=False)])
    fork = get_context("fork")
    with ProcessPoolExecutor(shares - 1, mp_context=fork, initializer=_take, initargs=(work,)) as pool:
        others = [pool.submit(_quietly, share, shares) for share in range(1, shares)]
        return _all_of([partial(work, 0, shares, quiet=False), *(other.result for other in others)])


def _all_of(shares: Sequence[Callable[[], Result]]) -> list[Result]:
    found, faults = [], []
    for share in shares:
        try:
            found.append(share())
        except ProngError as error:
            faults += error.diagnostics
    if faults:
        raise ProngError(sorted_findings(faults))
    return found


def _may_fork() -> bool:
    """Threads do not outlive a fork; those of libraries are seen by the system alone, which Linux tells."""
    return THREADS.is_dir() and len(list(THREADS.iterdir())) == 1


_taken: list[Work[object]] = []
"""The work of a forked process, which it has from its parent and not through a pipe."""


def _take(work: Work[object]) -> None:
    """Keeps the work. An interruption is for the parent to tell of: this process ends without a word."""
    _taken.append(work)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def _quietly(share: int, shares: int) -> object:
    return _taken[-1](share, shares, quiet=True)


@contextlib.contextmanager
def no_collection() -> Iterator[None]:
    """What is built here is used until the end; to look for cycles in it would take a fifth of the time.

    At the end it counts as old, so that the next look for cycles does not begin with all of it.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()
        gc.enable()
