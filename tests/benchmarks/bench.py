"""`make bench`: Prong beside the tools that people would pick instead, written to reports/benchmarks.md.

Every tool answers the same three tests on the same cases, and their counts are compared before anything is
timed. With names of sections as arguments only these are timed, and printed instead.
"""

from __future__ import annotations

import importlib.metadata
import os
import platform
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import data
import peers
from corpora import corpora, raw_tables
from files import from_parquet, on_duckdb, on_spark
from single import one_case

ROOT = Path(__file__).parents[2]
VERSIONS = (
    "numpy",
    "pyarrow",
    "polars",
    "duckdb",
    "ibis-framework",
    "zen-engine",
    "OpenFisca-Core",
    "pyspark",
)
INTRODUCTION = (
    "Written by `make bench`, in one run. Three tests over 38 facts, of which ten to twenty per cent are "
    "unknown; every tool gives the same counts. Machines differ and are noisy: a ratio is that of two times "
    "in one round, and what stands in brackets is its range over the rounds."
)


def growth(folder: Path) -> Iterator[str]:
    """How time and memory grow with the cases: each command on each size in a process of its own."""
    yield "| Cases | Command | seconds | peak memory of the process, MiB | target |"
    yield "|---|---|---|---|---|"
    for rows in data.SIZES:
        corpus = data.write_planes(folder / f"{rows}.arrow", rows)
        raw = data.write_raw(folder / f"{rows}.parquet", rows)
        read = ("--map", "raw", "--rules", str(peers.RULES))
        result, made = ("-o", str(folder / "result.json")), folder / "made.arrow"
        commands = {
            "assess, a corpus": ("assess", str(corpus), *result, "--detail", "norms", *read[2:]),
            "assess, raw Parquet": ("assess", str(raw), *result, "--detail", "norms", *read),
            "ingest, raw Parquet": ("ingest", str(raw), "-o", str(made), *read),
        }
        for name, arguments in commands.items():
            command = [sys.executable, str(Path(__file__).with_name("growth.py")), "corpus", *arguments]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            seconds, memory = map(float, done.stdout.split())
            yield f"| {rows:,} | {name} | {seconds:.2f} | {memory:.0f} | ≤ 512 |"
        made.unlink()


SECTIONS = {
    "One case": lambda _: one_case(),
    "Corpora": corpora,
    "Raw tables": raw_tables,
    "From Parquet": from_parquet,
    "Where the data lives": on_duckdb,
    "On Spark": on_spark,
    "Growth": growth,
}


def machine() -> str:
    """The class of the machine, and no name of it."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in VERSIONS)
    python = f"Python {platform.python_version()}"
    return f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GiB, {python}; {versions}."


def main(asked: list[str]) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    parts = ["# Benchmarks", "", INTRODUCTION, "", f"Machine and versions: {machine()}", ""]
    with tempfile.TemporaryDirectory() as temporary:
        for title in asked or SECTIONS:
            lines = list(SECTIONS[title](Path(temporary)))
            print("\n".join(lines), flush=True)
            parts += [f"## {title}", "", *lines, ""]
    if not asked:
        (ROOT / "reports" / "benchmarks.md").write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
