"""Records for an audience: one pure stage between assessment and rendering.

Verdicts come from the whole record; a renderer gets the record that leaves this stage and nothing else, so
that no renderer needs to know what is withheld.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from prong.errors import Diagnostic, ProngError
from prong.model.cases import Case, Event, Finding, Mentioned, Person, Record
from prong.model.claims import Claims
from prong.model.dates import DateInterval
from prong.model.names import NO_NAMES, Names
from prong.redaction.audiences import INTERNAL, Audience
from prong.redaction.crowds import Shared, shared
from prong.redaction.dates import coarse
from prong.redaction.pseudonyms import NO_PSEUDONYMS, PseudonymMap, names_of, pseudonym_of
from prong.redaction.wording import Wording, wording_of

_TITLE = re.compile(r"^(?:Ms|Mr|Mrs|Miss|Dr)\.? ")


@dataclass(frozen=True, slots=True)
class Redaction:
    """All records of a run, and everything that decides what one audience reads of them.

    `told` is what may be told of the person of each account.
    """

    audience: Audience
    records: tuple[Record, ...]
    names: Names = NO_NAMES
    pseudonyms: PseudonymMap = NO_PSEUDONYMS
    told: Mapping[str, Shared] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "told", shared(self.records, self.names, self.audience.crowd))


def redacted(redaction: Redaction, records: Sequence[Record]) -> tuple[Record, ...]:
    """Some of the records for their audience; raises ProngError (E420) at a name that nothing declares."""
    if redaction.audience is INTERNAL:
        return tuple(records)
    faults: list[Diagnostic] = []
    readable = tuple(_record(record, redaction, faults) for record in records)
    if faults:
        raise ProngError(dict.fromkeys(faults))
    return readable


def redacted_claims(claims: Claims, redaction: Redaction) -> Claims:
    """Claims for an audience; their texts are told like those of a case."""
    if redaction.audience is INTERNAL:
        return claims
    wording = wording_of(redaction.audience, redaction.names, names_of(redaction.pseudonyms), {})
    return claims.model_copy(
        update={
            "accounts": tuple(c.model_copy(update={"claim": wording(c.claim)}) for c in claims.accounts),
            "every": tuple(c.model_copy(update={"claim": wording(c.claim)}) for c in claims.every),
        }
    )


def _record(record: Record, redaction: Redaction, faults: list[Diagnostic]) -> Record:
    accounts = [case.case for case, _ in record.accounts]
    pseudonym = pseudonym_of(accounts, redaction.pseudonyms)
    names = {
        name: pseudonym
        for case, _ in record.accounts
        for name in spellings(case.person.name, redaction.names)
    }
    births = {
        day.year: _born_words(redaction.told[case.case].born)
        for case, _ in record.accounts
        if (born := case.person.born)
        for day in {born.earliest, born.latest}
        if day is not None
    }
    wording = wording_of(redaction.audience, redaction.names, names, births)
    for where, text in _texts(record):
        faults += [
            Diagnostic(
                "E420", None, subject=told_id(record, redaction.audience), met=f"{where}, word {number}"
            )
            for number in wording.undeclared(text, sentence=not where.startswith("place"))
        ]
    return replace(
        record,
        id=told_id(record, redaction.audience),
        audience=redaction.audience.name,
        title=wording(record.title),
        reason=None if record.reason is None else wording(record.reason),
        accounts=tuple(
            (_case(case, wording, pseudonym, redaction.told[case.case]), source)
            for case, source in record.accounts
        ),
    )


def spellings(name: str | None, names: Names) -> Iterator[str]:
    """A name as texts may have it: with its title, with the full stop of the title or without, and bare.

    Bare it is passed over where the same word identifies nobody.
    """
    if name is None:
        return
    bare = _TITLE.sub("", name)
    spelt = dict.fromkeys((name, name.replace(". ", " "), bare))
    yield from (one for one in spelt if one not in names.open_)


def told_id(record: Record, audience: Audience) -> str:
    """The id under which a record is told: that of a person who is joined names her accounts instead."""
    if audience.names or record.reason is None:
        return record.id
    folder = record.accounts[0][0].case.rpartition("/")[0]
    numbers = "-".join(case.case.rpartition("/")[2] for case, _ in record.accounts)
    return f"{folder}/{numbers}" if folder else numbers


def _born_words(born: DateInterval | None) -> str:
    """“between 1960 and 1979”, after the word “born”."""
    if born is None or born.earliest is None or born.latest is None:
        return "at a time withheld"
    return f"between {born.earliest.year} and {born.latest.year}"


def _texts(record: Record) -> Iterator[tuple[str, str]]:
    """Every free text of a record with its place, which names no key that a coder chose."""
    yield "title", record.title
    if record.reason is not None:
        yield "reason", record.reason
    for case, _ in record.accounts:
        yield "title", case.title
        yield from ((f"actor {n}", actor.who) for n, actor in enumerate(case.actors.values(), 1))
        for number, event in enumerate(case.events.values(), 1):
            yield f"event {number}", event.what
            if event.place:
                yield f"place of event {number}", event.place
        for predicate, findings in case.findings.items():
            for finding in findings:
                yield from (
                    (f"finding {predicate}", text) for text in (finding.note, finding.counter) if text
                )
        for number, other in enumerate(case.others, 1):
            yield from ((f"other {number}", text) for text in (other.who, other.what))
        if case.note:
            yield "note", case.note


def _case(case: Case, wording: Wording, pseudonym: str, told: Shared) -> Case:
    return case.model_copy(
        update={
            "title": wording(case.title),
            "person": _person(case.person, wording.audience, pseudonym, told),
            "actors": {
                name: actor.model_copy(update={"who": wording(actor.who)})
                for name, actor in case.actors.items()
            },
            "events": {name: _event(event, wording) for name, event in case.events.items()},
            "findings": {
                name: tuple(_finding(finding, wording) for finding in findings)
                for name, findings in case.findings.items()
            },
            "others": tuple(_mentioned(other, wording) for other in case.others),
            "note": None if case.note is None else wording(case.note),
        }
    )


def _person(person: Person, audience: Audience, pseudonym: str, told: Shared) -> Person:
    name = None if person.name is None else pseudonym
    if audience.details:
        return person.model_copy(update={"name": name})
    born = told.born if person.born else None
    update = {"name": name, "born": born, "province": told.province, "ages": ()}
    return person.model_copy(update=update)


def _event(event: Event, wording: Wording) -> Event:
    return event.model_copy(
        update={
            "what": wording(event.what),
            "place": None if event.place is None else wording.place(event.place),
            "date": None if event.date is None else coarse(event.date, wording.audience.dates),
            "paid": event.paid if wording.audience.details else None,
        }
    )


def _finding(finding: Finding, wording: Wording) -> Finding:
    note, counter = (None if text is None else wording(text) for text in (finding.note, finding.counter))
    return finding.model_copy(update={"note": note, "counter": counter})


def _mentioned(other: Mentioned, wording: Wording) -> Mentioned:
    return other.model_copy(update={"who": wording(other.who), "what": wording(other.what)})
