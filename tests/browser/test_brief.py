"""Briefs as a browser prints them: one page each, of the records that have most to say."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pypdfium2
import pytest
from typer.testing import CliRunner

from prong.cli.main import app

ROOT = Path(__file__).parents[2]
RECORDS = ("cases/lives-for-sale/persons", "cases/lives-for-sale/39.yaml")
LONGEST = 3


@pytest.fixture(scope="module", params=["en", "ko"])
def briefs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The longest briefs, which are those of women with several accounts and of one account."""
    out = tmp_path_factory.mktemp("briefs")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        command = ["memo", *RECORDS, "--kind", "brief", "--format", "html", "--audience", "internal"]
        command += ["--language", request.param, "--out", str(out)]
        assert CliRunner().invoke(app, command, catch_exceptions=False).exit_code == 0
    pages = sorted(out.rglob("*.html"), key=lambda path: (-path.stat().st_size, path.name))
    assert len(pages) == 8
    return pages[:LONGEST]


def test_a_browser_prints_a_brief_on_one_page(chromium: str, briefs: list[Path], tmp_path: Path):
    """On A4, with the margins of the page itself."""
    for page in briefs:
        printed = tmp_path / f"{page.stem}.pdf"
        command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        command += [f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={printed}", page.as_uri()]
        subprocess.run(command, capture_output=True, check=True, timeout=120)
        assert len(pypdfium2.PdfDocument(printed)) == 1, page.stem
