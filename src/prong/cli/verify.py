"""`prong verify`: whether a memo is as it was written, and what changed since under it."""

from __future__ import annotations

import json as json_format
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Literal

import typer

from prong import __version__
from prong.cli.common import FINDINGS, RULES, RulesOption, diagnosed, load, require
from prong.errors import Diagnostic, ProngError
from prong.evaluation.assess import assess
from prong.evaluation.receipt import software_digest
from prong.model.cases import Record
from prong.model.norms import Rulebook
from prong.model.receipts import DocumentReceipt
from prong.redaction.audiences import AUDIENCES
from prong.redaction.records import told_id
from prong.rendering.receipt import ENDINGS, Read, read_receipt
from prong.rendering.words import WORDS

app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)
State = Literal["same", "changed", "missing"]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one thing that a document was made from, or of one of its answers."""

    what: str
    state: State
    then: str = ""
    now: str = ""


@app.command(epilog="Example:  prong verify reports/lives-for-sale/02.html")
def verify(
    memo: Annotated[list[Path], typer.Argument(help="Memos: Markdown, HTML, DOCX or PDF.", metavar="MEMO…")],
    cases: Annotated[
        list[Path] | None, typer.Option(help="Cases to compare with; cases/ where none is named.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="A list of objects.")] = False,
    rules: RulesOption = RULES,
) -> None:
    """Verify memos by their receipts: was the text edited, and what changed in rules, cases and program?

    The answers are computed anew and compared. Exit code 0: nothing changed; 1: something did; 2: a memo
    carries no receipt, or cannot be read.
    """
    with diagnosed():
        read = {path: _read(path) for path in memo}
        rulebook, found = load(rules, cases or [Path("cases")])
    changes = {path: list(_changes(one, rulebook, found.records)) for path, one in read.items()}
    if json:
        made = [{"memo": str(path), "changes": [asdict(c) for c in own]} for path, own in changes.items()]
        typer.echo(json_format.dumps(made, ensure_ascii=False, indent=2))
    else:
        for path, own in changes.items():
            _print(path, own)
    if any(change.state != "same" for own in changes.values() for change in own):
        raise typer.Exit(FINDINGS)


def _read(path: Path) -> Read:
    ending = path.suffix.removeprefix(".").lower()
    require([ending], ENDINGS, "format")
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise ProngError([Diagnostic("E101", None, met=str(path))]) from None
    except OSError as error:
        expected = error.strerror or "unreadable"
        raise ProngError([Diagnostic("E102", None, met=str(path), expected=expected)]) from None
    found = read_receipt(ending, content)
    if found is None:
        raise ProngError([Diagnostic("E423", None, met=str(path))])
    return found


def _changes(read: Read, rulebook: Rulebook, records: tuple[Record, ...]) -> Iterator[Change]:
    receipt = read.receipt
    yield Change("text", "same" if read.intact else "changed")
    yield _compared("rules", receipt.rules, rulebook.digest)
    yield _compared("vocabulary", receipt.vocabulary, rulebook.vocabulary_digest)
    then, now = (f"{version}, {digest}" for version, digest in _software(receipt))
    yield _compared("software", then, now)
    known = {told_id(record, AUDIENCES[receipt.audience]): record for record in records}
    for id, digest in receipt.cases.items():
        if id not in known:
            yield Change(f"case {id}", "missing", digest)
            continue
        yield _compared(f"case {id}", digest, known[id].digest)
        yield from _answers(receipt, id, known[id], rulebook)


def _software(receipt: DocumentReceipt) -> tuple[tuple[str, str], tuple[str, str]]:
    return (receipt.prong, receipt.software), (__version__, software_digest())


def _answers(receipt: DocumentReceipt, id: str, record: Record, rulebook: Rulebook) -> Iterator[Change]:
    """The answers of the document, assessed anew with the regime and the readings that it took."""
    regime = receipt.regime if receipt.regime in rulebook.regimes else None
    readings = {
        name: position
        for name, position in receipt.readings.items()
        if name in rulebook.readings and position in [p.id for p in rulebook.readings[name].positions]
    }
    for norm, then in receipt.answers[id].items():
        what = f"answer {id} {norm}"
        if norm not in rulebook.norms or regime != receipt.regime or readings != receipt.readings:
            yield Change(what, "missing", then)
        else:
            yield _compared(
                what, then, assess(record, rulebook, norm, regime=regime, readings=readings).verdict
            )


def _compared(what: str, then: str, now: str) -> Change:
    return Change(what, "same" if then == now else "changed", then, now)


def _print(path: Path, changes: list[Change]) -> None:
    typer.echo(f"{path}")
    answers = [change for change in changes if change.what.startswith("answer ")]
    for change in changes:
        if change not in answers:
            typer.echo(f"  {_line(change)}")
    moved = [change for change in answers if change.state != "same"]
    for change in moved:
        typer.echo(f"  {change.what.partition(' ')[2]}: {_answer(change)}")
    typer.echo(f"  {len(answers) - len(moved)} of {len(answers)} answers are the same")


def _line(change: Change) -> str:
    if change.what == "text":
        return "text as it was written" if change.state == "same" else "text edited since it was written"
    if change.state == "missing":
        return f"{change.what} is not among these cases"
    if change.state == "same":
        return f"{change.what} the same"
    return f"{change.what} changed: {_short(change.then)} then, {_short(change.now)} now"


def _answer(change: Change) -> str:
    now: Mapping[State, str] = {"missing": "can no longer be asked", "changed": WORDS.get(change.now, "")}
    return f"{WORDS.get(change.then, change.then)} then, {now[change.state]} now"


def _short(text: str) -> str:
    version, _, digest = text.rpartition(", ")
    return f"{version} {digest[:16]}".strip()
