"""`prong corpus ingest`, `export` and `generate` as a user meets them."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from prong.corpus.planes import Corpus
from prong.corpus.whole_file import whole_file

RULES = Path(__file__).parents[2] / "rules" / "base"
HEAD = "number,season,berth,band,lessons\n"
GOOD = HEAD + "1,Spring,4,18+,Rowing\n2,,,,None\n"


@pytest.fixture
def rota(prong, tmp_path, monkeypatch):
    """Runs a command of the group where the test stands, with the rules of the harbour."""

    def run(*arguments, rules=RULES):
        monkeypatch.chdir(tmp_path)
        return prong("corpus", *arguments, "--rules", rules, columns=200)

    return run


def left(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in tmp_path.iterdir())


def test_a_table_becomes_a_corpus(rota, tmp_path):
    (tmp_path / "a.csv").write_text(GOOD)
    result = rota("ingest", tmp_path / "a.csv", "--map", "rota", "-o", tmp_path / "c.arrow")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"2 rows in {tmp_path}/c.arrow.\n"
    assert Corpus(tmp_path / "c.arrow").rows == 2


def test_rows_that_cannot_be_read_are_named_one_a_line_and_counted(rota, tmp_path):
    (tmp_path / "a.csv").write_text(GOOD.replace("4,18+", "4,17+") + "3,,,\n")
    result = rota("ingest", tmp_path / "a.csv", "--map", "rota", "-o", tmp_path / "c.arrow")
    assert result.exit_code == 0
    first, second, *rest = result.stderr.splitlines()
    assert first.endswith(
        "a.csv:2:12: E507 band holds “17+”, not a value of its code list (did you mean “18+”?)"
    )
    assert second.endswith("a.csv:4:1: E508 this row cannot be read: 4 cells, and the header has 5")
    assert rest == [f"1 row in {tmp_path}/c.arrow.", "2 rows that could not be read are left out."]


def test_strict_stops_with_an_exit_code_and_without_a_file(rota, tmp_path):
    (tmp_path / "a.csv").write_text(GOOD + "3,,,\n")
    result = rota("ingest", tmp_path / "a.csv", "--map", "rota", "-o", tmp_path / "c.arrow", "--strict")
    assert result.exit_code == 1
    assert "E508" in result.stderr
    assert left(tmp_path) == ["a.csv"]


def test_a_column_that_the_mapping_does_not_know_is_said(rota, tmp_path):
    (tmp_path / "a.csv").write_text(HEAD.strip() + ",shoe\n1,,,,,42\n")
    result = rota("ingest", tmp_path / "a.csv", "--map", "rota", "-o", tmp_path / "c.arrow")
    assert "Columns that the mapping does not know: shoe.\n" in result.stderr


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], "--map is missing\n  hint: expected one of rota"),
        (["--map", "rotas"], "E401 there is no mapping “rotas”\n  hint: did you mean “rota”?"),
        (
            ["--map", "rota", "--crosswalk", "berth-as-trainin"],
            "there is no crosswalk of rota “berth-as-trainin”",
        ),
        (["--map", "rota", "--standard", "some-evidenc"], "there is no standard of proof “some-evidenc”"),
        (
            ["--map", "rota", "--standard", "clear-and-convincing"],
            "hint: expected a standard to which rota shows anything",
        ),
        (["--map", "rota", "--id", "nummer"], "E504 the source has no column “nummer”"),
    ],
)
def test_what_is_asked_for_amiss_is_said(options, expected, rota, tmp_path):
    (tmp_path / "a.csv").write_text(GOOD)
    result = rota("ingest", tmp_path / "a.csv", *options, "-o", tmp_path / "c.arrow")
    assert result.exit_code in (1, 2)
    assert expected in result.stderr
    assert left(tmp_path) == ["a.csv"]


def test_a_source_is_never_written_over(rota, tmp_path):
    (tmp_path / "a.csv").write_text(GOOD)
    (tmp_path / "b.csv").hardlink_to(tmp_path / "a.csv")
    result = rota("ingest", tmp_path / "a.csv", "--map", "rota", "-o", tmp_path / "b.csv")
    assert (result.exit_code, "expected another file than the source" in result.stderr) == (2, True)
    assert (tmp_path / "a.csv").read_text() == GOOD


def test_a_mapping_that_names_an_unknown_predicate_stops_everything(rota, tmp_path):
    rules = tmp_path / "rules"
    subprocess.run(["cp", "-r", str(RULES), str(rules)], check=True)
    file = rules / "mappings" / "rota.md"
    file.write_text(
        file.read_text(encoding="utf-8").replace("training: {column: less", "trainig: {column: less")
    )
    (tmp_path / "a.csv").write_text(GOOD)
    result = rota("ingest", tmp_path / "a.csv", "--map", "rota", "-o", tmp_path / "c.arrow", rules=rules)
    assert result.exit_code == 1
    assert "E203 no predicate or quantity is called “trainig”" in result.stderr
    assert left(tmp_path) == ["a.csv", "rules"]


def test_case_files_need_a_standard_and_no_mapping(rota, tmp_path):
    cases = RULES.parents[1] / "cases" / "base"
    out = tmp_path / "c.arrow"
    assert "--standard is missing" in rota("ingest", cases, "-o", out).stderr
    refused = rota("ingest", cases, "--standard", "some-evidence", "--map", "rota", "-o", out)
    assert (refused.exit_code, "--map is for tables" in refused.stderr) == (2, True)
    done = rota("ingest", cases, "--standard", "some-evidence", "-o", out)
    assert (done.exit_code, done.stderr) == (0, f"1 row in {out}.\n")


def test_two_runs_on_one_output_are_told_apart(rota, tmp_path):
    (tmp_path / "a.csv").write_text(GOOD)
    with whole_file(tmp_path / "c.arrow") as file:
        file.write(b"the first")
        result = rota("ingest", tmp_path / "a.csv", "--map", "rota", "-o", tmp_path / "c.arrow")
        assert result.exit_code == 2
        assert "E511 another run is writing" in result.stderr
    assert (tmp_path / "c.arrow").read_bytes() == b"the first"


def test_a_full_disk_is_said_and_leaves_what_was_there(rota, tmp_path):
    (tmp_path / "c.arrow").write_bytes(b"former")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    former = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 14, before[1]))
        result = rota("generate", "--rows", 1_000_000, "-o", tmp_path / "c.arrow")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, former)
    assert result.exit_code == 2
    assert "cannot be written: File too large" in result.stderr
    assert left(tmp_path) == ["c.arrow"]
    assert (tmp_path / "c.arrow").read_bytes() == b"former"


def test_the_room_for_hashes_may_run_out_as_well(rota, tmp_path):
    rows = "".join(f"{(n * 7919) % 50_000:05},,,,\n" for n in range(50_000))
    (tmp_path / "a.csv").write_text(HEAD + rows)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    former = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 18, before[1]))
        result = rota("ingest", tmp_path / "a.csv", "--map", "rota", "-o", tmp_path / "c.arrow")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, former)
    assert (result.exit_code, "E402" in result.stderr) == (2, True)
    assert left(tmp_path) == ["a.csv"]


def test_a_run_that_is_told_to_stop_leaves_what_was_there(tmp_path):
    out = tmp_path / "c.arrow"
    out.write_bytes(b"former")
    command = [sys.executable, "-m", "prong.cli.main"]
    code = "from prong.cli.main import main; main()"
    command = [sys.executable, "-c", code, "corpus", "generate", "--rows", "2000000000", "-o", str(out)]
    run = subprocess.Popen([*command, "--rules", str(RULES)], stderr=subprocess.DEVNULL)
    part = tmp_path / ".c.arrow.part"
    try:
        while run.poll() is None and not (part.exists() and part.stat().st_size > 1 << 20):
            pass
        run.send_signal(signal.SIGINT)
        run.wait(60)
    finally:
        run.kill()
    assert run.returncode != 0
    assert out.read_bytes() == b"former"
    assert left(tmp_path) == ["c.arrow"]


def test_a_corpus_goes_out_as_csv_and_for_uwazi_and_in_the_columns_of_a_mapping(rota, tmp_path):
    (tmp_path / "a.csv").write_text(GOOD)
    rota("ingest", tmp_path / "a.csv", "--map", "rota", "-o", tmp_path / "c.arrow")
    for format, first in (("csv", '"id"'), ("uwazi", '"title"'), ("rota", '"number"')):
        result = rota("export", tmp_path / "c.arrow", "--to", format, "-o", tmp_path / "x.csv")
        assert result.exit_code == 0
        assert result.stderr.startswith(f"2 rows in {tmp_path}/x.csv.\n")
        assert (tmp_path / "x.csv").read_text(encoding="utf-8").startswith(first)
    assert "rota has no words of the same meaning for 1 other predicate" in result.stderr


def test_an_export_of_an_unknown_format_or_of_no_corpus_is_refused(rota, tmp_path):
    (tmp_path / "a.csv").write_text(GOOD)
    result = rota("export", tmp_path / "a.csv", "--to", "rot", "-o", tmp_path / "x.csv")
    assert (result.exit_code, "there is no format “rot”" in result.stderr) == (2, True)
    result = rota("export", tmp_path / "a.csv", "--to", "csv", "-o", tmp_path / "x.csv")
    assert result.exit_code != 0
    assert left(tmp_path) == ["a.csv"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["-o", "x.dat"], "a name that ends in .arrow, .csv, .parquet, .jsonl"),
        (["-o", "x.csv"], "--map is missing"),
        (["-o", "x.csv", "--map", "rot"], "did you mean “rota”?"),
        (["-o", "x.arrow", "--map", "rota"], "--map is for tables"),
    ],
)
def test_a_corpus_that_cannot_be_generated_is_refused(arguments, expected, rota, tmp_path):
    result = rota("generate", "--rows", 3, *arguments)
    assert (result.exit_code, expected in result.stderr) == (2, True)
    assert left(tmp_path) == []


def test_where_the_extra_is_missing_the_command_says_so():
    code = "import sys; sys.modules['pyarrow'] = None; from prong.cli.main import main; main()"
    command = [sys.executable, "-c", code, "corpus", "ingest", "a.csv", "-o", "c.arrow"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    headline = "E406 this command needs an extra that is not installed: corpus"
    assert done.stderr == f"{headline}\n  hint: pip install 'prong[corpus]'\n"
