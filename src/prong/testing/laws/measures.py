"""What an answer is measured by: the standard asked for, the readings taken, the days of the law."""

from __future__ import annotations

import itertools

from hypothesis import strategies as st

from prong.evaluation.binding import bindings_of
from prong.evaluation.facts import facts_of
from prong.evaluation.lanes import NOTHING
from prong.evaluation.run import Values
from prong.model.cases import Case, Record
from prong.model.dates import shift_days, shift_months
from prong.model.standards import LADDER
from prong.model.vocabulary import Quantity
from prong.testing.accounts import ARRIVAL, EVIDENCE, FIRST, lines, record_of
from prong.testing.property import Subject, property_of


@property_of()
def standards(subject: Subject, draw: st.DrawFn) -> None:
    """What is not shown to one standard of proof is not shown to a higher one."""
    regime = subject.regime(draw)
    found = subject.facts(draw, regime)
    low, high = draw(st.sampled_from(list(itertools.pairwise(LADDER))))
    lower, higher = (subject.run(found, regime, standard=standard) for standard in (low, high))
    for node in lower.program.nodes:
        for pair in (node.own, node.counted):
            for one, other in zip(lower.sides(pair), higher.sides(pair), strict=True):
                assert not other & ~one & lower.lanes.every, f"{node.id} is shown to {high.words} alone"


@property_of(applies=lambda subject: bool(subject.program().readings))
def readings(subject: Subject, draw: st.DrawFn) -> None:
    """An answer depends on a contested reading exactly where another position would change it.

    Where it depends on none it is robust, and every combination of positions gives it.
    """
    values = subject.run(subject.facts(draw))
    for node in subject.elements():
        depends_on = values.lanes.depends_on(*values.sides(node.own))
        assert set(depends_on) == _dividing(values, node.own), f"{node.id} is said to depend on {depends_on}"


def _dividing(values: Values, pair: int) -> set[str]:
    """The readings one of whose positions changes a verdict while all others are kept."""
    verdicts = {taken: values.verdict(pair, n) for n, taken in enumerate(values.lanes.combinations)}
    found = set()
    for place, reading in enumerate(values.lanes.readings):
        others: dict[tuple[str, ...], set[object]] = {}
        for taken, verdict in verdicts.items():
            others.setdefault(taken[:place] + taken[place + 1 :], set()).add(verdict)
        if any(len(known) > 1 for known in others.values()):
            found.add(reading)
    return found


# The days of the law


def _treaties(subject: Subject) -> list[tuple[str, str]]:
    """The instruments of the norm that bind a state from a day that is known."""
    instruments = subject.rulebook.instruments
    return [
        (name, state)
        for name in subject.rule.binding
        for state in instruments[name].parties
        if instruments[name].kind == "treaty" and instruments[name].entry_for(state)
    ]


@property_of(applies=lambda subject: bool(lines(subject.rulebook, subject.norm)), cite="crc/1")
def birthdays_and_anniversaries(subject: Subject, draw: st.DrawFn) -> None:
    """A person is under eighteen on the day before the eighteenth birthday, and not on that day or after it.

    So with every age and every length of time at which the rule draws a line.
    """
    known = lines(subject.rulebook, subject.norm)
    name = draw(st.sampled_from(sorted(known)))
    quantity, years, holds_below = known[name]
    days = draw(st.sampled_from([-1, 0, 1]))
    fact = facts_of(_dated(draw, quantity, years, days), subject.rulebook.vocabulary)[name]
    holds = (days < 0) == holds_below
    assert (fact.support != NOTHING, fact.opposition != NOTHING) == (holds, not holds), (
        f"{name} {'does not hold' if holds else 'holds'} {days:+d} days from the line"
    )


def _dated(draw: st.DrawFn, quantity: Quantity, years: int, days: int) -> Record:
    """An account in which so many days have passed since the birthday or anniversary."""
    person, findings = {"name": "A.", "evidence": EVIDENCE}, {}
    if quantity.age_at is not None:
        person["born"] = shift_months(shift_days(FIRST, -days), -12 * years).isoformat()
        dated = [("act", {"date": FIRST.isoformat()})]
        act = draw(st.sampled_from(quantity.age_at.earliest_of))
        findings = {act: {"holds": "yes", "to": LADDER[1], "events": ["act"], "evidence": EVIDENCE}}
    else:
        start, end = quantity.duration.from_, quantity.duration.to
        day = shift_days(shift_months(ARRIVAL, 12 * years), days)
        dated = [
            ("start", {"date": ARRIVAL.isoformat(), "is": [start]}),
            ("end", {"date": day.isoformat(), "is": [end]}),
        ]
    return record_of(_account(person, dated, findings))


def _account(person: dict, dated: list[tuple[str, dict]], findings: dict) -> Case:
    events = {name: {"what": "It happens.", **event, "evidence": EVIDENCE} for name, event in dated}
    return Case.model_validate(
        {
            "case": "made/dated",
            "title": "An account",
            "source": {"id": "interviews", "at": "Case 1"},
            "person": person,
            "events": events,
            "findings": findings,
        }
    )


@property_of(applies=lambda subject: bool(_treaties(subject)), cite="refugee-convention/43")
def entry_into_force(subject: Subject, draw: st.DrawFn) -> None:
    """A treaty binds a state from the day on which it enters into force for it, and not on the day before."""
    name, state = draw(st.sampled_from(_treaties(subject)))
    entry = subject.rulebook.instruments[name].entry_for(state)
    days = draw(st.sampled_from([-1, 0, 1]))
    event = {"date": shift_days(entry, days).isoformat(), "state": state}
    record = record_of(_account({"name": "A.", "evidence": EVIDENCE}, [("event", event)], {}))
    binding = next(
        found
        for found in bindings_of(record, subject.rule, subject.rulebook, None)
        if found.instrument == name
    )
    told = (bool(binding.bound), bool(binding.not_bound), bool(binding.undetermined))
    assert told == (days >= 0, days < 0, False), f"{name} and {state}, {days:+d} days from {entry}"


LAWS = (standards, readings, birthdays_and_anniversaries, entry_into_force)
