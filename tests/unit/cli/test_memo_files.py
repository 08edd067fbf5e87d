"""`prong memo` beyond text: Word documents and PDF files, a firm’s templates and styles, many cases."""

from __future__ import annotations

import importlib.util
import io
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest

from prong.cli.processors import FEWEST

FOUR = ("--format", "md,html,docx,pdf", "--date", "2026-03-01")


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_all_formats_are_written_and_have_the_same_bytes_twice(harbour, corpus, tmp_path):
    """For the same date."""
    for name in ("first", "second"):
        result = harbour("memo", corpus.cases, "--out", tmp_path / name, *FOUR)
        assert result.exit_code == 0
    found = files(tmp_path / "first")
    assert set(found) == {f"harbour/01.{ending}" for ending in ("md", "html", "docx", "pdf")}
    assert found == files(tmp_path / "second")
    assert found["harbour/01.pdf"].startswith(b"%PDF-1.7")
    assert zipfile.is_zipfile(io.BytesIO(found["harbour/01.docx"]))


def test_the_date_is_that_of_today_unless_one_is_given(harbour, corpus, tmp_path, monkeypatch):
    """A PDF/A file must carry one; text does not."""
    out = tmp_path / "out"
    harbour("memo", corpus.cases, "--out", out, "--format", "docx")
    today = docx.Document(str(out / "harbour" / "01.docx")).core_properties.created.date()
    harbour("memo", corpus.cases, "--out", out, "--format", "docx", "--date", "2026-03-01")
    given = docx.Document(str(out / "harbour" / "01.docx")).core_properties.created.date()
    assert (given.isoformat(), today > given) == ("2026-03-01", True)


@pytest.mark.parametrize("date", ["1 March", "2026-13-01", "2026-03", ""])
def test_a_date_that_is_none_is_refused(harbour, corpus, tmp_path, date):
    """With an example of one."""
    result = harbour("memo", corpus.cases, "--out", tmp_path / "out", "--date", date)
    assert result.exit_code == 2
    assert "E403" in result.stderr
    assert "2026-03-01" in result.stderr


def test_open_questions_stand_in_the_word_document_as_comments(harbour, corpus, tmp_path):
    """Those of the vocabulary on which nothing is stated, each once."""
    harbour("memo", corpus.cases, "--out", tmp_path / "out", "--format", "docx")
    comments = docx.Document(str(tmp_path / "out" / "harbour" / "01.docx")).comments
    questions = [paragraph.text for comment in comments for paragraph in comment.paragraphs]
    assert questions
    assert len(questions) == len(set(questions))
    assert all(question.endswith("?") for question in questions)


