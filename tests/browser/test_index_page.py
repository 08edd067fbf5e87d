"""The index in a browser: a page from disk that sorts, filters and keeps every other script out."""

from __future__ import annotations

import itertools
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from prong.cli.main import app

from .conftest import told_by, with_script

GOLDEN = Path(__file__).parents[1] / "golden"
NORM = "Holding back of papers"
# Ten accounts: those of the golden documents in turn, each with a year of birth and a place of its own.
BORN = (1991, 1980, 1975, 1991, 2001, 1969, 1988, 1991, 1999, 1984)
MADE_OUT = ["harbour/1", "harbour/10", "harbour/4", "harbour/7"]
ACCOUNTS = ["harbour/1", "harbour/10", *(f"harbour/{n}" for n in range(2, 10))]

# What the driver can do with the table of a heading, and how it tells what a reader then sees.
DRIVER = """
const region = (name) => document.querySelector(`div.table[aria-label="${name}"]`);
const controls = (name) => region(name).previousElementSibling;
const heads = (name) => Array.from(region(name).querySelectorAll("thead th"));
const shown = (name) => Array.from(region(name).querySelectorAll("tbody tr"))
  .filter((row) => row.getClientRects().length > 0)
  .map((row) => row.cells[0].textContent);
const sort = (name, words) =>
  heads(name).find((head) => head.textContent === words).querySelector("button").click();
const set = (field, value, kind) => {
  field.value = value;
  field.dispatchEvent(new Event(kind, { bubbles: true }));
};
const filter = (name, words) => set(controls(name).querySelector("input"), words, "input");
const choose = (name, verdict) => set(controls(name).querySelector("select"), verdict, "change");
const sorted = (name) => heads(name).map((head) => head.getAttribute("aria-sort"));
const status = (name) => controls(name).querySelector("[role=status]").textContent;
const told = document.createElement("pre");
told.id = "told";
document.body.append(told);
const tell = (value) => { told.textContent = JSON.stringify(value); };
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The index of ten invented accounts, as it is written."""
    folder = tmp_path_factory.mktemp("ten")
    cases = folder / "cases" / "harbour"
    cases.mkdir(parents=True)
    shutil.copytree(GOLDEN / "corpus" / "cases" / "sources", folder / "cases" / "sources")
    for number, born, template in zip(range(1, 11), BORN, itertools.cycle(["02", "03", "04"]), strict=False):
        text = (GOLDEN / "corpus" / "cases" / "harbour" / f"{template}.yaml").read_text(encoding="utf-8")
        text = text.replace(f"case: harbour/{template}", f"case: harbour/{number}")
        text = re.sub(r"born: \d+", f"born: {born}", text)
        text = re.sub(r"province: .+", f"province: Place {number}", text)
        (cases / f"{number}.yaml").write_text(text, encoding="utf-8")
    words = ["report", folder / "cases", "--rules", GOLDEN / "rules", "--audience", "internal"]
    words += ["--out", folder / "out"]
    result = CliRunner().invoke(app, list(map(str, words)), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return (folder / "out" / "index.html").read_text(encoding="utf-8")


@pytest.fixture
def after(page: str, opened: Callable[..., str]) -> Callable[[str], object]:
    """What a driver tells after it has done something with the page."""

    def run(steps: str) -> object:
        document = opened(with_script(page, f"{DRIVER}{steps}"))
        return told_by(document)

    return run


def rows_of(document: str, heading: str) -> list[str]:
    """The first cells of the rows of a table, with all its rows, hidden or not."""
    table = re.search(rf'aria-label="{heading}"><table>.*?</table>', document, re.DOTALL)[0]
    body = table.split("<tbody>")[1]
    return [
        re.sub("<[^>]+>", "", cell) for cell in re.findall(r'<tr[^>]*><th scope="row">(.*?)</th>', flat(body))
    ]


def flat(text: str) -> str:
    """Without the line breaks between the tags."""
    return re.sub(r">\s+<", "><", text)


def test_a_long_table_gets_its_controls_and_shows_every_row(after):
    """The choice of a verdict only where there are verdicts, and buttons in every head."""
    found = after(f"""tell({{
      rows: shown("{NORM}"),
      buttons: heads("{NORM}").map((head) => head.children.length === 1 && head.firstChild.type),
      options: Array.from(controls("{NORM}").querySelector("select").options).map((o) => o.textContent),
      status: status("{NORM}"),
      names: Array.from(document.querySelectorAll(".controls input, .controls select"))
        .map((field) => field.getAttribute("aria-label")),
      accounts: [shown("Accounts").length, controls("Accounts").querySelector("select")],
    }})""")
    assert found["rows"] == ACCOUNTS
    assert set(found["buttons"]) == {"button"}
    assert found["options"] == ["All verdicts", "✓\u00a0made out", "✗\u00a0not made out"]
    assert found["status"] == "10 of 10"
    assert len(set(found["names"])) == len(found["names"]) == 5
    assert all(name.rpartition(": ")[2] for name in found["names"])
    assert found["accounts"] == [10, None]


def test_a_short_table_has_no_controls(after):
    """The table of readings and regimes has two rows."""
    assert after("""tell([
      document.querySelectorAll("div.table").length,
      document.querySelectorAll(".controls").length,
      Array.from(document.querySelectorAll("div.table"))
        .filter((region) => region.querySelectorAll("tbody tr").length < 6)
        .every((region) => !region.querySelector("button")),
    ])""") == [5, 3, True]


def test_a_column_is_sorted_up_and_then_down(after):
    """Numbers in their order, equal cells in the order of the page; the head says which way."""
    found = after("""
      sort("Accounts", "Account");
      const account = shown("Accounts");
      sort("Accounts", "Born");
      const rising = [shown("Accounts"), sorted("Accounts")];
      sort("Accounts", "Born");
      tell([account, rising, [shown("Accounts"), sorted("Accounts")]]);
    """)
    born = dict(zip((f"harbour/{n}" for n in range(1, 11)), BORN, strict=True))
    account, rising, falling = found
    assert account == [f"harbour/{n}" for n in range(1, 11)]
    assert rising == [sorted(ACCOUNTS, key=born.get), [None, None, None, "ascending", None]]
    assert [born[name] for name in falling[0]] == sorted(BORN, reverse=True)
    assert falling[1] == [None, None, None, "descending", None]


def test_sorting_moves_whole_rows(after):
    """A place stays with its account."""
    pairs = after("""
      sort("Accounts", "Born");
      tell(Array.from(region("Accounts").querySelectorAll("tbody tr"))
        .map((row) => [row.cells[0].textContent, row.cells[4].textContent]));
    """)
    assert len(pairs) == 10
    assert all(account.rpartition("/")[2] == place.rpartition(" ")[2] for account, place in pairs)


def test_rows_are_filtered_by_all_the_words_that_are_typed(after):
    """In any order and case; the number of rows is told; an empty field shows all again."""
    found = after("""
      const seen = [];
      for (const words of ["vey", "  GALLEY vey ", "place 10", "vey orr", ""]) {
        filter("Accounts", words);
        seen.push([shown("Accounts"), status("Accounts")]);
      }
      tell(seen);
    """)
    vey = [f"harbour/{n}" for n in (1, 10, 2, 4, 5, 7, 8)]
    assert found == [
        [vey, "7 of 10"],
        [["harbour/2", "harbour/5", "harbour/8"], "3 of 10"],
        [["harbour/10"], "1 of 10"],
        [[], "0 of 10"],
        [ACCOUNTS, "10 of 10"],
    ]


def test_a_verdict_is_chosen_and_joined_with_words_and_order(after):
    """Rows must satisfy both, keep the order that was asked for, and leave other tables alone."""
    found = after(f"""
      const table = "{NORM}";
      choose(table, "✓\u00a0made out");
      const chosen = [shown(table), status(table)];
      sort(table, "Account");
      const ordered = shown(table);
      filter(table, "harbour/1");
      const both = shown(table);
      choose(table, "");
      const words = shown(table);
      tell([chosen, ordered, both, words, shown("Accounts").length]);
    """)
    assert found == [
        [MADE_OUT, "4 of 10"],
        ["harbour/1", "harbour/4", "harbour/7", "harbour/10"],
        ["harbour/1", "harbour/10"],
        ["harbour/1", "harbour/10"],
        10,
    ]


def test_a_foreign_script_does_not_run(page, opened):
    """Neither one that is written into the page, nor one in an attribute, nor one from the disk."""
    foreign = "document.documentElement.setAttribute('data-foreign', 'ran')"
    added = f'<script>{foreign}</script><img src="x" onerror="{foreign}"><script src="tables.js"></script>'
    document = opened(page.replace("</main>", f"</main>{added}"))
    assert "data-foreign" not in document.split("<body")[0]
    assert document.count('class="controls"') == 3
    admitted = opened(with_script(page, foreign))
    assert 'data-foreign="ran"' in admitted.split("<body")[0]


def test_the_script_of_the_page_runs_only_as_it_was_written(page, opened):
    """One more blank, and the policy keeps it out."""
    changed = page.replace("<script>", "<script> ", 1)
    assert changed != page
    assert 'class="controls"' not in opened(changed)


def test_without_javascript_the_page_has_no_controls_and_every_row(page, opened):
    """As a reader meets it who has switched scripts off."""
    document = opened(page, scripts=False)
    assert 'class="controls"' not in document
    assert "<button" not in document
    assert " hidden" not in document.split("<main")[1].split("</main>")[0]
    assert rows_of(document, "Accounts") == rows_of(document, NORM) == ACCOUNTS
