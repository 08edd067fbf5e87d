"""What all tests share: how Hypothesis runs, and the rules and cases of the repository."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import settings

from prong.language.rulebook import load_rulebook
from prong.model.cases import Case, Record
from prong.model.norms import Rulebook
from prong.model.sources import Source

ROOT = Path(__file__).parents[1]

# `ci` answers the same twice and is the default; `explore` looks for what `ci` has not met. A blob in the
# report replays a failure with @reproduce_failure.
settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("explore", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    """The rules of the repository."""
    return load_rulebook(ROOT / "rules")


EVIDENCE = [{"at": "Case 1, s. 1", "digest": "00000000"}]


def make_case(
    findings: Mapping[str, object] = MappingProxyType({}),
    *,
    events: Mapping[str, Mapping[str, object]] = MappingProxyType({}),
    person: Mapping[str, object] = MappingProxyType({}),
    id: str = "made/one",
) -> Case:
    """An account in short: a finding is `yes` or `no`, or its fields; evidence stands everywhere."""
    proof = {"evidence": EVIDENCE}
    standard = {"to": "reasonable-likelihood"}

    def finding(given: object) -> dict[str, object]:
        return {**standard, **proof, **(given if isinstance(given, Mapping) else {"holds": given})}

    return Case.model_validate(
        {
            "case": id,
            "title": "An account",
            "source": {"id": "interviews", "at": "Case 1"},
            "person": {"name": "A.", **person, **proof},
            "events": {name: {"what": "It happens.", **event, **proof} for name, event in events.items()},
            "findings": {
                name: [finding(one) for one in (given if isinstance(given, list) else [given])]
                for name, given in findings.items()
            },
        }
    )


def make_record(*accounts: Case) -> Record:
    """A record of these accounts, from a source that states years and ages to a reasonable likelihood."""
    source = Source.model_validate(
        {
            "source": "interviews",
            "title": "Interviews",
            "citation": {"type": "report", "title": "A report"},
            "stated-to": "reasonable-likelihood",
            "accounts": {"heading": "^Case (\\d+)$"},
        }
    )
    pairs = tuple((account, source) for account in accounts)
    reason = "The accounts agree." if len(accounts) > 1 else None
    return Record("made/record", "A record", pairs, "2" * 64, reason)


@pytest.fixture(scope="session")
def case_of() -> Callable[..., Case]:
    """Makes an account in short."""
    return make_case


@pytest.fixture(scope="session")
def record_of() -> Callable[..., Record]:
    """Makes a record of accounts."""
    return make_record
