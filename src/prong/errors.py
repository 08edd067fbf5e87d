"""Every error that a user can meet, as data: the bottom layer, on which all others stand.

A layer that meets bad input makes a `Diagnostic` (code, place, what was met, what was expected) and
goes on to collect the rest; `prong.rendering.diagnostics` words it. The catalogue `CODES` holds one
headline for each code; its page, with a bad and a good example, is `codes/<code>.md`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of one line in a file; line and columns count from 1, `end` is exclusive."""

    file: str
    line: int = 1
    column: int = 1
    end: int = 2


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding about user input.

    `met` is the text that was met, `expected` what would have been right, `near` the closest name
    that exists, `advice` what to do where neither of these says it, `related` further places that the
    finding is about, each with a few words. `subject` fills the headline of the code ("predicate",
    "event", …).
    """

    code: str
    place: Place | None
    subject: str = ""
    met: str = ""
    expected: str = ""
    near: str = ""
    related: tuple[tuple[Place, str], ...] = ()
    advice: str = ""

    def __post_init__(self) -> None:
        assert self.code in CODES, self.code

    @property
    def message(self) -> str:
        """The headline with this finding's own words in it."""
        words = {"subject": self.subject, "met": _short(self.met), "expected": self.expected}
        return printable(CODES[self.code].format(**words))


class ProngError(Exception):
    """Bad input or an unusable environment; carries every diagnostic that was collected."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("; ".join(f"{d.code} {d.message}" for d in self.diagnostics))

    def __reduce__(self) -> tuple[type[ProngError], tuple[tuple[Diagnostic, ...]]]:
        """So that it crosses from one process to another with its diagnostics."""
        return ProngError, (self.diagnostics,)


def near_name(name: str, known: Iterable[str]) -> str:
    """The known name closest to `name`, or one that begins with it or nearly so; else an empty string."""
    likeness = {other: _likeness(name, other) for other in sorted(known)}
    nearest = max(likeness, key=likeness.__getitem__, default="")
    return nearest if nearest and likeness[nearest] >= 0.6 else ""


def _likeness(name: str, other: str) -> float:
    """How alike two names are, from 0 to 1; the beginning of a longer name counts where it is very like."""
    whole = difflib.SequenceMatcher(None, name, other).ratio()
    start = difflib.SequenceMatcher(None, name, other[: len(name)]).ratio() if len(name) >= 4 else 0.0
    return max(whole, start if start >= 0.8 else 0.0)


def printable(text: str) -> str:
    """The text on one line, with a dot for whatever a terminal would obey instead of showing."""
    return "".join(c if c.isprintable() else "·" for c in text)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"


CODES = MappingProxyType(
    {
        # Reading a file
        "E101": "there is no file or folder “{met}”",
        "E102": "“{met}” cannot be read: {expected}",
        "E103": "this is not UTF-8 text",
        "E104": "this file is larger than {expected}",
        "E105": "this is not well-formed YAML: {met}",
        "E106": "values are nested more than {expected} levels deep",
        "E107": "{subject} are not part of the language",
        "E108": "the key “{met}” stands here twice",
        "E109": "the document has no front matter",
        "E110": "this text holds a control character ({met})",
        "E111": "nothing to read in “{met}”: no {expected}",
        # Names, shapes and the law
        "E201": "{subject} has no key “{met}”",
        "E202": "{subject} lacks “{expected}”",
        "E203": "no {subject} is called “{met}”",
        "E204": "{subject} is not {expected}: “{met}”",
        "E205": "the {subject} “{met}” is declared twice",
        "E206": "“{met}” is not a construct of the rule language",
        "E207": "these elements refer to each other in a circle: {met}",
        "E208": "the reading “{subject}” and these positions do not match: {met}",
        "E209": "{subject} cites no authority",
        "E210": "the citation “{met}” does not resolve: {expected}",
        "E211": "{subject} has no date of entry into force",
        "E212": "no example satisfies the element “{met}”",
        "E213": "no example fails the element “{met}”",
        "E214": "no norm uses the {subject} “{met}”",
        "E215": "the norm “{met}” has no element of its own name",
        "E216": "nothing reaches the element “{met}”",
        "E217": "the file is called “{met}” but declares “{expected}”",
        "E218": "this relation of “{subject}” to “{met}” says nothing: {expected}",
        # Cases
        "E301": "this is not an EDTF date: “{met}”",
        "E302": "the ages and the year of birth contradict each other: {met}",
        "E303": "{subject} points at no evidence",
        "E304": "the case has no {subject} “{met}”",
        "E305": "events are out of order: “{met}”",
        "E306": "the evidence “{met}” does not match the source: {expected}",
        "E307": "“{met}” is no pinpoint of this source",
        # Asking
        "E401": "there is no {subject} “{met}”",
        "E402": "“{met}” cannot be written: {expected}",
        "E403": "an option is not usable: {met}",
        "E404": "the example “{subject}” fails: {met}",
        "E405": "“{met}” is not a code of Prong",
        "E406": "{subject} needs an extra that is not installed: {met}",
        "E407": "the template “{subject}” cannot be filled: {met}",
        "E408": "“{met}” is no usable reference document: {expected}",
        "E409": "no format can render this construct of the document: {met}",
        "E410": "no font at hand has the character {met}",
        "E411": "this line belongs to no catalogue of translations: {met}",
        # Proving
        "E431": "the relation “{subject}” does not hold: {expected}",
        "E432": "{subject} has no effect: {expected}",
        "E433": "the element “{subject}” can never {met}",
        # Interviews
        "E441": "another interview holds the case “{met}”",
        "E442": "an interview cannot add to the findings of this case as they are written",
        # What leaves the desk
        "E420": "“{subject}” holds a name that the names file does not declare: {met}",
        "E421": "“{met}” would hold a {subject} that its audience may not know",
        "E422": "the map of pseudonyms lies among the documents: “{met}”",
        "E423": "“{met}” carries no receipt of Prong",
        # Mappings and corpora
        "E501": "the mapping “{subject}” says nothing of {met}",
        "E502": "“{met}” is mapped, and also said to be what the data can never show",
        "E503": "“{met}” is no kind of file that a corpus is read from",
        "E504": "the source has no column “{met}”",
        "E505": "the source has two columns “{met}”",
        "E506": "“{met}” cannot be read to its end: {expected}",
        "E507": "{subject} holds “{met}”, not {expected}",
        "E508": "this row cannot be read: {met}",
        "E509": "the identifier “{met}” stands in several rows",
        "E510": "the column “{met}” holds {subject}, not {expected}",
        "E511": "another run is writing “{met}”",
        "E530": "“{met}” is not a corpus: {expected}",
        "E531": "“{met}” is not a result of prong corpus assess",
        "E532": "the corpus has no row {met}: {expected}",
        # The program itself
        "E901": "an error inside Prong: {met}",
    }
)
