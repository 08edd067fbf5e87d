"""Many cases in memory: words over mapped planes and over raw columns, beside Polars and OpenFisca."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import data
import numpy as np
import peers
import polars as pl
import pyarrow as pa
from questions import counts_of, plan, sheet, verdicts_of
from rounds import HEAD, profile, speeds, timed

from prong.corpus.chunks import Chunk
from prong.corpus.mapped import MappedRows
from prong.corpus.observe import Seen
from prong.corpus.planes import BATCH, Corpus
from prong.corpus.tally import Tally, added
from prong.corpus.threads import in_order
from prong.corpus.words import Counting

ROUNDS = 5


def corpora(folder: Path) -> Iterator[str]:
    """Words over mapped planes beside Polars, OpenFisca, and the reading of memory."""
    yield f"| Cases | Tool | {HEAD} |"
    yield "|---|---|---|---|---|---|"
    for rows in data.SIZES:
        corpus = Corpus(data.write_planes(folder / f"{rows}.arrow", rows))
        whole = rows <= data.LARGEST_WHOLE
        polars, fisca = peers.PolarsTests(), peers.OpenFisca()
        frame = pl.from_arrow(pa.Table.from_batches(list(data.raw_batches(rows)))).rechunk()
        parts = list(_parts(rows, rows if whole else BATCH))
        names = "Polars, in memory", f"OpenFisca, in memory{'' if whole else ', a million at a time'}"
        contestants = {
            "Prong, words over a mapped corpus": partial(counts_of, corpus),
            "reading the same bytes, one thread": partial(_read, corpus, len(plan().used)),
            names[0]: partial(polars.count, frame),
            names[1]: partial(_summed, fisca, parts),
        }
        assert counts_of(corpus) == polars.count(frame) == _summed(fisca, parts)
        times = timed(contestants, rounds=ROUNDS if whole else 3)
        targets = {"reading the same bytes, one thread": "≥ 0.4", names[0]: "≥ 8", names[1]: "≥ 40"}
        for line in speeds(times, rows, targets if rows >= data.LARGEST_WHOLE else {}):
            yield f"| {rows:,} {line}"


def raw_tables(folder: Path) -> Iterator[str]:
    """Columns of whole numbers, packed and counted, beside Polars on the same columns."""
    rows = min(max(data.SIZES), data.LARGEST_WHOLE)
    path = data.write_raw_arrow(folder / "raw.arrow", rows)
    mapped = MappedRows(path, data.mapping("raw-integers"), peers.rules())
    polars = peers.PolarsIntegers()
    frame, scanned = pl.read_ipc(path).rechunk(), pl.scan_ipc(path)
    chunks = [found for found in mapped.files.read(mapped.observer.wanted) if isinstance(found, Chunk)]
    in_memory, from_file = partial(count_chunks, mapped, chunks), partial(count_mapped, mapped)
    assert in_memory() == from_file() == polars.count(frame) == polars.count(scanned)
    memory, file = "Polars, columns in memory", "Polars, the file mapped anew"
    yield f"| {rows:,} cases, 36 columns of int8 and two of int16 in Arrow | {HEAD} |"
    yield "|---|---|---|---|---|"
    times = timed(
        {
            "Prong, columns in memory": in_memory,
            memory: partial(polars.count, frame),
            "reading the same bytes, one thread": lambda: [_greatest(chunk) for chunk in chunks],
        },
        rounds=ROUNDS,
    )
    yield from speeds(times, rows, {memory: "≥ 2.5"})
    yield ""
    yield profile(_steps_in_memory(mapped, chunks))
    yield ""
    yield f"| {rows:,} cases, the file mapped anew each time | {HEAD} |"
    yield "|---|---|---|---|---|"
    times = timed(
        {
            "Prong, the file mapped anew": from_file,
            file: partial(polars.count, scanned),
            "SHA-256 of the file, which a result names": mapped.files.digest,
        },
        rounds=ROUNDS,
    )
    yield from speeds(times, rows, {file: "≥ 2.5"})


def _steps_in_memory(mapped: MappedRows, chunks: Sequence[Chunk]) -> dict[str, Callable[[], object]]:
    """What is done with numbers that lie in memory."""
    counting = Counting(plan(), sheet().predicates)

    def made(chunk: Chunk) -> pa.RecordBatch:
        seen = Seen(mapped.observer, chunk)
        return pa.RecordBatch.from_arrays([seen.column(n) for n in counting.columns], counting.columns)

    batches = [made(chunk) for chunk in chunks]
    return {
        "reading the numbers once": lambda: [_greatest(chunk) for chunk in chunks],
        "making planes of them": lambda: [made(chunk) for chunk in chunks],
        "evaluating the planes": lambda: [counting.count(batch) for batch in batches],
    }


def steps_of(mapped: MappedRows, chunks: Sequence[Chunk]) -> dict[str, Callable[[], object]]:
    """What is done with chunks once they are read."""
    counting = Counting(plan(), sheet().predicates)
    return {"packing and evaluating": lambda: [_count(mapped, counting, chunk) for chunk in chunks]}


def count_mapped(mapped: MappedRows) -> list[int]:
    """The verdicts of a source, as `prong corpus assess` counts them."""
    counting = Counting(plan(), sheet().predicates)
    return verdicts_of(added((tally for tally, _ in mapped.through(counting.count, counting.columns)), ()))


def count_chunks(mapped: MappedRows, chunks: Sequence[Chunk]) -> list[int]:
    """The same where the chunks of the source have been read."""
    counting = Counting(plan(), sheet().predicates)
    return verdicts_of(added(in_order(partial(_count, mapped, counting), chunks), ()))


def _count(mapped: MappedRows, counting: Counting, chunk: Chunk) -> Tally:
    seen = Seen(mapped.observer, chunk)
    tally = counting.count(seen)
    assert seen.misfits() == (None, ())
    return tally


Parts = Sequence[tuple[dict[str, np.ndarray], int]]


def _parts(rows: int, length: int) -> Iterator[tuple[dict[str, np.ndarray], int]]:
    """The rails of the cases, so many at a time; those that come again lie in memory once."""
    if length == rows:
        table = pa.Table.from_batches(list(data.raw_batches(rows))).combine_chunks()
        yield data.rails(table.to_batches()[0]), rows
        return
    known: dict[int, dict[str, np.ndarray]] = {}
    for batch in data.raw_batches(rows):
        if batch.num_rows < length or (key := batch.column(0).buffers()[1].address) not in known:
            found = data.rails(batch)
            if batch.num_rows == length:
                known[key] = found
            yield found, batch.num_rows
        else:
            yield known[key], length


def _summed(fisca: peers.OpenFisca, parts: Parts) -> list[int]:
    counts = [fisca.count(rails, number) for rails, number in parts]
    return [sum(column) for column in zip(*counts, strict=True)]


def _greatest(chunk: Chunk) -> list[int]:
    """One pass over the numbers of a chunk, which nothing that answers can do without."""
    return [int(np.frombuffer(one.buffers()[1], np.uint8).max()) for one in chunk.columns.values()]


def _read(corpus: Corpus, planes: int) -> int:
    total = 0
    for number in range(len(corpus.lengths)):
        batch = corpus.batch(number)
        for column in batch.columns[1 : planes + 1]:
            words = np.frombuffer(column.buffers()[1], np.uint64, len(column) // 64)
            total ^= int(np.bitwise_xor.reduce(words))
    return total
