"""E212 and E213: every element has an example that satisfies it and one that fails it.

Only what an example states in `expect` counts: whether it is true is for `prong rules test`.
"""

from collections.abc import Iterator

from prong.errors import Diagnostic
from prong.language.drafts import Draft
from prong.model.norms import ElementRef

SHOWN = {
    "E212": {"satisfied", "presumed-satisfied"},
    "E213": {"not-satisfied", "presumed-not-satisfied"},
}


def elements_without_examples(draft: Draft) -> Iterator[Diagnostic]:
    outcomes: dict[ElementRef, set[str]] = {}
    for norm in draft.norms.values():
        for example in norm.examples:
            for name, outcome in example.shape.expect.items():
                target = draft.lookup(name, norm.id)
                if isinstance(target, ElementRef):
                    outcomes.setdefault(target, set()).add(outcome)
    for norm in draft.norms.values():
        for element in norm.elements:
            shown = outcomes.get(ElementRef(norm.id, element.id.text), set())
            for code, wanted in SHOWN.items():
                if not shown & wanted:
                    yield Diagnostic(code, element.id.place, met=element.id.text)
