"""Examples of rule documents as pytest items, each with its file and line, so that an editor jumps to them.

Loaded by `prong.pytest_plugin` where `--prong-rules` names a folder. PYTEST_DONT_REWRITE
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from prong.errors import ProngError
from prong.evaluation.examples import run_example
from prong.language.rulebook import load_rulebook
from prong.model.norms import Example, Norm, Rulebook
from prong.rendering.diagnostics import concise


class ExampleFailed(Exception):
    """An example whose expectations do not hold, one line for each."""


class ExampleItem(pytest.Item):
    """One example of a rule document."""

    def __init__(self, *, rulebook: Rulebook, norm: Norm, example: Example, **rest: object) -> None:
        super().__init__(**rest)
        self.rulebook, self.norm, self.example = rulebook, norm, example

    def runtest(self) -> None:
        failures = run_example(self.rulebook, self.norm, self.example)
        if failures:
            raise ExampleFailed("\n".join(f"{f.element} is {f.answered}, not {f.expected}" for f in failures))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> object:
        if isinstance(excinfo.value, ExampleFailed):
            return f"{self.path}:{self.example.anchor.line}: {self.example.title}\n{excinfo.value}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """The file, the line (from 0), and the title."""
        return self.path, self.example.anchor.line - 1, self.example.title


class RuleDocument(pytest.File):
    """The document of one norm."""

    def __init__(self, *, rulebook: Rulebook, norm: Norm, **rest: object) -> None:
        super().__init__(**rest)
        self.rulebook, self.norm = rulebook, norm

    def collect(self) -> Iterator[ExampleItem]:
        for example in self.norm.examples:
            name = f"{example.anchor.line}: {example.title}"
            yield ExampleItem.from_parent(
                self, name=name, rulebook=self.rulebook, norm=self.norm, example=example
            )


class RuleDocuments:
    """The documents of the folder that the option names, found once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.norms: dict[Path, tuple[Rulebook, Norm]] = {}
        self.collected = 0

    def read(self) -> None:
        try:
            rulebook = load_rulebook(self.folder)
        except ProngError as error:
            raise pytest.UsageError(concise(error.diagnostics).rstrip()) from None
        self.norms = {
            (self.folder / norm.anchor.file).resolve(): (rulebook, norm) for norm in rulebook.norms.values()
        }

    @pytest.hookimpl
    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """The folder is collected beside what the call names."""
        self.read()
        arguments = session.config.args
        if not any(self.folder.resolve().is_relative_to(_path(each)) for each in arguments):
            arguments.append(str(self.folder / "norms"))

    @pytest.hookimpl
    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> RuleDocument | None:
        found = self.norms.get(file_path.resolve())
        if found is None:
            return None
        rulebook, norm = found
        self.collected += len(norm.examples)
        return RuleDocument.from_parent(parent, path=file_path, rulebook=rulebook, norm=norm)

    @pytest.hookimpl(trylast=True)
    def pytest_collection_finish(self) -> None:
        """Examples that nobody ran must not pass for examples that hold."""
        if not self.collected:
            raise pytest.UsageError(f"no example was collected from {self.folder}")


def _path(argument: str) -> Path:
    return Path(argument.split("::", 1)[0]).resolve()


def pytest_configure(config: pytest.Config) -> None:
    """Registered late, so the folder is read when the session starts."""
    folder = config.getoption("--prong-rules") or config.rootpath / config.getini("prong_rules")
    config.pluginmanager.register(RuleDocuments(Path(folder)), "prong-rules")
