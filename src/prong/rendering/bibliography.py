"""Instruments as entries of a reference manager: CSL-JSON, BibTeX (with the types of biblatex) and RIS.

All three are written from one CSL item, field by field; a field of CSL without a place of its own in a
format has one by the tables below, so that nothing is lost on the way there and back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from prong.model.instruments import Instrument

NAMES = ("author",)
DATES = ("issued", "available-date")
Item = Mapping[str, object]

BIBTEX_TYPES = MappingProxyType(
    {
        "treaty": "legal",
        "legal_case": "jurisdiction",
        "legislation": "legislation",
        "document": "misc",
        "report": "report",
        "book": "book",
        "article-journal": "article",
        "article-newspaper": "article",
        "webpage": "online",
    }
)
BIBTEX_FIELDS = MappingProxyType(
    {
        "title": "title",
        "title-short": "shorttitle",
        "author": "author",
        "authority": "institution",
        "publisher": "publisher",
        "publisher-place": "location",
        "container-title": "journaltitle",
        "collection-number": "issue",
        "volume": "volume",
        "page": "pages",
        "number": "number",
        "section": "chapter",
        "edition": "edition",
        "genre": "type",
        "jurisdiction": "jurisdiction",
        "issued": "date",
        "available-date": "availabledate",
        "URL": "url",
        "note": "note",
    }
)
RIS_TYPES = MappingProxyType(
    {
        "treaty": "LEGAL",
        "legal_case": "CASE",
        "legislation": "STAT",
        "document": "GEN",
        "report": "RPRT",
        "book": "BOOK",
        "article-journal": "JOUR",
        "article-newspaper": "NEWS",
        "webpage": "ELEC",
    }
)
RIS_TAGS = MappingProxyType(
    {
        "title": "TI",
        "title-short": "ST",
        "author": "AU",
        "authority": "A2",
        "publisher": "PB",
        "publisher-place": "CY",
        "container-title": "T2",
        "collection-number": "IS",
        "volume": "VL",
        "page": "SP",
        "number": "M1",
        "section": "SE",
        "edition": "ET",
        "genre": "M3",
        "jurisdiction": "C1",
        "issued": "DA",
        "available-date": "C2",
        "URL": "UR",
        "note": "N1",
    }
)
LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: f"\\{character}" for character in "{}&%$#_"},
    }
)
VERBATIM = re.compile(r"[{}\\%\s]")
"""What would end or change a field that BibTeX takes as it stands."""


def item_of(instrument: Instrument) -> Item:
    """The CSL-JSON item of an instrument; a treaty was issued when it was adopted."""
    fields: dict[str, str] = {name: _line(text) for name, text in instrument.citation.items()}
    if "issued" not in fields and instrument.adopted:
        fields["issued"] = instrument.adopted.isoformat()
    if instrument.kind == "treaty" and instrument.in_force:
        fields["note"] = f"entered into force {instrument.in_force.isoformat()}"
    if instrument.link:
        fields["URL"] = _line(instrument.link)
    item: dict[str, object] = {"id": instrument.instrument, "type": fields.pop("type")}
    item |= {"title": fields.pop("title"), "title-short": _line(instrument.short)}
    for name, text in fields.items():
        if name in NAMES:
            item[name] = [{"literal": text}]
        elif name in DATES:
            item[name] = {"date-parts": [[int(part) for part in text.split("-")]]}
        else:
            item[name] = text
    return item


def csl_json(instruments: Iterable[Instrument]) -> str:
    """An array of CSL-JSON items."""
    return json.dumps([item_of(one) for one in instruments], ensure_ascii=False, indent=2) + "\n"


def bibtex(instruments: Iterable[Instrument]) -> str:
    """Entries of BibTeX; inner braces keep capitals, and an institution from being taken for a person."""
    return "\n".join(map(_bibtex_entry, map(item_of, instruments)))


def ris(instruments: Iterable[Instrument]) -> str:
    """Records of RIS."""
    return "\n".join(map(_ris_record, map(item_of, instruments)))


FORMATS: Mapping[str, Callable[[Iterable[Instrument]], str]] = MappingProxyType(
    {"csl-json": csl_json, "bibtex": bibtex, "ris": ris}
)


def _bibtex_entry(item: Item) -> str:
    lines = [f"@{BIBTEX_TYPES[str(item['type'])]}{{{item['id']},"]
    if item["type"] == "article-newspaper":
        lines.append("  entrysubtype = {newspaper},")
    for name, field in BIBTEX_FIELDS.items():
        if name in item:
            text = _text(item[name], by="-")
            inert = VERBATIM.sub(_percent, text) if name == "URL" else text.translate(LATEX)
            kept = f"{{{inert}}}" if name in ("title", "title-short", "author") else inert
            lines.append(f"  {field} = {{{kept}}},")
    return "\n".join([*lines, "}", ""])


def _ris_record(item: Item) -> str:
    lines = [f"TY  - {RIS_TYPES[str(item['type'])]}", f"ID  - {item['id']}"]
    lines += [f"{tag}  - {_text(item[name], by='/')}" for name, tag in RIS_TAGS.items() if name in item]
    return "\n".join([*lines, "ER  - ", ""])


def _text(value: object, *, by: str) -> str:
    """A value of an item as one line; the parts of a date joined by a hyphen or a stroke."""
    match value:
        case {"date-parts": [[year, *rest]]}:
            return by.join([str(year), *(f"{part:02d}" for part in rest)])
        case [{"literal": name}]:
            return str(name)
        case _:
            return str(value)


def _line(text: str) -> str:
    """Text without line breaks and control characters, which would begin a field of their own."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _percent(found: re.Match[str]) -> str:
    return f"%{ord(found[0]):02X}"
