"""Bytes of a source in blocks of whole lines, unpacked on the way; the digest of a source."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from prong.errors import Diagnostic, Place, ProngError

BLOCK = 8 << 20
LONGEST_LINE = 64 << 20
MARKS = (b"\xff\xfe", b"\xfe\xff")
"""Byte order marks of UTF-16, and the first of those of UTF-32."""


def blocks_of(path: Path) -> Iterator[bytes]:
    """Blocks that end with a line, the last perhaps without its end.

    Raises ProngError where the file is damaged (E506), is not UTF-8 (E103), or holds no lines (E508).
    """
    rest = b""
    for block in _read(path):
        block = rest + block
        cut = block.rfind(b"\n") + 1
        rest = block[cut:]
        if len(rest) > LONGEST_LINE:
            met = f"it is longer than {LONGEST_LINE >> 20} MiB"
            raise ProngError([Diagnostic("E508", Place(str(path)), met=met)])
        if cut:
            yield block[:cut]
    if rest:
        yield rest


class Lines:
    """The lines of a block by their number; where they begin is looked for when the first is asked for."""

    def __init__(self, block: bytes) -> None:
        self.block = block
        self.starts: np.ndarray | None = None

    def __getitem__(self, number: int) -> str:
        if self.starts is None:
            ends = np.flatnonzero(np.frombuffer(self.block, np.uint8) == ord("\n"))
            self.starts = np.concatenate(([0], ends + 1, [len(self.block)]))
        return self.block[self.starts[number] : self.starts[number + 1]].decode()


def digest_of_files(files: tuple[Path, ...]) -> str:
    """SHA-256 of a file; of several, over their contents, each with its length before it."""
    total = hashlib.sha256()
    for path in files:
        try:
            with path.open("rb") as file:
                if len(files) > 1:
                    total.update(path.stat().st_size.to_bytes(8, "big"))
                while block := file.read(BLOCK):
                    total.update(block)
        except OSError as error:
            raise ProngError([unreadable(path, error)]) from None
    return total.hexdigest()


def unreadable(path: Path, error: OSError) -> Diagnostic:
    """What the system says of a file that cannot be read."""
    if isinstance(error, FileNotFoundError):
        return Diagnostic("E101", None, met=str(path))
    return Diagnostic("E102", None, met=str(path), expected=error.strerror or "unreadable")


def _read(path: Path) -> Iterator[bytes]:
    packed = path.suffix == ".gz"
    try:
        with gzip.open(path) if packed else path.open("rb") as file:
            first = True
            while block := file.read(BLOCK):
                if first and block.startswith(MARKS):
                    advice = "save the file as UTF-8"
                    raise ProngError([Diagnostic("E103", Place(str(path)), advice=advice)])
                yield block.removeprefix(b"\xef\xbb\xbf") if first else block
                first = False
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        expected = "it ends too early" if isinstance(error, EOFError) else "it is not what gzip wrote"
        raise ProngError([Diagnostic("E506", None, met=str(path), expected=expected)]) from None
    except OSError as error:
        raise ProngError([unreadable(path, error)]) from None
