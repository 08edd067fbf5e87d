"""Free text for an audience: what gives way, to what, and what stays."""

from __future__ import annotations

import pytest

from prong.model.names import Names
from prong.redaction.audiences import INTERNAL, PARTNER, PUBLIC
from prong.redaction.wording import wording_of

NAMES = Names.model_validate(
    {
        "places": {
            "Westland": {"in": "CN"},
            "Newtown": {"in": "Westland"},
            "Oldham": {"in": "Newtown"},
            "Blue River": {"in": "Westland", "as": "the border river"},
        },
        "people": {"Pak": "the broker"},
        "open": ["Han", "Chinese", "Korea"],
    }
)
WORDING = {
    audience.name: wording_of(
        audience, NAMES, {"Ms. Orr": "Person 3", "Orr": "Person 3"}, {1962: "between 1960 and 1979"}
    )
    for audience in (INTERNAL, PARTNER, PUBLIC)
}


@pytest.mark.parametrize(
    ("text", "partner", "public"),
    [
        ("She works in Newtown.", "She works in [Westland].", None),
        ("From Oldham and Newtown she goes on.", "From [Westland] she goes on.", None),
        ("A farm in Newtown, Westland Province.", "A farm in [Westland].", None),
        ("She crosses the Blue River.", "She crosses [the border river].", None),
        ("Westland is her home, Newtowns are not.", "Westland is her home, Newtowns are not.", None),
        ("Pak hands her to a Ms. Orr.", "[the broker] hands her to [Person 3].", None),
        ("Since 3 May 1998 she stays.", "Since [May 1998] she stays.", "Since [1998] she stays."),
        ("In May 1998 or June 1999.", "In May 1998 or June 1999.", "In [1998] or [1999]."),
        ("The spring of 1998, 2004-05-01.", "The spring of 1998, [2004-05].", "The [1998], [2004]."),
        ("In April of that year.", "In April of that year.", "In [a month] of that year."),
        ("He may go in 1998.", "He may go in 1998.", "He may go in 1998."),
        ("For 3,000 yuan.", "For 3,000 yuan.", "For [a sum in yuan]."),
        ("Five thousand won.", "Five thousand won.", "[a sum in won]."),
        ("A man aged 47, or 50 years old.", None, "A man aged [withheld], or [withheld]."),
        ("Born in 1962.", None, "Born [between 1960 and 1979]."),
        ("She was born 1962.", None, "She was born [between 1960 and 1979]."),
    ],
)  # fmt: skip
def test_what_is_known_gives_way_to_wider_words(text, partner, public):
    """The public reads what a partner reads, and less."""
    assert WORDING["internal"](text) == text
    assert WORDING["partner"](text) == (partner or text)
    assert WORDING["public"](text) == (public or partner)


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("Newtown, Westland Province", "Westland"),
        ("Newtown and the Blue River", "Westland and the border river"),
        ("a village in Westland", "a village in Westland"),
        ("at the border", "at the border"),
    ],
)
def test_a_place_is_told_by_its_province(place, told):
    """Where it names none below a province, it stays."""
    assert WORDING["public"].place(place) == told
    assert WORDING["internal"].place(place) == place


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("She meets Kang there.", [3]),
        ("She meets a Han Chinese man from Newtown, Ms. Orr and Pak’s son in May.", []),
        ("Kang meets her. Lim too.", []),  # at the beginning of a sentence nothing tells a name from a word
        ("“Where” is it? Nobody in Yorkshire’s hills says.", [6]),
    ],
)
def test_a_name_that_nothing_declares_is_found_by_its_number(text, numbers):
    """The number of the word, so that it can be found and is not repeated."""
    assert list(WORDING["public"].undeclared(text)) == numbers
    assert list(WORDING["internal"].undeclared(text)) == []
