"""One row of a corpus as the facts of a case, for the ordinary assessment with its trace."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from prong.corpus.planes import IDENTIFIER, Corpus, columns_of
from prong.errors import Diagnostic, ProngError
from prong.evaluation.facts import Fact, Facts
from prong.evaluation.lanes import NOTHING


def row_named(corpus: Corpus, asked: str) -> pa.RecordBatch:
    """The row with this identifier, or `#n` for the nth; raises ProngError where there is none."""
    if asked.startswith("#"):
        number = int(asked[1:]) - 1 if asked[1:].isdecimal() else -1
        if 0 <= number < corpus.rows:
            return corpus.row(number)
    else:
        wanted = _identifier(corpus.schema.field(IDENTIFIER).type, asked)
        for number in range(len(corpus.lengths)) if wanted is not None else ():
            batch = corpus.batch(number)
            place = pc.index(batch.column(IDENTIFIER), wanted).as_py()
            if place >= 0:
                return batch.slice(place, 1)
    expected = f"an identifier, or #1 to #{corpus.rows}" if corpus.rows else "it has no rows"
    raise ProngError([Diagnostic("E532", None, met=asked, expected=expected)])


def facts_of_row(corpus: Corpus, row: pa.RecordBatch) -> Facts:
    """What the row says, each side to the standard of the corpus."""
    level = int(corpus.header.to)
    found = {}
    for predicate in corpus.predicates:
        yes, no = (row.column(name)[0].as_py() for name in columns_of(predicate))
        if yes or no:
            found[predicate] = Fact(level if yes else NOTHING, level if no else NOTHING)
    return found


def _identifier(kind: pa.DataType, asked: str) -> pa.Scalar | None:
    """What is asked for, in the type of the identifiers; None where it cannot be one of them."""
    try:
        return pa.scalar(asked).cast(kind)
    except pa.ArrowInvalid:
        return None
