"""The page of search: accounts, elements and contested questions in one table that narrows."""

from __future__ import annotations

from prong.rendering.dates import date_words
from prong.rendering.document import Document, Inline, Link, Table, Text
from prong.rendering.site.shown import Corpus, cell, heading, text


def search(shown: Corpus) -> Document:
    """Everything that can be looked for, in one table that narrows as somebody types."""
    rows: list[tuple[tuple[Inline, ...], ...]] = []
    for told in (*shown.accounts, *shown.persons):
        events = " ".join(event.what for case, _ in told.record.accounts for event in case.events.values())
        born = [date_words(case.person.born) for case, _ in told.record.accounts if case.person.born]
        about = f"{told.record.title}. {events} {f'Born {born[0]}.' if born else ''}"
        rows.append(_entry(told.page, told.record.id, "account", about))
    for norm in shown.rulebook.norms.values():
        rows += [
            _entry(f"rules/{norm.id}.html#{element.id}", element.label, "element", norm.title)
            for element in norm.elements.values()
        ]
    for reading in shown.rulebook.readings.values():
        norm = next(n for n in shown.rulebook.norms.values() if reading.id in {r.id for r in n.readings})
        held = " ".join(position.holds for position in reading.positions)
        rows.append(
            _entry(f"rules/{norm.id}.html#reading-{reading.id}", reading.question, "contested question", held)
        )
    head = tuple(map(cell, ("Entry", "Kind", "What it is about")))
    return Document(
        (
            heading(1, "search", "Search"),
            text(
                "Accounts, elements of the rules and contested questions. Type words to narrow the list; "
                "what is typed stands in the address, which can be kept and sent."
            ),
            Table("Entries", ("",) * 3, head, tuple(rows)),
        )
    )


def _entry(target: str, words: str, kind: str, about: str) -> tuple[tuple[Inline, ...], ...]:
    return (Link(target, (Text(words),)),), (Text(kind),), (Text(about),)
