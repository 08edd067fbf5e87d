"""`prong rules`: list, show and test the norms, and prove them."""

from __future__ import annotations

import typer

from prong.cli.lazy import lazy_group

COMMANDS = {
    "list": "List the norms with their provision and standard, and how much each holds.",
    "show": "Show a norm as it is written: commentary, elements, readings and examples.",
    "test": "Run the examples in the rule documents.",
    "coverage": "Show which parts of the norms their examples have shown to matter.",
    "mutate": "Edit the norms in every one-step way, and tell which edits nothing notices.",
    "verify": "Prove the rules in all cases, or show the smallest case that refutes them.",
}

app = typer.Typer(
    cls=lazy_group(COMMANDS, "rules_"),
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    help="List, show and test the norms, and prove them.",
    epilog="Examples:  prong rules list   ·   prong rules show refugee   ·   prong rules verify",
)


@app.callback()
def group() -> None:
    """Options of the group: none."""
