"""What a corpus shows together, as documents: the index of accounts, and the ledger of claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from prong.corpus.ledger import Ledger
from prong.corpus.matrix import VERDICTS, NormMatrix, columns_of
from prong.model.cases import Record
from prong.model.norms import Rulebook
from prong.model.sources import Source
from prong.redaction.audiences import AUDIENCES
from prong.rendering.citations import full_citation
from prong.rendering.dates import date_words
from prong.rendering.evidence import short_title
from prong.rendering.filled import filled
from prong.rendering.language import marked
from prong.rendering.manner import PLAIN, Manner
from prong.rendering.words import RECOMMENDATION_WORDS, SYMBOLS, WORDS

OUTCOMES = (
    marked("agrees"),
    marked("agrees in part"),
    marked("disagrees"),
    marked("not shown"),
    marked("cannot be told"),
)
"""The outcomes of a claim, as the ledger has them."""
GROUPS = (
    marked("yes"),
    marked("no"),
    marked("not known"),
    marked("contested"),
    marked("up to 2,000"),
    marked("2,001 to 5,000"),
    marked("5,001 to 8,000"),
    marked("above 8,000"),
    marked("several sums"),
    marked("less than 2"),
    marked("2 to 3"),
    marked("4 to 5"),
    marked("6 to 7"),
    marked("8 to 9"),
    marked("more than 9"),
    marked("not closely known"),
)
"""The groups of measures, as the ledger has them; the groups of a claim may have other names besides."""
ANSWERS = (marked("bound"), marked("not bound"), marked("undetermined"))
"""What instruments say of a treaty and a state."""


def index_markdown(
    accounts: Sequence[Record],
    persons: Sequence[Record],
    matrices: Sequence[NormMatrix],
    rulebook: Rulebook,
    *,
    women: int,
    ending: str,
    manner: Manner = PLAIN,
) -> str:
    """The index; links lead to the memos in the same format (`ending`)."""
    return filled(
        "index.md.jinja",
        language=manner.language,
        templates=manner.templates,
        accounts=accounts,
        persons=persons,
        women=women,
        ending=ending,
        born={r.id: date_words(r.person.born, manner.language) if r.person.born else None for r in accounts},
        audience=AUDIENCES[accounts[0].audience],
        matrices=[_matrix(matrix, rulebook) for matrix in matrices],
        verdicts=VERDICTS,
        symbols=SYMBOLS,
        others=[
            (case.case, victim)
            for record in accounts
            for case, _ in record.accounts
            for victim in case.others
        ],
    )


def claims_markdown(
    ledgers: Sequence[Ledger],
    sources: Mapping[str, Source],
    *,
    women: int,
    crowd: int = 1,
    manner: Manner = PLAIN,
) -> str:
    """The ledger of claims beside what the coded accounts and the instruments show.

    Numbers of fewer people than `crowd` are withheld in it already.
    """
    names = {
        name: (short_title(source), full_citation(source.citation, manner.style))
        for name, source in sources.items()
    }
    return filled(
        "claims.md.jinja",
        language=manner.language,
        templates=manner.templates,
        ledgers=ledgers,
        sources=names,
        women=women,
        crowd=crowd,
    )


def _matrix(matrix: NormMatrix, rulebook: Rulebook) -> dict[str, object]:
    recommendation = matrix.norm.conclusion == "recommendation"
    return {
        "norm": matrix.norm,
        "columns": matrix.columns,
        "rows": [(trace, columns_of(trace.root)) for trace in matrix.traces],
        "counts": matrix.counts,
        "words": RECOMMENDATION_WORDS if recommendation else WORDS,
        "readings": [
            (rulebook.readings[name].question, rulebook.readings[name].position(position), counts, moved)
            for name, position, counts, moved in matrix.readings
            if position != rulebook.readings[name].default
        ],
        "regimes": [(rulebook.regimes[name].title, counts, moved) for name, counts, moved in matrix.regimes],
    }
