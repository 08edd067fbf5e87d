"""`make bench`: Prong beside the tools that people would pick instead, written to reports/benchmarks.md.

Every tool answers the same three tests on the same cases, and their counts are compared before anything is
timed. Sizes are set by PRONG_BENCH_ROWS (millions, “1 10” where nothing is said; add 100 for the large run).
"""

from __future__ import annotations

import functools
import importlib.metadata
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import data
import duckdb
import ibis
import numpy as np
import peers
import polars as pl
import pyarrow as pa
from rounds import Timed, timed

from prong.corpus.parquet import parquet_batches
from prong.corpus.planes import Corpus, columns_of
from prong.corpus.queries import counting_query, sql_of, tally_of
from prong.corpus.sheet import Sheet, sheet_of
from prong.corpus.spark import SparkSession
from prong.corpus.tally import Tally
from prong.corpus.words import count, count_batches
from prong.evaluation.assess import assess_facts
from prong.evaluation.circuit import Plan
from prong.evaluation.facts import Fact, Facts
from prong.evaluation.lanes import NOTHING
from prong.evaluation.program import compile_norm
from prong.evaluation.run import evaluate
from prong.model.standards import Standard
from prong.rendering.trace_json import trace_json

ROOT = Path(__file__).parents[2]
GROUNDS = Standard.REASONABLE_GROUNDS
STATES = {
    True: Fact(GROUNDS, NOTHING),
    False: Fact(NOTHING, GROUNDS),
    None: Fact(),
}
SIZES = [int(float(word) * 1_000_000) for word in os.environ.get("PRONG_BENCH_ROWS", "1 10").split()]
LARGEST_IN_MEMORY = 10_000_000
VERSIONS = ("numpy", "pyarrow", "polars", "duckdb", "ibis-framework", "zen-engine", "OpenFisca-Core")


PLAIN = [
    (name, peers.column(name)) for name in peers.rules().vocabulary.predicates if name not in peers.DERIVED
]


def facts_of(case: dict[str, object]) -> Facts:
    """A raw case as facts."""
    found = {name: STATES[case[column]] for name, column in PLAIN}
    for name in peers.DERIVED:
        found[name] = STATES[peers.truth(name, case[peers.column(name)])]
    return found


def one_case() -> Iterator[str]:
    """A case at a time: explained, explained as JSON, and verdicts alone."""
    found = data.cases(500)
    zen, fisca = peers.Zen(), peers.OpenFisca()
    programs = [compile_norm(peers.rules(), norm) for norm in peers.norms()]

    def explained(case: dict[str, object]) -> list[object]:
        facts = facts_of(case)
        return [assess_facts("row", "", facts, peers.rules(), norm) for norm in peers.norms()]

    def verdicts(case: dict[str, object]) -> list[str]:
        facts = facts_of(case)
        values = [evaluate(program, peers.rules(), facts) for program in programs]
        return [v.verdict(v.program.root.own, 0).value for v in values]

    words = {"satisfied": "yes", "not-satisfied": "no", "undetermined": "unknown"}
    for case in found[:100]:
        expected = [words[word] for word in verdicts(case)]
        assert expected == zen.verdicts(case) == fisca.one(case)
        assert expected == [words[trace.verdict] for trace in explained(case)]

    def each(work: Callable[[dict[str, object]], object], number: int) -> Callable[[], None]:
        def run() -> None:
            for case in found[:number]:
                work(case)

        return run

    times = timed(
        {
            "zen-engine, with trace": each(zen.traced, 200),
            "Prong, full traces": each(explained, 200),
            "Prong, full traces as JSON": each(lambda case: [trace_json(t) for t in explained(case)], 200),
        },
        clock=time.process_time,
    )
    yield "| One case, all three tests | µs of processor, median | range | beside zen-engine | target |"
    yield "|---|---|---|---|---|"
    targets = {"Prong, full traces": "≤ 0.167", "Prong, full traces as JSON": "≤ 0.250"}
    for name, its in times.items():
        yield _line(name, its, 200, times["zen-engine, with trace"], targets.get(name, ""))
    yield ""
    times = timed(
        {"OpenFisca": each(fisca.one, 20), "Prong, verdicts only": each(verdicts, 20)},
        clock=time.process_time,
    )
    yield "| One case, verdicts only | µs of processor, median | range | beside OpenFisca | target |"
    yield "|---|---|---|---|---|"
    for name, its in times.items():
        yield _line(name, its, 20, times["OpenFisca"], "≤ 0.010" if name != "OpenFisca" else "")


