"""E207: an element that refers, through others, to itself has no meaning."""

from collections.abc import Iterator

from prong.errors import Diagnostic
from prong.language.checks.references import referred
from prong.language.drafts import Draft
from prong.model.norms import ElementRef


def circular_references(draft: Draft) -> Iterator[Diagnostic]:
    elements = {
        ElementRef(norm.id, element.id.text): element
        for norm in draft.norms.values()
        for element in norm.elements
    }
    edges = {ref: referred(draft, ref.norm, element) for ref, element in elements.items()}
    done: set[ElementRef] = set()
    for start in edges:
        path: list[ElementRef] = []
        stack = [(start, iter(edges[start]))] if start not in done else []
        path += [start] if stack else []
        while stack:
            inner = next(stack[-1][1], None)
            if inner is None:
                done.add(stack.pop()[0])
                path.pop()
            elif inner in path:
                circle = [ref.element for ref in path[path.index(inner) :]] + [inner.element]
                yield Diagnostic("E207", elements[path[-1]].id.place, met=" → ".join(circle))
            elif inner not in done and inner in edges:
                stack.append((inner, iter(edges[inner])))
                path.append(inner)
