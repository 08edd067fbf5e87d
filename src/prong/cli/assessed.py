"""A record assessed and explained under norms: what memos and the site are made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from prong.evaluation.assess import assess
from prong.evaluation.facts import facts_of
from prong.explanation.explain import explain
from prong.model.cases import Record
from prong.model.norms import Rulebook
from prong.rendering.questions import Assessed


def assessed(
    record: Record,
    rulebook: Rulebook,
    norms: Iterable[str],
    *,
    regime: str | None = None,
    readings: Mapping[str, str] = MappingProxyType({}),
) -> list[Assessed]:
    """The trace of each norm in a record, with its explanation."""
    facts = facts_of(record, rulebook.vocabulary)
    found = []
    for norm in norms:
        trace = assess(record, rulebook, norm, regime=regime, readings=readings)
        found.append(Assessed(trace, explain(rulebook, norm, facts, trace.readings, regime=regime)))
    return found
