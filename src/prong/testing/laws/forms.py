"""The same rule in several forms says the same: compiled and interpreted, printed and read, explained."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import strategies as st

from prong.evaluation.facts import NO_FACT, Fact
from prong.evaluation.lanes import NOTHING, WIDTH
from prong.evaluation.run import chosen_readings
from prong.explanation.changes import Change, single_changes
from prong.language.printing import print_instrument, print_norm, print_regime
from prong.language.rulebook import check_rules
from prong.model.standards import LADDER
from prong.testing.interpreter import World, places
from prong.testing.property import Subject, property_of


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
    """Each change that is said to turn the answer turns it as said, and no other single change does."""
    program = subject.program()
    found = subject.facts(draw)
    chosen = dict(chosen_readings(program, subject.rulebook, {}))
    verdict, changes = single_changes(program, subject.rulebook, found, chosen)
    values = subject.run(found)
    assert verdict is values.verdict(program.root.own, values.lanes.number(chosen))
    for change in changes:
        assert _tried(subject, found, chosen, change) is change.verdict, f"{change.kind} {change.name}"
    named = {(change.kind, change.name) for change in changes}
    name = draw(st.sampled_from(sorted({leaf.predicate for leaf in program.leaves})))
    if name in found and ("withdrawn", name) not in named:
        assert _tried(subject, found, chosen, Change("withdrawn", name, verdict)) is verdict, (
            f"without {name}"
        )


def _tried(subject: Subject, found: dict[str, Fact], chosen: dict[str, str], change: Change) -> object:
    """The verdict after one change, evaluated anew."""
    fact = found.get(change.name, NO_FACT)
    top = LADDER[-1]
    match change.kind:
        case "shown":
            found = {**found, change.name: Fact(top, NOTHING)}
        case "denied":
            found = {**found, change.name: Fact(NOTHING, top)}
        case "withdrawn":
            found = {name: known for name, known in found.items() if name != change.name}
        case "strengthened":
            sides = (NOTHING if level == NOTHING else top for level in (fact.support, fact.opposition))
            found = {**found, change.name: Fact(*sides)}
        case "reading":
            chosen = {**chosen, change.name: change.position}
    values = subject.run(found)
    return values.verdict(values.program.root.own, values.lanes.number(chosen))


LAWS = (compiled_and_interpreted, printed_and_read, explanations)
