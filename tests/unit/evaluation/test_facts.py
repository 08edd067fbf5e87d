"""Facts from accounts: pooled, computed, and kept apart by the standard to which each side is shown."""

from collections.abc import Callable

import pytest

from prong.evaluation.assess import assess
from prong.evaluation.facts import Fact, facts_of, facts_stated
from prong.evaluation.lanes import NOTHING
from prong.model.cases import Case, Record
from prong.model.norms import Rulebook, StatedFact
from prong.model.standards import Standard
from prong.model.trace import Node

CaseOf = Callable[..., Case]
RecordOf = Callable[..., Record]

GROUNDS, LIKELIHOOD = Standard.REASONABLE_GROUNDS, Standard.REASONABLE_LIKELIHOOD
CONVINCING, TOP = Standard.CLEAR_AND_CONVINCING, Standard.BEYOND_REASONABLE_DOUBT
BALANCE = Standard.BALANCE_OF_PROBABILITIES


def node_of(root: Node, id: str) -> Node:
    """The first node of that name, by depth."""
    return next(node for node in walk(root) if node.id == id)


def walk(node: Node) -> list[Node]:
    return [node] + [below for child in node.children for below in walk(child)]


def test_the_strongest_finding_on_each_side_counts(
    rulebook: Rulebook, case_of: CaseOf, record_of: RecordOf
) -> None:
    findings = [
        {"holds": "yes", "to": "reasonable-grounds"},
        {"holds": "yes", "to": "clear-and-convincing"},
        {"holds": "no", "to": "some-evidence"},
        {"holds": "no", "to": "reasonable-grounds"},
    ]
    fact = facts_of(record_of(case_of({"force": findings})), rulebook.vocabulary)["force"]
    assert (fact.support, fact.opposition) == (CONVINCING, GROUNDS)
    assert [(ground.index, ground.holds, ground.to) for ground in fact.grounds] == [
        (0, True, GROUNDS),
        (1, True, CONVINCING),
        (2, False, Standard.SOME_EVIDENCE),
        (3, False, GROUNDS),
    ]


def test_silence_is_no_fact(rulebook: Rulebook, case_of: CaseOf, record_of: RecordOf) -> None:
    assert facts_of(record_of(case_of()), rulebook.vocabulary) == {}


def test_two_accounts_that_disagree_make_a_fact_contested_and_both_stay_in_the_trace(
    rulebook: Rulebook, case_of: CaseOf, record_of: RecordOf
) -> None:
    one = case_of({"force": {"holds": "yes", "to": "reasonable-grounds"}}, id="made/one")
    other = case_of({"force": {"holds": "no", "to": "clear-and-convincing"}}, id="made/other")
    record = record_of(one, other)
    verdicts = {
        standard: node_of(
            assess(record, rulebook, "trafficking-in-persons", standard=standard).root, "force"
        ).verdict
        for standard in (GROUNDS, LIKELIHOOD, TOP)
    }
    assert verdicts == {GROUNDS: "contested", LIKELIHOOD: "not-satisfied", TOP: "undetermined"}
    force = node_of(assess(record, rulebook, "trafficking-in-persons", standard=LIKELIHOOD).root, "force")
    told = [(found.account, found.holds, found.to, found.counts) for found in force.findings]
    assert told == [
        ("made/one", "yes", "reasonable-grounds", False),
        ("made/other", "no", "clear-and-convincing", True),
    ]
    assert (force.met, force.opposed) == ("reasonable-grounds", "clear-and-convincing")


def test_accounts_that_agree_are_pooled(rulebook: Rulebook, case_of: CaseOf, record_of: RecordOf) -> None:
    one = case_of({"recruitment": "yes"}, id="made/one")
    other = case_of({"deception": "yes", "servitude": "yes"}, id="made/other")
    verdicts = [
        assess(record_of(*accounts), rulebook, "trafficking-in-persons").verdict
        for accounts in ([one], [other], [one, other])
    ]
    assert verdicts == ["undetermined", "undetermined", "satisfied"]


