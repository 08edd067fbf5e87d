"""`prong report`: index and ledger with links that lead somewhere, the same twice, whole or not at all."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

DOCUMENTS = {"index.md", "index.html", "claims.md", "claims.html"}


@pytest.fixture
def report(prong, letters, tmp_path):
    """Writes the documents of the invented letters."""

    def run(*cases: object, out: Path = tmp_path / "out", rules: Path = letters.rules):
        asked = cases or [letters.cases]
        return prong("report", *asked, "--out", out, "--rules", rules, "--audience", "internal")

    return run


@pytest.fixture
def out(tmp_path) -> Path:
    """Where the documents go."""
    return tmp_path / "out"


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


class Page(HTMLParser):
    """What a browser makes of a page: elements, targets of links, names of places, words."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.targets: list[str] = []
        self.names: list[str] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attrs)))
        self.targets += [value or "" for name, value in attrs if name in ("href", "src")]
        self.names += [value or "" for name, value in attrs if name == "id"]

    def handle_comment(self, _: str) -> None:
        self.elements.append(("comment", ()))

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    @property
    def words(self) -> str:
        return " ".join("".join(self.text).split())


def obeyed(markdown: str) -> Page:
    """The Markdown as a renderer shows it that passes raw HTML on."""
    return Page(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(markdown))


def page_of(out: Path, name: str) -> Page:
    """A document that was written, as a reader meets it."""
    text = (out / name).read_text(encoding="utf-8")
    return Page(text) if name.endswith(".html") else obeyed(text)


def test_four_documents_are_written_and_named(report, out):
    """For the reader, on standard error."""
    result = report()
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"index.md, index.html, claims.md, claims.html in {out}.\n"
    assert set(files(out)) == DOCUMENTS


def test_two_runs_give_the_same_bytes(report, tmp_path):
    """No date of today, no order of a set, no address of the machine."""
    for name in ("first", "second"):
        report(out=tmp_path / name)
    assert files(tmp_path / "first") == files(tmp_path / "second") != {}


def test_the_place_of_the_cases_is_told_nowhere(report, out, letters):
    """Documents travel; a folder of this machine means nothing elsewhere."""
    report()
    assert [name for name, text in files(out).items() if str(letters.folder).encode() in text] == []


def test_accounts_and_women_are_counted_apart(report, out):
    """Three accounts, of which two belong to the same woman."""
    report()
    assert "3 accounts of 2 women are coded." in page_of(out, "index.html").words
    assert "told of 2 of 2 women" in page_of(out, "claims.html").words


@pytest.mark.parametrize("ending", ["md", "html"])
def test_every_link_leads_to_a_memo_or_to_a_place_in_the_page(prong, report, letters, out, ending):
    """The memos of the same cases, in the same format; every account and every person is linked."""
    report()
    prong("memo", letters.cases, "--out", out, "--rules", letters.rules, "--audience", "internal")
    for name in (f"index.{ending}", f"claims.{ending}"):
        page = page_of(out, name)
        places = {target[1:] for target in page.targets if target.startswith("#")}
        assert places <= set(page.names)
        outside = {target for target in page.targets if not target.startswith("#")}
        assert [target for target in outside if not (out / target).is_file()] == []
        memos = {f"harbour/{memo}.{ending}" for memo in ("02", "03", "04", "vey-1991")}
        assert outside == (memos if name.startswith("index") else set())


def test_an_account_that_is_not_in_the_report_is_named_without_a_link(prong, report, letters, out):
    """A person file brings accounts whose memos nobody asked for."""
    person = letters.cases / "harbour" / "persons" / "vey-1991.yaml"
    asked = (letters.cases / "harbour" / "02.yaml", person)
    assert report(*asked).exit_code == 0
    prong("memo", *asked, "--out", out, "--rules", letters.rules, "--audience", "internal")
    page = page_of(out, "index.html")
    outside = {target for target in page.targets if not target.startswith("#")}
    assert outside == {"harbour/02.html", "harbour/vey-1991.html"}
    assert [target for target in outside if not (out / target).is_file()] == []
    assert "harbour/03" in page.words
    assert "1 accounts of 1 women are coded." in page.words


def test_accounts_without_persons_are_a_woman_each(report, letters, out):
    """No section of persons, and no word of them in the counts."""
    shutil.rmtree(letters.cases / "harbour" / "persons")
    assert report().exit_code == 0
    words = page_of(out, "index.html").words
    assert "3 accounts of 3 women are coded." in words
    assert "Women with several accounts" not in words


