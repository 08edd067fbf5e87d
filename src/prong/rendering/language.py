"""The language of a document: its strings by gettext, and the direction in which it is written.

English is what the templates and modules say; another language has a catalogue here, and may have one
beside the rules (`languages/ko.po` in their folder) for the labels of elements and the titles of norms.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Literal

from prong.language.catalogues import read_catalogue

LANGUAGES = ("en", "ko")
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its code of BCP 47; what its catalogue does not have stays English.

    `rules` is the folder of rules whose labels the catalogue has: with other labels it is another language.
    """

    code: str
    catalogue: gettext.NullTranslations = field(
        default_factory=gettext.NullTranslations, repr=False, compare=False
    )
    rules: Path | None = None

    def __reduce__(self) -> tuple[object, ...]:
        """Another process is told which language it is, and reads the catalogue itself."""
        return language_of, (self.code, self.rules)

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """The direction in which the language is written."""
        return "rtl" if self.code.partition("-")[0] in RIGHT_TO_LEFT else "ltr"

    def gettext(self, message: str) -> str:
        """The message in this language."""
        return self.catalogue.gettext(message) if message else message

    def ngettext(self, one: str, many: str, number: int) -> str:
        """The message for that number."""
        return self.catalogue.ngettext(one, many, number)

    def listed(self, items: Iterable[str], conjunction: str = "and") -> str:
        """“a, b and c”."""
        words = list(items)
        if len(words) < 2:
            return "".join(words)
        both, either = self.gettext("%(first)s and %(last)s"), self.gettext("%(first)s or %(last)s")
        pattern = either if conjunction == "or" else both
        return pattern % {"first": ", ".join(words[:-1]), "last": words[-1]}


ENGLISH = Language("en")


def marked(message: str) -> str:
    """A message that is looked up where its language is known; the mark is for the catalogue."""
    return message


def language_of(code: str, rules: Path | None = None) -> Language:
    """A language of LANGUAGES; with `rules`, also the labels that their folder has in it."""
    return _language(code, rules.resolve() if rules else None)


@cache
def _language(code: str, rules: Path | None) -> Language:
    if code == ENGLISH.code:
        return ENGLISH
    with as_file(files("prong").joinpath("rendering", "languages", f"{code}.po")) as path:
        catalogue = read_catalogue(path)
    own = rules / "languages" / f"{code}.po" if rules else None
    if own and own.is_file():
        catalogue.add_fallback(read_catalogue(own))
    return Language(code, catalogue, rules)
