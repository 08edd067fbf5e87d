"""The files around the code: licence, lock, dependencies, and nothing that belongs to one machine."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from prong import __version__

ROOT = Path(__file__).parents[2]
PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
REQUIREMENT = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", re.MULTILINE)

# Written in parts, so that this file holds none of them.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("files", "pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("crates", "io"),
        ("conda", "anaconda", "org"),
        ("proxy", "golang", "org"),
    )
]
MACHINE = re.compile(
    r"(?<![\w.~-])/(?:root|work|home/\w+|Users/\w+|private/var|mnt/\w+)/|\b[A-Z]:\\\\?Users\b"
)


def tracked() -> list[Path]:
    """The text files of the repository: those that git tracks or would track."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    paths = [ROOT / name for name in sorted(set(listed.split("\0"))) if name]
    return [path for path in paths if path.is_file() and b"\0" not in path.read_bytes()[:8192]]


def test_the_files_are_found():
    """A test over an empty list passes."""
    assert len(tracked()) > 100


def test_no_file_holds_the_address_of_a_package_registry():
    """Where packages come from is the choice of whoever installs."""
    found = {path: [r for r in REGISTRIES if r in path.read_text(encoding="utf-8")] for path in tracked()}
    assert {path: names for path, names in found.items() if names} == {}


def test_no_file_holds_a_path_of_one_machine():
    """Absolute paths of a developer's machine mean nothing elsewhere."""
    found = {path: MACHINE.findall(path.read_text(encoding="utf-8")) for path in tracked()}
    assert {path: paths for path, paths in found.items() if paths} == {}


def test_every_text_ends_with_one_line_break_and_has_no_carriage_return():
    """So that digests and diffs agree on every machine."""
    faulty = [
        path
        for path in tracked()
        if (content := path.read_bytes()) and (b"\r" in content or content[-1:] != b"\n")
    ]
    assert [path for path in faulty if "bad" not in path.parts] == []


@pytest.mark.parametrize(
    "name", ["LICENSE", "CITATION.cff", "CHANGELOG.md", "README.md", "Makefile", ".ci/run"]
)
def test_what_convention_asks_for_is_there(name):
    """Each has something to say."""
    assert len((ROOT / name).read_text(encoding="utf-8")) > 100


def test_the_top_level_holds_what_the_design_names():
    """A new folder at the top is a decision."""
    tops = {path.relative_to(ROOT).parts[0] for path in tracked()}
    assert tops == {
        ".ci", ".gitignore", "CHANGELOG.md", "CITATION.cff", "LICENSE", "Makefile", "README.md",
        "cases", "pyproject.toml", "reports", "requirements.lock", "rules", "src", "tests",
    }  # fmt: skip


def test_the_version_is_the_same_everywhere():
    """In the package, in the citation file and at the head of the changelog."""
    assert f"version: {__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"## [{__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_requirement_of_the_lock_has_hashes():
    """And is fixed to one version."""
    requirements = re.split(r"\n(?=\S)", "\n".join(line for line in LOCK.splitlines() if line[:1] != "#"))
    requirements = [text for text in requirements if text.strip()]
    assert len(requirements) == len(REQUIREMENT.findall(LOCK)) > 20
    assert [text for text in requirements if not re.search(r"--hash=sha256:[0-9a-f]{64}", text)] == []


def test_the_lock_holds_no_address():
    """Neither of an index nor of a file."""
    assert re.findall(r"https?:|file:|--(?:extra-)?index-url|--find-links|@ ", LOCK) == []


def test_the_lock_holds_what_the_project_needs():
    """Every dependency of the program and of its tests is in the lock."""
    project = tomllib.loads(PROJECT)["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    names = {normal(re.match(r"[A-Za-z0-9._-]+", text)[0]) for text in needed}
    assert names - {normal(name) for name, _ in REQUIREMENT.findall(LOCK)} == set()


def normal(name: str) -> str:
    """The name of a package as all its spellings have it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_dependency_has_its_reason_beside_it():
    """A comment on the line of each requirement, or above the line where they stand together."""
    lines = PROJECT.splitlines()
    begin = next(n for n, line in enumerate(lines) if line.startswith("dependencies"))
    end = next(n for n, line in enumerate(lines) if line == "[tool.hatch.version]")
    bare = []
    for number, line in enumerate(lines[begin:end], begin):
        code, _, comment = line.partition("#")
        wanted = re.search(r'"[A-Za-z0-9._\[\]-]+(?:[<>=!~]=?[^"]*)"', code)
        if wanted and not comment.strip() and not lines[number - 1].startswith("#"):
            bare.append(line)
    assert bare == []


def test_the_whole_test_is_one_command():
    """What a machine runs is what a person runs."""
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("memos", "test", "lint", "clean"):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)
