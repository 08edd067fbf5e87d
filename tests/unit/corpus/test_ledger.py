"""The ledger: each claim beside what accounts and instruments show, whoever it turns out to be right."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest

from prong.corpus.ledger import AccountRow, ElementRow, FigureRow, Ledger, StatusRow, ledger_of
from prong.corpus.matrix import people_of
from prong.model.cases import Case, Record
from prong.model.claims import Claims
from prong.model.norms import Rulebook

CaseOf = Callable[..., Case]
RecordOf = Callable[..., Record]
BY = {"source": "a-report", "at": "p 3", "year": "2009"}


def claims_of(**sections: list[dict[str, object]]) -> Claims:
    """Claims by the same source, in short."""
    rows = {
        name: [{"claim": "It is so.", "by": BY, **entry} for entry in entries]
        for name, entries in sections.items()
    }
    return Claims.model_validate({"claims": "made", **rows})


@pytest.fixture
def checked(rulebook: Rulebook, record_of: RecordOf) -> Callable[..., Ledger]:
    """The ledger of claims over some accounts, of which some belong to one woman."""

    def check(claims: Claims, *cases: Case, joined: tuple[str, ...] = ()) -> Ledger:
        accounts = [replace(record_of(case), id=case.case) for case in cases]
        same = [case for case in cases if case.case in joined]
        persons = [replace(record_of(*same), id="made/ms-x")] if same else []
        by_name = {case.case: case for case in cases}
        return ledger_of(claims, by_name, accounts, people_of(accounts, persons), rulebook)

    return check


# Claims about accounts


@pytest.fixture
def about(case_of: CaseOf, checked: Callable[..., Ledger]) -> Callable[..., AccountRow]:
    """The row of a claim that `force` or `coercion` is shown in the accounts named."""

    def row(named: list[str], **findings: dict[str, object]) -> AccountRow:
        claims = claims_of(
            accounts=[
                {"accounts": [f"made/{n}" for n in named], "shown-by": ["force", "coercion"]},
            ]
        )
        cases = [case_of(found, id=f"made/{name}") for name, found in findings.items()]
        (found,) = checked(claims, *cases).accounts
        assert (found.claim, found.by) == ("It is so.", claims.accounts[0].by)
        return found

    return row


YES, NO, BOTH, OTHER = {"force": "yes"}, {"force": "no"}, {"force": ["yes", "no"]}, {"fraud": "yes"}
HINT = {"force": {"holds": "yes", "to": "some-evidence"}}


@pytest.mark.parametrize(
    ("one", "two", "outcome"),
    [
        (YES, YES, "agrees"),
        (YES, {"coercion": "yes"}, "agrees"),
        (YES, BOTH, "agrees"),
        (YES, NO, "agrees in part"),
        (YES, OTHER, "agrees in part"),
        (NO, NO, "disagrees"),
        (NO, OTHER, "disagrees"),
        (OTHER, {}, "not shown"),
        (YES, HINT, "agrees in part"),
        (HINT, HINT, "not shown"),
        (HINT, OTHER, "not shown"),
        (HINT, NO, "not shown"),
    ],
)
def test_a_claim_agrees_with_the_accounts_wholly_in_part_or_not(about, one, two, outcome):
    """Silence is no denial; a denial weighs where no account shows it; a hint bears nothing out."""
    assert about(["a", "b"], a=one, b=two).outcome == outcome
    assert about(["b", "a"], a=one, b=two).outcome == outcome


def test_each_account_stands_on_its_side(about):
    """In the order of the claim, with the highest standard of those that show it; on both where opposed."""
    strong = {
        "force": ["no", {"holds": "yes", "to": "some-evidence"}],
        "coercion": {"holds": "yes", "to": "clear-and-convincing"},
    }
    row = about(["d", "a", "b", "c"], a=strong, b=NO, c=OTHER, d=HINT)
    assert row.shown == (("made/d", "some evidence"), ("made/a", "clear and convincing"))
    assert (row.denied, row.silent, row.elsewhere) == (("made/a", "made/b"), ("made/c",), ())


def test_accounts_that_show_it_too_are_named(about):
    """Those that the claim does not name, and in which it is shown."""
    row = about(["b"], a=YES, b=OTHER, c={"coercion": "yes"}, d=NO, e={})
    assert (row.outcome, row.elsewhere) == ("not shown", ("made/a", "made/c"))


# Claims about every account


@pytest.mark.parametrize(
    ("found", "outcome", "made_out"),
    [
        (("yes", "yes"), "agrees", 2),
        (("yes", "no"), "agrees in part", 1),
        (("no", "no"), "disagrees", 0),
        ((["yes", "no"], "yes"), "agrees in part", 1),
    ],
)
def test_every_account_makes_an_element_out_or_the_others_are_named(
    checked, case_of, found, outcome, made_out
):
    """A contested element is not made out."""
    element = "childrens-registration/birth-in-country"
    words = {"no": "not-satisfied", "['yes', 'no']": "contested"}
    cases = [case_of({"child-born-in-country": one}, id=f"made/{n}") for n, one in enumerate(found)]
    (row,) = checked(claims_of(every=[{"element": element}]), *cases).every
    others = tuple((f"made/{n}", words[str(one)]) for n, one in enumerate(found) if one != "yes")
    by = claims_of(every=[{"element": element}]).every[0].by
    assert row == ElementRow("It is so.", by, outcome, made_out, 2, others)


def test_an_account_that_is_silent_does_not_make_an_element_out(checked, case_of):
    """It is undetermined, and counted among all."""
    (row,) = checked(claims_of(every=[{"element": "trafficking-in-persons/act"}]), case_of()).every
    assert (row.outcome, row.of, row.others) == ("disagrees", 1, (("made/one", "undetermined"),))


def test_a_claim_may_be_about_the_whole_norm(checked, case_of):
    """Its root element bears its own name."""
    claims = claims_of(every=[{"element": "childrens-registration/childrens-registration"}])
    case = case_of({"child-born-in-country": "yes", "child-registered": "no"})
    assert checked(claims, case).every[0].outcome == "agrees"


def test_every_account_is_counted_and_not_every_woman(checked, case_of):
    """The claim is about interviews: two accounts of one woman are two."""
    cases = [case_of({"child-born-in-country": "yes"}, id=f"made/{n}") for n in range(3)]
    claims = claims_of(every=[{"element": "childrens-registration/birth-in-country"}])
    assert checked(claims, *cases, joined=("made/0", "made/1")).every[0].of == 3


# Numbers


@pytest.fixture
def figure(checked: Callable[..., Ledger]) -> Callable[..., FigureRow]:
    """The row of a claimed distribution."""

    def row(
        measure: str | None, groups: dict[str, int], *cases: Case, joined: tuple[str, ...] = ()
    ) -> FigureRow:
        claims = claims_of(figures=[{"measure": measure, "groups": groups, "of": 58}])
        return checked(claims, *cases, joined=joined).figures[0]

    return row


def test_groups_are_counted_beside_those_that_are_claimed(figure, case_of):
    """Claimed groups come first and in their order, a group that nobody claims after them by name."""
    cases = [
        case_of(person={"province": province}, id=f"made/{n}")
        for n, province in enumerate(["Shandong", "Jilin", "Jilin", None, "Anhui"])
    ]
    row = figure("province", {"Jilin": 39, "Heilongjiang": 32}, *cases)
    assert list(row.found.items()) == [("Jilin", 2), ("Heilongjiang", 0), ("Anhui", 1), ("Shandong", 1)]
    assert (row.claimed, row.claimed_of) == ({"Jilin": 39, "Heilongjiang": 32}, 58)
    assert (row.measured, row.told, row.of) == (True, 4, 5)


def test_a_woman_with_several_accounts_is_counted_once(figure, case_of):
    """And once among those of whom it is told; where her accounts differ she has a group of her own."""
    cases = [
        case_of({"forcibly-returned": holds} if holds else {}, id=f"made/{n}")
        for n, holds in enumerate(["yes", "no", "yes", None])
    ]
    apart = figure("forcibly-returned", {"yes": 26, "no": 38}, *cases)
    assert (dict(apart.found), apart.told, apart.of) == ({"yes": 2, "no": 1}, 3, 4)
    same = figure("forcibly-returned", {"yes": 26, "no": 38}, *cases, joined=("made/0", "made/2"))
    assert (dict(same.found), same.told, same.of) == ({"yes": 1, "no": 1}, 2, 3)
    other = figure("forcibly-returned", {"yes": 26, "no": 38}, *cases, joined=("made/0", "made/1"))
    assert (dict(other.found), other.told, other.of) == ({"yes": 1, "no": 0, "contested": 1}, 2, 3)


def test_what_the_coding_does_not_hold_is_not_measured(figure, case_of):
    """No count stands for it, not even nought of so many."""
    row = figure(None, {"Han": 12}, case_of())
    assert (row.measured, row.told, row.of) == (False, 0, 1)


# Claims about treaties


@pytest.fixture
def status(checked: Callable[..., Ledger]) -> Callable[..., StatusRow]:
    """The row of a claim about a treaty and a state on a day."""

    def row(instrument: str, state: str, on: str, claimed: str) -> StatusRow:
        entry = {"instrument": instrument, "state": state, "on": on, "claimed": claimed}
        return checked(claims_of(status=[entry])).status[0]

    return row


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        ("2009-04-09", "not-bound"),
        ("2010-02-08", "not-bound"),
        ("2010-03-09", "not-bound"),
        ("2010-03-10", "bound"),
        ("2010-03-11", "bound"),
        ("2023-12-31", "bound"),
    ],
)
def test_a_claim_is_checked_on_the_day_on_which_it_was_written(status, day, answer):
    """China acceded to the Protocol on 8 February 2010; it entered into force on the thirtieth day after."""
    for claimed in ("bound", "not-bound"):
        row = status("trafficking-protocol", "CN", day, claimed)
        assert row.outcome == ("agrees" if claimed == answer else "disagrees")
        assert row.superseded == (claimed == answer == "not-bound")
        assert (row.answer, row.entry, row.day, row.checked) == (answer, "2010-03-10", day, True)


def test_a_claim_that_was_true_when_written_agrees_and_shows_what_came_later(status):
    """The report of 2009 says that China is no party; it became one in 2010."""
    row = status("trafficking-protocol", "CN", "2009-04-09", "not-bound")
    assert (row.outcome, row.entry, row.superseded) == ("agrees", "2010-03-10", True)
    assert row.entry > row.day


@pytest.mark.parametrize(("claimed", "outcome"), [("not-bound", "agrees"), ("bound", "disagrees")])
def test_a_state_that_is_no_party_is_not_bound_on_any_day(status, claimed, outcome):
    """It has no entry into force, and the row says that nobody checked it."""
    row = status("trafficking-protocol", "KP", "2020-01-01", claimed)
    assert (row.outcome, row.answer, row.entry, row.checked) == (outcome, "not-bound", None, False)
    assert not row.superseded


@pytest.mark.parametrize("claimed", ["bound", "not-bound"])
def test_nothing_is_said_of_a_state_that_the_instrument_does_not_list(status, claimed):
    """Whatever is claimed of it cannot be told."""
    row = status("trafficking-protocol", "XX", "2020-01-01", claimed)
    assert (row.outcome, row.answer, row.entry, row.checked) == (
        "cannot be told",
        "undetermined",
        None,
        False,
    )


def test_a_ledger_keeps_the_order_of_the_claims(checked, rulebook):
    """Rival figures pass through as they are."""
    days = [datetime.date(2000 + n, 1, 1).isoformat() for n in (20, 5, 12)]
    shared = {"instrument": "trafficking-protocol", "state": "CN", "claimed": "bound"}
    figures = [{"by": BY, "value": "60 per cent"}, {"by": BY, "value": "70 to 90 per cent"}]
    claims = Claims.model_validate(
        {
            "claims": "made",
            "status": [{"claim": day, "by": BY, **shared, "on": day} for day in days],
            "rivals": [{"quantity": "Share", "figures": figures}],
        }
    )
    ledger = checked(claims)
    assert [row.claim for row in ledger.status] == days
    assert ledger.rivals == claims.rivals
    assert (ledger.accounts, ledger.every, ledger.figures) == ((), (), ())
