"""What is left to ask under several norms at once, and where each of them stands meanwhile."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from prong.evaluation.facts import Facts
from prong.evaluation.program import Program, ProgramNode
from prong.explanation.diagram import Diagram
from prong.explanation.next_questions import NextQuestion, next_questions, ranked_together
from prong.explanation.outlook import Outlook, states_of
from prong.model.verdicts import Verdict

Asked = tuple[str, Mapping[str, NextQuestion]]
"""A predicate with its question under every norm that asks it."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """The questions that can still matter, those that decide most first, and the verdicts as they stand.

    `passed` are those that can still matter and are not asked again.
    """

    questions: tuple[Asked, ...]
    passed: tuple[str, ...]
    verdicts: Mapping[str, Verdict]


def agenda_of(
    diagrams: Mapping[str, Diagram],
    positions: Mapping[str, Mapping[str, str]],
    facts: Facts,
    *,
    passed: Collection[str],
) -> Agenda:
    """The agenda on facts; `positions` gives for each norm the positions of its readings."""
    ranked = ranked_together(
        {norm: next_questions(diagram, facts, positions[norm]) for norm, diagram in diagrams.items()}
    )
    verdicts = {}
    for norm, diagram in diagrams.items():
        outlook = Outlook(diagram, states_of(diagram, facts, positions[norm]))
        verdicts[norm] = outlook.stands(*diagram.sides(diagram.program.root.own))
    return Agenda(
        questions=tuple((name, found) for name, found in ranked if name not in passed),
        passed=tuple(name for name, _ in ranked if name in passed),
        verdicts=verdicts,
    )


def bearing_on(program: Program, predicate: str) -> tuple[ProgramNode, ...]:
    """The elements that name a predicate, from the root down."""
    found: dict[tuple[str, str], ProgramNode] = {}
    seen: set[tuple[int, int]] = set()
    waiting = [(program.root, program.root)]
    while waiting:
        node, element = waiting.pop()
        element = element if node.element is None else node
        if (id(node), id(element)) not in seen:
            seen.add((id(node), id(element)))
            if node.predicate == predicate:
                found.setdefault((element.norm, element.id), element)
            waiting += [(edge.node, element) for edge in reversed(node.edges)]
    return tuple(found.values())
