"""`--audience`: the public by default, who is who kept apart, and nothing written where something leaks."""

from __future__ import annotations

import pytest

NAMES = """\
places:
  Harbour Province: {in: CN}
  Orrport: {in: Harbour Province}
open: [Galley, Vey]
"""


@pytest.fixture
def told(harbour, corpus, tmp_path):
    """Writes the memo of a case whose names are declared, in Markdown; gives the answer of the command."""
    (corpus.cases / "names.yaml").write_text(NAMES, encoding="utf-8")

    def run(*options):
        return harbour("memo", corpus.cases, "--out", tmp_path / "out", "--format", "md", *options)

    return run


def text_of(tmp_path) -> str:
    return (tmp_path / "out" / "harbour" / "01.md").read_text(encoding="utf-8")


def test_the_public_is_the_audience_that_is_not_named(told, tmp_path):
    """What leaves the desk by mistake gives nobody away."""
    assert told().exit_code == 0
    public = text_of(tmp_path)
    assert told("--audience", "public").exit_code == 0
    assert text_of(tmp_path) == public
    assert "Person 1" in public


def test_who_is_who_is_kept_apart_and_carried_on(told, tmp_path):
    """The file is written once, and read the next time."""
    file = tmp_path / "desk" / "who.yaml"
    assert told("--pseudonyms", file).exit_code == 0
    first = file.read_text(encoding="utf-8")
    assert "harbour/01" in first
    file.write_text(first.replace("number: 1", "number: 7"), encoding="utf-8")
    assert told("--pseudonyms", file).exit_code == 0
    assert "Person 7" in text_of(tmp_path)


def test_who_is_who_is_never_among_the_documents(told, tmp_path):
    """Whoever sends the folder would send the map with it."""
    result = told("--pseudonyms", tmp_path / "out" / "who.yaml")
    assert (result.exit_code, (tmp_path / "out").exists()) == (2, False)
    assert "E422" in result.stderr


def test_a_name_that_nothing_declares_is_refused_and_not_repeated(harbour, corpus, tmp_path):
    """Nothing is written."""
    corpus.change(corpus.case, "    what: ", "    what: Ms. Secretname of Hiddenville, that is, ")
    result = harbour("memo", corpus.cases, "--out", tmp_path / "out", "--format", "md")
    assert (result.exit_code, (tmp_path / "out").exists()) == (2, False)
    assert "E420" in result.stderr
    assert "Secretname" not in result.stderr
    assert "Hiddenville" not in result.stderr


def test_a_document_that_would_say_too_much_is_not_written(told, tmp_path):
    """A template of one's own may say anything; the finished bytes are what is looked at."""
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "memo.md.jinja").write_text("# A memo from Orrport\n", encoding="utf-8")
    result = told("--template", templates)
    assert (result.exit_code, (tmp_path / "out").exists()) == (2, False)
    assert "E421" in result.stderr
    assert "Orrport" not in result.stderr
    assert told("--template", templates, "--audience", "internal").exit_code == 0
