"""What counts as satisfied, failed and decisive, each on a norm that is small enough to count by hand."""

from collections.abc import Iterable

import pytest

from prong.evaluation.facts import Fact, Facts
from prong.evaluation.lanes import NOTHING
from prong.model.norms import (
    All,
    Any,
    Burden,
    ByReading,
    Element,
    ElementRef,
    Modifier,
    Position,
    PredicateRef,
    Reading,
    Rulebook,
)
from prong.model.standards import LADDER
from prong.proof.asked import Asked, asked_of_examples, asked_of_records
from prong.proof.coverage import Part, coverage_of
from prong.testing.norms import CITE, NORM, element_of, rulebook_of

TOP = LADDER[-1]
P0, P1, P2 = map(PredicateRef, ("p0", "p1", "p2"))
READING = Reading("r", "Which?", (CITE,), "a", (Position("a", "A.", (CITE,)), Position("b", "B.", (CITE,))))


def facts(words: str) -> Facts:
    """`p0 -p1 ±p2`: shown, denied, contested."""
    found = {}
    for word in words.split():
        name = word.lstrip("-±")
        found[name] = Fact(NOTHING if word[0] == "-" else TOP, TOP if word[0] in "-±" else NOTHING)
    return found


def asked(words: str, **readings: str) -> Asked:
    return Asked(words, 1, facts(words), readings)


def norm_of(*elements: Element, readings: tuple[Reading, ...] = ()) -> Rulebook:
    return rulebook_of({element.id: element for element in elements}, readings)


def missing(rulebook: Rulebook, cases: Iterable[Asked]) -> dict[str, tuple[str, ...]]:
    """What has not been shown, of each part that lacks something."""
    return {f"{p.kind} {p.name}": p.missing for p in coverage_of(rulebook, NORM, cases) if p.missing}


def part(rulebook: Rulebook, cases: Iterable[Asked], kind: str, name: str) -> Part:
    return next(p for p in coverage_of(rulebook, NORM, cases) if (p.kind, p.name) == (kind, name))


def test_two_cases_that_differ_in_a_part_alone_and_in_the_outcome_are_a_pair() -> None:
    rulebook = norm_of(element_of(NORM, All((P0, P1))))
    cases = [asked("p0 p1"), asked("p0 -p1"), asked("-p0 p1")]
    assert missing(rulebook, cases) == {}
    found = part(rulebook, cases, "alternative", "p1")
    assert found.decisive == (cases[0], cases[1])
    assert (found.satisfied, found.failed) == ([cases[0], cases[2]], [cases[1]])


def test_two_cases_that_differ_in_a_second_part_are_no_pair() -> None:
    rulebook = norm_of(element_of(NORM, All((P0, P1))))
    cases = [asked("p0 p1"), asked("-p0 -p1")]
    assert missing(rulebook, cases) == {"alternative p0": ("decisive",), "alternative p1": ("decisive",)}


def test_two_cases_with_one_outcome_are_no_pair() -> None:
    rulebook = norm_of(element_of(NORM, Any((P0, P1))))
    cases = [asked("p0 p1"), asked("-p0 p1"), asked("-p0 -p1")]
    assert missing(rulebook, cases) == {"alternative p0": ("decisive",)}


def test_silence_on_the_other_parts_is_the_same_in_both() -> None:
    """A pair needs no word on what it is not about."""
    rulebook = norm_of(element_of(NORM, Any((P0, P1))))
    assert part(rulebook, [asked("p0"), asked("-p0")], "alternative", "p0").missing == ()


@pytest.mark.parametrize("words", ["", "±p0"])
def test_what_is_open_or_contested_shows_nothing_of_a_part(words: str) -> None:
    rulebook = norm_of(element_of(NORM, P0))
    found = part(rulebook, [asked(words), asked(words)], "alternative", "p0")
    assert found.missing == ("satisfied", "failed", "decisive")


def test_a_standard_that_only_one_case_asks_for_parts_a_pair() -> None:
    rulebook = norm_of(element_of(NORM, P0))
    other = Asked("other", 1, facts("-p0"), {}, standard=LADDER[3])
    assert part(rulebook, [asked("p0"), other], "alternative", "p0").missing == ("decisive",)


