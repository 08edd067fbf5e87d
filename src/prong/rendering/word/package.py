"""The package of a Word document: styles, lists, notes, comments, properties, and the same bytes twice.

A document is made from an empty one with Prong's styles, or from a firm's reference document, which keeps its
styles, headers, footers and page. python-docx reads and writes the package; the notes are a part that is made
here, since it knows none.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from html import escape
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

import docx
from docx.document import Document as Word
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml.etree import XMLSyntaxError

from prong.errors import Diagnostic, ProngError
from prong.rendering.document import Document
from prong.rendering.word.body import BULLETS, CONTINUED, DEEPEST, NUMBERS, Body

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
KEPT = (
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.SETTINGS,
)
SETTINGS = (
    f'<w:settings {NAMESPACES}><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)
SECTION = (
    f'<w:sectPr {NAMESPACES}><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1418" '
    'w:bottom="1418" w:left="1418" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
)
SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
    "</w:footnote>"
)
PARTS = {
    "footnotes": (CONTENT_TYPE.WML_FOOTNOTES, RELATIONSHIP_TYPE.FOOTNOTES),
    "comments": (CONTENT_TYPE.WML_COMMENTS, RELATIONSHIP_TYPE.COMMENTS),
    "footer": (CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER),
}
PAGES = '<w:fldSimple w:instr=" {} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
LANGUAGES = {"en": "en-GB", "ko": "ko-KR", "ar": "ar-SA", "he": "he-IL", "fa": "fa-IR"}
PROPERTIES = RELATIONSHIP_TYPE.CUSTOM_PROPERTIES
PROPERTY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="prong-receipt">'
    "<vt:lpwstr>{}</vt:lpwstr></property></Properties>"
)
STAMP = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the package: the first that the format of the archive knows."""


def word_document(
    document: Document,
    *,
    dated: date,
    reference: Path | None = None,
    asked: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    receipt: str = "",
) -> bytes:
    """The document for a word processor, with the questions in `asked` as comments at their headings.

    Its receipt is a property of the file. Raises ProngError (E408) where the reference document cannot be
    used.
    """
    word = _empty() if reference is None else _from_reference(reference)
    body = Body(document, _styles(word), _lists(word), dict(asked))
    holder = word.element.body
    holder[:] = [*_parsed("body", body.xml()), holder.sectPr]
    _start_lists(word, body)
    notes = body.notes()
    _add_links(word.part, body.links)
    _add_links(_add_part(word, "footnotes", SEPARATORS + notes), body.note_links)
    if body.comments:
        _add_part(word, "comments", _comments(body, dated))
    if reference is None:
        _number_pages(word, body)
    _set_language(word, document)
    _set_properties(word, document, dated)
    if receipt:
        _add_receipt(word, receipt)
    return _packed(word)


def _empty() -> Word:
    """A document with Prong's styles, and without what else the template of python-docx holds."""
    word = docx.Document()
    for relations in (word.part.rels, word.part.package.rels):
        for name in [name for name, relation in relations.items() if relation.reltype not in KEPT]:
            del relations[name]
    word.part._styles_part._element = parse_xml(_shipped("styles.xml"))
    word.part._settings_part._element = parse_xml(SETTINGS)
    word.part.numbering_part._element = _parsed("numbering", "")
    body = word.element.body
    body.replace(body.sectPr, parse_xml(SECTION))
    return word


def _from_reference(path: Path) -> Word:
    """The firm's document; styles that it lacks are added from Prong's."""
    try:
        word = docx.Document(str(path))
    except (OpcError, OSError, zipfile.BadZipFile, XMLSyntaxError, KeyError, ValueError) as error:
        missing = isinstance(error, OpcError) and not path.exists()
        reason = "there is no such file" if missing else "it is not a Word document (.docx)"
        raise ProngError([Diagnostic("E408", None, met=str(path), expected=reason)]) from None
    relations = word.part.rels
    replaced = (RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.COMMENTS)
    for name in [name for name, relation in relations.items() if relation.reltype in replaced]:
        del relations[name]
    if word.element.body.sectPr is None:
        word.element.body.append(parse_xml(SECTION))
    styles = word.styles.element
    own = {name.casefold(): id_ for name, id_ in _names(styles).items()}
    new = parse_xml(_shipped("styles.xml"))
    ids = {id_: own.get(name.casefold(), id_) for name, id_ in _names(new).items()}
    for style in new.findall(qn("w:style")):
        if style.name_val.casefold() not in own:
            for link in style.findall(qn("w:basedOn")) + style.findall(qn("w:next")):
                link.set(qn("w:val"), ids[link.get(qn("w:val"))])
            style.attrib.pop(qn("w:default"), None)
            styles.append(style)
    return word


def _styles(word: Word) -> dict[str, str]:
    """The identifier of each style that a memo uses, by its name."""
    found = {name.casefold(): id_ for name, id_ in _names(word.styles.element).items()}
    return {name: found[name.casefold()] for name in _names(parse_xml(_shipped("styles.xml")))}


def _names(styles: BaseOxmlElement) -> dict[str, str]:
    return {style.name_val: style.styleId for style in styles.findall(qn("w:style")) if style.name_val}


