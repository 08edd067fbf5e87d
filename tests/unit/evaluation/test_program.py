"""What a compiled norm is: text of numbers alone, run over whatever values one has, and laid out in lanes."""

import re

import pytest

from prong.evaluation.examples import Failure, elements_of, run_example
from prong.evaluation.facts import Fact
from prong.evaluation.lanes import NOTHING, WIDTH, highest, lay_out, verdict_at
from prong.evaluation.program import Leaf, compile_norm
from prong.evaluation.run import evaluate
from prong.model.norms import ElementRef, Example, Expectation, Rulebook, StatedFact
from prong.model.standards import LADDER, Standard
from prong.model.verdicts import Verdict

TOP = LADDER[-1]
LINE = re.compile(r"    (s\d+ = [^;]+; o\d+ = [^;]+|t\d+ = [^;]+|return \(.+\))")
VALUE = re.compile(r"~?([sot]\d+|[SOP]\[\d+\])|[&|(),]|\d*")


def test_the_text_of_a_program_holds_no_word_of_a_rule(rulebook: Rulebook) -> None:
    for name in rulebook.norms:
        first, *lines = compile_norm(rulebook, name).text.split("\n")
        assert first == "def run(S, O, P):"
        for line in lines:
            assert LINE.fullmatch(line), line
            right = re.sub(r"[so]\d+ = |t\d+ = |return|;", " ", line)
            assert all(VALUE.fullmatch(word.strip("(),")) for word in right.split()), line


def test_a_norm_is_compiled_once_for_each_regime(rulebook: Rulebook) -> None:
    plain, again, under = (compile_norm(rulebook, "refugee", regime) for regime in (None, None, "uk-2022"))
    assert plain is again
    assert plain is not under


def test_regimes_that_change_no_more_than_standards_share_the_function_of_a_norm(rulebook: Rulebook) -> None:
    for name in rulebook.norms:
        programs = [compile_norm(rulebook, name, regime) for regime in (None, *rulebook.regimes)]
        assert len({program.run for program in programs}) == len({program.text for program in programs})


def test_every_node_of_a_program_stands_in_it_once(rulebook: Rulebook) -> None:
    for name in rulebook.norms:
        program = compile_norm(rulebook, name)
        assert program.nodes[0] is program.root
        assert len({id(node) for node in program.nodes}) == len(program.nodes)
        for node in program.nodes:
            used = {leaf for edge in node.edges for leaf in edge.node.predicates}
            assert node.predicates == (used or {node.predicate})


def test_the_leaves_of_a_program_are_told_apart_by_standard_and_side(rulebook: Rulebook) -> None:
    leaves = compile_norm(rulebook, "refugee").leaves
    assert len(set(leaves)) == len(leaves)
    assert {leaf.side for leaf in leaves} == {"shown", "answered", "fixed"}


def test_lanes_hold_the_rules_own_standards_first_and_then_each_step(rulebook: Rulebook) -> None:
    lanes = lay_out(rulebook, compile_norm(rulebook, "slavery"))
    leaf = Leaf("powers-of-ownership", Standard.BALANCE_OF_PROBABILITIES, "shown")
    words = [lanes.leaf(level, leaf, None) for level in (NOTHING, *LADDER)]
    assert [f"{word:07b}" for word in words] == [
        "0000000",
        "0000010",
        "0000110",
        "0001110",
        "0011111",
        "0111111",
        "1111111",
    ]
    assert f"{lanes.leaf(Standard.SOME_EVIDENCE, leaf, Standard.SOME_EVIDENCE):07b}" == "0000011"


@pytest.mark.parametrize(
    ("side", "word"), [("shown", "0001110"), ("answered", "0001111"), ("fixed", "1111111")]
)
def test_an_override_reaches_only_what_is_to_be_shown(rulebook: Rulebook, side: str, word: str) -> None:
    lanes = lay_out(rulebook, compile_norm(rulebook, "slavery"))
    leaf = Leaf("powers-of-ownership", Standard.REASONABLE_LIKELIHOOD, side)
    assert f"{lanes.leaf(Standard.REASONABLE_LIKELIHOOD, leaf, TOP):07b}" == word


def test_a_combination_is_found_by_its_positions(rulebook: Rulebook) -> None:
    program = compile_norm(rulebook, "regularisation")
    lanes = lay_out(rulebook, program)
    assert len(lanes.combinations) == 12
    for number, positions in enumerate(lanes.combinations):
        assert lanes.number(dict(zip(program.readings, positions, strict=True))) == number


