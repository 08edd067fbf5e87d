"""What a style of citation is: data and five small functions.

`form` gives the full citation as two parts, what stands before a pinpoint and what stands after it. The
others take a work, the words of its pinpoints (Markdown, empty for none) and, for `later`, the number of
the note that holds the full citation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from prong.model.instruments import Instrument
from prong.rendering.styles.pinpoints import Prefixes, pinpoints_words
from prong.rendering.styles.work import Work, work_of_instrument


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """A style: `full` for the table, `first`, `later` and `again` for notes, `brief` for the text.

    `again` is None where the style knows no ibid.
    """

    name: str
    title: str
    prefixes: Prefixes
    full: Callable[[Work, str], str]
    first: Callable[[Work, str], str]
    later: Callable[[Work, str, int], str]
    again: Callable[[Work, str], str] | None
    brief: Callable[[Work, str], str]

    def pinpoints(self, instrument: Instrument, pinpoints: Iterable[str]) -> str:
        """The words of pinpoints, as Markdown."""
        return pinpoints_words(instrument, pinpoints, self.prefixes)

    def short(self, instrument: Instrument, pinpoints: Iterable[str]) -> str:
        """The short form with pinpoints, as it stands in the text."""
        return self.brief(work_of_instrument(instrument), self.pinpoints(instrument, pinpoints))
