"""Proofs about rules, for the terminal and as JSON: what is proved, what is refuted, and by which case."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.table import Table

from prong.errors import Diagnostic, Place
from prong.evaluation.facts import TOP, Fact
from prong.evaluation.lanes import NOTHING
from prong.language.printing import print_example
from prong.model.norms import Anchor, Relation, Rulebook
from prong.model.standards import LADDER
from prong.proof.proofs import Proof, Refuting
from prong.rendering.words import WORDS

ROLES = {
    "part": "the part",
    "alternative": "the alternative",
    "criterion": "the criterion",
    "unless": "the exception",
    "dispensed-when": "the dispensation",
    "objection": "the objection",
    "burden": "the presumption",
    "reading": "the reading",
}
WHOLE_LINE = 1_000
COLUMNS = (
    ("elements", ("can-be-satisfied",)),
    ("parts", ("has-effect",)),
    ("readings", ("positions-differ",)),
    ("relations", ("relation",)),
)


def proof_table(proofs: Mapping[str, Sequence[Proof]]) -> Table:
    """One row for each norm: its elements, parts, pairs of positions and relations, and what is refuted."""
    faulty = any(proof.is_fault for found in proofs.values() for proof in found)
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    table.add_column("norm", no_wrap=True)
    for heading, _ in COLUMNS:
        table.add_column(heading, justify="right")
    table.add_column("by design", justify="right")
    if faulty:
        table.add_column("refuted", justify="right")
    for norm, found in proofs.items():
        counts = [sum(proof.claim in claims for proof in found) for _, claims in COLUMNS]
        counts.append(sum(proof.declared is not None for proof in found))
        counts += [sum(proof.is_fault for proof in found)] * faulty
        table.add_row(norm, *(str(count or "–") for count in counts))
    return table


def by_design(proof: Proof) -> str:
    """What is without effect and declared so, with the reason."""
    cites = ", ".join(map(str, proof.declared.cites))
    return f"  {_named(proof)}\n    {proof.declared.title.rstrip('.')} ({cites})."


def diagnostic_of(proof: Proof, rules: Path) -> Diagnostic:
    """A refuted claim as a finding in its rule document."""
    place = Place(str(rules / proof.anchor.file), proof.anchor.line, 1, WHOLE_LINE)
    # What is wrong with the rules as they stand needs no regime to be wrong.
    under = "" if None in proof.refuted_under else f", under {' and '.join(proof.refuted_under)}"
    match proof.claim:
        case "can-be-satisfied":
            return Diagnostic("E433", place, subject=proof.subject, met=f"be satisfied{under}")
        case "can-fail":
            return Diagnostic("E433", place, subject=proof.subject, met=f"fail{under}")
        case "relation":
            return Diagnostic("E431", place, subject=proof.relation.title, expected=_how(proof) + under)
        case "has-effect":
            expected = f"every conclusion is the same without it{under}"
            advice = "correct or remove it, or say in a relation without-effect why it stands there"
            return Diagnostic("E432", place, subject=_named(proof), expected=expected, advice=advice)
        case "decides":
            expected = f"nothing is ever satisfied by it alone{under}"
            return Diagnostic("E432", place, subject=_named(proof), expected=expected)
        case "positions-differ":
            expected = f"every conclusion is the same on {proof.object}{under}"
            return Diagnostic("E432", place, subject=f"the reading “{proof.subject}”", expected=expected)


def case_in_words(proof: Proof, rulebook: Rulebook) -> str:
    """The refuting cases of a proof, each in words and as an example to paste into the document."""
    blocks = []
    for number, found in enumerate(proof.refuting, 1):
        single = len(proof.refuting) == 1
        lines = ["The smallest case:" if single else f"Case {number}, in which {_answered(found)}:"]
        lines += [f"  {line}" for line in _stated(found, rulebook)]
        blocks.append("\n".join(lines))
        if found.example:
            blocks.append(print_example(found.example, proof.norm))
    return "\n\n".join(blocks)


def proofs_as_json(proofs: Iterable[Proof]) -> str:
    """Every claim with its outcome."""
    fields = [
        {
            "norm": proof.norm,
            "claim": proof.claim,
            "subject": proof.subject or None,
            "object": proof.object or None,
            "place": _place(proof.anchor),
            "holds": not proof.refuted_under,
            "refuted_under": [regime or "no regime" for regime in proof.refuted_under],
            "relation": _relation(proof.relation),
            "by_design": _relation(proof.declared),
            "cases": [
                {
                    "facts": {name: _sides(fact) for name, fact in found.case.facts.items()},
                    "readings": dict(found.case.readings),
                    "regime": found.regime,
                    "answers": {name: verdict.value for name, verdict in found.answers},
                    "without": found.without and found.without.value,
                    "example": found.example and print_example(found.example, proof.norm),
                }
                for found in proof.refuting
            ],
        }
        for proof in proofs
    ]
    return json.dumps(fields, ensure_ascii=False, indent=2) + "\n"


def _named(proof: Proof) -> str:
    name = f"{ROLES[proof.role]} “{proof.object}”"
    return f"{name} of “{proof.subject}”" if proof.subject else name


def _how(proof: Proof) -> str:
    return " while ".join(_answered(found) for found in proof.refuting)


def _answered(found: Refuting) -> str:
    words = " and ".join(f"{name} is {WORDS[verdict.value]}" for name, verdict in found.answers)
    return words if found.without is None else f"{words}, and {WORDS[found.without.value]} without it"


def _stated(found: Refuting, rulebook: Rulebook) -> list[str]:
    predicates = rulebook.vocabulary.predicates
    lines = [f"{_in_words(fact)}: {predicates[name].label}" for name, fact in found.case.facts.items()]
    lines += [f"on the position {position} of {name}" for name, position in found.case.readings.items()]
    lines += [f"under the regime {found.regime}"] if found.regime else []
    return lines or ["nothing is stated"]


def _in_words(fact: Fact) -> str:
    """What is known on both sides of a fact, each with its standard where this is not the highest."""
    sides = (("made out", fact.support), ("denied", fact.opposition))
    return " and ".join(
        words if level == TOP else f"{words} to the standard of {LADDER[level].words}"
        for words, level in sides
        if level != NOTHING
    )


def _sides(fact: Fact) -> dict[str, str | None]:
    sides = {"support": fact.support, "opposition": fact.opposition}
    return {side: None if level == NOTHING else LADDER[level].key for side, level in sides.items()}


def _relation(relation: Relation | None) -> dict[str, object] | None:
    if relation is None:
        return None
    return {"title": relation.title, "cite": list(map(str, relation.cites)), "place": _place(relation.anchor)}


def _place(anchor: Anchor) -> dict[str, object]:
    return {"file": anchor.file, "line": anchor.line}
