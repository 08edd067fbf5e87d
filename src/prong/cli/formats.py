"""The formats of a document, each with its renderer; those that need an extra are loaded when asked for."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType, ModuleType

from prong.cli.common import require
from prong.errors import Diagnostic, ProngError
from prong.redaction.leaks import Reader
from prong.rendering.document import unknown
from prong.rendering.language import ENGLISH, Language
from prong.rendering.page import page
from prong.rendering.readback import READERS
from prong.rendering.reading import read_document
from prong.rendering.receipt import with_line

FORMATS = ("md", "html", "docx", "pdf")
MODULES = {
    "docx": "prong.rendering.word.package",
    "pdf": "prong.rendering.typesetting",
    "read": "prong.rendering.pdf_text",
}
NEEDED = {"docx": ("docx",), "pdf": ("typst", "pylopdf_fonts_ko", "fontpkg_amiri", "pypdfium2")}


@dataclass(frozen=True, slots=True)
class Looks:
    """What the formats take from the command: the date in files that carry one, and a firm's own styles."""

    dated: date
    reference: Path | None = None


def chosen_formats(asked: str) -> list[str]:
    """The formats in a list with commas; raises ProngError where one is unknown or lacks its extra (E406)."""
    names = list(dict.fromkeys(name.strip() for name in asked.split(",")))
    require(names, FORMATS, "format")
    lacking = [
        Diagnostic(
            "E406", None, subject=f"the format {name}", met=module, advice=f"pip install 'prong[{name}]'"
        )
        for name in names
        for module in NEEDED.get(name, ())
        if importlib.util.find_spec(module) is None
    ]
    if lacking:
        raise ProngError(lacking)
    return names


def rendered(
    markdown: str,
    formats: Sequence[str],
    looks: Looks,
    *,
    language: Language = ENGLISH,
    receipt: str = "",
    asked: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> dict[str, bytes]:
    """A text in each format, parsed once; `asked` holds its open questions by the number of their heading.

    Raises ProngError (E409) where the text has what no format can render, or no heading to be its title.
    """
    document = read_document(markdown, language=language)
    if not document.title:
        raise unknown("document without a heading")
    written: dict[str, bytes] = {}
    for name in formats:
        match name:
            case "md":
                written[name] = (with_line(markdown, receipt) if receipt else markdown).encode()
            case "html":
                written[name] = page(document, receipt=receipt).encode()
            case "docx":
                written[name] = _loaded(name).word_document(
                    document, dated=looks.dated, reference=looks.reference, asked=asked, receipt=receipt
                )
            case "pdf":
                written[name] = _loaded(name).pdf_document(document, dated=looks.dated, receipt=receipt)
    return written


def readers(formats: Sequence[str]) -> dict[str, Reader]:
    """What reads a finished document of each format back as text."""
    return {name: READERS[name] if name in READERS else _loaded("read").pdf_text for name in formats}


def _loaded(name: str) -> ModuleType:
    return importlib.import_module(MODULES[name])
