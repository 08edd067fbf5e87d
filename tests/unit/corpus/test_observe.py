"""What a mapping sees: sides, standards, bounds, conditions, crosswalks, and what it never sees."""

from __future__ import annotations

import dataclasses

import pyarrow as pa
import pytest

from prong.corpus.chunks import Chunk
from prong.corpus.observe import observer
from prong.corpus.planes import columns_of
from prong.errors import Place, ProngError
from prong.evaluation.facts import facts_stated
from prong.model.mappings import Bound, Column, Link
from prong.model.norms import StatedFact
from prong.model.standards import Standard

GROUNDS, SOME = Standard.REASONABLE_GROUNDS, Standard.SOME_EVIDENCE


def sees(mapping, harbour, cells, **options) -> dict[str, str]:
    """What one row with these cells shows of each predicate: `yes`, `no`, `both` or nothing."""
    ready = observer(mapping, harbour.vocabulary, **{"standard": SOME, **options})
    columns = {
        name: pa.array(["1" if name == ready.identifier else cells.get(name)], pa.utf8())
        for name in ready.wanted.columns
    }
    chunk = Chunk(columns, range(1, 2), lambda row, _: Place("a", row + 1))
    observed, misfits = ready.observe(chunk, pa.schema(ready.fields))
    assert misfits == ()
    words = {(False, False): "", (True, False): "yes", (False, True): "no", (True, True): "both"}
    (row,) = observed.to_pylist()
    return {name: words[tuple(row[side] for side in columns_of(name))] for name in ready.predicates}


@pytest.mark.parametrize(
    ("lessons", "expected"),
    [
        ("Rowing", "yes"),
        ("None", "no"),
        ("Rowing;Sailing", "yes"),
        ("Rowing; None", "both"),
        (None, ""),
        ("", ""),
        (";", ""),
    ],
)
def test_a_value_shows_denies_or_says_nothing(lessons, expected, rota, harbour):
    assert sees(rota, harbour, {"lessons": lessons})["training"] == expected


def test_a_finding_counts_at_its_own_standard_and_below(rota, harbour):
    cells = {"lessons": "Rowing", "band": "18+"}
    assert sees(rota, harbour, cells, standard=SOME) == {"training": "yes", "full-age": "yes"}
    assert sees(rota, harbour, cells, standard=GROUNDS) == {"training": "yes"}


def test_a_standard_to_which_the_data_shows_nothing_is_refused(rota, harbour):
    with pytest.raises(ProngError) as raised:
        observer(rota, harbour.vocabulary, standard=Standard.BEYOND_REASONABLE_DOUBT)
    assert raised.value.diagnostics[0].code == "E403"


def test_a_crosswalk_adds_what_it_shows_and_takes_nothing_away(rota, harbour):
    cells = {"season": "Spring", "lessons": "None"}
    assert sees(rota, harbour, cells)["training"] == "no"
    assert sees(rota, harbour, cells, crosswalks=("berth-as-training",))["training"] == "both"


def with_link(rota, target: str, *links: Link, **columns: Column):
    """The mapping with other links to one target."""
    return dataclasses.replace(rota, links={**rota.links, target: links}, columns={**rota.columns, **columns})


def test_all_conditions_of_a_link_must_hold(rota, harbour):
    conditions = (("season", ("Spring",)), ("band", ("18+",)))
    mapping = with_link(rota, "training", Link("lessons", yes=("Rowing",), when=conditions))
    cells = {"lessons": "Rowing", "season": "Spring", "band": "18+"}
    assert sees(mapping, harbour, cells)["training"] == "yes"
    for name in ("season", "band"):
        assert sees(mapping, harbour, {**cells, name: None})["training"] == ""
    assert sees(mapping, harbour, {**cells, "season": "Autumn"})["training"] == ""


@pytest.mark.parametrize("low", [None, 3, 17, 18, 40])
@pytest.mark.parametrize("high", [None, 3, 17, 18, 40])
def test_a_bound_shows_what_an_example_in_the_rules_with_this_age_shows(low, high, rota, harbour):
    if low is not None and high is not None and low > high:
        return
    link = Link("band", bounds=(("18+", Bound(low, high)),))
    fact = facts_stated(
        (StatedFact("age-at-training", low=low, high=high, quantity=True),), harbour.vocabulary
    )
    expected = fact.get("full-age")
    try:
        found = sees(with_link(rota, "age-at-training", link), harbour, {"band": "18+"})["full-age"]
    except KeyError:
        found = ""
    assert found == ("" if expected is None else "yes" if expected.support >= 0 else "no")


@pytest.mark.parametrize(
    ("reads", "number", "expected"),
    [
        ("exactly", "18", "yes"),
        ("exactly", "17", "no"),
        ("at-least", "18", "yes"),
        ("at-least", "17", ""),
        ("at-most", "18", ""),
        ("at-most", "17", "no"),
        ("exactly", None, ""),
    ],
)
def test_a_number_bounds_a_quantity_as_the_mapping_reads_it(reads, number, expected, rota, harbour):
    mapping = with_link(rota, "age-at-training", Link("berth", reads=reads))
    assert sees(mapping, harbour, {"berth": number})["full-age"] == expected


@pytest.mark.parametrize(("reads", "sided"), [("exactly", False), ("at-least", True), ("at-most", False)])
def test_what_the_data_can_never_deny_is_known_before_a_row_is_read(reads, sided, rota, harbour):
    mapping = with_link(rota, "age-at-training", Link("berth", reads=reads))
    ready = observer(mapping, harbour.vocabulary, standard=SOME)
    assert ("full-age" in ready.one_sided) == sided
    assert "training" not in ready.one_sided


def test_a_bound_that_never_decides_leaves_its_predicate_out_of_the_data(rota, harbour):
    mapping = with_link(rota, "age-at-training", Link("band", bounds=(("18+", Bound(high=40)),)))
    assert observer(mapping, harbour.vocabulary, standard=SOME).predicates == ("training",)
