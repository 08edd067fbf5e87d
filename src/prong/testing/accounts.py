"""Valid cases and records on the predicates of a norm, with the persons and events that ages rest on.

What is computed from dates is not stated as a finding but told: a day of birth and the day of an event, or
two milestones, most often a day before, on or a day after the birthday or anniversary that the law speaks of.
"""

from __future__ import annotations

import datetime
import functools
from pathlib import Path

from hypothesis import strategies as st

from prong.evaluation.facts import NO_FACT, Fact
from prong.evaluation.lanes import NOTHING
from prong.evaluation.program import compile_norm
from prong.language.rulebook import load_rulebook
from prong.model.cases import Case, Finding, Record
from prong.model.dates import DateInterval, from_days, shift_months
from prong.model.norms import Rulebook
from prong.model.sources import Source
from prong.model.standards import LADDER, Standard
from prong.model.vocabulary import Quantity
from prong.testing.facts import facts

Ruleset = Rulebook | Path | str
ONE_DAY = datetime.timedelta(1)
FIRST, LATER, ARRIVAL = datetime.date(2001, 6, 15), datetime.date(2002, 6, 15), datetime.date(2000, 3, 1)
EVIDENCE = ({"at": "Case 1, s. 1", "digest": "00000000"},)
SOURCE = Source.model_validate(
    {
        "source": "interviews",
        "title": "Interviews",
        "citation": {"type": "report", "title": "A report"},
        "stated-to": "reasonable-likelihood",
        "accounts": {"heading": "^Case (\\d+)$"},
    }
)


@functools.lru_cache(maxsize=8)
def rulebook_at(folder: Path | str) -> Rulebook:
    """The rules of a folder, read once."""
    return load_rulebook(Path(folder))


def rulebook_from(ruleset: Ruleset) -> Rulebook:
    """The rules themselves, or those of the folder that is named."""
    return ruleset if isinstance(ruleset, Rulebook) else rulebook_at(ruleset)


def record_of(*accounts: Case, source: Source = SOURCE) -> Record:
    """A record of these accounts."""
    reason = "The accounts agree." if len(accounts) > 1 else None
    pairs = tuple((account, source) for account in accounts)
    return Record("made/record", "A record", pairs, "2" * 64, reason)


# Dates


def dates(*, around: datetime.date, exact: bool = False) -> st.SearchStrategy[DateInterval]:
    """Dates around a day: the day itself, the day before and after, days further off, and, unless `exact`,
    intervals that hold the day or end next to it."""
    single = st.sampled_from([0, -1, 1, -2, 2, -400, 400]).map(
        lambda days: from_days(around + days * ONE_DAY, around + days * ONE_DAY)
    )
    if exact:
        return single
    spans = st.tuples(st.integers(-40, 1), st.integers(0, 40)).map(
        lambda span: from_days(around + span[0] * ONE_DAY, around + (span[0] + span[1]) * ONE_DAY)
    )
    return single | spans


# Findings


def findings(
    *, standard: Standard = Standard.REASONABLE_GROUNDS, events: tuple[str, ...] = ()
) -> st.SearchStrategy[Finding]:
    """Findings that hold or do not, most at the standard, just below it or at the top of the ladder."""
    near = [standard, LADDER[max(standard - 1, 0)], LADDER[-1], *LADDER]
    pointed = st.lists(st.sampled_from(events), max_size=2, unique=True) if events else st.just([])
    return st.builds(_finding, st.sampled_from(["yes", "no"]), st.sampled_from(near), pointed.map(tuple))


def _finding(holds: str, to: Standard, events: tuple[str, ...]) -> Finding:
    return Finding.model_validate({"holds": holds, "to": to, "events": events, "evidence": EVIDENCE})


def _findings_of(fact: Fact, events: tuple[str, ...]) -> tuple[Finding, ...]:
    sides = (("yes", fact.support), ("no", fact.opposition))
    return tuple(_finding(holds, LADDER[to], events) for holds, to in sides if to != NOTHING)


# Cases


