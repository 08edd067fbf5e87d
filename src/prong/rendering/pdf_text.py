"""The text and the metadata of a PDF file, read back by a library that had no part in writing it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ctypes import c_double

import pypdfium2
import pypdfium2.raw as pdfium

_METADATA = re.compile(rb"<\?xpacket begin.*?<\?xpacket end[^>]*>", re.DOTALL)
_HYPHENS = str.maketrans(dict.fromkeys("\x02\ufffe", "-"))
"""What stands for a hyphen at the end of a line."""
_BREAKS = str.maketrans(dict.fromkeys("\r\n"))
RAISED = 5
"""A digit that stands above its line by more than this part of its size is raised."""


def pdf_text(content: bytes) -> str:
    """Every page, the entries of the document's own dictionary, its bookmarks, and its XMP.

    Each page is there twice, with its lines and without: the end of a line may part words or divide one.
    """
    document = pypdfium2.PdfDocument(content)
    try:
        parts = [*document.get_metadata_dict().values()]
        parts += [bookmark.get_title() for bookmark in document.get_toc()]
        for page in document:
            text = page.get_textpage()
            told = _whole("".join(_letters(text))).translate(_HYPHENS)
            parts += [told, told.translate(_BREAKS)]
            text.close()
            page.close()
    finally:
        document.close()
    parts += [found.decode("utf-8", "replace") for found in _METADATA.findall(content)]
    return "\n".join(parts)


def _letters(text: pypdfium2.PdfTextPage) -> Iterator[str]:
    """The letters of a page, with a blank before and after the raised number of a note."""
    before = False
    for place in range(text.count_chars()):
        letter = chr(pdfium.FPDFText_GetUnicode(text.raw, place))
        raised = letter.isdigit() and _is_raised(text, place)
        if raised is not before:
            yield " "
        before = raised
        yield letter


def _whole(text: str) -> str:
    """With each letter beyond the first 65,536 as one, where the library gives its two halves."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _is_raised(text: pypdfium2.PdfTextPage, place: int) -> bool:
    """Whether a digit is one of the small ones that a font has for notes."""
    across, line = c_double(), c_double()
    pdfium.FPDFText_GetCharOrigin(text.raw, place, across, line)
    _, bottom, _, _ = text.get_charbox(place)
    return bottom - line.value > pdfium.FPDFText_GetFontSize(text.raw, place) / RAISED
