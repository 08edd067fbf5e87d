"""What is asked of a corpus: facts that would settle a norm, parts that decide, what data cannot show."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from prong.corpus.planes import Corpus
from prong.corpus.result import NormResult, result_of
from prong.corpus.sheet import sheet_of
from prong.corpus.tally import Counted
from prong.corpus.words import count
from prong.model.norms import Rulebook
from prong.model.standards import Standard

from ...properties.corpora import header, write_corpus

GROUNDS = Standard.REASONABLE_GROUNDS
YES, NO = (True, False), (False, True)
BONDAGE = ("services-pledged", "value-not-applied", "debt-terms-unlimited")


@pytest.fixture
def bondage(rulebook: Rulebook, tmp_path):
    """What a corpus shows of debt bondage."""

    def counted(rows: Sequence[dict[str, tuple[bool, bool]]], predicates=BONDAGE) -> NormResult:
        path = write_corpus(tmp_path / "c.arrow", predicates, rows, GROUNDS)
        sheet = sheet_of(rulebook, ["debt-bondage"], predicates, GROUNDS, readings={})
        tally = count(Corpus(path), sheet.plan(), predicates)
        options = {"engine": "words", "regime": None}
        return result_of(sheet, Counted(tally), rulebook, header(GROUNDS), **options).norms[0]

    return counted


def test_a_fact_that_would_settle_the_norm_is_counted_where_nothing_is_said_of_it(bondage) -> None:
    """In the first row either defect would do; in the second the pledge; the third is settled already."""
    found = bondage(
        [
            {"services-pledged": YES},
            {"debt-terms-unlimited": YES},
            {"services-pledged": NO},
        ]
    )
    told = {fact.predicate: (fact.silent, fact.shown, fact.denied) for fact in found.missing}
    assert told == {
        "services-pledged": (1, 1, 1),
        "value-not-applied": (2, 1, 0),
        "debt-terms-unlimited": (1, 1, 0),
    }


def test_the_part_that_alone_is_lacking_or_stands_against_decides(bondage) -> None:
    """Where both are lacking, or both stand against, neither decides alone."""
    found = bondage(
        [
            {"services-pledged": YES},
            {"services-pledged": YES, "value-not-applied": NO, "debt-terms-unlimited": NO},
            {"services-pledged": NO, "value-not-applied": NO, "debt-terms-unlimited": NO},
            {},
        ]
    )
    told = {part.element: (part.lacking, part.against) for part in found.deciding}
    assert told == {"services-pledged": (0, 0), "terms-that-bind": (2, 1)}


def test_an_element_of_which_the_data_shows_nothing_is_said_to_be_unseen(bondage) -> None:
    """It is undetermined on every row, and told apart from what is undetermined for want of an answer."""
    found = bondage([{"services-pledged": YES}, {}], predicates=("services-pledged",))
    seen = {element.element: (element.seen, element.facts) for element in found.elements}
    assert seen == {"debt-bondage": (1, 3), "terms-that-bind": (0, 2)}
    assert found.unseen == ("value-not-applied", "debt-terms-unlimited")
    assert [element.counts[0][0] for element in found.elements] == [(2, 0, 0, 0), (2, 0, 0, 0)]


def test_a_presumption_is_counted_apart(rulebook: Rulebook, tmp_path) -> None:
    """Nothing is said of compulsory service, so the state has not shown it."""
    predicates = ("service-exacted-by-threat", "military-service")
    known = [name for name in predicates if name in rulebook.vocabulary.predicates]
    sheet = sheet_of(rulebook, ["forced-labour"], known, GROUNDS, readings={})
    path = write_corpus(tmp_path / "c.arrow", known, [{}, {}], GROUNDS)
    tally = count(Corpus(path), sheet.plan(), known)
    options = {"engine": "words", "regime": None}
    elements = result_of(sheet, Counted(tally), rulebook, header(GROUNDS), **options).norms[0].elements
    presumed = {element.element: element.presumed for element in elements if any(element.presumed)}
    assert set(presumed.values()) == {(2,)}
    for element in elements:
        if element.element in presumed:
            assert element.counts[0][0][0] == 0
