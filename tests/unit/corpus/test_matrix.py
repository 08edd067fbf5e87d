"""The matrix: its counts are those of assessing every account anew, whatever reading or regime is taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prong.corpus.matrix import VERDICTS, columns_of, matrix_of, people_of
from prong.evaluation.assess import assess
from prong.evaluation.program import compile_norm
from prong.model.cases import Case, Record
from prong.model.norms import Rulebook

CaseOf = Callable[..., Case]
RecordOf = Callable[..., Record]
STANDARDS = ("some-evidence", "reasonable-grounds", "reasonable-likelihood", "clear-and-convincing")
CONTESTED = (
    "trafficking-in-persons",
    "servile-marriage",
    "forced-labour",
    "refugee",
    "refugee-sur-place",
    "non-refoulement-refugee-convention",
    "regularisation",
)


def tally(verdicts: list[str]) -> dict[str, int]:
    """Counts of all four verdicts."""
    found = Counter(verdicts)
    return {verdict: found[verdict] for verdict in VERDICTS}


@pytest.fixture(scope="module")
def corpus(rulebook: Rulebook, case_of: CaseOf, record_of: RecordOf) -> tuple[Record, ...]:
    """The facts of every example of every norm as an account, each to one of four standards."""
    examples = [example for norm in rulebook.norms.values() for example in norm.examples]
    records = []
    for number, example in enumerate(examples):
        to = STANDARDS[number % len(STANDARDS)]
        findings = {
            fact.name: [
                {"holds": holds, "to": to}
                for holds, side in (("yes", fact.support), ("no", fact.opposition))
                if side is not None
            ]
            for fact in example.facts
            if not fact.quantity
        }
        name = f"made/{number:03}"
        records.append(replace(record_of(case_of(findings, id=name)), id=name))
    return tuple(records)


@pytest.mark.parametrize("norm", CONTESTED)
def test_counts_are_those_of_assessing_every_account_anew(rulebook, corpus, norm):
    """By default, under every position of every reading, and under every regime that is shown."""
    matrix = matrix_of(corpus, rulebook, norm)

    def anew(**options: object) -> tuple[Mapping[str, int], tuple[str, ...]]:
        verdicts = {record.id: assess(record, rulebook, norm, **options).verdict for record in corpus}
        moved = tuple(name for name, verdict in verdicts.items() if verdict != usual[name])
        return tally(list(verdicts.values())), moved

    usual = {record.id: assess(record, rulebook, norm).verdict for record in corpus}
    assert matrix.counts == tally(list(usual.values()))
    assert [(trace.case, trace.verdict) for trace in matrix.traces] == list(usual.items())
    assert matrix.norm is rulebook.norms[norm]
    for reading, position, counts, moved in matrix.readings:
        assert (counts, moved) == anew(readings={reading: position}), (reading, position)
    for regime, counts, moved in matrix.regimes:
        assert (counts, moved) == anew(regime=regime), regime


@pytest.mark.parametrize("norm", CONTESTED)
def test_every_position_of_every_reading_of_the_norm_is_counted_once(rulebook, corpus, norm):
    """The default too, which moves nothing."""
    found = matrix_of(corpus[:3], rulebook, norm).readings
    wanted = [
        (reading, position.id)
        for reading in compile_norm(rulebook, norm).readings
        for position in rulebook.readings[reading].positions
    ]
    assert [(reading, position) for reading, position, _, _ in found] == wanted
    for reading, position, _, moved in found:
        assert position != rulebook.readings[reading].default or moved == ()


def test_some_reading_and_some_regime_move_an_account(rulebook, corpus):
    """The comparison above is worth something only where something moves."""
    matrices = [matrix_of(corpus, rulebook, norm) for norm in CONTESTED]
    assert any(moved for matrix in matrices for _, _, _, moved in matrix.readings)
    assert any(moved for matrix in matrices for _, _, moved in matrix.regimes)


def test_a_regime_that_moves_an_account_is_shown(rulebook, corpus):
    """Also where it names another norm, on an element of which this one rests."""
    for norm in rulebook.norms:
        shown = {regime for regime, _, _ in matrix_of(corpus[:1], rulebook, norm).regimes}
        for regime in set(rulebook.regimes) - shown:
            verdicts = [
                [assess(record, rulebook, norm, **options).elements for record in corpus]
                for options in ({}, {"regime": regime})
            ]
            assert verdicts[0] == verdicts[1], (norm, regime)
    assert [regime for regime, _, _ in matrix_of(corpus[:1], rulebook, "refugee").regimes] == [
        "uk-2022",
        "unhcr",
    ]
    assert matrix_of(corpus[:1], rulebook, "slavery").regimes == ()


def test_the_columns_are_the_parts_of_the_norm(rulebook, corpus):
    """Every row has a cell for each, in their order."""
    matrix = matrix_of(corpus, rulebook, "trafficking-in-persons")
    assert matrix.columns == (
        "one of the listed acts",
        "one of the listed means",
        "the purpose of exploitation",
    )
    for norm in rulebook.norms:
        found = matrix_of(corpus[:5], rulebook, norm)
        assert found.columns
        for trace in found.traces:
            assert tuple(node.label for node in columns_of(trace.root)) == found.columns
            assert {node.role for node in columns_of(trace.root)} <= {"part", "position"}


def test_no_account_gives_an_empty_matrix(rulebook):
    """Nothing to count is no fault."""
    found = matrix_of((), rulebook, "refugee")
    assert (found.columns, found.traces, found.readings) == ((), (), ())
    assert found.counts == dict.fromkeys(VERDICTS, 0)


@settings(max_examples=25)
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["recruitment", "force", "fraud", "marriage-without-consent", "servitude"]),
            st.sampled_from(["yes", "no", ["yes", "no"]]),
        ),
        max_size=5,
    )
)
def test_every_count_is_over_all_accounts(rulebook, case_of, record_of, accounts):
    """Whatever the accounts say, the four counts of each row add up, and moved accounts are accounts."""
    records = [
        replace(record_of(case_of(found, id=f"made/{n}")), id=f"made/{n}") for n, found in enumerate(accounts)
    ]
    matrix = matrix_of(records, rulebook, "trafficking-in-persons")
    rows = [matrix.counts, *(row[2] for row in matrix.readings), *(row[1] for row in matrix.regimes)]
    assert all(tuple(row) == VERDICTS and sum(row.values()) == len(records) for row in rows)
    for row in (*matrix.readings, *matrix.regimes):
        assert set(row[-1]) <= {record.id for record in records}


# People


@pytest.fixture
def account(case_of: CaseOf, record_of: RecordOf) -> Callable[[str], Record]:
    """An account of that name as a record of its own."""
    return lambda name: replace(record_of(case_of(id=name)), id=name)


def test_joined_accounts_are_one_woman_and_the_others_are_one_each(case_of, record_of, account):
    """Persons first, then whoever has one account."""
    accounts = [account(f"made/{n}") for n in range(5)]
    persons = [
        replace(record_of(*(case_of(id=f"made/{n}") for n in numbers)), id=f"made/ms-{numbers[0]}")
        for numbers in ((0, 3), (2, 4))
    ]
    found = people_of(accounts, persons)
    assert [record.id for record in found] == ["made/ms-0", "made/ms-2", "made/1"]
    assert people_of(accounts, []) == tuple(accounts)
    assert people_of([], persons) == tuple(persons)
