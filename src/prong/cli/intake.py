"""The beginning of an interview that has no source yet: where it is kept, when it was held, and with whom."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

from prong.cli.dialogue import Dialogue, WentBack
from prong.cli.saved import PRIVATE, save, uninterrupted
from prong.errors import Diagnostic, ProngError
from prong.language.cases import PERSONS, SOURCES
from prong.language.transcripts import FOLDER, IGNORE, case_text, heading, source_text, transcript_path
from prong.model.dates import EdtfError, parse_edtf
from prong.model.document import IDENTIFIER, IN_WORDS


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
        "Use a pseudonym, and name nobody who could be recognised.",
        "",
    )
    title = _ask(dialogue, "Title of the case, in a few plain words", _no_text)
    day = _ask(dialogue, "Day of the interview, YYYY-MM-DD", _no_day)
    name = _ask(dialogue, "Pseudonym (Enter: none)")
    born = _ask(
        dialogue, "Year of birth as she or he gives it, such as 1990 or 1990~ (Enter: none)", _no_date
    )
    root = next((folder for folder in path.parents if (folder / SOURCES).is_dir()), path.parent)
    case = path.relative_to(root).with_suffix("").as_posix()
    source = f"interview-{case.replace('/', '-')}"
    top = heading(day, name, born)
    texts = {
        transcript_path(root, source): (f"{top}\n", PRIVATE),
        root / SOURCES / f"{source}.yaml": (source_text(source, title, day), None),
        path: (case_text(case, source, title, top, name or None, born or None), None),
    }
    _refuse_others(texts)
    with uninterrupted():
        ignored = root / FOLDER / ".gitignore"
        if not ignored.exists():
            save(ignored, IGNORE)
        for file, (text, mode) in texts.items():
            save(file, text) if mode is None else save(file, text, mode=mode)
    dialogue.tell("", f"Begun: {path}.")


def _refuse_others(texts: dict[Path, tuple[str, int | None]]) -> None:
    for file, (text, _) in texts.items():
        if file.exists() and file.read_bytes() != text.encode():
            expected = "it is there and belongs to another interview; move it away or choose another name"
            raise ProngError([Diagnostic("E402", None, met=str(file), expected=expected)])


def _ask(dialogue: Dialogue, prompt: str, problem: Callable[[str], str] = lambda _: "") -> str:
    while True:
        try:
            typed = dialogue.ask(prompt)
        except WentBack:
            dialogue.tell("There is nothing to go back to yet. To begin again, type stop.")
            continue
        if not (wrong := problem(typed)):
            return typed
        dialogue.tell(f"This needs {wrong}.")


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
