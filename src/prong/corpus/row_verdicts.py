"""The verdict of every row, as columns of an Arrow or Parquet file.

Beside the identifier there is one column for each norm and one for each of its elements, as words in a
dictionary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from prong.corpus.planes import IDENTIFIER, bits_of
from prong.corpus.result import VERDICTS
from prong.corpus.sheet import Sheet
from prong.corpus.whole_file import whole_file
from prong.corpus.words import Counter, compile_plan

WORDS = pa.array(VERDICTS)
ENDINGS = (".arrow", ".parquet")

Batches = Callable[[Sequence[str]], Iterable[pa.RecordBatch]]
"""Gives the rows of a corpus with at least the columns asked for."""

WriteRows = Callable[[Batches, pa.DataType], None]
"""Writes the verdicts of all rows, whose identifiers are of a type."""


def write_rows(
    batches: Batches,
    identifier: pa.DataType,
    sheet: Sheet,
    path: Path,
) -> None:
    """Write the verdicts under the chosen readings; the ending of the file's name says in which format."""
    names, gates = [], []
    for norm in sheet.norms:
        for element in norm.elements:
            own = element.name == norm.norm.id
            names.append(
                norm.norm.id if own else f"{norm.norm.id}/{element.name.removeprefix(norm.norm.id + '/')}"
            )
            gates += element.pairs[norm.chosen]
    counter = Counter(compile_plan(sheet.circuit.plan(gates)), sheet.predicates)
    words = pa.dictionary(pa.int8(), pa.utf8())
    schema = pa.schema(
        [
            pa.field(IDENTIFIER, identifier, nullable=False),
            *(pa.field(name, words, nullable=False) for name in names),
        ]
    )
    with whole_file(path) as file:
        made = pa.ipc.new_file(file, schema) if path.suffix == ".arrow" else pq.ParquetWriter(file, schema)
        with made as writer:
            for batch in batches((IDENTIFIER, *counter.names.values())):
                outputs = [_sides(out, batch.num_rows) for out in counter.outputs(batch)]
                columns = [
                    pa.DictionaryArray.from_arrays(support + 2 * opposition, WORDS)
                    for support, opposition in zip(outputs[::2], outputs[1::2], strict=True)
                ]
                writer.write_batch(
                    pa.RecordBatch.from_arrays([batch.column(IDENTIFIER), *columns], schema=schema)
                )


def _sides(output: np.ndarray | bool, rows: int) -> np.ndarray:
    if isinstance(output, bool):
        return np.full(rows, output, np.int8)
    return bits_of(output, rows).view(np.int8)
