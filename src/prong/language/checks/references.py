"""What an element refers to: shared by the checks on circles, on reach and on use."""

from prong.language.drafts import Draft, DraftElement
from prong.language.formulas import names_in
from prong.model.norms import ElementRef


def referred(draft: Draft, norm: str, element: DraftElement) -> list[ElementRef]:
    """The elements that an element's formula and modifiers refer to, in order."""
    found = (draft.lookup(name, norm) for name in names_of(element))
    return [ref for ref in found if isinstance(ref, ElementRef)]


def names_of(element: DraftElement) -> list[str]:
    """Every name in an element's formula and modifiers, in order."""
    names = [name.text for name in names_in(element.formula)]
    for modifiers in (element.shape.unless, element.shape.dispensed_when, element.shape.objection):
        names += modifiers
        names += [shape.answered_by for shape in modifiers.values() if shape.answered_by]
    return names
