"""One program, every algebra: what one case at a time answers, a corpus counts, whatever counts it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prong.corpus import mapped_file
from prong.corpus.local_engines import count_with_duckdb, count_with_polars
from prong.corpus.planes import BATCH, Corpus, columns_of
from prong.corpus.sheet import Sheet, sheet_of
from prong.corpus.tally import Tally
from prong.corpus.words import count
from prong.model.standards import LADDER, Standard
from prong.testing.norms import NORM, rulebooks

from .corpora import SIDES, Row, write_columns, write_corpus
from .equality import agree, all_rows, counted, diagrams_agree, words
from .rules import regimes, shipped

GROUNDS = Standard.REASONABLE_GROUNDS
RANDOM = {"rulebook": rulebooks(), "regime": regimes, "standard": st.sampled_from(LADDER)}


def duckdb(path: Path, sheet: Sheet) -> Tally:
    return count_with_duckdb(path, sheet.plan(), sheet.predicates)


def polars(path: Path, sheet: Sheet) -> Tally:
    return count_with_polars(path, sheet.plan(), sheet.predicates)


def random_rows(number: int, seed: int, predicates: Sequence[str]) -> list[Row]:
    """Rows that say something of about half of the predicates."""
    drawn = random.Random(seed)
    return [{name: drawn.choice(SIDES) for name in predicates if drawn.random() < 0.6} for _ in range(number)]


@settings(max_examples=60)
@given(**RANDOM)
def test_words_count_what_one_case_at_a_time_answers(rulebook, regime, standard):
    """Random norms with every construct, on rows with every combination of support and opposition."""
    agree(words, rulebook, [NORM], all_rows(), standard, regime=regime)


@pytest.mark.parametrize("engine", [duckdb, polars])
@settings(max_examples=8)
@given(**RANDOM)
def test_queries_count_what_one_case_at_a_time_answers(engine, rulebook, regime, standard):
    """The same norms and rows as queries."""
    agree(engine, rulebook, [NORM], all_rows(), standard, regime=regime)


@settings(max_examples=15)
@given(**RANDOM)
def test_diagrams_answer_what_one_case_at_a_time_answers(rulebook, regime, standard):
    """The same norms, on a part of the rows, for a diagram is walked row by row."""
    diagrams_agree(rulebook, [NORM], all_rows()[::7], standard, regime=regime)


@pytest.mark.parametrize("engine", [words, duckdb, polars])
def test_every_engine_agrees_on_the_law_as_shipped(engine):
    """All norms and readings; the corpus shows half of the vocabulary, below some standards."""
    rules = shipped()
    predicates = list(rules.vocabulary.predicates)[::2]
    norms = list(rules.norms) if engine is words else ["trafficking-in-persons", "regularisation"]
    agree(engine, rules, norms, random_rows(130, 5, predicates), GROUNDS, predicates, regime="unhcr")


@pytest.mark.parametrize("norm", sorted(shipped().norms))
def test_diagrams_agree_on_the_law_as_shipped(norm):
    """Each norm with all its readings, on rows of which no two are alike."""
    rules = shipped()
    predicates = list(rules.vocabulary.predicates)[::2]
    diagrams_agree(rules, [norm], random_rows(40, 5, predicates), GROUNDS, predicates, regime="unhcr")


@pytest.mark.parametrize("rows", [0, 1, 63, 64, 65, 127, 128, 129, 1000])
@pytest.mark.parametrize("engine", [words, duckdb])
def test_the_end_of_a_corpus_may_lie_anywhere_in_a_word(engine, rows):
    """Empty, of one row, and of sizes on both sides of a boundary of words."""
    rules = shipped()
    predicates = ("services-pledged", "value-not-applied", "debt-terms-unlimited")
    assert set(predicates) <= set(rules.vocabulary.predicates)
    agree(engine, rules, ["debt-bondage"], random_rows(rows, rows, predicates), GROUNDS, predicates)


@pytest.mark.parametrize("batch", [1, 63, 64, 65, 200])
def test_batches_and_threads_meet_without_a_seam(batch):
    """Many batches of awkward lengths, dealt out to two threads."""
    rules = shipped()
    predicates = list(rules.vocabulary.predicates)
    rows = random_rows(401, 9, predicates)
    agree(words, rules, ["regularisation"], rows, GROUNDS, predicates, batch=batch)


def test_pages_that_were_given_back_are_read_again(monkeypatch):
    """A long corpus is let go of as it is read."""
    monkeypatch.setattr(mapped_file, "RESIDENT", 1)
    rules = shipped()
    predicates = list(rules.vocabulary.predicates)
    agree(words, rules, ["regularisation"], random_rows(300, 2, predicates), GROUNDS, predicates, batch=64)


def test_a_corpus_of_whole_batches_counts_as_its_parts(tmp_path):
    """Across the length of a batch as it is written, where counts of whole columns tell what is right."""
    rules = shipped()
    rows = 2 * BATCH + 77
    drawn = np.random.default_rng(4)
    names = ("services-pledged", "value-not-applied", "debt-terms-unlimited")
    columns = {column: drawn.random(rows) < 0.4 for name in names for column in columns_of(name)}
    path = write_columns(tmp_path / "c.arrow", names, columns, rows, GROUNDS)
    sheet = sheet_of(rules, ["debt-bondage"], names, GROUNDS, readings={}, detail="norms")
    found = counted(count(Corpus(path), sheet.plan(), names), sheet)
    yes, no = zip(*((columns[a], columns[b]) for a, b in map(columns_of, names)), strict=True)
    support = yes[0] & (yes[1] | yes[2])
    opposition = no[0] | (no[1] & no[2])
    expected = [int(one.sum()) for one in (support, opposition, support & opposition)]
    assert [found["debt-bondage", "debt-bondage", (), side] for side in range(3)] == expected


@pytest.mark.parametrize("engine", [count, count_with_duckdb, count_with_polars])
def test_groups_are_counted_apart(engine, tmp_path):
    """By two columns, of which one is not always stated; the groups add up to the whole."""
    rules = shipped()
    predicates = list(rules.vocabulary.predicates)
    rows = random_rows(333, 3, predicates)
    drawn = random.Random(8)
    kept = {
        "gender": [drawn.choice(["f", "m", None]) for _ in rows],
        "year": [drawn.choice(["2004", "2005"]) for _ in rows],
    }
    sheet = sheet_of(rules, ["regularisation"], predicates, GROUNDS, readings={}, detail="norms")
    path = write_corpus(tmp_path / "c.arrow", predicates, rows, GROUNDS, kept=kept, batch=128)
    source = Corpus(path) if engine is count else path
    tally = engine(source, sheet.plan(), predicates, ("gender", "year"))
    for key, number in tally.rows.items():
        chosen = [row for row, *values in zip(rows, *kept.values(), strict=True) if tuple(values) == key]
        part = write_corpus(tmp_path / "part.arrow", predicates, chosen, GROUNDS)
        alone = count(Corpus(part), sheet.plan(), predicates)
        assert (number, tally.counts[key]) == (len(chosen), alone.counts[()])
    assert list(tally.rows) == [(g, y) for g in ("f", "m", None) for y in ("2004", "2005")]
    assert tally.total == len(rows)
