"""Pinpoints in accounts, in words: “Lives for Sale, Case 2, heading and sentences 6, 9–10”."""

from __future__ import annotations

import re

from prong.model.sources import Source
from prong.rendering.language import ENGLISH, Language, marked

HEADING = marked("heading")
"""The one place of an account that is not a sentence."""


def short_title(source: Source) -> str:
    """The title of a source without its subtitle."""
    return source.title.partition(":")[0]


def grouped(source: str, pinpoints: tuple[str, ...], language: Language = ENGLISH) -> str:
    """Pinpoints of one source in one note; sentences that follow one another become a run."""
    accounts: dict[str, list[str]] = {}
    for pinpoint in pinpoints:
        account, _, place = pinpoint.rpartition(", ")
        accounts.setdefault(account, []).append(place)
    found = ((account, _places(places, language)) for account, places in accounts.items())
    return "; ".join(f"{source}, {account}, {words}" for account, words in found)


def sentence(pinpoint: str, language: Language = ENGLISH) -> str:
    """The place within an account: “6”, “9–10”, “heading”."""
    place = pinpoint.rpartition(", ")[2].removeprefix("ss. ").removeprefix("s. ").replace("-", "–")
    return language.gettext(place) if place == HEADING else place


def _places(places: list[str], language: Language) -> str:
    numbers: set[int] = set()
    others = []
    for place in places:
        if found := re.fullmatch(r"ss?\. (\d+)(?:-(\d+))?", place):
            numbers.update(range(int(found[1]), int(found[2] or found[1]) + 1))
        else:
            others.append(language.gettext(place) if place == HEADING else place)
    if numbers:
        pattern = language.ngettext("sentence %(numbers)s", "sentences %(numbers)s", len(numbers))
        others.append(pattern % {"numbers": _runs(sorted(numbers))})
    return language.listed(others)


def _runs(numbers: list[int]) -> str:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
