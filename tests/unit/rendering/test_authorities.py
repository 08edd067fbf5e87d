"""Authorities of one memo: full in the first note, led back to in later ones, all of them in the table."""

from __future__ import annotations

from prong.model.norms import Rulebook
from prong.rendering.authorities import Cites, Footnotes
from prong.rendering.citations import STYLES
from prong.rendering.language import ENGLISH


def noted(rulebook: Rulebook, style: str, *notes: tuple[str, ...] | str) -> list[str]:
    """The texts of the notes; a plain text is a note on evidence."""
    footnotes = Footnotes()
    cites = Cites(rulebook, STYLES[style], ENGLISH, footnotes)
    for note in notes:
        footnotes(note) if isinstance(note, str) else cites.note(*note)
    return list(footnotes.texts)


CAT, CRC = "cat/27", "crc/1"


def test_the_first_note_is_in_full_and_the_next_says_ibid(rulebook: Rulebook):
    """The fourth edition of OSCOLA and the Bluebook, each in its own words."""
    assert noted(rulebook, "oscola-4", (CAT,), ("cat/27(2)",))[1] == "ibid art 27(2)"
    assert noted(rulebook, "bluebook-21", (CAT,), ("cat/27(2)",))[1] == "*Id.* art. 27(2)"
    assert noted(rulebook, "oscola-5", (CAT,), ("cat/27(2)",))[1] == "CAT, art 27(2)"


def test_a_note_between_breaks_ibid(rulebook: Rulebook):
    """A note on evidence, or one on another authority."""
    assert noted(rulebook, "oscola-4", (CAT,), "Case 1", ("cat/27(2)",))[2] == "CAT (n 1) art 27(2)"
    assert noted(rulebook, "oscola-4", (CAT, CRC), ("cat/27(2)",))[1] == "CAT (n 1) art 27(2)"


def test_ibid_begins_a_note_and_does_not_stand_within_one(rulebook: Rulebook):
    """What stands before it in the same note would be meant."""
    texts = noted(rulebook, "oscola-4", (CRC,), (CAT,), (CRC, "cat/27(2)"))
    assert texts[2] == "CRC (n 1) art 1†; CAT (n 2) art 27(2)"


def test_the_same_citations_keep_their_note(rulebook: Rulebook):
    """A reader finds one number, not one for each place."""
    footnotes = Footnotes()
    cites = Cites(rulebook, STYLES["oscola-4"], ENGLISH, footnotes)
    assert [cites.note(CAT), cites.note(CRC), cites.note(CAT)] == ["[^1]", "[^2]", "[^1]"]


def test_every_authority_of_text_and_notes_is_in_the_table(rulebook: Rulebook):
    """Grouped by kind, each with all its pinpoints in order."""
    cites = Cites(rulebook, STYLES["oscola-4"], ENGLISH, Footnotes())
    cites("unhcr-handbook/107", "al-sirri-2012/75", CRC)
    cites.note("unhcr-handbook/28")
    table = {heading: [entry.pinpoints for entry in entries] for heading, entries in cites.authorities()}
    assert table == {"Treaties": ["art 1†"], "Decisions": ["\\[75\\]†"], "Guidance": ["paras 28†, 107†"]}
