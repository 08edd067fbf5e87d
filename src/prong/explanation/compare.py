"""What becomes of verdicts over readings, regimes and dates: which are robust, which depend, and on what."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from prong.evaluation.facts import Facts, facts_of
from prong.evaluation.program import ProgramNode, compile_norm
from prong.evaluation.run import chosen_readings, evaluate
from prong.model.cases import Record
from prong.model.instruments import Citation
from prong.model.norms import Element, Rulebook
from prong.model.verdicts import Verdict

Over = Literal["readings", "regimes", "dates"]


@dataclass(frozen=True, slots=True)
class Alternative:
    """A position of a reading, a regime (None: the rules themselves) or a day, and what it holds."""

    name: str | None
    holds: str
    cites: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict on an alternative; over dates also which states of the events the treaty bound by then."""

    verdict: Verdict
    bound: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """One norm over the alternatives of one question, for each case.

    `default` is the place of the alternative that the assessment takes; over dates it is None, and each day
    is held against the one before it. `elements` are those at which the alternatives part.
    """

    norm: str
    over: Over
    question: str
    alternatives: tuple[Alternative, ...]
    default: int | None
    elements: tuple[Element, ...]
    outcomes: Mapping[str, tuple[Outcome, ...]]

    @property
    def dependent(self) -> tuple[str, ...]:
        """The cases whose outcome is not the same on every alternative."""
        return tuple(case for case, found in self.outcomes.items() if len(set(found)) > 1)

    def moved(self, place: int) -> Counter[tuple[Outcome, Outcome]]:
        """How many cases an alternative moves, from which outcome to which."""
        before = place - 1 if self.default is None else self.default
        if before < 0 or before == place:
            return Counter()
        pairs = ((found[before], found[place]) for found in self.outcomes.values())
        return Counter(pair for pair in pairs if pair[0] != pair[1])


def compare(
    records: Sequence[Record],
    rulebook: Rulebook,
    norm: str,
    over: Over,
    *,
    regime: str | None = None,
    readings: Mapping[str, str],
) -> Iterator[Comparison]:
    """The comparisons of one norm: one for each of its readings, or one over the regimes or the dates."""
    facts = {record.id: facts_of(record, rulebook.vocabulary) for record in records}
    match over:
        case "readings":
            yield from _over_readings(facts, rulebook, norm, regime, readings)
        case "regimes":
            yield _over_regimes(facts, rulebook, norm, regime, readings)
        case "dates":
            yield from _over_dates(records, facts, rulebook, norm, regime, readings)


def _over_readings(
    facts: Mapping[str, Facts],
    rulebook: Rulebook,
    norm: str,
    regime: str | None,
    readings: Mapping[str, str],
) -> Iterator[Comparison]:
    program = compile_norm(rulebook, norm, regime)
    chosen = chosen_readings(program, rulebook, readings)
    values = {case: evaluate(program, rulebook, found) for case, found in facts.items()}
    for name in program.readings:
        reading = rulebook.readings[name]
        positions = [position.id for position in reading.positions]
        taken = [{**chosen, name: position} for position in positions]
        yield Comparison(
            norm=norm,
            over="readings",
            question=reading.question,
            alternatives=tuple(Alternative(p.id, p.holds, p.authorities) for p in reading.positions),
            default=positions.index(chosen[name]),
            elements=tuple(elements_asking(program.root, name)),
            outcomes={
                case: tuple(Outcome(found.conclusion(positions)) for positions in taken)
                for case, found in values.items()
            },
        )


def _over_regimes(
    facts: Mapping[str, Facts],
    rulebook: Rulebook,
    norm: str,
    regime: str | None,
    readings: Mapping[str, str],
) -> Comparison:
    names = (None, *rulebook.regimes)
    verdicts = [_verdicts(facts, rulebook, norm, name, readings) for name in names]
    own = Alternative(None, "the standards and burdens of the rules themselves")
    return Comparison(
        norm=norm,
        over="regimes",
        question="Under which regime?",
        alternatives=(own, *(Alternative(r.id, r.title, (r.cite,)) for r in rulebook.regimes.values())),
        default=names.index(regime),
        elements=tuple(
            rulebook.norms[norm].elements[name]
            for name in dict.fromkeys(
                assigned.element
                for one in rulebook.regimes.values()
                for assigned in one.assignments
                if assigned.norm == norm and assigned.element is not None
            )
        ),
        outcomes={case: tuple(Outcome(found[case]) for found in verdicts) for case in facts},
    )


def _over_dates(
    records: Sequence[Record],
    facts: Mapping[str, Facts],
    rulebook: Rulebook,
    norm: str,
    regime: str | None,
    readings: Mapping[str, str],
) -> Iterator[Comparison]:
    """The days on which the norm's own treaty began to bind a state in which events took place.

    The day does not change what the facts amount to; it changes whom the law bound. No day, no comparison.
    """
    rule = rulebook.norms[norm]
    instrument = rulebook.instruments[rule.provision.instrument]
    states = sorted(set().union(*map(_states_of, records)))
    days = sorted({entry for state in states if (entry := instrument.entry_for(state))})
    if not days:
        return
    before = days[0] - datetime.timedelta(days=1)
    verdicts = _verdicts(facts, rulebook, norm, regime, readings)
    bound = {
        day: tuple(state for state in states if (entry := instrument.entry_for(state)) and entry <= day)
        for day in (before, *days)
    }
    yield Comparison(
        norm=norm,
        over="dates",
        question=f"Which states did the {instrument.short} bind on which day?",
        alternatives=tuple(
            Alternative(day.isoformat(), f"in force for {', '.join(found)}" if found else "in force for none")
            for day, found in bound.items()
        ),
        default=None,
        elements=(),
        outcomes={
            record.id: tuple(
                Outcome(verdicts[record.id], tuple(state for state in found if state in _states_of(record)))
                for found in bound.values()
            )
            for record in records
        },
    )


def _states_of(record: Record) -> set[str]:
    return {event.state for case, _ in record.accounts for event in case.events.values() if event.state}


def _verdicts(
    facts: Mapping[str, Facts],
    rulebook: Rulebook,
    norm: str,
    regime: str | None,
    readings: Mapping[str, str],
) -> dict[str, Verdict]:
    program = compile_norm(rulebook, norm, regime)
    chosen = chosen_readings(program, rulebook, readings)
    found = {}
    for case, stated in facts.items():
        found[case] = evaluate(program, rulebook, stated).conclusion(chosen)
    return found


def elements_asking(root: ProgramNode, reading: str) -> Iterator[Element]:
    """The elements whose own formula has a position of the reading each, from the root down."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop(0)
        if id(node) in seen:
            continue
        seen.add(id(node))
        if node.element is not None and node.side != "fixed" and _asks(node, reading):
            yield node.element
        waiting += [edge.node for edge in node.edges]


def _asks(node: ProgramNode, reading: str) -> bool:
    if node.reading == reading:
        return True
    inner = (edge.node for edge in node.edges)
    return any(_asks(one, reading) for one in inner if one.element is None and one.predicate is None)
