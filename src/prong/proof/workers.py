"""Mutation testing over all cores: each worker reads the rules itself and takes a norm's edits in turn.

What becomes of an edit depends on nothing else, so the answers come back in the order of the rules whatever
the number of workers.
"""

from __future__ import annotations

import functools
import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from prong.language.rulebook import load_rulebook
from prong.model.norms import Example, Rulebook
from prong.proof.edits import Edit, edits_of
from prong.proof.mutation import Fate, Mutant, mutant_of

AT_ONCE = 8
"""Edits that a worker takes at a time: they differ much in cost, and a few at a time keep all cores busy."""

Told = tuple[Fate, str, Example | None]
"""What a worker tells of an edit: all of a mutant but the edit itself, whose rules do not travel."""


@functools.lru_cache(maxsize=1)
def _rules(folder: Path) -> Rulebook:
    return load_rulebook(folder)


@functools.lru_cache(maxsize=64)
def _edits(folder: Path, norm: str) -> tuple[Edit, ...]:
    return tuple(edits_of(_rules(folder), norm))


def _some(folder: Path, norm: str, start: int) -> list[Told]:
    some = _edits(folder, norm)[start : start + AT_ONCE]
    mutants = (mutant_of(_rules(folder), edit) for edit in some)
    return [(mutant.fate, mutant.by, mutant.missing) for mutant in mutants]


def mutants_in(folder: Path, rulebook: Rulebook, norms: Sequence[str], *, jobs: int) -> Iterator[Mutant]:
    """What becomes of every edit of these norms, in the order of the rules, shared by so many processes."""
    edits = {norm: tuple(edits_of(rulebook, norm)) for norm in norms}
    if jobs == 1:
        for known in edits.values():
            yield from (mutant_of(rulebook, edit) for edit in known)
        return
    # Started afresh: a copy of a process that draws a progress bar could be caught with a lock held.
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=jobs, mp_context=fresh) as pool:
        shares = [
            (known[start : start + AT_ONCE], pool.submit(_some, folder, norm, start))
            for norm, known in edits.items()
            for start in range(0, len(known), AT_ONCE)
        ]
        for share, told in shares:
            yield from (Mutant(edit, *fate) for edit, fate in zip(share, told.result(), strict=True))
