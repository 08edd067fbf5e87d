"""Whether finished documents hold what their audience may not know: a look at the bytes, not at the intent.

What is looked for comes from the whole record: names, places below a province, dates in every usual form,
sums and ages. The reader of a format gives the text and the metadata of a document. What the rules
themselves say (the name of a decided case, the date of a treaty) tells nothing about a person, and is
passed over. A finding names the document and the kind of thing that is in it, never the thing.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from ahocorasick_rs import AhoCorasick, Implementation

from prong.errors import Diagnostic, ProngError
from prong.model.cases import Case
from prong.model.dates import DateInterval
from prong.redaction.dates import Unit
from prong.redaction.records import Redaction, spellings

Reader = Callable[[bytes], str]
"""All text of a document, with its metadata."""

_DATE = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class Term:
    """What must not be in a document, and its kind."""

    kind: str
    text: str

    @classmethod
    def of(cls, kind: str, written: str) -> Term:
        """A term as a reader sees it."""
        return cls(kind, _flat(written))


@dataclass(frozen=True, slots=True)
class Watched:
    """Terms that must not be in a document, and the automaton that finds them all at once.

    Aho and Corasick 1975.
    """

    terms: tuple[Term, ...]
    automaton: AhoCorasick = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        texts = [term.text for term in self.terms]
        object.__setattr__(self, "automaton", AhoCorasick(texts, implementation=Implementation.DFA))

    def kinds_in(self, text: str) -> tuple[str, ...]:
        """The kinds of which something is in the text."""
        return tuple(dict.fromkeys(term.kind for term in self.said_in(text)))

    def said_in(self, text: str) -> tuple[Term, ...]:
        """The terms that the text has as whole words."""
        seen = _flat(text)
        said = {
            number
            for number, start, end in self.automaton.find_matches_as_indexes(seen, overlapping=True)
            if not (_joins(seen[start - 1 : start]) or _joins(seen[end : end + 1]))
        }
        return tuple(self.terms[number] for number in sorted(said))


def refuse_leaks(documents: Mapping[str, bytes], watched: Watched, readers: Mapping[str, Reader]) -> None:
    """Raise ProngError (E421) where a document holds more than its audience may know.

    `readers` gives the reader for each ending of a name.
    """
    faults = []
    for name, content in documents.items():
        text = readers[name.rpartition(".")[2]](content) if watched.terms else ""
        # The name of a document may itself be what must not be told.
        hidden = watched.kinds_in(name)
        met = "a document" if hidden else name
        faults += [
            Diagnostic("E421", None, subject=kind, met=met)
            for kind in dict.fromkeys((*hidden, *watched.kinds_in(text)))
        ]
    if faults:
        raise ProngError(dict.fromkeys(faults))


def watched_of(redaction: Redaction, rules: str) -> Watched:
    """What the audience of a redaction may not know, apart from what `rules`, their whole text, say too."""
    audience = redaction.audience
    terms: dict[str, str] = {}
    for record in redaction.records:
        if not audience.names and record.reason is not None:
            terms[record.id.rpartition("/")[2]] = "name"
        for case, _ in record.accounts:
            if not audience.names:
                terms |= dict.fromkeys(spellings(case.person.name, redaction.names), "name")
            for event in case.events.values():
                terms |= dict.fromkeys(_dates(event.date, audience.dates), "date")
            if not audience.details:
                terms |= dict.fromkeys(_details(case), "detail")
    if not audience.names:
        terms |= dict.fromkeys(redaction.names.people, "name")
    if not audience.places:
        terms |= dict.fromkeys(redaction.names.withheld, "place")
    every = tuple(term for text, kind in terms.items() if (term := Term.of(kind, text)).text)
    said = frozenset(Watched(every).said_in(f"{rules} {' '.join(_forms(rules))}"))
    return Watched(tuple(term for term in every if term not in said))


def _dates(date: DateInterval | None, unit: Unit) -> Iterator[str]:
    """The days and months of a date in every usual form, where they are finer than the unit."""
    if date is None or unit == "day":
        return
    for found in _DATE.findall(str(date)):
        yield from _words(*found, unit)


def _forms(rules: str) -> Iterator[str]:
    """The words for every date that the rules write in figures."""
    for found in dict.fromkeys(_DATE.findall(rules)):
        yield from _words(*found, "year")


def _words(year: str, month_of_year: str, day_of_month: str, unit: Unit) -> Iterator[str]:
    month, day = int(month_of_year), int(day_of_month or 0)
    if not 1 <= month <= 12:  # a season is a third of a year
        return
    name, short = calendar.month_name[month], calendar.month_abbr[month]
    if unit == "year":
        yield from (f"{name} {year}", f"{short} {year}", f"{name} of {year}", f"{month:02}/{year}")
        yield f"{year}-{month:02}"
    if day:
        yield from (f"{day} {name} {year}", f"{name} {day}, {year}", f"{year}-{month:02}-{day:02}")


def _details(case: Case) -> Iterator[str]:
    for event in case.events.values():
        if event.paid:
            names = {"CNY": ("CNY", "yuan"), "KPW": ("KPW", "won"), "USD": ("USD", "dollars")}
            for unit in names[event.paid.currency]:
                yield from (f"{event.paid.amount:,} {unit}", f"{event.paid.amount} {unit}")
    for age in case.person.ages:
        yield f"aged {age.stated}"
    if (born := case.person.born) and re.fullmatch(r"\d{4}(-.*)?", str(born)):
        yield from (f"born {str(born)[:4]}", f"born in {str(born)[:4]}")


def _joins(character: str) -> bool:
    return character.isalnum() or character in ("-", "_")


def _flat(text: str) -> str:
    """What a reader sees: one blank wherever there is room between words, and no marks that nobody sees."""
    return " ".join(text.replace("\u2060", "").replace("\u00ad", "").split())
