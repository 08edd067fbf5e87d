"""What is computed from dates agrees with the enumeration of every day that the dates allow."""

import datetime
import itertools
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from prong.evaluation.facts import facts_of
from prong.evaluation.lanes import NOTHING
from prong.model.cases import Case, Record
from prong.model.dates import DateInterval, from_days
from prong.testing.accounts import EVIDENCE, SOURCE, record_of, rulebook_at

RULES = Path(__file__).parents[2] / "rules"
ACTS = ("recruitment", "transportation", "transfer", "harbouring", "receipt", "receipt-by-buyer")
ONE_DAY = datetime.timedelta(1)


@st.composite
def weeks(draw: st.DrawFn, *, around: datetime.date, years: int) -> DateInterval:
    """An interval of some days around a birthday."""
    day = around.replace(year=around.year + years) + draw(st.integers(-12, 12)) * ONE_DAY
    return from_days(day, day + draw(st.integers(0, 12)) * ONE_DAY)


def days(interval: DateInterval) -> list[datetime.date]:
    length = (interval.latest - interval.earliest).days
    return [interval.earliest + number * ONE_DAY for number in range(length + 1)]


def completed(start: datetime.date, end: datetime.date) -> int:
    """Birthdays or anniversaries after the start and up to the end, counted."""
    years = range(start.year + 1, end.year + 1)
    return sum((year, start.month, start.day) <= (end.year, end.month, end.day) for year in years)


BIRTH = datetime.date(1984, 6, 15)


@st.composite
def women(draw: st.DrawFn) -> Case:
    """A woman of about eighteen, and one or two acts at dates of which some days are known."""
    acts = draw(st.lists(st.sampled_from(ACTS), min_size=1, max_size=2, unique=True))
    years = st.sampled_from([18, 18, 18, 17, 19])
    events = {f"event-{n}": draw(weeks(around=BIRTH, years=draw(years))) for n in range(len(acts))}
    return case_of(
        {"born": draw(weeks(around=BIRTH, years=0))},
        {name: {"date": date.text} for name, date in events.items()},
        {act: {"holds": "yes", "events": [event]} for act, event in zip(acts, events, strict=True)},
    )


def case_of(person: dict, events: dict, findings: dict) -> Case:
    """An account with evidence everywhere."""
    proof = {"evidence": EVIDENCE}
    return Case.model_validate(
        {
            "case": "made/dates",
            "title": "An account",
            "source": {"id": "interviews", "at": "Case 1"},
            "person": {"name": "A.", **person, **proof},
            "events": {name: {"what": "It happens.", **event, **proof} for name, event in events.items()},
            "findings": {
                name: {"to": "reasonable-grounds", **finding, **proof} for name, finding in findings.items()
            },
        }
    )


def answer(record: Record, predicate: str) -> bool | None:
    """What is derived for a predicate: that it holds, that it does not, or nothing."""
    fact = facts_of(record, rulebook_at(RULES).vocabulary).get(predicate)
    if fact is None:
        return None
    assert {fact.support, fact.opposition} == {NOTHING, SOURCE.stated_to}
    return fact.support != NOTHING


def agreed(answers: set[bool]) -> bool | None:
    """One answer where all worlds agree on it."""
    return answers.pop() if len(answers) == 1 else None


@given(women())
def test_she_was_a_child_exactly_where_she_was_on_every_day_that_the_dates_allow(case: Case) -> None:
    """At the first of the acts, over every day of birth and every day of each act."""
    dates = [days(event.date) for event in case.events.values()]
    possible = {
        min(completed(born, on) for on in taken) < 18
        for born in days(case.person.born)
        for taken in itertools.product(*dates)
    }
    assert answer(record_of(case), "child") is agreed(possible)


@given(women(), st.sampled_from(["born", "date"]))
def test_an_age_of_which_one_date_is_unknown_is_not_told(case: Case, unknown: str) -> None:
    if unknown == "born":
        case = case.model_copy(update={"person": case.person.model_copy(update={"born": None})})
    else:
        events = {name: event.model_copy(update={"date": None}) for name, event in case.events.items()}
        case = case.model_copy(update={"events": events})
    assert answer(record_of(case), "child") is None


@given(women())
def test_an_act_that_is_denied_tells_no_age(case: Case) -> None:
    denied = {
        name: tuple(finding.model_copy(update={"holds": "no"}) for finding in found)
        for name, found in case.findings.items()
    }
    assert answer(record_of(case.model_copy(update={"findings": denied})), "child") is None


