"""`prong report`: what a corpus shows together, as an index of accounts and a ledger of claims."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from prong.cli.audience import (
    PUBLIC,
    AudienceOption,
    PseudonymsOption,
    redaction_of,
    watch,
    write_checked,
)
from prong.cli.common import RULES, CaseArguments, LanguageOption, RulesOption, diagnosed, load, require
from prong.corpus.ledger import ledger_of
from prong.corpus.matrix import matrix_of, people_of
from prong.errors import Diagnostic, ProngError
from prong.language.cases import load_sources
from prong.language.claims import load_claims
from prong.redaction.records import redacted, redacted_claims
from prong.rendering.corpus import claims_markdown, index_markdown
from prong.rendering.language import ENGLISH, LANGUAGES, Language, language_of
from prong.rendering.manner import Manner
from prong.rendering.page import page
from prong.rendering.reading import read_document

app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)


@app.command(epilog="Example:  prong report cases --out reports")
def report(
    cases: CaseArguments,
    out: Annotated[Path, typer.Option(help="Folder for the documents.", metavar="DIR")],
    language: LanguageOption = ENGLISH.code,
    audience: AudienceOption = PUBLIC,
    pseudonyms: PseudonymsOption = None,
    rules: RulesOption = RULES,
) -> None:
    """Write the index of accounts and the ledger of claims, as Markdown and HTML."""
    with diagnosed():
        require([language], LANGUAGES, "language")
        manner = Manner(language=language_of(language, rules))
        rulebook, found = load(rules, cases)
        claims = load_claims(cases, found, rulebook)
        accounts = [record for record in found.records if record.reason is None]
        if not accounts:
            asked = ", ".join(map(str, cases))
            raise ProngError([Diagnostic("E111", None, met=asked, expected="account")])
        persons = [record for record in found.records if record.reason is not None]
        people = people_of(accounts, persons)
        redaction = redaction_of(cases, found, audience, pseudonyms, out)
        # Whole records are assessed and counted; what is told of them is what their audience may read.
        matrices = [matrix_of(accounts, rulebook, norm) for norm in rulebook.norms]
        told = redacted(redaction, accounts), redacted(redaction, persons)
        written: dict[Path, str] = {}
        options = {"women": len(people), "manner": manner}
        for ending, render in (("md", _text), ("html", _wide_page)):
            index = index_markdown(*told, matrices, rulebook, ending=ending, **options)
            written[Path(f"index.{ending}")] = render(index, manner.language)
        if claims:
            cited = {case.case: case for record in found.records for case, _ in record.accounts}
            readable = [redacted_claims(one, redaction) for one in claims]
            crowd = redaction.audience.crowd
            ledgers = [ledger_of(one, cited, accounts, people, rulebook, crowd=crowd) for one in readable]
            text = claims_markdown(ledgers, load_sources(cases), crowd=crowd, **options)
            written |= {Path("claims.md"): text, Path("claims.html"): _wide_page(text, manner.language)}
        write_checked(out, written, watch(redaction, rules, rulebook, cases))
    typer.echo(f"{', '.join(map(str, written))} in {out}.", err=True)


def _text(text: str, _: Language) -> str:
    return text


def _wide_page(text: str, language: Language) -> str:
    return page(read_document(text, language=language), tables=True)
