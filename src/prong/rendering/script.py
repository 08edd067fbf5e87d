"""The script of a page with long tables, in the words of a language.

The script itself is written in English. Its words are looked up as those of any other module, and each of
its literals that is one of them gives way to the translation.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files

from prong.rendering.language import ENGLISH, Language, marked

WORDS = (
    marked("Filter rows"),
    marked("Filter the rows of: "),
    marked("Show only one verdict in: "),
    marked("Column of that verdict in: "),
    marked("All verdicts"),
    marked("in any column"),
    marked(" of "),
    marked("Verdict"),
)
"""What a reader meets of the script; the last is the head of the column that it looks for."""
LITERAL = re.compile(r'"([^"\n]*)"')


@cache
def table_script(language: Language) -> str:
    """The script, which sorts by the alphabet of the language."""
    written = files("prong").joinpath("rendering", "templates", "tables.js").read_text(encoding="utf-8")
    told = {word: language.gettext(word) for word in WORDS} | {ENGLISH.code: language.code}
    return LITERAL.sub(lambda found: _literal(told.get(found[1], found[1])), written)


def _literal(text: str) -> str:
    """A literal that cannot end the element in which the script stands."""
    return json.dumps(text, ensure_ascii=False).replace("<", "\\u003c")
