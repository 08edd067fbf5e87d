"""The plugin for pytest, found through its `pytest11` entry point.

It only declares the option: what collects examples is loaded where the option is used, so that a suite that
does not use it starts as fast as before.
"""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--prong-rules DIR`, also as `prong_rules` in the configuration file."""
    group = parser.getgroup("prong", "rules of Prong")
    group.addoption(
        "--prong-rules",
        metavar="DIR",
        default=None,
        help="collect the examples of the rule documents in this folder as tests",
    )
    parser.addini("prong_rules", "folder of rule documents whose examples are tests", default="")


def pytest_configure(config: pytest.Config) -> None:
    """Load the collector where there are rules to collect from."""
    if config.getoption("--prong-rules") or config.getini("prong_rules"):
        config.pluginmanager.import_plugin("prong.testing.collection")
