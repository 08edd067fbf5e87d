"""E216: an element that no formula reaches from its norm's root, and that no other norm uses."""

from collections.abc import Iterator

from prong.errors import Diagnostic
from prong.language.checks.references import referred
from prong.language.drafts import Draft
from prong.model.norms import ElementRef


def unreached_elements(draft: Draft) -> Iterator[Diagnostic]:
    reached: set[ElementRef] = set()
    waiting = [ElementRef(norm.id, norm.id) for norm in draft.norms.values()]
    while waiting:
        ref = waiting.pop()
        element = draft.norms[ref.norm].element(ref.element)
        if ref not in reached and element:
            reached.add(ref)
            waiting += referred(draft, ref.norm, element)
    for norm in draft.norms.values():
        if norm.element(norm.id) is None:
            continue  # E215 says it: without a root nothing could be reached
        for element in norm.elements:
            if ElementRef(norm.id, element.id.text) not in reached:
                yield Diagnostic("E216", element.id.place, met=element.id.text)
