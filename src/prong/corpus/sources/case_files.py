"""Case files as rows of a corpus: one row for each account, with the facts that the ordinary path finds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa

from prong import __version__
from prong.corpus.chunks import ROWS
from prong.corpus.observe import Observed
from prong.corpus.planes import Header, schema_of
from prong.errors import Diagnostic, ProngError
from prong.evaluation.facts import NO_FACT, facts_of
from prong.language.cases import check_cases
from prong.model.cases import Record
from prong.model.norms import Rulebook
from prong.model.standards import Standard

CASES = "cases"
"""What stands for a mapping where there is none: case files name the predicates themselves."""

KEPT = tuple(pa.field(name, pa.utf8()) for name in ("source", "sex", "nationality"))


class CaseRows:
    """The accounts below a folder."""

    def __init__(self, folder: Path, rulebook: Rulebook, standard: Standard) -> None:
        """Raises ProngError where there is no account."""
        self.rulebook = rulebook
        self.vocabulary = rulebook.vocabulary
        self.standard = standard
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
        return schema_of(self.vocabulary.predicates, pa.utf8(), KEPT, header)

    def rows(self) -> Iterator[tuple[Observed, tuple[Diagnostic, ...]]]:
        """The accounts in chunks, the findings about those that cannot be read with the first."""
        faults = self._one_for_each_file()
        for start in range(0, max(len(self.records), 1), ROWS):
            yield self._observed(self.records[start : start + ROWS]), faults
            faults = ()

    def _one_for_each_file(self) -> tuple[Diagnostic, ...]:
        """An account is one row, however much is wrong in its file."""
        first: dict[str, Diagnostic] = {}
        for finding in self.findings:
            first.setdefault(finding.place.file, finding)
        return tuple(first.values())

    def _observed(self, records: list[Record]) -> Observed:
        facts = [facts_of(record, self.vocabulary) for record in records]
        sides = {}
        for name in self.vocabulary.predicates:
            found = [fact.get(name, NO_FACT) for fact in facts]
            sides[name] = (
                np.array([fact.support >= self.standard for fact in found], bool),
                np.array([fact.opposition >= self.standard for fact in found], bool),
            )
        persons = [record.person for record in records]
        kept = (
            pa.array([record.accounts[0][0].source.id for record in records], pa.utf8()),
            pa.array([person.sex for person in persons], pa.utf8()),
            pa.array([" ".join(person.nationality) or None for person in persons], pa.utf8()),
        )
        identifiers = pa.array([record.id for record in records], pa.utf8())
        return Observed(sides, kept, identifiers)
