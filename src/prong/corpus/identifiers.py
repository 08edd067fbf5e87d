"""No two rows of a corpus have one identifier: a check whose memory does not grow with the corpus.

Identifiers that rise from row to row differ; nothing more is kept of them. Otherwise a hash of each goes to a
file of its own beside the corpus. In the end the hashes are sorted, a part at a time, and where two are equal
the identifiers themselves are compared, so that the answer is exact whatever the hash.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from prong.errors import Diagnostic, ProngError

MOST_SHOWN = 20
"""Identifiers in several rows that are named."""

MOST_COMPARED = 1000
"""Rows with one hash whose identifiers are compared; only rows made to that end have different ones."""

PART = 1 << 23
"""Hashes that are sorted at a time."""

BASE = np.uint64(0x9E3779B97F4A7C15 | 1)
INVERSE = np.uint64(pow(int(BASE), -1, 1 << 64))


class Identifiers:
    """What is known of the identifiers of the rows so far."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.last: str | None = None
        self.rising = True
        self.count = 0
        self.hashes = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 (closed on exit)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.hashes.close()

    def add(self, identifiers: pa.Array) -> None:
        """Take note of the identifiers of the next rows; numbers of rows differ by themselves."""
        if len(identifiers) == 0 or pa.types.is_integer(identifiers.type):
            return
        if self.rising:
            follows = self.last is None or self.last < identifiers[0].as_py()
            rises = pc.all(pc.less(identifiers.slice(0, len(identifiers) - 1), identifiers.slice(1))).as_py()
            self.rising = follows and rises is not False
            self.last = identifiers[-1].as_py()
        self.hashes.write(hashes_of(identifiers).tobytes())
        self.count += len(identifiers)

    def suspects(self) -> Iterator[np.ndarray]:
        """Groups of rows, counted from 0, that may have one identifier: their hashes are equal."""
        if self.rising or not self.count:
            return
        self.hashes.flush()
        found = np.memmap(self.hashes, np.uint64, "r")
        parts = -(-self.count // PART)
        width = np.uint64((1 << 64) // parts + 1 if parts > 1 else 0)
        for part in range(parts):
            rows = np.arange(self.count) if parts == 1 else _rows_of(found, width, part)
            hashes = np.asarray(found[rows])
            order = np.argsort(hashes, kind="stable")
            hashes, rows = hashes[order], rows[order]
            ends = np.flatnonzero(np.concatenate((hashes[1:] != hashes[:-1], [True]))) + 1
            starts = np.concatenate(([0], ends[:-1]))
            for start, end in zip(*(at[ends - starts > 1].tolist() for at in (starts, ends)), strict=True):
                yield rows[start:end]

    def refuse_twice(self, texts_of: Callable[[np.ndarray], list[str]]) -> None:
        """Raises ProngError with identifiers that stand in several rows.

        `texts_of` looks up the identifiers of some rows, which it is given in their order.
        """
        suspects, found = self.suspects(), []
        while len(found) <= MOST_SHOWN and (groups := list(itertools.islice(suspects, MOST_SHOWN + 1))):
            groups = [group[:MOST_COMPARED] for group in groups]
            rows = np.unique(np.concatenate(groups))
            texts = dict(zip(rows.tolist(), texts_of(rows), strict=True))
            for group in groups:
                times = Counter(texts[row] for row in group.tolist())
                found += [text for text, number in times.items() if number > 1]
        if found:
            more = "" if len(found) <= MOST_SHOWN else "there are more of them"
            shown = [Diagnostic("E509", None, met=text) for text in sorted(found[:MOST_SHOWN])]
            raise ProngError([*shown[:-1], dataclasses.replace(shown[-1], advice=more)])


def hashes_of(texts: pa.Array) -> np.ndarray:
    """A polynomial in the bytes of each text, modulo 2^64, from the sums of all texts up to each byte."""
    texts = texts.cast(pa.large_utf8())
    offsets = np.frombuffer(texts.buffers()[1], np.int64)[texts.offset : texts.offset + len(texts) + 1]
    first, last = int(offsets[0]), int(offsets[-1])
    length = last - first
    values = np.frombuffer(texts.buffers()[2] or b"", np.uint8)[first:last].astype(np.uint64) + np.uint64(1)
    powers, inverses = _powers(1 << length.bit_length())
    sums = np.concatenate(([np.uint64(0)], np.add.accumulate(values * powers[:length])))
    starts, ends = offsets[:-1] - first, offsets[1:] - first
    found = (sums[ends] - sums[starts]) * inverses[starts]
    # The low bits of a polynomial are poor; the parts are told apart by the high ones.
    found ^= found >> np.uint64(29)
    return found * BASE


@functools.lru_cache(maxsize=1)
def _powers(count: int) -> tuple[np.ndarray, np.ndarray]:
    """The powers of the base and of its inverse, from 0 on."""
    one = np.ones(1, np.uint64)
    return tuple(
        np.concatenate((one, np.multiply.accumulate(np.full(count, base)))) for base in (BASE, INVERSE)
    )


def _rows_of(hashes: np.ndarray, width: np.uint64, part: int) -> np.ndarray:
    """The rows whose hash lies in a part, looked for in pieces."""
    low, found = width * np.uint64(part), []
    for start in range(0, len(hashes), PART):
        piece = hashes[start : start + PART]
        found.append(np.flatnonzero(piece - low < width) + start)
    return np.concatenate(found)
