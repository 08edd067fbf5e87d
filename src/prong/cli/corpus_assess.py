"""`prong corpus assess`: counts of verdicts over a corpus, in this process or where the data lives."""

from __future__ import annotations

from enum import Enum
from functools import partial
from pathlib import Path
from typing import Annotated

import pyarrow as pa
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
from prong.cli.source_options import (
    CrosswalkOption,
    IdOption,
    MapOption,
    StrictOption,
    ToStandardOption,
    holds_cases,
    refuse_options,
    refuse_source,
)
from prong.corpus.planes import IDENTIFIER, Corpus, header_of, kept_of, predicates_of, schema_at
from prong.corpus.result import result_of
from prong.corpus.row_verdicts import ENDINGS, WriteRows, write_rows
from prong.corpus.sheet import Sheet, sheet_of
from prong.corpus.tally import Counted
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
    source: Annotated[
        Path,
        typer.Argument(help="A corpus in Arrow or Parquet, a folder of Parquet, or what ingest reads."),
    ],
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
    mapping: MapOption = None,
    standard: ToStandardOption = None,
    crosswalk: CrosswalkOption = [],  # noqa: B006
    id: IdOption = None,
    strict: StrictOption = False,
    rules: RulesOption = RULES,
) -> None:
    """Count the verdicts of every norm and element over a corpus.

    A table (with --map) or a folder of cases is counted as its corpus would be, without one being written.
    Exit code 0: counted; 1: the rules, or with --strict the source, have findings; 2: the source or an option
    cannot be used.
    """
    with diagnosed():
        rulebook = load_rulebook(rules)
        raw = None
        if mapping is not None or holds_cases(source):
            _refuse_elsewhere(engine, sql)
            raw_source = load("prong.cli.raw_source")
            raw = raw_source.opened_source(
                source,
                rules,
                rulebook,
                mapping=mapping,
                standard=standard,
                crosswalks=crosswalk,
                identifier=id,
            )
            schema, level = pa.schema(raw.fields), raw.standard
        else:
            given = {"--standard": standard, "--crosswalk": crosswalk, "--id": id, "--strict": strict}
            refuse_options(given, "is for tables and case files, and a corpus has been made with its own")
            schema = schema_at(source)
            level = header_of(schema, source).to
        groups = tuple(by or ())
        require(groups, kept_of(schema), "column kept from the source")
        sheet = sheet_of(
            rulebook,
            chosen_norms(rulebook, norm),
            predicates_of(schema),
            level,
            regime=chosen_regime(rulebook, regime),
            readings=chosen_readings(rulebook, reading),
            every_reading=readings is Readings.ALL,
            detail=detail.value,
        )
        if sql is not None:
            require([sql], DIALECTS, "dialect of SQL")
            _print_query(sheet, sql, groups)
            return
        _refuse_places(source, out, rows, engine, of_rows=raw is not None or source.suffix == ".arrow")
        write = None if rows is None else partial(write_rows, sheet=sheet, path=rows)
        with whole_file(out) as file:
            if raw is not None:
                header = header_of(raw.schema(), source)
                counted = raw_source.count_raw(raw, sheet, groups, out.parent, strict=strict, write=write)
            else:
                header = header_of(schema, source)
                if header.rules != rulebook.digest:
                    typer.echo("The rules have changed since this corpus was made.", err=True)
                counted = _count_corpus(source, sheet, groups, engine, master, write)
            result = result_of(sheet, counted, rulebook, header, engine=engine.value, regime=regime)
            file.write(result.model_dump_json(by_alias=True).encode() + b"\n")
    typer.echo(f"{counted.tally.total} rows counted, in {out}.", err=True)
    if raw is not None:
        raw_source.say_left_out(raw, counted.unreadable)


def _refuse_places(
    source: Path, out: Path | None, rows: Path | None, engine: Engine, *, of_rows: bool
) -> None:
    """Raises ProngError where there is no place for the result, or none for the verdicts of rows."""
    if out is None:
        raise ProngError([Diagnostic("E403", None, met="no --out", expected="--out FILE or --sql DIALECT")])
    if rows is not None and (engine is not Engine.WORDS or not of_rows):
        expected = "a corpus in Arrow or what ingest reads, and no --engine beside it"
        raise ProngError([Diagnostic("E403", None, met="--rows", expected=expected)])
    if rows is not None and rows.suffix not in ENDINGS:
        expected = f"a name that ends in {' or '.join(ENDINGS)}"
        raise ProngError([Diagnostic("E403", None, met=f"--rows {rows}", expected=expected)])
    refuse_source(source, out)
    refuse_source(source, rows, "--rows")


def _count_corpus(
    source: Path, sheet: Sheet, by: tuple[str, ...], engine: Engine, master: str, write: WriteRows | None
) -> Counted:
    plan, predicates = sheet.plan(), sheet.predicates
    mapped = Corpus(source) if source.suffix == ".arrow" else None
    if engine is not Engine.WORDS:
        tally = load(MODULES[engine]).COUNTING[engine.value](source, plan, predicates, by, master=master)
    elif mapped is not None:
        tally = count(mapped, plan, predicates, by)
    else:
        batches = partial(load("prong.corpus.parquet").corpus_batches, source)
        tally = count_batches(batches, plan, predicates, by)
    if write is not None:
        write(lambda _: mapped.batches(), mapped.schema.field(IDENTIFIER).type)
    return Counted(tally, mapped.unreadable if mapped else 0)


def _refuse_elsewhere(engine: Engine, sql: str | None) -> None:
    """Other engines read the columns of a corpus, which what is no corpus yet does not have."""
    given = f"--engine {engine.value}" if engine is not Engine.WORDS else f"--sql {sql}" if sql else None
    if given is not None:
        expected = "a corpus; write one with prong corpus ingest first"
        raise ProngError([Diagnostic("E403", None, met=given, expected=expected)])


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