@st.composite
def cases(draw: st.DrawFn, ruleset: Ruleset, *, norm: str | None = None, id: str = "made/case") -> Case:
    """Valid cases on the predicates of a norm (of any, where none is named), most near its boundary."""
    rulebook = rulebook_from(ruleset)
    norm = draw(st.sampled_from(tuple(rulebook.norms))) if norm is None else norm
    found = draw(facts(rulebook, norm=norm))
    drawn = lines(rulebook, norm)
    events: dict[str, dict[str, object]] = {"first": {}, "later": {"date": LATER.isoformat()}}
    person: dict[str, object] = {}
    if draw(st.booleans()) or drawn:
        events["first"]["date"] = FIRST.isoformat()
    for name, (quantity, years, holds_below) in drawn.items():
        fact = found.pop(name, NO_FACT)
        sides = {fact.support != NOTHING: holds_below, fact.opposition != NOTHING: not holds_below}
        if True in sides:
            below = sides[True]
        elif draw(st.booleans()):
            below = None
        else:
            continue
        if quantity.age_at is not None:
            birthday = shift_months(FIRST, -12 * years)
            person["born"] = str(draw(_days(birthday, before=None if below is None else not below)))
            if found.keys().isdisjoint(quantity.age_at.earliest_of):
                found[draw(st.sampled_from(quantity.age_at.earliest_of))] = Fact(LADDER[1], NOTHING)
        else:
            start, end = quantity.duration.from_, quantity.duration.to
            events[f"is-{start}"] = {"date": ARRIVAL.isoformat(), "is": [start]}
            day = draw(_days(shift_months(ARRIVAL, 12 * years), before=below))
            events[f"is-{end}"] = {"date": str(day), "is": [end]}
    pointed = st.sampled_from([("first",), ("first",), ("later",), ("first", "later"), ()])
    coded = {name: _findings_of(fact, draw(pointed)) for name, fact in found.items()}
    used = {name for told in coded.values() for finding in told for name in finding.events}
    states = [None, *sorted({state for i in rulebook.instruments.values() for state in i.parties})]
    for name in list(events):
        if name in ("first", "later") and name not in used:
            del events[name]
        elif state := draw(st.sampled_from(states)):
            events[name]["state"] = state
    return Case.model_validate(
        {
            "case": id,
            "title": "An account",
            "source": {"id": "interviews", "at": "Case 1"},
            "person": {"name": "A.", **person, "evidence": EVIDENCE},
            "events": {
                name: {"what": "Something happens.", **events[name], "evidence": EVIDENCE}
                for name in sorted(events, key=lambda name: events[name].get("date", ""))
            },
            "findings": coded,
        }
    )


def records(ruleset: Ruleset, *, norm: str | None = None, most: int = 2) -> st.SearchStrategy[Record]:
    """Records of one account or several of one person, each a valid case near the boundary of the norm."""
    rulebook = rulebook_from(ruleset)
    norms = st.just(norm) if norm else st.sampled_from(tuple(rulebook.norms))
    return norms.flatmap(
        lambda chosen: st.integers(1, most).flatmap(
            lambda number: st.tuples(
                *(cases(rulebook, norm=chosen, id=f"made/{place}") for place in range(number))
            )
        )
    ).map(lambda accounts: record_of(*accounts))


def lines(rulebook: Rulebook, norm: str) -> dict[str, tuple[Quantity, int, bool]]:
    """The predicates that draw a line in years: their quantity, the years, whether below them holds."""
    vocabulary = rulebook.vocabulary
    found = {}
    for leaf in compile_norm(rulebook, norm).leaves:
        derived = vocabulary.predicates[leaf.predicate].derived
        if derived is not None:
            below = derived.below is not None
            years = derived.below if below else derived.at_least
            found[leaf.predicate] = vocabulary.quantities[derived.quantity], years, below
    return found


def _days(line: datetime.date, *, before: bool | None) -> st.SearchStrategy[DateInterval]:
    """Dates before a line, or from it on, the nearest first; around it where neither is wanted."""
    if before is None:
        return dates(around=line)
    days = [-1, -2, -400] if before else [0, 1, 400]
    return st.sampled_from([from_days(line + days * ONE_DAY, line + days * ONE_DAY) for days in days])
