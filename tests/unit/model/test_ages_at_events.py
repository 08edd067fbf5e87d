"""An age stated at an event says something of the age at that event, whatever its date."""

import pytest

from prong.model.ages import quantity_of
from prong.model.cases import Case
from prong.model.dates import YearSpan
from prong.model.vocabulary import Quantity

AGE_AT_SALE = Quantity.model_validate(
    {"label": "age at the act", "unit": "years", "age-at": {"earliest-of": ["recruitment"]}}
)
EVIDENCE = [{"at": "Case 1, s. 1", "digest": "00000000"}]


def case(stated: int, reckoning: str, **event: str) -> Case:
    """A case whose one event is an act at which an age is stated."""
    age = {"stated": stated, "event": "sale", "reckoning": reckoning, "evidence": EVIDENCE}
    finding = {"holds": "yes", "to": "reasonable-grounds", "events": ["sale"], "evidence": EVIDENCE}
    return Case.model_validate(
        {
            "case": "x/1",
            "title": "A sale",
            "source": {"id": "x", "at": "Case 1"},
            "person": {"ages": [age], "evidence": EVIDENCE},
            "events": {"sale": {"what": "She is sold.", "evidence": EVIDENCE, **event}},
            "findings": {"recruitment": finding},
        }
    )


@pytest.mark.parametrize(
    ("reckoning", "span"),
    [
        ("international", YearSpan(15, 15)),
        ("korean", YearSpan(13, 14)),
        ("unknown", YearSpan(13, 15)),
    ],
)
def test_an_age_stated_at_an_undated_event_is_the_age_there(reckoning, span):
    """Korean reckoning counts one or two years more than have been completed."""
    assert quantity_of(AGE_AT_SALE, case(15, reckoning))[0] == span


def test_a_stated_age_is_not_widened_by_an_inexact_date():
    """Seventeen at some time in 2002 is seventeen, although the birth may lie in 1984 or 1985."""
    assert quantity_of(AGE_AT_SALE, case(17, "international", date="2002"))[0] == YearSpan(17, 17)
