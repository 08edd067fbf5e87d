"""`prong corpus assess`: counts of verdicts over a corpus, in this process or where the data lives."""

from __future__ import annotations

from enum import Enum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from prong.cli.common import (
    RULES,
    NormOption,
    ReadingOption,
    RegimeOption,
    RulesOption,
    chosen_norms,
    chosen_readings,
    chosen_regime,
    diagnosed,
    require,
)
from prong.cli.lazy import load
from prong.corpus.planes import Corpus, header_of, kept_of, predicates_of, schema_at
from prong.corpus.result import result_of
from prong.corpus.row_verdicts import ENDINGS, write_rows
from prong.corpus.sheet import Sheet, sheet_of
from prong.corpus.whole_file import whole_file
from prong.corpus.words import count, count_batches
from prong.errors import Diagnostic, ProngError
from prong.language.rulebook import load_rulebook

app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)


class Engine(Enum):
    """Who counts: NumPy words in this process, or one that reads the data where it lives."""

    WORDS = "words"
    DUCKDB = "duckdb"
    POLARS = "polars"
    SPARK = "spark"


MODULES = {
    Engine.DUCKDB: "prong.corpus.local_engines",
    Engine.POLARS: "prong.corpus.local_engines",
    Engine.SPARK: "prong.corpus.spark",
}
DIALECTS = ("duckdb", "spark", "trino", "postgres", "bigquery")


class Readings(Enum):
    """Under which readings rows are counted."""

    CHOSEN = "chosen"
    ALL = "all"


class DetailOption(Enum):
    """How much is counted."""

    NORMS = "norms"
    ELEMENTS = "elements"
    FACTS = "facts"


@app.command(epilog="Example:  prong corpus assess victims.arrow --by gender --readings all -o result.json")
def assess(
    source: Annotated[Path, typer.Argument(help="A corpus in Arrow or Parquet, or a folder of Parquet.")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The result to write, as JSON.", metavar="FILE")
    ] = None,
    norm: NormOption = [],  # noqa: B006 (typer copies it)
    by: Annotated[
        list[str] | None,
        typer.Option(help="Count by the values of this column (repeatable).", metavar="COLUMN"),
    ] = None,
    regime: RegimeOption = None,
    reading: ReadingOption = [],  # noqa: B006
    readings: Annotated[
        Readings, typer.Option(help="Count under the chosen readings, or under every combination.")
    ] = Readings.CHOSEN,
    detail: Annotated[
        DetailOption, typer.Option(help="Norms alone, elements too, or also which facts would settle them.")
    ] = DetailOption.FACTS,
    rows: Annotated[
        Path | None, typer.Option(help="Also the verdicts of every row, .arrow or .parquet.", metavar="FILE")
    ] = None,
    engine: Annotated[Engine, typer.Option(help="Who counts.")] = Engine.WORDS,
    master: Annotated[
        str, typer.Option(help="The Spark cluster, for --engine spark.", metavar="URL")
    ] = "local[2]",
    sql: Annotated[
        str | None, typer.Option(help=f"Print the query instead: {', '.join(DIALECTS)}.", metavar="DIALECT")
    ] = None,
    rules: RulesOption = RULES,
) -> None:
    """Count the verdicts of every norm and element over a corpus.

    Exit code 0: counted; 1: the rules have findings; 2: the corpus or an option cannot be used.
    """
    with diagnosed():
        rulebook = load_rulebook(rules)
        schema = schema_at(source)
        header = header_of(schema, source)
        groups = tuple(by or ())
        require(groups, kept_of(schema), "column kept from the source")
        sheet = sheet_of(
            rulebook,
            chosen_norms(rulebook, norm),
            predicates_of(schema),
            header.to,
            regime=chosen_regime(rulebook, regime),
            readings=chosen_readings(rulebook, reading),
            every_reading=readings is Readings.ALL,
            detail=detail.value,
        )
        if sql is not None:
            require([sql], DIALECTS, "dialect of SQL")
            _print_query(sheet, sql, groups)
            return
        if out is None:
            raise ProngError(
                [Diagnostic("E403", None, met="no --out", expected="--out FILE or --sql DIALECT")]
            )
        if rows is not None and (engine is not Engine.WORDS or source.suffix != ".arrow"):
            expected = "a corpus in Arrow and no --engine beside it"
            raise ProngError([Diagnostic("E403", None, met="--rows", expected=expected)])
        if rows is not None and rows.suffix not in ENDINGS:
            expected = f"a name that ends in {' or '.join(ENDINGS)}"
            raise ProngError([Diagnostic("E403", None, met=f"--rows {rows}", expected=expected)])
        if header.rules != rulebook.digest:
            typer.echo("The rules have changed since this corpus was made.", err=True)
        plan = sheet.plan()
        mapped = Corpus(source) if source.suffix == ".arrow" else None
        if engine is not Engine.WORDS:
            counting = load(MODULES[engine]).COUNTING[engine.value]
            tally = counting(source, plan, sheet.predicates, groups, master=master)
        elif mapped is not None:
            tally = count(mapped, plan, sheet.predicates, groups)
        else:
            batches = partial(load("prong.corpus.parquet").parquet_batches, source, by=groups)
            tally = count_batches(batches, plan, sheet.predicates, groups)
        if rows is not None:
            write_rows(mapped, sheet, rows)
        unreadable = mapped.unreadable if mapped else 0
        result = result_of(
            sheet, tally, rulebook, header, engine=engine.value, regime=regime, unreadable=unreadable
        )
        with whole_file(out) as file:
            file.write(result.model_dump_json(by_alias=True).encode() + b"\n")
    typer.echo(f"{tally.total} rows counted, in {out}.", err=True)


def _print_query(sheet: Sheet, dialect: str, by: tuple[str, ...]) -> None:
    """The query, and before it which column of its answer is what."""
    places = {gate: f"n{at}" for at, gate in enumerate(sheet.counted())}
    for at, column in enumerate(by):
        typer.echo(f"-- by{at}: {column}")
    for norm in sheet.norms:
        for element in norm.elements:
            for positions, (support, opposition) in zip(norm.combinations, element.pairs, strict=True):
                name = element.name if element.name == norm.norm.id else f"{norm.norm.id}, {element.name}"
                taken = "".join(f", {reading}={position}" for reading, position in positions.items())
                typer.echo(
                    f"-- {name}{taken}: support {places[support]}, opposition {places[opposition]}, "
                    f"both {places[support & opposition]}"
                )
    sql_of = load("prong.corpus.queries").sql_of
    typer.echo(sql_of("corpus", sheet.plan(), sheet.predicates, dialect, by))
