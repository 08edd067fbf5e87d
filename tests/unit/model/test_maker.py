"""Frozen values made fast are the same values."""

from dataclasses import FrozenInstanceError

import pytest

from prong.model.maker import maker_of
from prong.model.trace import Combination, FoundFact

FIELDS = ("account", "predicate", 0, "yes", "reasonable-grounds", True, ("s. 1",))


def test_a_value_made_fast_is_equal_to_one_made_slowly() -> None:
    """It has the class, the fields and the text of the other."""
    fast, slow = maker_of(FoundFact)(*FIELDS), FoundFact(*FIELDS)
    assert (fast, type(fast), repr(fast)) == (slow, FoundFact, repr(slow))
    assert maker_of(Combination)(verdict="contested", readings={}) == Combination({}, "contested")


def test_a_value_made_fast_is_frozen() -> None:
    """Nobody can change it afterwards."""
    made = maker_of(FoundFact)(*FIELDS)
    with pytest.raises(FrozenInstanceError):
        made.account = "another"