def test_parts_under_a_position_that_is_not_taken_do_not_count() -> None:
    formula = ByReading("r", (("a", P0), ("b", All((P0, P1)))))
    rulebook = norm_of(element_of(NORM, formula), readings=(READING,))
    cases = [asked("p0 p1"), asked("-p0 -p1"), asked("p0 p1", r="b"), asked("-p0 p1", r="b")]
    parts = {(p.kind, p.name, p.number): p.missing for p in coverage_of(rulebook, NORM, cases)}
    assert parts["alternative", "p0", 0] == ()
    assert parts["alternative", "p0", 1] == ()
    assert parts["alternative", "p1", 2] == ("failed", "decisive")


def test_a_position_is_decisive_where_it_alone_divides_two_cases() -> None:
    rulebook = norm_of(element_of(NORM, ByReading("r", (("a", P0), ("b", P1)))), readings=(READING,))
    cases = [asked("p0 -p1"), asked("p0 -p1", r="b"), asked("-p0 p1"), asked("-p0 p1", r="b")]
    assert missing(rulebook, cases) == {}
    found = part(rulebook, cases, "position", "r=a")
    assert found.decisive == (cases[0], cases[1])


def test_a_presumption_is_shown_where_it_closes_a_gap_and_where_evidence_rebuts_it() -> None:
    rulebook = norm_of(element_of(NORM, P0, burden=Burden("state", False, (CITE,))))
    assert part(rulebook, [asked("")], "presumption", "state").missing == ("failed", "decisive")
    assert part(rulebook, [asked(""), asked("-p0")], "presumption", "state").missing == ("failed", "decisive")
    assert part(rulebook, [asked(""), asked("p0")], "presumption", "state").missing == ()


@pytest.mark.parametrize(
    ("kind", "modifier", "cases"),
    [
        ("exception", {"unless": (Modifier(P1, (CITE,)),)}, ["p0 p1", "p0 -p1"]),
        ("dispensation", {"dispensed_when": (Modifier(P1, (CITE,)),)}, ["-p0 p1", "-p0 -p1"]),
        ("objection", {"objections": (Modifier(P1, (CITE,), P2),)}, ["p0 p1 -p2", "p0 -p1 -p2"]),
        ("answer", {"objections": (Modifier(P1, (CITE,), P2),)}, ["p0 p1 p2", "p0 p1 -p2"]),
    ],
)
def test_what_modifies_an_element_is_a_part_of_it(kind: str, modifier: dict, cases: list[str]) -> None:
    rulebook = norm_of(element_of(NORM, P0, **modifier))
    name = "p2" if kind == "answer" else "p1"
    assert part(rulebook, map(asked, cases), kind, name).missing == ()
    assert part(rulebook, map(asked, cases[:1]), kind, name).missing == ("failed", "decisive")


def test_an_element_is_decisive_as_a_part_of_another() -> None:
    limb = element_of("limb", P1)
    rulebook = norm_of(element_of(NORM, Any((P0, ElementRef(NORM, "limb")))), limb)
    cases = [asked("p0 p1"), asked("p0 -p1"), asked("-p0 -p1")]
    assert part(rulebook, cases, "element", "limb").missing == ("decisive",)
    assert part(rulebook, [*cases, asked("-p0 p1")], "element", "limb").missing == ()


def test_every_part_of_the_shipped_norms_is_decisive_by_their_own_examples(rulebook: Rulebook) -> None:
    """What can never be is declared to be without effect, and is shown satisfied and failed."""
    found = [
        part
        for name, norm in rulebook.norms.items()
        for part in coverage_of(rulebook, name, asked_of_examples(rulebook, norm))
    ]
    assert len(found) > 500
    assert [(p.norm, p.element, p.kind, p.name, p.missing) for p in found if p.missing] == []
    assert sum(part.declared for part in found) < 10


def test_coded_cases_count_beside_examples(rulebook: Rulebook, case_of, record_of) -> None:
    coded = asked_of_records(rulebook, [record_of(case_of({"powers-of-ownership": "yes"}))])
    found = coverage_of(rulebook, "slavery", coded)
    assert [case.title for case in found[0].satisfied] == ["made/record"]
