"""The site of a corpus, opened from disk: no barrier, filters in the address, and links that lead on."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from typer.testing import CliRunner

from prong.cli.main import app

from .conftest import told_by, with_script

ROOT = Path(__file__).parents[2]
CASES = ("02", "13", "14", "20", "23", "26", "48")
PAGES = (
    "index.html",
    "rules.html",
    "corpus.html",
    "search.html",
    "lives-for-sale/02.html",
    "lives-for-sale/02-20-23.html",
    "rules/trafficking-in-persons.html",
    "rules/refugee.html",
)
DARK = ("--blink-settings=preferredColorScheme=0",)
PHONE = ("--window-size=390,844",)
LOOK = """
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const parts = (one) => one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160));
axe.run(document, { resultTypes: ["violations"], runOnly: rules })
  .then((found) => tell({
    dark: matchMedia("(prefers-color-scheme: dark)").matches,
    passes: found.passes.length,
    violations: found.violations.map((one) => [one.id, parts(one)]),
  }), (error) => tell({ error: String(error) }));
"""
TELL = """
const told = document.createElement("pre");
told.id = "told";
told.hidden = true;
const tell = (value) => { told.textContent = JSON.stringify(value); document.body.append(told); };
const shown = (n) => Array.from(document.querySelectorAll("main div.table")[n].querySelectorAll("tbody tr"))
  .filter((row) => row.getClientRects().length > 0).map((row) => row.cells[0].textContent);
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of seven accounts of the corpus, three of them of one woman."""
    return written(tmp_path_factory.mktemp("site"))


def written(folder: Path, *options: str) -> Path:
    """That site, written with options in a folder of its own."""
    cases = folder / "cases"
    own = cases / "lives-for-sale"
    (own / "persons").mkdir(parents=True)
    corpus = ROOT / "cases" / "lives-for-sale"
    for number in CASES:
        shutil.copy(corpus / f"{number}.yaml", own)
    shutil.copy(corpus / "persons" / "lee-1962.yaml", own / "persons")
    shutil.copytree(ROOT / "cases" / "sources", cases / "sources")
    shutil.copy(ROOT / "cases" / "names.yaml", cases)
    words = ["site", cases, "--rules", ROOT / "rules", "--out", folder / "site", *options]
    result = CliRunner().invoke(app, list(map(str, words)), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return folder / "site"


@pytest.fixture
def driven(site: Path, opened: Callable[..., str]) -> Callable[..., object]:
    """What a driver tells that has done something with a page of the site, in the page's own folder."""

    return driver(site, opened)


def driver(site: Path, opened: Callable[..., str]) -> Callable[..., object]:
    """Drives the pages of a site."""

    def run(name: str, steps: str, *, hash: str = "", options: tuple[str, ...] = ()) -> object:
        text = with_script((site / name).read_text(encoding="utf-8"), f"{TELL}{steps}")
        copy = (site / name).with_suffix(".driven.html")
        copy.write_text(text, encoding="utf-8")
        try:
            return told_by(opened(copy, hash=hash, options=options))
        finally:
            copy.unlink()

    return run


@pytest.mark.parametrize(
    ("name", "options"),
    [
        *((name, ()) for name in PAGES),
        *(
            (name, options)
            for name in ("index.html", "corpus.html", "lives-for-sale/02.html")
            for options in (DARK, PHONE)
        ),
    ],
)
def test_axe_finds_no_barrier(axe, driven, name, options):
    """WCAG 2.2 at AA and good practice, with the contrast of both schemes and at the width of a phone."""
    found = driven(name, f"{axe}\n{LOOK}", options=options)
    assert "error" not in found, found
    assert found["violations"] == []
    assert found["dark"] == (options == DARK)


def test_axe_would_find_a_barrier(axe, site, driven):
    """A planted picture without words."""
    page = site / "planted.html"
    text = (site / "rules.html").read_text(encoding="utf-8")
    page.write_text(text.replace("</main>", '<img src="data:,"></main>'), encoding="utf-8")
    found = driven("planted.html", f"{axe}\n{LOOK}")
    page.unlink()
    assert [name for name, _ in found["violations"]] == ["image-alt"]


def test_a_filter_stands_in_the_address_and_is_taken_from_it(driven):
    """What one reader typed, another sees; words, verdict, column and order alike."""
    typed = driven(
        "index.html",
        """
        const field = document.querySelector(".controls input");
        field.value = "sold";
        field.dispatchEvent(new Event("input", { bubbles: true }));
        document.querySelector("thead button").click();
        document.querySelector("thead button").click();
        tell([location.hash, shown(0)]);
        """,
    )
    assert unquote(typed[0]) == "#q1=sold&s1=0.descending"
    assert driven("index.html", "tell(shown(0));", hash=typed[0].removeprefix("#")) == typed[1]
    assert 0 < len(typed[1]) < len(CASES)


