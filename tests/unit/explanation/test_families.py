"""Families of sets against Python's own sets."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from prong.explanation.families import NONE, UNIT, Families

Sets = set[frozenset[int]]
families = st.sets(st.frozensets(st.integers(0, 5), max_size=4), max_size=12)


def held(made: Families, sets: Iterable[frozenset[int]]) -> int:
    """The family of these sets."""
    found = NONE
    for items in sets:
        found = made.union(found, made.with_items(sorted(items), UNIT))
    return found


def listed(made: Families, family: int) -> list[frozenset[int]]:
    return [frozenset(items) for items in made.smallest(family, 10**6)]


@given(families)
def test_a_family_lists_and_counts_what_it_was_made_of(sets: Sets) -> None:
    made = Families()
    family = held(made, sets)
    assert sorted(map(sorted, listed(made, family))) == sorted(map(sorted, sets))
    assert made.count(family) == len(sets)


@given(families, st.integers(0, 12))
def test_the_smallest_sets_come_first_and_then_those_with_the_earlier_items(sets: Sets, limit: int) -> None:
    made = Families()
    ordered = sorted((tuple(sorted(items)) for items in sets), key=lambda items: (len(items), items))
    assert made.smallest(held(made, sets), limit) == tuple(ordered[:limit])


@given(families, families)
def test_a_union_holds_the_sets_of_either(one: Sets, other: Sets) -> None:
    made = Families()
    assert made.union(held(made, one), held(made, other)) == held(made, one | other)


@given(families, families)
def test_what_includes_a_set_of_the_other_family_is_left_out(one: Sets, other: Sets) -> None:
    made = Families()
    left = {items for items in one if not any(smaller <= items for smaller in other)}
    assert made.nonsupersets(held(made, one), held(made, other)) == held(made, left)


@given(families, st.frozensets(st.integers(0, 5)))
def test_what_holds_an_item_to_be_avoided_is_left_out(sets: Sets, avoided: frozenset[int]) -> None:
    made = Families()
    left = {items for items in sets if not items & avoided}
    assert made.avoiding(held(made, sets), avoided) == held(made, left)


@given(families)
def test_equal_families_are_the_same_number_however_they_were_made(sets: Sets) -> None:
    made = Families()
    ordered = sorted(sets, key=sorted)
    assert held(made, ordered) == held(made, reversed(ordered))


def test_a_family_of_a_million_sets_is_counted_and_its_smallest_listed_at_once() -> None:
    """Twenty choices between two items each."""
    made = Families()
    family = UNIT
    for number in reversed(range(20)):
        family = made.node(2 * number, made.with_items([2 * number + 1], family), family)
    assert made.count(family) == 2**20
    assert made.smallest(family, 1) == (tuple(range(0, 40, 2)),)