def _lists(word: Word) -> dict[str, int]:
    """Adds the lists of a memo to those that are there, and tells the number of each."""
    numbering = word.part.numbering_part._element
    taken = [int(e.get(qn("w:abstractNumId"))) for e in numbering.findall(qn("w:abstractNum"))]
    used = [int(e.get(qn("w:numId"))) for e in numbering.findall(qn("w:num"))]
    first, number = max(taken, default=-1) + 1, max(used, default=0) + 1
    place = len(taken)
    for kind, list_ in enumerate(parse_xml(_shipped("numbering.xml"))):
        list_.set(qn("w:abstractNumId"), str(first + kind))
        numbering.insert(place + kind, list_)
    numbering.extend(_list(number + kind, first + other) for kind, other in enumerate((0, 2)))
    return {BULLETS: number, CONTINUED: number + 1, NUMBERS: number + 2, "decimal": first + 1}


def _list(number: int, kind: int, start: int | None = None) -> BaseOxmlElement:
    """A list of a kind; with `start` on every level, one of its own."""
    levels = (
        ""
        if start is None
        else "".join(
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            for level in range(DEEPEST + 1)
        )
    )
    return parse_xml(
        f'<w:num {NAMESPACES} w:numId="{number}"><w:abstractNumId w:val="{kind}"/>{levels}</w:num>'
    )


def _start_lists(word: Word, body: Body) -> None:
    """Each numbered list counts for itself."""
    lists = body.numbering
    word.part.numbering_part._element.extend(
        _list(lists[NUMBERS] + place, lists["decimal"], start) for place, start in enumerate(body.starts)
    )


def _add_part(word: Word, name: str, inner: str) -> XmlPart:
    """A part of the document beside its body: notes, comments, or a footer."""
    kind, relation = PARTS[name]
    element = _parsed({"footer": "ftr"}.get(name, name), inner)
    part = XmlPart(PackURI(f"/word/{name}.xml"), kind, element, word.part.package)
    word.part.relate_to(part, relation)
    return part


def _add_links(part: XmlPart, links: Mapping[str, str]) -> None:
    for name, target in links.items():
        part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, target, name, is_external=True)


def _comments(body: Body, dated: date) -> str:
    """The comments of a document, each question a paragraph."""
    return "".join(
        f'<w:comment w:id="{place}" w:author="Prong" w:initials="P" w:date="{dated.isoformat()}T00:00:00Z">'
        + "".join(body.paragraph("annotation text", body.run(question)) for question in questions)
        + "</w:comment>"
        for place, questions in enumerate(body.comments)
    )


def _number_pages(word: Word, body: Body) -> None:
    """A footer with the number of the page and of all pages."""
    numbers = f"{PAGES.format('PAGE')}{body.run(' / ')}{PAGES.format('NUMPAGES')}"
    part = _add_part(word, "footer", body.paragraph("footer", numbers))
    name = word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTER)
    footer = f'<w:footerReference {NAMESPACES} w:type="default" r:id="{name}"/>'
    word.element.body.sectPr.insert(0, parse_xml(footer))


def _set_language(word: Word, document: Document) -> None:
    """The language of all words, in the slot of its script, and the direction of the page."""
    defaults = word.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    named = LANGUAGES.get(document.language.code, document.language.code)
    if defaults is not None:
        sided = "bidi" if document.language.direction == "rtl" else "val"
        slot = {"ko": "eastAsia"}.get(document.language.code, sided)
        language = defaults.find(qn("w:lang"))
        if language is None:
            language = defaults.makeelement(qn("w:lang"))
            defaults.append(language)
        language.set(qn("w:val"), named)
        language.set(qn(f"w:{slot}"), named)
    if document.language.direction == "rtl":
        section = word.element.body.sectPr
        after = [child for child in section if child.tag in (qn("w:rtlGutter"), qn("w:docGrid"))]
        section.insert(section.index(after[0]) if after else len(section), _parsed("bidi", ""))


def _set_properties(word: Word, document: Document, dated: date) -> None:
    """The title, language and date; nobody's name."""
    properties = word.core_properties
    for name in ("author", "last_modified_by", "comments", "keywords", "category", "subject"):
        setattr(properties, name, "")
    properties.title = document.title[:255]
    properties.language = document.language.code
    properties.revision = 1
    properties.created = properties.modified = datetime(dated.year, dated.month, dated.day, tzinfo=UTC)


def _add_receipt(word: Word, receipt: str) -> None:
    """The receipt as a property of Prong's own, in the place of those that a reference document has."""
    package = word.part.package
    for name in [name for name, relation in package.rels.items() if relation.reltype == PROPERTIES]:
        del package.rels[name]
    inner = PROPERTY.format(escape(receipt)).encode()
    part = Part(PackURI("/docProps/custom.xml"), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, inner, package)
    package.relate_to(part, PROPERTIES)


def _packed(word: Word) -> bytes:
    """The bytes of the package, without the clock: its files in their order, each with the same time."""
    buffer, packed = BytesIO(), BytesIO()
    word.save(buffer)
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, STAMP)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            target.writestr(entry, source.read(name))
    return packed.getvalue()


def _parsed(name: str, inner: str) -> BaseOxmlElement:
    return parse_xml(f"<w:{name} {NAMESPACES}>{inner}</w:{name}>")


@cache
def _shipped(name: str) -> bytes:
    return files("prong").joinpath("rendering", "templates", "word", name).read_bytes()
