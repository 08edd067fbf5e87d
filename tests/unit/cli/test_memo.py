"""`prong memo`: one document for each case and format, the same twice, and whole or not at all."""

from pathlib import Path

import pytest


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_each_case_gets_one_file_in_each_format(prong, tmp_path):
    """The files lie as the cases do."""
    result = prong("memo", "cases", "--out", tmp_path, "--audience", "internal")
    wanted = {
        f"lives-for-sale/{path.stem}{ending}"
        for pattern in ("[0-9]*.yaml", "persons/*.yaml")
        for path in Path("cases", "lives-for-sale").glob(pattern)
        for ending in (".md", ".html")
    }
    assert (result.exit_code, result.stdout) == (0, "")
    assert set(files(tmp_path)) == wanted


@pytest.mark.parametrize("formats", ["md", "html", "md,html", "html, md", "md,md"])
def test_a_format_can_be_asked_for_alone(harbour, corpus, tmp_path, formats):
    """Formats are separated by commas."""
    result = harbour("memo", corpus.cases, "--out", tmp_path / "out", "--format", formats)
    wanted = {f"harbour/01.{name.strip()}" for name in formats.split(",")}
    assert (result.exit_code, set(files(tmp_path / "out"))) == (0, wanted)


def test_the_closing_line_counts_the_memos(harbour, corpus, tmp_path):
    """It is for the reader and goes to standard error."""
    result = harbour("memo", corpus.cases, "--out", tmp_path / "out")
    assert result.stderr == f"1 memo in {tmp_path / 'out'} (md, html).\n"


def test_two_runs_give_the_same_bytes(harbour, corpus, tmp_path):
    """No date of today, no order of a set, no address of the machine."""
    for name in ("first", "second"):
        harbour("memo", corpus.cases, "--out", tmp_path / name)
    assert files(tmp_path / "first") == files(tmp_path / "second") != {}


def test_a_second_run_replaces_the_first_and_leaves_nothing_beside_it(harbour, corpus, tmp_path):
    """What was written before is replaced; other files stay."""
    out = tmp_path / "out"
    (out / "harbour").mkdir(parents=True)
    (out / "harbour" / "01.md").write_text("an earlier memo")
    (out / "harbour" / "notes.txt").write_text("notes of a reader")
    harbour("memo", corpus.cases, "--out", out, "--format", "md")
    assert set(files(out)) == {"harbour/01.md", "harbour/notes.txt"}
    assert files(out)["harbour/notes.txt"] == b"notes of a reader"
    assert files(out)["harbour/01.md"].startswith(b"# Memorandum")


