"""From the accounts of a record to the facts that a norm is evaluated on: findings pooled, dates computed.

Findings of several accounts are pooled: support is the strongest that any gives, opposition likewise, so
that disagreement shows as *contested*. Silence gives neither.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from prong.evaluation.lanes import NOTHING, STATES, state_of
from prong.evaluation.same import Same
from prong.model.ages import quantity_of
from prong.model.cases import Case, Record
from prong.model.norms import StatedFact
from prong.model.sources import Source
from prong.model.standards import LADDER
from prong.model.vocabulary import Derived, Vocabulary


@dataclass(frozen=True, slots=True)
class Ground:
    """One finding, or one computation from dates (`index` None), behind a fact."""

    account: str
    predicate: str
    index: int | None
    holds: bool
    to: int
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """Both sides of a predicate: the highest level of support and of opposition, and what they rest on.

    `state` numbers the two levels, so that what depends on them alone can be looked up; the numbers of
    facts that rest on grounds follow those of facts that are merely given.
    """

    support: int = NOTHING
    opposition: int = NOTHING
    grounds: tuple[Ground, ...] = ()
    state: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        state = state_of(self.support, self.opposition) + (STATES if self.grounds else 0)
        object.__setattr__(self, "state", state)


NO_FACT = Fact()
TOP = LADDER[-1]
Facts = Mapping[str, Fact]


def facts_of(record: Record, vocabulary: Vocabulary) -> Facts:
    """The facts of a record, one entry for each predicate on which anything is known.

    Those of the last records are kept, because a record is assessed by one norm after the other.
    """
    return _facts_of(Same(record), Same(vocabulary))


@functools.lru_cache(maxsize=64)
def _facts_of(same_record: Same[Record], same_vocabulary: Same[Vocabulary]) -> Facts:
    record, vocabulary = same_record.value, same_vocabulary.value
    grounds: dict[str, list[Ground]] = {}
    for case, source in record.accounts:
        for ground in _found(case):
            grounds.setdefault(ground.predicate, []).append(ground)
        for ground in _computed(case, source, vocabulary):
            grounds.setdefault(ground.predicate, []).append(ground)
    return MappingProxyType({predicate: _pooled(tuple(found)) for predicate, found in grounds.items()})


def facts_stated(stated: tuple[StatedFact, ...], vocabulary: Vocabulary) -> Facts:
    """The facts of an example in a rule document."""
    facts = {
        fact.name: Fact(
            NOTHING if fact.support is None else fact.support,
            NOTHING if fact.opposition is None else fact.opposition,
        )
        for fact in stated
        if not fact.quantity
    }
    quantities = {fact.name: fact for fact in stated if fact.quantity}
    for name, predicate in vocabulary.predicates.items():
        if predicate.derived and (fact := quantities.get(predicate.derived.quantity)):
            holds = holds_between(predicate.derived, fact.low, fact.high)
            if holds is not None:
                before = facts.get(name, NO_FACT)
                facts[name] = Fact(TOP, before.opposition) if holds else Fact(before.support, TOP)
    return facts


def _found(case: Case) -> list[Ground]:
    return [
        Ground(
            case.case,
            predicate,
            index,
            finding.holds == "yes",
            finding.to,
            tuple(e.at for e in finding.evidence),
        )
        for predicate, findings in case.findings.items()
        for index, finding in enumerate(findings)
    ]


def _computed(case: Case, source: Source, vocabulary: Vocabulary) -> list[Ground]:
    grounds = []
    for name, predicate in vocabulary.predicates.items():
        if predicate.derived is None:
            continue
        span, evidence = quantity_of(vocabulary.quantities[predicate.derived.quantity], case)
        holds = holds_between(predicate.derived, span.low, span.high)
        if holds is not None:
            pinpoints = tuple(dict.fromkeys(e.at for e in evidence))
            grounds.append(Ground(case.case, name, None, holds, source.stated_to, pinpoints))
    return grounds


def holds_between(derived: Derived, low: int | None, high: int | None) -> bool | None:
    """Whether every, no or only some value of the interval satisfies the threshold."""
    if derived.below is not None:
        bound, above, below = derived.below, False, True
    else:
        bound, above, below = derived.at_least, True, False
    if low is not None and low >= bound:
        return above
    if high is not None and high < bound:
        return below
    return None


def _pooled(grounds: tuple[Ground, ...]) -> Fact:
    support = max((ground.to for ground in grounds if ground.holds), default=NOTHING)
    opposition = max((ground.to for ground in grounds if not ground.holds), default=NOTHING)
    return Fact(support, opposition, grounds)
