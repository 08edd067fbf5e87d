"""Documents in another language: no word of Prong’s own stays English, and the direction is carried."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from prong.cli.assessed import assessed
from prong.cli.common import load
from prong.errors import ProngError
from prong.language.catalogues import messages_of, read_catalogue
from prong.rendering.citations import STYLES
from prong.rendering.kinds import KINDS, documents
from prong.rendering.language import ENGLISH, LANGUAGES, Language, language_of
from prong.rendering.manner import Manner
from prong.rendering.page import page
from prong.rendering.reading import read_document
from prong.rendering.words import MONTHS

from .circled import CIRCLED, ENGLISH_WORDS, texts

ROOT = Path(__file__).parents[3]
GOLDEN = ROOT / "tests" / "golden"


@pytest.fixture(scope="module")
def told():
    """The invented cases of the golden documents, assessed."""
    paths = [GOLDEN / "cases", GOLDEN / "corpus" / "cases"]
    rulebook, found = load(GOLDEN / "rules", paths)
    return rulebook, [(record, assessed(record, rulebook, rulebook.norms)) for record in found.records]


@pytest.mark.parametrize("kind", KINDS)
def test_no_word_of_a_document_stays_english(told, kind):
    """What remains are words of the rules, of the cases, of citations and of commands."""
    rulebook, everything = told
    given = (*texts(rulebook), *texts(everything))
    own = {word.lower() for text in given for word in ENGLISH_WORDS.findall(text)}
    cited = {
        word for pair in STYLES["oscola-4"].prefixes.values() for word in ENGLISH_WORDS.findall("".join(pair))
    }
    cited |= {"adopted", "entered", "into", "force", "Prong", "SHA", "prong", "ibid", *MONTHS}
    manner = Manner(language=CIRCLED)
    for document in documents(kind, everything, rulebook, manner=manner):
        words = set(ENGLISH_WORDS.findall(document.text))
        left = {word for word in words - cited if word.lower() not in own}
        assert left == set(), document.name


@pytest.mark.parametrize("kind", KINDS)
def test_the_language_changes_no_finding(told, kind):
    """The same symbols stand in the same places."""
    rulebook, everything = told
    symbols = re.compile(r"[✓✗±]|\| \? ")
    plain = documents(kind, everything, rulebook)
    korean = documents(kind, everything, rulebook, manner=Manner(language=language_of("ko")))
    for one, other in zip(plain, korean, strict=True):
        assert symbols.findall(one.text) == symbols.findall(other.text)
        assert re.findall(r"\[\^\d+\]", one.text) == re.findall(r"\[\^\d+\]", other.text)


def test_a_page_says_its_language_and_its_direction():
    """From right to left where the language is written so, and in its own words around the text."""
    korean = page(read_document("# 제목", language=language_of("ko")))
    assert '<html lang="ko">' in korean
    assert "본문으로 건너뛰기" in korean
    assert "Skip to the text" not in korean
    assert "word-break: keep-all" in korean
    assert "word-break" not in page(read_document("# Title"))
    arabic = page(read_document("# عنوان", language=Language("ar")))
    assert '<html lang="ar" dir="rtl">' in arabic


@pytest.mark.parametrize(
    ("code", "direction"), [("en", "ltr"), ("ko", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("ckb", "rtl")]
)
def test_the_direction_follows_the_language(code, direction):
    """By the primary subtag."""
    assert Language(code).direction == direction


def test_every_language_has_a_catalogue_and_english_needs_none():
    """What is not in a catalogue stays English."""
    assert LANGUAGES[0] == ENGLISH.code
    for code in LANGUAGES[1:]:
        assert language_of(code).gettext("made out") != "made out"
        assert language_of(code).gettext("no such message") == "no such message"


def test_the_labels_of_a_folder_of_rules_are_read_beside_it(tmp_path):
    """A firm’s own rules may have their own catalogue."""
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages" / "ko.po").write_text('msgid "own label"\nmsgstr "고유 명칭"\n', encoding="utf-8")
    assert language_of("ko", tmp_path).gettext("own label") == "고유 명칭"
    assert language_of("ko", tmp_path).gettext("made out") == language_of("ko").gettext("made out")
    assert language_of("ko").gettext("own label") == "own label"


def test_the_forms_of_a_catalogue():
    """Lines that go on, escapes, plurals and contexts; fuzzy and empty translations count as none."""
    text = "\n".join(
        [
            'msgid ""',
            'msgstr "Language: ko\\n"',
            "",
            'msgid "a \\"b\\""',
            'msgstr ""',
            '"eins "',
            '"zwei"',
            'msgctxt "c"',
            'msgid "d"',
            'msgstr "e"',
            "#, fuzzy",
            'msgid "f"',
            'msgstr "g"',
            "",
            'msgid "h"',
            'msgstr ""',
            'msgid "%d i"',
            'msgid_plural "%d j"',
            'msgstr[0] "k"',
            'msgstr[1] "l"',
        ]
    )
    assert messages_of(text, "x.po") == {
        "": "Language: ko\n",
        'a "b"': "eins zwei",
        "c\x04d": "e",
        "%d i\x00%d j": "k\x00l",
    }


@pytest.mark.parametrize("line", ['msgid "open', "msgid bare", "words", '"text without a field"'])
def test_a_line_that_belongs_to_no_catalogue_is_told(tmp_path, line):
    """With its place."""
    path = tmp_path / "ko.po"
    path.write_text(f'msgid "a"\nmsgstr "b"\n\n{line}\n', encoding="utf-8")
    with pytest.raises(ProngError) as caught:
        read_catalogue(path)
    (found,) = caught.value.diagnostics
    assert (found.code, found.place.line) == ("E411", 4)


def test_labels_come_from_the_rules_of_the_folder_in_which_the_command_runs(tmp_path, monkeypatch):
    """The same relative name of another folder is another folder."""
    found = []
    for name, word in (("one", "하나"), ("two", "둘")):
        catalogue = tmp_path / name / "rules" / "languages" / "ko.po"
        catalogue.parent.mkdir(parents=True)
        catalogue.write_text(f'msgid "a label"\nmsgstr "{word}"\n', encoding="utf-8")
        monkeypatch.chdir(tmp_path / name)
        language = language_of("ko", Path("rules"))
        assert language.gettext("a label") == word
        found.append(language)
    assert found[0] != found[1]  # what is kept for the one must not serve the other
