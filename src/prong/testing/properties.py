"""All properties in one tuple, and the one call that asks them of a set of rules."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import hypothesis
from hypothesis import HealthCheck, Phase, given
from hypothesis import strategies as st

from prong.model.norms import Rulebook
from prong.testing.accounts import Ruleset, rulebook_from
from prong.testing.laws import evidence, forms, measures, modifiers
from prong.testing.property import Property, Subject

PROPERTIES: tuple[Property, ...] = (*evidence.LAWS, *modifiers.LAWS, *measures.LAWS, *forms.LAWS)
BUDGET = 40
"""Cases tried for each property of each norm, unless told otherwise."""
PHASES = (Phase.generate, Phase.shrink)
"""Cases are made and then made smaller; none is kept from an earlier run."""


def assert_properties(
    ruleset: Ruleset,
    *,
    norms: Iterable[str] | None = None,
    properties: Iterable[Property] = PROPERTIES,
    examples: int = BUDGET,
    seed: int | None = None,
) -> None:
    """Ask every property that applies of every norm; the same call tries the same cases.

    Args:
        ruleset: a rulebook, or the folder of the rules.
        norms: ids of norms; all where none is named.
        properties: those to ask, in this order.
        examples: cases tried for each property of each norm.
        seed: other cases; None stands for those that are always tried.

    Raises:
        AssertionError: for each property that fails, the norm, the law's words and the smallest case.
    """
    rulebook = rulebook_from(ruleset)
    folder = None if isinstance(ruleset, Rulebook) else Path(ruleset)
    asked = tuple(properties)
    failures = [
        failure
        for norm in (rulebook.norms if norms is None else norms)
        for each in asked
        if (failure := failure_of(each, Subject(rulebook, norm, folder), examples=examples, seed=seed))
    ]
    if failures:
        raise AssertionError("\n\n".join(failures))


def failure_of(
    asked: Property, subject: Subject, *, examples: int = BUDGET, seed: int | None = None
) -> str | None:
    """What speaks against a property of a norm, in words, or None where nothing was found."""
    if not asked.applies(subject):
        return None

    @hypothesis.settings(
        max_examples=examples,
        database=None,
        deadline=None,
        derandomize=seed is None,
        phases=PHASES,
        print_blob=False,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        asked.check(subject, data.draw)

    try:
        (holds if seed is None else hypothesis.seed(seed)(holds))()
    except AssertionError as failure:
        law = " ".join((asked.__doc__ or "").split())
        notes = "\n".join(getattr(failure, "__notes__", ()))
        cite = f" ({asked.cite})" if asked.cite else ""
        return f"{subject.norm}: {asked.name}{cite}: {law}\n{failure}\n{notes}"
    return None
