"""That no part of a norm is idle: without it some case would have another verdict.

For an alternative more is proved: that some case is satisfied (or, below an exception, not satisfied) by it
alone. What counts is the conclusion: the root of the norm, or of another norm that reaches the part.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from prong.evaluation.examples import elements_of
from prong.evaluation.program import Program, compile_formula, compile_norm
from prong.explanation.space import Space, space_of
from prong.model.norms import Element, ElementRef, Rulebook

Turned = Literal["nothing", "the-verdict", "whether-satisfied"]


@dataclass(frozen=True, eq=False)
class Conclusion:
    """The root of a norm under a regime, as functions; `elements` gives the pair of each element."""

    rulebook: Rulebook
    program: Program
    space: Space
    edges: tuple[int, ...]
    elements: Mapping[ElementRef, int]

    @property
    def sides(self) -> tuple[int, int]:
        """Support and opposition of the root."""
        return self.pair(self.program.root.own)

    def pair(self, number: int) -> tuple[int, int]:
        """Support and opposition of a pair."""
        return self.edges[2 * number], self.edges[2 * number + 1]

    @functools.cached_property
    def separated(self) -> tuple[tuple[int, ...], int, int, int]:
        """Cases between which each variable decides, and what the root answers in them.

        As lanes: those of the variables, all cases, support and opposition.
        """
        cases = self.space.separating((*self.sides, self.satisfied(self.sides)))
        lanes, own = self.space.lanes(cases), self.program.root.own
        answers = self.space.run_in(self.program, lanes)
        return lanes, (1 << len(cases)) - 1, answers[2 * own], answers[2 * own + 1]

    def satisfied(self, sides: tuple[int, int]) -> int:
        """Where a pair is satisfied."""
        return self.space.both(sides[0], -sides[1])

    def without(self, ref: ElementRef, changed: Element) -> tuple[int, int]:
        """Support and opposition of the root with an element changed."""
        program = self._changed(ref, changed)
        edges = self.space.run(program)
        return edges[2 * program.root.own], edges[2 * program.root.own + 1]

    def turned(self, ref: ElementRef, changed: Element) -> Turned:
        """What a change of an element turns.

        The cases at hand mostly show it; where they do not, the functions are compared.
        """
        lanes, every, shown, opposed = self.separated
        program = self._changed(ref, changed)
        answers = self.space.run_in(program, lanes)
        support, opposition = answers[2 * program.root.own], answers[2 * program.root.own + 1]
        if ((support & ~opposition) ^ (shown & ~opposed)) & every:
            return "whether-satisfied"
        without = self.without(ref, changed)
        if without == self.sides:
            return "nothing"
        is_satisfied = self.satisfied(without) == self.satisfied(self.sides)
        return "the-verdict" if is_satisfied else "whether-satisfied"

    def _changed(self, ref: ElementRef, changed: Element) -> Program:
        norm = self.rulebook.norms[ref.norm]
        norm = replace(norm, elements=MappingProxyType({**norm.elements, ref.element: changed}))
        rulebook = replace(self.rulebook, norms=MappingProxyType({**self.rulebook.norms, norm.id: norm}))
        own = self.program.norm
        return compile_formula(rulebook, own, ElementRef(own, own), self.program.regime)


def conclusion_of(rulebook: Rulebook, norm: str, regime: str | None) -> Conclusion:
    """The conclusion of a norm under a regime."""
    program = compile_norm(rulebook, norm, regime)
    space = space_of(rulebook, [program])
    edges = space.run(program)
    elements = {ref: node.own for ref, node in elements_of(program).items()}
    return Conclusion(rulebook, program, space, edges, elements)


@dataclass(frozen=True, slots=True, eq=False)
class Conclusions:
    """The conclusions of all norms under all regimes, each made when it is first asked for."""

    rulebook: Rulebook
    _known: dict[tuple[str, str | None], Conclusion] = field(default_factory=dict)

    def of(self, norm: str, regime: str | None) -> Conclusion:
        """The conclusion of a norm under a regime."""
        if (norm, regime) not in self._known:
            self._known[norm, regime] = conclusion_of(self.rulebook, norm, regime)
        return self._known[norm, regime]

    def reaching(self, ref: ElementRef, regime: str | None) -> Iterator[Conclusion]:
        """The conclusions that an element can turn, that of its own norm first."""
        for norm in sorted(self.rulebook.norms, key=lambda norm: norm != ref.norm):
            if ref in elements_of(compile_norm(self.rulebook, norm, regime)):
                yield self.of(norm, regime)

    def turned(self, ref: ElementRef, changed: Element, regime: str | None) -> Turned:
        """The most that a change of an element turns in any conclusion."""
        most: Turned = "nothing"
        for conclusion in self.reaching(ref, regime):
            found = conclusion.turned(ref, changed)
            if found == "whether-satisfied":
                return found
            most = most if found == "nothing" else found
        return most
