"""The report of a corpus in another language: no word of Prong’s own stays English, no number changes."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest

from prong.corpus.result import Result
from prong.language.rulebook import load_rulebook
from prong.model.norms import Rulebook
from prong.rendering.corpus_report import report_markdown, report_page, share
from prong.rendering.language import ENGLISH, Language, language_of

from .circled import CIRCLED, ENGLISH_WORDS, texts
from .counted import counted_with
from .test_inert_text import GOLDEN

KOREAN = language_of("ko")


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    """The invented rules."""
    return load_rulebook(GOLDEN / "rules")


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """What can stand in a report: a small group, what is not stated, and a test of which nothing is there."""
    counted = counted_with(tmp_path_factory.mktemp("counted"), GOLDEN / "rules", "Harbour")
    found = json.loads(counted)
    found["groups"][0]["values"][1] = None
    found["norms"][1]["elements"][0]["seen"] = 0
    found["norms"][0]["unseen"] = ["fee-for-papers"]
    return Result.model_validate(found)


def test_no_word_of_the_report_stays_english(result, rulebook):
    """Neither in its text, nor in its charts, nor around them on its page."""
    own = {word.lower() for text in texts((rulebook, result)) for word in ENGLISH_WORDS.findall(text)}
    markdown, charts = report_markdown(result, rulebook, language=CIRCLED)
    page = report_page(result, rulebook, language=CIRCLED)
    spoken = re.findall(r'(?:aria-label|title|alt)="([^"]*)"', page)
    seen = re.sub(r"<style>.*?</style>|<[^>]*>", " ", "".join([*charts.values(), page]), flags=re.DOTALL)
    shown = re.sub(r"\(\S+\.svg\)", "", f"{markdown} {unescape(seen)} {spoken}")
    left = set(ENGLISH_WORDS.findall(re.sub(r"\b[0-9a-f]{64}\b", "", shown))) - {"Prong", "SHA"}
    assert {word for word in left if word.lower() not in own} == set()


def test_the_language_changes_no_number_and_no_element(result, rulebook):
    """The figures are the same, and each chart stands below its heading."""
    plain, spoken = (report_page(result, rulebook, language=one) for one in (ENGLISH, KOREAN))
    figures = re.compile(r">([\d,]+ \([\d.]+ %\))<")
    assert figures.findall(plain) == figures.findall(spoken)
    assert re.findall(r"<(\w+)", plain) == re.findall(r"<(\w+)", spoken)
    assert plain.count("<svg ") > 2
    assert '<html lang="ko">' in spoken


def test_every_norm_has_its_charts_whatever_its_title(result, rulebook):
    """A typographic apostrophe, or a title that another heading has."""
    norms = result.norms
    for title in ("The holder's papers", "What the figures rest on", "What is missing most"):
        named = [norms[0].model_copy(update={"title": title}), *norms[1:]]
        page = report_page(result.model_copy(update={"norms": tuple(named)}), rulebook)
        assert page.count("<svg ") == report_page(result, rulebook).count("<svg "), title


def test_charts_run_from_left_to_right_in_every_language(result, rulebook):
    """Their places are counted from the left."""
    _, charts = report_markdown(result, rulebook, language=Language("he"))
    assert all(' direction="ltr"' in chart for chart in charts.values())
    _, charts = report_markdown(result, rulebook, language=KOREAN)
    assert not any("direction=" in chart for chart in charts.values())


@pytest.mark.parametrize(
    ("number", "whole", "english", "korean"),
    [
        (1204, 10000, "1,204 (12.0 %)", "1,204 (12.0 %)"),
        (1, 10000, "1 (under 0.1 %)", "1 (0.1 % 미만)"),
        (9999, 10000, "9,999 (over 99.9 %)", "9,999 (99.9 % 초과)"),
        (0, 0, "0", "0"),
    ],
)
def test_a_share_is_never_rounded_to_nothing_or_to_all(number, whole, english, korean):
    """In any language."""
    assert (share(number, whole), share(number, whole, KOREAN)) == (english, korean)
