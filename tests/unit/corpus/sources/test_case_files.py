"""Case files as rows: the facts of the ordinary path, at the standard of the corpus."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyarrow as pa
import pytest

from prong.corpus.ingest import ingest
from prong.corpus.planes import Corpus, columns_of
from prong.corpus.sources.case_files import CaseRows
from prong.errors import ProngError
from prong.evaluation.facts import NO_FACT, facts_of
from prong.language.cases import load_cases
from prong.model.standards import Standard
from prong.rendering.diagnostics import concise

ROOT = Path(__file__).parents[4]
CASES = ROOT / "tests" / "cases" / "base"


@pytest.mark.parametrize("standard", [Standard.SOME_EVIDENCE, Standard.REASONABLE_LIKELIHOOD])
def test_each_account_has_what_its_facts_reach(standard, rulebook, tmp_path):
    rows = CaseRows(ROOT / "cases", rulebook, standard)
    done = ingest(rows.rows(), rows.schema(), tmp_path / "c.arrow", report=print)
    corpus = Corpus(tmp_path / "c.arrow")
    records = [r for r in load_cases([ROOT / "cases"], rulebook.vocabulary).records if r.reason is None]
    assert (done.rows, corpus.rows) == (len(records), 53)
    assert corpus.predicates == tuple(rulebook.vocabulary.predicates)
    table = corpus.batch(0)
    assert table.column("id").to_pylist() == [record.id for record in records]
    bits = 0
    for row, record in enumerate(records):
        facts = facts_of(record, rulebook.vocabulary)
        for name in corpus.predicates:
            fact = facts.get(name, NO_FACT)
            found = tuple(table.column(column)[row].as_py() for column in columns_of(name))
            assert found == (fact.support >= standard, fact.opposition >= standard)
            bits += sum(found)
    assert bits > 300


def test_an_account_that_cannot_be_read_is_left_out_named_once_and_counted(harbour, tmp_path, monkeypatch):
    shutil.copytree(CASES, tmp_path / "cases")
    monkeypatch.chdir(tmp_path)
    good = Path("cases/harbour-report/01.yaml").read_text(encoding="utf-8")
    bad = good.replace("harbour-report/01", "harbour-report/02").replace("holds: yes", "holds: maybe")
    Path("cases/harbour-report/02.yaml").write_text(
        bad.replace("role: other", "role: othr"), encoding="utf-8"
    )
    rows = CaseRows(Path("cases"), harbour, Standard.SOME_EVIDENCE)
    found = []
    done = ingest(rows.rows(), rows.schema(), Path("c.arrow"), report=found.append)
    assert (done.rows, done.unreadable) == (1, 1)
    assert [line.split(":")[0] for line in concise(found).splitlines()] == ["cases/harbour-report/02.yaml"]
    assert Corpus(Path("c.arrow")).batch(0).column("id").to_pylist() == ["harbour-report/01"]
    with pytest.raises(ProngError):
        ingest(rows.rows(), rows.schema(), Path("c.arrow"), strict=True, report=found.append)


def test_a_folder_without_accounts_is_refused(harbour, tmp_path):
    with pytest.raises(ProngError) as raised:
        CaseRows(tmp_path, harbour, Standard.SOME_EVIDENCE)
    assert raised.value.diagnostics[0].code == "E111"


def test_the_kept_columns_are_the_source_sex_and_nationality(harbour, tmp_path):
    rows = CaseRows(CASES, harbour, Standard.SOME_EVIDENCE)
    schema = rows.schema()
    assert schema.names[:4] == ["id", "source", "sex", "nationality"]
    assert schema.field("id").type == pa.utf8()
