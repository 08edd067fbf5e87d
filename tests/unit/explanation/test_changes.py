"""Single changes on the shipped rules, one example for each kind."""

from prong.evaluation.facts import Fact, Facts
from prong.evaluation.lanes import NOTHING
from prong.evaluation.program import compile_norm
from prong.evaluation.run import chosen_readings
from prong.explanation.changes import Change, single_changes
from prong.model.norms import ElementRef, Expectation, Rulebook
from prong.model.standards import Standard
from prong.model.verdicts import Verdict

GROUNDS, TOP = Standard.REASONABLE_GROUNDS, Standard.BEYOND_REASONABLE_DOUBT
SHOWN, DENIED = Fact(GROUNDS, NOTHING), Fact(NOTHING, GROUNDS)
SATISFIED, UNDETERMINED = Verdict.SATISFIED, Verdict.UNDETERMINED
NOT_SATISFIED = Verdict.NOT_SATISFIED


def changes(
    rulebook: Rulebook, norm: str, facts: Facts, readings: dict[str, str] | None = None, **options: Standard
) -> tuple[Verdict, list[Change]]:
    program = compile_norm(rulebook, norm)
    chosen = chosen_readings(program, rulebook, readings or {})
    before, found = single_changes(program, rulebook, facts, chosen, **options)
    return before, list(found)


def test_what_carries_the_verdict_is_named_with_what_its_loss_would_bring(rulebook: Rulebook) -> None:
    before, found = changes(rulebook, "slavery", {"powers-of-ownership": SHOWN})
    assert before is SATISFIED
    assert found == [Change("withdrawn", "powers-of-ownership", UNDETERMINED)]


def test_what_is_not_known_is_asked_for_in_both_directions(rulebook: Rulebook) -> None:
    before, found = changes(rulebook, "slavery", {})
    assert before is UNDETERMINED
    assert found == [
        Change("shown", "powers-of-ownership", SATISFIED),
        Change("denied", "powers-of-ownership", NOT_SATISFIED),
    ]


def test_a_finding_below_the_standard_may_be_strengthened(rulebook: Rulebook) -> None:
    weak = {"powers-of-ownership": Fact(Standard.SOME_EVIDENCE, NOTHING)}
    before, found = changes(rulebook, "slavery", weak)
    assert before is UNDETERMINED
    assert found == [Change("strengthened", "powers-of-ownership", SATISFIED)]


def test_at_a_higher_standard_the_same_finding_is_too_weak(rulebook: Rulebook) -> None:
    facts = {"powers-of-ownership": SHOWN}
    before, found = changes(rulebook, "slavery", facts, standard=TOP)
    assert before is UNDETERMINED
    assert found == [Change("strengthened", "powers-of-ownership", SATISFIED)]


def test_the_last_open_prong_is_the_question_to_ask(rulebook: Rulebook) -> None:
    facts = {"recruitment": SHOWN, "servitude": SHOWN}
    before, found = changes(rulebook, "trafficking-in-persons", facts)
    assert before is UNDETERMINED
    turning = {change.name for change in found if change.verdict is SATISFIED}
    assert {"force", "deception", "child"} <= turning
    assert not {"transfer", "later-coercion", "consent-to-exploitation"} & {change.name for change in found}


def test_another_reading_is_a_change(rulebook: Rulebook) -> None:
    facts = {"recruitment": SHOWN, "servitude": SHOWN, "later-coercion": SHOWN}
    _, found = changes(rulebook, "trafficking-in-persons", facts)
    assert Change("reading", "timing-of-means", SATISFIED, "at-any-stage") in found
    before, found = changes(rulebook, "trafficking-in-persons", facts, {"timing-of-means": "at-any-stage"})
    assert before is SATISFIED
    assert Change("reading", "timing-of-means", UNDETERMINED, "with-the-act") in found


def forced(**facts: Fact) -> Facts:
    told = ("work-exacted", "menace-of-penalty", "not-offered-voluntarily")
    return {**dict.fromkeys(told, SHOWN), **{name.replace("_", "-"): fact for name, fact in facts.items()}}


def test_silence_on_what_the_state_must_show_is_no_question(rulebook: Rulebook) -> None:
    """Nobody has said that she was a convict; the exception is not raised by being thought of."""
    before, found = changes(rulebook, "forced-labour", forced())
    assert before is SATISFIED
    assert {change.kind for change in found} == {"withdrawn"}


def test_a_ground_of_the_state_that_was_raised_may_fall(rulebook: Rulebook) -> None:
    norm = rulebook.norms["forced-labour"]
    program = compile_norm(rulebook, "forced-labour")
    exceptions = {leaf.predicate for leaf in program.leaves if leaf.side != "shown"}
    facts = forced()
    facts |= dict.fromkeys(exceptions, SHOWN)
    assert norm.root.unless
    before, found = changes(rulebook, "forced-labour", facts)
    assert before is NOT_SATISFIED
    assert all(change.kind == "withdrawn" or change.name in exceptions for change in found)


def test_what_she_herself_must_show_is_asked_although_it_is_presumed_not_to_be_so(
    rulebook: Rulebook,
) -> None:
    """Treated as a national of the Republic of Korea she has to show a fear there, too."""
    satisfied = Expectation(ElementRef("refugee", "refugee"), "satisfied")
    told = next(found for found in rulebook.norms["refugee"].examples if satisfied in found.expect)
    facts = {fact.name: Fact(TOP, NOTHING) for fact in told.facts} | {"north-korean": Fact(TOP, NOTHING)}
    taken = {"republic-of-korea-nationality": "national"}
    before, found = changes(rulebook, "refugee", facts, taken)
    assert before is NOT_SATISFIED
    assert Change("shown", "fears-harm-in-republic-of-korea", SATISFIED) in found
