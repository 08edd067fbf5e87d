"""A record as an audience reads it: what is withheld in which field, and what is left as it was."""

from __future__ import annotations

import pytest

from prong.errors import ProngError
from prong.model.names import Names
from prong.redaction.audiences import INTERNAL, PARTNER, PUBLIC
from prong.redaction.leaks import refuse_leaks, watched_of
from prong.redaction.pseudonyms import NO_PSEUDONYMS, names_of, pseudonyms_of
from prong.redaction.records import Redaction, redacted, told_id

NAMES = Names.model_validate(
    {"places": {"Westland": {"in": "CN"}, "Newtown": {"in": "Westland"}}, "open": ["Chinese"]}
)
FINDING = {"holds": "yes", "note": "In Newtown Ms. Orr is sold for 3,000 yuan in May 1998."}
EVENT = {"date": "1998-05-17", "place": "Newtown", "what": "Ms. Orr comes to Newtown.", "state": "CN"}


@pytest.fixture
def redaction(case_of, record_of):
    """One record with everything that may be withheld, for an audience."""
    person = {
        "name": "Ms. Orr",
        "born": "1962",
        "province": "Westland",
        "ages": [{"stated": 35, "event": "sale", "reckoning": "unknown"}],
    }
    person["ages"][0]["evidence"] = [{"at": "Case 1, s. 1", "digest": "00000000"}]
    paid = {"paid": {"amount": 3000, "currency": "CNY"}}
    case = case_of({"deception": FINDING}, events={"sale": {**EVENT, **paid}}, person=person)
    record = record_of(case)

    def make(audience, names=NAMES):
        return Redaction(audience, (record,), names, pseudonyms_of([record], NO_PSEUDONYMS))

    return make


def only(redaction):
    """The one case of the one record, as it is told."""
    return redacted(redaction, redaction.records)[0].accounts[0][0]


def test_the_desk_reads_everything(redaction):
    """The very same record."""
    asked = redaction(INTERNAL)
    assert redacted(asked, asked.records) == asked.records


def test_a_partner_reads_no_name_no_place_and_no_day(redaction):
    """Sums, ages and the year of birth stay."""
    case = only(redaction(PARTNER))
    event, finding = case.events["sale"], case.findings["deception"][0]
    assert (case.person.name, str(case.person.born)) == ("Person 1", "1962")
    assert (event.place, str(event.date), event.what) == (
        "Westland",
        "1998-05",
        "[Person 1] comes to [Westland].",
    )
    assert event.paid.amount == 3000
    assert finding.note == "In [Westland] [Person 1] is sold for 3,000 yuan in May 1998."


def test_the_public_reads_years_and_no_detail(redaction):
    """One person is no crowd: no more than the century of her birth is told, and no province of her own."""
    case = only(redaction(PUBLIC))
    event, finding = case.events["sale"], case.findings["deception"][0]
    assert (case.person.ages, str(case.person.born), case.person.province) == ((), "19XX", "another province")
    assert (event.paid, str(event.date)) == (None, "1998")
    assert finding.note == "In [Westland] [Person 1] is sold for [a sum in yuan] in [1998]."


def test_evidence_and_standards_stay(redaction):
    """What the law rests on is told to everybody."""
    whole, told = redaction(INTERNAL).records[0].accounts[0][0], only(redaction(PUBLIC))
    assert told.findings["deception"][0].evidence == whole.findings["deception"][0].evidence
    assert told.findings["deception"][0].to == whole.findings["deception"][0].to
    assert told.source == whole.source


def test_the_record_itself_is_not_changed(redaction):
    """The stage is pure."""
    asked = redaction(PUBLIC)
    before = asked.records[0].accounts[0][0].model_dump_json()
    redacted(asked, asked.records)
    assert asked.records[0].accounts[0][0].model_dump_json() == before


def test_a_name_that_nothing_declares_is_refused_without_being_told(redaction):
    """The part of the case and the number of the word, for every place where it stands."""
    asked = redaction(PUBLIC, Names.model_validate({"open": ["Chinese"]}))
    with pytest.raises(ProngError) as caught:
        redacted(asked, asked.records)
    told = [diagnostic.message for diagnostic in caught.value.diagnostics]
    assert len(told) == 3
    assert all(diagnostic.code == "E420" for diagnostic in caught.value.diagnostics)
    assert "Newtown" not in str(caught.value)


