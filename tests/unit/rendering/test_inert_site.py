"""Hostile text in any field of a case or a rule is text on every page of the site."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from prong.cli.main import app

from .hostile import HOSTILE
from .test_inert_text import GOLDEN, WORD, Page, replace_fields


def site_with(folder: Path, text: str) -> dict[str, str]:
    """Every page of the site of the invented case, with a text in every field."""
    for name in ("rules", "cases"):
        shutil.copytree(GOLDEN / name, folder / name)
    replace_fields(folder, text)
    options = ["--rules", folder / "rules", "--out", folder / "site", "--audience", "internal"]
    command = list(map(str, ["site", folder / "cases", *options]))
    result = CliRunner().invoke(app, command, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    pages = sorted((folder / "site").rglob("*.html"))
    return {str(page.relative_to(folder / "site")): page.read_text(encoding="utf-8") for page in pages}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The site with a plain word in every field."""
    return site_with(tmp_path_factory.mktemp("plain"), WORD)


def _close(text: str) -> str:
    """A text without its blanks and in small letters."""
    return "".join(text.split()).casefold()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_on_the_site_and_does_nothing(plain, tmp_path, text):
    """The pages have the elements that they had, their links stay within the site, the words are there."""
    hostile = site_with(tmp_path, text)
    assert hostile.keys() == plain.keys()
    wanted = " ".join(text.split())
    for name, page in hostile.items():
        read, before = Page(page), Page(plain[name])
        # A label of a chart takes as many lines as it needs.
        assert [one for one in read.elements if one[0] != "text"] == [
            one for one in before.elements if one[0] != "text"
        ], name
        outside = [
            target for target in read.targets if not re.match(r"(\.\./)*[a-z0-9/-]*(\.html)?(#|$)", target)
        ]
        assert outside == []
        if name != "harbour/01.html":  # what a memo shows is compared with the memo's other formats
            # A first letter may have become a capital, and a label of a chart may stand on several lines or
            # be cut short; the table of the chart has it whole.
            shown = _close(read.words).count(_close(wanted))
            cut = read.words.count("…") - before.words.count("…")
            assert shown + cut >= before.words.count(WORD), name


@pytest.mark.parametrize("name", ["index.html", "search.html", "rules/holding-back-papers.html"])
def test_the_plain_word_reaches_every_kind_of_page(plain, name):
    """The measure is worth something only where the fields reach the site."""
    assert WORD in plain[name]