@settings(max_examples=60)
@given(
    st.lists(weeks(around=BIRTH, years=10), min_size=1, max_size=2),
    st.lists(st.sampled_from([4, 5, 5, 6]).flatmap(lambda n: weeks(around=BIRTH, years=10 + n)), max_size=2),
)
def test_a_residence_is_long_exactly_where_it_is_on_every_day_that_the_dates_allow(
    arrivals: list[DateInterval], interviews: list[DateInterval]
) -> None:
    """From the earliest arrival to the latest interview."""
    marked = [("arrival", date) for date in arrivals] + [("interview", date) for date in interviews]
    events = {f"event-{n}": {"date": date.text, "is": [mark]} for n, (mark, date) in enumerate(marked)}
    case = case_of({}, events, {})
    predicate, at_least = next(
        (name, found.derived.at_least)
        for name, found in rulebook_at(RULES).vocabulary.predicates.items()
        if found.derived and found.derived.quantity == "years-of-residence"
    )
    assume(all(a.latest <= i.earliest for a in arrivals for i in interviews))
    possible = {
        completed(min(start), max(end)) >= at_least
        for start in itertools.product(*map(days, arrivals))
        for end in itertools.product(*map(days, interviews))
        if interviews
    }
    assert answer(record_of(case), predicate) is agreed(possible)


@given(women(), women())
def test_two_accounts_that_disagree_on_her_age_are_both_kept(one: Case, other: Case) -> None:
    other = other.model_copy(update={"case": "made/other"})
    told = [answer(record_of(case), "child") for case in (one, other)]
    fact = facts_of(record_of(one, other), rulebook_at(RULES).vocabulary).get("child")
    level = SOURCE.stated_to
    expected = (level if True in told else NOTHING, level if False in told else NOTHING)
    assert (fact.support, fact.opposition) == expected if fact else expected == (NOTHING, NOTHING)


def is_of_age(born: datetime.date, on: datetime.date, stated: int, reckoning: str) -> bool:
    """Whether somebody says truly on that day that she is so old."""
    international, korean = completed(born, on) == stated, on.year - born.year + 1 == stated
    return {"international": international, "korean": korean, "unknown": international or korean}[reckoning]


@settings(max_examples=40)
@given(
    weeks(around=BIRTH, years=18),
    weeks(around=BIRTH, years=18),
    st.integers(17, 21),
    st.sampled_from(["international", "korean", "unknown"]),
    st.booleans(),
)
def test_an_answer_from_a_stated_age_is_true_of_every_birth_that_agrees_with_it(
    told_on: DateInterval, acted_on: DateInterval, stated: int, reckoning: str, at_the_act: bool
) -> None:
    """Where an answer is given at all; a day of birth agrees if she was so old on a day of the event."""
    events = {"told": {"date": told_on.text}, "act": {"date": acted_on.text}}
    age = {"stated": stated, "event": "act" if at_the_act else "told", "reckoning": reckoning}
    findings = {"recruitment": {"holds": "yes", "events": ["act"]}}
    case = case_of({"ages": [{**age, "evidence": EVIDENCE}]}, events, findings)
    found = answer(record_of(case), "child")
    births = [datetime.date(1979, 1, 1) + number * ONE_DAY for number in range(8 * 366)]
    possible = set()
    for told in days(acted_on if at_the_act else told_on):
        agreeing = [born for born in births if is_of_age(born, told, stated, reckoning)]
        for acted in {told} if at_the_act else {acted_on.earliest, acted_on.latest}:
            possible |= {completed(born, acted) < 18 for born in agreeing}
    assert found is None or possible == {found}


def test_korean_reckoning_leaves_open_what_the_other_settles() -> None:
    """The property above is not empty: eighteen by Korean count is a child, by the other it is not."""
    told = {}
    for reckoning in ("international", "korean", "unknown"):
        age = {"stated": 18, "event": "act", "reckoning": reckoning, "evidence": EVIDENCE}
        finding = {"recruitment": {"holds": "yes", "events": ["act"]}}
        told[reckoning] = answer(
            record_of(case_of({"ages": [age]}, {"act": {"date": "2002-06-15"}}, finding)), "child"
        )
    assert told == {"international": False, "korean": True, "unknown": None}
