"""`prong site`: accounts, memos, rules and charts as pages that lead to each other and open from disk."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from prong.cli.assessed import assessed
from prong.cli.audience import (
    PUBLIC,
    AudienceOption,
    PseudonymsOption,
    redaction_of,
    watch,
    write_checked,
)
from prong.cli.common import RULES, CaseArguments, LanguageOption, RulesOption, diagnosed, load, require
from prong.cli.memory import no_collection
from prong.cli.processors import in_turn
from prong.corpus.ledger import ledger_of
from prong.corpus.matrix import matrix_of, people_of
from prong.errors import Diagnostic, ProngError
from prong.language.cases import Cases, load_sources
from prong.language.claims import load_claims
from prong.model.cases import Record
from prong.model.norms import Rulebook
from prong.redaction.records import Redaction, redacted, redacted_claims
from prong.rendering.corpus import claims_markdown
from prong.rendering.language import ENGLISH, LANGUAGES, language_of
from prong.rendering.manner import Manner
from prong.rendering.memo import memo_markdown
from prong.rendering.reading import read_document
from prong.rendering.site.pages import site_pages
from prong.rendering.site.shown import Corpus, Told, missing_alone, places_of

app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)


@app.command(epilog="Example:  prong site cases --out reports/site")
def site(
    cases: CaseArguments,
    out: Annotated[Path, typer.Option(help="Folder for the site.", metavar="DIR")],
    language: LanguageOption = ENGLISH.code,
    audience: AudienceOption = PUBLIC,
    pseudonyms: PseudonymsOption = None,
    rules: RulesOption = RULES,
) -> None:
    """Write a site of accounts, memos, rules and charts, which opens from disk.

    It needs no network and no server, and loads nothing from outside. All pages are written, or none.
    """
    with diagnosed(), no_collection():
        require([language], LANGUAGES, "language")
        manner = Manner(language=language_of(language, rules))
        rulebook, found = load(rules, cases)
        redaction = redaction_of(cases, found, audience, pseudonyms, out)
        work = partial(_told, found.records, rulebook, redaction, manner)
        told = sorted(in_turn(work, len(found.records), doing="Assessing accounts"), key=_name)
        shown = _corpus(cases, told, found, rulebook, redaction, manner)
        pages = {Path(name): text for name, text in site_pages(shown).items()}
        write_checked(out, pages, watch(redaction, rules, rulebook, cases))
    typer.echo(f"{len(pages)} pages in {out}; begin with {out / 'index.html'}.", err=True)


def _name(told: Told) -> str:
    return told.record.id


def _told(
    records: Sequence[Record], rulebook: Rulebook, redaction: Redaction, manner: Manner, place: int
) -> Told:
    """A record, assessed whole, and told as its audience may read it."""
    record = records[place]
    (readable,) = redacted(redaction, [record])
    found = assessed(record, rulebook, rulebook.norms)
    written = memo_markdown(readable, rulebook, found, manner=manner)
    memo = read_document(written, language=manner.language)
    traces = tuple(one.trace for one in found)
    places = places_of(readable, rulebook, found, memo)
    return Told(readable, traces, missing_alone(found), memo, places)


def _corpus(
    cases: list[Path],
    told: list[Told],
    found: Cases,
    rulebook: Rulebook,
    redaction: Redaction,
    manner: Manner,
) -> Corpus:
    accounts = tuple(one for one in told if one.record.reason is None)
    persons = tuple(one for one in told if one.record.reason is not None)
    if not accounts:
        asked = ", ".join(map(str, cases))
        raise ProngError([Diagnostic("E111", None, met=asked, expected="account")])
    whole = [record for record in found.records if record.reason is None]
    people = people_of(whole, [record for record in found.records if record.reason is not None])
    return Corpus(
        rulebook=rulebook,
        accounts=accounts,
        persons=persons,
        people=people_of([one.record for one in accounts], [one.record for one in persons]),
        matrices=tuple(matrix_of(whole, rulebook, norm) for norm in rulebook.norms),
        claims=_claims(cases, found, whole, people, rulebook, redaction, manner),
        language=manner.language,
    )


def _claims(
    cases: list[Path],
    found: Cases,
    accounts: list[Record],
    people: tuple[Record, ...],
    rulebook: Rulebook,
    redaction: Redaction,
    manner: Manner,
) -> str | None:
    claims = load_claims(cases, found, rulebook)
    if not claims:
        return None
    cited = {case.case: case for record in found.records for case, _ in record.accounts}
    told = [redacted_claims(one, redaction) for one in claims]
    crowd = redaction.audience.crowd
    ledgers = [ledger_of(one, cited, accounts, people, rulebook, crowd=crowd) for one in told]
    sources = load_sources(cases)
    return claims_markdown(ledgers, sources, women=len(people), crowd=crowd, manner=manner)
