"""The four verdicts: whether there is support, opposition, both or neither (Belnap and Dunn)."""

from __future__ import annotations

from enum import Enum


class Verdict(Enum):
    """What the evidence says of a node at the standard asked for."""

    SATISFIED = "satisfied"
    NOT_SATISFIED = "not-satisfied"
    UNDETERMINED = "undetermined"
    CONTESTED = "contested"

    @property
    def support(self) -> bool:
        return self in (Verdict.SATISFIED, Verdict.CONTESTED)

    @property
    def opposition(self) -> bool:
        return self in (Verdict.NOT_SATISFIED, Verdict.CONTESTED)

    @classmethod
    def of(cls, support: object, opposition: object) -> Verdict:
        """The verdict of a pair; any truthy value counts as present."""
        return BY_BITS[bool(support) + 2 * bool(opposition)]


BY_BITS = (Verdict.UNDETERMINED, Verdict.SATISFIED, Verdict.NOT_SATISFIED, Verdict.CONTESTED)
"""The verdicts by number: one for support and two for opposition."""
