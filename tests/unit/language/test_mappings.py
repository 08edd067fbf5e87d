"""Mappings: what a document may say, what the shipped ones say, and what is a finding."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from prong.language.mappings import check_mappings
from prong.language.printing import print_mapping
from prong.language.rulebook import check_rules
from prong.model.mappings import Bound, CorpusMapping, Link
from prong.model.standards import Standard
from prong.rendering.diagnostics import concise

ROOT = Path(__file__).parents[3]
BASE = ROOT / "tests" / "rules" / "base"
HARBOUR = check_rules(BASE)[0]
ROTA = (BASE / "mappings" / "rota.md").read_text(encoding="utf-8")
SHIPPED = ("ctdc-global", "ctdc-global-synthetic", "htcds")


def read(text: str, folder: Path) -> tuple[CorpusMapping | None, list[str]]:
    """The mapping that a document holds, and the findings about it without the folder."""
    (folder / "mappings").mkdir(exist_ok=True)
    (folder / "mappings" / "rota.md").write_text(text, encoding="utf-8")
    found, findings = check_mappings(folder, HARBOUR)
    return found.get("rota"), concise(findings).replace(f"{folder}/mappings/", "").splitlines()


@pytest.fixture(scope="module")
def shipped(rulebook):
    """The mappings of the repository."""
    found, findings = check_mappings(ROOT / "rules", rulebook)
    assert findings == []
    return found


def test_a_mapping_says_what_each_value_of_a_column_means(tmp_path):
    mapping, findings = read(ROTA, tmp_path)
    assert findings == []
    assert (mapping.identifier, mapping.keep) == ("number", ("season", "berth"))
    assert mapping.columns["season"].values == ("Spring", "Autumn")
    assert mapping.links["training"] == (Link("lessons", yes=("Rowing", "Sailing"), no=("None",)),)
    bounds = (("0--17", Bound(high=17)), ("18+", Bound(low=18)))
    assert mapping.links["age-at-training"] == (Link("band", bounds=bounds, to=Standard.SOME_EVIDENCE),)


def test_a_crosswalk_counts_only_where_it_is_asked_for(tmp_path):
    mapping, _ = read(ROTA, tmp_path)
    assert [link.column for _, link in mapping.chosen(())] == ["band", "lessons"]
    assert [link.column for _, link in mapping.chosen(("berth-as-training",))] == [
        "band",
        "lessons",
        "season",
    ]
    assert mapping.columns_read(()) == ("number", "season", "berth", "band", "lessons")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "training: {column: lessons",
            "trainig: {column: lessons",
            "25:1: E203 no predicate or quantity is called",
        ),
        (
            "column: lessons,",
            "column: lesons,",
            "25:20: E203 no column is called “lesons” (did you mean “lessons”?)",
        ),
        (
            "yes: [Rowing,",
            "yes: [Roving,",
            "25:35: E203 no value of lessons is called “Roving” (did you mean “Rowing”?)",
        ),
        (
            "{0--17: {to",
            "{0-17: {to",
            "24:42: E203 no value of band is called “0-17” (did you mean “0--17”?)",
        ),
        (
            "values: seasons",
            "values: season",
            "17:18: E203 no code list is called “season” (did you mean “seasons”?)",
        ),
        (
            "identifier: number",
            "identifier: nummer",
            "6:13: E203 no column is called “nummer” (did you mean “number”?)",
        ),
        (
            "yes: [Rowing, Sailing], no: None",
            "reads: exactly",
            "E204 the link of training is not a predicate with values",
        ),
        (
            "{0--17: {to: 17}, 18+: {from: 18}}",
            "{0--17: {}}",
            "E204 the link of age-at-training is not bounds with",
        ),
        (
            "{0--17: {to: 17}, 18+: {from: 18}}",
            "{0--17: {from: 3, to: 2}}",
            "E204 the link of age-at-training is not",
        ),
        ("no: None", "no: Rowing", "E204 the link of training is not different values under “yes” and “no”"),
        ("keep: [season, berth]", "keep: [season, lessons]", "E204 keep is not columns of one value"),
        ("berth: {kind: whole-number}", "berth: {}", "E204 a column is not either “kind” or “values”"),
        (
            "berth: {kind: whole-number}",
            "season: {kind: text}",
            "18:1: E108 the key “season” stands here twice",
        ),
        (
            "to: reasonable-grounds",
            "to: reasonable-ground",
            "E204 to is not some-evidence, reasonable-grounds",
        ),
        ("```crosswalk", "```crosswalks", "E206 “crosswalks” is not a construct of the rule language"),
        ("mapping: rota", "mapping: roster", "E217 the file is called “rota.md” but declares “roster”"),
        ("[Spring, Autumn]", "Spring", "E204 seasons is not a list of values"),
        (
            "    training: {column: season, yes: [Spring]}",
            "    - training",
            "E204 berth-as-training.map is not names",
        ),
    ],
)
def test_a_fault_is_shown_in_its_place_with_the_nearest_name(old, new, expected, tmp_path):
    assert ROTA.count(old) == 1
    mapping, findings = read(ROTA.replace(old, new), tmp_path)
    assert mapping is None
    assert any(expected in line for line in findings), findings


def test_a_predicate_that_is_mapped_twice_is_a_finding(tmp_path):
    again = "\n```map\ntraining: {column: season, yes: [Spring]}\n```\n"
    _, findings = read(ROTA + again, tmp_path)
    assert findings == ["rota.md:37:1: E205 the predicate “training” is declared twice"]


def test_a_reason_under_never_makes_a_mapping_whole(tmp_path):
    without = ROTA.replace(
        "age-at-training: {column: band, bounds: {0--17: {to: 17}, 18+: {from: 18}}, to: some-evidence}\n", ""
    )
    assert read(without, tmp_path)[1] == ["rota.md:2:10: E501 the mapping “rota” says nothing of full-age"]
    assert read(without + "\n```never\nfull-age: No column.\n```\n", tmp_path)[1] == []
    assert read(without + "\n```never\npilot: No column.\n```\n", tmp_path)[1] == [], (
        "a norm stands for its predicates"
    )


def test_a_mapping_has_a_digest_of_its_own_and_no_part_in_that_of_the_rules(tmp_path):
    rules = tmp_path / "rules"
    shutil.copytree(BASE, rules)
    file = rules / "mappings" / "rota.md"
    file.write_text(ROTA.replace("The rota of a harbour", "The rota of two harbours"), encoding="utf-8")
    changed, _ = check_rules(rules)
    assert (changed.digest, changed.vocabulary_digest) == (HARBOUR.digest, HARBOUR.vocabulary_digest)
    before, after = (check_mappings(folder, changed)[0]["rota"].digest for folder in (BASE, rules))
    assert before != after


@pytest.mark.parametrize("id", SHIPPED)
def test_a_shipped_mapping_is_printed_as_it_reads(id, shipped, rulebook, tmp_path):
    mapping = shipped[id]
    text = print_mapping(mapping)
    (tmp_path / "mappings").mkdir()
    (tmp_path / "mappings" / f"{id}.md").write_text(text, encoding="utf-8")
    found, findings = check_mappings(tmp_path, rulebook)
    assert findings == []
    assert found[id] == mapping
    assert print_mapping(found[id]) == text


def test_the_shipped_mappings_are_these(shipped):
    assert tuple(shipped) == tuple(sorted(SHIPPED, key=lambda id: f"{id}.md"))
    assert len(list((ROOT / "rules" / "mappings").iterdir())) == len(SHIPPED)


def test_the_synthetic_table_has_its_27_columns_and_none_can_deny_anything(shipped):
    mapping = shipped["ctdc-global-synthetic"]
    assert len(mapping.columns) == 27
    assert not any(link.no for links in mapping.links.values() for link in links)
    indicators = [
        c for c in mapping.columns.values() if c.name.startswith(("means", "is", "typeOf", "recruiter"))
    ]
    assert {column.values for column in indicators} == {("1",)}


@pytest.mark.parametrize("id", ["ctdc-global", "ctdc-global-synthetic"])
def test_an_age_at_registration_bounds_the_age_at_the_act_from_above_alone(id, shipped):
    (link,) = shipped[id].links["age-at-act"]
    assert {bound.low for _, bound in link.bounds} == {None}
    assert dict(link.bounds)["9--17"] == Bound(high=17)
    assert "48+" not in dict(link.bounds)


@pytest.mark.parametrize("id", SHIPPED)
def test_means_of_control_are_means_of_the_protocol_only_by_the_crosswalk(id, shipped):
    mapping = shipped[id]
    control = [
        link.column for name, link in mapping.chosen(()) if name in ("force", "other-coercion", "deception")
    ]
    assert not [column for column in control if "means" in column or "Control" in column]
    crosswalk = mapping.crosswalks["control-as-means"]
    assert {"deception", "other-coercion"} <= set(crosswalk.links)
    assert crosswalk.because


def test_the_columns_that_the_vocabulary_names_exist_in_a_mapping(shipped, rulebook):
    named = {c for p in rulebook.vocabulary.predicates.values() for c in (*p.htcds, *p.ctdc)}
    known = {column for mapping in shipped.values() for column in mapping.columns}
    assert named - known == set()
