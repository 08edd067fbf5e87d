"""One command in a process of its own: prints its seconds and the peak of memory of the process in MiB."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from prong.cli.main import main


def run(arguments: list[str]) -> None:
    sys.argv = ["prong", *arguments]
    begin = time.perf_counter()
    try:
        main()
    except SystemExit as end:
        if end.code:
            raise
    seconds = time.perf_counter() - begin
    peak = next(
        line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")
    )
    print(f"{seconds} {int(peak.split()[1]) / 1024}")


if __name__ == "__main__":
    run(sys.argv[1:])
