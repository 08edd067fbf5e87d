"""Diagnostics in the words and formats in which a person, an editor or a code host reads them."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

from prong import __version__
from prong.errors import CODES, Diagnostic, Place, printable

BEFORE, LONGEST = 60, 110
ABOUT_A_FILE = ("E104", "E109", "E504", "E505", "E510")


def hint(diagnostic: Diagnostic) -> str:
    """What to do, in a few words, or nothing."""
    if diagnostic.near:
        return printable(f"did you mean “{diagnostic.near}”?")
    if diagnostic.advice:
        return diagnostic.advice
    if diagnostic.expected and "{expected}" not in CODES[diagnostic.code]:
        return printable(f"expected {diagnostic.expected}")
    return ""


def code_page(code: str) -> str | None:
    """The Markdown page of a code, or None where there is no such code."""
    if code not in CODES:
        return None
    return files("prong").joinpath("codes", f"{code}.md").read_text(encoding="utf-8")


def full(diagnostics: Sequence[Diagnostic]) -> str:
    """Each finding with the line it is about, a caret, the hint and the related places."""
    if not diagnostics:
        return ""
    return "\n\n".join([*map(one, diagnostics), count(diagnostics)]) + "\n"


def one(diagnostic: Diagnostic) -> str:
    """A finding as `full` shows it, without the end of its last line."""
    lines = [_headline(diagnostic)]
    if diagnostic.place and diagnostic.code not in ABOUT_A_FILE:
        lines += _excerpt(diagnostic.place)
    for place, words in diagnostic.related:
        lines += [f"  {_where(place)}: {words}", *_excerpt(place)]
    if advice := hint(diagnostic):
        lines.append(f"  hint: {advice}")
    return "\n".join(lines)


def count(diagnostics: Sequence[Diagnostic]) -> str:
    """How many findings there are, and how to learn more."""
    number = len(diagnostics)
    first = diagnostics[0].code
    return f"{number} finding{'' if number == 1 else 's'}. More on a code: prong explain-code {first}"


def concise(diagnostics: Sequence[Diagnostic]) -> str:
    """One line for each finding."""
    lines = []
    for diagnostic in diagnostics:
        advice = hint(diagnostic)
        lines.append(_headline(diagnostic) + (f" ({advice})" if advice else ""))
    return "".join(f"{line}\n" for line in lines)


def as_json(diagnostics: Sequence[Diagnostic]) -> str:
    """A list of objects: code, message, place, hint and related places."""
    fields = [_fields(diagnostic) for diagnostic in diagnostics]
    return json.dumps(fields, ensure_ascii=False, indent=2) + "\n"


def github(diagnostics: Sequence[Diagnostic]) -> str:
    """Workflow commands that GitHub shows beside the lines."""
    lines = []
    for d in diagnostics:
        properties = ""
        if d.place:
            file = _escaped(d.place.file).replace(":", "%3A").replace(",", "%2C")
            properties = f" file={file},line={d.place.line},col={d.place.column},title={d.code}"
        lines.append(f"::error{properties}::{_escaped(f'{d.code} {_sentence(d)}')}\n")
    return "".join(lines)


def sarif(diagnostics: Sequence[Diagnostic]) -> str:
    """SARIF 2.1.0."""
    results = []
    for d in diagnostics:
        result = {"ruleId": d.code, "level": "error", "message": {"text": _sentence(d)}}
        if d.place:
            region = {"startLine": d.place.line, "startColumn": d.place.column, "endColumn": d.place.end}
            location = {"artifactLocation": {"uri": quote(Path(d.place.file).as_posix())}, "region": region}
            result["locations"] = [{"physicalLocation": location}]
        results.append(result)
    rules = [{"id": code} for code in sorted({d.code for d in diagnostics})]
    driver = {"name": "prong", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


FORMATS: dict[str, Callable[[Sequence[Diagnostic]], str]] = {
    "full": full,
    "concise": concise,
    "json": as_json,
    "github": github,
    "sarif": sarif,
}


def _headline(diagnostic: Diagnostic) -> str:
    where = f"{_where(diagnostic.place)}: " if diagnostic.place else ""
    return f"{where}{diagnostic.code} {diagnostic.message}"


def _where(place: Place) -> str:
    return f"{printable(place.file)}:{place.line}:{place.column}"


def _sentence(diagnostic: Diagnostic) -> str:
    return " – ".join(filter(None, (diagnostic.message, hint(diagnostic))))


def _escaped(text: str) -> str:
    """As GitHub wants it in a workflow command, where a line would end the command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _excerpt(place: Place) -> list[str]:
    """The line up to the end of the stretch: what stands behind it may be testimony and is not shown."""
    try:
        with Path(place.file).open(encoding="utf-8-sig") as file:
            line = next((text for number, text in enumerate(file, 1) if number == place.line), "")
    except (OSError, UnicodeDecodeError):
        return []
    line = line.rstrip("\n").replace("\t", " ")
    if not line.isprintable():
        return []
    start, width = place.column - 1, min(max(place.end - place.column, 1), LONGEST)
    shift = max(0, start - BEFORE)
    before = ("…" if shift else "") + line[shift:start]
    met = line[start : start + width]
    rest = "…" if len(line) > start + width else ""
    caret = " " * _cells(before) + "^" * max(_cells(met), 1)
    margin = " " * len(str(place.line))
    return [f"  {place.line} | {before}{met}{rest}", f"  {margin} | {caret}"]


def _cells(text: str) -> int:
    """The width of a text in a terminal, where a Korean or Chinese character takes two cells."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def _fields(diagnostic: Diagnostic) -> dict[str, object]:
    return {
        "code": diagnostic.code,
        "message": diagnostic.message,
        "place": _place(diagnostic.place),
        "hint": hint(diagnostic) or None,
        "related": [{"place": _place(place), "message": words} for place, words in diagnostic.related],
    }


def _place(place: Place | None) -> dict[str, object] | None:
    if place is None:
        return None
    return {"file": place.file, "line": place.line, "column": place.column, "end": place.end}
