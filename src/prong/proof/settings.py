"""Under what a norm is proved: its own standards and burdens, and those of every regime that changes them."""

from __future__ import annotations

from collections.abc import Iterable

from prong.evaluation.program import Program
from prong.model.norms import Rulebook


def settings_for(rulebook: Rulebook, programs: Iterable[Program]) -> tuple[str | None, ...]:
    """None for the rules as they stand, then each regime that sets something for a norm in these programs."""
    norms = {node.norm for program in programs for node in program.nodes}
    return None, *(
        name
        for name, regime in rulebook.regimes.items()
        if any(assigned.norm in norms for assigned in regime.assignments)
    )
