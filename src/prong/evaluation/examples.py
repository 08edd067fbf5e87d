"""Examples of rule documents, run: what each expects against what the evaluator answers."""

from __future__ import annotations

from dataclasses import dataclass

from prong.evaluation.facts import facts_stated
from prong.evaluation.program import Program, ProgramNode, compile_norm
from prong.evaluation.run import Values, chosen_readings, evaluate
from prong.model.norms import ElementRef, Example, Norm, Rulebook
from prong.model.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Failure:
    """An expectation that did not hold, and what was answered instead."""

    element: str
    expected: str
    answered: str


def run_example(rulebook: Rulebook, norm: Norm, example: Example) -> tuple[Failure, ...]:
    """The expectations of an example that fail; empty where all hold."""
    facts = facts_stated(example.facts, rulebook.vocabulary)
    answers: dict[str, tuple[Values, int, dict[ElementRef, ProgramNode]]] = {}
    failures = []
    for expectation in example.expect:
        ref = expectation.target
        if ref.norm not in answers:
            program = compile_norm(rulebook, ref.norm, example.regime)
            values = evaluate(program, rulebook, facts, standard=example.standard)
            combination = values.lanes.number(chosen_readings(program, rulebook, dict(example.readings)))
            answers[ref.norm] = values, combination, elements_of(program)
        values, combination, nodes = answers[ref.norm]
        answered = outcomes_of(nodes[ref], values, combination)
        if expectation.outcome not in answered:
            failures.append(Failure(_name(ref, norm), expectation.outcome, " and ".join(answered)))
    return tuple(failures)


def elements_of(program: Program) -> dict[ElementRef, ProgramNode]:
    """Every element of a program, by its reference."""
    found: dict[ElementRef, ProgramNode] = {}
    for node in program.nodes:
        if node.element is not None:
            found.setdefault(ElementRef(node.norm, node.id), node)
    return found


def outcomes_of(node: ProgramNode, values: Values, combination: int) -> tuple[str, ...]:
    """What an example may expect of this element: its verdict, and whether presumed or dispensed with."""
    verdict = values.verdict(node.own, combination)
    found = [verdict.value]
    if node.burden and values.verdict(node.gap, combination) is Verdict.UNDETERMINED:
        found.append(f"presumed-{verdict.value}")
    dispensers = (edge.node.counted for edge in node.edges if edge.role == "dispensed-when")
    if any(values.verdict(pair, combination) is Verdict.SATISFIED for pair in dispensers):
        found.append("dispensed")
    return tuple(found)


def _name(ref: ElementRef, norm: Norm) -> str:
    return ref.element if ref.norm in (norm.id, ref.element) else f"{ref.norm}/{ref.element}"
