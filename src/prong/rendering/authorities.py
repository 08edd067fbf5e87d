"""Authorities and footnotes of one memo: what was cited, and where the full citation stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from prong.model.instruments import Citation, Instrument
from prong.model.norms import Rulebook
from prong.rendering.citations import full_citation, pinpoints_words, short_citation
from prong.rendering.escape import markdown

KINDS = (
    ("treaty", "Treaties"),
    ("statute", "Statutes"),
    ("directive", "Directives"),
    ("decision", "Decisions"),
    ("guidance", "Guidance"),
    ("document", "Documents"),
    ("policy", "Policies"),
    ("report", "Reports"),
)


@dataclass(frozen=True, slots=True)
class Authority:
    """An entry of the table of authorities; `full` is Markdown, the rest plain text."""

    full: str
    short: str
    weight: str
    pinpoints: str


class Footnotes:
    """Numbers footnotes, which are Markdown, in the order of first use; the same text keeps its number."""

    def __init__(self) -> None:
        self.texts: dict[str, int] = {}

    def __call__(self, text: str) -> str:
        return f"[^{self.texts.setdefault(text, len(self.texts) + 1)}]"


class Cites:
    """Writes short citations and remembers every authority that the memo used."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.used: dict[str, None] = {}

    def __call__(self, *texts: str) -> str:
        self.used.update(dict.fromkeys(texts))
        found = groupby(map(Citation.from_text, texts), key=lambda citation: citation.instrument)
        cited = [(name, [citation.pinpoint for citation in group]) for name, group in found]
        return "; ".join(markdown(short_citation(self.rulebook.instruments[name], at)) for name, at in cited)

    def authorities(self) -> list[tuple[str, list[Authority]]]:
        """The table of authorities: full citations by kind, in order of name, with the pinpoints cited."""
        names = sorted({text.partition("/")[0] for text in self.used})
        used = [self.rulebook.instruments[name] for name in names]
        groups = [(heading, [i for i in used if i.kind == kind]) for kind, heading in KINDS]
        return [(heading, sorted(map(self._entry, found), key=_name)) for heading, found in groups if found]

    def unchecked(self) -> int:
        """How many of the provisions used were not compared with their source."""
        cited = map(Citation.from_text, self.used)
        return sum(not self.rulebook.instruments[c.instrument].is_checked(c.pinpoint) for c in cited)

    def _entry(self, instrument: Instrument) -> Authority:
        cited = [
            c.pinpoint for c in map(Citation.from_text, self.used) if c.instrument == instrument.instrument
        ]
        return Authority(
            full_citation(instrument.citation, instrument.adopted, instrument.in_force),
            instrument.short,
            instrument.weight.replace("-", " "),
            pinpoints_words(instrument, sorted(cited, key=_natural)),
        )


def _name(authority: Authority) -> str:
    return re.sub(r"[*‘“]", "", authority.full).casefold()


def _natural(pinpoint: str) -> list[tuple[bool, int, str]]:
    """Sorts paragraph 28 before paragraph 107."""
    parts = re.findall(r"\d+|\D+", pinpoint)
    return [(part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts]
