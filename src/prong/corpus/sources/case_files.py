"""Case files as rows of a corpus: one row for each account, with the facts that the ordinary path finds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import TypeVar

import pyarrow as pa

from prong import __version__
from prong.corpus.chunks import ROWS
from prong.corpus.planes import Header, fields_of, schema_of
from prong.errors import Diagnostic, ProngError
from prong.evaluation.facts import NO_FACT, facts_of
from prong.language.cases import check_cases
from prong.model.cases import Record
from prong.model.norms import Rulebook
from prong.model.standards import Standard

CASES = "cases"
"""What stands for a mapping where there is none: case files name the predicates themselves."""

Made = TypeVar("Made")
KEPT = tuple(pa.field(name, pa.utf8()) for name in ("source", "sex", "nationality"))


class CaseRows:
    """The accounts below a folder."""

    def __init__(self, folder: Path, rulebook: Rulebook, standard: Standard) -> None:
        """Raises ProngError where there is no account."""
        self.rulebook = rulebook
        self.vocabulary = rulebook.vocabulary
        self.standard = standard
        self.fields = fields_of(self.vocabulary.predicates, pa.utf8(), KEPT)
        cases, self.findings = check_cases([folder], rulebook.vocabulary)
        if any(finding.place is None for finding in self.findings):
            raise ProngError(self.findings)
        faulty = {finding.place.file for finding in self.findings}
        self.records = [
            record
            for record in cases.records
            if record.reason is None and cases.files[record.id].tree.place.file not in faulty
        ]

    def schema(self) -> pa.Schema:
        """The schema of the corpus; the digest of its source is over those of the accounts in their order."""
        digests = "".join(record.digest for record in self.records)
        header = Header(
            mapping=CASES,
            mapping_digest=self.rulebook.vocabulary_digest,
            rules=self.rulebook.digest,
            vocabulary=self.rulebook.vocabulary_digest,
            source=hashlib.sha256(digests.encode()).hexdigest(),
            software=__version__,
            standard=self.standard.key,
            unit="account",
        )
        return schema_of(self.fields, header)

    def rows(
        self, columns: Collection[str] | None = None
    ) -> Iterator[tuple[pa.RecordBatch, tuple[Diagnostic, ...]]]:
        """The accounts in batches, the findings about those that cannot be read with the first.

        They have those columns of the corpus that are asked for (None: all).
        """
        faults = self._one_for_each_file()
        for start in range(0, max(len(self.records), 1), ROWS):
            batch = self._batch(self.records[start : start + ROWS])
            yield batch if columns is None else batch.select(list(columns)), faults
            faults = ()

    def through(
        self, work: Callable[[pa.RecordBatch], Made], columns: Collection[str]
    ) -> Iterator[tuple[Made, tuple[Diagnostic, ...]]]:
        """What the work makes of each batch with these columns, and the same findings."""
        return ((work(batch), faults) for batch, faults in self.rows(columns))

    def _one_for_each_file(self) -> tuple[Diagnostic, ...]:
        """An account is one row, however much is wrong in its file."""
        first: dict[str, Diagnostic] = {}
        for finding in self.findings:
            first.setdefault(finding.place.file, finding)
        return tuple(first.values())

    def _batch(self, records: list[Record]) -> pa.RecordBatch:
        facts = [facts_of(record, self.vocabulary) for record in records]
        persons = [record.person for record in records]
        columns = [
            [record.id for record in records],
            [record.accounts[0][0].source.id for record in records],
            [person.sex for person in persons],
            [" ".join(person.nationality) or None for person in persons],
        ]
        for name in self.vocabulary.predicates:
            found = [fact.get(name, NO_FACT) for fact in facts]
            columns.append([fact.support >= self.standard for fact in found])
            columns.append([fact.opposition >= self.standard for fact in found])
        arrays = [pa.array(column, field.type) for column, field in zip(columns, self.fields, strict=True)]
        return pa.RecordBatch.from_arrays(arrays, schema=pa.schema(self.fields))
