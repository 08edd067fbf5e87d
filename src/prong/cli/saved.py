"""An answer is on the disk before the next question is put, and one interview at a time holds a case."""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

from prong.errors import Diagnostic, ProngError

STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PRIVATE = 0o600
SHARED = 0o644


@contextlib.contextmanager
def uninterrupted() -> Iterator[None]:
    """Keep a stop waiting until what belongs together is saved."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def save(path: Path, text: str, *, mode: int = SHARED) -> None:
    """Put a text in the place of a file, so that after a loss of power there is the one or the other.

    Raises ProngError (E402) and leaves the file as it was where the text cannot be written. What lies there
    keeps its mode, its line ends and its byte order mark, and a link to it stays a link.
    """
    target = path.resolve()
    part: Path | None = None
    try:
        raw = text.encode()
        if target.exists():
            mode, former = target.stat().st_mode & 0o777, target.read_bytes()
            raw = raw.replace(b"\n", b"\r\n") if b"\r\n" in former else raw
            raw = b"\xef\xbb\xbf" + raw if former.startswith(b"\xef\xbb\xbf") else raw
        make_folder(target.parent)
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".", suffix=".part", delete=False) as file:
            part = Path(file.name)
            file.write(raw)
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        part.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        if part is not None:
            part.unlink(missing_ok=True)
        raise ProngError([_unwritable(path, error)]) from None


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, each on the disk before the next."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir(exist_ok=True)
        _sync_folder(path.parent)


@contextlib.contextmanager
def held(case: Path) -> Iterator[None]:
    """Hold a case for one interview; raises ProngError where another holds it (E441) or none can (E402).

    The system lets go of the lock when the program ends, however it ends.
    """
    path = case.with_name(f".{case.name}.lock")
    is_new = not case.parent.exists()
    handle = _locked(path, case)
    try:
        yield
    finally:
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
        os.close(handle)
        if is_new:
            with contextlib.suppress(OSError):  # something was kept in it
                case.parent.rmdir()


def _locked(path: Path, case: Path) -> int:
    while True:
        try:
            make_folder(path.parent)
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, PRIVATE)
        except OSError as error:
            raise ProngError([_unwritable(case, error)]) from None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # The last holder may have removed the file between its opening and its locking.
            if path.exists() and path.stat().st_ino == os.fstat(handle).st_ino:
                return handle
        except BlockingIOError:
            os.close(handle)
            raise ProngError([Diagnostic("E441", None, met=str(case))]) from None
        except OSError as error:
            os.close(handle)
            raise ProngError([_unwritable(case, error)]) from None
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _unwritable(path: Path, error: OSError) -> Diagnostic:
    return Diagnostic("E402", None, met=str(path), expected=error.strerror or "the folder cannot be written")
