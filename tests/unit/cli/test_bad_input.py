"""Files that are no cases: each gets one clear diagnostic, in bounded time, and no command goes on."""

import time
from pathlib import Path

import pytest


def alias_bomb() -> bytes:
    """Twelve lines that would stand for 9 to the power of 12 words."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 13)]
    return "\n".join(lines).encode()


CONTENT = {
    "binary": (b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe", "E103"),
    "control": (b"case: a/b\ntitle: \x1b[31mred\n", "E110"),
    "bomb": (alias_bomb(), "E107"),
    "deep": (b"case: " + b"[" * 10_000 + b"]" * 10_000, "E106"),
    "tagged": (b"case: !!python/object/apply:os.system [echo]\n", "E107"),
    "torn": (b"case: [a, b\ntitle: {", "E105"),
    "empty": (b"", "E204"),
    "list": (b"- case: a/list\n", "E204"),
}
COMMANDS = ("check", "assess", "memo")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", CONTENT)
def test_a_file_that_is_no_case_is_refused(harbour, tmp_path, command, name):
    """Its code comes first, the exit code is 1, and nothing is written."""
    content, code = CONTENT[name]
    file = tmp_path / f"{name}.yaml"
    file.write_bytes(content)
    result = harbour(command, file, *_out(command, tmp_path))
    shown = result.stdout if command == "check" else result.stderr
    assert result.exit_code == 1
    assert shown.startswith(f"{file}:")
    assert code in shown.splitlines()[0]
    assert "Traceback" not in shown
    assert not (tmp_path / "memos").exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_of_fifty_megabytes_is_refused_unread(harbour, tmp_path, command):
    """The size alone decides, so that memory stays bounded."""
    file = tmp_path / "large.yaml"
    with file.open("wb") as large:
        large.truncate(50 << 20)
    begun = time.monotonic()
    result = harbour(command, file, *_out(command, tmp_path))
    assert result.exit_code == 1
    assert "E104" in result.stdout + result.stderr
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("command", COMMANDS)
def test_a_missing_file_is_refused(harbour, tmp_path, command):
    """What was asked for cannot be had: exit code 2."""
    result = harbour(command, tmp_path / "missing.yaml", *_out(command, tmp_path))
    assert result.exit_code == 2
    assert "E101" in result.stdout + result.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_may_not_be_read_is_refused(harbour, tmp_path, monkeypatch, command):
    """The reason of the operating system is told."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    file = tmp_path / "secret.yaml"
    file.write_text("case: a/secret\n")
    opened = Path.open
    monkeypatch.setattr(
        Path, "open", lambda path, *a, **k: refuse() if path == file else opened(path, *a, **k)
    )
    result = harbour(command, file, *_out(command, tmp_path))
    assert result.exit_code == 2
    assert "E102" in result.stdout + result.stderr


@pytest.mark.parametrize("name", CONTENT)
def test_one_bad_file_among_good_ones_is_named(harbour, corpus, name):
    """The others are sound, and nothing is assessed all the same."""
    content, code = CONTENT[name]
    (corpus.cases / "harbour" / f"{name}.yaml").write_bytes(content)
    result = harbour("assess", corpus.cases)
    assert (result.exit_code, result.stdout) == (1, "")
    assert code in result.stderr


@pytest.mark.parametrize("name", ["binary", "control", "bomb", "deep", "tagged", "torn"])
def test_a_bad_file_among_the_rules_is_named(harbour, corpus, name):
    """Instruments are read with the same care as cases."""
    content, code = CONTENT[name]
    (corpus.rules / "instruments" / f"{name}.yaml").write_bytes(content)
    result = harbour("rules", "list")
    assert (result.exit_code, result.stdout) == (1, "")
    assert code in result.stderr


def _out(command: str, folder: Path) -> tuple[object, ...]:
    return ("--out", folder / "memos") if command == "memo" else ()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("cases/sources/harbour-interviews.yaml", "  type: report\n", ""),
        (
            "cases/sources/harbour-interviews.yaml",
            '  title: "Harbour Interviews: Accounts that',
            '  titel: "A',
        ),
        ("cases/sources/harbour-interviews.yaml", 'issued: "2024"', 'issued: "2024-13"'),
        ("rules/instruments/papers-handbook.yaml", "{type: book, ", "{"),
        ("rules/instruments/papers-handbook.yaml", 'issued: "2016-02"', 'issued: "2016-13"'),
        ("rules/vocabulary/papers.md", "{quantity: age-at-taking, below: 18}", "{quantity: age-at-taking}"),
    ],
)
def test_what_no_memo_could_be_made_of_is_refused_where_it_is_read(harbour, corpus, file, old, new):
    """A citation without type or title, a thirteenth month, a quantity that is compared with nothing."""
    corpus.change(corpus.folder / file, old, new)
    result = harbour("check", corpus.cases)
    assert result.exit_code == 1
    assert f"{corpus.folder / file}:" in result.stdout
