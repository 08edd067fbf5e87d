"""Corpora and tables from a seed."""

from __future__ import annotations

from pathlib import Path

import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq
import pytest

from prong.corpus import planes
from prong.corpus.generate import generate_corpus, generate_table
from prong.corpus.ingest import ingest
from prong.corpus.mapped import MappedRows
from prong.corpus.planes import Corpus
from prong.language.mappings import load_mappings
from prong.model.standards import Standard

GROUNDS = Standard.REASONABLE_GROUNDS


def test_the_same_seed_gives_the_same_bytes_and_another_gives_others(harbour, rota, tmp_path):
    for write in (
        lambda out, seed: generate_corpus(harbour, out, rows=1000, seed=seed, standard=GROUNDS),
        lambda out, seed: generate_table(rota, out, rows=1000, seed=seed),
    ):
        ending = ".arrow" if "corpus" in write.__code__.co_names[0] else ".csv"
        paths = [tmp_path / f"{name}{ending}" for name in "abc"]
        for path, seed in zip(paths, (1, 1, 2), strict=True):
            write(path, seed)
        first, same, other = (path.read_bytes() for path in paths)
        assert first == same != other


@pytest.mark.parametrize("rows", [0, 1, 63, 64, 65, 500])
def test_a_corpus_has_as_many_rows_as_were_asked_for(rows, harbour, tmp_path, monkeypatch):
    monkeypatch.setattr(planes, "BATCH", 192)
    generate_corpus(harbour, tmp_path / "c.arrow", rows=rows, seed=3, standard=GROUNDS)
    corpus = Corpus(tmp_path / "c.arrow")
    assert (corpus.rows, corpus.unreadable, corpus.header.standard) == (rows, 0, GROUNDS.key)
    assert set(corpus.lengths[:-1]) <= {192}
    identifiers = [
        n for batch in range(len(corpus.lengths)) for n in corpus.batch(batch).column("id").to_pylist()
    ]
    assert identifiers == list(range(1, rows + 1))


def test_a_corpus_has_every_combination_in_about_the_shares_that_it_should(harbour, tmp_path):
    generate_corpus(harbour, tmp_path / "c.arrow", rows=20_000, seed=3, standard=GROUNDS)
    batch = Corpus(tmp_path / "c.arrow").batch(0)
    for name in harbour.vocabulary.predicates:
        yes, no = (batch.column(column) for column in planes.columns_of(name))
        assert 0.36 < yes.true_count / 20_000 < 0.39
        assert 0.11 < no.true_count / 20_000 < 0.14
        assert 0.03 < pc.and_(yes, no).true_count / 20_000 < 0.06


@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".parquet"])
def test_a_table_is_read_without_a_finding_by_the_mapping_for_which_it_was_made(
    ending, rota, harbour, tmp_path
):
    source = tmp_path / f"t{ending}"
    generate_table(rota, source, rows=3000, seed=5)
    rows = MappedRows(source, rota, harbour)
    found = []
    done = ingest(rows.rows(), rows.schema(), tmp_path / "c.arrow", report=found.append)
    assert (done.rows, found) == (3000, [])


def test_the_kinds_of_a_table_hold_the_same(rota, harbour, tmp_path):
    corpora = []
    for ending in (".csv", ".jsonl", ".parquet"):
        generate_table(rota, tmp_path / f"t{ending}", rows=1000, seed=5)
        rows = MappedRows(tmp_path / f"t{ending}", rota, harbour)
        ingest(rows.rows(), rows.schema(), tmp_path / "c.arrow", report=print)
        corpora.append(Corpus(tmp_path / "c.arrow").batch(0).to_pydict())
    assert corpora[0] == corpora[1] == corpora[2]


def test_a_table_of_a_shipped_mapping_has_its_columns(rulebook, tmp_path):
    mappings = load_mappings(Path(__file__).parents[3] / "rules", rulebook)
    generate_table(mappings["ctdc-global-synthetic"], tmp_path / "t.parquet", rows=10, seed=0)
    assert len(pq.read_schema(tmp_path / "t.parquet").names) == 27
    generate_table(mappings["htcds"], tmp_path / "t.csv", rows=10, seed=0)
    assert pyarrow.csv.read_csv(tmp_path / "t.csv").column_names == list(mappings["htcds"].columns)
