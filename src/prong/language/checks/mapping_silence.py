"""E501 and E502: a mapping says of every predicate either how the data show it or that they never can.

A predicate of which a mapping said nothing would look as if every person in the data had kept silent on it.
"""

from collections.abc import Iterator

from prong.errors import Diagnostic
from prong.language.mapping_drafts import DraftMapping
from prong.model.norms import (
    All,
    Any,
    AtLeast,
    ByReading,
    Formula,
    Norm,
    Not,
    PredicateRef,
    Rulebook,
    Weigh,
)


def silent_mappings(draft: DraftMapping, rulebook: Rulebook) -> Iterator[Diagnostic]:
    mapped = {link.target.text for link in draft.links if link.crosswalk is None}
    vocabulary = rulebook.vocabulary
    shown = {
        name
        for name, predicate in vocabulary.predicates.items()
        if name in mapped or (predicate.derived and predicate.derived.quantity in mapped)
    }
    never: set[str] = set()
    for name, (_, key) in draft.never.items():
        if name in shown:
            place = next((link.target.place for link in draft.links if link.target.text == name), key.place)
            related = ((place, "mapped here"),) if place != key.place else ()
            yield Diagnostic("E502", key.place, met=name, related=related)
        never.add(name)
        if name in rulebook.norms:
            never |= _predicates_of(rulebook.norms[name])
    silent = [name for name in vocabulary.predicates if name not in shown and name not in never]
    if silent:
        place = draft.document.front.get("mapping").place
        yield Diagnostic("E501", place, subject=draft.shape.mapping, met=", ".join(silent))


def _predicates_of(norm: Norm) -> set[str]:
    """The predicates that the elements of a norm name."""
    found: set[str] = set()
    for element in norm.elements.values():
        found |= _named(element.formula)
        for modifier in (*element.unless, *element.dispensed_when, *element.objections):
            found |= _named(modifier.target) | _named(modifier.answered_by)
    return found


def _named(formula: Formula | None) -> set[str]:
    match formula:
        case PredicateRef(name):
            return {name}
        case All(parts) | Any(parts) | Weigh(parts) | AtLeast(_, parts):
            return set().union(*map(_named, parts))
        case Not(part):
            return _named(part)
        case ByReading(_, positions):
            return set().union(*(_named(part) for _, part in positions))
    return set()
