"""Explanations on the shipped rules, one example for each thing that they tell."""

import datetime

import pytest

from prong.evaluation.examples import elements_of
from prong.evaluation.facts import Fact, Facts, Ground
from prong.evaluation.lanes import NOTHING
from prong.evaluation.program import compile_norm
from prong.evaluation.run import chosen_readings
from prong.explanation.diagram import diagram_of
from prong.explanation.explain import Explanation, Reason, explain
from prong.explanation.hypotheses import Change
from prong.explanation.next_questions import next_questions
from prong.model.norms import ElementRef, Expectation, Rulebook
from prong.model.standards import Standard
from prong.model.verdicts import Verdict

SOME, GROUNDS, TOP = Standard.SOME_EVIDENCE, Standard.REASONABLE_GROUNDS, Standard.BEYOND_REASONABLE_DOUBT
LIKELY = Standard.REASONABLE_LIKELIHOOD
SHOWN, DENIED = Fact(GROUNDS, NOTHING), Fact(NOTHING, GROUNDS)
SATISFIED, UNDETERMINED = Verdict.SATISFIED, Verdict.UNDETERMINED
NOT_SATISFIED, CONTESTED = Verdict.NOT_SATISFIED, Verdict.CONTESTED


def explained(
    rulebook: Rulebook, norm: str, facts: Facts, readings: dict[str, str] | None = None, **options: object
) -> Explanation:
    chosen = chosen_readings(compile_norm(rulebook, norm), rulebook, readings or {})
    return explain(rulebook, norm, facts, chosen, **options)


def sets(found: Explanation, verdict: Verdict) -> list[set[tuple[str, str]]]:
    """The ways to a verdict, as kinds of change with names."""
    return [{(change.kind, change.name) for change in one} for one in found.flips[verdict].sets]


def reason(found: Explanation, rulebook: Rulebook, element: str, norm: str = "") -> Reason:
    program = diagram_of(rulebook, found.norm).program
    return found.reason(elements_of(program)[ElementRef(norm or found.norm, element)])


def test_what_carries_the_verdict_is_named_with_what_its_loss_would_bring(rulebook: Rulebook) -> None:
    found = explained(rulebook, "slavery", {"powers-of-ownership": SHOWN})
    assert found.verdict is SATISFIED
    (carried,) = found.root.carried_by.sets
    assert [(ground.predicate, ground.holds, ground.to) for ground in carried] == [
        ("powers-of-ownership", True, GROUNDS)
    ]
    assert found.root.missing is None
    assert sets(found, UNDETERMINED) == [{("withdrawn", "powers-of-ownership")}]
    assert sets(found, NOT_SATISFIED) == [
        {("withdrawn", "powers-of-ownership"), ("denied", "powers-of-ownership")}
    ]
    assert sets(found, CONTESTED) == []


def test_a_verdict_of_silence_needs_no_finding_and_is_open_in_both_directions(rulebook: Rulebook) -> None:
    found = explained(rulebook, "slavery", {})
    assert found.verdict is UNDETERMINED
    assert found.root.carried_by.sets == ((),)
    assert not found.settled
    shown = Change("shown", "powers-of-ownership", to=GROUNDS)
    assert found.root.missing.sets == ((shown,),)
    assert found.flips[NOT_SATISFIED].sets == ((Change("denied", "powers-of-ownership", to=GROUNDS),),)


def test_a_finding_below_the_standard_may_be_raised_to_it(rulebook: Rulebook) -> None:
    found = explained(rulebook, "slavery", {"powers-of-ownership": Fact(SOME, NOTHING)})
    ground = Ground("", "powers-of-ownership", None, True, SOME, ())
    assert found.root.missing.sets == ((Change("raised", "powers-of-ownership", ground=ground, to=GROUNDS),),)


