"""Relations are proved where they hold, and refuted by the smallest case where they do not."""

from __future__ import annotations

import pytest

from prong.evaluation.examples import run_example
from prong.language.printing import print_example
from prong.model.verdicts import Verdict
from prong.proof.effect import Conclusions
from prong.proof.relations import check_relations, prove_relations

SATISFIED, UNDETERMINED = Verdict.SATISFIED, Verdict.UNDETERMINED
READING = """
```reading
doubt:
  question: Which of them?
  cite: lex/1
  default: broad
  positions: {broad: {holds: So., authorities: [lex/1]}, narrow: {holds: Not., authorities: [lex/1]}}
```
"""


def related(body: str) -> str:
    """A relation block."""
    return f"\n```relation\ntitle: It is so.\ncite: lex/1\n{body}\n```\n"


def refuted(rulebook) -> list:
    """What is refuted of the relations of all norms."""
    return list(check_relations(rulebook))


HOLDS = [
    ("test: {all: [A, B]}", "subject: test\nimplies: [a, b]"),
    ("test: {any: [A, B]}", "subject: a\nimplies: test"),
    ("test: {any: [A, {not: B}]}", "subject: test\ngiven: b\nequivalent: a"),
    ("test: {is: A, unless: {B: {cite: lex/1}}}", "subject: test\nexcludes: b"),
    ("test: {is: A, unless: {B: {cite: lex/1}}}", "subject: test\ngiven: {not: b}\nequivalent: a"),
    ("test: {all: [A, limb]}\nlimb: {any: [B, C]}", "subject: test\ngiven: b\nindependent-of: c"),
    (
        "test: {all: [A, limb]}\nlimb: {is: B, dispensed-when: {C: {cite: lex/1}}}",
        "subject: test\ngiven: c\nindependent-of: limb",
    ),
]


@pytest.mark.parametrize(("elements", "body"), HOLDS)
def test_a_relation_that_holds_is_proved(rules, elements, body):
    rulebook = rules(elements, related(body))
    proofs = list(prove_relations(rulebook, "test", Conclusions(rulebook)))
    assert proofs
    assert not any(proof.refuted_under for proof in proofs)


A_ALONE = {"a": SATISFIED, "test": UNDETERMINED}
FAILS = [
    ("test: {any: [A, B]}", "subject: test\nimplies: a", "{b: yes}", {"test": SATISFIED, "a": UNDETERMINED}),
    ("test: {all: [A, B]}", "subject: a\nimplies: test", "{a: yes}", A_ALONE),
    ("test: {all: [A, B]}", "subject: a\nequivalent: test", "{a: yes}", A_ALONE),
    ("test: {any: [A, B]}", "subject: test\nexcludes: b", "{b: yes}", {"test": SATISFIED, "b": SATISFIED}),
    (
        "test: {all: [A, B, C]}",
        "subject: a\ngiven: b\nimplies: test",
        "{a: yes, b: yes}",
        A_ALONE,
    ),
]


@pytest.mark.parametrize(("elements", "body", "facts", "answers"), FAILS)
def test_a_relation_that_fails_is_refuted_by_the_smallest_case(rules, elements, body, facts, answers):
    rulebook = rules(elements, related(body))
    (proof,) = refuted(rulebook)
    assert proof.refuted_under == (None,)
    (found,) = proof.refuting
    assert dict(found.answers) == answers
    assert f"\nfacts: {facts}\n" in print_example(found.example, "test")


def test_two_norms_that_must_exclude_each_other_are_held_apart(rules):
    """Where both can be satisfied, the case in which they are is shown."""
    blocks = related("subject: test\nexcludes: other")
    assert refuted(rules("test: {all: [A, B]}", blocks, other="other: {all: [C, {not: B}]}")) == []
    (proof,) = refuted(rules("test: {all: [A, B]}", blocks, other="other: {all: [C, B]}"))
    (found,) = proof.refuting
    assert dict(found.answers) == {"test": SATISFIED, "other": SATISFIED}
    assert "\nfacts: {a: yes, b: yes, c: yes}\n" in print_example(found.example, "test")


