"""Each style, type by type: golden citations, each with the rule of its guide that it follows.

“IV” is the section on international law of OSCOLA 2006, to which the fourth edition refers. `works.yaml`
holds works that the guides themselves give as examples; the other works are the shipped instruments.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from prong.model.norms import Rulebook
from prong.rendering.citations import STYLES
from prong.rendering.styles.work import work_of, work_of_instrument

HERE = Path(__file__).parent
FORMS = ("first", "later", "again", "brief")
KINDS = {"treaty", "statute", "directive", "decision", "guidance", "document", "report"}
WORKS = YAML(typ="safe").load((HERE / "works.yaml").read_bytes())
GOLDEN = [
    (style, form, row)
    for style in STYLES
    for row in YAML(typ="safe").load((HERE / f"{style}.yaml").read_bytes())
    for form in (*FORMS, "full")
    if form in row
]


def names(values: tuple[object, ...]) -> list[str]:
    return [f"{style} {form} {row['rule']} {row[form]}" for style, form, row in values]


def plain(markdown: str) -> str:
    """Markdown without the backslashes before brackets; italics keep their asterisks."""
    return markdown.replace("\\[", "[").replace("\\]", "]")


def test_the_golden_citations_are_found():
    """A test over an empty list passes."""
    assert len(GOLDEN) > 60


@pytest.mark.parametrize(("style", "form", "row"), GOLDEN, ids=names(GOLDEN))
def test_a_citation_follows_the_rule_of_its_guide(rulebook: Rulebook, style, form, row):
    """In full in the first note, led back to in later ones, short in the text."""
    if form == "full":
        words = STYLES[style].full(work_of(WORKS[row["full"]]), "".join(row["at"]))
    else:
        instrument = rulebook.instruments[row[form]]
        pins = STYLES[style].pinpoints(instrument, row["at"])
        note = [3] if form == "later" else []
        words = getattr(STYLES[style], form)(work_of_instrument(instrument), pins, *note)
    assert plain(words) == row["reads"], row["rule"]


@pytest.mark.parametrize("style", STYLES)
def test_every_kind_of_authority_has_a_golden_citation(rulebook: Rulebook, style):
    """The fifth edition of OSCOLA where it differs from the fourth; books and the like by works."""
    shown = ("oscola-4", style) if style == "oscola-5" else (style,)
    rows = [(form, row) for name, form, row in GOLDEN if name in shown]
    kinds = {rulebook.instruments[row["first"]].kind for form, row in rows if form == "first"}
    assert kinds >= KINDS
    assert {WORKS[row["full"]]["type"] for form, row in rows if form == "full"} == {
        "book",
        "article-journal",
        "article-newspaper",
        "webpage",
    }


def test_the_fifth_edition_of_oscola_knows_no_ibid():
    """1.2.3 of the fifth edition counts it among the words to avoid."""
    assert STYLES["oscola-5"].again is None
    assert STYLES["oscola-4"].again is not None
    assert STYLES["bluebook-21"].again is not None
