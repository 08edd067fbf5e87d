"""The plugin: examples of rule documents as tests with their file and line, in a pytest of their own."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A copy of the invented rules."""
    shutil.copytree(ROOT / "tests" / "golden" / "rules", tmp_path / "rules")
    return tmp_path / "rules"


def run_pytest(folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *map(str, arguments)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def line_of(document: Path, text: str) -> int:
    return document.read_text().splitlines().index(text) + 1


def test_examples_are_collected_with_their_file_and_line(rules: Path) -> None:
    document = rules / "norms" / "holding-back-papers.md"
    result = run_pytest(rules.parent, "--prong-rules", "rules", "--collect-only", "-q")
    assert result.returncode == 0, result.stdout + result.stderr
    line = line_of(document, "title: A threat is a means.")
    assert f"rules/norms/holding-back-papers.md::{line}: A threat is a means." in result.stdout


def test_an_example_that_fails_is_a_test_that_fails_at_its_line(rules: Path) -> None:
    document = rules / "norms" / "holding-back-papers.md"
    right = "facts: {threat: yes}\nexpect: {means: satisfied}"
    text = document.read_text()
    assert right in text
    document.write_text(text.replace(right, "facts: {threat: no}\nexpect: {means: satisfied}"))
    result = run_pytest(rules.parent, "--prong-rules", "rules")
    line = line_of(document, "title: A threat is a means.")
    assert result.returncode == 1
    assert f"holding-back-papers.md:{line}: A threat is a means." in result.stdout
    assert "not satisfied" in result.stdout
    assert "Traceback" not in result.stdout


def test_the_folder_can_stand_in_the_configuration(rules: Path) -> None:
    (rules.parent / "pytest.ini").write_text("[pytest]\nprong_rules = rules\n")
    result = run_pytest(rules.parent, "-q")
    assert result.returncode == 0
    assert "passed" in result.stdout


def test_where_nothing_is_collected_the_run_fails(rules: Path) -> None:
    (rules.parent / "test_one.py").write_text("def test_one():\n    pass\n")
    result = run_pytest(rules.parent, "--prong-rules", "rules", "-q", "--ignore", "rules")
    assert result.returncode != 0
    assert "no example was collected from rules" in result.stdout + result.stderr


def test_rules_with_faults_are_reported_as_diagnostics(rules: Path) -> None:
    document = rules / "norms" / "holding-back-papers.md"
    document.write_text(document.read_text().replace("standard:", "standrad:", 1))
    result = run_pytest(rules.parent, "--prong-rules", "rules")
    told = result.stdout + result.stderr
    assert result.returncode != 0
    assert "E201" in told
    assert "Traceback" not in told


def test_without_the_option_nothing_is_loaded(rules: Path) -> None:
    """Neither Hypothesis nor the rules, so that other suites start as fast as before."""
    (rules.parent / "test_one.py").write_text(
        "import sys\n\ndef test_one():\n"
        "    assert 'prong.testing' not in sys.modules\n    assert 'prong.language' not in sys.modules\n"
    )
    result = run_pytest(rules.parent, "-q", "test_one.py")
    assert result.returncode == 0, result.stdout


def test_one_line_is_enough_in_a_test_file(rules: Path) -> None:
    (rules.parent / "test_rules.py").write_text(
        "from prong.testing import assert_properties\n\n"
        "def test_the_rules_have_every_property():\n    assert_properties('rules', examples=5)\n"
    )
    result = run_pytest(rules.parent, "-q", "test_rules.py")
    assert result.returncode == 0, result.stdout
