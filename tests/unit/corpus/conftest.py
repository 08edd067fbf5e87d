"""A small source, read through the mapping of the harbour, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pytest

from prong.corpus.ingest import Ingested, ingest
from prong.corpus.mapped import MappedRows
from prong.corpus.planes import Corpus
from prong.errors import ProngError
from prong.language.mappings import load_mappings
from prong.language.rulebook import load_rulebook
from prong.model.mappings import CorpusMapping
from prong.model.norms import Rulebook
from prong.rendering.diagnostics import concise

HARBOUR = Path(__file__).parents[2] / "rules" / "base"


@dataclass(frozen=True, slots=True)
class Read:
    """A corpus, what was counted, and the findings as lines."""

    corpus: Corpus
    counted: Ingested
    findings: list[str]
    unknown: list[str]

    @property
    def rows(self) -> list[dict[str, object]]:
        """Identifier, kept columns, and for each predicate `yes`, `no`, `both` or nothing."""
        table = pa.Table.from_batches([self.corpus.batch(n) for n in range(len(self.corpus.lengths))])
        return [_row(row, self.corpus.kept) for row in table.to_pylist()]


def _row(row: dict[str, object], kept: tuple[str, ...]) -> dict[str, object]:
    found = {name: row[name] for name in ("id", *kept)}
    for name in row:
        if name.endswith("__yes"):
            yes, no = row[name], row[name.removesuffix("__yes") + "__no"]
            found[name.removesuffix("__yes")] = {(1, 0): "yes", (0, 1): "no", (1, 1): "both"}.get(
                (yes, no), ""
            )
    return found


@pytest.fixture(scope="session")
def harbour() -> Rulebook:
    """Invented rules of a harbour."""
    return load_rulebook(HARBOUR)


@pytest.fixture(scope="session")
def rota(harbour: Rulebook) -> CorpusMapping:
    """The mapping of the rota of a harbour."""
    return load_mappings(HARBOUR, harbour)["rota"]


@pytest.fixture
def read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harbour: Rulebook, rota: CorpusMapping
) -> Callable[..., Read]:
    """Write a source where the test stands, read it into a corpus, and say what came of it."""
    monkeypatch.chdir(tmp_path)

    def read_source(
        name: str,
        content: bytes | str | None = None,
        *,
        strict: bool = False,
        mapping: CorpusMapping = rota,
        **options,
    ) -> Read:
        source = Path(name)
        if content is not None:
            source.write_bytes(content.encode() if isinstance(content, str) else content)
        findings = []
        rows = MappedRows(source, mapping, harbour, **options)
        out = Path("out.arrow")
        counted = ingest(rows.rows(), rows.schema(), out, strict=strict, report=findings.append)
        lines = concise(findings).splitlines()
        return Read(Corpus(out), counted, lines, list(rows.unknown))

    return read_source


@pytest.fixture
def refused(read: Callable[..., Read], tmp_path: Path) -> Callable[..., list[str]]:
    """Read a source that is refused as a whole: its findings; nothing is written."""

    def refuse(name: str, content: bytes | str | None = None, **options) -> list[str]:
        with pytest.raises(ProngError) as raised:
            read(name, content, **options)
        assert not [path.name for path in tmp_path.iterdir() if "out.arrow" in path.name]
        return concise(raised.value.diagnostics).splitlines()

    return refuse
