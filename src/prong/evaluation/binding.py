"""Which instruments bound which state on the dates of the events there."""

from __future__ import annotations

import datetime
import functools

from prong.evaluation.same import Same
from prong.model.ages import UNKNOWN_DATE
from prong.model.cases import Record
from prong.model.dates import DateInterval, from_days, parse_edtf
from prong.model.instruments import Bound, Instrument, begin_of, bound_from
from prong.model.norms import Norm, Rulebook
from prong.model.sources import Source
from prong.model.trace import Binding


def bindings_of(
    record: Record, norm: Norm, rulebook: Rulebook, as_of: datetime.date | None
) -> tuple[Binding, ...]:
    """One entry for each instrument that the norm names and each state in which events took place.

    Those of the last records are kept, because many norms name the same instruments.
    """
    instruments = (rulebook.instruments[name] for name in norm.binding)
    return tuple(entry for one in instruments for entry in _bindings_of(Same(record), Same(one), as_of))


@functools.lru_cache(maxsize=1024)
def _bindings_of(
    same_record: Same[Record], same_instrument: Same[Instrument], as_of: datetime.date | None
) -> tuple[Binding, ...]:
    record, instrument = same_record.value, same_instrument.value
    events: dict[str, list[tuple[str, DateInterval]]] = {}
    for case, source in record.accounts:
        for name, event in case.events.items():
            if event.state:
                told = (f"{case.case}#{name}", event.date or _by_then(source))
                events.setdefault(event.state, []).append(told)
    today = parse_edtf(as_of.isoformat()) if as_of else None
    found = []
    for state, there in events.items():
        begin = begin_of(state, instrument)
        answers: dict[Bound, list[str]] = {answer: [] for answer in Bound}
        for event, date in there:
            answers[bound_from(begin, date)].append(event)
        entry = instrument.entry_for(state) if isinstance(begin, Bound) else begin
        found.append(
            Binding(
                instrument=instrument.instrument,
                state=state,
                bound=tuple(answers[Bound.YES]),
                not_bound=tuple(answers[Bound.NO]),
                undetermined=tuple(answers[Bound.UNKNOWN]),
                entry=entry.isoformat() if entry else None,
                on_assessment=bound_from(begin, today).value if today else None,
            )
        )
    return tuple(found)


def _by_then(source: Source) -> DateInterval:
    """What is known of an event without a date: it happened before its account was given."""
    return from_days(None, source.told.latest) if source.told else UNKNOWN_DATE
