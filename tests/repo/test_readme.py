"""What the documents for readers show is what happens: their commands are run, their files are written.

Blocks of a document are taken in order, inside a copy of the rules and cases:

- ```` ```console ````: each line after `$ ` is run; the lines below it are its output. A line `…` stands for
  lines left out.
- ```` ```yaml path/of/a/file ```` (or any other language): the block is written to that file, or added to
  its end where a `+` follows. Where the repository has the file already, the block is an excerpt, and its
  paragraphs must stand there in this order.
- ```` ```diff path/of/a/file ````: each line with `-` stands in that file once and is replaced by the line
  with `+` below it.

`pytest tests/golden tests/repo --update-golden` writes the output of commands anew where none is left out.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[2]
DOCUMENTS = ("README.md", "cases/README.md", "cases/lives-for-sale/README.md", "rules/README.md")
COLUMNS = 100
BIN = Path(sys.executable).parent


def blocks(document: str) -> list[tuple[str, str]]:
    """The fenced blocks of a document: what stands behind the fence, and the content."""
    tokens = MarkdownIt("commonmark").parse((ROOT / document).read_text(encoding="utf-8"))
    return [(token.info.strip(), token.content) for token in tokens if token.type == "fence"]


def commands(content: str) -> list[tuple[str, list[str]]]:
    """The commands of a console block, each with the output shown below it."""
    found: list[tuple[str, list[str]]] = []
    for line in content.splitlines():
        if line.startswith("$ "):
            found.append((line.removeprefix("$ "), []))
        else:
            found[-1][1].append(line.rstrip())
    return found


def answer(command: str, folder: Path) -> list[str]:
    """What a command prints, on a terminal without colour."""
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": str(COLUMNS)}
    program, *arguments = shlex.split(command)
    assert program in ("prong", "pytest")
    done = subprocess.run(
        [BIN / program, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    return [line.rstrip() for line in (done.stdout + done.stderr).rstrip("\n").splitlines()]


def shows(shown: list[str], said: list[str]) -> bool:
    """Whether the lines shown are those said, where `…` stands for any number of lines."""
    runs: list[list[str]] = [[]]
    for line in shown:
        if line == "…":
            runs.append([])
        else:
            runs[-1].append(line)
    first, *others = runs
    place = len(first)
    if said[:place] != first:
        return False
    for number, run in enumerate(others, 1):
        last = number == len(others)
        starts = range(place, len(said) - len(run) + 1)
        start = next((n for n in starts if said[n : n + len(run)] == run), None)
        if last and run:
            start = starts[-1] if starts and said[starts[-1] :] == run else None
        if start is None:
            return False
        place = start + len(run)
    return bool(others) or len(said) == place


def missing(excerpt: str, text: str) -> list[str]:
    """The paragraphs of an excerpt that do not stand in the text in this order; line breaks may differ."""
    paragraphs = re.split(r"\n\s*\n|^…$", excerpt, flags=re.MULTILINE)
    running, place, absent = " ".join(text.split()), 0, []
    for paragraph in filter(None, (" ".join(paragraph.split()) for paragraph in paragraphs)):
        found = running.find(paragraph, place)
        if found < 0:
            absent.append(paragraph)
        else:
            place = found + len(paragraph)
    return absent


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_a_document_shows_is_what_happens(document, tmp_path, request):
    """Every command is run and every file is used."""
    wrong: list[str] = []
    update = request.config.getoption("--update-golden", default=False)
    for name in ("rules", "cases"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for info, content in blocks(document):
        language, path, *more = (*info.split(), "")
        if language == "console":
            answers = [(command, shown, answer(command, tmp_path)) for command, shown in commands(content)]
            if update and "…" not in content.splitlines():
                fresh = "".join("\n".join([f"$ {command}", *said]) + "\n" for command, _, said in answers)
                rewrite(document, content, fresh)
            else:
                wrong += [command for command, shown, said in answers if not shows(shown, said)]
        elif path and (ROOT / path).exists():
            wrong += missing(content, (ROOT / path).read_text(encoding="utf-8"))
        elif language == "diff":
            change(tmp_path / path, content)
        elif path:
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            with (tmp_path / path).open("a" if "+" in more else "w", encoding="utf-8") as file:
                file.write(content)
    assert wrong == []


def change(path: Path, content: str) -> None:
    """Replace the lines of a file as a diff says."""
    text = path.read_text(encoding="utf-8")
    lines = content.splitlines()
    for old, new in zip(lines[::2], lines[1::2], strict=True):
        assert (old[0], new[0]) == ("-", "+")
        assert text.count(f"{old[1:]}\n") == 1
        text = text.replace(f"{old[1:]}\n", f"{new[1:]}\n")
    path.write_text(text, encoding="utf-8")


def rewrite(document: str, old: str, new: str) -> None:
    """Put the fresh output of commands in the place of the old, where that first stands."""
    text = (ROOT / document).read_text(encoding="utf-8")
    before, after = (
        f"{marks}console\n{content}{marks}\n" for content in (old, new) for marks in [marks_around(content)]
    )
    assert before in text
    (ROOT / document).write_text(text.replace(before, after, 1), encoding="utf-8")


def marks_around(content: str) -> str:
    """The marks of a fence that its content does not end."""
    return max((run + "`" for run in re.findall("^`{3,}", content, re.MULTILINE)), key=len, default="```")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_document_shows_commands(document):
    """A test over no block passes."""
    assert any(info == "console" for info, _ in blocks(document))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_of_a_document_leads_somewhere(document):
    """Links inside the repository name what is there."""
    text = (ROOT / document).read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in target]
    assert targets
    assert [target for target in targets if not ((ROOT / document).parent / target).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_target_of_make_that_a_document_names_exists(document):
    """`make memos` and the like."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    text = "\n".join(content for info, content in blocks(document) if info == "sh")
    text += "\n".join(re.findall(r"`(make [a-z]+)`", (ROOT / document).read_text(encoding="utf-8")))
    for target in re.findall(r"make ([a-z]+)", text):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


@pytest.mark.parametrize(
    ("shown", "said", "same"),
    [
        (["a", "b"], ["a", "b"], True),
        (["a"], ["a", "b"], False),
        (["a", "…"], ["a", "b", "c"], True),
        (["a", "…", "c"], ["a", "b", "b", "c"], True),
        (["a", "…", "c"], ["a", "c"], True),
        (["…", "c"], ["a", "c"], True),
        (["a", "…", "c"], ["a", "b"], False),
        (["…"], ["a"], True),
    ],
)
def test_lines_left_out_are_marked(shown, said, same):
    """A document that shows less than a command says must say that it does."""
    assert shows(shown, said) is same


@pytest.mark.parametrize(
    ("excerpt", "absent"),
    [
        ("one two\n\nthree", []),
        ("one\ntwo\n…\nfour", []),
        ("three\n\none two", ["one two"]),
        ("one three", ["one three"]),
    ],
)
def test_an_excerpt_that_is_none_would_be_found(excerpt, absent):
    """Paragraphs in another order, or with words left out."""
    assert missing(excerpt, "one two\n\nthree\nfour\n") == absent