def test_a_finding_that_counts_at_one_standard_only_may_be_lowered_to_it(rulebook: Rulebook) -> None:
    """In the United Kingdom of 2022 fear must be probable, and what follows from it only likely."""
    told = {"opinion-expressed": Fact(TOP, NOTHING), "harm-for-religion": Fact(TOP, NOTHING)}
    diagram = diagram_of(rulebook, "refugee", "uk-2022")
    several = [name for name, block in diagram.predicates.items() if len(block.standards) > 1]
    assert several
    found = explained(rulebook, "refugee", {several[0]: Fact(TOP, NOTHING), **told}, regime="uk-2022")
    kinds = {(c.kind, c.name, c.to) for sets in found.flips.values() for one in sets.sets for c in one}
    assert ("lowered", several[0], LIKELY) in kinds or ("withdrawn", several[0], None) in kinds


def test_the_last_open_prong_is_missing_by_any_one_of_its_alternatives(rulebook: Rulebook) -> None:
    found = explained(rulebook, "trafficking-in-persons", {"recruitment": SHOWN, "servitude": SHOWN})
    assert found.verdict is UNDETERMINED
    means = reason(found, rulebook, "means")
    alone = {one[0].name for one in means.missing.sets if len(one) == 1}
    assert {"force", "deception", "abduction", "fraud"} <= alone
    assert not {"transfer", "later-coercion", "consent-to-exploitation"} & alone
    assert reason(found, rulebook, "act").missing is None
    assert reason(found, rulebook, "act").carried_by.count == 1


def test_another_reading_is_a_change(rulebook: Rulebook) -> None:
    facts = {"recruitment": SHOWN, "servitude": SHOWN, "later-coercion": SHOWN}
    found = explained(rulebook, "trafficking-in-persons", facts)
    reading = Change("reading", "timing-of-means", "at-any-stage")
    assert found.flips[SATISFIED].sets[0] == (reading,)
    assert all(change.kind != "reading" for one in found.root.missing.sets for change in one)
    found = explained(rulebook, "trafficking-in-persons", facts, {"timing-of-means": "at-any-stage"})
    assert found.verdict is SATISFIED
    assert (Change("reading", "timing-of-means", "with-the-act"),) in found.flips[UNDETERMINED].sets


def forced() -> Facts:
    return dict.fromkeys(("work-exacted", "menace-of-penalty", "not-offered-voluntarily"), SHOWN)


def test_silence_on_what_the_state_must_show_is_no_open_question_but_leaves_the_verdict_unsettled(
    rulebook: Rulebook,
) -> None:
    """Nobody has said that she was a convict; the exception is not raised by being thought of."""
    found = explained(rulebook, "forced-labour", forced())
    assert found.verdict is SATISFIED
    assert {name for one in sets(found, UNDETERMINED) for _, name in one} <= set(forced())
    assert not found.settled
    diagram = diagram_of(rulebook, "forced-labour")
    exceptions = {leaf.predicate for leaf in diagram.program.leaves if leaf.side != "shown"}
    told = forced() | dict.fromkeys(exceptions, DENIED)
    assert exceptions
    assert explained(rulebook, "forced-labour", told).settled


def test_a_verdict_is_settled_where_nothing_open_can_touch_it(rulebook: Rulebook) -> None:
    facts = {"recruitment": SHOWN, "force": SHOWN, "powers-of-ownership": SHOWN}
    assert explained(rulebook, "trafficking-in-persons", facts).settled
    assert not explained(rulebook, "trafficking-in-persons", {"recruitment": SHOWN}).settled


def test_what_she_herself_must_show_is_missing_although_it_is_presumed_not_to_be_so(
    rulebook: Rulebook,
) -> None:
    """Treated as a national of the Republic of Korea she has to show a fear there, too."""
    satisfied = Expectation(ElementRef("refugee", "refugee"), "satisfied")
    told = next(found for found in rulebook.norms["refugee"].examples if satisfied in found.expect)
    facts = {fact.name: Fact(TOP, NOTHING) for fact in told.facts} | {"north-korean": Fact(TOP, NOTHING)}
    found = explained(rulebook, "refugee", facts, {"republic-of-korea-nationality": "national"})
    assert found.verdict is NOT_SATISFIED
    assert [(change.kind, change.name) for change in found.root.missing.sets[0]] == [
        ("shown", "fears-harm-in-republic-of-korea")
    ]