def test_a_joined_person_goes_by_her_accounts(case_of, record_of):
    """Her own id may hold her name and the year of her birth."""
    record = record_of(case_of(id="made/one"), case_of(id="made/two"))
    assert told_id(record, INTERNAL) == "made/record"
    assert told_id(record, PUBLIC) == told_id(record, PARTNER) == "made/one-two"


def test_a_number_is_kept_over_later_runs(case_of, record_of):
    """Whoever comes later gets a number that nobody had, whatever the order of the accounts."""
    first = [record_of(case_of(id=f"made/{name}")) for name in ("b", "c")]
    known = pseudonyms_of(first, NO_PSEUDONYMS)
    later = pseudonyms_of([record_of(case_of(id="made/a")), *first], known)
    assert [(one.number, one.accounts) for one in later.persons] == [
        (1, ("made/b",)),
        (2, ("made/c",)),
        (3, ("made/a",)),
    ]
    assert names_of(known) == {"A.": "somebody of that name"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It speaks of Ms. Orr.", "name"),
        ("It speaks of Ms.\u00a0Orr.", "name"),
        ("orr, and then Orr", "name"),
        ("near New\u00adtown", "place"),
        ("17 May 1998", "date"),
        ("on May 17, 1998", "date"),
        ("in May of 1998", "date"),
        ("1998-05", "date"),
        ("3,000 yuan", "detail"),
        ("born in 1962", "detail"),
        ("aged 35", "detail"),
    ],
)
def test_what_is_withheld_is_found_in_a_document(redaction, text, kind):
    """In every usual form; the finding says what kind of thing it is, and not what it is."""
    watched = watched_of(redaction(PUBLIC), "")
    with pytest.raises(ProngError) as caught:
        refuse_leaks({"made/one.md": text.encode()}, watched, {"md": bytes.decode})
    assert [(d.code, d.subject, d.met) for d in caught.value.diagnostics] == [("E421", kind, "made/one.md")]


@pytest.mark.parametrize("name", ["New\u00a0Port", "New\n  Port", "New\u00ad Port"])
def test_a_name_is_found_however_it_is_spaced_where_it_is_declared(redaction, name):
    """A document has one blank there."""
    names = NAMES.model_copy(update={"people": {name: "a port", "\u00ad": "nobody"}})
    with pytest.raises(ProngError) as caught:
        refuse_leaks(
            {"a.md": b"By New Port."}, watched_of(redaction(PUBLIC, names), ""), {"md": bytes.decode}
        )
    assert [one.subject for one in caught.value.diagnostics] == ["name"]


@pytest.mark.parametrize("text", ["Orrery, Newtownian", "in 1998", "May they come", "3,000", "Westland"])
def test_what_may_be_told_is_no_finding(redaction, text):
    """Parts of words, years, provinces."""
    refuse_leaks({"a.md": text.encode()}, watched_of(redaction(PUBLIC), ""), {"md": bytes.decode})


def test_what_the_rules_say_themselves_is_no_finding(redaction):
    """The name of a decided case, and the date of a treaty."""
    watched = watched_of(redaction(PUBLIC), "Orr v Minister; in-force: 1998-05-17")
    refuse_leaks({"a.md": b"Orr v Minister, 17 May 1998"}, watched, {"md": bytes.decode})
    with pytest.raises(ProngError):
        refuse_leaks({"a.md": b"Ms. Orr"}, watched, {"md": bytes.decode})


def test_a_document_whose_own_name_gives_it_away_is_not_named(redaction):
    """The diagnostic must not say what the document must not."""
    with pytest.raises(ProngError) as caught:
        refuse_leaks({"orr/Orr.md": b"x"}, watched_of(redaction(PUBLIC), ""), {"md": bytes.decode})
    assert "Orr" not in str(caught.value)


def test_nothing_is_watched_at_the_desk(redaction):
    """There everything may be told."""
    refuse_leaks({"a.md": b"Ms. Orr"}, watched_of(redaction(INTERNAL), ""), {"md": bytes.decode})
