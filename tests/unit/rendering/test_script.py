"""The script of long tables in the words of a language, and not otherwise changed."""

from __future__ import annotations

import gettext
import re
from importlib.resources import files

from prong.rendering.language import ENGLISH, Language, language_of
from prong.rendering.script import LITERAL, WORDS, table_script

from .circled import CIRCLED, circled

WRITTEN = files("prong").joinpath("rendering", "templates", "tables.js").read_text(encoding="utf-8")
NO_WORDS = {"main div.table", "aria-label", "aria-sort", "div.table"}
"""Literals with a blank or a sign that no reader meets: selectors and names of attributes."""


def test_the_script_is_english_as_it_is_written():
    """Byte for byte: its digest stands in the policy of every page with tables."""
    assert table_script(ENGLISH) == WRITTEN


def test_every_word_of_the_script_is_translated():
    """What remains are names of elements, attributes, events and keys."""
    changed = LITERAL.findall(table_script(CIRCLED))
    assert {circled(word) for word in WORDS} <= set(changed)
    names = {literal for literal in changed if re.search("[A-Za-z]", literal)} - NO_WORDS - {CIRCLED.code}
    assert [name for name in names if not re.fullmatch(r"[a-zA-Z]+|\.(a|de)scending|\w=", name)] == []


def test_every_word_stands_in_the_script():
    """A word that is looked up and stands nowhere would be translated in vain."""
    assert [word for word in WORDS if f'"{word}"' not in WRITTEN] == []


def test_rows_are_sorted_by_the_alphabet_of_the_language():
    """The comparison is told which it is."""
    assert 'localeCompare(key(b), "ko",' in table_script(language_of("ko"))


def test_a_translation_cannot_leave_its_literal():
    """Neither the string nor the element in which it stands."""

    class Hostile(gettext.NullTranslations):
        def gettext(self, _: str) -> str:
            return '"</script>\\'

    script = table_script(Language("x", Hostile()))
    assert "</script" not in script
    assert script.count('"\\"\\u003c/script>\\\\"') == len(WORDS)
