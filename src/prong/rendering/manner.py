"""How documents are written: the style of citation, the language, and a firm's own templates."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from prong.rendering.citations import DEFAULT
from prong.rendering.language import ENGLISH, Language
from prong.rendering.styles.style import Style


@dataclass(frozen=True, slots=True)
class Manner:
    """What a user chooses about the form of a document; nothing in it changes what the document finds."""

    style: Style = DEFAULT
    language: Language = ENGLISH
    templates: Path | None = None


PLAIN = Manner()
