"""What belongs to a folder of rules: the documents that are read, and nothing that lies beside them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from prong.language.rulebook import load_rulebook

BASE = Path(__file__).parents[2] / "rules" / "base"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of small invented rules."""
    return shutil.copytree(BASE, tmp_path / "rules")


@pytest.mark.parametrize("name", ["README.md", "norms/notes.txt", "drafts/pilot.md"])
def test_what_lies_beside_the_documents_is_no_rule_and_not_in_the_digest(folder, name):
    before = load_rulebook(folder)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("---\nnorm: another\n---\n", encoding="utf-8")
    after = load_rulebook(folder)
    assert (after.digest, after.vocabulary_digest) == (before.digest, before.vocabulary_digest)
    assert after.norms.keys() == before.norms.keys()


def test_every_document_is_in_the_digest(folder):
    seen = {load_rulebook(folder).digest}
    files = [path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file()]
    documents = [folder / path for path in files if path.parts[0] != "mappings"]  # a mapping has its own
    for path in documents:
        with path.open("a", encoding="utf-8") as document:
            document.write("\n")
        seen.add(load_rulebook(folder).digest)
    assert len(documents) == 4
    assert len(seen) == 5
