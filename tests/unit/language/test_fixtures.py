"""Every code of a diagnostic: its page, a fixture that yields exactly its findings, and one that yields none.

A fixture is an overlay: it holds only the files that differ from the base folder beside it
(`tests/rules/base`, `tests/cases/base`), and a bad one the findings that it yields, in `expected.txt`. Bad
input that cannot be kept in a repository (too large, binary, not a file) is made here.
"""

from __future__ import annotations

import difflib
import shutil
import tracemalloc
from pathlib import Path
from typing import NamedTuple

import pytest

from prong.errors import CODES, Diagnostic
from prong.language.cases import check_cases, load_source
from prong.language.mappings import check_mappings
from prong.language.rulebook import check_rules
from prong.rendering.diagnostics import FORMATS, code_page, concise, hint

TESTS = Path(__file__).parents[2]
KINDS = ("rules", "cases")
VOCABULARY = check_rules(TESTS / "rules" / "base")[0].vocabulary
NORM = "norms/pilot.md"
TERMS = "vocabulary/harbour.md"
CONVENTION = "instruments/harbour-convention.yaml"
CASE = "harbour-report/01.yaml"
TITLE = "# Harbour pilot\n"


class Elsewhere(NamedTuple):
    """A code without a fixture, and why."""

    code: str
    reason: str


WITHOUT_FIXTURE = (
    Elsewhere("E101", "a missing file cannot be laid over a folder; made below"),
    Elsewhere("E102", "a folder that is called like a file; made below"),
    Elsewhere("E103", "binary; made below"),
    Elsewhere("E104", "50 MB; made below"),
    Elsewhere("E306", "raised only by `prong evidence verify`, with the text of a source"),
)


def fixtures(side: str) -> list[tuple[str, str]]:
    """The kind and code of every fixture on one side, in order."""
    return [(kind, folder.name) for kind in KINDS for folder in sorted((TESTS / kind / side).iterdir())]


