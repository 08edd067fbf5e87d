"""Claims files: every name in them is looked up, and whatever is wrong is said at once and in its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from prong.errors import Diagnostic, ProngError
from prong.language.cases import load_cases
from prong.language.claims import load_claims
from prong.language.rulebook import load_rulebook
from prong.model.claims import Claims
from prong.model.norms import Rulebook

GOLDEN = Path(__file__).parents[2] / "golden"


@pytest.fixture(scope="module")
def papers() -> Rulebook:
    """The invented rules."""
    return load_rulebook(GOLDEN / "rules")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the invented accounts with their claims."""
    shutil.copytree(GOLDEN / "corpus" / "cases", tmp_path / "cases")
    return tmp_path / "cases"


@pytest.fixture
def file(folder: Path) -> Path:
    """The claims of the copy."""
    return folder / "harbour" / "claims.yaml"


def read(folder: Path, papers: Rulebook) -> tuple[Claims, ...]:
    """The claims below a folder."""
    return load_claims([folder], load_cases([folder], papers.vocabulary), papers)


def wrong(folder: Path, papers: Rulebook) -> tuple[Diagnostic, ...]:
    """What is wrong with the claims below a folder."""
    with pytest.raises(ProngError) as raised:
        read(folder, papers)
    return raised.value.diagnostics


