"""Mutation testing of rules: whether anything would notice that a drafter had slipped.

Every one-step edit of a norm makes a mutant. It is *killed* by the first of these that notices it:

- an `example`, of the norm or of another that rests on it, that no longer holds;
- a declared `relation` that is refuted, or one `without-effect` that no longer is;
- the `reader`: the rules with the edit have a fault that `prong check` reports, such as an element that
  nothing reaches, or a citation of a provision that the instrument has not got;
- the `citations`: an authority that nothing else in the documents bears out (`prong.proof.citations`).

A mutant that nothing notices is *equivalent* where the edited element has the same support and the same
opposition in all cases, under every regime: the same diagram, and so all that rests on it. It is no slip at
all, and is reported as such. What is left *survives*, with the smallest case in which it answers otherwise.

The laws in `prong.testing` kill no mutant. They hold of every well-formed norm, and a mutant is one: what
they find is a fault in the evaluator, not in a rule.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from prong.evaluation.program import Program, compile_formula, compile_norm
from prong.explanation.space import Space, space_of
from prong.model.norms import ElementRef, Example, Rulebook
from prong.model.verdicts import Verdict
from prong.proof.asked import Asked, answers_of, asked_of_examples
from prong.proof.citations import not_borne_out
from prong.proof.edits import Edit, edited, edits_of, refs_of
from prong.proof.proofs import example_of
from prong.proof.relations import check_relations
from prong.proof.settings import settings_for

Fate = Literal["example", "relation", "reader", "citations", "equivalent", "survived"]


@dataclass(frozen=True, slots=True)
class Mutant:
    """An edit and what became of it.

    `by` tells what killed it. `missing` is the smallest case in which a survivor answers otherwise, as the
    example that would kill it; None where no case tells, as with a citation.
    """

    edit: Edit
    fate: Fate
    by: str = ""
    missing: Example | None = None


def mutants_of(rulebook: Rulebook, norm: str) -> Iterator[Mutant]:
    """What becomes of every edit of a norm, in the order of its document."""
    for edit in edits_of(rulebook, norm):
        yield mutant_of(rulebook, edit)


def mutant_of(rulebook: Rulebook, edit: Edit) -> Mutant:
    """What becomes of one edit."""
    mutated = edited(rulebook, edit)
    if edit.kind == "citation":
        return _with_other_citation(rulebook, mutated, edit)
    norms = _resting_on(rulebook, edit.norm)
    for norm in norms:
        if by := _failing_example(rulebook, mutated, norm, edit):
            return Mutant(edit, "example", by)
    if unreached := _unreached(mutated, edit.norm):
        return Mutant(edit, "reader", f"nothing reaches the element {unreached}")
    if unused := _unused(rulebook, mutated):
        return Mutant(edit, "reader", f"no norm uses the predicate {unused}")
    if edit.kind == "boundary":  # a diagram does not know by which number a fact is computed
        return Mutant(edit, "survived")
    missing = _separating(rulebook, mutated, edit)
    if missing is None:
        return Mutant(edit, "equivalent")
    for proof in check_relations(mutated, norms):
        return Mutant(edit, "relation", proof.relation.title)
    return Mutant(edit, "survived", missing=missing)


def _with_other_citation(rulebook: Rulebook, mutated: Rulebook, edit: Edit) -> Mutant:
    made = edit.words.rpartition(" becomes ")[2]
    instrument, _, pinpoint = made.partition("/")
    if pinpoint not in rulebook.instruments[instrument].provisions:
        return Mutant(edit, "reader", f"{made} does not resolve")
    doubts = not_borne_out(mutated, edit.norm) - not_borne_out(rulebook, edit.norm)
    return Mutant(edit, "citations", min(doubts)) if doubts else Mutant(edit, "survived")


# Examples


@dataclass(frozen=True, slots=True)
class _Group:
    """The expectations of a document that one program answers, and the cases that they speak of."""

    norm: str
    regime: str | None
    asked: tuple[Asked, ...]
    expected: tuple[tuple[int, ElementRef, str], ...]


@functools.lru_cache(maxsize=64)
def _groups(rulebook: Rulebook, norm: str) -> tuple[_Group, ...]:
    """The examples of a norm's document, by the program that answers them."""
    rule = rulebook.norms[norm]
    asked = asked_of_examples(rulebook, rule)
    found: dict[tuple[str, str | None], list[tuple[int, ElementRef, str]]] = {}
    for number, example in enumerate(rule.examples):
        for expectation in example.expect:
            key = expectation.target.norm, example.regime
            found.setdefault(key, []).append((number, expectation.target, expectation.outcome))
    groups = []
    for (owner, regime), expected in found.items():
        numbers = {number: place for place, number in enumerate(dict.fromkeys(n for n, _, _ in expected))}
        cases = tuple(asked[number] for number in numbers)
        placed = tuple((numbers[number], ref, outcome) for number, ref, outcome in expected)
        groups.append(_Group(owner, regime, cases, placed))
    return tuple(groups)


