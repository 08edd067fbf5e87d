"""`prong` itself: version, help, unknown commands, faults of the program, and a reader that goes away."""

import subprocess
import sys
from pathlib import Path

import pytest

from prong import __version__
from prong.cli.main import COMMANDS, main

ROOT = Path(__file__).parents[3]
PRONG = Path(sys.executable).with_name("prong")


def test_the_version_is_that_of_the_package(prong):
    """`prong --version`, for reports of faults."""
    assert prong("--version").stdout == f"prong {__version__}\n"


def test_help_lists_every_command_with_what_it_does(prong):
    """Commands are loaded one at a time, so the list is written by hand and may fall behind."""
    text = prong("--help").stdout
    assert [name for name in COMMANDS if name not in text] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_ends_with_an_example(prong, command):
    """Whoever asks how to call a command is shown a call of it."""
    result = prong(command, "--help")
    assert result.exit_code == 0
    assert f"prong {command}" in result.stdout.split("Example")[-1]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_list_of_commands_says_what_the_command_itself_says(prong, command):
    """The first words of a command's own help are those of the list."""
    first = COMMANDS[command].split(",")[0].split(" as ")[0].rstrip(".")
    assert first.split(":")[0] in " ".join(prong(command, "--help").stdout.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_offers_to_change_the_shell(prong, command):
    """Prong writes where it is told to write and nowhere else."""
    assert "--install-completion" not in prong(command, "--help").stdout


@pytest.mark.parametrize(
    "arguments",
    [("nonsense",), ("assess",), ("memo", "cases"), ("check", "--format", "xml"), ("schema", "rule")],
)
def test_a_call_that_cannot_be_understood_has_exit_code_2(prong, arguments):
    """An unknown command, a missing argument or option, a value that is none of the choices."""
    result = prong(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Traceback" not in result.stderr


def test_a_fault_of_the_program_is_told_in_two_lines_without_testimony(monkeypatch, capsys):
    """E901 names the kind of fault and its line; what the fault says may quote a case."""

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("Ms. Lee was sold in Heilongjiang")

    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("prong.cli.assess.assess_norm", fail)
    monkeypatch.setattr(sys, "argv", ["prong", "assess", "cases"])
    with pytest.raises(SystemExit) as left:
        main()
    captured = capsys.readouterr()
    assert (left.value.code, captured.out) == (2, "")
    assert "E901" in captured.err
    assert "RuntimeError" in captured.err
    assert len(captured.err.splitlines()) == 2
    for words in ("Traceback", "Ms. Lee", "Heilongjiang"):
        assert words not in captured.err


def test_a_reader_that_goes_away_is_no_fault():
    """`prong assess cases --json | head` ends without a word."""
    command = f"'{PRONG}' assess cases --json | head -n 1"
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[\n", "")


def test_the_program_starts_as_a_command_of_the_shell():
    """The console script is installed and answers."""
    done = subprocess.run([PRONG, "--version"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, f"prong {__version__}\n")
