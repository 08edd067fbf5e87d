"""`prong verify`: what changed since a memo was written, and the exit code that says so."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def memo(harbour, corpus, tmp_path):
    """A memo of the invented case, written now."""
    options = ("--audience", "internal", "--format", "md")
    assert harbour("memo", corpus.cases, "--out", tmp_path / "out", *options).exit_code == 0
    return tmp_path / "out" / "harbour" / "01.md"


@pytest.fixture
def verified(harbour, corpus, memo):
    """Verifies the memo against the corpus as it then is."""
    return lambda *options: harbour("verify", memo, "--cases", corpus.cases, *options)


def test_nothing_has_changed(verified):
    """Exit code 0."""
    result = verified()
    assert result.exit_code == 0
    assert "text as it was written" in result.stdout
    assert "2 of 2 answers are the same" in result.stdout


def test_an_edited_text_is_seen(verified, memo):
    """Exit code 1; everything else is the same."""
    memo.write_text(memo.read_text(encoding="utf-8").replace("Memorandum", "Memo", 1), encoding="utf-8")
    result = verified()
    assert (result.exit_code, result.stdout.count("the same")) == (1, 5)
    assert "text edited since it was written" in result.stdout


def test_a_changed_rule_is_told_apart_from_a_changed_case(verified, corpus):
    """With the beginnings of the digests, then and now."""
    rule = next(iter(sorted((corpus.rules / "norms").glob("*.md"))))
    rule.write_text(rule.read_text(encoding="utf-8") + "\nA word of commentary.\n", encoding="utf-8")
    result = verified()
    assert result.exit_code == 1
    assert "rules changed: " in result.stdout
    assert "case harbour/01 the same" in result.stdout
    assert "2 of 2 answers are the same" in result.stdout


def test_a_changed_answer_is_told(verified, corpus):
    """The memo said one thing; the case as it is now says another."""
    text = corpus.case.read_text(encoding="utf-8")
    corpus.case.write_text(text.replace("holds: yes", "holds: no"), encoding="utf-8")
    result = verified()
    assert result.exit_code == 1
    assert "case harbour/01 changed: " in result.stdout
    assert " then, " in result.stdout.splitlines()[-2]
    assert "2 of 2" not in result.stdout


def test_a_case_that_is_gone_is_told(harbour, memo, corpus):
    """The memo is of a case that is not among these."""
    text = corpus.case.read_text(encoding="utf-8").replace("case: harbour/01", "case: harbour/02")
    corpus.case.with_name("02.yaml").write_text(text, encoding="utf-8")
    corpus.case.unlink()
    result = harbour("verify", memo, "--cases", corpus.cases)
    assert result.exit_code == 1
    assert "case harbour/01 is not among these cases" in result.stdout


def test_the_changes_are_had_as_json(verified):
    """For another program."""
    found = json.loads(verified("--json").stdout)
    assert [change["state"] for change in found[0]["changes"]] == ["same"] * 7


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("letter.md", b"# A letter\n", "E423"),
        ("letter.docx", b"no package", "E423"),
        ("letter.rtf", b"x", "E401"),
        ("gone.md", None, "E101"),
    ],
)
def test_what_cannot_be_verified_is_refused(harbour, corpus, tmp_path, name, content, code):
    """Exit code 2."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    result = harbour("verify", tmp_path / name, "--cases", corpus.cases)
    assert (result.exit_code, result.stdout) == (2, "")
    assert code in result.stderr