def test_a_verdict_is_chosen_for_one_rule(driven):
    """Accounts that make out one rule, and not those that make out any."""
    words = (
        "tell([shown(0), Array.from(document.querySelectorAll('.controls select option'), (o) => o.text)]);"
    )
    every = driven("index.html", words)
    assert every[0] == list(CASES)
    one = driven("index.html", words, hash="v1=%E2%9C%93%C2%A0made+out&c1=2")
    assert "02" in one[0]
    assert 0 < len(one[0]) < len(CASES)


def test_an_address_that_means_nothing_shows_everything(driven):
    """Neither an unknown verdict nor a column that is not there hides a row."""
    assert driven("index.html", "tell(shown(0));", hash="v1=nonsense&c1=99&s1=drop") == list(CASES)


def test_every_control_is_reached_by_the_keyboard(driven):
    """Links, fields, buttons and the regions that scroll; nothing takes the focus out of its turn."""
    found = driven(
        "index.html",
        """
        const reached = "a[href], input, select, button, summary, [tabindex]";
        const all = Array.from(document.querySelectorAll(reached));
        tell({ all: all.length, negative: all.filter((e) => e.tabIndex < 0).length,
               first: all[0].className, positive: all.filter((e) => e.tabIndex > 0).length });
        """,
    )
    assert found["first"] == "skip"
    assert (found["negative"], found["positive"]) == (0, 0)
    assert found["all"] > 20


@pytest.mark.parametrize("name", PAGES)
def test_without_javascript_everything_is_readable(site, opened, name):
    """No row is hidden, no control stands there that would do nothing, and the charts are drawn."""
    document = opened(site / name, scripts=False)
    main = document.split("<main", 1)[1].split("</main>")[0]
    assert 'class="controls"' not in main
    assert "<button" not in main
    assert not re.search(r"<tr[^>]* hidden", main)
    assert len(re.sub("<[^>]+>", "", main)) > 300


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_no_wider_than_a_phone(driven, name):
    """What is wider scrolls within its own region."""
    found = driven(name, "tell([document.documentElement.scrollWidth, innerWidth]);", options=PHONE)
    assert found[0] <= found[1]


def test_every_chart_has_a_title_a_description_and_its_numbers(site):
    """In every figure of every page; a timeline has the facts below it."""
    figures = 0
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for figure in re.findall(r"<figure.*?</figure>", text, re.DOTALL):
            figures += 1
            labels = re.search(r'aria-labelledby="([^"]+)"', figure)[1].split()
            assert [bool(re.search(rf'<(title|desc) id="{one}">[^<]+<', figure)) for one in labels] == [
                True,
                True,
            ]
            assert "timeline" in figure or "<details>" in figure
    assert figures > 20


def test_nothing_is_loaded_from_outside(site):
    """Every policy forbids it, and no page names anything to load."""
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "content=\"default-src 'none'; " in text
        assert not re.search(
            r"<(?:script|link|img|iframe|object|embed|video|audio|source)\b[^>]*\b(?:src|href)=", text
        )
        assert not re.search(r"@import|url\(", text)


def test_every_link_within_the_site_leads_somewhere(site):
    """To a page that is there, and to an anchor on it; rules and memos lead to each other."""
    pages = {page: page.read_text(encoding="utf-8") for page in site.rglob("*.html")}
    anchors = {page: set(re.findall(r'\bid="([^"]+)"', text)) for page, text in pages.items()}
    lost, crossed = [], {"memo to rule": 0, "rule to memo": 0}
    for page, text in pages.items():
        for target in re.findall(r'<a [^>]*?href="([^"]+)"', text):
            if target.startswith(("http:", "https:")):
                continue
            file, _, anchor = target.partition("#")
            other = (page.parent / file).resolve() if file else page
            if other not in pages or (anchor and anchor not in anchors[other]):
                lost.append((page.name, target))
            elif anchor and file:
                crossed["memo to rule"] += other.parent.name == "rules" and page.parent.name != "rules"
                crossed["rule to memo"] += page.parent.name == "rules" and other.parent.name != "rules"
    assert lost == []
    assert min(crossed.values()) > 50, json.dumps(crossed)


def test_the_site_tells_the_public_no_name_and_no_place(site):
    """Neither in its pages nor in the names of its files."""
    for page in site.rglob("*"):
        text = page.read_text(encoding="utf-8") if page.is_file() else ""
        assert not re.search(
            r"\bMs\.? Lee\b|\bOnsong\b|\bWangqing\b|lee-1962|January 2002", f"{page.name} {text}"
        )
