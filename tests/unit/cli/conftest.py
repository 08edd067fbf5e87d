"""The commands as a user meets them, and a small corpus of invented rules and one invented case."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from prong.cli.main import app

ROOT = Path(__file__).parents[3]
GOLDEN = ROOT / "tests" / "golden"


@dataclass(frozen=True, slots=True)
class Result:
    """What a command answered."""

    exit_code: int
    stdout: str
    stderr: str


Run = Callable[..., Result]


@dataclass(frozen=True, slots=True)
class Corpus:
    """A copy of the invented corpus that a test may change."""

    folder: Path

    @property
    def rules(self) -> Path:
        return self.folder / "rules"

    @property
    def cases(self) -> Path:
        return self.folder / "cases"

    @property
    def case(self) -> Path:
        return self.cases / "harbour" / "01.yaml"

    @property
    def text(self) -> Path:
        return self.folder / "source.txt"

    @property
    def source(self) -> Path:
        return self.cases / "sources" / "harbour-interviews.yaml"

    def change(self, file: Path, old: str, new: str) -> None:
        """Put `new` in the place of `old`, which must stand there."""
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def prong(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command from the root of the repository, without colour, on a terminal of 80 columns."""
    monkeypatch.chdir(ROOT)

    def run(*arguments: object, columns: int = 80) -> Result:
        environment = {"NO_COLOR": "1", "COLUMNS": str(columns), "FORCE_COLOR": None}
        result = CliRunner().invoke(app, list(map(str, arguments)), env=environment)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Result(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    """Invented rules, one invented case, and the text of its source."""
    folder = tmp_path / "corpus"
    for name in ("rules", "cases"):
        shutil.copytree(GOLDEN / name, folder / name)
    shutil.copy(GOLDEN / "source.txt", folder)
    return Corpus(folder)


@pytest.fixture
def letters(tmp_path: Path) -> Corpus:
    """Invented rules, three invented accounts of two women, a person file and claims."""
    folder = tmp_path / "letters"
    shutil.copytree(GOLDEN / "rules", folder / "rules")
    shutil.copytree(GOLDEN / "corpus" / "cases", folder / "cases")
    return Corpus(folder)


@pytest.fixture
def harbour(prong: Run, corpus: Corpus) -> Run:
    """Runs a command with the rules of the invented corpus."""

    def run(*arguments: object, columns: int = 80) -> Result:
        return prong(*arguments, "--rules", corpus.rules, columns=columns)

    return run
