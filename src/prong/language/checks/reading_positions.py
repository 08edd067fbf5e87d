"""E208: a formula by reading names a reading that does not exist, or not exactly its positions."""

from collections.abc import Iterator

from prong.errors import Diagnostic, near_name
from prong.language.drafts import Draft
from prong.language.formulas import readings_in


def mismatched_positions(draft: Draft) -> Iterator[Diagnostic]:
    for norm in draft.norms.values():
        for formula in norm.formulas:
            for written in readings_in(formula):
                name = written.reading
                reading = draft.readings.get(name.text)
                if reading is None:
                    near = near_name(name.text, draft.readings)
                    yield Diagnostic("E203", name.place, subject="reading", met=name.text, near=near)
                    continue
                known = set(reading.shape.positions)
                given = {position.text for position in written.positions}
                related = ((reading.id.place, "declared here"),)
                for position in written.positions:
                    if position.text not in known:
                        near = near_name(position.text, known)
                        yield Diagnostic(
                            "E208",
                            position.place,
                            subject=name.text,
                            met=position.text,
                            near=near,
                            related=related,
                        )
                if missing := sorted(known - given):
                    met = "missing " + ", ".join(missing)
                    yield Diagnostic("E208", name.place, subject=name.text, met=met, related=related)
