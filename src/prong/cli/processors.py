"""Work on many records in turn, on all processors; a few are not worth a process of their own."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from prong.cli.lazy import load
from prong.errors import Diagnostic, ProngError
from prong.language.rulebook import sorted_findings

Result = TypeVar("Result")
Work = Callable[[int], Result]
"""What is done with the record of a number; the numbers begin with 0."""
FEWEST = 16
"""So many records are worth other processes."""
THREADS = Path("/proc/self/task")
"""Where Linux lists the threads of a process; where there is no such folder, no fork is made."""


def in_turn(work: Work[Result], number: int, *, doing: str, here: bool = False) -> list[Result]:
    """What the work gives on each of so many records, in their order, with a bar of progress.

    It is done by processes forked from this one: what it has read they need not read again. Where that is not
    safe, or results cannot be handed from one process to another (`here`), all is done in this one.
    Raises ProngError with what is wrong in any record.
    """
    processors = 1 if here else os.cpu_count() or 1
    if processors == 1 or number < FEWEST or not _may_fork():
        return _all_of(map(partial(_tried, work), range(number)), number, doing)
    fork = get_context("fork")
    with ProcessPoolExecutor(processors, mp_context=fork, initializer=_take, initargs=(work,)) as pool:
        return _all_of(pool.map(_next, range(number)), number, doing)


Tried = tuple[Result | None, Sequence[Diagnostic]]
"""A result, or what is wrong."""


def _all_of(tried: Iterable[Tried[Result]], number: int, doing: str) -> list[Result]:
    on_terminal = sys.stderr is not None and sys.stderr.isatty()  # there is none where it was closed
    shown = load("prong.cli.bar").with_bar(tried, number, doing) if on_terminal else tried
    found, faults = zip(*shown, strict=True) if number else ((), ())
    if any(faults):
        raise ProngError(sorted_findings([fault for some in faults for fault in some]))
    return list(found)


def _tried(work: Work[Result], place: int) -> Tried[Result]:
    try:
        return work(place), ()
    except ProngError as error:
        return None, error.diagnostics


def _may_fork() -> bool:
    """Threads do not outlive a fork; those of libraries are seen by the system alone, which Linux tells."""
    return THREADS.is_dir() and len(list(THREADS.iterdir())) == 1


_taken: list[Work[object]] = []
"""The work of a forked process, which it has from its parent and not through a pipe."""
_thread = ThreadPoolExecutor(1)
"""A forked process works in a thread, which begins with an empty stack.

Its own is as deep as that of its parent. CPython takes a stack from the system in small pieces, and gives
back a piece as soon as it is empty: calls at the edge of one would do so again and again.
"""


def _take(work: Work[object]) -> None:
    """Keeps the work. An interruption is for the parent to tell of, which then gives out no further record.

    Were this process to end in the middle of one, the parent would have a broken pool to tell of.
    """
    _taken.append(work)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _next(place: int) -> Tried[object]:
    return _thread.submit(_tried, _taken[-1], place).result()
