"""E211: a norm whose instrument has no date from which it is law (or, for guidance, was issued)."""

from collections.abc import Iterator

from prong.errors import Diagnostic
from prong.language.drafts import Draft


def missing_entries_into_force(draft: Draft) -> Iterator[Diagnostic]:
    for norm in draft.norms.values():
        name = norm.shape.provision.partition("/")[0]
        if name in draft.instruments and draft.instruments[name][0].in_force is None:
            place = norm.document.front.get("provision").place
            related = ((draft.instruments[name][1].place, "the instrument"),)
            yield Diagnostic("E211", place, subject=f"the instrument “{name}”", related=related)
