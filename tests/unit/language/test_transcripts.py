"""An interview as a source: its sentences, its files, and what a person types as evidence."""

import pytest

from prong.language.passages import Passages
from prong.language.pinpoints import digest, resolve, split_accounts
from prong.language.transcripts import LAYOUT, heading, with_answer

TOP = f"{heading('2026-05-01', 'Ms. An', '1990')}\n"
QUESTION = "Was she threatened?"


def test_an_answer_stands_below_its_question_and_both_are_the_evidence():
    """The pinpoint runs from the question to the last sentence of the answer."""
    text, at = with_answer(TOP, QUESTION, "They said so. I was afraid")
    assert at == "Case 1, ss. 1-3"
    words = resolve(at, split_accounts(text, LAYOUT))
    assert words == "Question: Was she threatened? Answer: They said so. I was afraid."


def test_a_later_answer_moves_no_earlier_one():
    """So that a digest once taken stays right."""
    text, first = with_answer(TOP, QUESTION, "Yes.")
    said = digest(resolve(first, split_accounts(text, LAYOUT)))
    more, second = with_answer(text, QUESTION, "“No!”")
    assert second == "Case 1, ss. 3-4"
    assert digest(resolve(first, split_accounts(more, LAYOUT))) == said


@pytest.mark.parametrize("words", ["It was in the U.S.", "She asked for Ms."])
def test_words_that_would_run_into_the_next_sentence_are_refused(words):
    """Their last full stop ends no sentence."""
    assert with_answer(TOP, QUESTION, words) is None


@pytest.fixture
def passages():
    """An account of three sentences."""
    account = split_accounts("Case 2 Ms. Bo\n\nOne. Two. Three.", LAYOUT)[2]
    return Passages("Case 2", account, {})


@pytest.mark.parametrize(
    ("typed", "pinpoints"),
    [
        ("1", ["Case 2, s. 1"]),
        ("s. 2", ["Case 2, s. 2"]),
        ("2-3, heading", ["Case 2, ss. 2-3", "Case 2, heading"]),
        ("Case 2, ss. 1–2", ["Case 2, ss. 1-2"]),
        ("1, 1", ["Case 2, s. 1"]),
    ],
)
def test_evidence_may_be_typed_in_short(passages, typed, pinpoints):
    """The number is enough."""
    found, refused = passages.read(typed)
    assert ([item.at for item in found], refused) == (pinpoints, [])
    assert [item.digest for item in found] == [digest(passages.words(at)) for at in pinpoints]


@pytest.mark.parametrize("typed", ["4", "3-4", "2-1", "0", "Case 3, s. 1", "page 2"])
def test_what_names_no_sentence_is_refused_with_what_there_is(passages, typed):
    """Nothing is guessed."""
    found, refused = passages.read(typed)
    assert found == [] or "Case 3" in typed
    assert refused
    assert passages.extent() == "Case 2 has its heading and the sentences 1 to 3"


def test_without_the_text_only_what_is_cited_already_can_be_cited():
    """The digest of another sentence is not known."""
    cited = Passages("Case 2", None, {"Case 2, s. 2": "0123abcd"})
    found, refused = cited.read("2, 3")
    assert [(item.at, item.digest) for item in found] == [("Case 2, s. 2", "0123abcd")]
    assert refused == ["3"]
