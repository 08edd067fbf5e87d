"""The receipt of a trace changes with what the trace was made from, and with nothing else."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import prong
from prong.evaluation.assess import assess
from prong.language.cases import load_cases
from prong.language.rulebook import load_rulebook
from prong.model.norms import Rulebook
from prong.model.trace import Receipt

ROOT = Path(__file__).parents[3]
CASES = ("cases/lives-for-sale/02.yaml", "cases/lives-for-sale/03.yaml")
PERSON = """\
person: one-woman
title: Two accounts of one woman
accounts: [lives-for-sale/02, lives-for-sale/03]
reason: The accounts agree in every detail.
"""


def receipt(folder: Path, case: str = CASES[0]) -> Receipt:
    """The receipt of one case of a copy of the repository."""
    rulebook = load_rulebook(folder / "rules")
    (record,) = load_cases([folder / case], rulebook.vocabulary).records
    return assess(record, rulebook, "trafficking-in-persons").receipt


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Rules and two cases that a test may change."""
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    shutil.copytree(ROOT / "cases" / "sources", tmp_path / "cases" / "sources")
    (tmp_path / "cases" / "lives-for-sale").mkdir()
    (tmp_path / "cases" / "persons").mkdir()
    for case in CASES:
        shutil.copy(ROOT / case, tmp_path / case)
    (tmp_path / "cases" / "persons" / "one-woman.yaml").write_text(PERSON, encoding="utf-8")
    return tmp_path


def rewrite(path: Path, change: Callable[[bytes], bytes]) -> None:
    path.write_bytes(change(path.read_bytes()))


def differing(one: Receipt, other: Receipt) -> set[str]:
    return {name for name in Receipt.__slots__ if getattr(one, name) != getattr(other, name)}


def with_comment(content: bytes) -> bytes:
    return content + b"\n<!-- a further thought -->\n"


def test_a_receipt_names_versions_and_digests(copy: Path) -> None:
    made = receipt(copy)
    assert made.prong == prong.__version__
    text = (ROOT / CASES[0]).read_text(encoding="utf-8")
    assert made.case == hashlib.sha256(text.encode()).hexdigest()
    for digest in (made.software, made.rules, made.vocabulary, made.case):
        assert len(bytes.fromhex(digest)) == 32


def test_a_copy_of_the_same_files_has_the_same_receipt(copy: Path) -> None:
    assert differing(receipt(copy), receipt(ROOT)) == set()


@pytest.mark.parametrize(
    ("file", "change", "changed"),
    [
        ("rules/norms/slavery.md", with_comment, {"rules"}),
        ("rules/vocabulary/refugee.md", with_comment, {"rules", "vocabulary"}),
        ("rules/instruments/cat.yaml", lambda content: content + b"# a note\n", {"rules"}),
        (CASES[0], lambda content: content + b"# a note\n", {"case"}),
        (CASES[1], lambda content: content + b"# a note\n", set()),
        ("rules/norms/slavery.md", lambda content: content.replace(b"\n", b"\r\n"), set()),
        (CASES[0], lambda content: content.replace(b"\n", b"\r\n"), set()),
    ],
)
def test_a_digest_changes_with_its_own_files_and_not_with_the_ends_of_lines(
    copy: Path, file: str, change: Callable[[bytes], bytes], changed: set[str]
) -> None:
    before = receipt(copy)
    rewrite(copy / file, change)
    assert differing(before, receipt(copy)) == changed


def test_a_file_that_is_no_rule_is_not_counted(copy: Path) -> None:
    before = receipt(copy)
    (copy / "rules" / "norms" / "slavery.md~").write_text("draft", encoding="utf-8")
    assert differing(before, receipt(copy)) == set()


def test_the_digest_of_a_person_is_that_of_all_her_accounts(copy: Path) -> None:
    person = "cases/persons/one-woman.yaml"
    before = receipt(copy, person)
    digests = [receipt(copy, case).case for case in CASES]
    assert before.case == hashlib.sha256("".join(digests).encode()).hexdigest()
    rewrite(copy / CASES[1], lambda content: content + b"# a note\n")
    assert differing(before, receipt(copy, person)) == {"case"}


def test_the_receipt_is_that_of_the_rulebook_and_of_the_record(rulebook: Rulebook) -> None:
    made = receipt(ROOT)
    assert (made.rules, made.vocabulary) == (rulebook.digest, rulebook.vocabulary_digest)
