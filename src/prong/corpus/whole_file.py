"""A large file is written whole or not at all, by one run at a time.

It grows under a hidden name beside its place, with a lock that the system lets go when the run ends, however
it ends. What a killed run left behind is therefore no obstacle: the next one takes the lock and starts anew.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from prong.errors import Diagnostic, ProngError


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write to, which is at `path` when the block ends well and leaves no trace otherwise.

    Raises ProngError where the place cannot be written (E402) or another run is writing it (E511).
    """
    part = path.with_name(f".{path.name}.part")
    file = None
    try:
        if path.is_dir():
            raise IsADirectoryError(21, "a folder of that name is there")
        file = _locked(part, path)
        yield file
        file.flush()
        os.fsync(file.fileno())
        part.replace(path)
    except BaseException as error:
        if file is not None:
            part.unlink(missing_ok=True)
        if isinstance(error, OSError):
            expected = error.strerror or "the file cannot be written"
            raise ProngError([Diagnostic("E402", None, met=str(path), expected=expected)]) from None
        raise
    finally:
        if file is not None:
            # What could not be flushed has been reported.
            with contextlib.suppress(OSError):
                file.close()


def _locked(part: Path, path: Path) -> BinaryIO:
    """The hidden file, empty and locked; a run that has just moved it away is not waited for."""
    while True:
        part.touch()
        try:
            file = part.open("r+b")
        except FileNotFoundError:
            continue
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            raise ProngError([Diagnostic("E511", None, met=str(path))]) from None
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(part.stat(), os.fstat(file.fileno())):
                file.truncate()
                return file
        file.close()