@pytest.mark.parametrize(("format", "module"), [("docx", "docx"), ("pdf", "typst"), ("pdf", "fontpkg_amiri")])
def test_a_format_without_its_extra_says_what_to_install(
    harbour, corpus, tmp_path, monkeypatch, format, module
):
    """Before any work is done, and nothing is written."""
    there = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == module else there(name))
    result = harbour("memo", corpus.cases, "--out", tmp_path / "out", "--format", f"md,{format}")
    assert result.exit_code == 2
    assert f"E406 the format {format} needs an extra that is not installed: {module}" in result.stderr
    assert f"pip install 'prong[{format}]'" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_firms_template_and_styles_shape_the_documents(harbour, corpus, tmp_path):
    """In all formats at once."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "memo.md.jinja").write_text("# The firm on {{ record.title | md }}\n\nText.\n")
    firm = docx.Document()
    firm.sections[0].header.paragraphs[0].text = "The firm"
    firm.save(str(tmp_path / "firm.docx"))
    out = tmp_path / "out"
    options = ("--template", own, "--reference-docx", tmp_path / "firm.docx")
    result = harbour("memo", corpus.cases, "--out", out, *FOUR, *options)
    assert result.exit_code == 0
    assert (out / "harbour" / "01.md").read_text().startswith("# The firm on ")
    assert "<h1" in (out / "harbour" / "01.html").read_text()
    written = docx.Document(str(out / "harbour" / "01.docx"))
    assert written.paragraphs[0].text.startswith("The firm on ")
    assert written.sections[0].header.paragraphs[0].text == "The firm"


def test_a_template_with_a_mistake_writes_nothing(harbour, corpus, tmp_path):
    """The finding names file and line; it is about a file, so the exit code is 1."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "memo.md.jinja").write_text("# A\n\n{{ recrod }}\n")
    result = harbour("memo", corpus.cases, "--out", tmp_path / "out", "--template", own)
    assert result.exit_code == 1
    assert "memo.md.jinja:3:1: E407" in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("option", "make", "code"),
    [
        ("--template", None, "E101"),
        ("--template", "folder", "E111"),
        ("--reference-docx", None, "E408"),
        ("--reference-docx", "text", "E408"),
    ],
)
def test_a_template_or_reference_that_cannot_be_used_is_refused(
    harbour, corpus, tmp_path, option, make, code
):
    """Not there, empty, or something else."""
    path = tmp_path / "own"
    if make == "folder":
        path.mkdir()
    elif make == "text":
        path.write_text("no package")
    result = harbour("memo", corpus.cases, "--out", tmp_path / "out", "--format", "md,docx", option, path)
    assert result.exit_code == 2
    assert code in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("# A\n\n![seal](seal.png)\n", "image"),
        ("", "document without a heading"),
        ("To the file.\n", "document without a heading"),
        ("#\n\nTo the file.\n", "document without a heading"),
    ],
)
def test_what_no_format_can_render_is_an_error_and_is_not_dropped(harbour, corpus, tmp_path, text, named):
    """No format is written, not even the Markdown that could hold it."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "memo.md.jinja").write_text(text)
    result = harbour("memo", corpus.cases, "--out", tmp_path / "out", "--template", own, "--format", "md")
    assert "E409" in result.stderr
    assert named in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.fixture
def many(corpus, tmp_path) -> Path:
    """The invented case, as often as two processes are worth."""
    for number in range(2, FEWEST + 1):
        shutil.copy(corpus.case, corpus.case.with_name(f"{number:02}.yaml"))
        path = corpus.case.with_name(f"{number:02}.yaml")
        path.write_text(path.read_text().replace("harbour/01", f"harbour/{number:02}"))
    return corpus.cases


ON_TWO = """
import os, sys
os.cpu_count = lambda: 2
os.register_at_fork(before=lambda: print("forked", file=sys.stderr))
from prong.cli.main import main
main()
"""


def on_two_processors(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own, which may be forked."""
    command = [sys.executable, "-c", ON_TWO, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


forking = pytest.mark.skipif(sys.platform != "linux", reason="Work is shared where processes can be forked.")


@forking
def test_many_cases_are_shared_and_nothing_shows_it(harbour, corpus, many, tmp_path):
    """Two processes write the bytes that one writes."""
    options = ("--format", "md,docx", "--date", "2026-03-01")
    found = on_two_processors("memo", many, "--out", tmp_path / "two", *options, "--rules", corpus.rules)
    assert (found.returncode, found.stderr.count("forked")) == (0, 2)
    assert harbour("memo", many, "--out", tmp_path / "one", *options).exit_code == 0
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert len(files(tmp_path / "one")) == 2 * FEWEST


@forking
def test_a_finding_in_another_process_is_told_as_in_this_one(corpus, many, tmp_path):
    """With its place, and nothing is written."""
    (tmp_path / "memo.md.jinja").write_text("# A{% if record.id == 'harbour/02' %}{{ lost }}{% endif %}")
    found = on_two_processors(
        "memo", many, "--out", tmp_path / "out", "--template", tmp_path, "--rules", corpus.rules
    )
    assert found.stderr.count("forked") == 2, found.stderr
    assert found.returncode == 1, found.stderr
    assert "memo.md.jinja:1:" in found.stderr
    assert "'lost' is undefined" in found.stderr
    assert not (tmp_path / "out").exists()
