"""E214: a predicate, quantity or reading that no norm uses asks coders for nothing."""

from collections.abc import Iterator

from prong.errors import Diagnostic
from prong.language.checks.references import names_of
from prong.language.drafts import Draft
from prong.language.formulas import readings_in
from prong.model.norms import PredicateRef


def unused_names(draft: Draft) -> Iterator[Diagnostic]:
    used: set[str] = set()
    readings: set[str] = set()
    for norm in draft.norms.values():
        for element in norm.elements:
            refs = (draft.lookup(name, norm.id) for name in names_of(element))
            used.update(ref.name for ref in refs if isinstance(ref, PredicateRef))
            readings.update(written.reading.text for written in readings_in(element.formula))
    for name, (_, key, _) in draft.predicates.items():
        if name not in used:
            yield Diagnostic("E214", key.place, subject="predicate", met=name)
    quantities = {found[0].derived.quantity for found in draft.predicates.values() if found[0].derived}
    for name, (_, key, _) in draft.quantities.items():
        if name not in quantities:
            yield Diagnostic("E214", key.place, subject="quantity", met=name)
    for name, reading in draft.readings.items():
        if name not in readings:
            yield Diagnostic("E214", reading.id.place, subject="reading", met=name)
