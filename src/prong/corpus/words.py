"""A plan run over NumPy words: each step is one bitwise operation on a block of 64 rows a word.

Blocks are read from the mapped file where they lie. Temporaries come from a small pool: a buffer is taken
up again as soon as what it holds is used for the last time, so that a block stays in the cache.
"""

from __future__ import annotations

import functools
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from prong.corpus.planes import WORD, Corpus, Words, bits_of, columns_of, words_of
from prong.corpus.tally import Key, Tally, added
from prong.corpus.threads import THREADS, in_order
from prong.evaluation.circuit import FALSE, TRUE, Plan

Run = Callable[[Callable[[int], Words], Sequence[Words]], tuple[Words, ...]]


class Rows(Protocol):
    """Rows of a corpus, whose columns may be made when they are asked for."""

    @property
    def num_rows(self) -> int: ...

    def column(self, name: str) -> pa.Array: ...


@dataclass(frozen=True, slots=True)
class WordPlan:
    """A plan compiled for words: its function, the buffers that it needs, the inputs that it reads."""

    plan: Plan
    run: Run
    buffers: int
    text: str


@functools.lru_cache(maxsize=16)
def compile_plan(plan: Plan) -> WordPlan:
    """The plan as a function over inputs (given by their number, never written to) and a pool of buffers.

    An input is asked for when it is first used, and let go when it is used for the last time, so that what
    it is made of can be made then. The function returns the outputs that are no constants; some are inputs,
    the others lie in the pool.
    """
    kept = set(plan.outputs)
    place: dict[int, str] = {}
    names = {"&": "both", "|": "either", "~": "other"}
    free: list[str] = []
    buffers = 0
    lines = ["def run(I, B):"]
    for at, step in enumerate(plan.steps):
        operands = [step.left] if step.right is None else [step.left, step.right]
        lines += _asked(operands, plan, place)
        read = [place[operand] for operand in operands]
        free += [
            place[operand]
            for operand in operands
            if operand >= plan.inputs and operand not in kept and plan.last_use[operand] == at
        ]
        if not free:
            free.append(f"B[{buffers}]")
            buffers += 1
        place[step.number] = free.pop()
        lines.append(f"{names[step.operation]}({', '.join([*read, place[step.number]])})")
        lines += [
            f"del {place[operand]}"
            for operand in operands
            if operand < plan.inputs and operand not in kept and plan.last_use[operand] == at
        ]
    lines += _asked(plan.outputs, plan, place)
    outputs = "".join(f"{place[number]}, " for number in plan.outputs if number not in (FALSE, TRUE))
    text = "\n    ".join([*lines, f"return ({outputs})"])
    namespace = {"both": np.bitwise_and, "either": np.bitwise_or, "other": np.invert}
    exec(compile(text, "<plan>", "exec"), namespace)
    return WordPlan(plan, namespace["run"], buffers, text)


def _asked(numbers: Iterable[int], plan: Plan, place: dict[int, str]) -> list[str]:
    """The lines that ask for inputs which have not been asked for before."""
    new = [number for number in numbers if 0 <= number < plan.inputs and number not in place]
    place.update((number, f"i{number}") for number in new)
    return [f"i{number} = I({number})" for number in new]


