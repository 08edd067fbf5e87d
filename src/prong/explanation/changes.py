"""Single changes that turn a verdict, computed exactly in one run of the program.

A bit of the integers that run through the program is here a *hypothesis*: the case as it stands, but
for one change. Each predicate of the norm is learnt, denied, withdrawn or strengthened in a lane of
its own, and each reading takes each other position in one.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from prong.evaluation.facts import NO_FACT, TOP, Fact, Facts
from prong.evaluation.lanes import NOTHING
from prong.evaluation.program import Program
from prong.model.norms import Rulebook
from prong.model.standards import Standard
from prong.model.verdicts import Verdict

ChangeKind = Literal["shown", "denied", "withdrawn", "strengthened", "reading"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change and the verdict that it would bring; `name` is a predicate or a reading."""

    kind: ChangeKind
    name: str
    verdict: Verdict
    position: str | None = None


def single_changes(
    program: Program,
    rulebook: Rulebook,
    facts: Facts,
    chosen: Mapping[str, str],
    *,
    standard: Standard | None = None,
) -> tuple[Verdict, tuple[Change, ...]]:
    """The verdict as it stands, and every single change that turns it, in the order of the rule.

    What only the state would have to show, and nobody has raised, is no hypothesis: an account's
    silence on grounds of exclusion is not an open question about the person.
    """
    hypotheses = [*_of_facts(program, facts), *_of_readings(program, rulebook, chosen)]
    every = (2 << len(hypotheses)) - 1  # lane 0: the case as it stands
    changed: dict[str, list[tuple[int, Fact]]] = {}
    for lane, (kind, name, what) in enumerate(hypotheses, 1):
        if kind != "reading":
            changed.setdefault(name, []).append((1 << lane, what))
    support, opposition = [], []
    for leaf in program.leaves:
        required = leaf.standard if standard is None or leaf.side != "shown" else standard
        fact = facts.get(leaf.predicate, NO_FACT)
        pair = [every * (fact.support >= required), every * (fact.opposition >= required)]
        for lane, hypothesis in changed.get(leaf.predicate, ()):
            for side, level in enumerate((hypothesis.support, hypothesis.opposition)):
                pair[side] = pair[side] | lane if level >= required else pair[side] & ~lane
        support.append(pair[0])
        opposition.append(pair[1])
    positions = []
    for reading, position in program.positions:
        lanes = every * (chosen[reading] == position)
        for lane, (kind, name, what) in enumerate(hypotheses, 1):
            if kind == "reading" and name == reading:
                lanes = lanes | 1 << lane if what == position else lanes & ~(1 << lane)
        positions.append(lanes)
    pairs = program.run(support, opposition, positions)
    own = program.root.own
    verdicts = [
        Verdict.of(pairs[2 * own] >> n & 1, pairs[2 * own + 1] >> n & 1) for n in range(len(hypotheses) + 1)
    ]
    turned = tuple(
        Change(kind, name, verdict, what if kind == "reading" else None)
        for (kind, name, what), verdict in zip(hypotheses, verdicts[1:], strict=True)
        if verdict is not verdicts[0]
    )
    return verdicts[0], turned


@functools.lru_cache(maxsize=512)
def _ours(program: Program) -> frozenset[str]:
    """The predicates that somewhere stand under no burden, or next under one that the applicant bears."""
    found: set[str] = set()
    seen: set[tuple[int, bool]] = set()
    waiting = [(program.root, True)]
    while waiting:
        node, ours = waiting.pop()
        if node.burden:
            ours = node.burden.on == "applicant"
        if (id(node), ours) in seen:
            continue
        seen.add((id(node), ours))
        if node.predicate and ours:
            found.add(node.predicate)
        waiting += [(edge.node, ours) for edge in node.edges]
    return frozenset(found)


def _of_facts(program: Program, facts: Facts) -> list[tuple[ChangeKind, str, Fact]]:
    found: list[tuple[ChangeKind, str, Fact]] = []
    ours = _ours(program)
    for name in dict.fromkeys(leaf.predicate for leaf in program.leaves):
        fact = facts.get(name, NO_FACT)
        if fact.support == NOTHING and fact.opposition == NOTHING:
            if name not in ours:
                continue
            found.append(("shown", name, Fact(TOP, NOTHING)))
            found.append(("denied", name, Fact(NOTHING, TOP)))
            continue
        found.append(("withdrawn", name, NO_FACT))
        stronger = Fact(*(NOTHING if level == NOTHING else TOP for level in (fact.support, fact.opposition)))
        if stronger != fact:
            found.append(("strengthened", name, stronger))
    return found


def _of_readings(
    program: Program, rulebook: Rulebook, chosen: Mapping[str, str]
) -> list[tuple[ChangeKind, str, str]]:
    return [
        ("reading", name, position.id)
        for name in program.readings
        for position in rulebook.readings[name].positions
        if position.id != chosen[name]
    ]