def test_persons_without_accounts_make_no_index(report, letters, out):
    """Exit code 2: the index is one of accounts."""
    persons = letters.cases / "harbour" / "persons"
    result = report(persons)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "E111" in result.stderr
    assert "no account" in result.stderr
    assert not out.exists()


def test_a_corpus_without_claims_has_an_index_alone(report, letters, out):
    """No empty ledger."""
    (letters.cases / "harbour" / "claims.yaml").unlink()
    result = report()
    assert result.stderr == f"index.md, index.html in {out}.\n"
    assert set(files(out)) == {"index.md", "index.html"}


def test_sections_of_the_ledger_that_would_be_empty_are_left_out(report, letters, out):
    """A ledger of one claim."""
    claims = letters.cases / "harbour" / "claims.yaml"
    text = claims.read_text(encoding="utf-8")
    claims.write_text(text[: text.index("every:")], encoding="utf-8")
    report()
    headings = re.findall(r"^## (.+)$", (out / "claims.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings == ["Claims about accounts", "Sources"]


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_every_row_of_a_table_has_as_many_cells_as_its_head(report, out, name):
    """Where one is missing, what follows stands under the wrong heading."""
    report()
    text = (out / name).read_text(encoding="utf-8")
    html = text if name.endswith(".html") else MarkdownIt("commonmark").enable("table").render(text)
    rows = [
        [len(re.findall("<t[hd]", row)) for row in re.findall(r"<tr>.*?</tr>", table, re.DOTALL)]
        for table in re.findall(r"<table>.*?</table>", html, re.DOTALL)
    ]
    assert rows
    assert all(len(found) > 1 and len(set(found)) == 1 for found in rows)
    if name.endswith(".md"):
        written = re.findall(r"^\|.*\|$", text, re.MULTILINE)
        assert sum(map(len, rows)) == len(written) - len(rows)


def test_what_a_heading_does_not_give_is_said_to_be_missing(report, letters, out):
    """Name, year of birth and province; never a word of the program."""
    for line in ("  name: Ms. Orr\n", "  born: 1980\n", "  province: Grey Coast\n"):
        letters.change(letters.cases / "harbour" / "04.yaml", line, "")
    report()
    (row,) = re.findall(r"^\| \[harbour/04\].*given back \|.*$", (out / "index.md").read_text(), re.MULTILINE)
    assert row.split(" | ")[2:] == ["not named", "not told", "not told |"]


def test_a_bad_claim_writes_nothing_and_shows_its_place(report, letters, out):
    """Exit code 1, and nothing of the index either."""
    claims = letters.cases / "harbour" / "claims.yaml"
    letters.change(claims, "shown-by: [threat]", "shown-by: [thread]")
    result = report()
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{claims}:11:" in result.stderr
    assert "did you mean “threat”?" in result.stderr
    assert not out.exists()


def test_a_bad_case_writes_nothing(report, letters, out):
    """Exit code 1."""
    letters.change(letters.cases / "harbour" / "04.yaml", "kept-papers:", "kept-paper:")
    assert report().exit_code == 1
    assert not out.exists()


@pytest.mark.parametrize("failing", [1, 2, 3, 4])
@pytest.mark.parametrize("step", ["chmod", "replace"])
def test_a_write_that_fails_midway_leaves_all_as_it_was(report, out, monkeypatch, failing, step):
    """A disk that is full at one of the four documents; an earlier index stays."""
    out.mkdir()
    (out / "index.md").write_text("an earlier index")
    action, calls = getattr(Path, step), []

    def fail(path: Path, *arguments: object) -> object:
        calls.append(path)
        if len(calls) == failing:
            raise OSError(28, "No space left on device")
        return action(path, *arguments)

    monkeypatch.setattr(Path, step, fail)
    result = report()
    assert result.exit_code == 2
    assert "E402" in result.stderr
    assert files(out) == {"index.md": b"an earlier index"}


def test_a_second_run_replaces_the_first(report, out, letters):
    """What was written before is replaced; other files stay."""
    report()
    (out / "notes.txt").write_text("notes of a reader")
    letters.change(letters.cases / "harbour" / "04.yaml", "A book that was", "A seaman's book that was")
    report()
    assert set(files(out)) == DOCUMENTS | {"notes.txt"}
    assert "A seaman’s book that was looked at" in page_of(out, "index.md").words


# Text of accounts, persons, claims and sources

WORD = "Placeholder"
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</td></tr></table></main><h1>made out</h1>",
    "</script><script>alert(1)</script>",
    "<!-- hidden -->",
    "{{ 7*7 }}",
    "{% for x in [1] %}{{ x }}{% endfor %}",
    "[x](javascript:alert(1))",
    "[x](https://example.invalid)",
    "![x](https://example.invalid/a.png)",
    "<https://example.invalid>",
    "| a | b |",
    "[^1]: note",
    "# heading",
    "**made out**",
    "`code`",
    "&lt;b&gt;",
    "a \\ b",
]
# What a report shows of free text: the words between the braces are replaced, in the index and the ledger.
FIELDS = {
    "index": {
        "cases/harbour/02.yaml": [
            "title: {A passport in the captain's safe, and a word of the police}",
            "name: {Ms. Vey}",
            "province: {Lantern Bay}",
            "who: {another girl of the crew}",
            "what: {She cries at night, and her papers lie in the same safe.}",
        ],
        "cases/harbour/persons/vey-1991.yaml": [
            "reason: {Both accounts name a Ms. Vey, born in 1991, whom an agent sends aboard in 2021.}"
        ],
        "rules/norms/holding-back-papers.md": [
            "title: {Holding back of papers}",
            "label: {a threat or a false promise}",
            "question: {Does a fee for the return of papers show the purpose of control?}",
            'holds: {"Only work for the holder shows it"}',
        ],
        "rules/vocabulary/papers.md": ["label: {a present need of the papers}"],
        "rules/regimes/strict-port.md": ["title: {A port that asks for more}"],
    },
    "claims": {
        "cases/harbour/claims.yaml": [
            "claim: {The captain took the papers in Cases 2 and 3.}",
            "at: {the foreword}",
            'the foreword, year: {"2024"}',
            "claim: {Every letter tells of a taking or keeping of papers.}",
            "claim: {Price paid for a seafarer, in yuan}",
            "{black}: ",
            "quantity: {Share of crews whose papers are held}",
            'year: {"2024"}}, value: ',
            "value: {two in three}",
            "claim: {The convention does not bind XA.}",
        ],
        "cases/sources/port-gazette.yaml": [
            "source: port-gazette\ntitle: {Port Gazette}",
            "{Papers in a Safe}",
            "{A. Reporter}",
        ],
        "cases/harbour/04.yaml": ["province: {Grey Coast}"],
    },
}


# Of the title of a source only what stands before a colon is shown, as its short name.
SHORT = "source: port-gazette\ntitle: {Port Gazette}"


def fields_of(document: str) -> list[str]:
    """The fields of a document in order; their places in this list number them."""
    return [field for fields in FIELDS[document].values() for field in fields]


@pytest.fixture
def shown(report, letters, tmp_path):
    """The report with a text and its number in every field, each document in both formats."""

    def write(text: str, document: str) -> tuple[Page, Page]:
        copy = tmp_path / f"copy-{len(list(tmp_path.iterdir()))}"
        shutil.copytree(letters.folder, copy)
        for name, fields in FIELDS[document].items():
            path = copy / name
            content = path.read_text(encoding="utf-8")
            for field in fields:
                before, words, after = re.fullmatch(r"([^{]*)\{(.*?)\}(.*)", field, re.DOTALL).groups()
                assert before + words + after in content, field
                numbered = f"{text} {fields_of(document).index(field)}"
                quoted = '"' + numbered.replace("\\", "\\\\").replace('"', '\\"') + '"'
                content = content.replace(before + words + after, before + quoted + after, 1)
            path.write_text(content, encoding="utf-8")
        result = report(copy / "cases", rules=copy / "rules", out=copy / "out")
        assert result.exit_code == 0, result.stderr
        return page_of(copy / "out", f"{document}.md"), page_of(copy / "out", f"{document}.html")

    return write


def test_no_field_stands_twice():
    """Each has a number of its own."""
    for document in FIELDS:
        assert len(fields_of(document)) == len(set(fields_of(document))) > 10


@pytest.mark.parametrize("document", FIELDS)
@pytest.mark.parametrize("text", [WORD, *HOSTILE])
def test_text_of_every_field_is_shown_as_it_is_and_changes_no_element(shown, document, text):
    """In Markdown as anybody's renderer shows it, and in the page that Prong makes."""
    for plain, page in zip(shown(WORD, document), shown(text, document), strict=True):
        assert page.elements == plain.elements
        assert [t for t in page.targets if t not in plain.targets and not t.startswith("#")] == []
        words = page.words.lower()  # a label begins with a capital
        for number, field in enumerate(fields_of(document)):
            numbered = f"{text} {number}".partition(":" if field == SHORT else "\n")[0]
            assert " ".join(numbered.lower().split()) in words, field
