"""`prong corpus assess` on tables and case files: counted as the corpus that they would make."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from prong.corpus import identifiers

RULES = Path(__file__).parents[2] / "rules" / "base"
CASES = Path(__file__).parents[2] / "cases" / "base"
HEAD = "number,season,berth,band,lessons\n"
SEASONS, BANDS = ("Spring", "Autumn", "Unknown", ""), ("0--17", "18+", "")
LESSONS = ("Rowing", "None", "", "Rowing;None", "Sailing")
ROWS = [f"{n},{SEASONS[n % 4]},{n % 7 or ''},{BANDS[n % 3]},{LESSONS[n % 5]}" for n in range(1, 200)]
UNREADABLE = ["x,Winter,,,", "y,,,", "z,,four,,"]


@pytest.fixture
def rota(prong, tmp_path, monkeypatch):
    """Runs a command of the group where the test stands, with the rules of the harbour."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        return prong("corpus", *arguments, "--rules", RULES, columns=200)

    return run


def write_table(ending: str, rows: list[str]) -> Path:
    """The rows as a file of one of the kinds that ingest reads."""
    path, text = Path(f"a.{ending}"), HEAD + "".join(f"{row}\n" for row in rows)
    records = [dict(zip(HEAD.strip().split(","), row.split(","), strict=False)) for row in rows]
    match ending:
        case "csv":
            path.write_text(text)
        case "csv.gz":
            path.write_bytes(gzip.compress(text.encode()))
        case "jsonl":
            path.write_text("".join(json.dumps(record) + "\n" for record in records))
        case "parquet":
            pq.write_table(pa.Table.from_pylist(records), path, row_group_size=50)
        case "arrow":
            table = pa.Table.from_pylist(records)
            with pa.ipc.new_file(path, table.schema) as writer:
                writer.write_table(table, max_chunksize=64)
    return path


def both_ways(rota, source: Path, read: tuple, asked: tuple) -> tuple[bytes, bytes, str, str]:
    """The result through a corpus and without one, and what was said of the source each time."""
    ingested = rota("ingest", source, *read, "-o", "c.arrow")
    assert ingested.exit_code == 0, ingested.stderr
    assert rota("assess", "c.arrow", *asked, "-o", "through.json").exit_code == 0
    counted = rota("assess", source, *read, *asked, "-o", "raw.json")
    assert (counted.exit_code, counted.stdout) == (0, ""), counted.stderr
    return (
        Path("through.json").read_bytes(),
        Path("raw.json").read_bytes(),
        _but(ingested.stderr, "c.arrow"),
        _but(counted.stderr, "raw.json"),
    )


def _but(said: str, file: str) -> str:
    return "".join(line for line in said.splitlines(keepends=True) if not line.endswith(f" in {file}.\n"))


@pytest.mark.parametrize("ending", ["csv", "csv.gz", "jsonl", "parquet", "arrow"])
def test_a_table_counts_as_the_corpus_that_it_makes(ending, rota):
    """Byte by byte, with the rows that cannot be read named and counted alike."""
    rows = [*ROWS[:100], *UNREADABLE, *ROWS[100:]] if ending.startswith("csv") else [*ROWS, *UNREADABLE[::2]]
    source = write_table(ending, rows)
    through, raw, ingested, counted = both_ways(rota, source, ("--map", "rota"), ("--by", "season"))
    assert raw == through
    assert counted == ingested
    result = json.loads(raw)
    assert (result["rows"], result["source"]["unreadable"]) == (199, 3 if ending.startswith("csv") else 2)
    assert [group["values"] for group in result["groups"]] == [["Autumn"], ["Spring"], [None]]


@pytest.mark.parametrize(
    ("read", "asked"),
    [
        ((), ("--detail", "norms")),
        (("--standard", "some-evidence"), ("--readings", "all")),
        (("--crosswalk", "berth-as-training"), ("--by", "season", "--by", "berth")),
        (("--id", "berth"), ("--regime", "strict")),
    ],
)
def test_every_option_has_the_same_meaning_without_a_corpus(read, asked, rota):
    source = write_table("csv", [f"{n},Spring,{n},18+,Rowing" for n in range(50)])
    through, raw, *_ = both_ways(rota, source, ("--map", "rota", *read), asked)
    assert raw == through


