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
from dataclasses import dataclass

from prong.errors import Diagnostic, ProngError
from prong.model.cases import Case
from prong.model.dates import DateInterval
from prong.redaction.dates import Unit
from prong.redaction.records import Redaction, spellings

Reader = Callable[[bytes], str]
"""All text of a document, with its metadata."""

_TOKEN = re.compile(r"\w+")
_DATE = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class Term:
    """What must not be in a document, its kind, the words of which it is made, and the word to look for."""

    kind: str
    text: str
    words: frozenset[str]
    key: str

    @classmethod
    def of(cls, kind: str, written: str) -> Term:
        """Looked for is the longest word that is no number: of a date the month, rarer than a year."""
        text = _flat(written)
        words = _TOKEN.findall(text)
        key = max(words, key=lambda word: (not word.isdigit(), len(word)), default=text)
        return cls(kind, text, frozenset(words), key)


@dataclass(frozen=True, slots=True)
class Watched:
    """Terms that must not be in a document."""

    terms: tuple[Term, ...]

    def kinds_in(self, text: str) -> tuple[str, ...]:
        """The kinds of which something is in the text."""
        pieces = _pieces(text)
        flat = " ".join(pieces)
        words = set(_TOKEN.findall(" ".join(set(pieces))))
        reach = max((len(term.text) for term in self.terms), default=0)
        near: dict[str, str] = {}
        found: dict[str, None] = {}
        for term in self.terms:
            if term.kind not in found and term.words <= words:
                if term.key not in near:
                    near[term.key] = _around(term.key, flat, reach)
                if term.text in near[term.key] and _in(term.text, flat):
                    found[term.kind] = None
        return tuple(found)


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
    known = _flat(f"{rules} {' '.join(_forms(rules))}")
    words = set(_TOKEN.findall(known))
    every = (Term.of(kind, text) for text, kind in terms.items() if _pieces(text))
    return Watched(tuple(one for one in every if not (one.words <= words and _in(one.text, known))))


def _dates(date: DateInterval | None, unit: Unit) -> Iterator[str]:
    """The days and months of a date in every usual form, where they are finer than the unit."""
    if date is None or unit == "day":
        return
    for found in _DATE.finditer(str(date)):
        yield from _words(found, unit)


def _forms(rules: str) -> Iterator[str]:
    """The words for every date that the rules write in figures."""
    for found in _DATE.finditer(rules):
        yield from _words(found, "year")


def _words(date: re.Match[str], unit: Unit) -> Iterator[str]:
    year, month, day = date[1], int(date[2]), int(date[3] or 0)
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


def _around(word: str, text: str, reach: int) -> str:
    """What stands around a word, wherever it is in the text."""
    places = [found.start() for found in re.finditer(re.escape(word), text)]
    return "\n".join([text[max(0, place - reach) : place + len(word) + reach] for place in places])


def _in(term: str, text: str) -> bool:
    """Whether a text has a term as whole words."""
    start = text.find(term)
    while start >= 0:
        end = start + len(term)
        if not (_joins(text[start - 1 : start]) or _joins(text[end : end + 1])):
            return True
        start = text.find(term, end)
    return False


def _joins(character: str) -> bool:
    return character.isalnum() or character in ("-", "_")


def _flat(text: str) -> str:
    """Without marks that no reader sees, and with one blank wherever there is room between words."""
    return " ".join(_pieces(text))


def _pieces(text: str) -> list[str]:
    return text.replace("\u2060", "").replace("\u00ad", "").split()
