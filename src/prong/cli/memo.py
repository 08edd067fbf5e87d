"""`prong memo`: legal memos of cases, as Markdown, pages, Word documents and PDF files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from prong.cli.assessed import assessed
from prong.cli.audience import PUBLIC, AudienceOption, PseudonymsOption, redaction_of, watch
from prong.cli.common import (
    RULES,
    CaseArguments,
    LanguageOption,
    NormOption,
    ReadingOption,
    RegimeOption,
    RulesOption,
    chosen_norms,
    chosen_readings,
    chosen_regime,
    diagnosed,
    load,
    require,
)
from prong.cli.formats import Looks, chosen_formats, readers, rendered
from prong.cli.memory import no_collection
from prong.cli.processors import in_turn
from prong.cli.whole import write_whole
from prong.errors import Diagnostic, ProngError
from prong.model.cases import Record
from prong.model.norms import Rulebook
from prong.redaction.leaks import Watched, refuse_leaks
from prong.redaction.records import Redaction, redacted
from prong.rendering.citations import DEFAULT, STYLES
from prong.rendering.filled import replaceable
from prong.rendering.kinds import FEWEST_COMPARED, KINDS, TOGETHER, Told, Written, documents
from prong.rendering.language import ENGLISH, LANGUAGES, language_of
from prong.rendering.manner import Manner
from prong.rendering.open_questions import open_questions
from prong.rendering.receipt import receipt_line, sealed

app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command was asked for, and the rules and records of which."""

    rulebook: Rulebook
    records: Sequence[Record]
    norms: list[str]
    regime: str | None
    readings: Mapping[str, str]
    formats: list[str]
    kind: str
    manner: Manner
    looks: Looks
    redaction: Redaction
    watched: Watched


@app.command(epilog="Example:  prong memo cases --out reports --format md,html,docx,pdf")
def memo(
    cases: CaseArguments,
    out: Annotated[Path, typer.Option(help="Folder for the memos.", metavar="DIR")],
    format: Annotated[
        str, typer.Option(help="Formats, separated by commas: md, html, docx, pdf.")
    ] = "md,html",
    norm: NormOption = [],  # noqa: B006 (typer copies it)
    audience: AudienceOption = PUBLIC,
    pseudonyms: PseudonymsOption = None,
    regime: RegimeOption = None,
    reading: ReadingOption = [],  # noqa: B006
    kind: Annotated[str, typer.Option(help=f"Kind of memo: {', '.join(KINDS)}.")] = "full",
    style: Annotated[str, typer.Option(help=f"Style of citation: {', '.join(STYLES)}.")] = DEFAULT.name,
    language: LanguageOption = ENGLISH.code,
    dated: Annotated[
        str | None,
        typer.Option("--date", help="Date in Word and PDF files (default: today).", metavar="YYYY-MM-DD"),
    ] = None,
    template: Annotated[
        Path | None, typer.Option(help="Folder of templates that replace Prong’s own.", metavar="DIR")
    ] = None,
    reference_docx: Annotated[
        Path | None, typer.Option(help="Word document whose styles the memos take.", metavar="FILE")
    ] = None,
    rules: RulesOption = RULES,
) -> None:
    """Write legal memos in one or more formats, all of them or none.

    There is one for each case, or one for all of them where the kind is comparison or corpus.
    """
    with diagnosed(), no_collection():
        require([kind], KINDS, "kind")
        require([style], STYLES, "style")
        require([language], LANGUAGES, "language")
        formats = chosen_formats(format)
        looks = Looks(_date(dated), reference_docx)
        templates = _templates(template)
        rulebook, found = load(rules, cases)
        norms, chosen = chosen_norms(rulebook, norm), chosen_readings(rulebook, reading)
        law = chosen_regime(rulebook, regime)
        _require_enough(kind, len(found.records))
        redaction = redaction_of(cases, found, audience, pseudonyms, out)
        asked = Asked(
            rulebook=rulebook,
            records=found.records,
            norms=norms,
            regime=law,
            readings=chosen,
            formats=formats,
            kind=kind,
            manner=Manner(STYLES[style], language_of(language, rules), templates),
            looks=looks,
            redaction=redaction,
            watched=watch(redaction, rules, rulebook, cases),
        )
        number = len(found.records)
        if kind in TOGETHER:
            told = in_turn(partial(_told, asked), number, doing="Assessing cases", here=True)
            parts = [_written(asked, told)]
        else:
            parts = in_turn(partial(_of_one, asked), number, doing="Writing memos")
        written = dict(sorted(item for part in parts for item in part.items()))
        write_whole(out, written)
    number = len(written) // len(formats)
    typer.echo(f"{number} memo{'' if number == 1 else 's'} in {out} ({', '.join(formats)}).", err=True)


