"""What a finished PDF file is read back as: no line, mark or sign hides a word that stands in it."""

from __future__ import annotations

from datetime import date

import pytest

from prong.redaction.leaks import Term, Watched
from prong.rendering.pdf_text import pdf_text
from prong.rendering.reading import read_document
from prong.rendering.typesetting import pdf_document


def is_found(term: str, markdown: str) -> bool:
    """Whether what must not be told is found in the PDF file of a text."""
    content = pdf_document(read_document(f"# A\n\n{markdown}\n"), dated=date(2026, 3, 1))
    return Watched((Term.of("name", term),)).kinds_in(pdf_text(content)) == ("name",)


@pytest.mark.parametrize(
    ("term", "markdown"),
    [
        ("Newtown", "She is sold in Newtown[^1]\n\n[^1]: Case 1"),
        ("May 1998", "She is sold in May 1998[^1]\n\n[^1]: Case 1"),
        ("17 May 1998", "She is sold[^1]\n\n[^1]: 17 May 1998"),
        ("Orr", "**Orr**[^1] sells her\n\n[^1]: Orr"),
        ("𝒪rr", "By 𝒪rr it is"),
    ],
)
def test_a_word_beside_the_number_of_a_note_is_read(term, markdown):
    """The raised digit is no part of it."""
    assert is_found(term, markdown)


@pytest.mark.parametrize("term", ["Orr-Newtown", "Orr/Newtown", "정순희", "Ms. Orr"])
def test_a_name_is_read_wherever_its_line_ends(term):
    """Within the name, too, at a hyphen or between the letters of a language that breaks there."""
    lines = [f"{'x ' * number}{term} x" for number in range(48, 60)]
    assert [line for line in lines if not is_found(term, line)] == []


def test_a_part_of_a_longer_word_is_no_such_word():
    """Nor do two words become one that stand on the same line."""
    assert not is_found("Orr", "Orrery, Orr1 and MsOrr")
    assert not is_found("MsOrr", "Ms Orr")
