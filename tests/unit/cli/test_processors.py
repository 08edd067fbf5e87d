"""Work on many records: each once and in order, and no fork of a process that has threads of a library."""

from __future__ import annotations

import subprocess
import sys

import pytest

from prong.cli.processors import FEWEST

SCRIPT = """
import os, threading, time
{before}
from prong.cli.processors import FEWEST, in_turn

os.cpu_count = lambda: 2
begun = os.getpid()

def work(place):
    time.sleep(0.02)  # so long that both have something to do
    return os.getpid(), place, threading.current_thread() is threading.main_thread()

found = in_turn(work, 2 * FEWEST, doing="")
assert [place for _, place, _ in found] == list(range(2 * FEWEST))
workers = {{worker for worker, _, _ in found}}
assert all(on_main == (worker == begun) for worker, _, on_main in found)
print(0 if workers == {{begun}} else len(workers))
"""
THREADS = """
from datetime import date
from prong.rendering.reading import read_document
from prong.rendering.typesetting import pdf_document
pdf_document(read_document("# A"), dated=date(2026, 3, 1))
"""
"""A PDF file is set by threads that Python does not see, and that a forked process would wait for."""


def processes(before: str = "") -> int:
    """How many other processes do the work, in a program that has done something before."""
    command = [sys.executable, "-c", SCRIPT.format(before=before)]
    return int(subprocess.run(command, capture_output=True, check=True, timeout=60, text=True).stdout)


def test_two_other_processes_do_the_work_on_many_records():
    """Where there are two processors; each works in a thread, whose stack is empty at first."""
    assert processes() == (2 if sys.platform == "linux" else 0)


def test_a_process_with_threads_is_not_forked():
    """All is done here."""
    assert processes(THREADS) == 0


FOUND_WRONG = """
import os
from prong.cli.processors import FEWEST, in_turn
from prong.errors import Diagnostic, ProngError

def work(place):
    if place % 3:
        raise ProngError([Diagnostic("E421", None, subject="name", met=f"{place:02}.md")])

for processors in (1, 2):
    os.cpu_count = lambda: processors
    try:
        in_turn(work, FEWEST, doing="")
    except ProngError as error:
        print(*(found.met for found in error.diagnostics))
"""


def test_what_is_wrong_in_any_record_is_told_at_once_and_in_one_order():
    """On however many processors."""
    command = [sys.executable, "-c", FOUND_WRONG]
    ran = subprocess.run(command, capture_output=True, check=True, timeout=60, text=True)
    every = " ".join(f"{place:02}.md" for place in range(FEWEST) if place % 3)
    assert ran.stdout.splitlines() == [every, every]


INTERRUPTED = """
import os, signal, time
from prong.cli.processors import FEWEST, in_turn

signal.signal(signal.SIGINT, signal.default_int_handler)
os.cpu_count = lambda: 2

def work(place):
    if place == {place}:
        time.sleep({before})
        os.killpg(0, signal.SIGINT)
    time.sleep(0.05)
    with open(1, "w", closefd=False) as out:
        out.write(f"{{place}} ")

try:
    in_turn(work, {number}, doing="")
except KeyboardInterrupt:
    print("interrupted")
"""


@pytest.mark.parametrize(("place", "before", "number"), [(0, 0.5, FEWEST), (3, 0, 200), (40, 0, 200)])
def test_an_interruption_is_told_of_by_one_process_alone(place: int, before: float, number: int):
    """Ctrl-C reaches all of them, whether all else is done or much is left; nothing goes on, or is traced."""
    command = [sys.executable, "-c", INTERRUPTED.format(place=place, before=before, number=number)]
    ran = subprocess.run(command, capture_output=True, timeout=20, text=True, start_new_session=True)
    *done, last = ran.stdout.split()
    assert (ran.returncode, last, ran.stderr) == (0, "interrupted", "")
    assert len(done) < min(number, place + FEWEST) + 1


def test_the_work_is_done_where_standard_error_is_closed():
    script = "from prong.cli.processors import in_turn; print(in_turn(str, 3, doing=''))"
    command = ["sh", "-c", 'exec "$0" "$@" 2>&-', sys.executable, "-c", script]
    ran = subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=20, text=True)
    assert ran.stdout == "['0', '1', '2']\n"


ON_A_TERMINAL = """
import pty, os, sys
from prong.cli.processors import in_turn

if {terminal}:
    ours, theirs = pty.openpty()
    os.dup2(theirs, 2)
in_turn(str, 3, doing="Counting")
print("rich" in sys.modules)
"""


def test_the_bar_of_progress_is_loaded_where_a_terminal_shows_it():
    """Everywhere else nothing is shown, and what draws the bar would only take time."""
    for terminal in (True, False):
        command = [sys.executable, "-c", ON_A_TERMINAL.format(terminal=terminal)]
        ran = subprocess.run(command, capture_output=True, check=True, timeout=60, text=True)
        assert (ran.stdout, ran.stderr) == (f"{terminal}\n", "")
