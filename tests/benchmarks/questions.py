"""What every tool is asked: the three tests as a sheet, and their verdicts out of a tally."""

from __future__ import annotations

import functools

import peers

from prong.corpus.planes import Corpus
from prong.corpus.sheet import Sheet, sheet_of
from prong.corpus.tally import Tally
from prong.corpus.words import count
from prong.evaluation.circuit import Plan
from prong.model.standards import Standard

GROUNDS = Standard.REASONABLE_GROUNDS


@functools.cache
def sheet() -> Sheet:
    predicates = tuple(peers.rules().vocabulary.predicates)
    return sheet_of(peers.rules(), peers.norms(), predicates, GROUNDS, readings={}, detail="norms")


@functools.cache
def plan() -> Plan:
    return sheet().plan()


def counts_of(corpus: Corpus) -> list[int]:
    """For each test: made out, not made out, undetermined, by words over the mapped file."""
    return verdicts_of(count(corpus, plan(), sheet().predicates))


def verdicts_of(tally: Tally) -> list[int]:
    """For each test: made out, not made out, undetermined."""
    places = {gate: at for at, gate in enumerate(sheet().counted())}
    whole, found = tally.over_all(), []
    for norm in sheet().norms:
        support, opposition = norm.elements[0].pairs[0]
        yes, no = whole[places[support]], whole[places[opposition]]
        found += [yes, no, tally.total - yes - no]
    return found
