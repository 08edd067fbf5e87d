"""`prong explain` and `prong next`: what they tell, what they suppose, and what they refuse."""

import json
from fractions import Fraction

import pytest

NORM = "holding-back-papers"
CASE = "cases/lives-for-sale/29.yaml"


@pytest.fixture
def explained(harbour, corpus):
    """The JSON objects of `prong explain` on the invented case."""

    def run(*arguments: str) -> list[dict]:
        result = harbour("explain", corpus.cases, "--json", *arguments)
        assert result.exit_code == 0, result.stderr
        return json.loads(result.stdout)

    return run


def test_each_norm_is_explained_in_its_order(explained):
    """One object for each, as `assess` has one."""
    assert [one["norm"] for one in explained()] == [NORM, "return-of-papers"]
    assert [one["norm"] for one in explained("--norm", "return-of-papers")] == ["return-of-papers"]


def test_an_explanation_agrees_with_the_assessment(harbour, corpus, explained):
    """Verdict and elements are the same in both."""
    for found in json.loads(harbour("assess", corpus.cases, "--json").stdout):
        (one,) = explained("--norm", found["norm"])
        assert one["verdict"] == found["verdict"]
        assert {name: element["verdict"] for name, element in one["elements"].items()} == found["elements"]


def test_a_set_of_the_json_names_findings_by_account_predicate_and_place(explained):
    """So that a reader finds each of them in the case file."""
    (one,) = explained("--norm", NORM)
    (finding,) = one["elements"]["act"]["carried_by"]["sets"][0]
    assert finding["account"] == "harbour/01"
    assert {"predicate", "index", "holds", "evidence"} <= finding.keys()


def test_what_is_supposed_takes_the_place_of_what_is_stated(explained):
    """Without a taking and a keeping there is no act."""
    (one,) = explained("--norm", NORM, "--given", "took-papers=no", "--given", "kept-papers=no")
    assert one["elements"]["act"]["verdict"] == "not-satisfied"
    (one,) = explained("--norm", NORM, "--given", "took-papers=unstated", "--given", "kept-papers=unstated")
    assert one["elements"]["act"]["verdict"] == "undetermined"


def test_the_text_tells_what_is_missing_with_its_article(prong):
    """In the words of the vocabulary and of the law."""
    result = prong("explain", CASE, "--norm", "trafficking-in-persons", "--element", "means", columns=200)
    assert result.exit_code == 0
    assert "? one of the listed means (Trafficking Protocol, art 3(a))" in result.stdout
    assert "deception shown (Trafficking Protocol, art 3(a))" in result.stdout
    assert "What would change the answer" not in result.stdout


def test_the_text_tells_what_would_flip_the_whole(prong):
    """The smallest ways first, and how many more there are."""
    text = prong("explain", "cases/lives-for-sale/02.yaml", "--norm", "slavery").stdout
    assert "✓ made out" in text
    assert text.index("carried by") < text.index("What would change the answer")
    assert "the finding of powers attaching to the right of ownership withdrawn" in text


def test_an_explanation_holds_no_word_of_an_account(harbour, corpus):
    """Neither the text nor the JSON."""
    for options in ([], ["--json"]):
        text = harbour("explain", corpus.cases, *options).stdout
        for words in ("Mr. Tal", "passport", "crowns", "wedding"):
            assert words not in text


def test_the_questions_come_with_their_weight_and_what_an_answer_does(prong):
    """The share is exact in JSON, and the order is that of the sums."""
    result = prong("next", CASE, "--json")
    (found,) = json.loads(result.stdout)
    assert found["case"] == "lives-for-sale/29"
    sums = [sum(Fraction(one["decides"]) for one in q["norms"].values()) for q in found["questions"]]
    assert sums == sorted(sums, reverse=True)
    assert len(sums) > 40
    for question in found["questions"]:
        for one in question["norms"].values():
            assert 0 <= Fraction(one["decides"]) <= 1
            assert {one["yes"]["verdict"], one["no"]["verdict"]} <= {
                "satisfied",
                "not-satisfied",
                "undetermined",
                "contested",
            }


def test_the_text_asks_in_the_words_of_the_vocabulary(prong):
    """With what counts and what does not."""
    text = prong("next", CASE, "--norm", "refugee", "--limit", "1", columns=400).stdout
    assert "1. Is she afraid of what would be done to her if she had to go back?" in text
    assert "Counts:" in text
    assert "no: not made out, settled." in text
    assert "more decide less (--limit)." in text
    assert "2." not in text.split("Counts:")[0]


def test_an_answer_supposed_changes_what_is_asked_next(prong):
    """The question that was answered is not asked again."""
    text = prong("next", CASE, "--norm", "refugee", "--given", "fears-return=yes").stdout
    assert "Is she afraid" not in text
    text = prong("next", CASE, "--norm", "refugee", "--given", "fears-return=no").stdout
    assert "No answer can change a verdict any more." in text


@pytest.mark.parametrize("command", ["explain", "next"])
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--norm", "refuge"], "there is no norm “refuge”"),
        (["--given", "fears-retrun=yes"], "did you mean “fears-return”?"),
        (["--given", "fears-return"], "PREDICATE=yes, PREDICATE=no or PREDICATE=unstated"),
        (["--given", "fears-return=perhaps"], "PREDICATE=yes, PREDICATE=no or PREDICATE=unstated"),
        (
            ["--norm", "slavery", "--given", "force=yes"],
            "no predicate of the norms asked about “force”",
        ),
        (["--regime", "uk-2021"], "there is no regime “uk-2021”"),
        (["--standard", "certainty"], "there is no standard “certainty”"),
        (["--reading", "famine"], "QUESTION=POSITION"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_can(prong, command, arguments, words):
    """Exit code 2, nothing on standard output."""
    result = prong(command, CASE, *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert words in " ".join(result.stderr.split())


def test_an_element_that_no_norm_asked_about_has_is_refused(prong):
    """With the near name."""
    result = prong("explain", CASE, "--norm", "refugee", "--element", "nexuss")
    assert result.exit_code == 2
    assert "did you mean “nexus”?" in result.stderr


@pytest.mark.parametrize("command", ["explain", "next"])
def test_a_case_with_a_fault_is_not_explained(harbour, corpus, command):
    """The diagnostic of the case is shown and nothing else."""
    corpus.change(corpus.case, "took-papers:", "tok-papers:")
    result = harbour(command, corpus.cases)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "E203" in result.stderr
