"""Pinpoints in accounts, in words: “Lives for Sale, Case 2, heading and sentences 6, 9–10”."""

from __future__ import annotations

import re

from prong.model.sources import Source


def short_title(source: Source) -> str:
    """The title of a source without its subtitle."""
    return source.title.partition(":")[0]


def grouped(source: str, pinpoints: tuple[str, ...]) -> str:
    """Pinpoints of one source in one note; sentences that follow one another become a run."""
    accounts: dict[str, list[str]] = {}
    for pinpoint in pinpoints:
        account, _, place = pinpoint.rpartition(", ")
        accounts.setdefault(account, []).append(place)
    return "; ".join(f"{source}, {account}, {_places(places)}" for account, places in accounts.items())


def sentence(pinpoint: str) -> str:
    """The place within an account: “6”, “9–10”, “heading”."""
    return pinpoint.rpartition(", ")[2].removeprefix("ss. ").removeprefix("s. ").replace("-", "–")


def _places(places: list[str]) -> str:
    numbers: set[int] = set()
    others = []
    for place in places:
        if found := re.fullmatch(r"ss?\. (\d+)(?:-(\d+))?", place):
            numbers.update(range(int(found[1]), int(found[2] or found[1]) + 1))
        else:
            others.append(place)
    if numbers:
        others.append(f"{'sentence' if len(numbers) == 1 else 'sentences'} {_runs(sorted(numbers))}")
    return " and ".join(others)


def _runs(numbers: list[int]) -> str:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
