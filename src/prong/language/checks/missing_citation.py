"""E209: an element without a citation would be law without a source."""

from collections.abc import Iterator

from prong.errors import Diagnostic
from prong.language.drafts import Draft


def missing_citations(draft: Draft) -> Iterator[Diagnostic]:
    for norm in draft.norms.values():
        for element in norm.elements:
            if not element.shape.cite:
                yield Diagnostic("E209", element.id.place, subject=f"the element “{element.id.text}”")
