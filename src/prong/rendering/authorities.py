"""Authorities and footnotes of one memo: what was cited, in which style, and where the full citation stands.

The text has the short form. The first note on an authority has its full citation, a later one leads back
to that note, and the table of authorities has them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType

from prong.model.instruments import Citation, Instrument
from prong.model.norms import Rulebook
from prong.rendering.language import Language, marked
from prong.rendering.styles.style import Style
from prong.rendering.styles.work import work_of_instrument

KINDS = (
    ("treaty", marked("Treaties")),
    ("statute", marked("Statutes")),
    ("directive", marked("Directives")),
    ("decision", marked("Decisions")),
    ("guidance", marked("Guidance")),
    ("document", marked("Documents")),
    ("policy", marked("Policies")),
    ("report", marked("Reports")),
)
WEIGHTS = MappingProxyType(
    {
        "authoritative": marked("authoritative"),
        "persuasive": marked("persuasive"),
        "soft-law": marked("soft law"),
        "advocacy": marked("advocacy"),
    }
)


@dataclass(frozen=True, slots=True)
class Authority:
    """An entry of the table of authorities; `full` and `pinpoints` are Markdown, the rest plain text.

    `weight` is empty where the authority binds.
    """

    full: str
    short: str
    weight: str
    pinpoints: str


class Footnotes:
    """Numbers footnotes, which are Markdown, in the order of first use; the same text keeps its number."""

    def __init__(self) -> None:
        self.texts: dict[str, int] = {}

    def __call__(self, text: str) -> str:
        return f"[^{self.texts.setdefault(text, self.next)}]"

    @property
    def next(self) -> int:
        """The number of the next new note."""
        return len(self.texts) + 1


class Cites:
    """Writes citations and remembers every authority that the memo used, and the notes that cite it.

    `noted` holds the mark of each note on authorities, `in_full` the number of the note that has the full
    citation of an instrument, and `sole` the instrument of each note that cites no other.
    """

    def __init__(self, rulebook: Rulebook, style: Style, language: Language, notes: Footnotes) -> None:
        self.rulebook, self.style, self.language, self.notes = rulebook, style, language, notes
        self.used: dict[str, None] = {}
        self.noted: dict[tuple[str, ...], str] = {}
        self.in_full: dict[str, int] = {}
        self.sole: dict[int, str] = {}

    def __call__(self, *texts: str) -> str:
        """Short citations, for the text."""
        self.used.update(dict.fromkeys(texts))
        return _short(self.rulebook, self.style, texts)

    def note(self, *texts: str) -> str:
        """The mark of a note with these citations; the same citations keep their note."""
        if texts not in self.noted:
            self.used.update(dict.fromkeys(texts))
            number = self.notes.next
            found = list(_grouped(self.rulebook, texts))
            words = "; ".join(self._noted(i, at, number, first=i is found[0][0]) for i, at in found)
            if len({instrument.instrument for instrument, _ in found}) == 1:
                self.sole[number] = found[0][0].instrument
            self.noted[texts] = self.notes(words)
        return self.noted[texts]

    def authorities(self) -> list[tuple[str, list[Authority]]]:
        """The table of authorities: full citations by kind, in order of name, with the pinpoints cited."""
        cited: dict[str, list[str]] = {}
        for citation in map(Citation.from_text, self.used):
            cited.setdefault(citation.instrument, []).append(citation.pinpoint)
        kinds: dict[str, list[Authority]] = {}
        for name, pinpoints in sorted(cited.items()):
            entry = _entry(self.rulebook, self.style, self.language, name, tuple(pinpoints))
            kinds.setdefault(self.rulebook.instruments[name].kind, []).append(entry)
        return [
            (self.language.gettext(heading), sorted(kinds[kind], key=_name))
            for kind, heading in KINDS
            if kind in kinds
        ]

    def unchecked(self) -> int:
        """How many of the provisions used were not compared with their source."""
        return sum([not _is_checked(self.rulebook, text) for text in self.used])

    def _noted(self, instrument: Instrument, pinpoints: list[str], number: int, *, first: bool) -> str:
        """A citation in a note: in full, by the note before it, or by the note that has it in full."""
        name = instrument.instrument
        in_full = self.in_full.setdefault(name, number)
        if in_full == number:
            return _in_full(self.rulebook, self.style, name, tuple(pinpoints))
        work, pins = work_of_instrument(instrument), self.style.pinpoints(instrument, pinpoints)
        if first and self.style.again and self.sole.get(number - 1) == name:
            return self.style.again(work, pins)
        return self.style.later(work, pins, in_full)


def _grouped(rulebook: Rulebook, texts: Sequence[str]) -> Iterator[tuple[Instrument, list[str]]]:
    """Citations that follow one another in one instrument, as that instrument and its pinpoints."""
    for name, found in groupby(map(Citation.from_text, texts), key=lambda one: one.instrument):
        yield rulebook.instruments[name], [citation.pinpoint for citation in found]


@lru_cache(maxsize=1 << 12)
def _short(rulebook: Rulebook, style: Style, texts: tuple[str, ...]) -> str:
    """Short citations; memos ask for the same ones many times."""
    return "; ".join(style.short(instrument, at) for instrument, at in _grouped(rulebook, texts))


@lru_cache(maxsize=1 << 12)
def _in_full(rulebook: Rulebook, style: Style, name: str, pinpoints: tuple[str, ...]) -> str:
    """The first note on an instrument; most memos have the same ones."""
    instrument = rulebook.instruments[name]
    return style.first(work_of_instrument(instrument), style.pinpoints(instrument, pinpoints))


@lru_cache(maxsize=1 << 12)
def _is_checked(rulebook: Rulebook, text: str) -> bool:
    """Whether the provision cited was compared with its source; memos cite the same ones."""
    citation = Citation.from_text(text)
    return rulebook.instruments[citation.instrument].is_checked(citation.pinpoint)


@lru_cache(maxsize=1 << 12)
def _entry(
    rulebook: Rulebook, style: Style, language: Language, name: str, pinpoints: tuple[str, ...]
) -> Authority:
    """An instrument with the pinpoints cited; memos cite the same ones."""
    instrument = rulebook.instruments[name]
    weight = WEIGHTS.get(instrument.weight)
    return Authority(
        style.full(work_of_instrument(instrument), ""),
        instrument.short,
        language.gettext(weight) if weight else "",
        style.pinpoints(instrument, sorted(pinpoints, key=_natural)),
    )


def _name(authority: Authority) -> str:
    return re.sub(r"[*‘“]", "", authority.full).casefold()


def _natural(pinpoint: str) -> list[tuple[bool, int, str]]:
    """Sorts paragraph 28 before paragraph 107."""
    parts = re.findall(r"\d+|\D+", pinpoint)
    return [(part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts]
