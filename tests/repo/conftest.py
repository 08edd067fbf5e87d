"""`pytest tests/repo --update-languages` adds new messages to the catalogues and drops what is gone."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-languages", action="store_true", help="bring the catalogues up to date")
