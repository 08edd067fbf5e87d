"""Coverage of rules for people, for programs and for editors: text, JSON and lcov.

In lcov each part is a branch block on its line with three branches: 0 satisfied, 1 failed, 2 decisive. A part
that is declared to be without effect counts as decided.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from prong.model.norms import Rulebook
from prong.proof.asked import Asked
from prong.proof.coverage import Part

Lines = Mapping[int, int]


def coverage_text(parts: Sequence[Part], lines: Lines, rulebook: Rulebook, folder: Path) -> str:
    """A line for each norm, then every part of which something has not been shown."""
    norms = dict.fromkeys(part.norm for part in parts)
    width = max(map(len, norms))
    rows = [f"{'norm':{width}}  parts  satisfied  failed  decisive"]
    for norm in norms:
        own = [part for part in parts if part.norm == norm]
        satisfied, failed, decisive = (
            sum(word not in part.missing for part in own) for word in ("satisfied", "failed", "decisive")
        )
        rows.append(f"{norm:{width}}  {len(own):5}  {satisfied:9}  {failed:6}  {decisive:8}")
    declared = sum(part.declared for part in parts)
    if declared:
        rows += [
            "",
            f"{declared} of these are declared to be without effect, which `prong rules verify` proves.",
        ]
    missing = [
        f"{folder / rulebook.norms[part.norm].anchor.file}:{lines[place]}: {part.element}: "
        f"{part.kind} {part.name}: not shown {' or '.join(part.missing)}"
        for place, part in enumerate(parts)
        if part.missing
    ]
    return "\n".join([*rows, *([""] * bool(missing)), *missing]) + "\n"


def coverage_json(parts: Sequence[Part], lines: Lines, rulebook: Rulebook, folder: Path) -> str:
    """Every part with the titles and lines of the cases that show it."""
    told = [
        {
            "norm": part.norm,
            "element": part.element,
            "kind": part.kind,
            "name": part.name,
            "file": (folder / rulebook.norms[part.norm].anchor.file).as_posix(),
            "line": lines[place],
            "satisfied": list(map(_case, part.satisfied)),
            "failed": list(map(_case, part.failed)),
            "decisive": list(map(_case, part.decisive or ())),
            "without-effect": part.declared,
            "missing": list(part.missing),
        }
        for place, part in enumerate(parts)
    ]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _case(case: Asked) -> dict[str, object]:
    return {"title": case.title, "line": case.line or None}


def coverage_lcov(parts: Sequence[Part], lines: Lines, rulebook: Rulebook, folder: Path) -> str:
    """A tracefile: elements are functions, parts are lines and branches."""
    records = []
    for norm in dict.fromkeys(part.norm for part in parts):
        own = [(lines[place], part) for place, part in enumerate(parts) if part.norm == norm]
        elements = [(line, part) for line, part in own if part.kind == "element"]
        hits: dict[int, int] = {}
        for line, part in own:
            hits[line] = max(hits.get(line, 0), _shown(part))
        branches = [
            (line, block, branch, taken)
            for block, (line, part) in enumerate(own)
            for branch, taken in enumerate(
                (len(part.satisfied), len(part.failed), 1 if part.decisive or part.declared else 0)
            )
        ]
        records += [
            "TN:",
            f"SF:{(folder / rulebook.norms[norm].anchor.file).as_posix()}",
            *(f"FN:{line},{part.name}" for line, part in elements),
            *(f"FNDA:{_shown(part)},{part.name}" for _, part in elements),
            f"FNF:{len(elements)}",
            f"FNH:{sum(_shown(part) > 0 for _, part in elements)}",
            *(f"BRDA:{line},{block},{branch},{taken}" for line, block, branch, taken in branches),
            f"BRF:{len(branches)}",
            f"BRH:{sum(taken > 0 for *_, taken in branches)}",
            *(f"DA:{line},{hits[line]}" for line in sorted(hits)),
            f"LF:{len(hits)}",
            f"LH:{sum(count > 0 for count in hits.values())}",
            "end_of_record",
        ]
    return "\n".join(records) + "\n"


def _shown(part: Part) -> int:
    """How many cases have shown something of a part."""
    return len(part.satisfied) + len(part.failed)


COVERAGE_FORMATS = {"text": coverage_text, "json": coverage_json, "lcov": coverage_lcov}
