"""Timing side by side: every contestant once in each round, so that what else the machine does meets all."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

LEAST = 0.05
"""Seconds that one measurement takes at least; shorter work is repeated within it."""


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds for one piece of work, round by round."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    def ratio_to(self, other: Timed) -> tuple[float, float, float]:
        """How long it takes beside another, in each round: median, least and most."""
        found = [own / its for own, its in zip(self.seconds, other.seconds, strict=True)]
        return statistics.median(found), min(found), max(found)


def timed(
    contestants: Mapping[str, Callable[[], object]],
    rounds: int = 7,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, Timed]:
    """The times of all contestants; each runs once beforehand.

    The clock is that on the wall, or that of the processor (`time.process_time`) where all of them keep to
    one thread, so that what else the machine does is not counted.
    """
    repeats = {}
    for name, work in contestants.items():
        work()
        repeats[name] = max(1, round(LEAST / max(_once(work, 1, clock), 1e-9)))
    found: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, work in contestants.items():
            found[name].append(_once(work, repeats[name], clock))
    return {name: Timed(tuple(seconds)) for name, seconds in found.items()}


def profile(steps: Mapping[str, Callable[[], object]]) -> str:
    """Where the time of the processors goes; decoding takes all of them, and nothing beside it is free."""
    times = timed(steps, rounds=3, clock=time.process_time)
    whole = sum(its.median for its in times.values())
    told = ", ".join(
        f"{name} {its.median / whole:.0%} ({its.median * 1e3:.0f} ms)" for name, its in times.items()
    )
    return f"Time of the processors, each step apart: {told}."


HEAD = "million cases a second, median | range | Prong beside it | target"
"""The columns of a table of speeds, after those that say who was timed."""


def speeds(times: Mapping[str, Timed], rows: int, targets: Mapping[str, str]) -> Iterator[str]:
    """A row for each tool; what is Prong's own comes first, and stands beside each of the others."""
    own = next(iter(times.values()))
    for name, its in times.items():
        median, least, most = its.ratio_to(own)
        spread = f"{rows / max(its.seconds) / 1e6:,.1f}–{rows / min(its.seconds) / 1e6:,.1f}"
        beside = "" if its is own else f"{median:.2f} × ({least:.2f}–{most:.2f})"
        yield f"| {name} | {rows / its.median / 1e6:,.1f} | {spread} | {beside} | {targets.get(name, '')} |"


def _once(work: Callable[[], object], repeats: int, clock: Callable[[], float]) -> float:
    begin = clock()
    for _ in range(repeats):
        work()
    return (clock() - begin) / repeats