def _line(name: str, its: Timed, cases: int, peer: Timed, target: str) -> str:
    median, least, most = its.ratio_to(peer)
    spread = f"{min(its.seconds) / cases * 1e6:.1f}–{max(its.seconds) / cases * 1e6:.1f}"
    speed = f"{its.median / cases * 1e6:.1f}"
    return f"| {name} | {speed} | {spread} | {median:.3f} ({least:.3f}–{most:.3f}) | {target} |"


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


def corpora(folder: Path) -> Iterator[str]:
    """Many cases: words over mapped planes beside Polars, OpenFisca, and the reading of memory."""
    yield "| Cases | Tool | million cases a second, median | range | Prong beside it | target |"
    yield "|---|---|---|---|---|---|"
    for rows in SIZES:
        path = folder / f"{rows}.arrow"
        if not path.exists():
            data.write_planes(path, rows)
        corpus = Corpus(path)
        contestants = {
            "Prong, words over a mapped corpus": partial(counts_of, corpus),
            "reading the same bytes, one thread": partial(_read, corpus, len(plan().used)),
        }
        if rows <= LARGEST_IN_MEMORY:
            table = pa.Table.from_batches(list(data.raw_batches(rows))).combine_chunks()
            frame = pl.from_arrow(table).rechunk()
            polars, fisca = peers.PolarsTests(), peers.OpenFisca()
            rails = data.rails(table.to_batches()[0])
            assert counts_of(corpus) == polars.count(frame) == fisca.count(rails, rows)
            contestants["Polars, in memory"] = partial(polars.count, frame)
            contestants["OpenFisca, in memory"] = partial(fisca.count, rails, rows)
        times = timed(contestants, rounds=5)
        targets = rows >= LARGEST_IN_MEMORY and {
            "reading the same bytes, one thread": "≥ 0.4",
            "Polars, in memory": "≥ 8",
            "OpenFisca, in memory": "≥ 40",
        }
        own = times["Prong, words over a mapped corpus"]
        for name, its in times.items():
            median, least, most = its.ratio_to(own)
            spread = f"{rows / max(its.seconds) / 1e6:,.0f}–{rows / min(its.seconds) / 1e6:,.0f}"
            beside = "" if its is own else f"{median:.2f} × ({least:.2f}–{most:.2f})"
            speed = f"{rows / its.median / 1e6:,.0f}"
            target = targets.get(name, "") if targets else ""
            yield f"| {rows:,} | {name} | {speed} | {spread} | {beside} | {target} |"


