"""A program run over gates: the shared, straight-line form that columns and queries are built from.

Gates are one more algebra for `Program.run`. Equal gates are one, constants disappear, and so does what
nobody asks for: several norms under several readings become one list of steps, each done once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Operation = Literal["&", "|", "~"]


@dataclass(frozen=True, slots=True)
class Gate:
    """A value in a circuit; the operators make further gates of the same circuit."""

    circuit: Circuit
    number: int

    def __and__(self, other: Gate) -> Gate:
        return self.circuit.join("&", self, other)

    def __or__(self, other: Gate) -> Gate:
        return self.circuit.join("|", self, other)

    def __invert__(self) -> Gate:
        return self.circuit.negation(self)


@dataclass(frozen=True, slots=True)
class Step:
    """One operation of a plan; operands are numbers of inputs and of earlier steps (right None for `~`)."""

    number: int
    operation: Operation
    left: int
    right: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """The steps that some gates need, in order; `last_use` tells at which step a number is needed last.

    Numbers below `inputs` are inputs; `used` are those that matter. An output may itself be an input, or
    a constant (`FALSE` or `TRUE`).
    """

    inputs: int
    used: tuple[int, ...]
    steps: tuple[Step, ...]
    outputs: tuple[int, ...]
    last_use: Mapping[int, int]


FALSE, TRUE = -2, -1


class Circuit:
    """Gates over a number of inputs, each made once."""

    def __init__(self, inputs: int) -> None:
        self.false = Gate(self, FALSE)
        self.true = Gate(self, TRUE)
        self.inputs = tuple(Gate(self, number) for number in range(inputs))
        self._made: list[tuple[Operation, int, int | None]] = []
        self._known: dict[tuple[Operation, int, int | None], Gate] = {}
        self._negations: dict[int, int] = {FALSE: TRUE, TRUE: FALSE}

    def join(self, operation: Operation, one: Gate, other: Gate) -> Gate:
        """Both or either of two gates."""
        neutral, absorbing = (TRUE, FALSE) if operation == "&" else (FALSE, TRUE)
        left, right = sorted((one.number, other.number))
        if absorbing in (left, right) or self._negations.get(left) == right:
            return Gate(self, absorbing)
        if left in (neutral, right):
            return Gate(self, right)
        if right == neutral:
            return Gate(self, left)
        return self._gate(operation, left, right)

    def negation(self, gate: Gate) -> Gate:
        """What holds where the gate does not."""
        if gate.number not in self._negations:
            negated = self._gate("~", gate.number, None).number
            self._negations[gate.number] = negated
            self._negations[negated] = gate.number
        return Gate(self, self._negations[gate.number])

    def plan(self, outputs: Iterable[Gate]) -> Plan:
        """The steps that these gates need, and no others."""
        wanted = [gate.number for gate in outputs]
        needed: set[int] = set()
        waiting = list(wanted)
        while waiting:
            number = waiting.pop()
            if number not in needed and number >= 0:
                needed.add(number)
                if number >= len(self.inputs):
                    _, left, right = self._made[number - len(self.inputs)]
                    waiting += [left] if right is None else [left, right]
        steps = tuple(
            Step(number, *self._made[number - len(self.inputs)])
            for number in sorted(needed)
            if number >= len(self.inputs)
        )
        last_use = {
            operand: at
            for at, step in enumerate(steps)
            for operand in (step.left, step.right)
            if operand is not None
        }
        used = tuple(number for number in sorted(needed) if number < len(self.inputs))
        return Plan(len(self.inputs), used, steps, tuple(wanted), last_use)

    def _gate(self, operation: Operation, left: int, right: int | None) -> Gate:
        key = operation, left, right
        if key not in self._known:
            self._known[key] = Gate(self, len(self.inputs) + len(self._made))
            self._made.append(key)
        return self._known[key]
