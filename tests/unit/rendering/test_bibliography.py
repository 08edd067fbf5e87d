"""Export for a reference manager: what is written is read back by other programs, field by field."""

from __future__ import annotations

import json

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware

from prong.model.document import CSL_FIELDS, CSL_TYPES
from prong.model.instruments import Instrument
from prong.model.norms import Rulebook
from prong.rendering.bibliography import (
    BIBTEX_FIELDS,
    BIBTEX_TYPES,
    FORMATS,
    RIS_TAGS,
    RIS_TYPES,
    bibtex,
    csl_json,
    item_of,
    ris,
)

HOSTILE = "50% of {all} \\emph{x} $5 & #1_2 ~^\nER  - \n@book{y,\r\u2028\u202ezone"


def hostile() -> Instrument:
    """An instrument with every field, each full of what the formats take for their own."""
    fields = {name: f"{name} {HOSTILE}" for name in CSL_FIELDS if name not in ("type", "issued")}
    return Instrument.model_validate(
        {
            "instrument": "hostile",
            "title": HOSTILE,
            "short": HOSTILE,
            "kind": "report",
            "weight": "persuasive",
            "pinpoint": "page",
            "link": "https://example.org/a{b}%20c\\d e",
            "citation": {**fields, "type": "book", "available-date": "2024-06-24", "issued": "2024-06"},
            "checked": True,
            "provisions": {},
        }
    )


@pytest.fixture(params=["the shipped instruments", "a hostile one"])
def instruments(request: pytest.FixtureRequest, rulebook: Rulebook) -> list[Instrument]:
    """All that may be exported."""
    return [hostile()] if request.param == "a hostile one" else list(rulebook.instruments.values())


def flat(instrument: Instrument) -> dict[str, str]:
    """An item with its names and dates as plain text."""
    found = {}
    for name, value in item_of(instrument).items():
        if isinstance(value, dict):
            value = "-".join(f"{part:02d}" for part in value["date-parts"][0])
        found[name] = value[0]["literal"] if isinstance(value, list) else str(value)
    return found


def test_csl_json_has_every_field_of_the_rules(instruments):
    """As CSL has them: names as literals, dates in parts."""
    for item, instrument in zip(json.loads(csl_json(instruments)), instruments, strict=True):
        assert item["id"] == instrument.instrument
        for name, text in instrument.citation.items():
            if name == "author":
                assert [" ".join(item[name][0]["literal"].split())] == [item[name][0]["literal"]]
            elif name in ("issued", "available-date"):
                assert item[name]["date-parts"] == [[int(part) for part in text.split("-")]]
            else:
                assert item[name].split() == "".join(c if c.isprintable() else " " for c in text).split()


def test_bibtex_is_read_back_with_the_same_fields(instruments):
    """By bibtexparser, with its decoder of LaTeX."""
    raw = bibtexparser.parse_string(bibtex(instruments)).entries
    library = bibtexparser.parse_string(bibtex(instruments), append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == [i.instrument for i in instruments]
    for entry, verbatim, instrument in zip(library.entries, raw, instruments, strict=True):
        wanted = flat(instrument)
        assert entry.entry_type == BIBTEX_TYPES[wanted["type"]]
        read = {name: entry[field] for name, field in BIBTEX_FIELDS.items() if field in entry.fields_dict}
        for name in ("title", "title-short", "author"):
            if name in read:
                read[name] = unbraced(read[name])
        # The decoder reads the LaTeX name of a circumflex as the letter that only looks like it.
        read = {name: text.replace("\u02c6", "^") for name, text in read.items()}
        if "URL" in wanted:  # not LaTeX, so it is read as it stands
            read["URL"] = verbatim["url"]
        if instrument.instrument == "hostile":
            wanted["URL"] = "https://example.org/a%7Bb%7D%2520c%5Cd%20e"
        assert read == {name: text for name, text in wanted.items() if name not in ("id", "type")}


def test_ris_is_read_back_with_the_same_fields(instruments):
    """By rispy; a list where a tag may stand several times."""
    keys = rispy.config.TAG_KEY_MAPPING
    records = rispy.loads(ris(instruments))
    for record, instrument in zip(records, instruments, strict=True):
        wanted = flat(instrument)
        assert record["type_of_reference"] == RIS_TYPES[wanted["type"]]
        assert record["id"] == instrument.instrument
        read = {}
        for name, tag in RIS_TAGS.items():
            value = record.get(keys[tag])
            if value is not None:
                read[name] = value[0] if isinstance(value, list) else value
        for name in ("issued", "available-date"):
            if name in read:
                read[name] = read[name].replace("/", "-")
        assert read == {name: text for name, text in wanted.items() if name not in ("id", "type")}


def unbraced(text: str) -> str:
    """Without the braces that keep capitals."""
    return text[1:-1] if text.startswith("{") and text.endswith("}") else text


@pytest.mark.parametrize("table", [BIBTEX_FIELDS, RIS_TAGS])
def test_every_field_of_csl_has_a_place_of_its_own(table):
    """Two in one place could not be told apart on the way back."""
    assert set(table) >= set(CSL_FIELDS) - {"type"}
    assert len(set(table.values())) == len(table)


@pytest.mark.parametrize("table", [BIBTEX_TYPES, RIS_TYPES])
def test_every_type_of_csl_is_known(table):
    """So that an export cannot fail on rules that were loaded."""
    assert set(table) == set(CSL_TYPES)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_instruments_give_the_same_text(rulebook: Rulebook, name):
    """And one line break at the end."""
    written = FORMATS[name](rulebook.instruments.values())
    assert written == FORMATS[name](rulebook.instruments.values())
    assert written.endswith("\n")
    assert not written.endswith("\n\n")
