"""The text and the metadata of a PDF file, read back by a library that had no part in writing it."""

from __future__ import annotations

import re

import pypdfium2

_METADATA = re.compile(rb"<\?xpacket begin.*?<\?xpacket end[^>]*>", re.DOTALL)


def pdf_text(content: bytes) -> str:
    """Every page, the entries of the document's own dictionary, its bookmarks, and its XMP."""
    document = pypdfium2.PdfDocument(content)
    try:
        parts = [*document.get_metadata_dict().values()]
        parts += [bookmark.get_title() for bookmark in document.get_toc()]
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            parts.append(text.get_text_range())
            text.close()
            page.close()
    finally:
        document.close()
    parts += [found.decode("utf-8", "replace") for found in _METADATA.findall(content)]
    return "\n".join(parts)
