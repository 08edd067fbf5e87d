"""Which treaty bound which state on the dates of the events, as plain values for a template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from prong.model.dates import parse_edtf
from prong.model.instruments import Instrument
from prong.model.norms import Rulebook
from prong.model.trace import Binding, Trace
from prong.rendering.dates import date_words
from prong.rendering.language import ENGLISH, Language, marked

STATES = MappingProxyType(
    {
        "CN": marked("China"),
        "KP": marked("DPRK"),
        "KR": marked("Republic of Korea"),
        "US": marked("United States"),
        "JP": marked("Japan"),
        "MN": marked("Mongolia"),
        "TH": marked("Thailand"),
        "LA": marked("Lao People’s Democratic Republic"),
        "VN": marked("Viet Nam"),
        "RU": marked("Russian Federation"),
        "GB": marked("United Kingdom"),
    }
)


@dataclass(frozen=True, slots=True)
class CellView:
    """One treaty and one state: the numbers of events on which it bound, did not bind, or may have."""

    bound: int
    not_bound: int
    uncertain: int
    by: str | None
    entry: str | None
    checked: bool
    on_assessment: str | None


@dataclass(frozen=True, slots=True)
class BindingView:
    """Treaties down, states across.

    `analytical` names the treaties whose own definition a norm encodes, with the states that they did
    not bind at any event; `reservations` those of the states in the table; `split` tells that some treaty
    may have entered into force for a state amid its events.
    """

    states: tuple[str, ...]
    rows: tuple[tuple[str, tuple[CellView, ...]], ...]
    analytical: tuple[tuple[str, tuple[str, ...]], ...]
    reservations: tuple[tuple[str, str, str], ...]
    split: bool


def binding_view(traces: Sequence[Trace], rulebook: Rulebook, language: Language = ENGLISH) -> BindingView:
    """The table over all treaties that the norms of these traces name."""
    entries = {(b.instrument, b.state): b for trace in traces for b in trace.binding}
    states = tuple(dict.fromkeys(state for _, state in entries))
    names = dict.fromkeys(name for name, _ in entries)
    treaties = [i for name in names if (i := rulebook.instruments[name]).kind == "treaty"]
    own = dict.fromkeys(rulebook.norms[trace.norm].provision.instrument for trace in traces)
    unbound = [
        (
            treaty.short,
            tuple(
                state_name(state, language)
                for state in states
                if (b := entries[treaty.instrument, state]).not_bound and not b.bound and not b.undetermined
            ),
        )
        for treaty in treaties
        if treaty.instrument in own
    ]
    rows = tuple(
        (treaty.short, tuple(_cell(treaty, entries[treaty.instrument, state], language) for state in states))
        for treaty in treaties
    )
    return BindingView(
        states=tuple(state_name(state, language) for state in states),
        rows=rows,
        analytical=tuple((name, free) for name, free in unbound if free),
        reservations=tuple(
            (treaty.short, state_name(state, language), treaty.reservations[state])
            for treaty in treaties
            for state in states
            if state in treaty.reservations
        ),
        split=any(map(_is_split, (cell for _, cells in rows for cell in cells))),
    )


def bound_throughout(view: BindingView) -> list[tuple[str, list[str]]]:
    """For each state the treaties that bound it on the date of every event there, if there are any."""
    found = [
        (state, [name for name, cells in view.rows if _always(cells[place])])
        for place, state in enumerate(view.states)
    ]
    return [(state, names) for state, names in found if names]


def state_name(code: str, language: Language = ENGLISH) -> str:
    """The short name of a state, or its code."""
    return language.gettext(STATES.get(code, code))


def _always(cell: CellView) -> bool:
    return bool(cell.bound and not cell.not_bound and not cell.uncertain)


def _is_split(cell: CellView) -> bool:
    return bool(cell.entry and (cell.uncertain or (cell.bound and cell.not_bound)))


def _cell(instrument: Instrument, entry: Binding, language: Language) -> CellView:
    party = instrument.parties.get(entry.state)
    return CellView(
        bound=len(entry.bound),
        not_bound=len(entry.not_bound),
        uncertain=len(entry.undetermined),
        by=party.by if party else None,
        entry=date_words(parse_edtf(entry.entry), language) if entry.entry else None,
        checked=party.checked if party else False,
        on_assessment=entry.on_assessment,
    )