def _of_one(asked: Asked, place: int) -> dict[Path, bytes]:
    """The documents of one record."""
    return _written(asked, [_told(asked, place)])


def _told(asked: Asked, place: int) -> Told:
    """A record as its audience may read it, with what was assessed from the whole of it."""
    record = asked.records[place]
    (readable,) = redacted(asked.redaction, [record])
    found = assessed(record, asked.rulebook, asked.norms, regime=asked.regime, readings=asked.readings)
    return readable, found


def _written(asked: Asked, told: Sequence[Told]) -> dict[Path, bytes]:
    """The files of the documents that records give, if they hold no more than they may."""
    made = documents(asked.kind, told, asked.rulebook, manner=asked.manner)
    written = {path: content for one in made for path, content in _files(asked, one).items()}
    by_name = {str(path): content for path, content in written.items()}
    refuse_leaks(by_name, asked.watched, readers(asked.formats))
    return written


def _files(asked: Asked, document: Written) -> dict[Path, bytes]:
    """The files of a document, one for each format."""
    commented = "docx" in asked.formats and asked.kind == "full"
    contents = rendered(
        document.text,
        asked.formats,
        asked.looks,
        language=asked.manner.language,
        receipt=_receipt(asked, document),
        asked=open_questions(asked.rulebook, document.about[0][1]) if commented else {},
    )
    return {
        Path(f"{document.name}.{ending}"): sealed(ending, content) for ending, content in contents.items()
    }


def _receipt(asked: Asked, document: Written) -> str:
    """What the document was made from; the records go by the ids under which they are told."""
    traces = {record.id: [one.trace for one in assessed] for record, assessed in document.about}
    manner = asked.manner
    options = {"kind": asked.kind, "style": manner.style.name, "language": manner.language.code}
    return receipt_line(traces, audience=asked.redaction.audience.name, **options)


def _require_enough(kind: str, number: int) -> None:
    """Raises ProngError (E403) where there is nothing to compare."""
    if kind == "comparison" and number < FEWEST_COMPARED:
        met, expected = f"--kind {kind}", f"{FEWEST_COMPARED} cases or more"
        raise ProngError([Diagnostic("E403", None, met=met, expected=expected)])


def _templates(folder: Path | None) -> Path | None:
    """The folder of templates; raises ProngError (E101, E111) where it holds none that would be used."""
    if folder is None:
        return None
    if not folder.is_dir():
        raise ProngError([Diagnostic("E101", None, met=str(folder))])
    names = replaceable()
    if not any((folder / name).is_file() for name in names):
        expected = f"template such as {', '.join(names)}"
        raise ProngError([Diagnostic("E111", None, met=str(folder), expected=expected)])
    return folder


def _date(given: str | None) -> date:
    """The date that files carry, given or of today in universal time."""
    if given is None:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(given)
    except ValueError:
        expected = "a date such as 2026-03-01"
        raise ProngError([Diagnostic("E403", None, met=f"--date {given}", expected=expected)]) from None
