"""The styles of citation to choose from, and the citation of a source in one.

Own code and not citeproc: a CSL style knows no dates of adoption and entry into force of a treaty, no
paragraphs in square brackets for decisions alone, and no mark at a pinpoint, and its processor would need
the files of every style beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from prong.rendering.styles.bluebook import BLUEBOOK_21
from prong.rendering.styles.oscola import OSCOLA_4, OSCOLA_5
from prong.rendering.styles.style import Style
from prong.rendering.styles.work import work_of

STYLES: Mapping[str, Style] = MappingProxyType(
    {style.name: style for style in (OSCOLA_4, OSCOLA_5, BLUEBOOK_21)}
)
DEFAULT = OSCOLA_4


def full_citation(csl: Mapping[str, str], style: Style = DEFAULT) -> str:
    """The full citation of a source from its CSL-JSON fields, in Markdown."""
    return style.full(work_of(csl), "")