def count(corpus: Corpus, plan: Plan, predicates: Sequence[str], by: tuple[str, ...] = ()) -> Tally:
    """How many rows each output of the plan holds on; input 2n is the support of predicate n.

    Each thread takes every so many batches by itself: to wait for one after the other would take a third
    of the time.
    """
    counting = Counting(plan, predicates, by)
    corpus.begin()

    def part(first: int) -> Tally:
        tallies = []
        for number in range(first, len(corpus.lengths), THREADS):
            tallies.append(counting.count(corpus.batch(number)))
            corpus.have_read(len(plan.used) * corpus.lengths[number] // 8)
        return added(tallies, by)

    return added(in_order(part, range(THREADS)), by)


def count_batches(
    batches: Callable[[Sequence[str]], Iterable[pa.RecordBatch]],
    plan: Plan,
    predicates: Sequence[str],
    by: tuple[str, ...] = (),
) -> Tally:
    """The same over batches as they come; they are asked for by the columns that the plan reads."""
    counting = Counting(plan, predicates, by)
    return added(in_order(counting.count, batches(counting.columns)), by)


class Counting:
    """Counts batches as they come, in any thread; `columns` are those of a corpus that it reads."""

    def __init__(self, plan: Plan, predicates: Sequence[str], by: tuple[str, ...] = ()) -> None:
        self._free = deque([Counter(compile_plan(plan), predicates, by)])
        self.columns = (*by, *self._free[0].names.values())
        self._new = partial(Counter, compile_plan(plan), predicates, by)

    def count(self, batch: Rows) -> Tally:
        """How many rows of a batch each output holds on, group by group."""
        try:
            counter = self._free.pop()
        except IndexError:
            counter = self._new()
        tally = counter.count(batch)
        self._free.append(counter)
        return tally


class Counter:
    """Counts one batch after another; each thread has its own, with buffers that it uses again."""

    def __init__(self, compiled: WordPlan, predicates: Sequence[str], by: tuple[str, ...] = ()) -> None:
        self.compiled = compiled
        self.by = by
        self.names = {
            number: columns_of(predicates[number // 2])[number % 2] for number in compiled.plan.used
        }
        self._whole: list[Words] = []
        self.bits = np.empty(0, np.uint8)

    def buffers(self, rows: int) -> list[Words]:
        count = -(-rows // 64)
        if count > len(self.bits) or len(self._whole) < self.compiled.buffers:
            self._whole = [np.empty(count, WORD) for _ in range(self.compiled.buffers)]
            self.bits = np.empty(count, np.uint8)
        return [buffer[:count] for buffer in self._whole]

    def outputs(self, batch: Rows) -> list[Words | bool]:
        """The outputs on a batch: constants, or words, which hold until the next batch."""

        def asked(number: int) -> Words:
            return words_of(batch.column(self.names[number]))

        ask = asked
        if isinstance(batch, pa.RecordBatch):
            # What lies there is looked up at once; between operations it would keep the other thread waiting.
            ask = {number: asked(number) for number in self.names}.__getitem__
        found = iter(self.compiled.run(ask, self.buffers(batch.num_rows)))
        constants = {FALSE: False, TRUE: True}
        return [constants[n] if n in constants else next(found) for n in self.compiled.plan.outputs]

    def count(self, batch: Rows) -> Tally:
        """How many rows of a batch each output holds on, group by group."""
        rows, by = batch.num_rows, self.by
        outputs = self.outputs(batch)
        if not by:
            counts = (rows * out if isinstance(out, bool) else self.ones(out, rows) for out in outputs)
            return Tally(by, {(): rows}, {(): tuple(counts)})
        keys, codes = _groups(batch, by)
        sizes = np.bincount(codes, minlength=len(keys))
        found = [
            sizes * out
            if isinstance(out, bool)
            else np.bincount(codes[bits_of(out, rows)], minlength=len(keys))
            for out in outputs
        ]
        table = np.array(found, np.int64).reshape(len(outputs), len(keys)).T.tolist()
        counted = dict(zip(keys, map(tuple, table), strict=True))
        return Tally(by, dict(zip(keys, sizes.tolist(), strict=True)), counted)

    def ones(self, words: Words, rows: int) -> int:
        """How many rows have their bit set; bits beyond the last row mean nothing."""
        bits = np.bitwise_count(words, self.bits[: len(words)])
        total = int(np.add.reduce(bits, dtype=np.uint32))
        if rows % 64:
            total -= (int(words[-1]) >> rows % 64).bit_count()
        return total


def _groups(batch: Rows, by: tuple[str, ...]) -> tuple[list[Key], np.ndarray]:
    """The groups that occur in a batch, and the number of each row's group."""
    codes = np.zeros(batch.num_rows, np.int64)
    keys: list[Key] = [()]
    for name in by:
        column = batch.column(name)
        if not pa.types.is_dictionary(column.type):
            column = pc.dictionary_encode(column)
        values = [None if value is None else str(value) for value in column.dictionary.to_pylist()]
        column_codes = pc.fill_null(column.indices, len(values)).to_numpy(zero_copy_only=False)
        codes = codes * (len(values) + 1) + column_codes
        keys = [(*key, value) for key in keys for value in (*values, None)]
    present, codes = np.unique(codes, return_inverse=True)
    return [keys[number] for number in present.tolist()], codes