def test_verdict_and_highest_standard_are_read_from_the_lanes_of_their_combination() -> None:
    word = 0b0011111_0000110
    assert [highest(word, number) for number in (0, 1, 2)] == [
        Standard.REASONABLE_GROUNDS,
        Standard.BALANCE_OF_PROBABILITIES,
        None,
    ]
    assert [verdict_at(word, 0, number) for number in (0, 1)] == [Verdict.UNDETERMINED, Verdict.SATISFIED]
    assert verdict_at(~0, ~0 << WIDTH, 1) is Verdict.CONTESTED
    assert highest(~0, 5) is TOP


def test_facts_on_what_a_norm_does_not_ask_change_nothing(rulebook: Rulebook) -> None:
    program = compile_norm(rulebook, "slavery")
    silent, told = (evaluate(program, rulebook, facts) for facts in ({}, {"force": Fact(TOP, TOP)}))
    assert silent.pairs == told.pairs


# Examples of rule documents


def test_all_examples_of_the_rules_hold(rulebook: Rulebook) -> None:
    run = [
        run_example(rulebook, norm, example) for norm in rulebook.norms.values() for example in norm.examples
    ]
    assert len(run) >= 300
    assert not any(run)


def example(outcome: str, *facts: StatedFact, element: str = "means", **options: object) -> Example:
    target = ElementRef("trafficking-in-persons", element)
    return Example("An example.", facts, (Expectation(target, outcome),), **options)


DECEIVED = StatedFact("deception", support=Standard.REASONABLE_GROUNDS)


def test_an_expectation_that_does_not_hold_is_told_with_the_answer(rulebook: Rulebook) -> None:
    norm = rulebook.norms["trafficking-in-persons"]
    wrong = example("not-satisfied", DECEIVED)
    assert run_example(rulebook, norm, wrong) == (Failure("means", "not-satisfied", "satisfied"),)
    assert run_example(rulebook, norm, example("satisfied", DECEIVED)) == ()


def test_a_dispensed_element_may_be_expected_by_its_own_verdict_too(rulebook: Rulebook) -> None:
    norm = rulebook.norms["trafficking-in-persons"]
    child = StatedFact("age-at-act", low=15, high=15, quantity=True)
    assert run_example(rulebook, norm, example("dispensed", child)) == ()
    assert run_example(rulebook, norm, example("undetermined", child)) == ()
    told = run_example(rulebook, norm, example("satisfied", child))
    assert told == (Failure("means", "satisfied", "undetermined and dispensed"),)
    assert run_example(rulebook, norm, example("dispensed")) != ()


def test_only_what_silence_leaves_open_may_be_expected_as_presumed(rulebook: Rulebook) -> None:
    norm = rulebook.norms["forced-labour"]
    target = ElementRef("forced-labour", "convict-exception")
    program = compile_norm(rulebook, "forced-labour")
    denied = tuple(StatedFact(name, opposition=TOP) for name in elements_of(program)[target].predicates)
    presumed = (Expectation(target, "presumed-not-satisfied"),)
    assert run_example(rulebook, norm, Example("Nothing is told.", (), presumed)) == ()
    told = run_example(rulebook, norm, Example("It is denied.", denied, presumed))
    assert told == (Failure("convict-exception", "presumed-not-satisfied", "not-satisfied"),)


def test_an_example_runs_at_its_own_standard_and_under_its_own_readings(rulebook: Rulebook) -> None:
    norm = rulebook.norms["trafficking-in-persons"]
    higher = example("undetermined", DECEIVED, standard=Standard.REASONABLE_LIKELIHOOD)
    assert run_example(rulebook, norm, higher) == ()
    later = StatedFact("later-coercion", support=TOP)
    for position, outcome in (("with-the-act", "undetermined"), ("at-any-stage", "satisfied")):
        taken = example(outcome, later, readings=(("timing-of-means", position),))
        assert run_example(rulebook, norm, taken) == ()


def test_an_expectation_on_another_norm_is_answered_by_that_norm(rulebook: Rulebook) -> None:
    norm = rulebook.norms["trafficking-in-persons"]
    target = ElementRef("forced-labour", "convict-exception")
    wrong = Example("An example.", (), (Expectation(target, "presumed-satisfied"),))
    told = run_example(rulebook, norm, wrong)
    assert told == (
        Failure(
            "forced-labour/convict-exception",
            "presumed-satisfied",
            "not-satisfied and presumed-not-satisfied",
        ),
    )


def test_the_elements_of_a_program_are_found_by_their_reference(rulebook: Rulebook) -> None:
    found = elements_of(compile_norm(rulebook, "trafficking-in-persons"))
    assert found[ElementRef("trafficking-in-persons", "means")].label == "one of the listed means"
    assert ElementRef("forced-labour", "forced-labour") in found
