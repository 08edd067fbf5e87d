"""The rules of the repository, and the regimes under which random norms are tried."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from prong.model.norms import Rulebook
from prong.testing.accounts import rulebook_at
from prong.testing.norms import REGIME

regimes = st.sampled_from([None, REGIME])


def shipped() -> Rulebook:
    """The rules of the repository, read once."""
    return rulebook_at(Path(__file__).parents[2] / "rules")
