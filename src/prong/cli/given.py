"""The option `--given`: suppose a fact, and see what follows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import typer

from prong.cli.common import require
from prong.errors import Diagnostic, ProngError
from prong.evaluation.facts import NO_FACT, TOP, Fact, Facts
from prong.evaluation.lanes import NOTHING
from prong.explanation.diagram import Diagram
from prong.model.vocabulary import Vocabulary

GivenOption = Annotated[
    list[str],
    typer.Option(
        "--given", help="Suppose a fact: yes, no or unstated (repeatable).", metavar="PREDICATE=ANSWER"
    ),
]
GIVEN = {"yes": Fact(TOP, NOTHING), "no": Fact(NOTHING, TOP), "unstated": NO_FACT}


def given_facts(facts: Facts, asked: list[str], diagrams: Iterable[Diagram], vocabulary: Vocabulary) -> Facts:
    """The facts with what `PREDICATE=yes|no|unstated` options put in the place of what is stated.

    A predicate that none of the norms uses is refused: it could make no difference.
    """
    used = dict.fromkeys(name for diagram in diagrams for name in diagram.predicates)
    found = dict(facts)
    for text in asked:
        name, _, answer = text.partition("=")
        if answer not in GIVEN:
            expected = "PREDICATE=yes, PREDICATE=no or PREDICATE=unstated"
            raise ProngError([Diagnostic("E403", None, met=text, expected=expected)])
        require([name], vocabulary.predicates, "predicate")
        require([name], used, "predicate of the norms asked about")
        found[name] = GIVEN[answer]
    return found
