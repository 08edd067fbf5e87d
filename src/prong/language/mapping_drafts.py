"""Mappings as written: every entry read, nothing resolved. The checks of mappings look at this."""

from __future__ import annotations

from dataclasses import dataclass

from prong.language.literate import Literate
from prong.language.mapping_shapes import ColumnShape, CrosswalkShape, LinkShape, MappingShape
from prong.language.tree import Mapping, Scalar, Sequence


@dataclass(frozen=True, slots=True)
class DraftLink:
    """A link as written: what it speaks to, and the crosswalk in which it stands, if any."""

    target: Scalar
    tree: Mapping
    shape: LinkShape
    crosswalk: str | None


@dataclass(frozen=True, slots=True)
class DraftMapping:
    """A mapping document as written."""

    document: Literate
    shape: MappingShape
    code_lists: dict[str, tuple[Scalar, Sequence]]
    columns: dict[str, tuple[ColumnShape, Scalar, Mapping]]
    links: tuple[DraftLink, ...]
    crosswalks: dict[str, tuple[CrosswalkShape, Scalar]]
    never: dict[str, tuple[str, Scalar]]

    def values_of(self, column: str) -> tuple[str, ...] | None:
        """The code list of a column; None where it has none or the column is not declared."""
        shape = self.columns[column][0] if column in self.columns else None
        if shape is None or shape.values is None:
            return None
        if isinstance(shape.values, tuple):
            return shape.values
        listed = self.code_lists.get(shape.values)
        return tuple(item.text for item in listed[1].items if isinstance(item, Scalar)) if listed else None