def _read(corpus: Corpus, planes: int) -> int:
    total = 0
    for number in range(len(corpus.lengths)):
        batch = corpus.batch(number)
        for column in batch.columns[1 : planes + 1]:
            words = np.frombuffer(column.buffers()[1], np.uint64, len(column) // 64)
            total ^= int(np.bitwise_xor.reduce(words))
    return total


def engines(folder: Path) -> Iterator[str]:
    """The query of the tests on DuckDB beside SQL by hand, and words over Parquet beside decoding it."""
    rows = min(max(SIZES), LARGEST_IN_MEMORY)
    raw = data.write_raw(folder / "raw.parquet", rows)
    planes = data.write_planes_parquet(folder / "planes.parquet", folder / f"{rows}.arrow")
    connection = ibis.duckdb.connect(threads=2)
    query = counting_query(connection.read_parquet(planes), plan(), sheet().predicates)
    text = str(ibis.to_sql(query, dialect="duckdb"))
    hand = duckdb.connect()
    hand.execute("SET threads=2")
    by_hand = peers.PlaneTests().query(f"read_parquet('{planes}')")
    raw_by_hand = peers.SqlTests().query(f"read_parquet('{raw}')")
    own = tally_of(connection.to_pyarrow(query).to_pylist(), plan(), ())
    found = [number for at, number in enumerate(hand.execute(by_hand).fetchone()) if at % 3 < 2]
    assert found == [number for at, number in enumerate(verdicts_of(own)) if at % 3 < 2]
    assert list(hand.execute(raw_by_hand).fetchone()) == verdicts_of(own)
    words = partial(count_batches, partial(parquet_batches, planes), plan(), sheet().predicates)
    assert verdicts_of(words()) == verdicts_of(own)
    decoded = [name for predicate in sheet().predicates for name in columns_of(predicate)]
    times = timed(
        {
            "SQL by hand, the columns of a corpus": lambda: hand.execute(by_hand).fetchone(),
            "SQL by hand, raw columns with null": lambda: hand.execute(raw_by_hand).fetchone(),
            "Prong, the query of Ibis": lambda: connection.raw_sql(text).fetchall(),
        },
        rounds=5,
    )
    reading = timed(
        {
            "Polars, decoding the same file": lambda: pl.read_parquet(planes, columns=decoded),
            "Prong, words from Parquet": words,
        },
        rounds=5,
    )
    yield f"| DuckDB, {rows:,} cases from Parquet | million cases a second | Prong beside it | target |"
    yield "|---|---|---|---|"
    ours = times["Prong, the query of Ibis"]
    for name, its in times.items():
        median, least, most = its.ratio_to(ours)
        beside = "" if its is ours else f"{median:.2f} × ({least:.2f}–{most:.2f})"
        target = "≥ 0.9" if name.startswith("SQL by hand, the") else ""
        yield f"| {name} | {rows / its.median / 1e6:.1f} | {beside} | {target} |"
    yield ""
    yield f"| Words, {rows:,} cases from Parquet | million cases a second | Prong beside it | target |"
    yield "|---|---|---|---|"
    ours = reading["Prong, words from Parquet"]
    for name, its in reading.items():
        median, least, most = its.ratio_to(ours)
        beside, target = ("", "") if its is ours else (f"{median:.2f} × ({least:.2f}–{most:.2f})", "≥ 0.9")
        yield f"| {name} | {rows / its.median / 1e6:.1f} | {beside} | {target} |"


def spark(folder: Path) -> Iterator[str]:
    """The same on Spark, in this machine, where there is Java."""
    if shutil.which("java") is None:
        yield "Spark was not timed: there is no Java on this machine."
        return
    rows = min(SIZES[-1], 1_000_000)
    planes = data.write_planes_parquet(
        folder / "spark.parquet", data.write_planes(folder / "spark.arrow", rows)
    )
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.log.level", "OFF")
        .getOrCreate()
    )
    session.read.parquet(str(planes)).createOrReplaceTempView("corpus")
    by_hand = peers.PlaneTests().query("corpus")
    own = sql_of("corpus", plan(), sheet().predicates, "spark")
    found = [number for at, number in enumerate(session.sql(by_hand).collect()[0]) if at % 3 < 2]
    tally = tally_of([row.asDict() for row in session.sql(own).collect()], plan(), ())
    assert found == [number for at, number in enumerate(verdicts_of(tally)) if at % 3 < 2]
    times = timed(
        {
            "SQL by hand": lambda: session.sql(by_hand).collect(),
            "Prong, the query of Ibis": lambda: session.sql(own).collect(),
        },
        rounds=5,
    )
    session.stop()
    ours = times["Prong, the query of Ibis"]
    median, least, most = times["SQL by hand"].ratio_to(ours)
    yield f"| Spark, {rows:,} cases from Parquet | million cases a second | Prong beside it | target |"
    yield "|---|---|---|---|"
    speed, beside = rows / times["SQL by hand"].median / 1e6, f"{median:.2f} × ({least:.2f}–{most:.2f})"
    yield f"| SQL by hand, the columns of a corpus | {speed:.1f} | {beside} | ≥ 0.9 |"
    yield f"| Prong, the query of Ibis | {rows / ours.median / 1e6:.1f} | | |"


def growth(folder: Path) -> Iterator[str]:
    """How time and memory grow with the corpus: each size in a process of its own."""
    yield "| Cases | seconds, counting | peak memory of the process, MiB | target |"
    yield "|---|---|---|---|"
    for rows in SIZES:
        command = [sys.executable, str(Path(__file__).with_name("growth.py")), str(folder / f"{rows}.arrow")]
        seconds, memory = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        yield f"| {rows:,} | {float(seconds):.2f} | {float(memory):.0f} | ≤ 512 |"


def machine() -> str:
    """The class of the machine, and no name of it."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in VERSIONS)
    python = f"Python {platform.python_version()}"
    return f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GiB, {python}; {versions}."


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    parts = ["# Benchmarks", "", INTRODUCTION, "", f"Machine and versions: {machine()}", ""]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for title, section in (
            ("One case", one_case),
            ("Corpora", partial(corpora, folder)),
            ("Where the data lives", partial(engines, folder)),
            ("On Spark", partial(spark, folder)),
            ("Growth", partial(growth, folder)),
        ):
            lines = list(section())
            print("\n".join(lines), flush=True)
            parts += [f"## {title}", "", *lines, ""]
    (ROOT / "reports" / "benchmarks.md").write_text("\n".join(parts), encoding="utf-8")


INTRODUCTION = (
    "Written by `make bench`, in one run. Three tests over 38 facts, of which ten to twenty per cent are "
    "unknown; every tool gives the same counts. Machines differ and are noisy: a ratio is that of two times "
    "in one round, and what stands in brackets is its range over the rounds."
)

if __name__ == "__main__":
    main()
