"""Whether a treaty bound a state: the day of entry into force, and the three answers around it."""

import datetime

import pytest

from prong.model.dates import parse_edtf
from prong.model.instruments import Bound, Instrument, bound
from prong.model.norms import Rulebook

ONE_DAY = datetime.timedelta(1)

# From the day of deposit by each treaty's own clause; where the treaty itself was younger, from its own day.
ENTRY_FOR_CHINA = {
    "cat": "1988-11-03",
    "cedaw": "1981-09-03",
    "crc": "1992-04-01",
    "iccpr": None,
    "ilo-c29": "2023-08-12",
    "refugee-convention": "1982-12-23",
    "refugee-protocol": "1982-09-24",
    "supplementary-convention-1956": None,
    "trafficking-protocol": "2010-03-10",
    "untoc": "2003-10-23",
}
BINDING_CHINA = [(name, day) for name, day in ENTRY_FOR_CHINA.items() if day]


def instrument(**fields: object) -> Instrument:
    """A treaty that enters into force for a state thirty days after its deposit."""
    return Instrument.model_validate(
        {
            "instrument": "treaty",
            "title": "A treaty",
            "short": "Treaty",
            "kind": "treaty",
            "weight": "binding",
            "pinpoint": "article",
            "in-force": "2000-01-01",
            "citation": {"type": "treaty", "title": "A treaty"},
            "checked": True,
            "entry-rule": {"days": 30, "cite": "9"},
            "provisions": {"1": {"terms": "what is defined"}},
            **fields,
        }
    )


def test_the_table_has_every_treaty_to_which_an_act_of_china_is_recorded_with_its_rule(
    rulebook: Rulebook,
) -> None:
    recorded = {
        name for name, found in rulebook.instruments.items() if "CN" in found.parties and found.entry_rule
    }
    assert recorded == set(ENTRY_FOR_CHINA)


@pytest.mark.parametrize(("name", "day"), ENTRY_FOR_CHINA.items())
def test_china_is_bound_from_the_day_that_the_treatys_clause_gives(
    rulebook: Rulebook, name: str, day: str | None
) -> None:
    entry = rulebook.instruments[name].entry_for("CN")
    assert entry == (datetime.date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(("name", "day"), BINDING_CHINA)
def test_a_treaty_binds_from_its_day_of_entry_and_not_on_the_day_before(
    rulebook: Rulebook, name: str, day: str
) -> None:
    entry = datetime.date.fromisoformat(day)
    answers = [
        bound("CN", rulebook.instruments[name], parse_edtf(date.isoformat()))
        for date in (entry - ONE_DAY, entry, entry + ONE_DAY)
    ]
    assert answers == [Bound.NO, Bound.YES, Bound.YES]


@pytest.mark.parametrize(
    ("date", "answer"),
    [
        ("2009", Bound.NO),
        ("2010-02", Bound.NO),
        ("2010-03-01/2010-03-09", Bound.NO),
        ("2010-03-10/2010-03-31", Bound.YES),
        ("2010-03-09/2010-03-10", Bound.UNKNOWN),
        ("2010-03", Bound.UNKNOWN),
        ("2010", Bound.UNKNOWN),
        ("2010-03-10/..", Bound.YES),
        ("../2010-03-09", Bound.NO),
        ("../2010-03-10", Bound.UNKNOWN),
        ("2010-03-09/..", Bound.UNKNOWN),
        ("../..", Bound.UNKNOWN),
        ("2011", Bound.YES),
    ],
)
def test_a_date_that_may_lie_on_either_side_of_the_entry_leaves_the_question_open(
    rulebook: Rulebook, date: str, answer: Bound
) -> None:
    """The Trafficking Protocol for China, in force on 10 March 2010."""
    assert bound("CN", rulebook.instruments["trafficking-protocol"], parse_edtf(date)) is answer


def test_in_all_shipped_treaties_a_day_of_entry_follows_from_the_deposit(rulebook: Rulebook) -> None:
    """Counted by hand: so many days, or the same day so many months later, but not before the treaty's."""
    counted = 0
    for found in rulebook.instruments.values():
        for state, party in found.parties.items():
            entry = found.entry_for(state)
            if party.by in ("signature", "not-party"):
                assert entry is None, (found.instrument, state)
            elif found.entry_rule and party.deposited:
                day = party.deposited + (found.entry_rule.days or 0) * ONE_DAY
                months = day.month - 1 + (found.entry_rule.months or 0)
                day = day.replace(year=day.year + months // 12, month=months % 12 + 1)
                assert entry == max(day, found.in_force), (found.instrument, state)
                counted += 1
    assert counted >= 60


def test_a_signature_does_not_bind() -> None:
    signed = instrument(parties={"CN": {"by": "signature", "deposited": "1998-10-05"}})
    assert bound("CN", signed, parse_edtf("2020")) is Bound.NO


def test_a_state_that_is_not_a_party_is_not_bound() -> None:
    assert bound("CN", instrument(parties={"CN": {"by": "not-party"}}), parse_edtf("2020")) is Bound.NO


def test_of_a_state_that_is_not_recorded_nothing_can_be_told(rulebook: Rulebook) -> None:
    protocol = rulebook.instruments["trafficking-protocol"]
    assert "ZZ" not in protocol.parties
    assert protocol.entry_for("ZZ") is None
    assert bound("ZZ", protocol, parse_edtf("2020")) is Bound.UNKNOWN


@pytest.mark.parametrize("missing", ["deposited", "entry-rule", "in-force"])
def test_a_party_of_which_the_day_cannot_be_counted_is_bound_from_a_day_unknown(missing: str) -> None:
    act = {"by": "accession", "deposited": "2010-02-08"}
    fields: dict[str, object] = {"parties": {"CN": act}}
    if missing == "deposited":
        fields = {"parties": {"CN": {"by": "accession"}}}
    else:
        fields[missing] = None
    treaty = instrument(**fields)
    assert treaty.entry_for("CN") is None
    assert bound("CN", treaty, parse_edtf("2020")) is Bound.UNKNOWN


@pytest.mark.parametrize("kind", ["guidance", "policy", "decision", "statute", "directive", "report"])
def test_nothing_but_a_treaty_binds_a_state(kind: str) -> None:
    parties = {"CN": {"by": "accession", "deposited": "2010-02-08"}}
    assert bound("CN", instrument(kind=kind, parties=parties), parse_edtf("2020")) is Bound.NO


def test_days_and_months_of_an_entry_rule_are_both_counted() -> None:
    rule = {"days": 1, "months": 1, "cite": "9"}
    parties = {"CN": {"by": "accession", "deposited": "2003-01-30"}}
    assert instrument(**{"entry-rule": rule}, parties=parties).entry_for("CN") == datetime.date(2003, 2, 28)


def test_a_provision_is_checked_where_it_or_else_its_instrument_was_compared_with_the_source() -> None:
    provisions = {
        "1": {"terms": "a"},
        "2": {"terms": "b", "checked": True},
        "3": {"terms": "c", "checked": False},
    }
    told = {
        whole: [instrument(checked=whole, provisions=provisions).is_checked(number) for number in provisions]
        for whole in (True, False)
    }
    assert told == {True: [True, True, False], False: [False, True, False]}
