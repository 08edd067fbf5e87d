"""Counts over a corpus, group by group, as any engine gives them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Key = tuple[str | None, ...]
"""The values of the columns that rows are grouped by; None where the source states none."""


@dataclass(frozen=True, slots=True)
class Tally:
    """For each group the number of its rows, and how many of them each output of a plan holds on."""

    by: tuple[str, ...]
    rows: Mapping[Key, int]
    counts: Mapping[Key, tuple[int, ...]]

    @property
    def total(self) -> int:
        return sum(self.rows.values())

    def over_all(self) -> tuple[int, ...]:
        """The counts of all groups together; empty where there is no group."""
        return tuple(map(sum, zip(*self.counts.values(), strict=True)))


@dataclass(frozen=True, slots=True)
class Counted:
    """The counts of a source, and how many of its rows are in none because they could not be read."""

    tally: Tally
    unreadable: int = 0


def added(tallies: Iterable[Tally], by: tuple[str, ...]) -> Tally:
    """One tally of several, with its groups in order; a value that is not stated comes last."""
    rows: dict[Key, int] = {}
    counts: dict[Key, tuple[int, ...]] = {}
    for tally in tallies:
        for key, number in tally.rows.items():
            before = counts.get(key)
            rows[key] = rows.get(key, 0) + number
            counts[key] = (
                tuple(map(sum, zip(before, tally.counts[key], strict=True))) if before else tally.counts[key]
            )
    order = sorted(rows, key=lambda key: [(value is None, value or "") for value in key])
    return Tally(by, {key: rows[key] for key in order}, {key: counts[key] for key in order})
