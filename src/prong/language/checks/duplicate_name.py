"""E205: one name, two declarations (predicates, quantities and norms share one space of names).

An element stays out of it, but for the one that gives a norm its conclusion; a reading stays out of it, too.
"""

from collections.abc import Iterator

from prong.errors import Diagnostic
from prong.language.drafts import Draft


def duplicate_names(draft: Draft) -> Iterator[Diagnostic]:
    first = {}
    for declared in draft.declared:
        key = (declared.kind, declared.scope, declared.name)
        if (earlier := first.setdefault(key, declared.place)) is not declared.place:
            related = ((earlier, "first declared here"),)
            yield Diagnostic(
                "E205", declared.place, subject=declared.kind, met=declared.name, related=related
            )
    for declared in draft.declared:
        shared = first.get(("name", "", declared.name))
        if declared.kind in ("element", "reading") and shared and declared.name != declared.scope:
            related = ((shared, "first declared here"),)
            yield Diagnostic("E205", declared.place, subject="name", met=declared.name, related=related)
