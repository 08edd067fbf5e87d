"""What is left to ask under several norms at once, and which elements a question bears on."""

from prong.evaluation.facts import facts_of
from prong.evaluation.run import chosen_readings
from prong.explanation.agenda import agenda_of, bearing_on
from prong.explanation.diagram import diagram_of
from prong.model.interviews import OpenAnswer, Progress
from prong.model.verdicts import Verdict

NORMS = ("trafficking-in-persons", "slavery")


def agenda(rulebook, record, passed=()):
    """The agenda of a record under two norms."""
    diagrams = {norm: diagram_of(rulebook, norm) for norm in NORMS}
    positions = {norm: chosen_readings(one.program, rulebook, {}) for norm, one in diagrams.items()}
    return agenda_of(diagrams, positions, facts_of(record, rulebook.vocabulary), passed=passed)


def test_what_was_passed_is_told_apart_and_not_asked(rulebook, record_of, case_of):
    """It can still matter, and it decides nothing."""
    record = record_of(case_of())
    first = agenda(rulebook, record).questions[0][0]
    again = agenda(rulebook, record, passed=[first, "claim-unexamined"])
    assert again.passed == (first,)
    assert first not in dict(again.questions)
    assert again.verdicts == agenda(rulebook, record).verdicts


def test_a_settled_norm_asks_nothing_more(rulebook, record_of, case_of):
    """The other goes on to ask."""
    record = record_of(case_of({"powers-of-ownership": "yes"}))
    found = agenda(rulebook, record)
    assert found.verdicts["slavery"] is Verdict.SATISFIED
    assert {norm for _, asked in found.questions for norm in asked} == {"trafficking-in-persons"}


def test_a_question_bears_on_the_elements_that_name_it(rulebook):
    """And on no element above them."""
    program = diagram_of(rulebook, "trafficking-in-persons").program
    assert [element.id for element in bearing_on(program, "deception")] == ["means-with-the-act"]
    assert bearing_on(program, "claim-unexamined") == ()


def test_a_finding_stands_where_an_answer_that_is_none_is_recorded_too():
    """So it is after a loss of power between the two files."""
    progress = Progress(case="made/one").with_answer("deception", OpenAnswer(answer="unsure"))
    assert progress.without({"deception": ()}).open == {}
    assert progress.without({"deception": ()}).asked == ("deception",)
    assert progress.without({}) is progress
