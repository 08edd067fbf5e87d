"""The beginning of an interview on a new case: where it is kept, what its source is, and whom it is about."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from prong.cli.dialogue import Dialogue, WentBack
from prong.cli.evidence import accounts_in
from prong.cli.saved import PRIVATE, SHARED, save, uninterrupted
from prong.errors import Diagnostic, ProngError
from prong.language.cases import PERSONS, SOURCES, load_sources, root_of
from prong.language.editing import new_case_text
from prong.language.passages import Passages
from prong.language.pinpoints import digest
from prong.language.transcripts import (
    ACCOUNT,
    FOLDER,
    IGNORE,
    heading,
    source_text,
    transcript_path,
)
from prong.model.dates import EdtfError, parse_edtf
from prong.model.document import IDENTIFIER, IN_WORDS
from prong.model.sources import Evidence

Answer = TypeVar("Answer")
PSEUDONYM = "Use a pseudonym, and name nobody who could be recognised."


def case_file(asked: Path | None, dialogue: Dialogue) -> Path:
    """The file of the case, asked for where the call names none; raises ProngError where it can be none."""
    if asked is not None:
        if problem := _no_case_file(asked):
            raise ProngError([Diagnostic("E403", None, met=f"CASE {asked}", expected=problem)])
        return asked
    dialogue.tell("In which file shall the case be kept? It is made where there is none.")
    return Path(_ask(dialogue, "File, such as my-cases/an.yaml", lambda typed: _no_case_file(Path(typed))))


def begin(path: Path, dialogue: Dialogue) -> None:
    """Ask what a case must have and write it, with its source and the transcript that grows.

    Raises ProngError where one of the files is there and holds something else.
    """
    dialogue.tell(
        f"{path} is a new case. The answers are its source: they are kept as a transcript beside it, in a "
        "folder that git ignores.",
        PSEUDONYM,
        "",
    )
    title = _ask(dialogue, "Title of the case, in a few plain words", _no_text)
    day = _ask(dialogue, "Day of the interview, YYYY-MM-DD", _no_day)
    name, born = _person(dialogue)
    root = next((folder for folder in path.parents if (folder / SOURCES).is_dir()), path.parent)
    case = _name(path, root)
    source = f"interview-{case.replace('/', '-')}"
    top = heading(day, name, born)
    evidence = [Evidence(at=f"{ACCOUNT}, heading", digest=digest(top))]
    texts = {
        transcript_path(root, source): f"{top}\n",
        root / SOURCES / f"{source}.yaml": source_text(source, title, day),
        path: new_case_text(case, title, (source, ACCOUNT), (name, born), evidence),
    }
    for file, text in texts.items():
        if file.exists() and file.read_bytes() != text.encode():
            expected = "it is there and belongs to another interview; move it away or choose another name"
            raise ProngError([Diagnostic("E402", None, met=str(file), expected=expected)])
    with uninterrupted():
        if not (ignored := root / FOLDER / ".gitignore").exists():
            save(ignored, IGNORE)
        for file, text in texts.items():
            save(file, text, mode=PRIVATE if file.parent.name == FOLDER else SHARED)
    dialogue.tell("", f"Begun: {path}.")


def begin_on_text(path: Path, text: Path, dialogue: Dialogue) -> None:
    """Ask which account of a text a new case is about, and what a case must have, and write it.

    Raises ProngError where there is no source file, or the text is not that of the source.
    """
    sources = {name: source for name, source in load_sources([path]).items() if source.accounts}
    if not sources:
        expected = f"a source file with accounts in {SOURCES}/ beside the case"
        raise ProngError([Diagnostic("E403", None, met=f"--text {text.name}", expected=expected)])
    dialogue.tell(f"{path} is a new case.", PSEUDONYM, "")
    source = next(iter(sources))
    if len(sources) > 1:
        dialogue.tell("Sources:", *(f"  {name}: {one.title}" for name, one in sources.items()))
        known = f"one of {', '.join(sources)}"
        source = _ask(dialogue, "Source", lambda typed: "" if typed in sources else known)
    accounts = accounts_in(text, sources[source])
    dialogue.tell("Accounts:", *(f"  {number}: {one.heading or ''}" for number, one in accounts.items()))
    numbers = {str(number): account for number, account in accounts.items()}
    number = _ask(dialogue, "Number of the account", lambda typed: "" if typed in numbers else "one of these")
    passages = Passages(f"Case {number}", numbers[number], {})
    title = _ask(dialogue, "Title of the case, in a few plain words", _no_text)
    name, born = _person(dialogue)
    where = "Where the account says who the person is"
    evidence = _insisting(dialogue, lambda: ask_evidence(dialogue, passages, where))
    save(
        path, new_case_text(_name(path, root_of(path)), title, (source, passages.at), (name, born), evidence)
    )
    dialogue.tell("", f"Begun: {path}.")


def ask_evidence(dialogue: Dialogue, passages: Passages, prompt: str) -> list[Evidence]:
    """Pinpoints that exist, with their words shown."""
    prompt += ", such as 6 or 6-7 or heading; several with commas; list shows what there is"
    while True:
        typed = dialogue.ask(prompt)
        if typed.lower() == "list":
            dialogue.say(passages.listed())
            continue
        found, refused = passages.read(typed)
        if refused:
            dialogue.tell(*(f"“{piece}” is no pinpoint here." for piece in refused), f"{passages.extent()}.")
        elif not found:
            dialogue.tell(f"This needs evidence: {passages.extent()}.")
        else:
            dialogue.say(f"  {item.at}: {words}" for item in found if (words := passages.words(item.at)))
            return found


def _person(dialogue: Dialogue) -> tuple[str, str]:
    name = _ask(dialogue, "Pseudonym (Enter: none)")
    prompt = "Year of birth as it is given, such as 1990 or 1990~ (Enter: none)"
    return name, _ask(dialogue, prompt, _no_date)


def _name(path: Path, root: Path) -> str:
    """The name of a case: that of its file, below the folder of all cases."""
    folders = path.absolute().relative_to(root.absolute()).with_suffix("")
    return folders.as_posix()


def _ask(dialogue: Dialogue, prompt: str, problem: Callable[[str], str] = lambda _: "") -> str:
    while True:
        typed = _insisting(dialogue, lambda: dialogue.ask(prompt))
        if not (wrong := problem(typed)):
            return typed
        dialogue.tell(f"This needs {wrong}.")


def _insisting(dialogue: Dialogue, ask: Callable[[], Answer]) -> Answer:
    """An answer, where there is no earlier one to go back to."""
    while True:
        try:
            return ask()
        except WentBack:
            dialogue.tell("There is nothing to go back to yet. To begin again, type stop.")


def _no_case_file(path: Path) -> str:
    if path.suffix != ".yaml" or path.is_dir() or path.parent.name in (PERSONS, SOURCES):
        return "one case file, with a name that ends in .yaml"
    if not path.exists() and not IDENTIFIER.fullmatch(path.stem):
        return f"a name of {IN_WORDS}"
    return ""


def _no_text(typed: str) -> str:
    return "" if typed else "a few words"


def _no_day(typed: str) -> str:
    try:
        return "" if datetime.date.fromisoformat(typed).isoformat() == typed else "a day, YYYY-MM-DD"
    except ValueError:
        return "a day, YYYY-MM-DD"


def _no_date(typed: str) -> str:
    if not typed:
        return ""
    try:
        parse_edtf(typed)
    except EdtfError as error:
        return f"a date such as 1990, 1990-05 or 1990~ ({error.expected})"
    return ""
