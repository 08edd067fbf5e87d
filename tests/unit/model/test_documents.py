"""What files may hold: closed, frozen values, with one finding or several."""

from collections.abc import Callable

import pytest
from pydantic import ValidationError

from prong.model.cases import Case, Event
from prong.model.sources import Evidence
from prong.model.standards import Standard

CaseOf = Callable[..., Case]


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(ValidationError, match="extra"):
        Evidence.model_validate({"at": "Case 1, s. 1", "digest": "00000000", "ditto": "x"})


def test_a_value_cannot_be_changed_once_it_is_read(case_of: CaseOf) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        case_of().title = "Another"


@pytest.mark.parametrize("digest", ["0000000", "000000000", "0000000g", "ABCDEF01"])
def test_a_digest_is_eight_small_hexadecimal_digits(digest: str) -> None:
    with pytest.raises(ValidationError):
        Evidence(at="Case 1, s. 1", digest=digest)


def test_a_single_finding_is_a_list_of_one(case_of: CaseOf) -> None:
    case = case_of().model_dump(by_alias=True)
    finding = {"holds": "yes", "to": "some-evidence", "evidence": [{"at": "s. 1", "digest": "00000000"}]}
    one, several = (
        Case.model_validate({**case, "findings": {"force": found}}).findings for found in (finding, [finding])
    )
    assert one == several
    assert one["force"][0].to is Standard.SOME_EVIDENCE


@pytest.mark.parametrize("name", ["Force", "force_used", "-force", "force-", "a//b", "", "força"])
def test_a_name_is_of_small_letters_digits_and_hyphens(case_of: CaseOf, name: str) -> None:
    with pytest.raises(ValidationError):
        case_of({name: "yes"})


@pytest.mark.parametrize("standard", ["certainty", "Reasonable-Grounds", 3, None, []])
def test_a_standard_that_is_not_on_the_ladder_is_refused(case_of: CaseOf, standard: object) -> None:
    with pytest.raises(ValidationError):
        case_of({"force": {"holds": "yes", "to": standard}})


@pytest.mark.parametrize("holds", ["maybe", True, "YES", None])
def test_a_finding_holds_or_does_not(case_of: CaseOf, holds: object) -> None:
    with pytest.raises(ValidationError):
        case_of({"force": {"holds": holds}})


def test_a_finding_without_evidence_is_refused(case_of: CaseOf) -> None:
    with pytest.raises(ValidationError):
        case_of({"force": {"holds": "yes", "evidence": []}})


def test_a_bare_year_is_a_date_like_its_text(case_of: CaseOf) -> None:
    one, other = (case_of(events={"sale": {"date": year}}).events["sale"] for year in (1998, "1998"))
    assert isinstance(one, Event)
    assert one == other
