"""Agreement of two codings of the same accounts: how far two readers found the same in the same words.

The unit is a predicate in an account, its value what a coder found: *yes*, *no*, *both* or *not stated*.
Krippendorff's alpha (nominal; Krippendorff, Content Analysis, ch 12) corrects for agreement by chance;
its interval is a percentile bootstrap over accounts with a fixed seed, because units of one account are
not independent. (The `krippendorff` package is GPL-3 and pulls in NumPy, hence these few lines.)
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from prong.evaluation.assess import assess
from prong.language.cases import Cases
from prong.model.cases import Case, Finding
from prong.model.norms import Rulebook
from prong.model.trace import Trace

NOT_STATED = "not stated"
RESAMPLES = 2000
Units = Mapping[str, Sequence[tuple[str, str]]]
"""The pairs of values of each account."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Alpha over some units, its 95 % interval, and the share of units on which both agree."""

    units: int
    agreed: int
    alpha: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A predicate on which two codings of an account differ, with what each found and where."""

    case: str
    predicate: str
    first: str
    second: str
    first_at: tuple[str, ...]
    second_at: tuple[str, ...]


def agreement(units: Units) -> Agreement:
    """Alpha and its interval; alpha is None where nothing varies (chance agreement is then certain)."""
    pairs = [pair for account in units.values() for pair in account]
    alpha = _alpha(Counter(pairs))
    accounts = [Counter(account) for account in units.values()]
    chooser = random.Random(0)
    found = []
    for _ in range(RESAMPLES if alpha is not None else 0):
        total: Counter[tuple[str, str]] = Counter()
        for account in chooser.choices(accounts, k=len(accounts)):
            total.update(account)
        if (one := _alpha(total)) is not None:
            found.append(one)
    found.sort()
    low, high = (found[int(len(found) * 0.025)], found[int(len(found) * 0.975)]) if found else (None, None)
    return Agreement(len(pairs), sum(a == b for a, b in pairs), alpha, low, high)


def finding_units(
    first: Mapping[str, Case], second: Mapping[str, Case], predicates: Sequence[str], *, stated: bool = False
) -> Units:
    """The values of every predicate in every account that both have coded.

    With `stated`, only predicates on which at least one of the two found something: a stricter question,
    because both being silent on what no account mentions is easy agreement.
    """
    units = {}
    for case in sorted(first.keys() & second.keys()):
        pairs = [(value_of(first[case], p), value_of(second[case], p)) for p in predicates]
        units[case] = [pair for pair in pairs if not stated or set(pair) != {NOT_STATED}]
    return units


def element_units(
    first: Cases, second: Cases, rulebook: Rulebook, norms: Sequence[str], *, roots: bool
) -> Units:
    """The verdicts that follow from both codings: of the norms themselves, or of every element below.

    Accounts count, and not the persons that join them.
    """
    units: dict[str, list[tuple[str, str]]] = {}
    for case, norm, one, two in _assessed(first, second, rulebook, norms):
        pairs = units.setdefault(case, [])
        if roots:
            pairs.append((one.verdict, two.verdict))
        else:
            pairs += [(verdict, two.elements[name]) for name, verdict in one.elements.items() if name != norm]
    return units


def units_by_element(
    first: Cases, second: Cases, rulebook: Rulebook, norms: Sequence[str]
) -> Mapping[str, Units]:
    """The verdicts on each element of the norms themselves (`norm/element`), account by account."""
    units: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for case, norm, one, two in _assessed(first, second, rulebook, norms):
        for name in rulebook.norms[norm].elements:
            if name in one.elements:
                pair = (one.elements[name], two.elements[name])
                units.setdefault(f"{norm}/{name}", {})[case] = [pair]
    return units


def _assessed(
    first: Cases, second: Cases, rulebook: Rulebook, norms: Sequence[str]
) -> Iterator[tuple[str, str, Trace, Trace]]:
    """Each account that both have coded under each norm, assessed from either coding."""
    both = [{r.id: r for r in cases.records if r.reason is None} for cases in (first, second)]
    for case in sorted(both[0].keys() & both[1].keys()):
        for norm in norms:
            one, two = (assess(records[case], rulebook, norm) for records in both)
            yield case, norm, one, two


def disagreements(first: Mapping[str, Case], second: Mapping[str, Case]) -> tuple[Disagreement, ...]:
    """Where two codings differ, by account and predicate."""
    found = []
    for case in sorted(first.keys() & second.keys()):
        one, two = first[case], second[case]
        for predicate in sorted(one.findings.keys() | two.findings.keys()):
            values = value_of(one, predicate), value_of(two, predicate)
            if values[0] != values[1]:
                found.append(Disagreement(case, predicate, *values, _at(one, predicate), _at(two, predicate)))
    return tuple(found)


def value_of(case: Case, predicate: str) -> str:
    """What a coder found on a predicate: yes, no, both, or not stated."""
    sides = {finding.holds for finding in case.findings.get(predicate, ())}
    return "both" if len(sides) == 2 else next(iter(sides), NOT_STATED)


def _at(case: Case, predicate: str) -> tuple[str, ...]:
    findings: tuple[Finding, ...] = case.findings.get(predicate, ())
    return tuple(dict.fromkeys(evidence.at for finding in findings for evidence in finding.evidence))


def _alpha(pairs: Counter[tuple[str, str]]) -> float | None:
    """Krippendorff's alpha for two coders and nominal values without gaps."""
    values: Counter[str] = Counter()
    differing = 0
    for (one, two), number in pairs.items():
        values[one] += number
        values[two] += number
        differing += number * (one != two)
    total = values.total()
    expected = total * total - sum(number * number for number in values.values())
    if not expected:
        return None
    return 1 - (2 * differing) * (total - 1) / expected
