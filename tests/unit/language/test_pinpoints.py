"""Accounts and sentences of a source text, by an invented report of three lighthouse keepers."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from prong.language.pinpoints import (
    LayoutError,
    digest,
    normalise,
    resolve,
    split_accounts,
    split_sentences,
    unmet,
)
from prong.model.sources import SourceLayout

REPOSITORY = Path(__file__).parents[3]

TEXT = """\
Case studies of keepers

In Case 1 the lamp matters most.

Keepers Who Stayed

Case 1 Ms. Alder on the North Rock, born in 1901

I kept the lamp from 6 p.m. until dawn. At 5 a.m. the relief came. Ms. Birch, who kept
the log, never slept before 11 p.m. Then she read.

Tides and wages
High water 4.2
Low water 0.9

She rowed

The lamp room. A view from the stairs.

out to me twice. “Is it lit? It is.” She smiled.

Keepers Who Left

Case 2 Mrs. Cedar, on the South Rock, born 1911

My ship came from the U. S. coast. 10 days later it sank…

I was born on an island. My father fished.

Postscript

Nobody keeps a lamp today.
"""

LAYOUT = SourceLayout.model_validate(
    {
        "heading": r"Case ([0-9]+) Mr?s\. .+",
        "starts": {"3": digest("I was born on an island.")},
        "omit": [
            {"digest": digest("Tides and wages High water 4.2 Low water 0.9"), "what": "a table"},
            {"digest": digest("The lamp room. A view from the stairs."), "what": "a caption"},
            {"digest": digest("Keepers Who Left"), "what": "a section heading"},
        ],
        "end": digest("Postscript"),
    }
)

ACCOUNTS = split_accounts(TEXT, LAYOUT)


def test_accounts_begin_at_their_headings_or_at_a_known_first_sentence_and_stop_at_the_end() -> None:
    assert {number: account.heading for number, account in ACCOUNTS.items()} == {
        1: "Case 1 Ms. Alder on the North Rock, born in 1901",
        2: "Case 2 Mrs. Cedar, on the South Rock, born 1911",
        3: None,
    }
    assert ACCOUNTS[3].sentences == ("I was born on an island.", "My father fished.")


def test_a_sentence_torn_apart_by_a_table_and_a_caption_is_whole_again() -> None:
    assert ACCOUNTS[1].sentences == (
        "I kept the lamp from 6 p.m. until dawn.",
        "At 5 a.m. the relief came.",
        "Ms. Birch, who kept the log, never slept before 11 p.m.",
        "Then she read.",
        "She rowed out to me twice.",
        "“Is it lit?",
        "It is.”",
        "She smiled.",
    )


def test_initials_and_figures_do_not_mislead() -> None:
    assert ACCOUNTS[2].sentences == ("My ship came from the U. S. coast.", "10 days later it sank…")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Fir and Mrs. Elm met Dr. Oak. They left.", ("Mr. Fir and Mrs. Elm met Dr. Oak.", "They left.")),
        ("It was my aunt and I. We slept.", ("It was my aunt and I.", "We slept.")),
        ("He came from the U.S. Navy. He sang.", ("He came from the U.S. Navy.", "He sang.")),
        ("It took a day (or two). Then rain.", ("It took a day (or two).", "Then rain.")),
        ("It rained.³ [A storm] came.", ("It rained.³", "[A storm] came.")),
        ("It cost 4.5 crowns. $3 remained.", ("It cost 4.5 crowns.", "$3 remained.")),
        ("“Stop!” he said. Nobody did.", ("“Stop!” he said.", "Nobody did.")),
        ("I waited... and slept. Why?! No idea.", ("I waited... and slept.", "Why?!", "No idea.")),
        ("See p. 118 and no. 5. She said “No.” Then silence.",
         ("See p. 118 and no. 5.", "She said “No.”", "Then silence.")),
        ("Without a stop", ("Without a stop",)),
        ("  ", ()),
    ],
)  # fmt: skip
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: tuple[str, ...]) -> None:
    assert split_sentences(text) == expected


@given(st.text("aB.?! \n“”IU1", max_size=60))
def test_splitting_loses_no_character_but_space(text: str) -> None:
    assert " ".join(split_sentences(text)).split() == text.split()


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("Case 1, s. 2", "At 5 a.m. the relief came."),
        ("Case 1, ss. 6-7", "“Is it lit? It is.”"),
        ("Case 1, ss. 6–7", "“Is it lit? It is.”"),
        ("Case 2, heading", "Case 2 Mrs. Cedar, on the South Rock, born 1911"),
        ("Case 3, heading", None),
        ("Case 1, s. 9", None),
        ("Case 1, s. 0", None),
        ("Case 1, ss. 7-9", None),
        ("Case 1, ss. 7-6", None),
        ("Case 1, ss. 7-7", None),
        ("Case 4, s. 1", None),
        ("Case 1, s. 2\n", None),
        ("case 1, s. 2", None),
        ("Case 1 s. 2", None),
        ("Case 1, s. ٢", None),
        ("", None),
    ],
)
def test_a_pinpoint_names_sentences_or_nothing(at: str, expected: str | None) -> None:
    assert resolve(at, ACCOUNTS) == expected


def test_a_range_has_the_digest_of_its_sentences_joined() -> None:
    words = resolve("Case 1, ss. 1-2", ACCOUNTS)
    assert words is not None
    assert digest(words) == digest("I kept the lamp from 6 p.m. until dawn. At 5 a.m. the relief came.")


def test_two_printings_of_a_sentence_have_one_digest() -> None:
    assert normalise("“Don’t—she said: ﬁve Ｙuan (5,000)”") == "don t she said five yuan 5 000"
    assert digest("“Don’t go,” she\n said.") == digest('"Don\'t  go," She said')
    assert digest("light\u00adhouse") == digest("lighthouse")
    assert digest("a lamp") != digest("a lamb")


def test_a_digest_does_not_change_between_versions_because_case_files_hold_it() -> None:
    assert digest("I kept the lamp from 6 p.m. until dawn.") == "bc5a4705"


@given(st.text())
def test_what_is_normal_stays_as_it_is(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_a_heading_inside_a_block_of_lines_begins_an_account_too() -> None:
    text = "Case 1 Ms. A\nShe sang.\nCase 2 Ms. B\nShe danced."
    accounts = split_accounts(text, SourceLayout(heading=r"Case (\d+) .*"))
    assert {number: account.sentences for number, account in accounts.items()} == {
        1: ("She sang.",),
        2: ("She danced.",),
    }


def test_a_number_that_comes_twice_is_refused_on_its_second_line() -> None:
    with pytest.raises(LayoutError, match="account 1 begins a second time") as caught:
        split_accounts("Case 1 Ms. A\n\nShe sang.\n\nCase 1 Ms. B\n", SourceLayout(heading=r"Case (\d+) .*"))
    assert caught.value.line == 5


@pytest.mark.parametrize("heading", ["Case .*", "Case (", r"(Case) (\d+) .*", "Case (.*)", "Case.*(9)?"])
def test_a_heading_that_yields_no_number_is_refused(heading: str) -> None:
    with pytest.raises(LayoutError):
        split_accounts("Case 1 Ms. A\n", SourceLayout(heading=heading))


def test_marks_that_the_text_does_not_meet_are_told() -> None:
    assert unmet(TEXT, LAYOUT) == ()
    assert unmet(TEXT.replace("Postscript", "Afterword"), LAYOUT) == (digest("Postscript"),)
    assert len(unmet("Another book.", LAYOUT)) == 5


def test_the_report_yields_its_fifty_three_accounts_and_none_of_its_furniture() -> None:
    beside = REPOSITORY.parent / "shared" / "seeds"
    reports = sorted(beside.glob("002_*.txt"))
    if not reports:
        pytest.skip("the report is not part of the repository, and no copy of it lies beside it")
    text = reports[0].read_text(encoding="utf-8")
    source = YAML(typ="safe").load(REPOSITORY / "cases" / "sources" / "lives-for-sale-2009.yaml")
    layout = SourceLayout.model_validate(source["accounts"])

    accounts = split_accounts(text, layout)

    assert list(accounts) == list(range(1, 54))
    assert [number for number, account in accounts.items() if account.heading is None] == [44]
    assert unmet(text, layout) == ()
    assert len(layout.omit) == 16
    sentences = {digest(sentence) for account in accounts.values() for sentence in account.sentences}
    assert sentences.isdisjoint({omission.digest for omission in layout.omit})
    headings = {digest(account.heading) for account in accounts.values() if account.heading}
    assert sentences.isdisjoint(headings)
    assert sum(len(account.sentences) for account in accounts.values()) == 716
    assert {n: len(accounts[n].sentences) for n in (1, 5, 42, 43, 44, 48, 52, 53)} == {
        1: 13, 5: 12, 42: 47, 43: 54, 44: 39, 48: 24, 52: 5, 53: 8,
    }  # fmt: skip
    # A sentence that a picture tears apart, and one that a page break does.
    assert digest(accounts[5].sentences[10]) == "56842ff1"
    assert digest(accounts[3].sentences[2]) == "b8b4dbca"
