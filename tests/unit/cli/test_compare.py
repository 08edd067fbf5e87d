"""`prong compare` and `prong diff`: what depends on what, and what a change of rules does."""

import json
import shutil

import pytest

CASES = "cases/lives-for-sale"


def compared(prong, *arguments: str) -> list[dict]:
    result = prong("compare", *arguments, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_each_reading_of_a_norm_is_varied_by_itself(prong):
    """The default position is named, and each case has an outcome on each position."""
    found = compared(prong, CASES, "--over", "readings", "--norm", "trafficking-in-persons")
    assert len(found) == 5
    for one in found:
        assert 0 <= one["default"] < len(one["alternatives"])
        assert all(len(outcomes) == len(one["alternatives"]) for outcomes in one["outcomes"].values())
        assert one["elements"]
        assert len(one["outcomes"]) == 60
        assert one["moved"][one["default"]] == 0


def test_the_outcome_on_a_position_is_that_of_an_assessment_with_it(prong):
    """A North Korean treated as a national of the South has to fear persecution there too."""
    found = compared(prong, CASES, "--over", "readings", "--norm", "refugee")
    (one,) = [one for one in found if "Republic of Korea" in one["question"]]
    assert one["moved"] == [48, 0, 0]
    for place, position in enumerate(one["alternatives"]):
        reading = f"republic-of-korea-nationality={position['name']}"
        result = prong("assess", CASES, "--norm", "refugee", "--reading", reading, "--json")
        expected = {found["case"]: found["verdict"] for found in json.loads(result.stdout)}
        assert {case: outcomes[place]["verdict"] for case, outcomes in one["outcomes"].items()} == expected


def test_a_case_is_robust_where_all_its_outcomes_are_the_same(prong):
    """All others are listed as dependent."""
    for one in compared(prong, CASES, "--over", "readings"):
        for case, outcomes in one["outcomes"].items():
            same = len({outcome["verdict"] for outcome in outcomes}) == 1
            assert same == (case not in one["dependent"])


def test_the_text_tells_how_many_cases_a_position_moves_and_where_the_difference_lies(prong):
    """With the authorities of each position."""
    text = " ".join(prong("compare", CASES, "--over", "readings", "--norm", "refugee").stdout.split())
    assert "national moves 48 of 60: 48 from undetermined to not made out." in text
    assert "The difference is made at want of protection by the Republic of Korea" in text
    assert "12 of 60 cases are robust." in text
    assert "(22 USC 7842(b))" in text


def test_regimes_are_compared_with_the_rules_themselves(harbour, corpus):
    """The regime of the invented port asks for more."""
    (one,) = compared(harbour, corpus.cases, "--over", "regimes", "--norm", "holding-back-papers")
    assert [alternative["name"] for alternative in one["alternatives"]] == [None, "strict-port"]
    assert one["default"] == 0
    for place, regime in enumerate([[], ["--regime", "strict-port"]]):
        result = harbour("assess", corpus.cases, "--norm", "holding-back-papers", "--json", *regime)
        (found,) = json.loads(result.stdout)
        assert one["outcomes"]["harbour/01"][place]["verdict"] == found["verdict"]


def test_norms_on_which_nothing_depends_are_told_together(prong):
    """By the question, with what was compared; one comparison alone is told in full."""
    text = " ".join(prong("compare", CASES, "--over", "regimes").stdout.split())
    assert text.startswith("Under which regime? All 60 cases are robust. Compared: the standards and")
    assert "uk-2022; unhcr. Under: Trafficking in persons; Servile marriage; Delivery of a child" in text
    alone = " ".join(prong("compare", CASES, "--over", "regimes", "--norm", "slavery").stdout.split())
    assert alone.startswith("Slavery: Under which regime? 1 the standards and burdens of the rules")
    assert alone.endswith("60 of 60 cases are robust.")


def test_a_day_changes_whom_the_law_bound_and_not_the_verdict(prong):
    """The Protocol came into force for China on 10 March 2010."""
    (one,) = compared(prong, f"{CASES}/02.yaml", "--over", "dates", "--norm", "trafficking-in-persons")
    assert [alternative["name"] for alternative in one["alternatives"]] == ["2010-03-09", "2010-03-10"]
    before, after = one["outcomes"]["lives-for-sale/02"]
    assert before["verdict"] == after["verdict"]
    assert (before["bound"], after["bound"]) == ([], ["CN"])
    text = prong("compare", f"{CASES}/02.yaml", "--over", "dates", "--norm", "trafficking-in-persons").stdout
    assert "The day changes whom the treaty bound in 1 of 1 case. It changes no verdict." in text
    assert "robust" not in text
    assert "moves" not in text


def test_a_norm_without_a_treaty_has_no_days(prong):
    """The recommendations of a commission bind nobody on any day."""
    assert compared(prong, f"{CASES}/02.yaml", "--over", "dates", "--norm", "regularisation") == []
    text = prong("compare", f"{CASES}/02.yaml", "--over", "dates", "--norm", "regularisation").stdout
    assert text == "The norms asked about have no dates that could differ.\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--over", "readings", "--norm", "refuge"], "did you mean “refugee”?"),
        (["--over", "judges"], "judges"),
        ([], "--over"),
    ],
)
def test_what_cannot_be_compared_is_refused(prong, arguments, words):
    """Exit code 2, nothing on standard output."""
    result = prong("compare", f"{CASES}/02.yaml", *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert words in result.stderr


@pytest.fixture
def before(corpus, tmp_path):
    """A copy of the invented rules, to be changed."""
    shutil.copytree(corpus.rules, tmp_path / "before")
    return tmp_path / "before"


def changed(before, old: str, new: str) -> None:
    path = before / "norms" / "holding-back-papers.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def difference(prong, before, corpus, *arguments) -> dict:
    result = prong("diff", before, corpus.rules, *arguments, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_rules_are_as_they_were_where_nothing_changed(prong, corpus, before):
    """And say so."""
    text = prong("diff", before, corpus.rules).stdout
    assert text == "2 of 2 norms are as they were.\n"


def test_another_order_of_alternatives_changes_no_meaning(prong, corpus, before):
    """The text differs and no case separates the versions."""
    changed(before, "any: [took-papers, kept-papers]", "any: [kept-papers, took-papers]")
    (one, other) = difference(prong, before, corpus)["norms"]
    assert one == {"norm": "holding-back-papers", "status": "reworded"}
    assert other["status"] == "same"


def test_a_lost_alternative_is_found_with_the_smallest_case_that_shows_it(prong, corpus, before):
    """The element in which it lies is named, and what hangs on it is not."""
    changed(before, "any: [took-papers, kept-papers]", "all: [took-papers, kept-papers]")
    one = difference(prong, before, corpus, "--norm", "holding-back-papers")["norms"][0]
    assert one["status"] == "changed"
    assert len(one["facts"]) == 1
    assert one["elements"] == ["act"]
    assert {one["before"], one["after"]} == {"not-satisfied", "undetermined"}


def test_another_default_position_is_a_change_of_meaning(prong, tmp_path):
    """Every case is as before on each reading, and yet an assessment may come out otherwise."""
    shutil.copytree("rules", tmp_path / "before")
    path = tmp_path / "before" / "norms" / "trafficking-in-persons.md"
    text = path.read_text(encoding="utf-8")
    assert "default: buyer-included" in text
    path.write_text(text.replace("default: buyer-included", "default: buyer-excluded"), encoding="utf-8")
    asked = ["--norm", "trafficking-in-persons", "--norm", "attempted-trafficking", "--norm", "slavery"]
    result = prong("diff", tmp_path / "before", "rules", *asked)
    assert "  taken by default on buyers-receipt: buyer-excluded before, buyer-included now" in result.stdout
    found = json.loads(prong("diff", tmp_path / "before", "rules", *asked, "--json").stdout)["norms"]
    assert [one["status"] for one in found][::2] == ["changed", "same"]
    assert found[0]["defaults"] == {"buyers-receipt": {"before": "buyer-excluded", "after": "buyer-included"}}


def test_what_no_norm_itself_says_is_told_beside_the_norms(prong, tmp_path):
    """A line of age, a regime, and the words of a reading."""
    shutil.copytree("rules", tmp_path / "before")
    regimes = tmp_path / "before" / "regimes"
    text = (regimes / "unhcr.md").read_text(encoding="utf-8")
    (regimes / "earlier.md").write_text(text.replace("regime: unhcr", "regime: earlier"), encoding="utf-8")
    for path in (tmp_path / "before").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        other = text.replace("below: 18", "below: 16").replace("Receipt is any taking", "Receipt is taking")
        path.write_text(other, encoding="utf-8")
    result = prong("diff", tmp_path / "before", "rules", "--norm", "trafficking-in-persons", columns=200)
    assert "Regimes that only one version knows: earlier." in result.stdout, result.stderr
    assert "Facts that the versions derive from numbers otherwise: " in result.stdout
    assert "the same in meaning, written otherwise" in result.stdout


def test_the_effect_on_cases_is_told(prong, corpus, before):
    """The invented case changes its verdict where an act needs a taking and a keeping."""
    changed(before, "any: [took-papers, kept-papers]", "all: [took-papers, kept-papers]")
    found = difference(prong, before, corpus, corpus.cases)["cases"]
    text = prong("diff", before, corpus.rules, corpus.cases).stdout
    for one in found:
        assert one["before"] != one["after"]
    assert f"{len({one['case'] for one in found})} of 1 case" in text


def test_a_norm_that_is_new_is_added_and_one_that_is_gone_removed(prong, corpus, before):
    """The same norm, seen from either side."""
    text = (before / "norms" / "return-of-papers.md").read_text(encoding="utf-8")
    new = before / "norms" / "later-return.md"
    new.write_text(text.replace("return-of-papers", "later-return"), encoding="utf-8")
    assert "(later-return): removed" in prong("diff", before, corpus.rules).stdout
    assert "(later-return): added" in prong("diff", corpus.rules, before).stdout


def test_faulty_rules_are_not_compared(prong, corpus, before):
    """The findings of the version that has them are shown."""
    changed(before, "any: [took-papers, kept-papers]", "any: [took-paper, kept-papers]")
    result = prong("diff", before, corpus.rules)
    assert result.exit_code == 1
    assert "E203" in result.stderr
    assert str(before) in result.stderr
    result = prong("diff", "nowhere", corpus.rules)
    assert result.exit_code == 2
    assert "nowhere" in result.stderr
