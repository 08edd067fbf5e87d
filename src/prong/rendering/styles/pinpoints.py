"""Pinpoints in words: those that follow one another under one prefix share it.

A dagger marks a pinpoint that was not compared with its source. How a kind of pinpoint is written is data
of a style.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from prong.model.instruments import Instrument
from prong.rendering.escape import markdown

UNCHECKED = "†"
PARAGRAPHS = {"2": "second paragraph", "3": "third paragraph"}
RANGE = re.compile(r"(\d+)-(\d+)")

Prefixes = Mapping[str, tuple[str, str]]
"""For each kind of pinpoint its prefix for one and for several."""


def pinpoints_words(instrument: Instrument, pinpoints: Iterable[str], prefixes: Prefixes) -> str:
    """Pinpoints as Markdown: “arts 1(1)†, 3(1)”, “paras 28, 203–204†”, “[42], [45]–[47]”, “‘Refugees’”.

    The paragraphs of a decision stand in square brackets, without a prefix.
    """
    groups: list[tuple[str, list[str], bool]] = []
    for pinpoint in pinpoints:
        kind, words = _pinpoint(instrument, pinpoint)
        words += "" if instrument.is_checked(pinpoint) else UNCHECKED
        several = "–" in words or ", " in words
        if kind and groups and groups[-1][0] == kind:
            groups[-1] = kind, [*groups[-1][1], words], True
        else:
            groups.append((kind, [words], several))
    return ", ".join(
        (prefixes[kind][several] if kind in prefixes else "") + markdown(", ".join(words))
        for kind, words, several in groups
    )


def _pinpoint(instrument: Instrument, pinpoint: str) -> tuple[str, str]:
    """The kind of a pinpoint, where it has a prefix, and the pinpoint without it."""
    if re.fullmatch("[a-z]", pinpoint):
        return "", f"({pinpoint})"
    if not any(character.isdigit() for character in pinpoint):
        return "", f"‘{instrument.provisions[pinpoint].terms}’"
    main, _, rest = pinpoint.partition("/")
    more = f" {PARAGRAPHS.get(rest, rest)}" if rest else ""
    if instrument.kind == "decision" and instrument.pinpoint == "paragraph":
        return "bracketed", re.sub(r"\d[^-]*", lambda found: f"[{found[0]}]", main).replace("-", "–") + more
    if instrument.pinpoint == "page":
        return "page", RANGE.sub(lambda found: f"{found[1]}–{_closing(found[1], found[2])}", main) + more
    return instrument.pinpoint, RANGE.sub(r"\1–\2", main) + more


def _closing(first: str, last: str) -> str:
    """The last page of a range in as few digits as tell it, at least two, of which the first is no zero."""
    if len(first) != len(last):
        return last
    same = next((at for at, (a, b) in enumerate(zip(first, last, strict=True)) if a != b), len(last))
    kept = last[min(same, max(len(last) - 2, 0)) :]
    return last[-3:] if kept.startswith("0") else kept
