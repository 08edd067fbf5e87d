"""Names files: read beside the cases, checked like them, and joined."""

from __future__ import annotations

from pathlib import Path

import pytest

from prong.language.names import check_names, load_names
from prong.model.names import Names

ROOT = Path(__file__).parents[3]


@pytest.fixture
def corpus(tmp_path):
    """A folder of cases with a names file of this text."""

    def make(text: str):
        (tmp_path / "sources").mkdir(exist_ok=True)
        (tmp_path / "made").mkdir(exist_ok=True)
        (tmp_path / "names.yaml").write_text(text, encoding="utf-8")
        return tmp_path

    return make


def test_a_place_lies_in_its_province(corpus):
    """Step by step up to the state; a province is told to everybody."""
    text = "places:\n  West: {in: CN}\n  City: {in: West}\n  Quarter: {in: City, as: a quarter}\n"
    names = load_names([corpus(text)])
    assert names.province_of("Quarter") == names.province_of("West") == "West"
    assert names.withheld == {"City": "West", "Quarter": "a quarter"}


def test_cases_without_a_names_file_have_no_names(tmp_path):
    """Nothing is declared, and nothing is wrong."""
    assert check_names([tmp_path]) == (Names(), [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("places:\n  City: {in: Nowhere}\n", "E204"),
        ("places:\n  A: {in: B}\n  B: {in: A}\n", "E204"),
        ("place:\n  City: {in: CN}\n", "E201"),
        ("places:\n  City: {}\n", "E202"),
        ("places: [", "E105"),
    ],
)
def test_a_names_file_that_is_wrong_is_told_with_its_place(corpus, text, code):
    """A place in nowhere, two in each other, a key that is not one."""
    _, findings = check_names([corpus(text)])
    assert [finding.code for finding in findings] == [code]
    assert findings[0].place.file.endswith("names.yaml")


def test_the_names_of_the_corpus_are_sound(prong_names):
    """Every place lies in a province."""
    assert len(prong_names.withheld) > 20
    assert {prong_names.province_of(place) for place in prong_names.places} >= {"Jilin", "Heilongjiang"}


@pytest.fixture
def prong_names():
    """The names of the repository."""
    return load_names([ROOT / "cases"])
