"""Every authority of the rules in every style."""

import re

import pytest

from prong.model.norms import Rulebook
from prong.rendering.citations import DEFAULT, STYLES, full_citation
from prong.rendering.styles.work import work_of_instrument


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_every_authority_can_be_cited_in_full(rulebook: Rulebook, style):
    """Nothing is left open, and no two authorities read the same."""
    cited = {name: style.full(work_of_instrument(i), "") for name, i in rulebook.instruments.items()}
    assert len(set(cited.values())) == len(rulebook.instruments)
    for name, words in cited.items():
        assert "None" not in words
        assert not re.search(r"  | ,|,,|\(\)|^ | $|,$|\*\*", words), name


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_text_of_an_instrument_is_inert_in_every_style(style):
    """A title is text, whatever stands in it."""
    for kind in ("treaty", "legal_case", "legislation", "document", "book", "webpage", "article-journal"):
        words = full_citation({"type": kind, "title": "<b>*a*</b> [x](y)"}, style)
        assert "\\<b\\>\\*a\\*\\</b\\> \\[x\\](y)" in words


def test_the_default_is_the_fourth_edition_of_oscola():
    """A memo says nothing of a style unless another is asked for."""
    assert (DEFAULT.name, *STYLES) == ("oscola-4", "oscola-4", "oscola-5", "bluebook-21")
