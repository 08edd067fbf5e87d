"""What is known of a person's birth, and ages and durations over events, one example for each rule."""

import datetime
from collections.abc import Callable, Mapping

import pytest

from prong.model.ages import birth_of, quantity_of
from prong.model.cases import Case
from prong.model.dates import YearSpan, from_days
from prong.model.norms import Rulebook

PROOF = [{"at": "Case 1, s. 2", "digest": "11111111"}]
CaseOf = Callable[..., Case]


def stated(age: int, event: str, reckoning: str) -> dict[str, object]:
    return {"stated": age, "event": event, "reckoning": reckoning, "evidence": PROOF}


def age_at_act(rulebook: Rulebook, case: Case) -> YearSpan:
    return quantity_of(rulebook.vocabulary.quantities["age-at-act"], case)[0]


def residence(rulebook: Rulebook, case: Case) -> YearSpan:
    return quantity_of(rulebook.vocabulary.quantities["years-of-residence"], case)[0]


def recruited(case_of: CaseOf, person: Mapping[str, object], events: Mapping[str, str]) -> Case:
    """A woman who was recruited at all of these events."""
    return case_of(
        {"recruitment": {"holds": "yes", "events": list(events)}},
        events={name: {"date": date} for name, date in events.items()},
        person=person,
    )


def test_a_birth_lies_where_the_stated_year_and_every_stated_age_agree(case_of: CaseOf) -> None:
    ages = [stated(18, "sale", "international"), stated(21, "flight", "korean")]
    case = case_of(
        events={"sale": {"date": "2002-06-15"}, "flight": {"date": "2004"}},
        person={"born": "1983/1985", "ages": ages},
    )
    birth = birth_of(case)
    assert birth == from_days(datetime.date(1984, 1, 1), datetime.date(1984, 6, 15))


def test_a_birth_that_contradicts_itself_is_not_given(case_of: CaseOf, rulebook: Rulebook) -> None:
    ages = [stated(30, "sale", "international")]
    case = recruited(case_of, {"born": "1984", "ages": ages}, {"sale": "2002"})
    assert birth_of(case) is None
    assert age_at_act(rulebook, case) == YearSpan(None, None)


def test_an_age_is_taken_at_the_earliest_of_several_acts(case_of: CaseOf, rulebook: Rulebook) -> None:
    case = recruited(case_of, {"born": "1984-06-15"}, {"sale": "2003-01-01", "offer": "2002-01-01"})
    assert age_at_act(rulebook, case) == YearSpan(17, 17)


def test_an_act_without_a_date_may_be_the_earliest(case_of: CaseOf, rulebook: Rulebook) -> None:
    case = case_of(
        {"recruitment": {"holds": "yes", "events": ["offer", "sale"]}},
        events={"offer": {}, "sale": {"date": "2003-01-01"}},
        person={"born": "1984-06-15"},
    )
    assert age_at_act(rulebook, case) == YearSpan(0, 18)


def test_only_the_events_of_a_finding_that_holds_count(case_of: CaseOf, rulebook: Rulebook) -> None:
    findings = {
        "recruitment": {"holds": "no", "events": ["offer"]},
        "transfer": [{"holds": "no", "events": ["offer"]}, {"holds": "yes", "events": ["sale"]}],
    }
    events = {"offer": {"date": "2000-01-01"}, "sale": {"date": "2003-01-01"}}
    assert age_at_act(rulebook, case_of(findings, events=events, person={"born": "1984"})) == YearSpan(18, 19)


def test_without_an_act_there_is_no_age_at_it(case_of: CaseOf, rulebook: Rulebook) -> None:
    case = case_of(events={"offer": {"date": "2000"}}, person={"born": "1984"})
    assert quantity_of(rulebook.vocabulary.quantities["age-at-act"], case) == (YearSpan(None, None), ())


@pytest.mark.parametrize(
    ("marks", "years"),
    [
        ({"arrival": ["2000-01-01"], "interview": ["2005-01-01"]}, YearSpan(5, 5)),
        ({"arrival": ["2000-01-02"], "interview": ["2005-01-01"]}, YearSpan(4, 4)),
        ({"arrival": ["2000"], "interview": ["2005"]}, YearSpan(4, 5)),
        ({"arrival": ["2000-01-01", "2003"], "interview": ["2005-01-01"]}, YearSpan(5, 5)),
        ({"arrival": ["2000-01-01"], "interview": ["2003", "2005-01-01"]}, YearSpan(5, 5)),
        ({"arrival": ["2000-01-01"]}, YearSpan(None, None)),
        ({"interview": ["2000-01-01"]}, YearSpan(None, None)),
        ({"arrival": [None], "interview": ["2005"]}, YearSpan(0, None)),
    ],
)
def test_a_residence_runs_from_the_earliest_arrival_to_the_latest_interview(
    case_of: CaseOf, rulebook: Rulebook, marks: Mapping[str, list[str | None]], years: YearSpan
) -> None:
    events = {
        f"{mark}-{number}": {"is": [mark], **({"date": date} if date else {})}
        for mark, dates in marks.items()
        for number, date in enumerate(dates)
    }
    assert residence(rulebook, case_of(events=events)) == years


def test_the_evidence_of_an_age_is_that_of_the_birth_and_of_the_acts(
    case_of: CaseOf, rulebook: Rulebook
) -> None:
    ages = [stated(18, "sale", "international")]
    case = recruited(case_of, {"ages": ages}, {"sale": "2002-06-15"})
    _, evidence = quantity_of(rulebook.vocabulary.quantities["age-at-act"], case)
    assert [item.at for item in evidence] == ["Case 1, s. 1", "Case 1, s. 2"]
