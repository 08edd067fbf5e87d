"""The result of assessing a corpus: counts, with what they were counted from, as one JSON document.

Every count of verdicts is a list of four numbers, in the order of `verdicts`. Counts under a combination of
readings hold one such list for each group.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import ValidationError

from prong import __version__
from prong.corpus.planes import Header
from prong.corpus.sheet import ElementSheet, NormSheet, Sheet, sides
from prong.corpus.tally import Counted, Tally
from prong.errors import Diagnostic, ProngError
from prong.evaluation.circuit import Gate
from prong.model.document import Document
from prong.model.norms import Rulebook
from prong.model.verdicts import BY_BITS

FORMAT = 1
VERDICTS = tuple(verdict.value for verdict in BY_BITS)
Four = tuple[int, int, int, int]


class Source(Document):
    """What was counted: the metadata of the corpus, and rows that could not be read into it."""

    mapping: str
    mapping_digest: str
    rules: str
    vocabulary: str
    source: str
    software: str
    standard: str
    unit: str
    one_sided: tuple[str, ...]
    crosswalks: tuple[str, ...]
    unreadable: int


class Group(Document):
    """Rows that have the same values in the columns that rows are grouped by; null is not stated."""

    values: tuple[str | None, ...]
    rows: int


class ElementResult(Document):
    """One element: counts by combination of readings and by group.

    `facts` is how many predicates it rests on, `seen` how many of them the data can show; where that is
    none, the element is not in the data. `presumed` counts, by group and under the chosen readings, the
    rows on which a burden closed a gap.
    """

    element: str
    label: str
    facts: int
    seen: int
    counts: tuple[tuple[Four, ...], ...]
    presumed: tuple[int, ...]


class Missing(Document):
    """A fact that the data can show, over all rows on which the norm is undetermined: on how many nothing is
    said of it, and on how many of these showing it, or denying it, would alone settle the norm."""

    predicate: str
    label: str
    silent: int
    shown: int
    denied: int


class Deciding(Document):
    """A part of the norm: rows on which it alone is lacking, and rows on which it alone stands against."""

    element: str
    label: str
    lacking: int
    against: int


class NormResult(Document):
    """One norm: `chosen` is the place of the chosen combination among `combinations`."""

    norm: str
    title: str
    conclusion: str
    combinations: tuple[Mapping[str, str], ...]
    chosen: int
    unseen: tuple[str, ...]
    elements: tuple[ElementResult, ...]
    missing: tuple[Missing, ...]
    deciding: tuple[Deciding, ...]


class Result(Document):
    """All that one run counted."""

    format: int
    software: str
    rules: str
    engine: str
    regime: str | None
    source: Source
    verdicts: tuple[str, ...]
    rows: int
    by: tuple[str, ...]
    groups: tuple[Group, ...]
    norms: tuple[NormResult, ...]


def result_of(
    sheet: Sheet,
    found: Counted,
    rulebook: Rulebook,
    header: Header,
    *,
    engine: str,
    regime: str | None,
) -> Result:
    """What was found, under the names of what was counted."""
    tally = found.tally
    places = {gate: at for at, gate in enumerate(sheet.counted())}
    counted = _Counted(tally, places)
    fields = {name: getattr(header, name) for name in Source.model_fields if name != "unreadable"}
    return Result.model_construct(
        format=FORMAT,
        software=__version__,
        rules=rulebook.digest,
        engine=engine,
        regime=regime,
        source=Source.model_construct(**fields, unreadable=found.unreadable),
        verdicts=VERDICTS,
        rows=tally.total,
        by=tally.by,
        groups=tuple(Group.model_construct(values=key, rows=rows) for key, rows in tally.rows.items()),
        norms=tuple(_norm(norm, counted) for norm in sheet.norms),
    )


def read_result(path: Path) -> Result:
    """A result from its file; raises ProngError where there is none."""
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        raise ProngError([Diagnostic("E101", None, met=str(path))]) from None
    except OSError as error:
        expected = error.strerror or "unreadable"
        raise ProngError([Diagnostic("E102", None, met=str(path), expected=expected)]) from None
    try:
        result = Result.model_validate_json(text)
    except ValidationError:
        raise ProngError([Diagnostic("E531", None, met=str(path))]) from None
    if result.format != FORMAT:
        raise ProngError([Diagnostic("E531", None, met=str(path))])
    return result


class _Counted:
    """The counts of gates, group by group."""

    def __init__(self, tally: Tally, places: Mapping[Gate, int]) -> None:
        self.groups = [(rows, tally.counts[key]) for key, rows in tally.rows.items()]
        self.places = places

    def of(self, gate: Gate) -> tuple[int, ...]:
        place = self.places[gate]
        return tuple(counts[place] for _, counts in self.groups)

    def whole(self, gate: Gate) -> int:
        return sum(self.of(gate))

    def verdicts(self, pair: tuple[Gate, Gate]) -> tuple[Four, ...]:
        """The four verdicts in each group, from the rows with support, with opposition and with both."""
        support, opposition, both = (self.of(gate) for gate in sides(pair))
        rows = (rows for rows, _ in self.groups)
        return tuple(
            (n - s - o + b, s - b, o - b, b)
            for n, s, o, b in zip(rows, support, opposition, both, strict=True)
        )


def _norm(sheet: NormSheet, counted: _Counted) -> NormResult:
    return NormResult.model_construct(
        norm=sheet.norm.id,
        title=sheet.norm.title,
        conclusion=sheet.norm.conclusion,
        combinations=sheet.combinations,
        chosen=sheet.chosen,
        unseen=sheet.unseen,
        elements=tuple(_element(element, counted) for element in sheet.elements),
        missing=tuple(
            Missing.model_construct(
                predicate=fact.predicate,
                label=fact.label,
                silent=counted.whole(fact.silent),
                shown=counted.whole(fact.shown),
                denied=counted.whole(fact.denied),
            )
            for fact in sheet.missing
        ),
        deciding=tuple(
            Deciding.model_construct(
                element=part.name,
                label=part.label,
                lacking=counted.whole(part.lacking),
                against=counted.whole(part.against),
            )
            for part in sheet.deciding
        ),
    )


def _element(sheet: ElementSheet, counted: _Counted) -> ElementResult:
    return ElementResult.model_construct(
        element=sheet.name,
        label=sheet.label,
        facts=sheet.facts,
        seen=sheet.seen,
        counts=tuple(counted.verdicts(pair) for pair in sheet.pairs),
        presumed=counted.of(sheet.presumed),
    )


def total(groups: Sequence[Four]) -> Four:
    """Counts of all groups together."""
    return tuple(map(sum, zip(*groups, strict=True))) if groups else (0, 0, 0, 0)
