"""Debian's Chromium, and what every test in it needs: a page from disk, with scripts or without.

A driver in a copy of the page does what a reader does; its digest stands in the policy of the copy beside
that of the page's own script. Nothing else differs.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium")
OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--virtual-time-budget=3000",
    "--dump-dom",
)
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
NO_SCRIPTS = {"profile": {"default_content_setting_values": {"javascript": 2}}}


def skipped(request: pytest.FixtureRequest, reason: str) -> None:
    """Skip, and print why past pytest, which would keep it to itself."""
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        print(f"\n{reason}")
    pytest.skip(reason)


@pytest.fixture(scope="module")
def chromium(request: pytest.FixtureRequest) -> str:
    """The browser, or a reason printed why there is none."""
    if CHROMIUM is None:
        skipped(request, "no chromium is installed: no page is tried in a browser")
    return CHROMIUM


@pytest.fixture(scope="session")
def axe(request: pytest.FixtureRequest) -> str:
    """The script of axe, or a reason printed why there is none."""
    if not AXE.is_file():
        skipped(request, "axe-core is not installed (make tests/browser/node_modules): no page is searched")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture
def opened(chromium: str, tmp_path: Path) -> Callable[..., str]:
    """The document that the browser makes of a page which it opens from disk.

    `page` is a text, or a file that stays where it is; `hash` stands behind # in the address.
    """

    def dump(page: str | Path, *, scripts: bool = True, hash: str = "", options: tuple[str, ...] = ()) -> str:
        file, profile = tmp_path / "page.html", tmp_path / "profile"
        if isinstance(page, Path):
            file = page
        else:
            file.write_text(page, encoding="utf-8")
        (profile / "Default").mkdir(parents=True, exist_ok=True)
        (profile / "Default" / "Preferences").write_text(json.dumps({} if scripts else NO_SCRIPTS))
        address = f"{file.as_uri()}#{hash}" if hash else file.as_uri()
        command = [chromium, *OPTIONS, *options, f"--user-data-dir={profile}", address]
        result = subprocess.run(command, capture_output=True, check=True, timeout=60)
        return result.stdout.decode()

    return dump


def with_script(text: str, script: str) -> str:
    """A copy of a page with one more script at its end, which its policy admits by digest."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    if "script-src" in text:
        admitted = text.replace("script-src 'sha256-", f"script-src 'sha256-{digest}' 'sha256-", 1)
    else:
        admitted = text.replace("default-src 'none'", f"default-src 'none'; script-src 'sha256-{digest}'", 1)
    assert admitted != text
    return admitted.replace("</body>", f"<script>{script}</script></body>")


def told_by(document: str) -> object:
    """What the driver of a page wrote down."""
    told = re.search(r'<pre id="told"[^>]*>(.*?)</pre>', document, re.DOTALL)
    assert told, "the driver did not come to its end"
    return json.loads(html.unescape(told[1]))
