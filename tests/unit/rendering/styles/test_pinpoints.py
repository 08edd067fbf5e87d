"""Pinpoints in words, in any style."""

from __future__ import annotations

import pytest

from prong.model.instruments import Instrument
from prong.model.norms import Rulebook
from prong.rendering.citations import STYLES
from prong.rendering.styles.oscola import PREFIXES
from prong.rendering.styles.pinpoints import UNCHECKED, pinpoints_words


def pages(*pinpoints: str) -> str:
    """The pages of an invented report."""
    report = Instrument.model_validate(
        {
            "instrument": "report",
            "title": "A Report",
            "short": "Report",
            "kind": "report",
            "weight": "persuasive",
            "pinpoint": "page",
            "citation": {"type": "report", "title": "A Report"},
            "checked": True,
            "provisions": {pinpoint: {"terms": "what stands there"} for pinpoint in pinpoints},
        }
    )
    return pinpoints_words(report, pinpoints, PREFIXES)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("38-39", "38–39"),
        ("530-531", "530–31"),
        ("1782-1783", "1782–83"),
        ("121-130", "121–30"),
        ("201-203", "201–203"),
        ("99-101", "99–101"),
        ("5-5", "5–5"),
    ],
)
def test_a_range_of_pages_ends_in_as_few_digits_as_tell_it(written, words):
    """At least two, and no zero in front (OSCOLA 1.3.2)."""
    assert pages(written) == words


def test_pages_have_no_prefix():
    """OSCOLA 3.1.3: page numbers stand alone."""
    assert pages("3", "5") == "3, 5"


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_a_pinpoint_that_was_not_compared_with_its_text_bears_a_dagger(rulebook: Rulebook, style):
    """Each provision of each instrument, and no other."""
    for instrument in rulebook.instruments.values():
        for pinpoint in instrument.provisions:
            marked = UNCHECKED in style.pinpoints(instrument, [pinpoint])
            assert marked != instrument.is_checked(pinpoint), f"{instrument.instrument}/{pinpoint}"


def test_what_has_no_number_is_told_by_its_terms(rulebook: Rulebook):
    """A heading of a report is quoted."""
    words = pinpoints_words(rulebook.instruments["unodc-legislative-guide"], ["part-one"], PREFIXES)
    assert words == "‘guide to the Convention’†"