def change(file: Path, old: str, new: str) -> None:
    """Put `new` in the first place of `old`."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def stretch(diagnostic: Diagnostic) -> str:
    """The words of the file that a finding points at."""
    place = diagnostic.place
    line = Path(place.file).read_text(encoding="utf-8").splitlines()[place.line - 1]
    return line[place.column - 1 : place.end - 1]


def test_claims_are_read_as_they_stand(folder, papers):
    """Every section, with its numbers and its days."""
    (claims,) = read(folder, papers)
    assert claims.claims == "harbour"
    sections = (claims.accounts, claims.every, claims.figures, claims.rivals, claims.status)
    assert tuple(map(len, sections)) == (4, 1, 3, 1, 4)
    assert claims.accounts[2].shown_by == ("kept-papers", "took-papers")
    assert claims.figures[0].groups == {"up to 2,000": 1, "5,001 to 8,000": 1}
    assert claims.figures[2].measure is None
    assert claims.status[0].on.isoformat() == "2020-12-14"


def test_a_corpus_without_claims_has_none(folder, file, papers):
    """A case file that is named by itself brings none either."""
    cases = load_cases([folder], papers.vocabulary)
    assert load_claims([folder / "harbour" / "02.yaml"], cases, papers) == ()
    file.unlink()
    assert load_claims([folder], cases, papers) == ()


def test_claims_may_stand_beside_the_folder_of_the_accounts(folder, file, papers):
    """Their sources are those of the corpus in which they stand, however deep."""
    (before,) = read(folder, papers)
    file.rename(folder / "claims.yaml")
    assert read(folder, papers) == (before,)


def test_each_claims_file_is_read_once(folder, papers):
    """Whichever folders are named above it."""
    cases = load_cases([folder], papers.vocabulary)
    assert len(load_claims([folder, folder / "harbour", folder], cases, papers)) == 1


NAMES = [
    ("accounts: [harbour/02, harbour/03]", "harbour/02", "harbour/2", "case", "harbour/02"),
    ("accounts: [harbour/02, harbour/03]", "harbour/03", "harbour/vey-1991", "case", ""),
    ("shown-by: [kept-papers, took-papers]", "took-papers", "took-paper", "predicate", "took-papers"),
    ("shown-by: [fee-for-papers]", "fee-for-papers", "zzz", "predicate", ""),
    (
        "element: holding-back-papers/act",
        "holding-back-papers/act",
        "holding-back-papers/acts",
        "element",
        "holding-back-papers/act",
    ),
    ("element: holding-back-papers/act", "holding-back-papers/act", "qqq", "element", ""),
    (
        "instrument: papers-convention",
        "papers-convention",
        "paper-convention",
        "instrument",
        "papers-convention",
    ),
    ("source: port-gazette, year", "port-gazette", "port-gazete", "source", "port-gazette"),
    ("source: harbour-letters, at: the table", "harbour-letters", "xyz", "source", ""),
]


@pytest.mark.parametrize(("within", "name", "other", "kind", "near"), NAMES)
def test_a_name_that_nothing_bears_is_found_in_its_place(
    folder, file, papers, within, name, other, kind, near
):
    """With the near name, where one is near."""
    change(file, within, within.replace(name, other))
    (found,) = wrong(folder, papers)
    assert (found.code, found.subject, found.met) == ("E203", kind, other)
    assert found.place.file == str(file)
    assert stretch(found) == other
    if near:
        assert found.near == near


def test_sources_are_checked_wherever_a_source_is_named(folder, file, papers):
    """In each of the five sections."""
    text = file.read_text(encoding="utf-8")
    number = text.count("source: harbour-letters") + text.count("source: port-gazette")
    file.write_text(
        text.replace("source: harbour-letters", "source: aa").replace("source: port-gazette", "source: bb"),
        encoding="utf-8",
    )
    found = wrong(folder, papers)
    assert number == 14
    assert [d.met for d in found].count("aa") + [d.met for d in found].count("bb") == len(found) == number


def test_a_source_that_is_removed_is_missed(folder, papers):
    """One that is only cited has no account that would miss it."""
    (folder / "sources" / "port-gazette.yaml").unlink()
    assert {d.met for d in wrong(folder, papers)} == {"port-gazette"}


def test_a_source_is_known_by_the_name_that_it_gives_itself(folder, papers):
    """The report shows it under that name."""
    change(folder / "sources" / "port-gazette.yaml", "source: port-gazette", "source: port-journal")
    assert {d.met for d in wrong(folder, papers)} == {"port-gazette"}


def test_all_names_are_found_at_once(folder, file, papers):
    """In the order of the file, and together with faults of its shape."""
    for within, name, other in (
        ("accounts: [harbour/02, harbour/03]", "harbour/02", "harbour/92"),
        ("shown-by: [threat]", "threat", "thread"),
        ("holding-back-papers/act", "act", "art"),
        ("measure: price-paid", "price-paid", "price-payed"),
        ("groups: {black", "groups", "group"),
        ("instrument: papers-convention", "papers-convention", "papers-conventions"),
        ("claimed: not-bound", "not-bound", "not-bounds"),
    ):
        change(file, within, within.replace(name, other))
    found = wrong(folder, papers)
    assert [(d.code, d.near) for d in found] == [
        ("E203", "harbour/02"),
        ("E203", "threat"),
        ("E203", "holding-back-papers/act"),
        ("E204", "price-paid"),
        ("E201", "groups"),
        ("E203", "papers-convention"),
        ("E204", "not-bound"),
    ]
    assert [d.place.line for d in found] == sorted(d.place.line for d in found)


@pytest.mark.parametrize(
    ("old", "new", "code", "near"),
    [
        ("measure: province", "measure: provinces", "E204", "province"),
        ("measure: province", "measure: weight", "E204", ""),
        ("    of: 2\n", "    of: two\n", "E204", ""),
        ("    of: 2\n", "", "E202", ""),
        ('groups: {black: "5"', "groups: {black: five", "E204", ""),
        ("on: 2020-12-14", "on: 2020-12", "E204", ""),
        ("on: 2020-12-14", "on: 2020", "E204", ""),
        ("on: 2020-12-14", "on: 2020-12-32", "E204", ""),
        ("shown-by: [threat]", "shown-by: []", "E204", ""),
        ("accounts: [harbour/04]", "accounts: []", "E204", ""),
        ("accounts: [harbour/04]", "accounts: harbour/04", "E204", ""),
        ("accounts:\n", "accounts: [none]\nothers:\n", "E204", ""),
        ('year: "2020"}', "}", "E202", ""),
        ("shown-by: [threat]", "shown-by: [Threat]", "E204", ""),
        ("rivals:", "rival:", "E201", "rivals"),
        ("claims: harbour", "title: harbour", "E201", ""),
    ],
)
def test_a_claim_of_the_wrong_shape_is_refused(folder, file, papers, old, new, code, near):
    """Among them a measure that does not exist and a day that is none."""
    change(file, old, new)
    found = [d for d in wrong(folder, papers) if d.code == code]
    assert found
    assert all(d.place.file == str(file) for d in found)
    assert not near or near in [d.near for d in found]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "E204"),
        (b"- one\n", "E204"),
        (b"claims: [", "E105"),
        (b"\xff\xfe", "E103"),
        (b"a: &a b", "E107"),
    ],
)
def test_a_file_that_holds_no_claims_is_refused_once(folder, file, papers, content, code):
    """One finding says it."""
    file.write_bytes(content)
    assert [d.code for d in wrong(folder, papers)] == [code]


def test_findings_of_several_files_come_together(folder, file, papers):
    """Sorted by file and line."""
    other = folder / "more" / "claims.yaml"
    other.parent.mkdir()
    shutil.copy(file, other)
    for path in (file, other):
        change(path, "shown-by: [threat]", "shown-by: [thread]")
    assert [d.place.file for d in wrong(folder, papers)] == [str(file), str(other)]
