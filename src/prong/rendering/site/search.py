"""The page of search: accounts, elements and contested questions in one table that narrows."""

from __future__ import annotations

from prong.rendering.dates import date_words
from prong.rendering.document import Document, Inline, Link, Table, Text
from prong.rendering.site.shown import Corpus, cell, heading, text


def search(shown: Corpus) -> Document:
    """Everything that can be looked for, in one table that narrows as somebody types."""
    language, say = shown.language, shown.language.gettext
    account, element, question = say("account"), say("element"), say("contested question")
    rows: list[tuple[tuple[Inline, ...], ...]] = []
    for told in (*shown.accounts, *shown.persons):
        events = " ".join(event.what for case, _ in told.record.accounts for event in case.events.values())
        born = [
            date_words(case.person.born, language) for case, _ in told.record.accounts if case.person.born
        ]
        birth = say("Born %(date)s.") % {"date": born[0]} if born else ""
        rows.append(_entry(told.page, told.record.id, account, f"{told.record.title}. {events} {birth}"))
    for norm in shown.rulebook.norms.values():
        rows += [
            _entry(f"rules/{norm.id}.html#{one.id}", say(one.label), element, say(norm.title))
            for one in norm.elements.values()
        ]
    for reading in shown.rulebook.readings.values():
        norm = next(n for n in shown.rulebook.norms.values() if reading.id in {r.id for r in n.readings})
        held = " ".join(position.holds for position in reading.positions)
        rows.append(_entry(f"rules/{norm.id}.html#reading-{reading.id}", reading.question, question, held))
    head = tuple(map(cell, (say("Entry"), say("Kind"), say("What it is about"))))
    return Document(
        (
            heading(1, "search", say("Search")),
            text(
                say(
                    "Accounts, elements of the rules and contested questions. Type words to narrow the list; "
                    "what is typed stands in the address, which can be kept and sent."
                )
            ),
            Table(say("Entries"), ("",) * 3, head, tuple(rows)),
        ),
        language=language,
    )


def _entry(target: str, words: str, kind: str, about: str) -> tuple[tuple[Inline, ...], ...]:
    return (Link(target, (Text(words),)),), (Text(kind),), (Text(about),)
