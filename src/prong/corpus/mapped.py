"""A table seen through a mapping as rows of a corpus, with the schema of the corpus that they make."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import TypeVar

import pyarrow as pa

from prong import __version__
from prong.corpus.chunks import Chunk
from prong.corpus.observe import Seen, observer
from prong.corpus.planes import Header, schema_of
from prong.corpus.sources.files import files_of
from prong.corpus.threads import in_order
from prong.corpus.words import Rows
from prong.errors import Diagnostic
from prong.model.mappings import CorpusMapping
from prong.model.norms import Rulebook
from prong.model.standards import Standard

Made = TypeVar("Made")


class MappedRows:
    """The rows of a source. `unknown` holds the columns met so far that the mapping does not know."""

    def __init__(
        self,
        source: Path,
        mapping: CorpusMapping,
        rulebook: Rulebook,
        *,
        standard: Standard | None = None,
        crosswalks: tuple[str, ...] = (),
        identifier: str | None = None,
    ) -> None:
        """Raises ProngError where the source is none, or the mapping shows nothing to the standard.

        The standard is the mapping's own where none is given.
        """
        self.files = files_of(source)
        self.mapping = mapping
        self.rulebook = rulebook
        self.standard = mapping.to if standard is None else standard
        self.crosswalks = tuple(dict.fromkeys(crosswalks))
        self.observer = observer(
            mapping,
            rulebook.vocabulary,
            standard=self.standard,
            crosswalks=self.crosswalks,
            identifier=identifier,
        )
        self.fields = self.observer.fields
        self.unknown: dict[str, None] = {}

    def schema(self) -> pa.Schema:
        """The schema of the corpus; the source is read for its digest."""
        header = Header(
            mapping=self.mapping.id,
            mapping_digest=self.mapping.digest,
            rules=self.rulebook.digest,
            vocabulary=self.rulebook.vocabulary_digest,
            source=self.files.digest(),
            software=__version__,
            standard=self.standard.key,
            unit=self.mapping.row,
            one_sided=self.observer.one_sided,
            crosswalks=self.crosswalks,
        )
        return schema_of(self.fields, header)

    def rows(
        self, columns: Collection[str] | None = None
    ) -> Iterator[tuple[pa.RecordBatch, tuple[Diagnostic, ...]]]:
        """The rows in batches, each with the findings about rows beside them that cannot be read.

        They have those columns of the corpus that are asked for (None: all).
        """
        schema = self._schema_with(columns)

        def read(chunk: Chunk) -> tuple[pa.RecordBatch, tuple[Diagnostic, ...]]:
            batch, misfits = self.observer.observe(chunk, schema)
            return batch, _in_lines(chunk, misfits)

        yield from in_order(read, self._chunks())
        self.files.refuse_change()

    def through(
        self, work: Callable[[Rows], Made], columns: Collection[str]
    ) -> Iterator[tuple[Made, tuple[Diagnostic, ...]]]:
        """What the work makes of the rows of each batch, with the same findings; it is done in threads.

        The work asks for no more than these columns of the corpus. Where rows do not fit the mapping, it is
        done again without them, for this is rare, and columns are best made just when they are used.
        """
        schema = self._schema_with(columns)

        def made(chunk: Chunk) -> tuple[Made, tuple[Diagnostic, ...]]:
            seen = Seen(self.observer, chunk)
            found = work(seen)
            wrong, misfits = seen.misfits()
            if wrong is not None:
                found = work(seen.right(schema, wrong))
            return found, _in_lines(chunk, misfits)

        yield from in_order(made, self._chunks())
        self.files.refuse_change()

    def _schema_with(self, columns: Collection[str] | None) -> pa.Schema:
        return pa.schema(field for field in self.fields if columns is None or field.name in columns)

    def _chunks(self) -> Iterator[Chunk]:
        wanted = self.observer.wanted
        known = {*wanted.columns, *self.mapping.columns}
        for found in self.files.read(wanted):
            if isinstance(found, Chunk):
                yield found
            else:
                self.unknown.update(dict.fromkeys(name for name in found if name not in known))


def _in_lines(chunk: Chunk, misfits: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """All findings of a chunk in the order of their lines."""
    return tuple(sorted((*chunk.unreadable, *misfits), key=lambda diagnostic: diagnostic.place.line))