def test_a_folder_of_tables_counts_as_one(rota):
    Path("t").mkdir()
    for part in range(3):
        text = "".join(f"{row}\n" for row in ROWS[part::3])
        Path("t", f"{part}.csv").write_text(HEAD + text)
    through, raw, *_ = both_ways(rota, Path("t"), ("--map", "rota"), ())
    assert raw == through


def test_case_files_count_as_their_corpus(rota):
    through, raw, *_ = both_ways(rota, CASES, ("--standard", "some-evidence"), ("--by", "sex"))
    assert raw == through
    assert json.loads(raw)["rows"] == 1


@pytest.mark.parametrize("asked", [(), ("--by", "season")])
@pytest.mark.parametrize("rows", [[], ["1,,,,"], UNREADABLE])
def test_a_table_may_have_no_row_or_one_or_none_that_can_be_read(rows, asked, rota):
    through, raw, *_ = both_ways(rota, write_table("csv", rows), ("--map", "rota"), asked)
    assert raw == through


@pytest.mark.parametrize("ending", ["arrow", "parquet"])
def test_the_verdicts_of_rows_are_those_of_the_corpus(ending, rota):
    source = write_table("csv", [*ROWS, *UNREADABLE])
    assert rota("ingest", source, "--map", "rota", "-o", "c.arrow").exit_code == 0
    read = pq.read_table if ending == "parquet" else lambda path: pa.ipc.open_file(path).read_all()
    for asked, name in ((("c.arrow",), "one"), ((source, "--map", "rota"), "other")):
        done = rota("assess", *asked, "--rows", f"{name}.{ending}", "-o", "r.json")
        assert done.exit_code == 0, done.stderr
    one, other = (read(f"{name}.{ending}") for name in ("one", "other"))
    assert one.num_rows == 199
    assert one.to_pylist() == other.to_pylist()
    assert one.schema == other.schema


def test_strict_stops_and_leaves_nothing(rota, tmp_path):
    source = write_table("csv", [*ROWS, *UNREADABLE])
    result = rota("assess", source, "--map", "rota", "--strict", "-o", "r.json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "E507 season holds “Winter”" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_identifiers_that_stand_twice_are_refused_as_ingest_refuses_them(rota, tmp_path, monkeypatch):
    monkeypatch.setattr(identifiers, "MOST_SHOWN", 3)
    rows = [f"{n},,,," for n in [*range(10), 7, 3, *range(20, 30), 3]]
    source = write_table("csv", ["x,Winter,,,", *rows])
    said = []
    for command, out in (("ingest", "c.arrow"), ("assess", "r.json")):
        result = rota(command, source, "--map", "rota", "-o", out)
        assert result.exit_code == 2
        said.append(result.stderr)
    assert "E509 the identifier “3” stands in several rows" in said[1]
    assert "E509 the identifier “7” stands in several rows" in said[1]
    assert said[0] == said[1]
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (("--engine", "duckdb"), "--engine duckdb"),
        (("--engine", "spark"), "--engine spark"),
        (("--sql", "trino"), "--sql trino"),
    ],
)
def test_other_engines_want_a_corpus_first(asked, expected, rota, tmp_path):
    source = write_table("csv", ROWS)
    result = rota("assess", source, "--map", "rota", *asked, "-o", "r.json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"E403 an option is not usable: {expected}")
    assert "write one with prong corpus ingest first" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


@pytest.mark.parametrize(
    "asked", [("--standard", "some-evidence"), ("--crosswalk", "x"), ("--id", "number"), ("--strict",)]
)
def test_what_was_decided_when_a_corpus_was_made_cannot_be_asked_of_it_again(asked, rota):
    assert rota("ingest", write_table("csv", ROWS), "--map", "rota", "-o", "c.arrow").exit_code == 0
    result = rota("assess", "c.arrow", *asked, "-o", "r.json")
    assert (result.exit_code, Path("r.json").exists()) == (2, False)
    assert result.stderr.startswith(f"E403 an option is not usable: {asked[0]} is for tables and case files")


@pytest.mark.parametrize("option", ["-o", "--rows"])
def test_a_source_is_never_written_over(option, rota):
    source = write_table("arrow", ROWS)
    before = source.read_bytes()
    more = ("-o", "r.json") if option == "--rows" else ()
    result = rota("assess", source, "--map", "rota", option, source, *more)
    assert (result.exit_code, "expected another file than the source" in result.stderr) == (2, True)
    assert source.read_bytes() == before
