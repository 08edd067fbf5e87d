"""Binary decision diagrams: Boolean functions, each held once, so that equal functions are the same number.

A function is an *edge* to a node: a number, negative where it is the complement of the node's function. A
node asks one variable, by its level, and leads to what is left of its function for either value (Bryant
1986, with the complemented edges of Brace, Rudell and Bryant 1990). Variables keep their order, and nothing
is forgotten: the diagrams of a norm are small, and live as long as it does.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

TRUE, FALSE = 1, -1
CONSTANTS = frozenset([TRUE, FALSE])
"""The constant functions, as edges."""


class Decisions:
    """The functions of so many variables, whose levels begin with 0; the constants stand below the last."""

    def __init__(self, variables: int) -> None:
        end = (variables, TRUE, TRUE)
        self._nodes: list[tuple[int, int, int]] = [end, end]  # the first is no edge
        self._numbers: dict[tuple[int, int, int], int] = {}
        self._both: dict[tuple[int, int], int] = {}

    def variable(self, level: int) -> int:
        """The function that is what the variable is."""
        return self._node(level, FALSE, TRUE)

    def parts(self, edge: int) -> tuple[int, int, int]:
        """The level of the first variable on which a function depends, and what is left for 0 and for 1."""
        if edge > 0:
            return self._nodes[edge]
        level, low, high = self._nodes[-edge]
        return level, -low, -high

    def _node(self, level: int, low: int, high: int) -> int:
        """The function that a variable divides so; no node holds what another or its complement holds."""
        if low == high:
            return low
        if high < 0:
            return -self._node(level, -low, -high)
        key = level, low, high
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._nodes)
            self._nodes.append(key)
        return number

    def both(self, one: int, other: int) -> int:
        """The conjunction of two functions."""
        if one == other or other == TRUE:
            return one
        if one == TRUE:
            return other
        if one == FALSE or other == FALSE or one == -other:
            return FALSE
        key = (one, other) if one < other else (other, one)
        found = self._both.get(key)
        if found is None:
            a, a0, a1 = self.parts(one)
            b, b0, b1 = self.parts(other)
            if a < b:
                found = self._node(a, self.both(a0, other), self.both(a1, other))
            elif b < a:
                found = self._node(b, self.both(one, b0), self.both(one, b1))
            else:
                found = self._node(a, self.both(a0, b0), self.both(a1, b1))
            self._both[key] = found
        return found

    def either(self, one: int, other: int) -> int:
        """The disjunction of two functions."""
        return -self.both(-one, -other)

    def differ(self, one: int, other: int) -> int:
        """Where two functions differ."""
        return self.either(self.both(one, -other), self.both(-one, other))

    def where(self, edge: int, values: Mapping[int, bool]) -> int:
        """What is left of a function where the variables of some levels have these values."""
        return self._where(edge, values, {})

    def _where(self, edge: int, values: Mapping[int, bool], known: dict[int, int]) -> int:
        if edge in CONSTANTS:
            return edge
        found = known.get(edge)
        if found is None:
            level, low, high = self.parts(edge)
            if level in values:
                found = self._where(high if values[level] else low, values, known)
            else:
                found = self._node(level, self._where(low, values, known), self._where(high, values, known))
            known[edge] = found
        return found

    def somehow(self, edge: int, levels: Collection[int]) -> int:
        """Where a function holds for some values of the variables of these levels."""
        return self._somehow(edge, levels, {})

    def _somehow(self, edge: int, levels: Collection[int], known: dict[int, int]) -> int:
        if edge in CONSTANTS:
            return edge
        found = known.get(edge)
        if found is None:
            level, low, high = self.parts(edge)
            low, high = self._somehow(low, levels, known), self._somehow(high, levels, known)
            found = self.either(low, high) if level in levels else self._node(level, low, high)
            known[edge] = found
        return found

    def levels(self, *edges: int) -> frozenset[int]:
        """The levels of all variables on which functions depend."""
        waiting = {abs(edge) for edge in edges} - CONSTANTS
        seen, found = set(waiting), set()
        while waiting:
            level, low, high = self._nodes[waiting.pop()]
            found.add(level)
            below = {abs(low), abs(high)} - CONSTANTS - seen
            seen |= below
            waiting |= below
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class Function:
    """An edge with the operators of which a program is made."""

    decisions: Decisions
    edge: int

    def __and__(self, other: Function) -> Function:
        return Function(self.decisions, self.decisions.both(self.edge, other.edge))

    def __or__(self, other: Function) -> Function:
        return Function(self.decisions, self.decisions.either(self.edge, other.edge))

    def __invert__(self) -> Function:
        return Function(self.decisions, -self.edge)
