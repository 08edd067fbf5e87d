"""What the site shows, and the small parts of which its pages are made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from prong.corpus.matrix import NormMatrix
from prong.model.cases import Record
from prong.model.norms import Rulebook
from prong.model.trace import Trace
from prong.rendering.analysis import Analyst
from prong.rendering.document import Document, Heading, Inline, Paragraph, Text
from prong.rendering.language import ENGLISH, Language
from prong.rendering.outlook import Outlooks
from prong.rendering.questions import Assessed, question
from prong.rendering.shortened import turning_alone
from prong.rendering.words import DISPENSED, DISPENSED_WORDS, SYMBOLS, WORDS


@dataclass(frozen=True, slots=True)
class Told:
    """A record as its audience reads it, with its traces, its memo, and where each element is analysed.

    `missing` names the predicates of which one alone, if it were shown, would make out a norm.
    """

    record: Record
    traces: tuple[Trace, ...]
    missing: frozenset[str]
    memo: Document
    places: Mapping[tuple[str, str], str]

    @property
    def page(self) -> str:
        """The file of its memo."""
        return f"{self.record.id}.html"


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that the site shows: accounts, persons with several, matrices, claims and rules.

    `language` is that of the memos and of the words around them.
    """

    rulebook: Rulebook
    accounts: tuple[Told, ...]
    persons: tuple[Told, ...]
    people: tuple[Record, ...]
    matrices: tuple[NormMatrix, ...]
    claims: str | None
    language: Language = ENGLISH

    @property
    def audience(self) -> str:
        """Who may read the site."""
        return self.accounts[0].record.audience


def missing_alone(assessed: Sequence[Assessed]) -> frozenset[str]:
    """The predicates of which one alone, if it were shown, would make out a norm."""
    return frozenset(
        change.name
        for one in assessed
        for change, verdict in turning_alone(one)
        if change.kind == "shown" and verdict.value == "satisfied"
    )


def places_of(
    record: Record, rulebook: Rulebook, assessed: Sequence[Assessed], memo: Document
) -> Mapping[tuple[str, str], str]:
    """For each element that a memo analyses, its norm and id with the heading under which it stands there.

    What has no heading of its own stands under that of its question.
    """
    names = {one.trace.norm for one in assessed}
    whole = [one for one in assessed if rulebook.norms[one.trace.norm].part_of not in names]
    regime = rulebook.regimes[whole[0].trace.regime] if whole[0].trace.regime else None
    analyst = Analyst(rulebook, record, regime)
    outlooks = Outlooks(rulebook)
    for n, one in enumerate(whole):  # the analyst remembers where it told what
        question(chr(ord("A") + n), rulebook, one, analyst, outlooks)
    headings = {block.anchor for block in memo.blocks if isinstance(block, Heading)}
    found = {}
    for anchor, number in analyst.analysed.items():
        norm, element = analyst.elements[anchor]
        places = (number.lower(), number.partition(".")[0].lower())
        if place := next((place for place in places if place in headings), None):
            found[norm, element.id] = place
    return found


def symbols(language: Language) -> Paragraph:
    """What the symbols of verdicts mean."""
    say = language.gettext
    words = [f"{symbol} {say(WORDS[verdict])}" for verdict, symbol in SYMBOLS.items()]
    symbols = say("Symbols:")
    return text(f"{symbols} {'; '.join(words)}; {DISPENSED} {say(DISPENSED_WORDS)}.")


def heading(level: int, anchor: str, words: str) -> Heading:
    """A heading of plain words."""
    return Heading(level, anchor, (Text(words),))


def text(words: str) -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph((Text(words),))


def cell(words: str) -> tuple[Inline, ...]:
    """A cell of plain words."""
    return (Text(words),)
