"""Citations in the manner of OSCOLA 4, from the CSL-JSON fields of instruments.

The full form stands in the table of authorities, the short form with its pinpoint in the text and the
footnotes. A dagger marks an authority that was not compared with its source.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping

from prong.model.instruments import Instrument
from prong.rendering.escape import markdown

UNCHECKED = "†"
PREFIXES = {
    "article": ("art ", "arts "),
    "paragraph": ("para ", "paras "),
    "section": ("s ", "ss "),
    "page": ("p ", "pp "),
}
PARAGRAPHS = {"2": "second paragraph", "3": "third paragraph"}


def short_citation(instrument: Instrument, pinpoints: Iterable[str]) -> str:
    """Short name and pinpoints: “Trafficking Protocol, arts 3(a), 3(b)”, “22 USC 7842(b)”."""
    words = pinpoints_words(instrument, pinpoints)
    return f"{instrument.short}{'' if words.startswith('(') else ', '}{words}"


def pinpoints_words(instrument: Instrument, pinpoints: Iterable[str]) -> str:
    """Pinpoints as they are written: “arts 1(1)†, 3(1)”, “paras 28, 203–204†”, “‘Refugees’”.

    Those that follow one another under one prefix share it.
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
    return ", ".join(_prefix(kind, several) + ", ".join(words) for kind, words, several in groups)


def _pinpoint(instrument: Instrument, pinpoint: str) -> tuple[str, str]:
    """The kind of a pinpoint, where it has a prefix, and the pinpoint without it."""
    if re.fullmatch("[a-z]", pinpoint):
        return "", f"({pinpoint})"
    if not any(character.isdigit() for character in pinpoint):
        return "", f"‘{instrument.provisions[pinpoint].terms}’"
    main, _, rest = pinpoint.partition("/")
    words = re.sub(r"(\d)-(\d)", r"\1–\2", main)
    kind = "" if instrument.pinpoint == "page" and instrument.kind == "decision" else instrument.pinpoint
    return kind, words + (f" {PARAGRAPHS.get(rest, rest)}" if rest else "")


def _prefix(kind: str, several: bool) -> str:
    prefixes = PREFIXES.get(kind)
    return prefixes[several] if prefixes else f"{kind} " if kind else ""


def full_citation(
    csl: Mapping[str, str], adopted: datetime.date | None = None, in_force: datetime.date | None = None
) -> str:
    """A full citation from CSL-JSON fields, in Markdown (titles of cases and books in italics)."""
    fields = {name: markdown(text) for name, text in csl.items()}
    issued = markdown(_day_words(csl.get("issued", "")))
    match csl["type"]:
        case "treaty":
            dates = [f"adopted {_day(adopted)}"] if adopted else []
            dates += [f"entered into force {_day(in_force)}"] if in_force else []
            series = _joined(fields.get("volume"), fields.get("container-title"), fields.get("page"))
            return _joined(fields["title"], f"({', '.join(dates)})" if dates else "", series)
        case "legal_case":
            report = _joined(fields.get("volume"), fields.get("container-title"), fields.get("page"))
            where = ", ".join(filter(None, (fields.get("number"), report)))
            court = f"({fields['author']})" if "author" in fields else ""
            return _joined(f"*{fields['title']}*", where, court)
        case "legislation":
            where = _joined(fields.get("volume"), fields.get("container-title"), fields.get("number"))
            return ", ".join(filter(None, (fields["title"], where)))
        case "document" | "webpage" | "article-journal":
            author = f"{fields['author']}, " if "author" in fields else ""
            return author + _joined(
                f"‘{fields['title']}’", f"({issued})" if issued else "", fields.get("number")
            )
        case _:
            author = f"{fields['author']}, " if "author" in fields else ""
            publisher = fields.get("publisher", "")
            published = _joined("" if publisher == fields.get("author") else publisher, issued)
            number = fields.get("number")
            return author + _joined(f"*{fields['title']}*", f"({published})" if published else "", number)


def _joined(*parts: str | None) -> str:
    return " ".join(part for part in parts if part)


def _day(day: datetime.date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _day_words(text: str) -> str:
    parts = [int(part) for part in text.split("-")] if re.fullmatch(r"\d{4}(-\d\d){0,2}", text) else []
    if len(parts) == 3:
        return f"{parts[2]} {MONTHS[parts[1] - 1]} {parts[0]}"
    if len(parts) == 2:
        return f"{MONTHS[parts[1] - 1]} {parts[0]}"
    return text


MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
