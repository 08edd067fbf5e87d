"""`prong corpus assess`, `explain` and `report` as a user meets them."""

from __future__ import annotations

import itertools
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from prong.corpus.planes import BATCH, Corpus
from prong.model.standards import Standard

from ...properties.corpora import write_corpus
from ...properties.rules import shipped

YES, NO = (True, False), (False, True)
PREDICATES = ("services-pledged", "value-not-applied", "debt-terms-unlimited")
ROWS = [
    {"services-pledged": YES, "value-not-applied": YES},
    {"services-pledged": YES},
    {"services-pledged": NO},
    {},
    {"services-pledged": (True, True), "value-not-applied": YES},
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Five rows of three predicates, in two groups and one row of which no gender is stated."""
    kept = {"gender": ["f", "f", "m", None, "f"]}
    return write_corpus(tmp_path / "c.arrow", PREDICATES, ROWS, Standard.REASONABLE_GROUNDS, kept=kept)


@pytest.fixture
def assessed(prong, corpus: Path, tmp_path: Path):
    """Runs `prong corpus assess` on the corpus and reads what it wrote."""

    def run(*arguments: object, source: Path = corpus) -> dict:
        out = tmp_path / "result.json"
        result = prong("corpus", "assess", source, "-o", out, "--norm", "debt-bondage", *arguments)
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"5 rows counted, in {out}.\n")
        return json.loads(out.read_text())

    return run


def test_the_four_verdicts_are_counted_for_each_element(assessed):
    """In the order that the result itself gives."""
    result = assessed()
    assert result["verdicts"] == ["undetermined", "satisfied", "not-satisfied", "contested"]
    elements = {e["element"]: e["counts"] for e in result["norms"][0]["elements"]}
    assert elements == {"debt-bondage": [[[2, 1, 1, 1]]], "terms-that-bind": [[[3, 2, 0, 0]]]}
    assert result["rows"] == 5


def test_rows_are_counted_by_group(assessed):
    """A value that is not stated is a group of its own, the last."""
    result = assessed("--by", "gender")
    assert [(group["values"], group["rows"]) for group in result["groups"]] == [
        (["f"], 3),
        (["m"], 1),
        ([None], 1),
    ]
    assert result["norms"][0]["elements"][0]["counts"] == [[[1, 1, 0, 1], [0, 0, 1, 0], [1, 0, 0, 0]]]


@pytest.mark.parametrize("engine", ["words", "duckdb", "polars"])
def test_an_engine_counts_the_same_from_parquet(prong, assessed, corpus, tmp_path, engine):
    """What `export` wrote, in one file or in a folder."""
    parquet = tmp_path / "c" / "one.parquet"
    parquet.parent.mkdir()
    assert prong("corpus", "export", corpus, "--to", "parquet", "-o", parquet).exit_code == 0
    own = assessed("--by", "gender")
    for source in (parquet, parquet.parent, corpus):
        assert {**assessed("--by", "gender", "--engine", engine, source=source), "engine": "words"} == own


def test_every_combination_of_readings_can_be_counted(prong, corpus, tmp_path):
    """One list of counts for each; the chosen one is named."""
    out = tmp_path / "r.json"
    asked = ("--norm", "regularisation", "--readings", "all", "--detail", "norms")
    assert prong("corpus", "assess", corpus, "-o", out, *asked).exit_code == 0
    norm = json.loads(out.read_text())["norms"][0]
    assert (len(norm["combinations"]), len(norm["elements"]), len(norm["elements"][0]["counts"])) == (
        12,
        1,
        12,
    )
    assert norm["combinations"][norm["chosen"]]["how-many-criteria"] == "all-known"


@pytest.mark.parametrize("ending", ["arrow", "parquet"])
def test_the_verdict_of_every_row_can_be_written(assessed, tmp_path, ending):
    """As Arrow or Parquet, beside the identifiers."""
    path = tmp_path / f"rows.{ending}"
    assessed("--rows", path)
    table = pa.ipc.open_file(path).read_all() if ending == "arrow" else pq.read_table(path)
    words = ["satisfied", "undetermined", "not-satisfied", "undetermined", "contested"]
    assert table.column("debt-bondage").to_pylist() == words
    assert table.column_names == ["id", "debt-bondage", "debt-bondage/terms-that-bind"]
    assert table.column("id").to_pylist() == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("dialect", ["duckdb", "spark", "trino", "postgres", "bigquery"])
def test_the_query_is_printed_with_what_its_columns_are(prong, corpus, dialect):
    """For engines that Prong does not drive."""
    asked = ("--sql", dialect, "--norm", "debt-bondage", "--by", "gender", "--detail", "elements")
    result = prong("corpus", "assess", corpus, *asked)
    assert result.exit_code == 0
    assert "-- debt-bondage: support n0, opposition n1, both n2\n" in result.stdout
    assert "services_pledged__yes" in result.stdout
    assert result.stdout.count("SELECT") <= 5


def test_the_query_of_all_norms_grows_with_their_size_and_not_beyond(prong, corpus):
    """What is used twice stands once."""
    result = prong("corpus", "assess", corpus, "--sql", "duckdb", "--detail", "elements")
    assert len(result.stdout) < 60_000


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--by", "age"), "E401"),
        (("--norm", "debt-bondag"), "E401"),
        (("--sql", "oracle"), "E401"),
        (("--rows", "rows.csv"), "E403"),
        (("--rows", "rows.arrow", "--engine", "duckdb"), "E403"),
        (("--reading", "nonsense"), "E403"),
        (("--regime", "fr"), "E401"),
    ],
)
def test_what_cannot_be_asked_is_refused_and_nothing_is_written(prong, corpus, tmp_path, arguments, code):
    """Exit code 2, and no result."""
    out = tmp_path / "r.json"
    result = prong("corpus", "assess", corpus, "-o", out, *arguments)
    assert (result.exit_code, result.stdout, out.exists()) == (2, "", False)
    assert result.stderr.startswith(code)


def test_somewhere_to_write_must_be_named(prong, corpus):
    """Unless the query is to be printed."""
    result = prong("corpus", "assess", corpus)
    assert (result.exit_code, result.stderr[:4]) == (2, "E403")


@pytest.mark.parametrize("kind", ["text", "cut", "other", "missing", "parquet", "empty"])
@pytest.mark.parametrize("command", ["assess", "explain"])
def test_what_is_no_corpus_is_refused(prong, corpus, tmp_path, kind, command):
    """Another file, one cut short, an Arrow file without our metadata, none at all."""
    path = tmp_path / ("d.parquet" if kind == "parquet" else "d.arrow")
    match kind:
        case "text" | "parquet":
            path.write_text("number,season\n1,Spring\n")
        case "cut":
            path.write_bytes(corpus.read_bytes()[:-400])
        case "empty":
            path.write_bytes(b"")
        case "other":
            with pa.ipc.new_file(path, pa.schema([("a", pa.int8())])) as file:
                file.write_table(pa.table({"a": pa.array([1], pa.int8())}))
    more = ("-o", tmp_path / "r.json") if command == "assess" else ("#1",)
    result = prong("corpus", command, path, *more)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("E101" if kind == "missing" else "E530")


def test_a_damaged_page_of_a_corpus_in_parquet_is_a_finding(prong, corpus, tmp_path):
    """Its footer is whole, so that only the count meets the damage."""
    parquet, out = tmp_path / "c.parquet", tmp_path / "r.json"
    assert prong("corpus", "export", corpus, "--to", "parquet", "-o", parquet).exit_code == 0
    whole = bytearray(parquet.read_bytes())
    pages = pq.ParquetFile(parquet).metadata.row_group(0)
    first = min(pages.column(number).data_page_offset for number in range(pages.num_columns))
    last = max(pages.column(number).data_page_offset for number in range(pages.num_columns))
    for at in range(first, last + 20):
        whole[at] ^= 0x5A
    parquet.write_bytes(whole)
    result = prong("corpus", "assess", parquet, "-o", out)
    assert (result.exit_code, result.stdout, out.exists()) == (2, "", False)
    assert result.stderr.startswith("E530")


def test_one_row_is_explained_as_the_case_that_it_is(prong, corpus):
    """With its verdict, its parts and their authority."""
    result = prong("corpus", "explain", corpus, "1", "--norm", "debt-bondage", columns=120)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "Debt bondage: ✓ made out"
    assert "supplementary-convention-1956/1(a)" in result.stdout
    traces = prong("corpus", "explain", corpus, "#5", "--norm", "debt-bondage", "--json").stdout
    trace = json.loads(traces)
    assert (trace["verdict"], trace["case"], trace["standard"]) == ("contested", "5", "reasonable-grounds")


@pytest.mark.parametrize("row", ["6", "#0", "#6", "abc", "#", "#x"])
def test_a_row_that_is_not_there_is_refused(prong, corpus, row):
    """With how many there are."""
    result = prong("corpus", "explain", corpus, row)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"E532 the corpus has no row {row}: an identifier, or #1 to #5")


def test_what_is_counted_of_each_row_is_what_the_row_explains(prong, tmp_path):
    """Rows in every batch: the trace has the verdict that the file of rows gives."""
    predicates = tuple(shipped().vocabulary.predicates)
    rows = [
        dict.fromkeys(predicates[place::7], YES) | {predicates[place]: (True, True)} for place in range(9)
    ]
    path = write_corpus(tmp_path / "c.arrow", predicates, rows, Standard.BALANCE_OF_PROBABILITIES, batch=4)
    written = tmp_path / "rows.parquet"
    asked = ("-o", tmp_path / "r.json", "--rows", written, "--detail", "norms")
    assert prong("corpus", "assess", path, *asked).exit_code == 0
    for row in pq.read_table(written).to_pylist():
        lines = prong("corpus", "explain", path, row["id"], "--json").stdout.splitlines()
        traces = [json.loads(line) for line in lines]
        assert {trace["norm"]: trace["verdict"] for trace in traces} == {n: row[n] for n in row if n != "id"}


@pytest.fixture
def reported(prong, corpus, tmp_path):
    """Runs `prong corpus report` on a result and returns the folder."""

    def run(*arguments: object) -> Path:
        out, folder = tmp_path / "result.json", tmp_path / "report"
        assert prong("corpus", "assess", corpus, "-o", out, *arguments).exit_code == 0
        result = prong("corpus", "report", out, "--out", folder)
        assert (result.exit_code, result.stdout) == (0, "")
        return folder

    return run


def test_the_report_says_how_many_of_how_many(reported):
    """Every share has its denominator, and the tables hold what the charts show."""
    folder = reported("--norm", "debt-bondage")
    text = (folder / "report.md").read_text()
    assert (
        "1 (20.0 %) made out, 1 (20.0 %) contested, 2 (40.0 %) undetermined, 1 (20.0 %) not made out" in text
    )
    assert "| debt bondage | 3 of 3 | 1 (20.0 %) | 1 (20.0 %) | 2 (40.0 %) | 1 (20.0 %) |" in text
    assert "### What is missing most" in text
    assert "### Which element decides" in text


def test_the_report_warns_of_small_groups(reported):
    """Whoever knows somebody in a group of fewer than eleven may recognise her."""
    text = (reported("--norm", "debt-bondage", "--by", "gender") / "report.md").read_text()
    assert "**Small groups.**" in text
    assert "| not stated | 1 |" in text
    assert text.count("fewer than 11 rows |") == 3


def test_the_report_tells_what_the_data_cannot_show(reported):
    """Apart from what is undetermined for want of an answer."""
    folder = reported("--norm", "slavery", "--norm", "debt-bondage")
    text = (folder / "report.md").read_text()
    assert "Nothing on which this test rests is in the data." in text
    assert "0 of 1; not in the data" in text
    assert "not in the data" in (folder / "slavery-elements.svg").read_text()


def test_the_report_shows_how_readings_move_the_figures(reported):
    """Each other position taken alone."""
    text = (reported("--norm", "regularisation", "--readings", "all") / "report.md").read_text()
    assert "### How readings move the figures" in text
    assert len(re.findall(r"^\| How many of the criteria .* [+-]\d+ \|$", text, re.MULTILINE)) == 2


def test_a_page_needs_no_other_file_and_a_chart_is_well_formed(reported):
    """Charts are part of the page, and files beside the Markdown."""
    folder = reported("--norm", "debt-bondage")
    page = (folder / "report.html").read_text()
    assert page.count("<svg ") == 2
    assert "<img" not in page
    for chart in folder.glob("*.svg"):
        root = ET.fromstring(chart.read_text())
        assert root.attrib["aria-label"]
        assert chart.name in (folder / "report.md").read_text()


def test_a_result_of_other_rules_is_not_reported(prong, corpus, tmp_path):
    """Its names may mean something else there."""
    out = tmp_path / "result.json"
    assert prong("corpus", "assess", corpus, "-o", out).exit_code == 0
    out.write_text(out.read_text().replace(shipped().digest, "f" * 64))
    result = prong("corpus", "report", out, "--out", tmp_path / "report")
    assert (result.exit_code, result.stderr[:4], (tmp_path / "report").exists()) == (2, "E403", False)


@pytest.mark.parametrize("text", ["", "{}", "[1]", "not JSON", '{"format": 99}'])
def test_what_is_no_result_is_not_reported(prong, tmp_path, text):
    """And leaves no folder behind."""
    path = tmp_path / "r.json"
    path.write_text(text)
    result = prong("corpus", "report", path, "--out", tmp_path / "report")
    assert (result.exit_code, result.stderr[:4], (tmp_path / "report").exists()) == (2, "E531", False)


def test_a_plane_of_a_whole_batch_lies_beside_the_next_one(tmp_path):
    """Not a power of two apart, where planes read together would fall on the same lines of the cache."""
    rows = BATCH
    path = tmp_path / "c.arrow"
    write_corpus(path, ("a", "b"), [{}] * rows, Standard.SOME_EVIDENCE)
    batch = Corpus(path).batch(0)
    starts = [batch.column(name).buffers()[1].address for name in ("a__yes", "a__no", "b__yes")]
    assert [b - a for a, b in itertools.pairwise(starts)] == [BATCH // 8] * 2
    assert BATCH // 8 % 4096
