"""Work that is shared: each record once, and no fork of a process that has threads of a library."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import os
{before}
from prong.cli.shares import FEWEST, in_shares

os.cpu_count = lambda: 2
records = list(range(3 * FEWEST))

def work(share, shares, *, quiet):
    return os.getpid(), records[share::shares]

found = in_shares(work, len(records))
assert sorted(number for _, own in found for number in own) == records
print(len(dict(found)))
"""
THREADS = """
from datetime import date
from prong.rendering.reading import read_document
from prong.rendering.typesetting import pdf_document
pdf_document(read_document("# A"), dated=date(2026, 3, 1))
"""
"""A PDF file is set by threads that Python does not see, and that a forked process would wait for."""


def processes(before: str = "") -> int:
    """How many processes do the work, in a program that has done something before."""
    command = [sys.executable, "-c", SCRIPT.format(before=before)]
    return int(subprocess.run(command, capture_output=True, check=True, timeout=60, text=True).stdout)


def test_many_records_are_shared_by_two_processes():
    """Where there are two processors."""
    assert processes() == (2 if sys.platform == "linux" else 1)


def test_a_process_with_threads_is_not_forked():
    """All is done here."""
    assert processes(THREADS) == 1
