"""Explanations, questions and comparisons as plain data, for JSON. No word of an account is in it."""

from __future__ import annotations

from prong.evaluation.facts import Ground
from prong.explanation.compare import Comparison
from prong.explanation.difference import CaseDifference, NormDifference
from prong.explanation.explain import ChangeSets, Explanation, GroundSets
from prong.explanation.hypotheses import Change
from prong.explanation.next_questions import Answer, NextQuestion


def plain_explanation(explanation: Explanation) -> dict[str, object]:
    """One norm in one case; elements of other norms stand under `norm/element`."""
    elements: dict[str, object] = {}
    for reason in explanation.reasons:
        node = reason.node
        if node.element is not None:
            name = node.id if node.norm in (explanation.norm, node.id) else f"{node.norm}/{node.id}"
            found = {"verdict": reason.verdict.value, "carried_by": _grounds(reason.carried_by)}
            found["missing"] = None if reason.missing is None else _changes(reason.missing)
            elements.setdefault(name, found)
    return {
        "norm": explanation.norm,
        "regime": explanation.regime,
        "readings": dict(explanation.readings),
        "verdict": explanation.verdict.value,
        "settled": explanation.settled,
        "elements": elements,
        "flips": {verdict.value: _changes(sets) for verdict, sets in explanation.flips.items()},
        "regimes": [
            {"regime": name, "verdict": verdict.value} for name, verdict in explanation.regimes.items()
        ],
    }


def plain_question(question: NextQuestion) -> dict[str, object]:
    """One question; the share of worlds as an exact fraction and as a number."""
    return {
        "decides": str(question.decides),
        "share": float(question.decides),
        "yes": _answer(question.yes),
        "no": _answer(question.no),
    }


def plain_comparison(comparison: Comparison) -> dict[str, object]:
    """One question with its alternatives, and the outcome of each case on each of them, in their order."""
    return {
        "norm": comparison.norm,
        "over": comparison.over,
        "question": comparison.question,
        "alternatives": [
            {"name": one.name, "holds": one.holds, "authorities": [*map(str, one.cites)]}
            for one in comparison.alternatives
        ],
        "default": comparison.default,
        "elements": [element.id for element in comparison.elements],
        "outcomes": {
            case: [{"verdict": one.verdict.value, "bound": list(one.bound)} for one in outcomes]
            for case, outcomes in comparison.outcomes.items()
        },
        "dependent": list(comparison.dependent),
        "moved": [sum(comparison.moved(place).values()) for place in range(len(comparison.alternatives))],
    }


def plain_norm_difference(found: NormDifference) -> dict[str, object]:
    """What became of one norm, and the smallest case that separates the versions."""
    plain: dict[str, object] = {"norm": found.norm, "status": found.status}
    if found.positions:
        plain["positions"] = list(found.positions)
    if found.separating is not None:
        plain |= {
            "regime": found.regime,
            "facts": {
                fact.predicate: {
                    "yes": None if fact.support is None else fact.support.key,
                    "no": None if fact.opposition is None else fact.opposition.key,
                }
                for fact in found.separating.facts
            },
            "readings": dict(found.separating.readings),
            "before": found.separating.before.value,
            "after": found.separating.after.value,
            "elements": list(found.elements),
        }
    return plain


def plain_case_difference(found: CaseDifference) -> dict[str, object]:
    """A case whose verdict is not what it was."""
    verdicts = {"before": found.before.value, "after": found.after.value}
    return {"case": found.case, "norm": found.norm, **verdicts}


def _answer(answer: Answer) -> dict[str, object]:
    return {"verdict": answer.verdict.value, "settled": answer.settled}


def _grounds(found: GroundSets) -> dict[str, object]:
    return {"count": found.count, "sets": [[_ground(ground) for ground in sets] for sets in found.sets]}


def _changes(found: ChangeSets) -> dict[str, object]:
    return {"count": found.count, "sets": [[_change(change) for change in sets] for sets in found.sets]}


def _change(change: Change) -> dict[str, object]:
    found: dict[str, object] = {"kind": change.kind, "name": change.name}
    if change.position is not None:
        found["position"] = change.position
    if change.to is not None:
        found["to"] = change.to.key
    if change.ground is not None:
        found["finding"] = _ground(change.ground)
    return found


def _ground(ground: Ground) -> dict[str, object]:
    return {
        "account": ground.account,
        "predicate": ground.predicate,
        "index": ground.index,
        "holds": "yes" if ground.holds else "no",
        "evidence": list(ground.evidence),
    }
