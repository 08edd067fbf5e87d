"""The ladder of standards of proof.

The order is a convention of this ladder; it is stated in every memo that relies on it.
"""

from __future__ import annotations

from enum import IntEnum


class Standard(IntEnum):
    """A step of the ladder; a higher step includes every lower one."""

    SOME_EVIDENCE = 0
    REASONABLE_GROUNDS = 1
    REASONABLE_LIKELIHOOD = 2
    BALANCE_OF_PROBABILITIES = 3
    CLEAR_AND_CONVINCING = 4
    BEYOND_REASONABLE_DOUBT = 5

    @property
    def key(self) -> str:
        """The word that rule and case files use: `reasonable-grounds`."""
        return self.name.lower().replace("_", "-")

    @property
    def words(self) -> str:
        """The words that a memo uses: “reasonable grounds”."""
        return self.name.lower().replace("_", " ")

    @classmethod
    def from_key(cls, key: str) -> Standard:
        """Raises KeyError where the ladder has no such step."""
        return BY_KEY[key]


BY_KEY = {standard.key: standard for standard in Standard}
LADDER = tuple(Standard)
