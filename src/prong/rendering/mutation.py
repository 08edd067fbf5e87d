"""What became of the edits, for people and for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from prong.language.printing import print_example
from prong.proof.mutation import Mutant

KILLERS = ("example", "relation", "reader", "citations")


def mutation_text(mutants: Sequence[Mutant], folder: Path) -> str:
    """A line for each norm, then equivalent mutants, then survivors with the example that would kill each."""
    width = max([len("norm"), *(len(mutant.edit.norm) for mutant in mutants)])
    rows = [f"{'norm':{width}}  edits  killed  equivalent  survived"]
    for norm in dict.fromkeys(mutant.edit.norm for mutant in mutants):
        fates = Counter(mutant.fate for mutant in mutants if mutant.edit.norm == norm)
        killed = sum(fates[killer] for killer in KILLERS)
        same, survived = fates["equivalent"], fates["survived"]
        rows.append(f"{norm:{width}}  {fates.total():5}  {killed:6}  {same:10}  {survived:8}")
    rows += ["", _score(mutants)]
    equivalent = [mutant for mutant in mutants if mutant.fate == "equivalent"]
    if equivalent:
        rows += ["", "Equivalent by their decision diagrams, and so no slips:"]
        rows += [f"  {_where(mutant, folder)}" for mutant in equivalent]
    for mutant in mutants:
        if mutant.fate == "survived":
            rows += ["", f"Survived: {_where(mutant, folder)}"]
            if mutant.missing:
                rows += ["This example would kill it; its title is yours to write:"]
                rows += [print_example(mutant.missing, mutant.edit.norm).rstrip()]
    return "\n".join(rows) + "\n"


def _score(mutants: Sequence[Mutant]) -> str:
    fates = Counter(mutant.fate for mutant in mutants)
    killed = sum(fates[killer] for killer in KILLERS)
    counted = killed + fates["survived"]
    by = ", ".join(f"{fates[killer]} by {word}" for killer, word in _WORDS if fates[killer])
    score = f"{100 * killed / counted:.1f}" if counted else "100.0"
    return f"Score: {score.removesuffix('.0')} %. {killed} of {counted} slips are noticed ({by})."


_WORDS = (
    ("example", "examples"),
    ("relation", "relations"),
    ("reader", "the reader"),
    ("citations", "citations that nothing bears out"),
)


def _where(mutant: Mutant, folder: Path) -> str:
    edit = mutant.edit
    place = f"{folder / edit.anchor.file}:{edit.anchor.line}"
    return f"{place}: {edit.element or edit.norm}: {edit.kind}: {edit.words}"


def mutation_json(mutants: Sequence[Mutant], folder: Path) -> str:
    """Every edit with its place, its fate, what killed it, or the example that would."""
    told = [
        {
            "norm": mutant.edit.norm,
            "element": mutant.edit.element,
            "kind": mutant.edit.kind,
            "edit": mutant.edit.words,
            "file": (folder / mutant.edit.anchor.file).as_posix(),
            "line": mutant.edit.anchor.line,
            "fate": mutant.fate if mutant.fate in ("equivalent", "survived") else "killed",
            "by": mutant.fate if mutant.fate in KILLERS else None,
            "which": mutant.by or None,
            "missing": print_example(mutant.missing, mutant.edit.norm) if mutant.missing else None,
        }
        for mutant in mutants
    ]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


MUTATION_FORMATS = {"text": mutation_text, "json": mutation_json}
