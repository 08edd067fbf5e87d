"""Mappings: how the columns of somebody else's data speak to the predicates of the vocabulary.

A mapping says which values of a column show a predicate, which deny it, and what the data can never show.
What a column holds in the sense of another law's words (means of control, which are not the means of the
Protocol) stands in a crosswalk of its own, which counts only where it is asked for by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from prong.model.norms import Anchor, Block, Prose
from prong.model.standards import Standard

ColumnKind = Literal["code", "text", "whole-number"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the source: its kind, its code list (of the kind `code`), and how nothing is written.

    An empty cell always means *not observed*; `missing` names further values that do. Where there is a
    `separator`, a cell holds several values. `list_name` is the name of a code list declared apart.
    """

    name: str
    kind: ColumnKind
    values: tuple[str, ...] = ()
    list_name: str | None = None
    missing: tuple[str, ...] = ()
    separator: str | None = None


@dataclass(frozen=True, slots=True)
class Bound:
    """What a value says of a quantity: at least `low`, at most `high` (None: nothing)."""

    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One column that speaks to a predicate or a quantity.

    A value in `yes` shows the predicate and one in `no` denies it, to the standard `to`; any other value
    says nothing. For a quantity, `bounds` says what each value means, or `reads` how the number itself
    bounds it. All of `when` must hold: each names a column and the values that it must have. Where the value
    and the predicate say the same (`both_ways`), an export may write the one for the other.
    """

    column: str
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    bounds: tuple[tuple[str, Bound], ...] = ()
    reads: Literal["exactly", "at-least", "at-most"] | None = None
    when: tuple[tuple[str, tuple[str, ...]], ...] = ()
    to: Standard | None = None
    both_ways: bool = False


Links = Mapping[str, tuple[Link, ...]]


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """Links between two sets of terms that are not the same, with the reason for which they may be joined."""

    id: str
    question: str
    because: str
    links: Links


@dataclass(frozen=True, slots=True)
class CorpusMapping:
    """A mapping document: `never` gives the reason for each predicate that the data can never show."""

    id: str
    title: str
    row: str
    to: Standard
    identifier: str | None
    keep: tuple[str, ...]
    code_lists: Mapping[str, tuple[str, ...]]
    columns: Mapping[str, Column]
    links: Links
    crosswalks: Mapping[str, Crosswalk]
    never: Mapping[str, str]
    digest: str = field(compare=False)
    body: tuple[Prose | Block, ...] = ()
    anchor: Anchor = field(default=Anchor("", 0), compare=False)

    def chosen(self, crosswalks: tuple[str, ...]) -> Iterator[tuple[str, Link]]:
        """Every link, with what it speaks to, those of the crosswalks asked for after the mapping's own."""
        for links in (self.links, *(self.crosswalks[name].links for name in crosswalks)):
            for name, found in links.items():
                for link in found:
                    yield name, link

    def columns_read(self, crosswalks: tuple[str, ...]) -> tuple[str, ...]:
        """The columns without which the source cannot be read, in the order of the mapping."""
        used = {self.identifier, *self.keep}
        for _, link in self.chosen(crosswalks):
            used |= {link.column, *(column for column, _ in link.when)}
        return tuple(name for name in self.columns if name in used)
