"""Where the parts of a norm stand in its document: the model keeps the lines of elements alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from prong.language.drafts import DraftElement
from prong.language.formulas import names_in, readings_in
from prong.language.rules import read_draft
from prong.language.tree import Mapping as Tree
from prong.proof.coverage import Part

MODIFIERS = {"exception": "unless", "dispensation": "dispensed-when", "objection": "objection"}


def lines_of(folder: Path, parts: Iterable[Part]) -> Mapping[int, int]:
    """The line of each part, by its place in `parts`; the folder is read again for it."""
    draft = read_draft(folder, [])
    return {
        place: _line(draft.norms[part.norm].element(part.element), part) for place, part in enumerate(parts)
    }


def _line(element: DraftElement, part: Part) -> int:
    places = [element.id.place]
    match part.kind:
        case "alternative":
            places = [name.place for name in names_in(element.formula)]
        case "position":
            found = readings_in(element.formula)
            places = [position.place for reading in found for position in reading.positions]
        case "exception" | "dispensation" | "objection":
            places = [key.place for key, _ in element.tree.get(MODIFIERS[part.kind]).entries]
        case "answer":
            objections = element.tree.get("objection").entries
            places = [tree.get("answered-by").place for _, tree in objections if isinstance(tree, Tree)]
        case "presumption":
            burden = element.tree.key("burden")  # None where a regime lays it
            places = [burden.place] if burden else places
    return places[part.number].line
