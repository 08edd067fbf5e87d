"""Work that is shared: each record once, and no fork of a process that has threads of a library."""

from __future__ import annotations

import subprocess
import sys

from prong.cli.shares import FEWEST

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


FOUND_WRONG = """
import os
from prong.cli.shares import FEWEST, in_shares
from prong.errors import Diagnostic, ProngError

def work(share, shares, *, quiet):
    wrong = range(2 * FEWEST)[share::shares]
    raise ProngError([Diagnostic("E421", None, subject="name", met=f"{number:02}.md") for number in wrong])

for processors in (1, 2):
    os.cpu_count = lambda: processors
    try:
        in_shares(work, 2 * FEWEST)
    except ProngError as error:
        print(*(found.met for found in error.diagnostics))
"""


def test_what_is_wrong_in_any_share_is_told_at_once_and_in_one_order():
    """Whoever mends what one share has found is not told of another only then."""
    command = [sys.executable, "-c", FOUND_WRONG]
    ran = subprocess.run(command, capture_output=True, check=True, timeout=60, text=True)
    every = " ".join(f"{number:02}.md" for number in range(2 * FEWEST))
    assert ran.stdout.splitlines() == [every, every]


INTERRUPTED = """
import os, signal, time
from prong.cli.shares import FEWEST, in_shares

signal.signal(signal.SIGINT, signal.default_int_handler)
os.cpu_count = lambda: 2

def work(share, shares, *, quiet):
    if share == 0:
        time.sleep(0.5)  # the other process has done its share, and waits
        os.killpg(0, signal.SIGINT)
        time.sleep(30)

try:
    in_shares(work, 2 * FEWEST)
except KeyboardInterrupt:
    print("interrupted")
"""


def test_an_interruption_is_told_of_by_one_process_alone():
    """Ctrl-C reaches all of them; no traceback is shown."""
    command = [sys.executable, "-c", INTERRUPTED]
    ran = subprocess.run(command, capture_output=True, timeout=20, text=True, start_new_session=True)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "interrupted\n", "")
