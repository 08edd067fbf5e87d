"""The words and symbols for verdicts, standards, numbers and months, the same in every rendering.

Words are messages of the catalogues; whoever writes a document looks them up in its language.
"""

from __future__ import annotations

from types import MappingProxyType

from prong.rendering.language import marked

SYMBOLS = MappingProxyType({"satisfied": "✓", "not-satisfied": "✗", "undetermined": "?", "contested": "±"})
COLOURS = MappingProxyType(
    {"satisfied": "green", "not-satisfied": "red", "undetermined": "yellow", "contested": "magenta"}
)
WORDS = MappingProxyType(
    {
        "satisfied": marked("made out"),
        "not-satisfied": marked("not made out"),
        "undetermined": marked("undetermined"),
        "contested": marked("contested"),
    }
)
RECOMMENDATION_WORDS = MappingProxyType(
    {**WORDS, "satisfied": marked("supported"), "not-satisfied": marked("not supported")}
)
DISPENSED = "–"
DISPENSED_WORDS = marked("not required")
STANDARDS = MappingProxyType(
    {
        "some-evidence": marked("some evidence"),
        "reasonable-grounds": marked("reasonable grounds"),
        "reasonable-likelihood": marked("reasonable likelihood"),
        "balance-of-probabilities": marked("balance of probabilities"),
        "clear-and-convincing": marked("clear and convincing"),
        "beyond-reasonable-doubt": marked("beyond reasonable doubt"),
    }
)
NUMBERS = (
    marked("one"),
    marked("two"),
    marked("three"),
    marked("four"),
    marked("five"),
    marked("six"),
)
MONTHS = (
    marked("January"),
    marked("February"),
    marked("March"),
    marked("April"),
    marked("May"),
    marked("June"),
    marked("July"),
    marked("August"),
    marked("September"),
    marked("October"),
    marked("November"),
    marked("December"),
)
