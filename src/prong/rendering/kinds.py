"""The kinds of memo: which documents records give, and under which names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prong.corpus.matrix import people_of
from prong.model.cases import Record
from prong.model.norms import Rulebook
from prong.rendering.comparison import comparison_markdown
from prong.rendering.corpus_memo import corpus_memo_markdown
from prong.rendering.manner import PLAIN, Manner
from prong.rendering.memo import memo_markdown
from prong.rendering.questions import Assessed

ONE_EACH = ("full", "brief", "elements")
"""Kinds that give one document for each record."""
TOGETHER = ("comparison", "corpus")
"""Kinds that give one document for all records."""
KINDS = ONE_EACH + TOGETHER
FEWEST_COMPARED = 2

Told = tuple[Record, Sequence[Assessed]]


@dataclass(frozen=True, slots=True)
class Written:
    """A document as Markdown: its name without an ending, its text, and the records that it is about."""

    name: str
    text: str
    about: tuple[Told, ...]


def documents(
    kind: str, told: Sequence[Told], rulebook: Rulebook, *, manner: Manner = PLAIN
) -> list[Written]:
    """The documents of a kind; the full memo has the name of its record, the others name their kind too."""
    if kind == "comparison":
        return [Written(kind, comparison_markdown(told, rulebook, manner=manner), tuple(told))]
    if kind == "corpus":
        people = _people(told)
        return [Written(kind, corpus_memo_markdown(people, rulebook, manner=manner), people)]
    ending = "" if kind == "full" else f"-{kind}"
    return [
        Written(
            f"{record.id}{ending}",
            memo_markdown(record, rulebook, assessed, kind=kind, manner=manner),
            ((record, assessed),),
        )
        for record, assessed in told
    ]


def _people(told: Sequence[Told]) -> tuple[Told, ...]:
    """One record for each person: accounts that a person file joins are read together."""
    accounts = [record for record, _ in told if record.reason is None]
    persons = [record for record, _ in told if record.reason is not None]
    wanted = {record.id for record in people_of(accounts, persons)}
    return tuple((record, assessed) for record, assessed in told if record.id in wanted)
