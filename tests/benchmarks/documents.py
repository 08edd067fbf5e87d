"""How long the documents of the corpus take, as whole processes: text alone, all formats, and the site.

Run from the repository's root: `.venv/bin/python tests/benchmarks/documents.py`. Beside each median of
seconds stands what the processors spent; on a machine that does something else as well, only that holds.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = {
    "md,html": (5, ["memo", "cases", "--format", "md,html"]),
    "md,html,docx,pdf": (2, ["memo", "cases", "--format", "md,html,docx,pdf"]),
    "site": (2, ["site", "cases"]),
}
"""Rounds and arguments of each run."""


def seconds(command: list[str]) -> tuple[float, float]:
    """How long a command took, and how long processors worked for it, with its modules compiled as usual."""
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=settings)
    took, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    program = str(Path(sys.executable).with_name("prong"))
    for name, (rounds, arguments) in RUNS.items():
        with tempfile.TemporaryDirectory() as folder:
            times = [seconds([program, *arguments, "--out", folder]) for _ in range(rounds)]
        wall, spent = (statistics.median(column) for column in zip(*times, strict=True))
        print(f"{name:18} {wall:6.1f} s, of which processors {spent:6.1f} s, median of {rounds}")