def _failing_example(rulebook: Rulebook, mutated: Rulebook, norm: str, edit: Edit) -> str | None:
    """The title of the first example of a document that fails with the edit."""
    facts_change = edit.kind == "boundary"
    for group in _groups(mutated if facts_change else rulebook, norm):
        program = compile_norm(mutated, group.norm, group.regime)
        answers = answers_of(program, mutated, group.asked)
        nodes = {}
        for node in program.nodes:
            if node.element is not None:
                nodes.setdefault(ElementRef(node.norm, node.id), node)
        for case, ref, outcome in group.expected:
            if ref in nodes and outcome not in answers.outcomes(nodes[ref], case):
                return group.asked[case].title
    return None


# What the reader would report


def _unreached(mutated: Rulebook, norm: str) -> str | None:
    """An element of the edited norm that neither its root nor another norm reaches any more."""
    reached = {ref for name in mutated.norms for ref in _elements(compile_norm(mutated, name))}
    own = (ElementRef(norm, name) for name in mutated.norms[norm].elements)
    return next((ref.element for ref in own if ref not in reached), None)


def _unused(rulebook: Rulebook, mutated: Rulebook) -> str | None:
    """A predicate that a norm used before the edit and none uses with it."""
    lost = _named(rulebook) - _named(mutated)
    return min(lost, default=None)


def _named(rulebook: Rulebook) -> set[str]:
    return {
        ref.name
        for norm in rulebook.norms.values()
        for element in norm.elements.values()
        for ref in refs_of(element)
        if not isinstance(ref, ElementRef)
    }


# What rests on a norm, and sameness


@functools.lru_cache(maxsize=64)
def _resting_on(rulebook: Rulebook, norm: str) -> tuple[str, ...]:
    """The norm itself and those that reach one of its elements."""
    others = (
        name
        for name in rulebook.norms
        if name != norm and any(ref.norm == norm for ref in _elements(compile_norm(rulebook, name)))
    )
    return norm, *others


def _elements(program: Program) -> set[ElementRef]:
    return {ElementRef(node.norm, node.id) for node in program.nodes if node.element is not None}


def _separating(rulebook: Rulebook, mutated: Rulebook, edit: Edit) -> Example | None:
    """The smallest case in which an edited element answers otherwise, as an example, if there is one.

    An element that answers as before in every case changes nothing above it, and nothing below it is edited.
    """
    rule = rulebook.norms[edit.norm]
    for name in rule.elements if edit.element is None else (edit.element,):
        ref = ElementRef(edit.norm, name)
        for regime in settings_for(rulebook, [compile_formula(rulebook, edit.norm, ref)]):
            programs = [compile_formula(rules, edit.norm, ref, regime) for rules in (rulebook, mutated)]
            space = space_of(rulebook, programs)
            before, after = (_functions(space, program) for program in programs)
            if edit.kind == "default":
                before, after = _by_default(space, before, rulebook, mutated, edit.norm)
            for one, other in zip(before, after, strict=True):
                if case := space.smallest(space.differ(one, other)):
                    sides = before[2:4]  # what the element itself answers
                    answers = {ref: Verdict.of(*(space.holds(side, case) for side in sides))}
                    return example_of(case, answers, "", rulebook.vocabulary, regime)
    return None


def _functions(space: Space, program: Program) -> tuple[int, ...]:
    """Support and opposition of the element before a burden, its own, and as others see it."""
    edges, root = space.run(program), program.root
    return tuple(edges[2 * pair + side] for pair in (root.gap, root.own, root.counted) for side in (0, 1))


def _by_default(
    space: Space, edges: tuple[int, ...], rulebook: Rulebook, mutated: Rulebook, norm: str
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """What an element answers where the reading whose default was changed is left to its default."""
    for reading, other in zip(rulebook.norms[norm].readings, mutated.norms[norm].readings, strict=True):
        if reading.default != other.default and any(
            reading.id in placed.block.names for placed in space.blocks
        ):
            return tuple(
                tuple(space.taking(edge, reading.id, position) for edge in edges)
                for position in (reading.default, other.default)
            )
    return edges, edges