def test_two_cases_refute_that_a_test_is_independent_of_another(rules):
    """They differ in what decides the other test alone."""
    elements = "test: {all: [A, limb]}\nlimb: {any: [B, C]}"
    rulebook = rules(elements, related("subject: test\nindependent-of: limb"))
    (proof,) = refuted(rulebook)
    without, with_it = proof.refuting
    assert [dict(found.answers)["test"] for found in proof.refuting] == [UNDETERMINED, SATISFIED]
    assert {name: f for name, f in with_it.case.facts.items() if name not in ("b", "c")} == without.case.facts
    assert set(without.case.facts) == {"a"}


def test_a_relation_speaks_of_its_positions_alone(rules):
    elements = "test: {reading: doubt, positions: {broad: A, narrow: {all: [A, B]}}}"
    strict = related("readings: {doubt: narrow}\nsubject: test\nimplies: b")
    assert refuted(rules(elements, READING + strict)) == []
    (proof,) = refuted(rules(elements, READING + related("subject: test\nimplies: b")))
    assert proof.refuting[0].case.readings == {}


def test_a_test_can_be_independent_of_a_reading(rules):
    elements = "test: {all: [limb, C]}\nlimb: {reading: doubt, positions: {broad: A, narrow: {all: [A, B]}}}"
    blocks = READING + related("subject: test\ngiven: b\nindependent-of: doubt")
    assert refuted(rules(elements, blocks)) == []
    (proof,) = refuted(rules(elements, READING + related("subject: test\nindependent-of: doubt")))
    assert [found.case.readings for found in proof.refuting] in (
        [{}, {"doubt": "narrow"}],
        [{"doubt": "narrow"}, {}],
    )


def test_a_relation_that_fails_under_a_regime_alone_is_refuted_there(rules):
    """The regime asks less of the one test than of the other."""
    elements = "test: {all: [limb, B]}\nlimb: {is: A}"
    regime = "test/limb: {standard: some-evidence, cite: lex/1}"
    blocks = related("subject: test\nimplies: a")
    assert refuted(rules(elements, blocks)) == []
    (proof,) = refuted(rules(elements, blocks, regime=regime))
    assert proof.refuted_under == ("strict",)
    assert proof.refuting[0].example.regime == "strict"


def test_what_is_declared_without_effect_and_has_one_is_refuted(rules):
    rulebook = rules("test: {any: [A, B]}", related("subject: test\nwithout-effect: b"))
    (proof,) = refuted(rulebook)
    (found,) = proof.refuting
    assert found.without is not dict(found.answers)["test"]


def test_a_threshold_implies_the_wider_one(rules):
    """Whoever is under fifteen is under eighteen, and whoever is of age is neither."""
    elements = "test: {any: [under-fifteen, limb, of-age]}\nlimb: {all: [under-eighteen, A]}"
    body = "subject: under-fifteen\nimplies: under-eighteen"
    assert refuted(rules(elements, related(body))) == []
    body = "subject: of-age\nexcludes: [under-fifteen, under-eighteen]"
    assert refuted(rules(elements, related(body))) == []
    (proof,) = refuted(rules(elements, related("subject: under-eighteen\nimplies: under-fifteen")))
    assert proof.refuting[0].example is None
    (proof,) = refuted(rules(elements, related("subject: limb\nimplies: under-fifteen")))
    assert "\nfacts: {age: {from: 14, to: 15}, a: yes}\n" in print_example(proof.refuting[0].example, "test")


@pytest.mark.parametrize(("elements", "body", "facts", "answers"), FAILS)
def test_the_example_of_a_refutation_is_what_the_rules_answer(rules, elements, body, facts, answers):
    rulebook = rules(elements, related(body))
    (proof,) = refuted(rulebook)
    assert run_example(rulebook, rulebook.norms["test"], proof.refuting[0].example) == ()
