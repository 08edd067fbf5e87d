"""How long one explained assessment takes, for each shipped norm, and how long the program takes to start.

Run from the repository's root: `.venv/bin/python tests/benchmarks/assessment.py`. Figures are medians over
rounds in one process (microseconds for a case) and over whole processes (start-up, as a ratio).
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

from prong.evaluation.assess import assess
from prong.language.cases import load_cases
from prong.language.rulebook import load_rulebook

ROUNDS = 30
STARTS = 15


def explained_assessments() -> None:
    """Print the median microseconds of one traced assessment over all shipped cases, norm by norm."""
    rulebook = load_rulebook(Path("rules"))
    records = load_cases([Path("cases")], rulebook.vocabulary).records
    print(f"explained assessment, {len(records)} cases, median of {ROUNDS} rounds, µs a case")
    for norm in rulebook.norms:
        times = []
        for _ in range(ROUNDS):
            begin = time.perf_counter()
            for record in records:
                assess(record, rulebook, norm)
            times.append((time.perf_counter() - begin) / len(records) * 1e6)
        print(f"  {norm:38} {statistics.median(times):8.0f}  ({min(times):.0f} to {max(times):.0f})")


def start_up() -> None:
    """Print the start-up time of `prong --version` beside that of importing its command-line library."""
    program = Path(sys.executable).with_name("prong")
    ours, theirs = [], []
    for _ in range(STARTS):
        ours.append(_seconds([str(program), "--version"]))
        theirs.append(_seconds([sys.executable, "-c", "import typer"]))
    own, peer = statistics.median(ours), statistics.median(theirs)
    print(f"start-up, median of {STARTS} processes, ms")
    print(f"  prong --version {own * 1e3:.0f}, import typer {peer * 1e3:.0f}, ratio {own / peer:.2f}")


def _seconds(command: list[str]) -> float:
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


if __name__ == "__main__":
    explained_assessments()
    start_up()
