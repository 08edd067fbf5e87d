"""The same rule in several forms says the same: compiled and interpreted, printed and read, explained."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

from prong.evaluation.facts import Fact, Facts, Ground
from prong.evaluation.lanes import NOTHING, WIDTH
from prong.evaluation.run import chosen_readings
from prong.explanation.diagram import Diagram, diagram_of
from prong.explanation.explain import explain
from prong.explanation.hypotheses import Change, grounds_of
from prong.language.printing import print_instrument, print_norm, print_regime
from prong.language.rulebook import check_rules
from prong.model.standards import LADDER
from prong.model.verdicts import Verdict
from prong.proof.asked import Asked, answers_of
from prong.testing.interpreter import World, places
from prong.testing.property import Subject, property_of

LISTED = 3
"""Of each family of sets, so many are tried."""
ALL_SUBSETS = 8
"""Up to so many findings, whether one can be spared is tried with every choice of the others."""


@property_of()
def compiled_and_interpreted(subject: Subject, draw: st.DrawFn) -> None:
    """A compiled rule says of each of its parts what the rule, read word by word, says of it."""
    regime = subject.regime(draw)
    found = subject.facts(draw, regime)
    values = subject.run(found, regime)
    number = draw(st.integers(0, len(values.lanes.combinations) - 1))
    lane = draw(st.integers(0, WIDTH - 1))
    chosen = dict(zip(values.lanes.readings, values.lanes.combinations[number], strict=True))
    at = None if lane == 0 else LADDER[lane - 1]
    world = World(subject.rulebook, regime, found, chosen, at)
    shift = WIDTH * number + lane
    for place in places(values.program, subject.rulebook):
        node = place.node
        for pair, told in (
            (node.gap, place.gap(world)),
            (node.own, place.own(world)),
            (node.counted, place.seen(world)),
        ):
            answered = tuple(bool(side >> shift & 1) for side in values.sides(pair))
            assert answered == told, f"{node.id} is {answered} where the rule says {told}"


@property_of(applies=lambda subject: subject.folder is not None)
def printed_and_read(subject: Subject, draw: st.DrawFn) -> None:  # noqa: ARG001 (nothing is left to chance)
    """A rule document that is printed from what was read of it reads as the same rule."""
    rulebook, norm = subject.rulebook, subject.rule
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "rules"
        shutil.copytree(subject.folder, folder)
        _write(folder / norm.anchor.file, print_norm(norm))
        cited = rulebook.instruments[norm.provision.instrument]
        _write(folder / "instruments" / f"{cited.instrument}.yaml", print_instrument(cited))
        for regime in rulebook.regimes.values():
            if any(setting.norm == norm.id for setting in regime.assignments):
                _write(folder / regime.anchor.file, print_regime(regime))
        again, findings = check_rules(folder)
    assert findings == [], f"{norm.id} is printed with faults"
    assert again.norms == rulebook.norms
    assert again.regimes == rulebook.regimes
    assert again.instruments == rulebook.instruments


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")


@property_of()
def explanations(subject: Subject, draw: st.DrawFn) -> None:
    """What is said to carry an answer carries it alone; what is said to turn it does, and nothing less."""
    rulebook, program, found = subject.rulebook, subject.program(), subject.facts(draw)
    chosen = dict(chosen_readings(program, rulebook, {}))
    explained = explain(rulebook, subject.norm, found, chosen, bound=LISTED)
    assert explained.verdict is _answer(subject, found, chosen), "the verdict"
    every = [ground for name in found for ground in grounds_of(name, found)]
    for kept in explained.root.carried_by.sets:
        fallen = draw(st.sets(st.sampled_from(every))) if every else set()
        left = [ground for ground in every if ground in kept or ground not in fallen]
        for grounds in (kept, left):
            assert _answer(subject, _facts_from(grounds), chosen) is explained.verdict, _named(kept)
        if len(every) <= ALL_SUBSETS:
            _none_can_be_spared(subject, kept, every, explained.verdict)
    diagram = diagram_of(rulebook, subject.norm)
    for verdict, family in explained.flips.items():
        for changes in family.sets:
            assert _answer(subject, *_after(changes, found, chosen, diagram)) is verdict, _named(changes)
            for spared in changes:
                fewer = tuple(change for change in changes if change is not spared)
                if after := _after(fewer, found, chosen, diagram):
                    assert _answer(subject, *after) is not verdict, _named(fewer)


def _none_can_be_spared(
    subject: Subject, kept: tuple[Ground, ...], every: list[Ground], verdict: Verdict
) -> None:
    """Without any one finding of a set that carries an answer, some of the others give another answer."""
    for spared in kept:
        needed = [ground for ground in kept if ground is not spared]
        others = [ground for ground in every if ground not in kept]
        asked = tuple(
            Asked("", 0, _facts_from([*needed, *some]), {})
            for number in range(len(others) + 1)
            for some in itertools.combinations(others, number)
        )
        answers = answers_of(subject.program(), subject.rulebook, asked)
        own = answers.program.root.own
        given = {answers.verdict(own, case) for case in range(len(asked))}
        assert given != {verdict}, f"{spared.predicate} can be spared"


def _answer(subject: Subject, found: Facts, chosen: Mapping[str, str]) -> Verdict:
    return subject.run(found).conclusion(chosen)


def _named(items: Iterable[Ground | Change]) -> str:
    return " and ".join(getattr(item, "name", "") or item.predicate for item in items) or "nothing"


def _facts_from(grounds: Iterable[Ground]) -> Facts:
    """The facts that these findings give together."""
    sides: dict[str, list[int]] = {}
    for ground in grounds:
        levels = sides.setdefault(ground.predicate, [NOTHING, NOTHING])
        place = 0 if ground.holds else 1
        levels[place] = max(levels[place], ground.to)
    return {name: Fact(*levels) for name, levels in sides.items()}


def _after(
    changes: Iterable[Change], found: Facts, chosen: Mapping[str, str], diagram: Diagram
) -> tuple[Facts, Mapping[str, str]] | None:
    """Facts and positions after the changes: of findings first, then of what new evidence adds.

    None where new evidence would meet a finding that counts against it: that is no open change.
    """
    grounds = [ground for name in found for ground in grounds_of(name, found)]
    positions = dict(chosen)
    for change in changes:
        if change.kind == "reading":
            positions[change.name] = change.position
        elif change.kind not in ("shown", "denied"):
            grounds.remove(change.ground)
            if change.to is not None:
                grounds.append(replace(change.ground, to=change.to))
    for change in changes:
        if change.kind in ("shown", "denied"):
            standards = diagram.predicates[change.name].standards
            to, holds = standards[-1], change.kind == "shown"
            against = [g for g in grounds if g.predicate == change.name and g.holds is not holds]
            if any(ground.to >= standards[0] for ground in against):
                return None
            grounds.append(Ground("", change.name, None, holds, to, ()))
    return _facts_from(grounds), positions


LAWS = (compiled_and_interpreted, printed_and_read, explanations)
