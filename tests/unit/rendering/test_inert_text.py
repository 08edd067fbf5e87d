"""Text of cases and rules in whole memos: it is shown in Markdown and in HTML, and never becomes active.

The measure is the structure of the page: with a hostile text in every field it has the same elements in
the same order as with a plain word, and nothing in it runs, loads or leads elsewhere.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from typer.testing import CliRunner

from prong.cli.main import app

GOLDEN = Path(__file__).parents[2] / "golden"
WORD = "Placeholder"
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</td></tr></table></main><h1>made out</h1>",
    "<!-- hidden -->",
    "{{ 7*7 }}",
    "{% for x in [1] %}{{ x }}{% endfor %}",
    "{{ cycler.__init__.__globals__ }}",
    "[x](javascript:alert(1))",
    "[x](https://example.invalid)",
    "![x](https://example.invalid/a.png)",
    "<https://example.invalid>",
    "| a | b |",
    "[^1]",
    "[^1]: note",
    "# heading",
    "**made out**",
    "`code`",
    "&lt;b&gt;",
    "a \\ b",
    "† \\[ † \\<b>",
]
# Fields of cases, sources and rules that hold free text: the words between the braces are replaced.
FIELDS = {
    "cases/harbour/01.yaml": [
        "title: {A passport collected at sea and offered back for a fee}",
        "name: {Mr. Tal}",
        "place: {a harbour office}",
        "what: {The captain collects his passport on the first evening.}",
        "note: {The captain has the passport in his hands from the first evening.}",
        "note: {Two hundred crowns are asked for it.}",
        "counter: {A man who waits for his passport need not be told what the captain could do.}",
    ],
    "cases/sources/harbour-interviews.yaml": [
        'source: harbour-interviews\ntitle: {"Harbour Interviews: Accounts that Were Invented for Tests"}',
        '  title: {"Harbour Interviews: Accounts that Were Invented for Tests"}',
        "author: {The Prong developers}",
        "note: {Invented accounts; nobody in them exists.}",
    ],
    "rules/instruments/papers-handbook.yaml": [
        "short: {Port Handbook}",
        "title: {Handbook for Port Offices}, author",
        "author: {Union of Port Offices}",
    ],
    "rules/instruments/papers-convention.yaml": [
        "short: {Papers Convention}",
        "title: {Convention on the Papers of Seafarers}, volume",
        "container-title: {Invented Treaty Series}",
        'terms: {"act, means and purpose of control"}',
    ],
    "rules/vocabulary/papers.md": [
        "label: {a fee for the return of the papers}",
        "question: {Does the seafarer owe the holder nothing?}",
    ],
    "rules/norms/holding-back-papers.md": [
        "title: {Holding back of papers}",
        "label: {a threat or a false promise}",
        "text: {The holder is to give the papers back without delay and without charge.}",
        "question: {Does a fee for the return of papers show the purpose of control?}",
        'holds: {"Only work for the holder shows it"}',
    ],
}


class Page(HTMLParser):
    """What a browser makes of a page: its elements, and the text that it shows."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.targets: list[str] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attrs)))
        self.targets += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_comment(self, _: str) -> None:
        self.elements.append(("comment", ()))

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    @property
    def words(self) -> str:
        return " ".join("".join(self.text).split())


def replace_fields(folder: Path, text: str) -> None:
    """Put a text into every field, as a quoted scalar."""
    quoted = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    for name, fields in FIELDS.items():
        path = folder / name
        content = path.read_text(encoding="utf-8")
        for field in fields:
            before, words, after = re.fullmatch(r"(.*)\{(.*)\}(.*)", field, re.DOTALL).groups()
            assert before + words + after in content, field
            content = content.replace(before + words + after, before + quoted + after, 1)
        path.write_text(content, encoding="utf-8")


def memo(folder: Path, text: str) -> tuple[str, str]:
    """The Markdown and the HTML of the invented case with a text in every field."""
    for name in ("rules", "cases"):
        shutil.copytree(GOLDEN / name, folder / name)
    replace_fields(folder, text)
    command = ["memo", folder / "cases", "--rules", folder / "rules", "--out", folder / "out"]
    result = CliRunner().invoke(app, list(map(str, command)), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    out = folder / "out" / "harbour"
    return (out / "01.md").read_text(encoding="utf-8"), (out / "01.html").read_text(encoding="utf-8")


def obeyed(markdown: str) -> Page:
    """The Markdown as a renderer shows it that passes raw HTML on."""
    renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return Page(renderer.use(footnote_plugin).render(markdown))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """The memo with a plain word in every field."""
    return memo(tmp_path_factory.mktemp("plain"), WORD)


def test_the_word_stands_in_every_field(plain):
    """The measure is worth something only where the fields reach the memo."""
    fields = sum(map(len, FIELDS.values()))
    assert plain[0].count(WORD) >= fields


@dataclass(frozen=True, slots=True)
class Hostile:
    """A hostile text, and the memo that holds it in every field."""

    text: str
    markdown: str
    html: str


@pytest.fixture(scope="module", params=HOSTILE)
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    """One memo for each hostile text."""
    return Hostile(request.param, *memo(tmp_path_factory.mktemp("hostile"), request.param))


def test_hostile_text_changes_no_element_of_the_markdown(plain, hostile):
    """Rendered by anybody's renderer, the memo has the elements that it had."""
    assert obeyed(hostile.markdown).elements == obeyed(plain[0]).elements


def test_hostile_text_changes_no_element_of_the_page(plain, hostile):
    """And the page that Prong makes as well."""
    assert Page(hostile.html).elements == Page(plain[1]).elements


def test_hostile_text_is_shown_as_it_is(hostile):
    """Nothing is swallowed, nothing is computed: the reader sees what was written.

    Of the title of a source only what stands before a colon is shown, as its short name.
    """
    shown = Page(hostile.html).words
    assert shown.count(" ".join(hostile.text.split())) >= sum(map(len, FIELDS.values())) - 1


def test_no_link_of_a_page_leads_elsewhere(hostile):
    """Every target is a place in the page itself."""
    targets = Page(hostile.html).targets
    assert targets
    assert [target for target in targets if not target.startswith("#")] == []
