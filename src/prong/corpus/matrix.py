"""The matrix of a corpus: accounts against elements, and how readings and regimes move the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from prong.evaluation.assess import assess
from prong.evaluation.program import compile_norm
from prong.model.cases import Record
from prong.model.norms import Burden, Norm, Rulebook
from prong.model.standards import Standard
from prong.model.trace import Node, Trace

VERDICTS = ("satisfied", "not-satisfied", "undetermined", "contested")


@dataclass(frozen=True, slots=True)
class NormMatrix:
    """One norm over all accounts: its columns, a trace for each account, and counts of the verdicts.

    `readings` holds, for each reading and position, the counts if that position alone is taken and the
    others stay at their defaults; `regimes` the counts under each regime that changes the norm.
    """

    norm: Norm
    columns: tuple[str, ...]
    traces: tuple[Trace, ...]
    counts: Mapping[str, int]
    readings: tuple[tuple[str, str, Mapping[str, int], tuple[str, ...]], ...]
    regimes: tuple[tuple[str, Mapping[str, int], tuple[str, ...]], ...]


def matrix_of(records: Sequence[Record], rulebook: Rulebook, norm: str) -> NormMatrix:
    """The matrix of one norm; every count is over `records`."""
    traces = tuple(assess(record, rulebook, norm) for record in records)
    columns = tuple(node.label for node in columns_of(traces[0].root)) if traces else ()
    readings = [
        (name, position.id, *_moved(traces, [_on(trace, name, position.id) for trace in traces]))
        for name in (traces[0].readings if traces else ())
        for position in rulebook.readings[name].positions
    ]
    regimes = []
    for regime in _regimes_of(norm, rulebook):
        other = [assess(record, rulebook, norm, regime=regime).verdict for record in records]
        regimes.append((regime, *_moved(traces, other)))
    return NormMatrix(
        rulebook.norms[norm],
        columns,
        traces,
        _counts([trace.verdict for trace in traces]),
        tuple(readings),
        tuple(regimes),
    )


def columns_of(root: Node) -> tuple[Node, ...]:
    """The nodes that the matrix shows: the parts of the root, or its positions."""
    return tuple(child for child in root.children if child.role in ("part", "position"))


def people_of(accounts: Sequence[Record], persons: Sequence[Record]) -> tuple[Record, ...]:
    """One record for each woman: joined accounts as one, the others as they are."""
    joined = {case.case for person in persons for case, _ in person.accounts}
    return (*persons, *(record for record in accounts if record.id not in joined))


def _regimes_of(norm: str, rulebook: Rulebook) -> list[str]:
    """The regimes that name the norm, or that change an element of another on which it rests."""
    named = {
        name
        for name, regime in rulebook.regimes.items()
        if any(assignment.norm == norm for assignment in regime.assignments)
    }
    usual = _set_by(None, norm, rulebook)
    return [name for name in rulebook.regimes if name in named or _set_by(name, norm, rulebook) != usual]


def _set_by(regime: str | None, norm: str, rulebook: Rulebook) -> list[tuple[Standard, Burden | None]]:
    return [(node.standard, node.burden) for node in compile_norm(rulebook, norm, regime).nodes]


def _on(trace: Trace, reading: str, position: str) -> str:
    wanted = {**trace.readings, reading: position}
    return next(c.verdict for c in trace.combinations if c.readings == wanted)


def _moved(traces: Sequence[Trace], verdicts: Sequence[str]) -> tuple[Mapping[str, int], tuple[str, ...]]:
    moved = tuple(
        trace.case for trace, verdict in zip(traces, verdicts, strict=True) if trace.verdict != verdict
    )
    return _counts(verdicts), moved


def _counts(verdicts: Sequence[str]) -> Mapping[str, int]:
    found = Counter(verdicts)
    return {verdict: found[verdict] for verdict in VERDICTS}
