"""The strategies give many different, valid values near the boundary, always the same, and shrink well."""

import datetime
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from prong.evaluation.facts import facts_of
from prong.evaluation.program import compile_norm
from prong.evaluation.run import chosen_readings
from prong.explanation.explain import explain
from prong.language.cases import check_cases
from prong.language.printing import print_case
from prong.model.cases import Case
from prong.model.norms import Rulebook
from prong.model.verdicts import Verdict
from prong.proof.edits import KINDS
from prong.testing import cases, dates, edits, findings, norms, readings, records, regimes
from prong.testing.accounts import record_of

NORMS = ["trafficking-in-persons", "refugee", "regularisation", "debt-bondage"]
SOURCE = """\
source: interviews
title: Interviews
citation: {type: report, title: A report}
stated-to: reasonable-likelihood
accounts: {heading: "^Case ([0-9]+)$"}
"""


def drawn(strategy: st.SearchStrategy, number: int = 200) -> list:
    """So many values, the same ones each time."""
    found = []

    @settings(max_examples=number, database=None, derandomize=True, deadline=None, phases=[Phase.generate])
    @given(strategy)
    def collect(value: object) -> None:
        found.append(value)

    collect()
    return found


@pytest.fixture(scope="module")
def verdict_of(rulebook: Rulebook) -> Callable[[Case, str], tuple[Verdict, bool]]:
    """The verdict of a norm in a case, and whether one change more would turn it."""

    def answer(case: Case, norm: str) -> tuple[Verdict, bool]:
        program = compile_norm(rulebook, norm)
        found = facts_of(record_of(case), rulebook.vocabulary)
        chosen = chosen_readings(program, rulebook, {})
        explained = explain(rulebook, norm, found, chosen, bound=1)
        return explained.verdict, any(len(one) == 1 for f in explained.flips.values() for one in f.sets)

    return answer


@pytest.mark.parametrize("norm", NORMS)
def test_cases_are_many_and_different(rulebook: Rulebook, norm: str) -> None:
    found = drawn(cases(rulebook, norm=norm))
    assert len({case.model_dump_json() for case in found}) > len(found) / 2
    told = Counter(name for case in found for name in case.findings)
    stated = {
        leaf.predicate
        for leaf in compile_norm(rulebook, norm).leaves
        if rulebook.vocabulary.predicates[leaf.predicate].derived is None
    }
    assert len(stated & set(told)) > len(stated) * 0.85


@pytest.mark.parametrize("norm", NORMS)
def test_most_cases_lie_on_the_boundary_and_on_both_of_its_sides(rulebook, norm, verdict_of) -> None:
    answers = [verdict_of(case, norm) for case in drawn(cases(rulebook, norm=norm))]
    assert sum(turns for _, turns in answers) > len(answers) / 2
    reached = {verdict for verdict, _ in answers}
    assert reached >= {Verdict.SATISFIED, Verdict.NOT_SATISFIED, Verdict.UNDETERMINED}


def test_cases_are_valid_files(rulebook: Rulebook) -> None:
    """What is printed of one is read back without a finding."""
    for case in drawn(cases(rulebook), 30):
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            (folder / "sources").mkdir()
            (folder / "sources" / "interviews.yaml").write_text(SOURCE)
            (folder / "made").mkdir()
            (folder / "made" / "case.yaml").write_text(print_case(case))
            _, faults = check_cases([folder], rulebook.vocabulary)
        assert faults == []


def test_a_case_shrinks_to_the_one_finding_that_matters(rulebook: Rulebook, verdict_of) -> None:
    """The smallest case of slavery has one finding, no event and no age."""
    case = find(
        cases(rulebook, norm="slavery"),
        lambda case: verdict_of(case, "slavery")[0] is Verdict.SATISFIED,
        settings=settings(max_examples=500, database=None, derandomize=True, deadline=None),
    )
    assert list(case.findings) == ["powers-of-ownership"]
    assert len(case.findings["powers-of-ownership"]) == 1
    assert case.person.born is None
    assert len(case.events) <= 1


def test_a_case_of_trafficking_shrinks_to_an_act_a_means_and_a_purpose(rulebook, verdict_of) -> None:
    norm = "trafficking-in-persons"
    case = find(
        cases(rulebook, norm=norm),
        lambda case: verdict_of(case, norm)[0] is Verdict.SATISFIED,
        settings=settings(max_examples=1000, database=None, derandomize=True, deadline=None),
    )
    assert len(case.findings) <= 4


def test_the_same_cases_come_again(rulebook: Rulebook) -> None:
    one, other = (drawn(cases(rulebook, norm="refugee"), 50) for _ in range(2))
    assert one == other


def test_a_folder_will_do_for_the_rules() -> None:
    folder = Path(__file__).parents[3] / "rules"
    assert drawn(cases(folder, norm="slavery"), 5)
    assert drawn(cases(str(folder), norm="slavery"), 5)


def test_records_have_one_account_or_two(rulebook: Rulebook) -> None:
    assert {len(record.accounts) for record in drawn(records(rulebook, norm="slavery"), 50)} == {1, 2}


def test_dates_lie_on_next_to_and_around_the_day() -> None:
    day = datetime.date(2000, 2, 29)
    found = drawn(dates(around=day))
    offsets = {(date.earliest - day).days for date in found if date.earliest == date.latest}
    assert offsets >= {-1, 0, 1}
    assert any(date.earliest < day <= date.latest for date in found)
    exact = drawn(dates(around=day, exact=True), 50)
    assert all(date.earliest == date.latest for date in exact)


def test_findings_hold_or_do_not_at_every_standard() -> None:
    found = drawn(findings(events=("a", "b")))
    assert {finding.holds for finding in found} == {"yes", "no"}
    assert len({finding.to for finding in found}) == 6
    assert {len(finding.events) for finding in found} == {0, 1, 2}


def test_readings_take_positions_that_exist(rulebook: Rulebook) -> None:
    found = drawn(readings(rulebook, norm="refugee"), 100)
    assert {} in found
    for name, position in {pair for chosen in found for pair in chosen.items()}:
        assert rulebook.readings[name].position(position)
    assert len({tuple(sorted(chosen.items())) for chosen in found}) > 10


def test_regimes_of_a_norm_are_those_that_set_something_for_it(rulebook: Rulebook) -> None:
    assert set(drawn(regimes(rulebook), 30)) == {None, "uk-2022", "unhcr"}
    assert set(drawn(regimes(rulebook, norm="slavery"), 10)) == {None}


def test_edits_are_of_every_kind(rulebook: Rulebook) -> None:
    assert {edit.kind for edit in drawn(edits(rulebook), 300)} == set(KINDS)
    assert {edit.norm for edit in drawn(edits(rulebook, norm="slavery"), 20)} == {"slavery"}


def test_norms_are_well_formed_and_many() -> None:
    found = drawn(norms(), 100)
    assert len({str(dict(norm.elements)) for norm in found}) > 60
    assert all(norm.root for norm in found)