def test_a_second_run_leaves_alone_what_it_would_write_again(harbour, corpus, tmp_path):
    """Only a file that holds something else is replaced by another."""
    out = tmp_path / "out"
    harbour("memo", corpus.cases, "--out", out)
    changed, same = out / "harbour" / "01.md", out / "harbour" / "01.html"
    written, before = changed.read_bytes(), same.stat()
    changed.write_bytes(b"former")
    harbour("memo", corpus.cases, "--out", out)
    assert changed.read_bytes() == written
    assert (same.stat().st_ino, same.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_norms_readings_and_regimes_shape_the_memo(harbour, corpus, tmp_path):
    """The options are those of `prong assess`."""

    def memo(*options: str) -> str:
        result = harbour("memo", corpus.cases, "--out", tmp_path / "out", "--format", "md", *options)
        assert result.exit_code == 0
        return (tmp_path / "out" / "harbour" / "01.md").read_text()

    assert "Request for the return of papers" in memo()
    assert "Request for the return of papers" not in memo("--norm", "holding-back-papers")
    assert memo("--reading", "sign-of-control=narrow") != memo()
    assert "A port that asks for more" in memo("--regime", "strict-port")


@pytest.mark.parametrize(
    ("option", "near"),
    [
        (("--norm", "holding-back-paper"), "holding-back-papers"),
        (("--regime", "strict-ports"), "strict-port"),
        (("--reading", "sign-of-control=wider"), "wide"),
        (("--format", "md,htm"), "html"),
    ],
)
def test_an_unknown_name_writes_nothing(harbour, corpus, tmp_path, option, near):
    """Exit code 2 and the nearest name."""
    result = harbour("memo", corpus.cases, "--out", tmp_path / "out", *option)
    assert result.exit_code == 2
    assert f"did you mean “{near}”?" in result.stderr
    assert not (tmp_path / "out").exists()


def test_an_unknown_format_without_a_near_name_is_told_what_there_is(harbour, corpus, tmp_path):
    """Nothing is called anything like rtf, so the formats themselves are named."""
    result = harbour("memo", corpus.cases, "--out", tmp_path / "out", "--format", "rtf")
    assert result.exit_code == 2
    assert "md, html, docx, pdf" in result.stderr


def test_findings_about_one_case_write_no_memo_of_another(harbour, corpus, tmp_path):
    """All of them or none."""
    broken = corpus.cases / "harbour" / "02.yaml"
    broken.write_text(
        corpus.case.read_text().replace("harbour/01", "harbour/02").replace("events:", "event:")
    )
    result = harbour("memo", corpus.cases, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert not (tmp_path / "out").exists()


def test_a_folder_below_a_file_cannot_be_written(harbour, corpus, tmp_path):
    """E402 with the path and the reason; the file is as it was."""
    file = tmp_path / "file"
    file.write_text("kept")
    result = harbour("memo", corpus.cases, "--out", file / "below")
    assert result.exit_code == 2
    assert "E402" in result.stderr
    assert "Traceback" not in result.stderr
    assert file.read_text() == "kept"


@pytest.mark.parametrize("failing", [1, 2, 3, 4])
@pytest.mark.parametrize("step", ["write", "replace"])
def test_a_write_that_fails_midway_leaves_all_as_it_was(
    harbour, corpus, tmp_path, monkeypatch, failing, step
):
    """Two cases in two formats, one earlier memo, and a disk that is full at one of the four."""
    second = corpus.cases / "harbour" / "02.yaml"
    second.write_text(corpus.case.read_text().replace("harbour/01", "harbour/02"))
    out = tmp_path / "out"
    (out / "harbour").mkdir(parents=True)
    (out / "harbour" / "01.html").write_text("an earlier memo")
    fail_at(monkeypatch, step, failing)
    result = harbour("memo", corpus.cases, "--out", out)
    assert result.exit_code == 2
    assert "E402" in result.stderr
    assert "No space left" in result.stderr
    assert files(out) == {"harbour/01.html": b"an earlier memo"}


def test_folders_made_for_memos_that_failed_are_removed(harbour, corpus, tmp_path, monkeypatch):
    """Nothing is left behind, not even an empty folder."""
    fail_at(monkeypatch, "write", 2)
    result = harbour("memo", corpus.cases, "--out", tmp_path / "a" / "b")
    assert result.exit_code == 2
    assert not (tmp_path / "a").exists()


def test_a_user_who_interrupts_finds_all_as_it_was(harbour, corpus, tmp_path, monkeypatch):
    """Control-C between two files."""
    fail_at(monkeypatch, "replace", 2, error=KeyboardInterrupt)
    result = harbour("memo", corpus.cases, "--out", tmp_path / "a")
    assert result.exit_code != 0
    assert not (tmp_path / "a").exists()


def fail_at(
    monkeypatch: pytest.MonkeyPatch, step: str, number: int, *, error: type[BaseException] = OSError
) -> None:
    """Make the write or the move of that number fail."""
    calls = 0

    def failing() -> None:
        nonlocal calls
        calls += 1
        if calls == number:
            raise error(28, "No space left on device")

    if step == "replace":
        moved = Path.replace

        def replace(path: Path, target: Path) -> Path:
            failing()
            return moved(path, target)

        monkeypatch.setattr(Path, "replace", replace)
    else:
        chmod = Path.chmod

        def finish(path: Path, mode: int) -> None:
            failing()
            chmod(path, mode)

        monkeypatch.setattr(Path, "chmod", finish)


def test_a_finding_of_two_accounts_is_missed_as_one(prong, tmp_path):
    """Both fall away, which is less than that they turn out otherwise."""
    person = "cases/lives-for-sale/persons/park-1971.yaml"
    options = ("--norm", "servile-marriage", "--audience", "internal", "--format", "md")
    written = prong("memo", person, *options, "--out", tmp_path)
    assert written.exit_code == 0
    (memo,) = tmp_path.rglob("park-1971.md")
    told = memo.read_text(encoding="utf-8").split("## What is missing")[1].split("## Consequences")[0]
    without, *others = told.split("*Undetermined* without any one of these findings:")[1].split("\n- ")
    assert "Being promised or given in marriage by others" in without
    assert not [line for line in others if line.startswith("*Undetermined* if this turns out")]