def test_another_regime_is_told_where_it_brings_another_verdict_and_is_in_force(rulebook: Rulebook) -> None:
    satisfied = Expectation(ElementRef("refugee", "refugee"), "satisfied")
    told = next(found for found in rulebook.norms["refugee"].examples if satisfied in found.expect)
    facts = {fact.name: Fact(LIKELY, NOTHING) for fact in told.facts}
    found = explained(rulebook, "refugee", facts)
    assert found.verdict is SATISFIED
    assert found.regimes == {"uk-2022": UNDETERMINED}
    early = datetime.date(2022, 6, 27)
    assert explained(rulebook, "refugee", facts, as_of=early).regimes == {}
    under = explained(rulebook, "refugee", facts, regime="uk-2022")
    assert under.verdict is UNDETERMINED
    assert under.regimes[None] is SATISFIED


def test_so_is_one_that_sets_something_only_for_a_norm_that_is_referred_to(rulebook: Rulebook) -> None:
    norm = "non-refoulement-refugee-convention"
    assert norm not in {assigned.norm for assigned in rulebook.regimes["uk-2022"].assignments}
    names = ("harmed-before-departure", "food-withheld-for-a-ground", "claim-unexamined")
    found = explained(rulebook, norm, {name: Fact(LIKELY, NOTHING) for name in names})
    assert found.verdict is SATISFIED
    assert found.regimes == {"uk-2022": UNDETERMINED}


def test_the_bound_limits_what_is_listed_and_not_what_is_counted(rulebook: Rulebook) -> None:
    short = explained(rulebook, "trafficking-in-persons", {}, bound=3)
    long = explained(rulebook, "trafficking-in-persons", {}, bound=9)
    assert len(short.flips[SATISFIED].sets) == 3
    assert set(short.flips[SATISFIED].sets) <= set(long.flips[SATISFIED].sets)
    assert short.flips[SATISFIED].count == long.flips[SATISFIED].count > 9


def test_the_reason_of_a_node_of_another_norm_is_refused(rulebook: Rulebook) -> None:
    found = explained(rulebook, "slavery", {})
    with pytest.raises(KeyError):
        found.reason(diagram_of(rulebook, "refugee").program.root)


def test_the_one_fact_on_which_a_norm_rests_decides_it_always(rulebook: Rulebook) -> None:
    (question,) = next_questions(diagram_of(rulebook, "slavery"), {}, {})
    assert question.decides == 1
    assert (question.yes.verdict, question.yes.settled) == (SATISFIED, True)
    assert (question.no.verdict, question.no.settled) == (NOT_SATISFIED, True)


def test_nothing_is_asked_where_no_answer_can_matter(rulebook: Rulebook) -> None:
    facts = {"recruitment": SHOWN, "force": SHOWN, "powers-of-ownership": SHOWN}
    diagram = diagram_of(rulebook, "trafficking-in-persons")
    chosen = chosen_readings(diagram.program, rulebook, {})
    assert next_questions(diagram, facts, chosen) == ()


def test_findings_of_many_accounts_on_one_predicate_each_carry_the_verdict(rulebook: Rulebook) -> None:
    """Their choices are not gone through one by one: thirty have a thousand million."""
    name = "powers-of-ownership"
    grounds = tuple(Ground(f"account-{n}", name, 0, True, Standard(n % 6), ()) for n in range(30))
    found = explained(rulebook, "slavery", {name: Fact(TOP, NOTHING, grounds)})
    counting = [ground for ground in grounds if ground.to >= GROUNDS]
    assert found.root.carried_by.count == len(counting)
    assert {one for one, *_ in found.root.carried_by.sets} <= set(counting)
