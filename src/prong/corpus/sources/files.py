"""Which files a source is, of which kind, and in which order they are read."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from prong.corpus.chunks import Chunk, Wanted
from prong.corpus.sources.delimited import read_delimited
from prong.corpus.sources.json_lines import read_json_lines
from prong.corpus.sources.sheets import read_sheet
from prong.corpus.sources.streams import digest_of_files, unreadable
from prong.corpus.sources.tables import read_arrow, read_parquet
from prong.errors import Diagnostic, ProngError

Reader = Callable[[Path, Wanted], Iterator[Chunk | tuple[str, ...]]]
READERS: dict[str, Reader] = {
    ".csv": read_delimited,
    ".tsv": read_delimited,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".parquet": read_parquet,
    ".arrow": read_arrow,
    ".xlsx": read_sheet,
    ".xls": read_sheet,
    ".ods": read_sheet,
}
PACKED = (".csv", ".tsv", ".jsonl", ".ndjson")
KINDS = "a file that ends in " + ", ".join(READERS) + ", or a folder of one kind"


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a source, with the reader of their kind and what the system said of them at first."""

    paths: tuple[Path, ...]
    reader: Reader
    stamps: tuple[tuple[int, int], ...]

    def digest(self) -> str:
        """SHA-256 of the source."""
        return digest_of_files(self.paths)

    def read(self, wanted: Wanted) -> Iterator[Chunk | tuple[str, ...]]:
        """Header and chunks of each file; rows are numbered through all of them."""
        before = 0
        for path in self.paths:
            last = before
            for found in self.reader(path, wanted):
                if isinstance(found, Chunk):
                    if before:
                        found = dataclasses.replace(found, numbers=_behind(before, found.numbers))
                    last = max(last, int(found.numbers[-1])) if len(found.numbers) else last
                yield found
            before = last

    def refuse_change(self) -> None:
        """Raises ProngError where a file is no longer what it was: its digest would be that of another."""
        changed = [path for path, stamp in zip(self.paths, self.stamps, strict=True) if _stamp(path) != stamp]
        if changed:
            expected = "it has changed while it was read"
            raise ProngError(Diagnostic("E506", None, met=str(path), expected=expected) for path in changed)


def files_of(source: Path) -> Files:
    """The files of a source; raises ProngError where there is none that can be read, or several kinds."""
    if not source.is_dir():
        paths = (source,)
    else:
        paths = tuple(sorted(path for path in source.iterdir() if not path.name.startswith(".")))
        if not paths:
            raise ProngError([Diagnostic("E111", None, met=str(source), expected="files of a corpus")])
    stamps = tuple(map(_stamp, paths))
    kinds = [_reader_of(path) for path in paths]
    unknown = [path for path, kind in zip(paths, kinds, strict=True) if kind is None or kind != kinds[0]]
    if unknown:
        raise ProngError(Diagnostic("E503", None, met=str(path), expected=KINDS) for path in unknown)
    return Files(paths, kinds[0], stamps)


def _behind(before: int, numbers: range | np.ndarray) -> range | np.ndarray:
    """Numbers of rows that follow so many others."""
    if isinstance(numbers, range):
        return range(before + numbers.start, before + numbers.stop)
    return numbers + before


def _reader_of(path: Path) -> Reader | None:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes[-1:] == [".gz"]:
        return READERS.get(suffixes[-2]) if suffixes[-2:-1] and suffixes[-2] in PACKED else None
    return READERS.get(suffixes[-1]) if suffixes else None


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError as error:
        raise ProngError([unreadable(path, error)]) from None
    return found.st_size, found.st_mtime_ns
