"""A workbook in the least XML that a spreadsheet can have, so that tests need no library that writes one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

Cell = str | int | float | bool | None
NAMES = "http://schemas.openxmlformats.org"
TYPES = (
    f'<Types xmlns="{NAMES}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
RELATION = (
    f'<Relationships xmlns="{NAMES}/package/2006/relationships"><Relationship Id="r1" '
    f'Type="{NAMES}/officeDocument/2006/relationships/%s" Target="%s"/></Relationships>'
)
BOOK = (
    f'<workbook xmlns="{NAMES}/spreadsheetml/2006/main" xmlns:r="{NAMES}/officeDocument/2006/relationships">'
    '<sheets><sheet name="rota" sheetId="1" r:id="r1"/></sheets></workbook>'
)


def workbook(rows: Sequence[Sequence[Cell]], *, first: int = 1) -> bytes:
    """A workbook with one sheet; its first row is the row `first`."""
    written = "".join(
        f'<row r="{number}">{"".join(_cell(value, number, column) for column, value in enumerate(row))}</row>'
        for number, row in enumerate(rows, first)
    )
    sheet = f'<worksheet xmlns="{NAMES}/spreadsheetml/2006/main"><sheetData>{written}</sheetData></worksheet>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATION % ("officeDocument", "xl/workbook.xml"))
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", RELATION % ("worksheet", "worksheets/sheet1.xml"))
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return stream.getvalue()


def _cell(value: Cell, row: int, column: int) -> str:
    at = f"{chr(ord('A') + column)}{row}"
    match value:
        case None:
            return ""
        case bool():
            return f'<c r="{at}" t="b"><v>{int(value)}</v></c>'
        case str():
            return f'<c r="{at}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{at}"><v>{value}</v></c>'