def files_of(folder: Path) -> dict[str, str]:
    """The files of an overlay by name, without the expected findings."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != "expected.txt")
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in found}


def check(kind: str) -> list[Diagnostic]:
    """The findings about the folder in which the test stands."""
    if kind == "cases":
        return check_cases([Path()], VOCABULARY)[1]
    rulebook, findings = check_rules(Path())
    return findings if rulebook is None else check_mappings(Path(), rulebook)[1]


@pytest.fixture
def lay(tmp_path, monkeypatch):
    """Lay files over a copy of the base folder of a kind, go there, and check it."""

    def lay_over(kind: str, files: dict[str, str | bytes]) -> list[Diagnostic]:
        shutil.copytree(TESTS / kind / "base", tmp_path, dirs_exist_ok=True)
        monkeypatch.chdir(tmp_path)
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return check(kind)

    return lay_over


def base(kind: str, name: str, *changes: tuple[str, str]) -> str:
    """A base file with pieces of its text changed; each piece stands in it exactly once."""
    text = (TESTS / kind / "base" / name).read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def relation(body: str, *, title: str = "title: It is so.", cite: str = "cite: harbour-convention/1") -> str:
    """The heading of the base norm with a relation below it."""
    rows = "\n".join(filter(None, (title, cite, body)))
    return f"{TITLE}\n```relation\n{rows}\n```\n"


def lines(findings: list[Diagnostic]) -> list[str]:
    """The findings as the concise format shows them."""
    return concise(findings).splitlines()


# Pages and fixtures


@pytest.mark.parametrize("code", CODES)
def test_each_code_has_a_page_with_a_wrong_and_a_right_example(code):
    page = code_page(code)
    assert page.startswith(f"# {code} · ")
    assert page.index("\nWrong:\n") < page.index("\nRight:\n") < page.index("\nWhat to do: ")
    assert page.count("```") % 4 == 0
    assert len(page.splitlines()) <= 40


def test_no_page_is_without_a_code():
    assert {path.stem for path in (TESTS.parent / "src/prong/codes").iterdir()} == set(CODES)


def test_the_fixtures_are_as_many_as_the_codes_that_they_cover():
    bad = fixtures("bad")
    assert len([code for kind, code in bad if kind == "rules"]) == 27
    assert len([code for kind, code in bad if kind == "cases"]) == 17
    assert fixtures("good") == bad
    covered = {code for _, code in bad}
    assert len(covered) == 33
    asked = {code for code in CODES if code[:2] in ("E1", "E2", "E3")}
    assert len(asked) == 36
    assert asked - covered == {code for code, _ in WITHOUT_FIXTURE}


@pytest.mark.parametrize("kind", KINDS)
def test_the_base_folder_has_no_findings(kind, lay):
    assert lines(lay(kind, {})) == []


@pytest.mark.parametrize(("kind", "code"), fixtures("bad"))
def test_a_bad_fixture_yields_exactly_the_expected_findings(kind, code, lay):
    folder = TESTS / kind / "bad" / code
    findings = lay(kind, files_of(folder))
    assert concise(findings) == (folder / "expected.txt").read_text(encoding="utf-8")
    assert {finding.code for finding in findings} == {code}


@pytest.mark.parametrize(("kind", "code"), fixtures("good"))
def test_a_good_fixture_yields_no_finding(kind, code, lay):
    assert lines(lay(kind, files_of(TESTS / kind / "good" / code))) == []


@pytest.mark.parametrize(("kind", "code"), fixtures("bad"))
def test_a_good_fixture_differs_from_the_bad_one_only_by_the_correction(kind, code):
    bad, good = (files_of(TESTS / kind / side / code) for side in ("bad", "good"))
    assert bad.keys() == good.keys()
    changed = [
        line
        for name, text in bad.items()
        for line in difflib.ndiff(text.splitlines(), good[name].splitlines())
        if line[0] in "+-"
    ]
    assert 1 <= len(changed) <= 9


# Bad input that is made here


def test_a_missing_file_or_folder_is_named():
    missing = Path("no/such/place")
    assert lines(check_rules(missing)[1]) == ["E101 there is no file or folder “no/such/place”"]
    assert lines(check_cases([missing], VOCABULARY)[1]) == ["E101 there is no file or folder “no/such/place”"]


@pytest.mark.parametrize(("kind", "name"), [("rules", "instruments/x.yaml"), ("cases", "other/x.yaml")])
def test_a_folder_that_is_called_like_a_file_cannot_be_read(kind, name, lay, tmp_path):
    (tmp_path / name).mkdir(parents=True)
    assert lines(lay(kind, {})) == [f"E102 “{name}” cannot be read: Is a directory"]


@pytest.mark.parametrize(("kind", "name"), [("rules", NORM), ("rules", CONVENTION), ("cases", CASE)])
def test_a_binary_file_is_not_text(kind, name, lay):
    picture = "é".encode() + b"a\n\xc3\xa9\x89PNG\r\n\x1a\n\x00" + bytes(range(256))
    assert lines(lay(kind, {name: picture})) == [f"{name}:2:2: E103 this is not UTF-8 text"]


@pytest.mark.parametrize(("kind", "name"), [("rules", NORM), ("rules", CONVENTION), ("cases", CASE)])
def test_a_file_of_fifty_megabytes_is_refused_before_it_is_read(kind, name, lay):
    lay(kind, {name: b"title: words\n" * 4_000_000})
    tracemalloc.start()
    findings = check(kind)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert lines(findings) == [f"{name}:1:1: E104 this file is larger than 1 MiB"]
    assert peak < 8_000_000


@pytest.mark.parametrize("value", ["[" * 10_000, "{a: " * 10_000, "- " * 10_000, "? " * 10_000])
def test_ten_thousand_levels_are_refused_at_the_forty_first(value, lay):
    (of_case,) = lay("cases", {CASE: f"title:\n  {value}"})
    assert (of_case.code, of_case.place.line) == ("E106", 2)
    block = f"```element\npilot:\n  {value}\n```\n"
    (of_rules,) = lay("rules", {NORM: base("rules", NORM, ("# Harbour pilot\n", block))})
    assert (of_rules.code, of_rules.place.line) == ("E106", 11)


def test_ten_thousand_levels_of_quotation_in_commentary_are_only_commentary(lay):
    commentary = ("# Harbour pilot\n", "> " * 10_000 + "deep\n\n")
    assert lines(lay("rules", {NORM: base("rules", NORM, commentary)})) == []


def test_markup_and_template_signs_in_a_narrative_are_plain_text(lay):
    words = "<script>alert(1)</script> {{ 7 * 7 }} {% raw %} <!-- she --> &amp; **said** [x](y)"
    written = base("cases", CASE, ("The pilot takes her on board.", f"'{words}'"))
    assert lines(lay("cases", {CASE: written})) == []
    cases, _ = check_cases([Path()], VOCABULARY)
    assert cases.files["harbour-report/01"].case.events["offer"].what == words


def test_an_empty_folder_holds_nothing_to_read(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert lines(check("rules")) == ["E111 nothing to read in “.”: no norms/*.md"]
    assert lines(check("cases")) == ["E111 nothing to read in “.”: no case files (*.yaml)"]


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x85", "\u2028", "\u202e", "\ufeff", "\uffff"])
@pytest.mark.parametrize(("kind", "name"), [("rules", NORM), ("rules", CONVENTION), ("cases", CASE)])
def test_a_character_that_cannot_be_shown_is_named_with_its_place(kind, name, character, lay):
    written = "# é\n" + f"ab{character}c\n" + base(kind, name)
    expected = f"{name}:2:3: E110 this text holds a control character (U+{ord(character):04X})"
    assert lines(lay(kind, {name: written})) == [expected]


@pytest.mark.parametrize("change", [("\n", "\r\n"), ("\n", "\r"), ("case:", "\ufeffcase:")])
def test_the_end_of_lines_and_a_byte_order_mark_make_no_difference(change, lay):
    wrong = base("cases", CASE, ("holds: yes", "holds: maybe")).replace(*change)
    expected = (TESTS / "cases/bad/E204/expected.txt").read_text(encoding="utf-8")
    assert concise(lay("cases", {CASE: wrong})) == expected


# No tracebacks, and no place outside the file


@pytest.mark.parametrize("kind", KINDS)
def test_no_line_can_be_left_out_or_doubled_or_moved_without_a_finding_in_its_place(kind, lay, tmp_path):
    lay(kind, {})
    for path in sorted(path for path in tmp_path.rglob("*") if path.is_file()):
        text = path.read_text(encoding="utf-8")
        rows = text.splitlines(keepends=True)
        for number, row in enumerate(rows):
            for instead in ("", row * 2, f"  {row}", row[: len(row) // 2] + "\n", row.replace(":", ": {}")):
                path.write_text("".join([*rows[:number], instead, *rows[number + 1 :]]), encoding="utf-8")
                findings = check(kind)
                for finding in findings:
                    _assert_inside(finding)
                for write in FORMATS.values():
                    write(findings)
        path.write_text(text, encoding="utf-8")


def _assert_inside(finding: Diagnostic) -> None:
    for place in filter(None, (finding.place, *(related for related, _ in finding.related))):
        rows = [*Path(place.file).read_text(encoding="utf-8").splitlines(), ""]
        assert 1 <= place.column <= len(rows[place.line - 1]) + 1
        assert place.column < place.end


@pytest.mark.parametrize(
    ("name", "change", "expected"),
    [
        (NORM, ("all: [training, full-age]", "at-least: {count: %s, of: [training]}" % ("9" * 5000)), "E204"),
        (NORM, ("age-at-training: 18", "age-at-training: " + "9" * 5000), "E204"),
        (NORM, ("age-at-training: 18", "age-at-training: {from: 19, to: 18}"), "E204"),
        (NORM, ("standard: reasonable-grounds", "standard: {}"), "E204"),
        (NORM, ("order: 1", "standard_cite: harbour-convention/1\norder: 1"), "E201"),
        (NORM, ("# Harbour pilot\n", "- a list\n\n  ```example\n  title: x\n  ```\n"), "E204"),
        (NORM, ("```element\n", " ```element\n"), "E204"),
        (TERMS, ("landing: {", "Landing Place: {"), "E204"),
        (NORM, (TITLE, relation("subject: pilot\nimplies: training", title="")), "E202"),
        (NORM, (TITLE, relation("subject: pilot\nimplies: training", cite="")), "E202"),
        (NORM, (TITLE, relation("subject: pilot\nimplies: training", cite="cite: []")), "E209"),
        (NORM, (TITLE, relation("subject: pilot")), "E202"),
        (NORM, (TITLE, relation("subject: pilot\nimplies: []")), "E204"),
        (NORM, (TITLE, relation("subject: pilot\nimplies: training\nexcludes: training")), "E204"),
        (NORM, (TITLE, relation("subject: pilot\nimplys: training")), "E201"),
        (NORM, (TITLE, relation("subject: pilots\nimplies: training")), "E203"),
        (NORM, (TITLE, relation("subject: pilot\nimplies: trainings")), "E203"),
        (NORM, (TITLE, relation("subject: pilot\nimplies: training\ngiven: trainings")), "E203"),
        (NORM, (TITLE, relation("subject: pilot\nimplies: training\ngiven: [training]")), "E204"),
        (NORM, (TITLE, relation("subject: pilot\nimplies: training\ngiven: {both: [training]}")), "E206"),
        (NORM, (TITLE, relation("subject: pilot\nimplies: training\nreadings: {doubt: mild}")), "E203"),
        (NORM, (TITLE, relation("subject: training\nwithout-effect: full-age")), "E204"),
        (NORM, (TITLE, relation("subject: pilot\nwithout-effect: training\ngiven: training")), "E201"),
        (NORM, (TITLE, relation("subject: pilot\nimplies: training", cite="cite: harbour-treaty/1")), "E210"),
    ],
)
def test_what_would_have_passed_or_failed_silently_is_a_finding(name, change, expected, lay):
    assert [finding.code for finding in lay("rules", {name: base("rules", name, change)})] == [expected]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("who: an old pilot", "who: an old pilot, grey: {}"), "E201"),
        (("id: harbour-report", "id: " + "harbour" * 50), "E203"),
        (
            ("born: 1962", "ages: [{stated: 0, event: offer, reckoning: korean, evidence: [*]}]"),
            "E204",
        ),
    ],
)
def test_odd_values_in_a_case_are_findings(change, expected, lay):
    old, new = change
    new = new.replace("[*]", '[{at: "Case 1, s. 1", digest: "9f3a1c04"}]')
    assert [finding.code for finding in lay("cases", {CASE: base("cases", CASE, (old, new))})] == [expected]


# What is said once, and what is not said because it merely follows


def test_a_reading_called_like_a_predicate_is_a_finding(lay):
    """Both would be inputs of the norm under one name."""
    text = (TESTS / "rules" / "good" / "E208" / NORM).read_text(encoding="utf-8")
    findings = lay("rules", {NORM: text.replace("half-seasons", "training")})
    assert lines(findings) == [f"{NORM}:12:1: E205 the name “training” is declared twice"]


def test_all_findings_of_several_files_are_shown_at_once_in_order(lay):
    findings = lay(
        "rules",
        {
            NORM: base("rules", NORM, ("harbour-convention/1\n  all", "harbour-convention/7\n  all")),
            CONVENTION: base("rules", CONVENTION, ("kind: treaty\n", "kind: treaty\nlinks: x\n")),
            TERMS: base("rules", TERMS, ("not: Reading about it.", "nor: Reading about it.")),
            "regimes/strict.md": base("rules", "regimes/strict.md", ("pilot: {", "pilots: {")),
        },
    )
    assert lines(findings) == [
        "instruments/harbour-convention.yaml:5:1: E201 instrument has no key “links” (did you mean “link”?)",
        "regimes/strict.md:8:1: E203 no norm or element is called “pilots” (did you mean “pilot”?)",
        "vocabulary/harbour.md:12:3: E201 training has no key “nor” (did you mean “not”?)",
    ]


@pytest.mark.parametrize(
    ("name", "change", "expected"),
    [
        # The document cannot be read at all.
        (TERMS, ("---\nvocabulary", "vocabulary"), ["E109"]),
        (NORM, ("---\nnorm", "norm"), ["E109"]),
        (CONVENTION, ("provisions:", "provisions"), ["E105"]),
        # One block of it cannot be read.
        (TERMS, ("  counts: Any season", "  counts: [Any season"), ["E105"]),
        (TERMS, ("```quantity", "```quantities"), ["E206"]),
        # One entry in it is malformed.
        (TERMS, ("  label: training on", "  lable: training on"), ["E201"]),
        (TERMS, ("unit: years", "unit: months"), ["E204"]),
        (NORM, ("all: [training, full-age]", "all: [training, {either: [full-age]}]"), ["E206"]),
        (NORM, ("conclusion: legal-status", "conclusion: status"), ["E204"]),
        (NORM, ("expect: {pilot: satisfied}", "expect: {pilot: satisfyed}"), ["E204"]),
        # A name is misspelt, here where it is used and there where it is declared.
        (NORM, ("[training, full-age]", "[training, ful-age]"), ["E203"]),
        (NORM, ("expect: {pilot: satisfied}", "expect: {pilots: satisfied}"), ["E203"]),
        (CONVENTION, ("instrument: harbour-convention", "instrument: harbour-treaty"), ["E217"]),
    ],
)
def test_what_merely_follows_from_another_finding_is_not_shown(name, change, expected, lay):
    assert [finding.code for finding in lay("rules", {name: base("rules", name, change)})] == expected


def test_a_document_without_front_matter_shows_the_findings_of_its_blocks_as_well(lay):
    written = base("rules", NORM, ("---\nnorm", "norm"), ("facts: {training: no}", "facts: {training: no"))
    assert [finding.code for finding in lay("rules", {NORM: written})] == ["E109", "E105"]


def test_a_misspelt_name_is_shown_beside_a_malformed_entry_in_the_same_document(lay):
    written = base(
        "rules",
        NORM,
        ("[training, full-age]", "[training, fool-age]"),
        ("expect: {pilot: not-satisfied}", "expects: {pilot: not-satisfied}"),
    )
    assert [finding.code for finding in lay("rules", {NORM: written})] == ["E203", "E201"]


def test_a_misspelt_key_is_not_missing_as_well(lay):
    written = base("cases", CASE, ("holds: yes", "hold: yes"))
    assert lines(lay("cases", {CASE: written})) == [
        f"{CASE}:11:14: E201 findings.training has no key “hold” (did you mean “holds”?)"
    ]


def test_a_duplicate_key_does_not_hide_the_other_findings_of_a_case(lay):
    twice = ("title: A season on the pilot boat", "title: A season\ntitle: A year")
    written = base("cases", CASE, twice, ("by: [pilot]", "by: [captain]"), ("  training:", "  trainin:"))
    assert [finding.code for finding in lay("cases", {CASE: written})] == ["E108", "E304", "E203"]


def test_an_account_of_a_person_is_read_once_whichever_way_it_is_named(lay):
    second = base("cases", CASE, ("harbour-report/01", "harbour-report/02"))
    accounts = "[harbour-report/01, harbour-report/02]"
    person = f"person: alder\ntitle: Ms. Alder\naccounts: {accounts}\nreason: She says so.\n"
    files = {"harbour-report/02.yaml": second, "persons/alder.yaml": person}
    assert lines(lay("cases", files)) == []
    cases, _ = check_cases([Path()], VOCABULARY)
    assert [record.id for record in cases.records] == ["alder", "harbour-report/01", "harbour-report/02"]


def test_a_source_file_is_checked_as_a_source(lay):
    lay("cases", {})
    source = Path("sources/harbour-report.yaml")
    assert check_cases([source], VOCABULARY)[1] == []
    assert load_source(source).title == "Accounts of Harbour Pilots"


# Hints


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("holds: yes", "hold: yes"), "did you mean “holds”?"),
        (("who: an old pilot", "who: an old pilot, zzz: x"), "expected role or who"),
        (("what: She learns", "what: She swims, she learns"), "quote a text that holds a comma"),
        (("what: She learns", "what: She swims, she learns: much,"), "quote a text that holds a comma"),
        (("title: A season", "title: A season: spring"), "quote a text that holds a colon"),
        (("date: 1981,", "date: 1981-4,"), "expected a month from 01 to 12, a season from 21 to 24 or XX"),
    ],
)
def test_the_hint_says_what_to_do(change, expected, lay):
    findings = lay("cases", {CASE: base("cases", CASE, change)})
    assert hint(findings[0]) == expected


def test_a_misspelt_key_of_an_element_gets_the_key_as_files_write_it(lay):
    written = base("rules", NORM, ("  all: [training, full-age]", "  all: [training]\n  dispensed_when: {}"))
    (finding,) = lay("rules", {NORM: written})
    assert hint(finding) == "did you mean “dispensed-when”?"


def test_columns_count_characters_also_behind_letters_of_several_bytes(lay):
    written = base("cases", CASE, ("{role: other, who: an old pilot}", "{who: 평안도 😀 é, role: othr}"))
    (finding,) = lay("cases", {CASE: written})
    assert (finding.place.line, finding.place.column, finding.place.end) == (6, 31, 35)
    assert hint(finding) == "did you mean “other”?"


def test_a_finding_names_no_more_than_three_words_of_a_narrative(lay):
    story = "He came at night with two men and took her away over the frozen river"
    changes = (("date: 1981,", f"date: {story},"), ("Ms. Alder,", f"Ms. Alder, {story},"))
    findings = lay("cases", {CASE: base("cases", CASE, *changes)})
    assert [finding.code for finding in findings] == ["E201", "E301"]
    for name in ("concise", "json", "github", "sarif"):
        assert "He came at …" in FORMATS[name](findings)
        assert "night" not in FORMATS[name](findings)
