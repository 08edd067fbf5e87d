"""A corpus as a table for other programs, and back."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from prong.corpus import export
from prong.corpus.export import export_csv, export_mapping, export_parquet, export_uwazi
from prong.corpus.ingest import ingest
from prong.corpus.mapped import MappedRows
from prong.corpus.planes import Corpus, header_of, predicates_of
from prong.corpus.sources.case_files import CaseRows
from prong.language.mappings import load_mappings
from prong.model.standards import Standard

ROOT = Path(__file__).parents[3]
TEXT = "number,season,berth,band,lessons\n1,Spring,4,18+,Rowing\n2,,,,None\n3,Autumn,,,Sailing;None\n4,,,,\n"


def table(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def corpus(read):
    """Four rows: shown, denied, contested and nothing."""
    return read("a.csv", TEXT, standard=Standard.SOME_EVIDENCE).corpus


def test_plain_csv_has_a_word_for_each_side_of_each_predicate(corpus, tmp_path):
    done = export_csv(corpus, tmp_path / "x.csv")
    assert (done.rows, done.predicates, done.contested) == (4, ("training", "full-age"), 0)
    assert [row["training"] for row in table(tmp_path / "x.csv")] == ["yes", "no", "both", ""]
    assert table(tmp_path / "x.csv")[0] == {
        "id": "1",
        "season": "Spring",
        "berth": "4",
        "training": "yes",
        "full-age": "yes",
    }


def test_parquet_has_the_columns_and_the_metadata_of_the_corpus(corpus, tmp_path):
    done = export_parquet(corpus, tmp_path / "x.parquet")
    found = pq.read_table(tmp_path / "x.parquet")
    assert (done.rows, found.num_rows) == (4, 4)
    assert found.to_pydict() == corpus.batch(0).to_pydict()
    assert header_of(found.schema, tmp_path) == corpus.header
    assert predicates_of(found.schema) == corpus.predicates


def test_uwazi_gets_a_title_and_several_values_with_a_bar_between(corpus, harbour, tmp_path):
    export_uwazi(corpus, harbour.vocabulary, tmp_path / "x.csv")
    rows = table(tmp_path / "x.csv")
    assert list(rows[0]) == ["title", "season", "berth", "shown", "denied"]
    assert [(row["title"], row["shown"], row["denied"]) for row in rows] == [
        ("1", "training on the water|full age", ""),
        ("2", "", "training on the water"),
        ("3", "training on the water", "training on the water"),
        ("4", "", ""),
    ]


@pytest.mark.parametrize("size", [1, 3, 1 << 16])
def test_the_pieces_in_which_rows_are_written_make_no_difference(size, corpus, tmp_path, monkeypatch):
    export_csv(corpus, tmp_path / "whole.csv")
    monkeypatch.setattr(export, "ROWS", size)
    export_csv(corpus, tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()


def test_a_mapping_without_links_that_go_both_ways_has_words_for_nothing(corpus, rota, tmp_path):
    done = export_mapping(corpus, rota, tmp_path / "x.csv")
    assert done.predicates == ()
    assert [row["lessons"] for row in table(tmp_path / "x.csv")] == [""] * 4
    assert [row["season"] for row in table(tmp_path / "x.csv")] == ["Spring", "", "Autumn", ""]


@pytest.fixture(scope="module")
def accounts(rulebook, tmp_path_factory):
    """The accounts of the repository."""
    out = tmp_path_factory.mktemp("accounts") / "c.arrow"
    rows = CaseRows(ROOT / "cases", rulebook, Standard.REASONABLE_GROUNDS)
    ingest(rows.rows(), rows.schema(), out, report=print)
    return Corpus(out)


@pytest.mark.parametrize("id", ["htcds", "ctdc-global"])
def test_what_is_written_in_the_columns_of_a_mapping_reads_back_as_it_was(id, accounts, rulebook, tmp_path):
    mapping = load_mappings(ROOT / "rules", rulebook)[id]
    done = export_mapping(accounts, mapping, tmp_path / "x.csv")
    assert {"abduction", "marriage-without-consent", "sexual-exploitation"} <= set(done.predicates)
    rows = MappedRows(tmp_path / "x.csv", mapping, rulebook, identifier="id")
    found = []
    ingest(rows.rows(), rows.schema(), tmp_path / "back.arrow", report=found.append)
    assert found == []
    back = Corpus(tmp_path / "back.arrow").batch(0)
    before = accounts.batch(0)
    assert back.column("id").to_pylist() == before.column("id").to_pylist()
    for name in done.predicates:
        column = name.replace("-", "_")
        sides = [before.column(f"{column}__{side}").to_pylist() for side in ("yes", "no")]
        expected = [yes and not no for yes, no in zip(*sides, strict=True)]
        assert back.column(f"{column}__yes").to_pylist() == expected, name


def test_contested_findings_are_counted_and_not_written(accounts, rulebook, tmp_path):
    mapping = load_mappings(ROOT / "rules", rulebook)["htcds"]
    done = export_mapping(accounts, mapping, tmp_path / "x.csv")
    batch = accounts.batch(0)
    contested = sum(
        yes and no
        for name in done.predicates
        for yes, no in zip(
            *(batch.column(f"{name.replace('-', '_')}__{side}").to_pylist() for side in ("yes", "no")),
            strict=True,
        )
    )
    assert done.contested == contested
