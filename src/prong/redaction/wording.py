"""Free text for others: what is known to be a name, a place, a date or a sum gives way to wider words.

Known is what structured fields and the names file say: the person's name and birth, places, other people's
names; and what has the form of a date, a sum of money or an age. Square brackets mark every change. A word
with a capital letter inside a sentence that nothing declares is a fault of the text, and is reported, never
passed on. What this cannot see: a name at the beginning of a sentence that nothing declares, a name in
lower case, and a description that fits one person alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from prong.model.names import Names
from prong.redaction.audiences import Audience

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SEASONS = "spring|summer|autumn|winter"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY_OF_MONTH = re.compile(rf"\b(?:{_DAY} (?:of )?({MONTHS})|({MONTHS}) {_DAY}\b)(?:,? (\d{{4}}))?\b")
_MONTH_OF_YEAR = re.compile(
    rf"\b(?:(?:{MONTHS}|(?:the )?(?:{_SEASONS})(?: of)?)(?:, | and | or | to |,? )(?:of )?)+(\d{{4}})\b"
)
_MONTH = re.compile(rf"\b(?:{MONTHS})\b(?! \d{{4}})")
_NAME_OF_MONTH = re.compile(MONTHS)
"""Finds at once that a text names none."""
_ISO = re.compile(r"\b(\d{4})-(\d\d)(?:-\d\d)?\b")
_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|"
    "sixty|seventy|eighty|ninety|hundred|thousand|million"
)
_FIGURE = re.compile(r"\d")
"""Ages, years of birth and all dates but the name of a month have one; most texts have none."""
_UNIT = re.compile(r"(yuan|won|dollars?|CNY|KPW|USD)")
_SUM = re.compile(
    rf"(?i:\b(?:\d[\d,.]*|(?:{_WORDS})(?:[ -](?:{_WORDS}))*)(?: (?:to|or|and|–) \d[\d,.]*)?) ?"
    rf"{_UNIT.pattern}\b"
)
_AGE = re.compile(
    r"\b(?:aged?(?: of)? \d{1,3}(?: (?:to|or|and) \d{1,3})?|\d{1,3}(?:-| )years?(?:-| )old"
    r"|(?<=\b(?:man|boy) of )\d{2}|(?<=\b(?:girl) of )\d{2}|(?<=\bwoman of )\d{2})\b"
)
_WIDER = re.compile(r"\[([^\]]+)\](?:,| in)? \1(?: Province)?\b")
"""“[Jilin], Jilin Province”: the province is told once."""
_AGAIN = re.compile(r"(\[[^\]]+\])(?:,? (?:and |in |near )?\1)+")
"""“[Jilin] and [Jilin]”."""
_CAPITAL = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]*")
_GENITIVE = re.compile(r"[’']s?$")
_OPENING, _CLOSING = ".:?!;“‘([", "”’)"
"""After the first a sentence begins, and the second may stand between."""
_TITLES = frozenset({"Ms", "Mr", "Mrs", "Miss", "Dr"})
_FREE = frozenset({"I", "Person", *_TITLES, *MONTHS.split("|")})


@dataclass(frozen=True, slots=True)
class Wording:
    """How the texts of one record are told: what stands for each name, place and year of birth.

    `known` holds every word of a name that is declared.
    """

    audience: Audience
    places: Mapping[str, str]
    people: Mapping[str, str]
    births: Mapping[int, str]
    known: frozenset[str]

    def __call__(self, text: str) -> str:
        """The text as this audience may read it."""
        if not self.audience.places:
            text = _without(text, self.places, article="the ")
            text = _AGAIN.sub(r"\1", _WIDER.sub(r"[\1]", text))
        if not self.audience.names:
            text = _without(text, self.people, article="an? ")
        return self._dates(text) if self.audience.details else self._dates(self._details(text))

    def place(self, text: str) -> str:
        """A place in words: its province, where it names one that lies below it."""
        if self.audience.places or not self.places:
            return text
        found = [self.places[name] for name in _pattern(tuple(self.places), "").findall(text)]
        return " and ".join(dict.fromkeys(found)) if found else self(text)

    def undeclared(self, text: str, *, sentence: bool = True) -> Iterator[int]:
        """The numbers of the words that look like a name and that nothing declares.

        The first word of a sentence tells nothing by its capital letter; that of a place does.
        """
        if self.audience.names and self.audience.places:
            return
        for found in _CAPITAL.finditer(text):
            word = _GENITIVE.sub("", found[0]) if found[0].endswith(("s", "’", "'")) else found[0]
            if word in self.known or word in _FREE:
                continue
            if not (sentence and _opens(text, found.start())):
                yield len(text[: found.start()].split()) + 1

    def _details(self, text: str) -> str:
        if _UNIT.search(text):
            text = _SUM.sub(lambda m: f"[a sum in {m[1]}]", text)
        if not _FIGURE.search(text):
            return text
        text = _AGE.sub(lambda m: "aged [withheld]" if m[0].startswith("age") else "[withheld]", text)
        for year, words in self.births.items():
            text = re.sub(rf"\b([Bb]orn )(in )?{year}\b", rf"\1[{words}]", text)
        return text

    def _dates(self, text: str) -> str:
        if self.audience.dates == "day":
            return text
        if not _FIGURE.search(text):
            kept = self.audience.dates == "month" or not _NAME_OF_MONTH.search(text)
            return text if kept else _MONTH.sub("[a month]", text)
        if self.audience.dates == "month":
            text = _DAY_OF_MONTH.sub(lambda m: f"[{' '.join(filter(None, (m[1] or m[2], m[3])))}]", text)
            return re.sub(r"\b(\d{4}-\d\d)-\d\d\b", r"[\1]", text)
        text = _DAY_OF_MONTH.sub(lambda m: f"[{m[3]}]" if m[3] else "[a day]", text)
        text = _MONTH_OF_YEAR.sub(r"[\1]", text)
        text = _MONTH.sub("[a month]", text)
        return _ISO.sub(r"[\1]", text)


def wording_of(
    audience: Audience, names: Names, people: Mapping[str, str], births: Mapping[int, str]
) -> Wording:
    """The wording of a record whose person bears the names in `people`."""
    declared = (*names.places, *names.people, *names.open_, *people)
    known = frozenset(word for name in declared for word in re.findall(r"[\w’'-]+", name))
    return Wording(audience, names.withheld, {**names.people, **people}, births, known)


def _opens(text: str, place: int) -> bool:
    """Whether a sentence begins at a place."""
    while place and (text[place - 1] in _CLOSING or text[place - 1].isspace()):
        place -= 1
    return not place or text[place - 1] in _OPENING


def _without(text: str, words: Mapping[str, str], *, article: str) -> str:
    """Each of the names gives way to its words, together with an article before it."""
    for name in words:
        if name in text:
            return _pattern(tuple(words), article).sub(lambda m: f"[{words[m[1]]}]", text)
    return text


@lru_cache(maxsize=256)
def _pattern(names: tuple[str, ...], article: str) -> re.Pattern[str]:
    """Any of the names as a whole word, the longest first."""
    longest = sorted(names, key=lambda name: (-len(name), name))
    before = rf"(?:\b{article})?" if article else ""
    return re.compile(rf"{before}(?<![\w-])({'|'.join(map(re.escape, longest))})(?![\w-])")
