"""Differences between two versions of the rules, in lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from prong.explanation.difference import CaseDifference, NormDifference, Separating, Supposed
from prong.model.norms import Rulebook
from prong.model.standards import Standard
from prong.rendering.questions import words_of

KINDS = {
    "added": "added",
    "removed": "removed",
    "changed": "changed in meaning",
    "reworded": "the same in meaning, written otherwise",
}


LISTED = 8
"""How many elements are named; of the others it is said how many there are."""


def difference_lines(
    found: Sequence[NormDifference],
    moved: Sequence[CaseDifference],
    old: Rulebook,
    new: Rulebook,
    cases: int | None,
) -> Iterator[str]:
    """Each norm that is not as it was, with the smallest separating case; then the cases that move."""
    for one in found:
        if one.status != "same":
            yield from _norm_lines(one, old, new)
            yield ""
    same = sum(one.status == "same" for one in found)
    yield f"{same} of {len(found)} norms are as they were."
    if cases is None:
        return
    yield ""
    for one in moved:
        words = words_of(new.norms[one.norm])
        title = new.norms[one.norm].title
        yield f"{one.case}, {title}: {words[one.before.value]} before, {words[one.after.value]} now"
    changed = len({one.case for one in moved})
    of = f"{cases} {'case' if cases == 1 else 'cases'} {'has' if changed == 1 else 'have'}"
    yield f"{changed} of {of} another verdict on the default readings."


def _norm_lines(one: NormDifference, old: Rulebook, new: Rulebook) -> Iterator[str]:
    rules = new if one.norm in new.norms else old
    yield f"{rules.norms[one.norm].title} ({one.norm}): {KINDS[one.status]}"
    if one.positions:
        yield f"  positions that only one version knows: {', '.join(one.positions)}"
    if one.separating is not None:
        under = f" under {new.regimes[one.regime].title}" if one.regime else ""
        yield f"  the smallest case that separates them{under}:"
        yield from (f"    {line}" for line in _case_lines(one.separating, old, new))
        words = words_of(rules.norms[one.norm])
        yield f"  {words[one.separating.before.value]} before, {words[one.separating.after.value]} now"
        more = len(one.elements) - LISTED
        names = [*one.elements[:LISTED], *([f"{more} more"] if more > 0 else [])]
        yield f"  the change lies in: {', '.join(names)}"


def _case_lines(found: Separating, old: Rulebook, new: Rulebook) -> Iterator[str]:
    """The facts of a case, each with its label, then its positions other than the default."""
    for fact in found.facts:
        known = new.vocabulary.predicates.get(fact.predicate) or old.vocabulary.predicates[fact.predicate]
        yield f"{fact.predicate}: {_sides(fact)}  ({known.label})"
    if not found.facts:
        yield "nothing is stated"
    for name, position in found.readings.items():
        reading = new.readings.get(name) or old.readings[name]
        if position != reading.default:
            yield f"{name}={position}  ({reading.position(position).holds})"


def _sides(fact: Supposed) -> str:
    sides = (("yes", fact.support), ("no", fact.opposition))
    return " and ".join(f"{word}, to {_words(level)}" for word, level in sides if level is not None)


def _words(level: Standard) -> str:
    return level.words
