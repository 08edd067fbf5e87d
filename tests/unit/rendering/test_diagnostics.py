"""Findings in the five formats: what each shows, and what none may show."""

from __future__ import annotations

import json
import re

import pytest

from prong import __version__
from prong.errors import CODES, Diagnostic, Place, near_name
from prong.rendering.diagnostics import FORMATS, as_json, code_page, concise, full, github, hint, sarif

MACHINE = ("json", "github", "sarif")
SECRET = "She was sold for 4000 yuan"


@pytest.fixture
def file(tmp_path, monkeypatch):
    """Write a file in the folder in which the test stands, so that paths in findings are short."""
    monkeypatch.chdir(tmp_path)

    def write(text: str, name: str = "02.yaml") -> str:
        (tmp_path / name).write_bytes(text.encode())
        return name

    return write


def misspelt(file: str = "02.yaml", line: int = 2, column: int = 3, end: int = 11) -> Diagnostic:
    """A finding about a misspelt predicate."""
    place = Place(file, line, column, end)
    return Diagnostic("E203", place, subject="predicate", met="decepton", near="deception")


def test_a_full_finding_has_its_line_a_caret_and_a_hint(file):
    file("findings:\n  decepton: {holds: yes}\n")
    assert full([misspelt()]) == (
        "02.yaml:2:3: E203 no predicate is called “decepton”\n"
        "  2 |   decepton…\n"
        "    |   ^^^^^^^^\n"
        "  hint: did you mean “deception”?\n"
        "\n"
        "1 finding. More on a code: prong explain-code E203\n"
    )


def test_a_full_finding_shows_the_related_place_with_its_words(file):
    file("title: One\ncase: a/02\ntitle: Two\n")
    first = Place("02.yaml", 1, 1, 6)
    twice = Diagnostic("E108", Place("02.yaml", 3, 1, 6), met="title", related=((first, "first here"),))
    assert full([twice]) == (
        "02.yaml:3:1: E108 the key “title” stands here twice\n"
        "  3 | title…\n"
        "    | ^^^^^\n"
        "  02.yaml:1:1: first here\n"
        "  1 | title…\n"
        "    | ^^^^^\n"
        "\n"
        "1 finding. More on a code: prong explain-code E108\n"
    )


def test_several_findings_are_counted(file):
    file("findings:\n  decepton: {holds: yes}\n")
    assert full([misspelt(), misspelt(line=3)]).splitlines()[-1] == (
        "2 findings. More on a code: prong explain-code E203"
    )


def test_the_excerpt_ends_where_the_caret_ends(file):
    file(f"a:\n  decepton: {SECRET}\n  {SECRET}: decepton\n")
    shown = full([misspelt()])
    assert SECRET not in shown
    assert "sold" not in shown


@pytest.mark.parametrize("width", [1, 8, 109, 110, 111, 400])
@pytest.mark.parametrize("before", [0, 59, 60, 61, 300])
def test_the_caret_stands_under_the_stretch_that_the_finding_is_about(file, before, width):
    """Also where the line is cut on its left, and where the stretch is longer than a screen is wide."""
    file("." * before + "x" * width + SECRET + "\n")
    _, excerpt, caret, *_ = full([misspelt(line=1, column=before + 1, end=before + width + 1)]).splitlines()
    under = [shown for shown, mark in zip(excerpt, caret, strict=False) if mark == "^"]
    assert "".join(under) == "x" * min(width, 110)
    assert excerpt.endswith("x…")
    assert len(excerpt) <= len("  1 | …") + 60 + 110 + 1


def test_the_caret_stands_under_the_right_cell_behind_wide_characters(file):
    """A Korean letter takes two cells of a terminal, a combining accent none."""
    file("김: e\u0301 decepton\n")
    _, excerpt, caret, *_ = full([misspelt(line=1, column=7, end=15)]).splitlines()
    assert excerpt == "  1 | 김: e\u0301 decepton"
    assert caret == "    |       ^^^^^^^^"


def test_a_byte_order_mark_and_tabs_do_not_move_the_caret(file):
    file("\ufeff\tdecepton: x\n")
    _, excerpt, caret, *_ = full([misspelt(line=1, column=2, end=10)]).splitlines()
    assert excerpt.index("decepton") == caret.index("^")


@pytest.mark.parametrize("text", ["\x1b[31mgreen\n", "green\x85\n", "green\xff"])
def test_a_line_that_cannot_be_shown_is_left_out(file, tmp_path, text):
    (tmp_path / "02.yaml").write_bytes(text.encode("latin-1"))
    shown = full([misspelt(line=1, column=1, end=3)])
    assert "\x1b" not in shown
    assert "green" not in shown
    assert "E203 no predicate is called “decepton”" in shown


def test_a_finding_about_a_file_or_without_a_place_has_no_excerpt(file):
    file(f"{SECRET}\n")
    missing = Diagnostic("E101", None, met="no/such/file")
    large = Diagnostic("E104", Place("02.yaml"), expected="1 MiB")
    assert full([missing, large]) == (
        "E101 there is no file or folder “no/such/file”\n"
        "\n"
        "02.yaml:1:1: E104 this file is larger than 1 MiB\n"
        "\n"
        "2 findings. More on a code: prong explain-code E101\n"
    )


def test_a_concise_finding_is_one_line_whatever_the_file_holds(file):
    odd = Diagnostic("E204", Place("a\nb.yaml"), subject="x\ny", met="\x1b[2Jz\n", expected="a\tb")
    assert concise([odd, misspelt()]) == (
        "a·b.yaml:1:1: E204 x·y is not a·b: “·[2Jz·”\n"
        "02.yaml:2:3: E203 no predicate is called “decepton” (did you mean “deception”?)\n"
    )


