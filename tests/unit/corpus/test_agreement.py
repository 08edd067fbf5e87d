"""Agreement of two codings: alpha as it is published, its interval, and which units are compared."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prong.corpus.agreement import (
    NOT_STATED,
    Agreement,
    Disagreement,
    agreement,
    disagreements,
    element_units,
    finding_units,
    units_by_element,
    value_of,
)
from prong.evaluation.assess import assess
from prong.language.cases import Cases
from prong.model.cases import Case, Record
from prong.model.norms import Rulebook

CaseOf = Callable[..., Case]
RecordOf = Callable[..., Record]
Pair = tuple[str, str]

# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), examples A and B: two observers, no gaps.
BINARY = ("0100000010", "1110010000", "0.095")
NOMINAL = ("aabbdcccedda", "babbbccceddd", "0.692")

pairs = st.tuples(st.sampled_from("abc"), st.sampled_from("abc"))
codings = st.dictionaries(st.sampled_from("uvwxyz"), st.lists(pairs, max_size=8), max_size=6)


def alpha_of(*found: Pair) -> float | None:
    """Alpha of the pairs of one account."""
    return agreement({"one": found}).alpha


def by_coincidence(found: list[Pair]) -> Fraction | None:
    """Alpha by the letter of the definition: every ordered pair of values within a unit, counted."""
    matrix = Counter(pair for unit in found for pair in itertools.permutations(unit, 2))
    margins = Counter[str]()
    for (value, _), number in matrix.items():
        margins[value] += number
    total = margins.total()
    differing = sum(number for (one, other), number in matrix.items() if one != other)
    expected = sum(margins[one] * margins[other] for one, other in itertools.permutations(margins, 2))
    return 1 - Fraction((total - 1) * differing, expected) if expected else None


@pytest.mark.parametrize(("first", "second", "published"), [BINARY, NOMINAL], ids=["binary", "nominal"])
def test_alpha_is_that_of_the_published_examples(first: str, second: str, published: str) -> None:
    """Three digits are published."""
    assert len(first) == len(second)
    assert f"{alpha_of(*zip(first, second, strict=True)):.3f}" == published


@given(codings)
def test_alpha_is_what_the_coincidence_matrix_gives(found: dict[str, list[Pair]]) -> None:
    """For any units, in exact arithmetic; and None exactly where nothing varies."""
    expected = by_coincidence([pair for account in found.values() for pair in account])
    result = agreement(found)
    if expected is None:
        assert (result.alpha, result.low, result.high) == (None, None, None)
    else:
        assert result.alpha == pytest.approx(float(expected))


@given(codings)
def test_alpha_and_its_interval_lie_within_their_bounds(found: dict[str, list[Pair]]) -> None:
    """Agreement never exceeds one, and the worst of two coders is minus one."""
    result = agreement(found)
    assert 0 <= result.agreed <= result.units == sum(map(len, found.values()))
    if result.alpha is not None:
        assert -1 <= result.low <= result.high <= 1
        assert -1 <= result.alpha <= 1


@given(codings)
def test_who_coded_first_does_not_matter(found: dict[str, list[Pair]]) -> None:
    """Nor what the values are called."""
    turned = {name: [(b, a) for a, b in account] for name, account in found.items()}
    named = {name: [(a * 2, b * 2) for a, b in account] for name, account in found.items()}
    assert agreement(found) == agreement(turned) == agreement(named)


@given(codings)
def test_alpha_is_one_where_all_agree_and_something_varies(found: dict[str, list[Pair]]) -> None:
    """Then the interval has no width either."""
    same = {name: [(a, a) for a, _ in account] for name, account in found.items()}
    result = agreement(same)
    assert result.agreed == result.units
    assert (result.alpha, result.low, result.high) in [(1, 1, 1), (None, None, None)]


def test_alpha_is_none_where_nothing_varies() -> None:
    """Two coders who both say nothing throughout agree by necessity."""
    assert agreement({}) == Agreement(0, 0, None, None, None)
    assert agreement({"one": [], "two": []}) == Agreement(0, 0, None, None, None)
    assert agreement({"one": [("a", "a")] * 9}) == Agreement(9, 9, None, None, None)


def test_alpha_is_about_nothing_where_coders_draw_lots() -> None:
    """Ten thousand units, of which a third agree by chance."""
    chooser = random.Random(1)
    found = [(chooser.choice("abc"), chooser.choice("abc")) for _ in range(10_000)]
    assert abs(alpha_of(*found)) < 0.02


def test_alpha_is_negative_where_coders_contradict_each_other() -> None:
    """Systematic disagreement is worse than chance."""
    assert alpha_of(*[("a", "b"), ("b", "a")] * 20) == pytest.approx(-0.975)


def many_accounts(number: int, rate: float) -> dict[str, list[Pair]]:
    """Accounts of twenty units, of which the second coder redraws a share."""
    chooser = random.Random(number)

    def unit() -> Pair:
        value = chooser.choice("abc")
        return value, chooser.choice("abc") if chooser.random() < rate else value

    return {f"{n}": [unit() for _ in range(20)] for n in range(number)}


def test_the_interval_holds_alpha_and_narrows_with_more_accounts() -> None:
    """A quarter of accounts gives about twice the width."""
    few, many = (agreement(many_accounts(number, 0.3)) for number in (15, 60))
    for result in (few, many):
        assert result.low < result.alpha < result.high
        assert 0.6 < result.alpha < 0.8
    assert 1.4 < (few.high - few.low) / (many.high - many.low) < 2.8


def test_the_interval_is_drawn_over_accounts_and_not_over_units() -> None:
    """Units of one account stand and fall together, so the interval is wider than if they did not."""
    good, bad = [("a", "a"), ("b", "b")] * 5, [("a", "b"), ("b", "a")] * 5
    clustered = {"one": good, "two": good, "three": good, "four": bad}
    spread = {f"{n}": [pair] for n, pair in enumerate(pair for a in clustered.values() for pair in a)}
    wide, narrow = agreement(clustered), agreement(spread)
    assert wide.alpha == narrow.alpha
    assert wide.high - wide.low > 1.5 * (narrow.high - narrow.low)


def test_the_same_units_give_the_same_interval() -> None:
    """The seed is fixed, and the state of the world is left alone."""
    found = many_accounts(8, 0.3)
    random.seed(7)
    first, state = agreement(found), random.getstate()
    random.seed(99)
    assert agreement(found) == first
    random.seed(7)
    assert random.getstate() == state


@pytest.mark.parametrize(
    ("given_", "value"),
    [
        ({}, NOT_STATED),
        ({"force": "yes"}, "yes"),
        ({"force": "no"}, "no"),
        ({"force": ["yes", "yes"]}, "yes"),
        ({"force": ["yes", "no"]}, "both"),
        ({"force": ["no", "yes", "no"]}, "both"),
        ({"fraud": "yes"}, NOT_STATED),
    ],
)
def test_a_coder_finds_yes_no_both_or_nothing(case_of: CaseOf, given_: dict[str, object], value: str) -> None:
    """Several findings on one side count as one answer."""
    assert value_of(case_of(given_), "force") == value


@pytest.fixture
def codings_of_three(case_of: CaseOf) -> tuple[dict[str, Case], dict[str, Case]]:
    """Two coders: two accounts in common, and one that each has alone."""
    first = {
        "a/1": case_of({"force": "yes", "fraud": "no"}, id="a/1"),
        "a/2": case_of({"force": ["yes", "no"]}, id="a/2"),
        "a/3": case_of({"force": "yes"}, id="a/3"),
    }
    second = {
        "a/2": case_of({"force": "yes", "deception": "yes"}, id="a/2"),
        "a/1": case_of({"force": "yes"}, id="a/1"),
        "a/4": case_of({"force": "no"}, id="a/4"),
    }
    return first, second


def test_the_units_are_the_predicates_of_the_accounts_that_both_have(codings_of_three) -> None:
    """One that only one coder has read says nothing about agreement."""
    assert finding_units(*codings_of_three, ["force", "fraud", "coercion"]) == {
        "a/1": [("yes", "yes"), ("no", NOT_STATED), (NOT_STATED, NOT_STATED)],
        "a/2": [("both", "yes"), (NOT_STATED, NOT_STATED), (NOT_STATED, NOT_STATED)],
    }


def test_what_both_pass_over_can_be_left_out(codings_of_three) -> None:
    """The stricter question: of what at least one of them found, how much did both find alike?"""
    assert finding_units(*codings_of_three, ["force", "fraud", "deception"], stated=True) == {
        "a/1": [("yes", "yes"), ("no", NOT_STATED)],
        "a/2": [("both", "yes"), (NOT_STATED, "yes")],
    }


def test_a_disagreement_names_the_places_that_both_coders_point_at(case_of: CaseOf) -> None:
    """Once each, in their order, by account and predicate; where only the standard differs there is none."""
    at = [{"at": f"Case 1, s. {n}", "digest": "00000000"} for n in (4, 2)]
    first = {
        "a/1": case_of({"force": ["yes", {"holds": "yes", "evidence": at}, "yes"], "fraud": "yes"}, id="a/1")
    }
    second = {
        "a/1": case_of(
            {
                "force": {"holds": "no", "evidence": at[1:]},
                "deception": "yes",
                "fraud": {"holds": "yes", "to": "some-evidence"},
            },
            id="a/1",
        )
    }
    assert disagreements(first, second) == (
        Disagreement("a/1", "deception", NOT_STATED, "yes", (), ("Case 1, s. 1",)),
        Disagreement(
            "a/1", "force", "yes", "no", ("Case 1, s. 1", "Case 1, s. 4", "Case 1, s. 2"), ("Case 1, s. 2",)
        ),
    )
    assert disagreements(first, first) == disagreements(first, {}) == ()


@pytest.fixture
def records(case_of: CaseOf, record_of: RecordOf) -> tuple[Cases, Cases]:
    """One account that the coders read differently, one that the first has alone, and a person's accounts."""
    found = {"recruitment": "yes", "force": "yes", "child-born-in-country": "yes", "child-registered": "no"}
    less = {name: holds for name, holds in found.items() if name not in ("force", "child-registered")}
    both = [case_of(found, id="a/1"), case_of(less, id="a/1")]
    joined = record_of(case_of(id="a/1"), case_of(id="a/2"))
    first, second = ([replace(record_of(case), id="a/1"), replace(joined, id="a/ms-x")] for case in both)
    first.append(replace(record_of(case_of(id="a/3")), id="a/3"))
    return Cases(tuple(first), {}, {}), Cases(tuple(second), {}, {})


