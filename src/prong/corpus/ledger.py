"""The ledger: what sources claim, beside what the coded accounts and the instruments show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from prong.corpus.measures import MEASURES
from prong.evaluation.assess import assess
from prong.model.cases import Case, Record
from prong.model.claims import AccountClaim, Claims, ElementClaim, FigureClaim, RivalClaim, Said, StatusClaim
from prong.model.dates import parse_edtf
from prong.model.instruments import bound
from prong.model.norms import Rulebook
from prong.model.standards import Standard
from prong.redaction.crowds import Counts, suppressed

Outcome = Literal["agrees", "agrees in part", "disagrees", "not shown", "cannot be told"]


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A claim about accounts: in which it is shown, denied or not told, and in which others it is shown.

    Some evidence is a hint: it is listed as shown, but a claim agrees only where every account goes beyond.
    """

    claim: str
    by: Said
    outcome: Outcome
    shown: tuple[tuple[str, str], ...]
    denied: tuple[str, ...]
    silent: tuple[str, ...]
    elsewhere: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ElementRow:
    """A claim about every account: how many make the element out, and which do not."""

    claim: str
    by: Said
    outcome: Outcome
    made_out: int
    of: int
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A claimed distribution beside the one that the coded accounts give; `told` is its denominator.

    A number that is withheld because it is of too few people is None. `measured` is false where the coding
    holds nothing that could answer the claim.
    """

    claim: str
    by: Said
    claimed: Mapping[str, int]
    claimed_of: int
    measured: bool
    found: Counts
    told: int | None
    of: int


@dataclass(frozen=True, slots=True)
class StatusRow:
    """A claim on a treaty's binding force, checked against the instruments on the day it was written.

    `superseded` tells that a claim which was true then has been overtaken by a later entry into force.
    """

    claim: str
    by: Said
    outcome: Outcome
    answer: str
    entry: str | None
    day: str
    superseded: bool
    checked: bool


@dataclass(frozen=True, slots=True)
class Ledger:
    """All rows of one claims file."""

    accounts: tuple[AccountRow, ...]
    every: tuple[ElementRow, ...]
    figures: tuple[FigureRow, ...]
    rivals: tuple[RivalClaim, ...]
    status: tuple[StatusRow, ...]


def ledger_of(
    claims: Claims,
    accounts: Mapping[str, Case],
    records: Sequence[Record],
    people: Sequence[Record],
    rulebook: Rulebook,
    *,
    crowd: int = 1,
) -> Ledger:
    """Check every claim; `records` are single accounts, `people` the same with joined accounts as one.

    Numbers of fewer people than `crowd` are withheld.
    """
    return Ledger(
        tuple(_account_row(claim, accounts) for claim in claims.accounts),
        tuple(_element_row(claim, records, rulebook) for claim in claims.every),
        tuple(_figure_row(claim, people, rulebook, crowd) for claim in claims.figures),
        claims.rivals,
        tuple(_status_row(claim, rulebook) for claim in claims.status),
    )


def _account_row(claim: AccountClaim, accounts: Mapping[str, Case]) -> AccountRow:
    shown, denied, silent = [], [], []
    for name in claim.accounts:
        to, against = _sides(accounts[name], claim.shown_by)
        if to is not None:
            shown.append((name, to.words))
        if against:
            denied.append(name)
        if to is None and not against:
            silent.append(name)
    plain = [name for name, to in shown if to != Standard.SOME_EVIDENCE.words]
    outcome: Outcome = "agrees" if len(plain) == len(claim.accounts) else "agrees in part"
    if not plain:
        outcome = "disagrees" if denied and not shown else "not shown"
    others = (name for name in accounts if name not in claim.accounts)
    elsewhere = tuple(name for name in others if _sides(accounts[name], claim.shown_by)[0] is not None)
    return AccountRow(claim.claim, claim.by, outcome, tuple(shown), tuple(denied), tuple(silent), elsewhere)


def _sides(case: Case, predicates: Iterable[str]) -> tuple[Standard | None, bool]:
    """The highest standard to which one of the predicates is found to hold, and whether one is denied."""
    findings = [finding for name in predicates for finding in case.findings.get(name, ())]
    support = [finding.to for finding in findings if finding.holds == "yes"]
    return max(support, default=None), any(finding.holds == "no" for finding in findings)


def _element_row(claim: ElementClaim, records: Sequence[Record], rulebook: Rulebook) -> ElementRow:
    norm, _, element = claim.element.partition("/")
    verdicts = {record.id: assess(record, rulebook, norm).elements[element] for record in records}
    others = tuple((name, verdict) for name, verdict in verdicts.items() if verdict != "satisfied")
    made_out = len(verdicts) - len(others)
    outcome: Outcome = "agrees" if not others else "agrees in part" if made_out else "disagrees"
    return ElementRow(claim.claim, claim.by, outcome, made_out, len(verdicts), others)


def _figure_row(
    claim: FigureClaim, people: Sequence[Record], rulebook: Rulebook, crowd: int
) -> FigureRow:
    measure = MEASURES[claim.measure] if claim.measure else None
    groups = [measure(record, rulebook.vocabulary) for record in people] if measure else []
    told = Counter(group for group in groups if group is not None)
    order = [*claim.groups, *sorted(group for group in told if group not in claim.groups)]
    found = suppressed({group: told[group] for group in order}, crowd)
    total = suppressed({"told": told.total()}, crowd)["told"]
    measured = measure is not None
    return FigureRow(
        claim.claim, claim.by, claim.groups, claim.of, measured, found, total, len(people)
    )


def _status_row(claim: StatusClaim, rulebook: Rulebook) -> StatusRow:
    instrument = rulebook.instruments[claim.instrument]
    answer = bound(claim.state, instrument, parse_edtf(claim.on.isoformat())).value
    entry = instrument.entry_for(claim.state)
    outcome: Outcome = "agrees" if answer == claim.claimed else "disagrees"
    if answer == "undetermined":
        outcome = "cannot be told"
    party = instrument.parties.get(claim.state)
    return StatusRow(
        claim.claim,
        claim.by,
        outcome,
        answer,
        entry.isoformat() if entry else None,
        claim.on.isoformat(),
        outcome == "agrees" and entry is not None and entry > claim.on,
        party is not None and party.checked,
    )
