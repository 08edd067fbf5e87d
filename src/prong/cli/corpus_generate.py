"""`prong corpus generate`: corpora and tables of any size from a seed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from prong.cli.common import RULES, RulesOption, diagnosed, require
from prong.corpus.generate import WRITERS, generate_corpus, generate_table
from prong.errors import Diagnostic, ProngError
from prong.language.mappings import load_mappings
from prong.language.rulebook import load_rulebook
from prong.model.standards import BY_KEY, Standard

app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)
ENDINGS = (".arrow", *WRITERS)


@app.command(epilog="Example:  prong corpus generate --rows 1000000 --seed 7 -o made.arrow")
def generate(
    out: Annotated[
        Path,
        typer.Option("--out", "-o", help=f"What to write: {', '.join(ENDINGS)}.", metavar="FILE"),
    ],
    rows: Annotated[int, typer.Option(min=0, help="How many rows.")],
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same bytes.")] = 0,
    mapping: Annotated[
        str | None, typer.Option("--map", help="The mapping whose columns a table has.", metavar="MAPPING")
    ] = None,
    standard: Annotated[
        str, typer.Option(help="The standard of proof of a corpus.")
    ] = Standard.REASONABLE_GROUNDS.key,
    rules: RulesOption = RULES,
) -> None:
    """Write a corpus (.arrow), or a table in the columns of a mapping, from a seed.

    Nobody is behind the rows: they are for tests of speed and for trying out commands.
    """
    with diagnosed():
        require([standard], BY_KEY, "standard of proof")
        if out.suffix not in ENDINGS:
            expected = f"a name that ends in {', '.join(ENDINGS)}"
            raise ProngError([Diagnostic("E403", None, met=f"--out {out}", expected=expected)])
        rulebook = load_rulebook(rules)
        if out.suffix == ".arrow":
            if mapping is not None:
                met = "--map is for tables, and a corpus has every predicate"
                raise ProngError([Diagnostic("E403", None, met=met)])
            generate_corpus(rulebook, out, rows=rows, seed=seed, standard=BY_KEY[standard])
        else:
            mappings = load_mappings(rules, rulebook)
            if mapping is None:
                expected = "one of " + ", ".join(mappings)
                raise ProngError([Diagnostic("E403", None, met="--map is missing", expected=expected)])
            require([mapping], mappings, "mapping")
            generate_table(mappings[mapping], out, rows=rows, seed=seed)
    typer.echo(f"{rows:,} row{'' if rows == 1 else 's'} in {out}.", err=True)
