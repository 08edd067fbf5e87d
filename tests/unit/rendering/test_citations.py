"""Citations of every authority of the rules, in the manner of OSCOLA 4."""

import re

import pytest

from prong.model.norms import Rulebook
from prong.rendering.citations import UNCHECKED, full_citation, pinpoints_words, short_citation


@pytest.mark.parametrize(
    ("instrument", "pinpoints", "words"),
    [
        ("trafficking-protocol", ["3(a)"], "Trafficking Protocol, art 3(a)"),
        ("trafficking-protocol", ["3(a)", "3(b)"], "Trafficking Protocol, arts 3(a), 3(b)"),
        ("gcim-2005", ["38-39"], "GCIM Report, pp 38–39"),
        ("supplementary-convention-1956", ["1(c)(i)"], "1956 Supplementary Convention, art 1(c)(i)"),
    ],
)
def test_a_short_citation_has_name_and_pinpoint(rulebook: Rulebook, instrument, pinpoints, words):
    """As it stands in the text and in footnotes."""
    assert short_citation(rulebook.instruments[instrument], pinpoints) == words


def test_a_pinpoint_that_was_not_compared_with_its_text_bears_a_dagger(rulebook: Rulebook):
    """Each provision of each instrument, and no other."""
    for instrument in rulebook.instruments.values():
        for pinpoint in instrument.provisions:
            marked = UNCHECKED in pinpoints_words(instrument, [pinpoint])
            assert marked != instrument.is_checked(pinpoint), f"{instrument.instrument}/{pinpoint}"


def test_every_authority_can_be_cited_in_full(rulebook: Rulebook):
    """Its title is in it, nothing is left open, and no two authorities read the same."""
    cited = {
        name: full_citation(i.citation, i.adopted, i.in_force) for name, i in rulebook.instruments.items()
    }
    assert len(set(cited.values())) == len(rulebook.instruments)
    for name, words in cited.items():
        assert "None" not in words
        assert not re.search(r"  | ,|\(\)|^ | $|,$", words), name


def test_a_treaty_is_cited_with_its_dates_and_its_series(rulebook: Rulebook):
    """Title, adoption, entry into force, volume and page."""
    protocol = rulebook.instruments["trafficking-protocol"]
    words = full_citation(protocol.citation, protocol.adopted, protocol.in_force)
    assert words.startswith("Protocol to Prevent, Suppress and Punish Trafficking in Persons")
    assert words.endswith("(adopted 15 November 2000, entered into force 25 December 2003) 2237 UNTS 319")


def test_the_title_of_a_decision_is_set_in_italics(rulebook: Rulebook):
    """A neutral citation and the court follow."""
    for instrument in rulebook.instruments.values():
        if instrument.kind == "decision":
            assert full_citation(instrument.citation).startswith("*")
