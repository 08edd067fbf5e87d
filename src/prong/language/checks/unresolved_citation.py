"""E210: a citation whose instrument or pinpoint is in no instrument file."""

from collections.abc import Iterator

from prong.errors import Diagnostic, near_name
from prong.language.drafts import Draft


def unresolved_citations(draft: Draft) -> Iterator[Diagnostic]:
    for cited in draft.cited:
        name, slash, pinpoint = cited.text.partition("/")
        if not slash:
            yield Diagnostic("E210", cited.place, met=cited.text, expected="write instrument/pinpoint")
        elif name not in draft.instruments:
            near = near_name(name, draft.instruments)
            yield Diagnostic(
                "E210", cited.place, met=cited.text, expected=f"no instrument “{name}”", near=near
            )
        elif pinpoint not in (provisions := draft.instruments[name][0].provisions):
            near = near_name(pinpoint, provisions)
            expected = f"{name} lists no provision “{pinpoint}”"
            near = f"{name}/{near}" if near else ""
            yield Diagnostic("E210", cited.place, met=cited.text, expected=expected, near=near)
