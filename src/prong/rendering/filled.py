"""Templates filled with values: the one place that knows Jinja.

Templates run in a sandbox, undefined names are errors, and the filters that they use make text inert.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from jinja2 import FunctionLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from prong.model.trace import Node
from prong.rendering.escape import markdown
from prong.rendering.words import DISPENSED, DISPENSED_WORDS, SYMBOLS, WORDS

APOSTROPHE = re.compile(r"(?<=\w)'")
NUMBERS = ("no", "one", "two", "three", "four", "five", "six")


def filled(template: str, **values: object) -> str:
    """The Markdown of a template, without torn lines."""
    return _tidy(_environment().get_template(template).render(**values))


def _tidy(text: str) -> str:
    """Without blanks at the ends of lines and without more than one empty line in a row."""
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip() + "\n"


def listed(items: Iterable[str], conjunction: str = "and") -> str:
    """“a, b and c”."""
    words = list(items)
    return f" {conjunction} ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def capitalised(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def prose(text: object) -> str:
    """Text made inert, with its straight apostrophes set as typographic ones."""
    return APOSTROPHE.sub("’", markdown(text))


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    folder = files("prong").joinpath("rendering", "templates")
    environment = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(lambda name: folder.joinpath(name).read_text(encoding="utf-8")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        md=prose,
        listed=listed,
        capitalised=capitalised,
        words=WORDS.__getitem__,
        symbol=_symbol,
        count=_count,
    )
    return environment


def _count(number: int) -> str:
    """A small number in words."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def _symbol(node: Node) -> str:
    """Symbol and word for a cell of a table."""
    if node.role == "objection" and node.verdict in ("not-satisfied", "undetermined"):
        return "– not raised"
    if node.dispensed:
        return f"{DISPENSED} {DISPENSED_WORDS}"
    return f"{SYMBOLS[node.verdict]} {'presumed ' if node.presumed else ''}{WORDS[node.verdict]}"