def test_a_long_text_is_cut_in_the_message():
    assert len(Diagnostic("E301", None, met="9" * 10_000).message) < 100


def test_json_has_code_message_place_hint_and_related_places(file):
    first = Place("02.yaml", 1, 1, 6)
    twice = Diagnostic("E108", Place("02.yaml", 3, 1, 6), met="title", related=((first, "first here"),))
    assert json.loads(as_json([twice, misspelt(), Diagnostic("E101", None, met="x")])) == [
        {
            "code": "E108",
            "message": "the key “title” stands here twice",
            "place": {"file": "02.yaml", "line": 3, "column": 1, "end": 6},
            "hint": None,
            "related": [
                {"place": {"file": "02.yaml", "line": 1, "column": 1, "end": 6}, "message": "first here"}
            ],
        },
        {
            "code": "E203",
            "message": "no predicate is called “decepton”",
            "place": {"file": "02.yaml", "line": 2, "column": 3, "end": 11},
            "hint": "did you mean “deception”?",
            "related": [],
        },
        {
            "code": "E101",
            "message": "there is no file or folder “x”",
            "place": None,
            "hint": None,
            "related": [],
        },
    ]


def test_a_github_command_is_one_line_with_what_would_end_it_escaped():
    odd = Diagnostic(
        "E210", Place("a,b:c%\n::x.yaml", 3, 5, 9), met="50% of\nit", expected="no\r\ninstrument"
    )
    assert github([odd, Diagnostic("E101", None, met="x")]) == (
        "::error file=a%2Cb%3Ac%25%0A%3A%3Ax.yaml,line=3,col=5,title=E210"
        "::E210 the citation “50%25 of·it” does not resolve: no··instrument\n"
        "::error::E101 there is no file or folder “x”\n"
    )


def test_a_github_command_carries_the_hint():
    assert github([misspelt()]) == (
        "::error file=02.yaml,line=2,col=3,title=E203"
        "::E203 no predicate is called “decepton” – did you mean “deception”?\n"
    )


def test_sarif_has_what_a_code_host_needs():
    log = json.loads(sarif([misspelt("cases/김 1.yaml"), Diagnostic("E101", None, met="x")]))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("prong", __version__)
    assert [rule["id"] for rule in driver["rules"]] == ["E101", "E203"]
    assert run["columnKind"] == "unicodeCodePoints"
    placed, unplaced = run["results"]
    assert placed == {
        "ruleId": "E203",
        "level": "error",
        "message": {"text": "no predicate is called “decepton” – did you mean “deception”?"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "cases/%EA%B9%80%201.yaml"},
                    "region": {"startLine": 2, "startColumn": 3, "endColumn": 11},
                }
            }
        ],
    }
    assert unplaced["ruleId"] == "E101"
    assert "locations" not in unplaced


def test_sarif_and_json_of_no_findings_are_empty_lists():
    assert json.loads(sarif([]))["runs"][0]["results"] == []
    assert json.loads(as_json([])) == []


@pytest.mark.parametrize("name", FORMATS)
def test_no_findings_can_be_written_in_every_format(name):
    assert isinstance(FORMATS[name]([]), str)


@pytest.mark.parametrize("name", MACHINE)
def test_machine_readable_formats_carry_no_excerpt(file, name):
    file(f"who: decepton {SECRET}\nand: {SECRET}\n")
    related = ((Place("02.yaml", 2, 6, 20), "first here"),)
    finding = Diagnostic("E203", Place("02.yaml", 1, 15, 30), subject="predicate", met="x", related=related)
    assert SECRET[:8] in full([finding])
    assert "She was" not in FORMATS[name]([finding])


def test_the_formats_are_five():
    assert tuple(FORMATS) == ("full", "concise", "json", "github", "sarif")


def test_a_hint_is_the_near_name_before_the_advice_before_what_was_expected():
    words = {"subject": "offer", "met": "wat", "expected": "what or date"}
    assert hint(Diagnostic("E201", None, **words)) == "expected what or date"
    assert hint(Diagnostic("E201", None, **words, advice="quote it")) == "quote it"
    assert hint(Diagnostic("E201", None, **words, advice="quote it", near="what")) == "did you mean “what”?"
    assert hint(Diagnostic("E207", None, met="a → a")) == ""


def test_what_the_headline_says_already_is_no_hint():
    assert hint(Diagnostic("E204", None, subject="holds", met="maybe", expected="yes or no")) == ""


def test_every_headline_can_be_filled():
    for code in CODES:
        message = Diagnostic(code, None, subject="s", met="m", expected="e").message
        assert not re.search(r"[{}]", message)


def test_the_near_name_is_close_or_none():
    assert near_name("decepton", ["deception", "force"]) == "deception"
    assert near_name("xyz", ["deception", "force"]) == ""
    assert near_name("forced", []) == ""


def test_a_name_that_was_not_written_to_its_end_is_near_the_whole():
    """Misspelt or not; a short beginning is near nothing."""
    known = ["attempted-trafficking", "trafficking-in-persons", "refugee", "refugee-sur-place"]
    for written in ("trafficking", "traficking", "trafficking-in"):
        assert near_name(written, known) == "trafficking-in-persons"
    assert near_name("refugee-sur", known) == "refugee-sur-place"
    assert near_name("tra", known) == ""
    assert near_name("x", []) == ""


def test_only_a_code_has_a_page():
    assert code_page("E203").startswith("# E203 · ")
    assert code_page("E999") is None
    assert code_page("../errors") is None
