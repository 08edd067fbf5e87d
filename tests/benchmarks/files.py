"""Cases in files: from Parquet beside the decoding alone, as a query on DuckDB, and as one on Spark."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import data
import duckdb
import ibis
import peers
import polars as pl
from corpora import ROUNDS, count_mapped, steps_of
from questions import plan, sheet, verdicts_of
from rounds import HEAD, profile, speeds, timed

from prong.corpus.chunks import Chunk
from prong.corpus.mapped import MappedRows
from prong.corpus.parquet import corpus_batches, parquet_batches
from prong.corpus.planes import BATCH
from prong.corpus.queries import counting_query, sql_of, tally_of
from prong.corpus.spark import SparkSession
from prong.corpus.words import Counting, count_batches


def from_parquet(folder: Path) -> Iterator[str]:
    """The raw table through its mapping, and the corpus, each beside the decoding of the same file."""
    rows = min(max(data.SIZES), data.LARGEST_WHOLE)
    raw = data.write_raw(folder / "raw.parquet", rows)
    mapped = MappedRows(raw, data.mapping("raw"), peers.rules())
    names = list(mapped.observer.wanted.columns)
    polars, fisca = peers.PolarsTests(), peers.OpenFisca()
    scanned = pl.scan_parquet(raw)
    assert count_mapped(mapped) == polars.count(scanned) == _fisca_from(raw, names, fisca)
    times = timed(
        {
            "Prong, raw columns": partial(count_mapped, mapped),
            "decoding alone (Polars)": partial(pl.read_parquet, raw, columns=names),
            "Polars, raw columns": partial(polars.count, scanned),
            "OpenFisca, raw columns": partial(_fisca_from, raw, names, fisca),
        },
        rounds=ROUNDS,
    )
    yield f"| {rows:,} cases from Parquet, 38 columns with null | {HEAD} |"
    yield "|---|---|---|---|---|"
    yield from speeds(times, rows, {"decoding alone (Polars)": "≥ 0.9", "OpenFisca, raw columns": "≥ 2.2"})
    yield ""
    chunks = [found for found in mapped.files.read(mapped.observer.wanted) if isinstance(found, Chunk)]
    yield profile({**_decoding(raw, names), **steps_of(mapped, chunks)})
    yield ""
    planes = _planes(folder, rows)
    counting = Counting(plan(), sheet().predicates)
    columns = list(counting.columns)
    words = partial(count_batches, partial(corpus_batches, planes), plan(), sheet().predicates)
    assert verdicts_of(words()) == count_mapped(mapped)
    times = timed(
        {
            "Prong, the columns of a corpus": words,
            "decoding alone (Polars)": partial(pl.read_parquet, planes, columns=columns),
        },
        rounds=ROUNDS,
    )
    yield f"| {rows:,} cases from Parquet, {len(columns)} planes | {HEAD} |"
    yield "|---|---|---|---|---|"
    yield from speeds(times, rows, {"decoding alone (Polars)": "≥ 0.9"})
    batches = list(parquet_batches([planes], columns, BATCH))
    yield ""
    steps = {
        **_decoding(planes, columns),
        "evaluating": lambda: [counting.count(batch) for batch in batches],
    }
    yield profile(steps)


def _fisca_from(raw: Path, names: list[str], fisca: peers.OpenFisca) -> list[int]:
    """Read, turned into what a tool without null takes, and calculated."""
    table = pl.read_parquet(raw, columns=names).to_arrow().combine_chunks()
    return fisca.count(data.rails(table.to_batches()[0]), table.num_rows)


def _decoding(path: Path, columns: list[str]) -> dict[str, Callable[[], object]]:
    """The steps that a file takes before anything of its own is done with it."""

    def decode() -> list[pl.DataFrame]:
        return list(pl.scan_parquet(path).select(columns).collect_batches(chunk_size=BATCH))

    frames = decode()
    return {
        "decoding": decode,
        "handing over to Arrow": lambda: [frame.rechunk().to_arrow() for frame in frames],
    }


def on_duckdb(folder: Path) -> Iterator[str]:
    """The query of the tests beside SQL by hand."""
    rows = min(max(data.SIZES), data.LARGEST_WHOLE)
    raw, planes = data.write_raw(folder / "raw.parquet", rows), _planes(folder, rows)
    connection = ibis.duckdb.connect(threads=2)
    query = counting_query(connection.read_parquet(planes), plan(), sheet().predicates)
    text = str(ibis.to_sql(query, dialect="duckdb"))
    hand = duckdb.connect()
    hand.execute("SET threads=2")
    by_hand = peers.PlaneTests().query(f"read_parquet('{planes}')")
    raw_by_hand = peers.SqlTests().query(f"read_parquet('{raw}')")
    own = tally_of(connection.to_pyarrow(query).to_pylist(), plan(), ())
    assert _without_both(hand.execute(by_hand).fetchone()) == _without_both(verdicts_of(own))
    assert list(hand.execute(raw_by_hand).fetchone()) == verdicts_of(own)
    times = timed(
        {
            "Prong, the query of Ibis": lambda: connection.raw_sql(text).fetchall(),
            "SQL by hand, the columns of a corpus": lambda: hand.execute(by_hand).fetchone(),
            "SQL by hand, raw columns with null": lambda: hand.execute(raw_by_hand).fetchone(),
        },
        rounds=ROUNDS,
    )
    yield f"| DuckDB, {rows:,} cases from Parquet | {HEAD} |"
    yield "|---|---|---|---|---|"
    yield from speeds(times, rows, {"SQL by hand, the columns of a corpus": "≥ 0.9"})


def on_spark(folder: Path) -> Iterator[str]:
    """The same on Spark, in this machine, where there is Java."""
    if shutil.which("java") is None:
        yield "Spark was not timed: there is no Java on this machine."
        return
    rows = min(max(data.SIZES), data.LARGEST_WHOLE)
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.log.level", "OFF")
        .getOrCreate()
    )
    session.read.parquet(str(_planes(folder, rows))).createOrReplaceTempView("corpus")
    by_hand = peers.PlaneTests().query("corpus")
    own = sql_of("corpus", plan(), sheet().predicates, "spark")
    tally = tally_of([row.asDict() for row in session.sql(own).collect()], plan(), ())
    assert _without_both(session.sql(by_hand).collect()[0]) == _without_both(verdicts_of(tally))
    times = timed(
        {
            "Prong, the query of Ibis": lambda: session.sql(own).collect(),
            "SQL by hand": lambda: session.sql(by_hand).collect(),
        },
        rounds=ROUNDS,
    )
    session.stop()
    yield f"| Spark, {rows:,} cases from Parquet | {HEAD} |"
    yield "|---|---|---|---|---|"
    yield from speeds(times, rows, {"SQL by hand": "≥ 0.9"})


def _planes(folder: Path, rows: int) -> Path:
    """The corpus as Parquet."""
    corpus = data.write_planes(folder / f"{rows}.arrow", rows)
    return data.write_planes_parquet(folder / "planes.parquet", corpus)


def _without_both(counts: Sequence[int]) -> list[int]:
    """By hand the third count is that of rows with both sides, and otherwise that of rows with neither."""
    return [number for at, number in enumerate(counts) if at % 3 < 2]
