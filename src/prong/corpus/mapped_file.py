"""A file mapped into memory, of which what has been read is given back, so that memory stays flat."""

from __future__ import annotations

import mmap
from pathlib import Path

import pyarrow as pa

RESIDENT = 1 << 27
"""Bytes that are read before their pages are given back."""


class MappedFile:
    """The bytes of a file where they lie."""

    def __init__(self, path: Path) -> None:
        """Raises OSError where the file cannot be read."""
        with path.open("rb") as file:
            empty = path.stat().st_size == 0
            self._map = None if empty else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self.buffer = pa.py_buffer(self._map or b"")
        self._resident = 0

    def begin(self) -> None:
        """Read from the beginning: what was read before and is still there is not read a second time."""
        self._resident = 0

    def have_read(self, count: int) -> None:
        """Take note that so many bytes have been read; those given back are read again where needed."""
        self._resident += count
        if self._resident >= RESIDENT and self._map is not None:
            self._map.madvise(mmap.MADV_DONTNEED)
            self._resident = 0
