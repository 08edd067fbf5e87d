"""What the site shows, and the small parts of which its pages are made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from prong.corpus.matrix import NormMatrix
from prong.model.cases import Record
from prong.model.norms import Rulebook
from prong.rendering.analysis import Analyst
from prong.rendering.document import Heading, Inline, Paragraph, Text
from prong.rendering.questions import Assessed, question
from prong.rendering.words import DISPENSED, DISPENSED_WORDS, SYMBOLS, WORDS


@dataclass(frozen=True, slots=True)
class Told:
    """A record as its audience reads it, with its traces, its memo, and where each element is analysed."""

    record: Record
    assessed: tuple[Assessed, ...]
    memo: str
    places: Mapping[tuple[str, str], str]

    @property
    def page(self) -> str:
        """The file of its memo."""
        return f"{self.record.id}.html"


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that the site shows: accounts, persons with several, matrices, claims and rules."""

    rulebook: Rulebook
    accounts: tuple[Told, ...]
    persons: tuple[Told, ...]
    people: tuple[Record, ...]
    matrices: tuple[NormMatrix, ...]
    claims: str | None

    @property
    def audience(self) -> str:
        """Who may read the site."""
        return self.accounts[0].record.audience


def places_of(
    record: Record, rulebook: Rulebook, assessed: Sequence[Assessed]
) -> Mapping[tuple[str, str], str]:
    """For each element that a memo analyses, its norm and id with the anchor of the analysis."""
    names = {one.trace.norm for one in assessed}
    whole = [one for one in assessed if rulebook.norms[one.trace.norm].part_of not in names]
    regime = rulebook.regimes[whole[0].trace.regime] if whole[0].trace.regime else None
    analyst = Analyst(rulebook, record, regime)
    questions = [question(chr(ord("A") + n), rulebook, one, analyst) for n, one in enumerate(whole)]
    unstated = {one.letter for one in questions if not one.stated}
    return {
        (norm, element.id): number.lower()
        for anchor, number in analyst.analysed.items()
        for norm, element in [analyst.elements[anchor]]
        if number.partition(".")[0] not in unstated
    }


def symbols() -> Paragraph:
    """What the symbols of verdicts mean."""
    words = [f"{symbol} {WORDS[verdict]}" for verdict, symbol in SYMBOLS.items()]
    return text(f"Symbols: {'; '.join(words)}; {DISPENSED} {DISPENSED_WORDS}.")


def heading(level: int, anchor: str, words: str) -> Heading:
    """A heading of plain words."""
    return Heading(level, anchor, (Text(words),))


def text(words: str) -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph((Text(words),))


def cell(words: str) -> tuple[Inline, ...]:
    """A cell of plain words."""
    return (Text(words),)