@pytest.mark.parametrize(
    ("stated", "reckoning", "child"),
    [
        (17, "international", "satisfied"),
        (18, "international", "not-satisfied"),
        (18, "korean", "satisfied"),
        (19, "korean", "undetermined"),
        (20, "korean", "not-satisfied"),
        (17, "unknown", "satisfied"),
        (18, "unknown", "undetermined"),
        (19, "unknown", "undetermined"),
        (20, "unknown", "not-satisfied"),
    ],
)
def test_korean_reckoning_reaches_the_answer_whether_she_was_a_child(
    rulebook: Rulebook, case_of: CaseOf, record_of: RecordOf, stated: int, reckoning: str, child: str
) -> None:
    """One is nobody's age at birth elsewhere: a stated eighteen may be sixteen completed years."""
    evidence = [{"at": "Case 1, s. 7", "digest": "11111111"}]
    age = {"stated": stated, "event": "sale", "reckoning": reckoning, "evidence": evidence}
    case = case_of(
        {"transfer": {"holds": "yes", "events": ["sale"]}},
        events={"sale": {"date": "2002-06-15"}},
        person={"ages": [age]},
    )
    trace = assess(record_of(case), rulebook, "trafficking-in-persons")
    node = node_of(trace.root, "child")
    assert node.verdict == child
    means = node_of(trace.root, "means")
    assert means.dispensed == (child == "satisfied")
    if child != "undetermined":
        (found,) = node.findings
        assert (found.index, found.to) == (None, "reasonable-likelihood")
        assert "Case 1, s. 7" in found.evidence


def test_a_computed_fact_is_shown_to_the_standard_of_its_source(
    rulebook: Rulebook, case_of: CaseOf, record_of: RecordOf
) -> None:
    case = case_of(
        {"transfer": {"holds": "yes", "to": "some-evidence", "events": ["sale"]}},
        events={"sale": {"date": "2002"}},
        person={"born": "1990"},
    )
    fact = facts_of(record_of(case), rulebook.vocabulary)["child"]
    assert (fact.support, fact.opposition) == (LIKELIHOOD, NOTHING)


def test_a_finding_against_what_the_dates_say_makes_it_contested(
    rulebook: Rulebook, case_of: CaseOf, record_of: RecordOf
) -> None:
    case = case_of(
        {"transfer": {"holds": "yes", "events": ["sale"]}, "child": {"holds": "no", "to": "some-evidence"}},
        events={"sale": {"date": "2002"}},
        person={"born": "1990"},
    )
    fact = facts_of(record_of(case), rulebook.vocabulary)["child"]
    assert (fact.support, fact.opposition) == (LIKELIHOOD, Standard.SOME_EVIDENCE)


@pytest.mark.parametrize(
    ("low", "high", "fact"),
    [
        (17, 17, Fact(TOP, NOTHING)),
        (None, 17, Fact(TOP, NOTHING)),
        (18, 18, Fact(NOTHING, TOP)),
        (18, None, Fact(NOTHING, TOP)),
        (17, 18, None),
        (None, 18, None),
        (17, None, None),
        (None, None, None),
    ],
)
def test_a_stated_quantity_settles_its_predicate_only_where_all_its_values_do(
    rulebook: Rulebook, low: int | None, high: int | None, fact: Fact | None
) -> None:
    stated = StatedFact("age-at-act", low=low, high=high, quantity=True)
    assert facts_stated((stated,), rulebook.vocabulary).get("child") == fact


def test_facts_of_an_example_keep_both_sides(rulebook: Rulebook) -> None:
    stated = (
        StatedFact("force", support=GROUNDS, opposition=BALANCE),
        StatedFact("fraud", support=Standard.SOME_EVIDENCE),
    )
    assert facts_stated(stated, rulebook.vocabulary) == {
        "force": Fact(GROUNDS, BALANCE),
        "fraud": Fact(Standard.SOME_EVIDENCE, NOTHING),
    }
