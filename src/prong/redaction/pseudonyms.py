"""Pseudonyms: a number for each person, in the order of the accounts, and the map that says who is who.

A pseudonym is not derived from the name, so nothing in it gives the name away. The map is the only way
back. It is kept where the documents are not; with it, a person keeps her number over later runs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import Field

from prong.model.cases import Record
from prong.model.document import Document, Identifier
from prong.redaction.crowds import people_behind


class Pseudonym(Document):
    """Who stands behind a number: the accounts of the person, and the names that they give her."""

    number: int = Field(ge=1)
    accounts: tuple[Identifier, ...] = Field(min_length=1)
    names: tuple[str, ...] = ()


class PseudonymMap(Document):
    """Every number that was given."""

    persons: tuple[Pseudonym, ...] = ()


NO_PSEUDONYMS = PseudonymMap()


def pseudonyms_of(records: Sequence[Record], former: PseudonymMap) -> PseudonymMap:
    """A number for every person of the records; whoever has one in the former map keeps it."""
    people = people_behind(records)
    accounts: dict[str, list[str]] = {}
    for account in sorted(people):
        accounts.setdefault(people[account], []).append(account)
    named = {case.case: case.person.name for record in records for case, _ in record.accounts}
    numbers = {account: one.number for one in former.persons for account in one.accounts}
    persons = {one.number: one for one in former.persons}
    free = max(persons, default=0) + 1
    for own in accounts.values():
        number = next((numbers[account] for account in own if account in numbers), None)
        if number is None:
            number, free = free, free + 1
        before = persons.get(number)
        persons[number] = Pseudonym(
            number=number,
            accounts=tuple(dict.fromkeys((*(before.accounts if before else ()), *own))),
            names=tuple(
                dict.fromkeys(
                    (*(before.names if before else ()), *(name for a in own if (name := named[a]))),
                )
            ),
        )
    return PseudonymMap(persons=tuple(persons[number] for number in sorted(persons)))


def pseudonym_of(accounts: Sequence[str], known: PseudonymMap) -> str:
    """The pseudonym of the person whose accounts these are."""
    number = next(one.number for one in known.persons if set(accounts) & set(one.accounts))
    return f"Person {number}"


def names_of(known: PseudonymMap) -> Mapping[str, str]:
    """Every name in the map with its pseudonym; a name that several people bear has none of its own."""
    bearers: dict[str, list[int]] = {}
    for one in known.persons:
        for name in one.names:
            bearers.setdefault(name, []).append(one.number)
    return {
        name: f"Person {numbers[0]}" if len(numbers) == 1 else "somebody of that name"
        for name, numbers in bearers.items()
    }
