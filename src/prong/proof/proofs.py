"""What a proof says: a claim about a rule, whether it holds in all cases, and the case that refutes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from prong.evaluation.facts import NO_FACT, facts_stated
from prong.evaluation.lanes import NOTHING
from prong.explanation.space import Witness
from prong.model.norms import Anchor, ElementRef, Example, Expectation, Relation, StatedFact
from prong.model.standards import LADDER
from prong.model.verdicts import Verdict
from prong.model.vocabulary import Vocabulary
from prong.proof.parts import Role

Claim = Literal["can-be-satisfied", "can-fail", "has-effect", "decides", "positions-differ", "relation"]


@dataclass(frozen=True, slots=True)
class Refuting:
    """A case that refutes a claim: how it answers each test in question, and where it stands as an example.

    Where a part of a rule is in question, `without` is the answer of the rule without it. There is no example
    where only predicates are in question, of which examples expect nothing.
    """

    case: Witness
    answers: tuple[tuple[str, Verdict], ...]
    regime: str | None
    example: Example | None
    without: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """One claim about a norm, proved or refuted.

    `subject` and `object` are names as the norm's document writes them; `role` is that of a part.
    `refuted_under` holds the regimes under which the claim is wrong (None: the rules as they stand).
    `declared` is the relation of the document that says so and says why: what is declared is no fault.
    """

    norm: str
    claim: Claim
    subject: str
    object: str
    role: Role | None
    anchor: Anchor
    refuted_under: tuple[str | None, ...] = ()
    refuting: tuple[Refuting, ...] = ()
    relation: Relation | None = None
    declared: Relation | None = None

    @property
    def is_fault(self) -> bool:
        """Whether the claim is wrong and no relation declares it so."""
        return bool(self.refuted_under) and self.declared is None


def example_of(
    case: Witness, answers: dict[ElementRef, Verdict], title: str, vocabulary: Vocabulary, regime: str | None
) -> Example:
    """A case as an example of a rule document, which expects what the rules answer today."""
    expect = tuple(Expectation(ref, verdict.value) for ref, verdict in answers.items())
    return Example(title, stated_facts(case, vocabulary), expect, tuple(case.readings.items()), regime)


def stated_facts(case: Witness, vocabulary: Vocabulary) -> tuple[StatedFact, ...]:
    """The facts of a case as examples state them, a quantity by its number where a number says it all."""
    stated: dict[str, StatedFact] = {}
    for name, fact in case.facts.items():
        derived = vocabulary.predicates[name].derived
        quantity = derived and _in_years(derived.quantity, case, vocabulary)
        if quantity:
            stated[quantity.name] = quantity
        else:
            support, opposition = (
                None if side == NOTHING else LADDER[side] for side in (fact.support, fact.opposition)
            )
            stated[name] = StatedFact(name, support, opposition)
    return tuple(stated.values())


def _in_years(quantity: str, case: Witness, vocabulary: Vocabulary) -> StatedFact | None:
    """The narrowest statement of a quantity that shows just what is known of its thresholds in the case."""
    known = {
        name: predicate.derived
        for name, predicate in vocabulary.predicates.items()
        if predicate.derived and predicate.derived.quantity == quantity
    }
    bounds = {d.at_least if d.below is None else d.below for d in known.values()}
    numbers = sorted({number for bound in bounds for number in (bound - 1, bound) if number >= 0})
    wanted = {name: case.facts.get(name, NO_FACT) for name in known if name in case.asked}
    for width in range(len(numbers)):
        for low, high in zip(numbers, numbers[width:], strict=False):
            stated = StatedFact(quantity, low=low, high=high, quantity=True)
            shown = facts_stated((stated,), vocabulary)
            if {name: shown.get(name, NO_FACT) for name in wanted} == wanted:
                return stated
    return None
