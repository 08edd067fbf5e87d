"""`prong site --language`: every word of Prong’s own in the language asked for, and nothing else another."""

from __future__ import annotations

import pickle
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from prong.cli.common import load
from prong.rendering.binding import STATES
from prong.rendering.citations import STYLES
from prong.rendering.language import Language, language_of
from prong.rendering.words import MONTHS

from ..rendering.circled import CIRCLED, ENGLISH_WORDS, texts

ROOT = Path(__file__).parents[3]
GOLDEN = ROOT / "tests" / "golden"
NAMES = "places:\n  Lantern Bay: {in: CN}\n"
DIGEST = re.compile(r"\b[0-9a-f]{8,}\b")
SPOKEN = ("aria-label", "placeholder", "title", "alt")


class Read(HTMLParser):
    """What a reader of a page meets: its words, seen or heard, its links and its anchors."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[str] = []
        self.words: list[str] = []
        self.targets: list[str] = []
        self.within = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.within = tag
        self.elements.append(tag)
        self.words += [value or "" for name, value in attrs if name in SPOKEN]
        self.targets += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, _: str) -> None:
        self.within = ""

    def handle_data(self, data: str) -> None:
        if self.within not in ("style", "script"):
            self.words.append(data)


@pytest.fixture
def cases(letters) -> Path:
    """Three invented accounts of two women, and what may be told of the place that they name."""
    (letters.cases / "names.yaml").write_text(NAMES, encoding="utf-8")
    return letters.cases


@pytest.fixture
def site(prong, cases, tmp_path, monkeypatch):
    """Writes the site of the invented cases in a language of the catalogues or of the tests."""

    def run(language: str | Language, *arguments: str) -> dict[str, str]:
        name = language
        with monkeypatch.context() as patch:
            if isinstance(language, Language):
                name = language.code
                patch.setattr("prong.cli.site.LANGUAGES", (name,))
                patch.setattr("prong.cli.site.language_of", lambda *_: language)
            out = tmp_path / name
            options = ["--rules", GOLDEN / "rules", "--out", out, "--language", name]
            result = prong("site", cases, *options, *arguments)
        assert result.exit_code == 0, result.stderr
        return {
            path.relative_to(out).as_posix(): path.read_text(encoding="utf-8") for path in out.rglob("*.html")
        }

    return run


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_no_word_of_the_site_stays_english(site, cases, audience):
    """What remains are words of the rules, of the cases, of citations and of commands."""
    rulebook, found = load(GOLDEN / "rules", [cases])
    own = {word.lower() for text in texts((rulebook, found)) for word in ENGLISH_WORDS.findall(text)}
    for path in cases.rglob("*.yaml"):  # the claims, too
        own |= {word.lower() for word in ENGLISH_WORDS.findall(path.read_text(encoding="utf-8"))}
    cited = {
        word for pair in STYLES["oscola-4"].prefixes.values() for word in ENGLISH_WORDS.findall("".join(pair))
    }
    cited |= {"adopted", "entered", "into", "force", "Prong", "SHA", "prong", "ibid", *MONTHS}
    cited |= {"Person", "between"}  # what redaction puts into texts, which stay as they are
    pages = site(CIRCLED, "--audience", audience)
    assert {"index.html", "rules.html", "corpus.html", "claims.html", "search.html"} < set(pages)
    for name, text in pages.items():
        words = {word for told in Read(text).words for word in ENGLISH_WORDS.findall(DIGEST.sub("", told))}
        left = {word for word in words - cited if word.lower() not in own}
        assert left == set(), name


def test_the_site_says_its_language_on_every_page(site):
    """In its root, its menu, its headings and its charts."""
    for name, text in site("ko").items():
        assert '<html lang="ko">' in text, name
        assert '<nav class="menu" aria-label="사이트">' in text
        assert ">진술 전체</a>" in text
        assert "Skip to the text" not in text


def test_the_language_changes_no_page_no_element_and_no_link(site):
    """But the anchors within a memo, which are made of its headings."""
    english, korean = site("en"), site("ko")
    assert english.keys() == korean.keys()
    for name, text in english.items():
        one, other = Read(text), Read(korean[name])
        drawn = ("text", "tspan")  # a label of a chart takes as many lines as it needs
        assert [tag for tag in one.elements if tag not in drawn] == [
            tag for tag in other.elements if tag not in drawn
        ], name
        assert [target for target in one.targets if not target.startswith("#")] == [
            target for target in other.targets if not target.startswith("#")
        ], name


def test_a_timeline_stands_below_the_facts_in_every_language(site):
    """The heading is found by its words, whichever they are."""
    for language in ("en", "ko", CIRCLED):
        memos = [text for name, text in site(language).items() if name.startswith("harbour/")]
        assert all('<figure class="chart timeline">' in text for text in memos)


def test_drawings_run_from_left_to_right_on_a_page_that_does_not(site):
    """Their places are counted from the left; the page around them, and each paragraph, is turned."""
    for name, text in site(Language("ar")).items():
        assert '<html lang="ar" dir="rtl">' in text, name
        assert "unicode-bidi: plaintext" in text
        drawings = re.findall(r"<svg role[^>]*>", text)
        assert all('direction="ltr"' in drawing for drawing in drawings), name
    assert not any("direction=" in text or "plaintext" in text for text in site("ko").values())


def test_an_unknown_language_is_told_with_those_that_there_are(prong, cases, tmp_path):
    """And nothing is written."""
    rules = GOLDEN / "rules"
    result = prong("site", cases, "--rules", rules, "--out", tmp_path / "x", "--language", "kr")
    assert result.exit_code == 2
    assert "E401" in result.stderr
    assert not (tmp_path / "x").exists()


def test_a_language_reaches_another_process_by_its_code():
    """The catalogue itself could not be handed over."""
    korean = language_of("ko", ROOT / "rules")
    other = pickle.loads(pickle.dumps(korean))
    assert other == korean
    assert other.gettext("Trafficking in persons") == "인신매매"


def test_states_and_provinces_of_drawings_are_in_the_language():
    """As in the memo beside them."""
    korean = language_of("ko")
    assert korean.gettext(STATES["CN"]) == "중국"
    assert korean.gettext("Jilin") == "지린성"
