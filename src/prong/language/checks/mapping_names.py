"""E203 in a mapping: a column, value, code list or predicate that nothing declares."""

from collections.abc import Iterable, Iterator

from prong.errors import Diagnostic, near_name
from prong.language.mapping_drafts import DraftLink, DraftMapping
from prong.language.tree import Mapping, Node, Scalar, Sequence, items_of
from prong.model.norms import Rulebook


def unresolved_mapping_names(draft: DraftMapping, rulebook: Rulebook) -> Iterator[Diagnostic]:
    front = draft.document.front
    for node in (front.get("identifier"), *items_of(front.get("keep"))):
        yield from _unless_known(node, draft.columns, "column")
    for shape, _, tree in draft.columns.values():
        if isinstance(shape.values, str):
            yield from _unless_known(tree.get("values"), draft.code_lists, "code list")
    for link in draft.links:
        targets = [*rulebook.vocabulary.predicates, *rulebook.vocabulary.quantities]
        if link is _first(draft, link):
            yield from _unless_known(link.target, targets, "predicate or quantity")
        yield from _in_link(draft, link)
    for _, key in draft.never.values():
        known = [*rulebook.vocabulary.predicates, *rulebook.norms]
        yield from _unless_known(key, known, "predicate or norm")


def _first(draft: DraftMapping, link: DraftLink) -> DraftLink:
    return next(other for other in draft.links if other.target is link.target)


def _in_link(draft: DraftMapping, link: DraftLink) -> Iterator[Diagnostic]:
    named = link.tree.get("column")
    yield from _unless_known(named, draft.columns, "column")
    values = [node for side in ("yes", "no") for node in _texts(link.tree.get(side))]
    if isinstance(bounds := link.tree.get("bounds"), Mapping):
        values += [key for key, _ in bounds.entries]
    yield from _values(draft, named, values)
    if isinstance(conditions := link.tree.get("when"), Mapping):
        for column, wanted in conditions.entries:
            yield from _unless_known(column, draft.columns, "column")
            yield from _values(draft, column, items_of(wanted))


def _texts(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else (node,) if node else ()


def _values(draft: DraftMapping, column: Node | None, values: Iterable[Node]) -> Iterator[Diagnostic]:
    """Values are looked up in the code list; a column without one has no value that could be named."""
    if not isinstance(column, Scalar) or column.text not in draft.columns:
        return
    known = draft.values_of(column.text)
    shape = draft.columns[column.text][0]
    if known is not None or shape.kind is not None:
        for value in values:
            yield from _unless_known(value, known or (), f"value of {column.text}")


def _unless_known(name: Node | None, known: Iterable[str], kind: str) -> Iterator[Diagnostic]:
    if isinstance(name, Scalar) and name.text not in known:
        near = near_name(name.text, known)
        yield Diagnostic("E203", name.place, subject=kind, met=name.text, near=near)
