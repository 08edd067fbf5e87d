"""Which instruments bound which state on the dates of the events there, as the trace tells it."""

import datetime
from collections.abc import Callable

from prong.evaluation.assess import assess
from prong.model.cases import Case, Record
from prong.model.norms import Rulebook
from prong.model.trace import Binding

CaseOf = Callable[..., Case]
RecordOf = Callable[..., Record]

EVENTS = {
    "home": {"date": "2002", "state": "KP"},
    "sale": {"date": "2002-05", "state": "CN"},
    "second-sale": {"date": "2011", "state": "CN"},
    "eve": {"date": "2010-03-09", "state": "CN"},
    "day": {"date": "2010-03-10", "state": "CN"},
    "spring": {"date": "2010-03", "state": "CN"},
    "some-day": {"state": "CN"},
    "on-the-way": {"date": "2002"},
}


def binding(trace_binding: tuple[Binding, ...], instrument: str, state: str) -> Binding:
    (found,) = [entry for entry in trace_binding if (entry.instrument, entry.state) == (instrument, state)]
    return found


def test_each_event_is_put_where_its_date_puts_it(
    rulebook: Rulebook, case_of: CaseOf, record_of: RecordOf
) -> None:
    """The Trafficking Protocol has bound China since 10 March 2010."""
    record = record_of(case_of(events=EVENTS))
    found = assess(record, rulebook, "trafficking-in-persons").binding
    assert binding(found, "trafficking-protocol", "CN") == Binding(
        instrument="trafficking-protocol",
        state="CN",
        bound=("made/one#second-sale", "made/one#day"),
        not_bound=("made/one#sale", "made/one#eve"),
        undetermined=("made/one#spring", "made/one#some-day"),
        entry="2010-03-10",
        on_assessment=None,
    )
    assert binding(found, "trafficking-protocol", "KP").not_bound == ("made/one#home",)
    assert binding(found, "iccpr", "CN").bound == ()
    assert binding(found, "iccpr", "KP").bound == ("made/one#home",)


def test_there_is_an_entry_for_every_instrument_of_the_norm_and_every_state_of_an_event(
    rulebook: Rulebook, case_of: CaseOf, record_of: RecordOf
) -> None:
    found = assess(record_of(case_of(events=EVENTS)), rulebook, "trafficking-in-persons").binding
    named = rulebook.norms["trafficking-in-persons"].binding
    assert [(entry.instrument, entry.state) for entry in found] == [
        (name, state) for name in named for state in ("KP", "CN")
    ]


def test_the_day_of_assessment_is_answered_apart(
    rulebook: Rulebook, case_of: CaseOf, record_of: RecordOf
) -> None:
    record = record_of(case_of(events={"sale": {"date": "2002", "state": "CN"}}))
    told = {}
    for day in ("2010-03-09", "2010-03-10"):
        trace = assess(record, rulebook, "trafficking-in-persons", as_of=datetime.date.fromisoformat(day))
        entry = binding(trace.binding, "trafficking-protocol", "CN")
        told[day] = (trace.as_of, entry.on_assessment, entry.not_bound)
    assert told == {
        "2010-03-09": ("2010-03-09", "not-bound", ("made/one#sale",)),
        "2010-03-10": ("2010-03-10", "bound", ("made/one#sale",)),
    }


def test_events_of_two_accounts_in_one_state_stand_together(
    rulebook: Rulebook, case_of: CaseOf, record_of: RecordOf
) -> None:
    events = {"sale": {"date": "2011", "state": "CN"}}
    record = record_of(case_of(events=events), case_of(events=events, id="made/two"))
    entry = binding(assess(record, rulebook, "refugee").binding, "refugee-convention", "CN")
    assert entry.bound == ("made/one#sale", "made/two#sale")


def test_a_case_without_places_binds_nobody(rulebook: Rulebook, case_of: CaseOf, record_of: RecordOf) -> None:
    trace = assess(record_of(case_of(events={"sale": {"date": "2002"}})), rulebook, "refugee")
    assert trace.binding == ()


def test_an_act_of_a_state_that_was_not_compared_with_its_source_is_told(
    rulebook: Rulebook, case_of: CaseOf, record_of: RecordOf
) -> None:
    """That the Democratic People's Republic of Korea is no party to the Protocol has not been checked."""
    told = [
        assess(
            record_of(case_of(events={"home": {"state": state}})), rulebook, "trafficking-in-persons"
        ).unchecked
        for state in ("KP", "CN")
    ]
    assert ["trafficking-protocol#KP" in unchecked for unchecked in told] == [True, False]


def test_norms_that_name_an_instrument_share_what_is_known_of_it(
    rulebook: Rulebook, case_of: CaseOf, record_of: RecordOf
) -> None:
    """It is worked out once for a record, and anew for another day of assessment."""
    record = record_of(case_of(events=EVENTS))
    norms = [norm.id for norm in rulebook.norms.values() if "trafficking-protocol" in norm.binding]
    entries = [
        binding(assess(record, rulebook, norm).binding, "trafficking-protocol", "CN") for norm in norms
    ]
    assert len(norms) > 1
    assert all(entry is entries[0] for entry in entries)
    later = assess(record, rulebook, norms[0], as_of=datetime.date(2026, 3, 1)).binding
    assert binding(later, "trafficking-protocol", "CN").on_assessment == "bound"
