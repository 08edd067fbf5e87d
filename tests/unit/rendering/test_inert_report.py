"""Hostile text in rules, columns and values is text in the report of a corpus and in its charts."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from prong.corpus.result import Result
from prong.language.rulebook import load_rulebook
from prong.rendering.corpus_report import report_markdown, report_page

from .counted import counted_with
from .hostile import HOSTILE
from .test_inert_text import GOLDEN, WORD, Page, obeyed, replace_fields

Report = tuple[str, dict[str, str], str]


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The result of a small corpus, as JSON, with a plain word wherever a user may write one."""
    folder = tmp_path_factory.mktemp("counted")
    return counted_with(folder, rules_with(folder, WORD), WORD)


def rules_with(folder: Path, text: str) -> Path:
    """The invented rules with a text in every field."""
    for name in ("rules", "cases"):
        shutil.copytree(GOLDEN / name, folder / name)
    replace_fields(folder, text)
    return folder / "rules"


def reported(folder: Path, counted: str, text: str) -> Report:
    """The report as Markdown, its charts, and its page, with a text in the place of the plain word."""
    rulebook = load_rulebook(rules_with(folder, text))
    result = Result.model_validate_json(counted.replace(WORD, json.dumps(text)[1:-1]))
    markdown, charts = report_markdown(result, rulebook)
    return markdown, dict(charts), report_page(result, rulebook)


def drawn(chart: str) -> list[str]:
    """The elements of a chart, which must be well-formed."""
    return [element.tag for element in ElementTree.fromstring(chart).iter()]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory, counted: str) -> Report:
    """The report with a plain word in every field."""
    return reported(tmp_path_factory.mktemp("plain"), counted, WORD)


def test_the_word_reaches_the_report_and_its_charts(plain):
    """The measure is worth something only where the fields do: titles, labels, readings, columns, values."""
    markdown, charts, shown = plain
    assert markdown.count(WORD) > 20
    assert f"### By {WORD} and {WORD}" in markdown
    assert f"| {WORD}, {WORD} |" in markdown
    assert any(WORD in chart for chart in charts.values())
    assert Page(shown).words.count(WORD) > 20


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_in_a_report_and_does_nothing(plain, counted, tmp_path, text):
    """The elements are those that there were, in Markdown, page and charts; the words are there."""
    markdown, charts, shown = reported(tmp_path, counted, text)
    assert obeyed(markdown).elements == obeyed(plain[0]).elements
    assert Page(shown).elements == Page(plain[2]).elements
    assert {name: drawn(chart) for name, chart in charts.items()} == {
        name: drawn(chart) for name, chart in plain[1].items()
    }
    assert [target for target in Page(shown).targets if not target.startswith("#")] == []
    words = Page(shown).words.replace("’", "'")  # apostrophes are set as typographic ones
    cut = words.count("…")  # a name of a chart that has no room
    assert words.count(" ".join(text.split())) + cut >= Page(plain[2]).words.count(WORD)
