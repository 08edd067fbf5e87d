"""E215: a norm without an element of its own name has no conclusion."""

from collections.abc import Iterator

from prong.errors import Diagnostic
from prong.language.drafts import Draft


def missing_root_elements(draft: Draft) -> Iterator[Diagnostic]:
    for norm in draft.norms.values():
        if norm.element(norm.id) is None:
            yield Diagnostic("E215", norm.document.front.get("norm").place, met=norm.id)
