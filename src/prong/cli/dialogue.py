"""Lines out, lines in: a conversation that a screen reader and a pipe can follow.

Nothing is drawn and nothing is coloured. A line that cannot be used is refused and asked for again.
"""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass

import typer

from prong.language.text import CONTROL

WIDEST = 100
LONGEST = 2000
"""A terminal passes on lines up to about four thousand bytes and cuts longer ones without a word."""


class Stopped(Exception):
    """The person ends the interview, or there is no more input."""


class WentBack(Exception):
    """The person goes back from a question without answering it."""


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Speaks and asks on standard output and input."""

    width: int
    echoes: bool

    @classmethod
    def open(cls) -> Dialogue:
        """The dialogue with whoever called the program."""
        width = min(shutil.get_terminal_size().columns, WIDEST)
        return cls(max(width, 20), sys.stdin is not None and sys.stdin.isatty())

    def say(self, lines: Iterable[str]) -> None:
        """Lines, broken at blanks where they are wider than the terminal; each keeps its indent."""
        for line in lines:
            indent = " " * (len(line) - len(line.lstrip()))
            typer.echo(textwrap.fill(line, self.width, subsequent_indent=f"{indent}  ") if line else "")

    def tell(self, *lines: str) -> None:
        """The same, for a line or two."""
        self.say(lines)

    def ask(self, prompt: str) -> str:
        """One line, without the blanks around it; raises Stopped or WentBack where the person says so."""
        while True:
            typer.echo(f"{prompt} > ", nl=False)
            raw = sys.stdin.buffer.readline() if sys.stdin is not None else b""
            if not self.echoes:
                typer.echo()
            if not raw:
                raise Stopped
            try:
                text = raw.decode("utf-8").strip()
            except UnicodeDecodeError:
                self.tell("This line is not UTF-8 text. Nothing of it was kept. Please type it again.")
                continue
            if CONTROL.search(text):
                self.tell("This line holds a key that is no letter, such as an arrow. Please type it again.")
            elif len(text) > LONGEST:
                self.tell(f"This line is longer than {LONGEST} letters. Please say it more shortly.")
            elif text.lower() in ("stop", "quit", "exit"):
                raise Stopped
            elif text.lower() == "back":
                raise WentBack
            else:
                return text