def test_the_verdicts_on_norms_are_compared_account_by_account(rulebook: Rulebook, records) -> None:
    """Neither what one coder has alone, nor the persons that join accounts."""
    norms = list(rulebook.norms)
    found = element_units(*records, rulebook, norms, roots=True)
    assert list(found) == ["a/1"]
    expected = [
        tuple(assess(cases.records[0], rulebook, norm).verdict for cases in records) for norm in norms
    ]
    assert found["a/1"] == expected
    assert any(one != two for one, two in expected)


def test_the_verdicts_on_elements_are_compared_without_the_norm_itself(rulebook: Rulebook, records) -> None:
    """Every element below the root, once."""
    norm = "trafficking-in-persons"
    found = element_units(*records, rulebook, [norm], roots=False)
    one, two = (assess(cases.records[0], rulebook, norm).elements for cases in records)
    assert set(one) > {norm, "act", "means", "purpose"}
    assert found == {"a/1": [(one[name], two[name]) for name in one if name != norm]}
    assert one["means"] != two["means"]


def test_each_element_is_compared_by_itself(rulebook: Rulebook, records) -> None:
    """One pair for each account that both have, under the names of norm and element."""
    norms = ["trafficking-in-persons", "childrens-registration"]
    found = units_by_element(*records, rulebook, norms)
    for norm in norms:
        one, two = (assess(cases.records[0], rulebook, norm).elements for cases in records)
        for name in rulebook.norms[norm].elements:
            assert found.pop(f"{norm}/{name}") == {"a/1": [(one[name], two[name])]}
    assert found == {}
