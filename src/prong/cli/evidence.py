"""`prong evidence`: the sentences of a source, and whether every pinpoint of the cases is right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from prong.cli.common import FINDINGS, RULES, RulesOption, diagnosed, load
from prong.errors import Diagnostic, ProngError, near_name
from prong.language.cases import load_source
from prong.language.pinpoints import Account, LayoutError, digest, resolve, split_accounts, unmet
from prong.language.text import read_text
from prong.language.tree import Mapping, Node, Scalar, Sequence
from prong.model.sources import Source
from prong.rendering.diagnostics import full

app = typer.Typer(
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    help="List the sentences of a source, and verify every pinpoint against it.",
)
TextOption = Annotated[Path, typer.Option("--text", help="The text of the source.", metavar="FILE")]
CASES = Path("cases")


@app.command("verify", epilog="Example:  prong evidence verify --text lives-for-sale.txt")
def verify(
    text: TextOption,
    cases: Annotated[
        list[Path] | None, typer.Argument(help="Case files or folders; cases where none is named.")
    ] = None,
    source: Annotated[
        str | None, typer.Option(help="Id of the source, where the cases have several.")
    ] = None,
    rules: RulesOption = RULES,
) -> None:
    """Verify that every pinpoint names a sentence, and that its digest is that sentence's.

    The text stays on this machine; only digests are compared. Exit code 1 where one is wrong.
    """
    with diagnosed():
        _, found = load(rules, cases or [CASES])
        chosen = _chosen_source(found.sources, source)
        accounts = accounts_in(text, chosen)
    files = [file for file in found.files.values() if file.case.source.id == chosen.source]
    problems, checked = [], 0
    for file in files:
        for at, mark in _pinpoints(file.tree):
            checked += 1
            words = resolve(at.text, accounts)
            if words is None:
                problems.append(Diagnostic("E307", at.place, met=at.text))
            elif digest(words) != mark.text:
                expected = f"its digest is {digest(words)}, not {mark.text}"
                problems.append(Diagnostic("E306", mark.place, met=at.text, expected=expected))
    if problems:
        typer.echo(full(problems), nl=False)
        raise typer.Exit(FINDINGS)
    typer.echo(
        f"{checked} pinpoints in {len(files)} case{'' if len(files) == 1 else 's'} agree with the source."
    )


@app.command("list", epilog="Example:  prong evidence list --text lives-for-sale.txt --account 2")
def list_sentences(
    text: TextOption,
    account: Annotated[int, typer.Option(help="Number of the account.")],
    source: Annotated[Path, typer.Option(help="The source file.")] = CASES
    / "sources"
    / "lives-for-sale-2009.yaml",
) -> None:
    """List the sentences of an account with the pinpoint and digest that a finding cites."""
    with diagnosed():
        accounts = accounts_in(text, load_source(source))
        if account not in accounts:
            raise ProngError([Diagnostic("E401", None, subject="account", met=str(account))])
    heading = accounts[account].heading
    if heading:
        typer.echo(f'{{at: "Case {account}, heading", digest: "{digest(heading)}"}}\n    {heading}')
    for number, sentence in enumerate(accounts[account].sentences, 1):
        typer.echo(f'{{at: "Case {account}, s. {number}", digest: "{digest(sentence)}"}}\n    {sentence}')


def _chosen_source(sources: dict[str, Source], asked: str | None) -> Source:
    if asked is None and len(sources) == 1:
        return next(iter(sources.values()))
    if asked not in sources:
        met = asked or ", ".join(sources)
        near = near_name(asked or "", sources)
        raise ProngError([Diagnostic("E401", None, subject="single source", met=met, near=near)])
    return sources[asked]


def accounts_in(path: Path, source: Source) -> dict[int, Account]:
    """The accounts of a source in its text; raises ProngError where the text is not that of the source."""
    findings: list[Diagnostic] = []
    text = read_text(path, findings)
    if text is None:
        raise ProngError(findings)
    try:
        accounts = split_accounts(text, source.accounts)
    except LayoutError as error:
        raise ProngError([Diagnostic("E403", None, met=f"--text {path.name}: {error}")]) from None
    if not accounts:
        expected = f"a text in which an account of {source.source} begins"
        raise ProngError([Diagnostic("E403", None, met=f"--text {path.name}", expected=expected)])
    if missing := unmet(text, source.accounts):
        typer.echo(
            f"Note: {len(missing)} of the lines that the source file names are not in this text.", err=True
        )
    return accounts


def _pinpoints(tree: Node) -> Iterator[tuple[Scalar, Scalar]]:
    """Every pinpoint of a case with its digest."""
    if isinstance(tree, Mapping):
        at, mark = tree.get("at"), tree.get("digest")
        if isinstance(at, Scalar) and isinstance(mark, Scalar):
            yield at, mark
        for _, value in tree.entries:
            yield from _pinpoints(value)
    elif isinstance(tree, Sequence):
        for item in tree.items:
            yield from _pinpoints(item)
