"""An interview as a source: its transcript and the source file.

The transcript is a text like that of any source: an account under a heading, whose sentences are numbered.
It grows at its end alone, so that a pinpoint stays right. Each answer stands below its question.
"""

from __future__ import annotations

from pathlib import Path

from prong.language.layout import Tree, Word, write_tree
from prong.language.pinpoints import split_accounts, split_sentences
from prong.model.sources import Source, SourceLayout
from prong.model.standards import Standard

FOLDER = "sources-text"
"""Beside `sources/`; the words of people are kept out of version control."""

IGNORE = "# What people said stays on this desk: nothing in this folder is committed.\n*\n"
ACCOUNT = "Case 1"
LAYOUT = SourceLayout(heading="Case ([0-9]+) .+")
STATED_TO = Standard.REASONABLE_LIKELIHOOD
"""A year of birth or an age that a person states plainly; see the conventions for cases."""


def transcript_path(root: Path, source: str) -> Path:
    """Where the transcript of an interview is kept, below the folder of the cases."""
    return root / FOLDER / f"{source}.txt"


def is_interview(source: Source) -> bool:
    """Whether a source is an interview that was held in this way."""
    return source.accounts == LAYOUT


def heading(day: str, name: str | None, born: str | None) -> str:
    """The heading of the transcript; it bears what the case says of the person."""
    person = f" with {name}" if name else ""
    return f"{ACCOUNT} Interview of {day}{person}{f', born {born}' if born else ''}"


def source_text(source: str, title: str, day: str) -> str:
    """The source file of an interview of a day."""
    tree: dict[str, Tree] = {
        "source": source,
        "title": f"Interview: {title}",
        "citation": {"type": "document", "title": f"Interview: {title}", "issued": day},
        "stated-to": STATED_TO.key,
        "told": Word(day),
        "accounts": {"heading": LAYOUT.heading},
    }
    return write_tree(tree)


def with_answer(transcript: str, question: str, words: str) -> tuple[str, str] | None:
    """The transcript with a question and its answer at the end, and the pinpoint of the two.

    None where the words would run into what comes before or after, or into a heading.
    """
    ended = words if words.rstrip("\"'’”»)]")[-1:] in (".", "?", "!") else f"{words}."
    text = f"{transcript.rstrip()}\n\nQuestion: {question}\nAnswer: {ended}\n"
    before, after = _sentences(transcript), _sentences(text)
    own = split_sentences(f"Question: {question} Answer: {ended}")
    following = split_sentences(f"{' '.join(own)} Question: What follows?")
    if after != (*before, *own) or following != (*own, "Question: What follows?"):
        return None
    return text, f"{ACCOUNT}, ss. {len(before) + 1}-{len(after)}"


def _sentences(text: str) -> tuple[str, ...]:
    account = split_accounts(text, LAYOUT).get(1)
    return account.sentences if account else ()
