"""Families of sets, each held once as a zero-suppressed decision diagram (Minato 1993).

Minimal sets of changes and of findings can be many; a family of millions takes a few hundred nodes here,
is counted without being listed, and is listed from its smallest set on. An item is a number; sets are
compared by their size, then by their items.
"""

from __future__ import annotations

from collections.abc import Sequence

NONE, UNIT = 0, 1
"""The family that holds no set, and the family that holds the empty set alone."""


class Families:
    """Makes families and keeps each once, so that equal families are the same number."""

    def __init__(self) -> None:
        self._nodes: list[tuple[int, int, int]] = [(0, 0, 0), (0, 0, 0)]
        self._with_empty = [False, True]
        self._numbers: dict[tuple[int, int, int], int] = {}
        self._unions: dict[tuple[int, int], int] = {}
        self._nonsupersets: dict[tuple[int, int], int] = {}
        self._avoiding: dict[frozenset[int], dict[int, int]] = {}
        self._sizes: dict[int, int] = {NONE: 0, UNIT: 1}
        self._counts: dict[int, int] = {NONE: 0, UNIT: 1}

    def node(self, item: int, without: int, within: int) -> int:
        """The sets of `without`, and those of `within` with the item added; both hold later items only."""
        if within == NONE:
            return without
        key = (item, without, within)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._nodes)
            self._nodes.append(key)
            self._with_empty.append(self._with_empty[without])
        return number

    def with_items(self, items: Sequence[int], family: int) -> int:
        """Every set of a family with these items added; they ascend and come before those of the family."""
        for item in reversed(items):
            family = self.node(item, NONE, family)
        return family

    def union(self, one: int, other: int) -> int:
        """The sets of either family."""
        if one == other or other == NONE:
            return one
        if one == NONE:
            return other
        key = (one, other) if one < other else (other, one)
        found = self._unions.get(key)
        if found is None:
            found = self._unions[key] = self._union(*key)
        return found

    def _union(self, one: int, other: int) -> int:
        if one == UNIT:
            item, without, within = self._nodes[other]
            return self.node(item, self.union(UNIT, without), within)
        (a, a0, a1), (b, b0, b1) = self._nodes[one], self._nodes[other]
        if a < b:
            return self.node(a, self.union(a0, other), a1)
        if b < a:
            return self.node(b, self.union(one, b0), b1)
        return self.node(a, self.union(a0, b0), self.union(a1, b1))

    def nonsupersets(self, family: int, other: int) -> int:
        """The sets of a family that include no set of the other (Knuth, TAOCP 4A, 7.1.4)."""
        if other == NONE or family == NONE:
            return family
        if family == other or self._with_empty[other]:
            return NONE
        if family == UNIT:
            return UNIT
        key = (family, other)
        found = self._nonsupersets.get(key)
        if found is None:
            found = self._nonsupersets[key] = self._nonsuper(family, other)
        return found

    def _nonsuper(self, family: int, other: int) -> int:
        (a, a0, a1), (b, b0, b1) = self._nodes[family], self._nodes[other]
        if b < a:
            return self.nonsupersets(family, b0)
        if a < b:
            return self.node(a, self.nonsupersets(a0, other), self.nonsupersets(a1, other))
        inside = self.nonsupersets(self.nonsupersets(a1, b0), b1)
        return self.node(a, self.nonsupersets(a0, b0), inside)

    def avoiding(self, family: int, items: frozenset[int]) -> int:
        """The sets of a family that hold none of these items."""
        known = self._avoiding.setdefault(items, {NONE: NONE, UNIT: UNIT})
        return self._avoid(family, items, known)

    def _avoid(self, family: int, items: frozenset[int], known: dict[int, int]) -> int:
        found = known.get(family)
        if found is None:
            item, without, within = self._nodes[family]
            left = self._avoid(without, items, known)
            found = left if item in items else self.node(item, left, self._avoid(within, items, known))
            known[family] = found
        return found

    def count(self, family: int) -> int:
        """How many sets the family holds."""
        if family not in self._counts:
            _, without, within = self._nodes[family]
            self._counts[family] = self.count(without) + self.count(within)
        return self._counts[family]

    def smallest(self, family: int, limit: int) -> tuple[tuple[int, ...], ...]:
        """The sets of a family, the smallest first and then by their items, `limit` at most."""
        found: list[tuple[int, ...]] = []
        sizes = self._sizes_of(family)
        for size in range(sizes.bit_length()):
            if sizes >> size & 1 and len(found) < limit:
                self._list(family, size, (), found, limit)
        return tuple(found)

    def _sizes_of(self, family: int) -> int:
        """The sizes of the sets of a family, as a set of bits."""
        if family not in self._sizes:
            _, without, within = self._nodes[family]
            self._sizes[family] = self._sizes_of(without) | self._sizes_of(within) << 1
        return self._sizes[family]

    def _list(
        self, family: int, size: int, begun: tuple[int, ...], found: list[tuple[int, ...]], limit: int
    ) -> None:
        """Add the sets of one size, each after the items with which it is `begun`, until there are enough."""
        while family != UNIT:
            item, without, within = self._nodes[family]
            if size and self._sizes_of(within) >> size - 1 & 1:
                self._list(within, size - 1, (*begun, item), found, limit)
            if len(found) == limit or not self._sizes_of(without) >> size & 1:
                return
            family = without
        found.append(begun)
