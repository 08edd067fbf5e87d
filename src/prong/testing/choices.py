"""What an assessment and a mutation choose among: positions of readings, regimes, edits of a rule."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st

from prong.evaluation.program import compile_norm
from prong.proof.edits import Edit, edits_of
from prong.testing.accounts import Ruleset, rulebook_from


def readings(ruleset: Ruleset, *, norm: str | None = None) -> st.SearchStrategy[Mapping[str, str]]:
    """A position for some of the readings that a norm rests on; the others keep their default."""
    rulebook = rulebook_from(ruleset)
    names = rulebook.readings if norm is None else compile_norm(rulebook, norm).readings
    positions = {
        name: st.sampled_from([position.id for position in rulebook.readings[name].positions])
        for name in names
    }
    return st.fixed_dictionaries({}, optional=positions)


def regimes(ruleset: Ruleset, *, norm: str | None = None) -> st.SearchStrategy[str | None]:
    """A regime, or none; with a norm, only those that set something for it."""
    known = rulebook_from(ruleset).regimes.values()
    named = [r.id for r in known if norm is None or any(a.norm == norm for a in r.assignments)]
    return st.sampled_from([None, *named])


def edits(ruleset: Ruleset, *, norm: str | None = None) -> st.SearchStrategy[Edit]:
    """One-step edits of a norm, of every kind that mutation testing knows; of any, where none is named.

    Apply one with `prong.proof.edits.edited`.
    """
    rulebook = rulebook_from(ruleset)
    norms = rulebook.norms if norm is None else (norm,)
    known: dict[str, list[Edit]] = {}
    for edit in (edit for name in norms for edit in edits_of(rulebook, name)):
        known.setdefault(edit.kind, []).append(edit)
    return st.sampled_from(list(known)).flatmap(lambda kind: st.sampled_from(known[kind]))
