"""A file that is written whole or not at all, by one run at a time."""

from __future__ import annotations

import errno
import fcntl
import os
import resource
import signal
import subprocess
import sys
import textwrap
import threading

import pytest

from prong.corpus.whole_file import whole_file
from prong.errors import ProngError
from prong.rendering.diagnostics import concise


def names(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def findings(raised) -> str:
    return concise(raised.value.diagnostics)


def test_the_file_is_there_when_the_block_has_ended_and_not_before(tmp_path):
    out = tmp_path / "c.arrow"
    with whole_file(out) as file:
        file.write(b"all")
        assert not out.exists()
    assert out.read_bytes() == b"all"
    assert names(tmp_path) == ["c.arrow"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, ProngError])
def test_what_was_there_stays_where_the_block_fails(error, tmp_path):
    out = tmp_path / "c.arrow"
    out.write_bytes(b"former")

    def fail() -> None:
        with whole_file(out) as file:
            file.write(b"half")
            raise error([])

    with pytest.raises(error):
        fail()
    assert out.read_bytes() == b"former"
    assert names(tmp_path) == ["c.arrow"]


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    for out, reason in ((tmp_path, "a folder of that name"), (tmp_path / "no" / "c", "No such file")):
        with pytest.raises(ProngError) as raised, whole_file(out):
            pass
        assert "E402" in findings(raised)
        assert reason in findings(raised)
    assert names(tmp_path) == []


def test_a_disk_that_is_full_is_named_and_leaves_nothing(tmp_path):
    out = tmp_path / "c.arrow"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    former = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 12, before[1]))
        with pytest.raises(ProngError) as raised, whole_file(out) as file:
            file.write(b"x" * (1 << 16))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, former)
    assert findings(raised).endswith(f"cannot be written: {os.strerror(errno.EFBIG)}\n")
    assert names(tmp_path) == []


def test_two_runs_on_one_output_are_told_apart_and_the_first_is_not_disturbed(tmp_path):
    out = tmp_path / "c.arrow"
    with whole_file(out) as file:
        file.write(b"first")
        with pytest.raises(ProngError) as raised, whole_file(out):
            pass
        assert "E511 another run is writing" in findings(raised)
    assert out.read_bytes() == b"first"
    assert names(tmp_path) == ["c.arrow"]


def test_what_a_killed_run_left_behind_is_no_obstacle(tmp_path):
    program = """
        import os, sys, signal
        from pathlib import Path
        from prong.corpus.whole_file import whole_file
        with whole_file(Path(sys.argv[1])) as file:
            file.write(b"x" * 100_000)
            file.flush()
            os.kill(os.getpid(), signal.SIGKILL)
    """
    out = tmp_path / "c.arrow"
    run = subprocess.run([sys.executable, "-c", textwrap.dedent(program), str(out)], check=False)
    assert run.returncode == -signal.SIGKILL
    assert names(tmp_path) == [".c.arrow.part"]
    with whole_file(out) as file:
        file.write(b"whole")
    assert out.read_bytes() == b"whole"
    assert names(tmp_path) == ["c.arrow"]


def test_runs_that_follow_each_other_closely_never_write_into_a_file_that_is_in_its_place(tmp_path):
    out = tmp_path / "c.arrow"
    done: list[str] = []

    def run(number: int) -> None:
        for _ in range(30):
            try:
                with whole_file(out) as file:
                    file.write(str(number).encode() * 1000)
            except ProngError as error:
                done.append(error.diagnostics[0].code)
            else:
                done.append("written")

    threads = [threading.Thread(target=run, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(done) <= {"written", "E511"}
    assert len(done) == 120
    content = out.read_bytes()
    assert len(content) == 1000
    assert len(set(content)) == 1


def test_the_lock_is_on_the_file_that_is_there(tmp_path):
    """A run whose file has been moved to its place while it waited for the lock takes another."""
    part = tmp_path / ".c.arrow.part"
    part.write_bytes(b"left")
    with whole_file(tmp_path / "c.arrow") as file:
        assert os.fstat(file.fileno()).st_size == 0
        with part.open("rb") as same, pytest.raises(BlockingIOError):
            fcntl.flock(same, fcntl.LOCK_EX | fcntl.LOCK_NB)
