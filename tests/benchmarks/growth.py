"""One count over a corpus in a process of its own: prints its seconds and its peak of memory in MiB."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from prong.corpus.planes import Corpus
from prong.corpus.sheet import sheet_of
from prong.corpus.words import count
from prong.language.rulebook import load_rulebook


def main() -> None:
    rules = load_rulebook(Path(__file__).parent / "rules")
    corpus = Corpus(Path(sys.argv[1]))
    sheet = sheet_of(rules, rules.norms, corpus.predicates, corpus.header.to, readings={}, detail="norms")
    begin = time.perf_counter()
    count(corpus, sheet.plan(), sheet.predicates)
    seconds = time.perf_counter() - begin
    peak = next(
        line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")
    )
    print(f"{seconds} {int(peak.split()[1]) / 1024}")


if __name__ == "__main__":
    main()
