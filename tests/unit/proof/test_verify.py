"""What is idle in a norm, or has one answer, is found; what is not is proved."""

from __future__ import annotations

import pytest

from prong.proof.effect import Conclusions
from prong.proof.proofs import Proof
from prong.proof.verify import verify

READING = """
```reading
doubt:
  question: Which of them?
  cite: lex/1
  default: broad
  positions: {broad: {holds: So., authorities: [lex/1]}, narrow: {holds: Not., authorities: [lex/1]}}
```
"""


def faults(rulebook, norm: str = "test") -> list[tuple]:
    """What is refuted of a norm and not declared."""
    proofs = verify(rulebook, norm, Conclusions(rulebook))
    return [(p.claim, p.subject, p.object, p.refuted_under) for p in proofs if p.is_fault]


SOUND = [
    "test: {all: [A, B]}",
    "test: {any: [A, {all: [B, C]}]}",
    "test: {at-least: {count: 2, of: [A, B, C]}}",
    "test: {weigh: [A, B]}",
    "test: {all: [A, {not: B}], unless: {C: {cite: lex/1}}}",
    "test: {all: [A, limb]}\nlimb: {is: B, dispensed-when: {C: {cite: lex/1}}}",
    "test: {all: [A, limb], objection: {C: {cite: lex/1, answered-by: B}}}\nlimb: {any: [B, D]}",
    "test: {is: A, burden: {on: state, presume: satisfied, cite: lex/1}}",
]


@pytest.mark.parametrize("elements", SOUND)
def test_a_sound_norm_has_no_fault(rules, elements):
    """Every construct and every modifier, each with something to do."""
    assert faults(rules(elements)) == []


LIMB = "limb: {all: [A, B]}"
ALL_OF_LIMB = [("test", "limb"), ("limb", "b")]
IDLE = [
    (f"test: {{all: [A, limb]}}\n{LIMB}", [("test", "a"), ("limb", "a")]),
    (f"test: {{any: [A, limb]}}\n{LIMB}", [("test", "limb"), ("limb", "b")]),
    ("test: {all: [A, {any: [A, B]}]}", [("test", "2"), ("test", "b")]),
    ("test: {is: A, unless: {limb: {cite: lex/1}}}\nlimb: {not: A}", [("test", "limb")]),
    ("test: {all: [A, B], objection: {C: {cite: lex/1, answered-by: A}}}", [("test", "c")]),
    ("test: {all: [A, limb]}\nlimb: {is: A, dispensed-when: {B: {cite: lex/1}}}", ALL_OF_LIMB),
]


@pytest.mark.parametrize(("elements", "expected"), IDLE)
def test_what_turns_no_conclusion_is_found(rules, elements, expected):
    """A part that another requires, an alternative that another includes, a modifier that never bites."""
    found = faults(rules(elements))
    assert [fault[1:3] for fault in found if fault[0] == "has-effect"] == expected


def test_an_element_that_can_never_be_satisfied_is_found(rules):
    found = faults(rules("test: {any: [A, limb]}\nlimb: {all: [B, {not: B}]}"))
    assert ("can-be-satisfied", "limb", "", (None,)) in found


def test_an_element_that_can_never_fail_is_found(rules):
    found = faults(rules("test: {all: [A, limb]}\nlimb: {any: [B, {not: B}]}"))
    assert ("can-fail", "limb", "", (None,)) in found


def test_a_reading_whose_positions_come_to_the_same_is_found(rules):
    same = "test: {reading: doubt, positions: {broad: {any: [A, B]}, narrow: {any: [B, A]}}}"
    assert ("has-effect", "", "doubt", (None,)) in faults(rules(same, READING))
    apart = "test: {reading: doubt, positions: {broad: {any: [A, B]}, narrow: {all: [B, A]}}}"
    assert faults(rules(apart, READING)) == []


def test_two_positions_of_three_that_come_to_the_same_are_found(rules):
    reading = READING.replace("narrow:", "middle: {holds: So., authorities: [lex/1]}, narrow:")
    elements = "test: {reading: doubt, positions: {broad: A, middle: A, narrow: {all: [A, B]}}}"
    assert faults(rules(elements, reading)) == [("positions-differ", "doubt", "broad and middle", (None,))]


def test_what_is_idle_under_a_regime_alone_is_found_there(rules):
    """The limb asks a lower standard until the regime asks the same of both."""
    low = "limb: {is: A, standard: some-evidence}"
    elements = f"test: {{all: [limb, other-limb]}}\n{low}\nother-limb: {{all: [A, B]}}"
    rulebook = rules(elements, regime="test/limb: {standard: reasonable-grounds, cite: lex/1}")
    assert ("has-effect", "test", "limb", ("strict",)) in faults(rulebook)
    assert ("has-effect", "test", "limb", (None,)) not in faults(rulebook)


def test_the_presumption_that_a_regime_sets_itself_is_not_held_against_the_document(rules):
    burden = "burden: {on: state, presume: satisfied, cite: lex/1}"
    rulebook = rules(f"test: {{is: A, {burden}}}", regime=f"test/test: {{{burden}, cite: lex/1}}")
    assert faults(rulebook) == []


def test_an_effect_on_another_norm_is_an_effect(rules):
    """The limb turns nothing in its own norm, but the other norm rests on it alone."""
    elements = "test: {all: [A, limb]}\nlimb: {all: [A, B]}"
    found = faults(rules(elements, other="other: {any: [test/limb, C]}"))
    assert ("has-effect", "limb", "a", (None,)) not in found
    assert ("has-effect", "test", "a", (None,)) in found


def test_what_is_declared_to_be_without_effect_is_no_fault(rules):
    declared = "\n```relation\ntitle: It says so twice.\ncite: lex/1\nsubject: limb\nwithout-effect: A\n```\n"
    elements = "test: {all: [A, C, limb]}\nlimb: {all: [A, B]}"
    assert ("has-effect", "limb", "a", (None,)) in faults(rules(elements))
    found = verify(rulebook := rules(elements, declared), "test", Conclusions(rulebook))
    proofs = {(p.claim, p.subject, p.object): p for p in found}
    proof: Proof = proofs["has-effect", "limb", "a"]
    assert proof.refuted_under == (None,)
    assert proof.declared == rulebook.norms["test"].relations[0]
    assert not proof.is_fault
    assert not proofs["relation", "limb", "a"].refuted_under
