"""E204 in a mapping: a link that says nothing, or says of a quantity what only fits a predicate."""

from collections.abc import Iterator

from prong.errors import Diagnostic
from prong.language.mapping_drafts import DraftLink, DraftMapping
from prong.model.norms import Rulebook

ENDINGS = ("__yes", "__no")
"""Column names that end so belong to the predicates of a corpus."""


def misshapen_links(draft: DraftMapping, rulebook: Rulebook) -> Iterator[Diagnostic]:
    for link in draft.links:
        quantity = link.target.text in rulebook.vocabulary.quantities
        expected = _fault(draft, link, quantity)
        if expected:
            words = {"subject": f"the link of {link.target.text}", "met": link.shape.column}
            yield Diagnostic("E204", link.tree.place, **words, expected=expected)
    for column, links in _written(draft).items():
        if len(links) > 1 and not draft.columns[column][0].separator:
            words = {"subject": f"the link of {links[1].target.text}", "met": column}
            expected = "the only one that goes both ways with a column of one value"
            yield Diagnostic("E204", links[1].tree.place, **words, expected=expected)
    for name in draft.shape.keep:
        if name.endswith(ENDINGS) or name == "id" or draft.columns[name][0].separator:
            keep = draft.document.front.key("keep").place
            expected = "columns of one value, not called “id” or with the ending of a predicate"
            yield Diagnostic("E204", keep, subject="keep", met=name, expected=expected)


def _written(draft: DraftMapping) -> dict[str, list[DraftLink]]:
    """The links that go both ways, by their column."""
    found: dict[str, list[DraftLink]] = {}
    for link in draft.links:
        if link.shape.both_ways:
            found.setdefault(link.shape.column, []).append(link)
    return found


def _fault(draft: DraftMapping, link: DraftLink, quantity: bool) -> str:
    shape = link.shape
    column = draft.columns[shape.column][0]
    if quantity and shape.both_ways:
        return "a predicate, where the link goes both ways"
    if quantity:
        if shape.yes or shape.no or bool(shape.bounds) == bool(shape.reads):
            return "a quantity with either “bounds” or “reads”"
        if shape.reads and (column.kind != "whole-number" or column.separator):
            return "a column of one whole number, where the number is read"
        for bound in shape.bounds.values():
            if bound.from_ is None and bound.to is None:
                return "bounds with “from”, “to” or both"
            if bound.from_ is not None and bound.to is not None and bound.from_ > bound.to:
                return "bounds whose “from” is not above their “to”"
        return "a column of one value" if column.separator else ""
    if shape.bounds or shape.reads or not (shape.yes or shape.no):
        return "a predicate with values under “yes”, “no” or both"
    if shape.both_ways and (len(shape.yes) != 1 or len(shape.no) > 1 or shape.when):
        return "a link with one value for each side and no “when”, where it goes both ways"
    return "different values under “yes” and “no”" if set(shape.yes) & set(shape.no) else ""
