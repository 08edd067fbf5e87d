"""What memos tell of an open answer, on the shipped rules."""

from collections.abc import Callable, Mapping

import pytest

from prong.cli.assessed import assessed
from prong.evaluation.facts import Ground
from prong.explanation.diagram import diagram_of
from prong.explanation.hypotheses import Change
from prong.model.cases import Case, Record
from prong.model.norms import Rulebook
from prong.model.standards import Standard
from prong.rendering.changes import wording_of
from prong.rendering.outlook import LackView, Outlooks, OutlookView
from prong.rendering.questions import words_of

PROTECTION = "want of protection by each country of nationality"


@pytest.fixture
def outlook_of(
    rulebook: Rulebook, case_of: Callable[..., Case], record_of: Callable[..., Record]
) -> Callable[[str, Mapping[str, object]], OutlookView]:
    """The outlook of one norm on an account with these findings."""

    def outlook(norm: str, findings: Mapping[str, object]) -> OutlookView:
        (one,) = assessed(record_of(case_of(findings)), rulebook, [norm])
        return Outlooks(rulebook).outlook("A", one.explanation, one.trace, words_of(rulebook.norms[norm]))

    return outlook


def parts(lack: LackView) -> list[str]:
    return [part.label for part in lack.parts]


def test_a_part_is_told_by_its_own_parts_where_it_takes_several_facts(outlook_of) -> None:
    """Even where one fact would do as well; where one fact alone can, the facts are told."""
    lacking = {lack.label: lack for lack in outlook_of("refugee", {"north-korean": "yes"}).lacking}
    assert parts(lacking["a well-founded fear"]) == ["fear of return", "an objective basis of the fear"]
    assert lacking[PROTECTION].ways is None
    assert parts(lacking[PROTECTION]) == ["want of protection by the Republic of Korea, so far as it counts"]
    assert lacking["a Convention reason for the persecution"].ways.single


@pytest.mark.parametrize("norm", ["refugee", "trafficking-in-persons", "regularisation"])
def test_that_evidence_may_come_to_stand_against_evidence_is_not_told(rulebook, outlook_of, norm) -> None:
    """It always may; told are the other verdicts that several changes bring together."""
    contested = words_of(rulebook.norms[norm])["contested"]
    found = outlook_of(norm, {"north-korean": "yes", "recruitment": "yes", "harbouring": "no"})
    assert contested not in {word for word, _ in found.together}


def test_a_finding_and_a_finding_against_are_not_told_in_the_same_words(rulebook: Rulebook) -> None:
    wording = wording_of(rulebook, diagram_of(rulebook, "trafficking-in-persons").program)
    told = []
    for holds in (True, False):
        ground = Ground("made/one", "recruitment", 0, holds, Standard.REASONABLE_GROUNDS, ())
        change = Change("withdrawn", "recruitment", ground=ground)
        told.append(wording.words(change, turned=False).label)
    label = rulebook.vocabulary.predicates["recruitment"].label
    assert told == [f"the finding of {label}", f"the finding against {label}"]


def test_another_answer_is_told_where_a_few_changes_bring_it_together(outlook_of) -> None:
    found = outlook_of("non-refoulement-refugee-convention", {"north-korean": "yes"})
    ((word, ways),) = found.together
    assert word == "not made out"
    assert not ways.single
    assert [sum(group.number for group in way) for way in ways.several] == [2, 2]
