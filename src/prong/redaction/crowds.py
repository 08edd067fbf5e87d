"""Births and provinces told so coarsely that several people share each: nobody stands alone in a table.

The people of a run are the crowd. Within a province, decades of birth that follow one another are joined
until enough people share each group; provinces with too few are told as one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from prong.model.cases import Person, Record
from prong.model.dates import DateInterval
from prong.model.names import Names
from prong.redaction.dates import Unit, coarse, spanning

ELSEWHERE = "another province"
Counts = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Shared:
    """What of a person may be told."""

    born: DateInterval | None
    province: str | None


def people_behind(records: Sequence[Record]) -> Mapping[str, str]:
    """Each account with the person whose it is: a record that joins accounts, or the account itself."""
    own = {case.case: case.case for record in records for case, _ in record.accounts}
    joined = {case.case: r.id for r in records if r.reason is not None for case, _ in r.accounts}
    return own | joined


def shared(records: Sequence[Record], names: Names, crowd: int) -> Mapping[str, Shared]:
    """What may be told of the person of each account, so that at least `crowd` people share it."""
    people = people_behind(records)
    persons: dict[str, Person] = {}
    for record in records:
        for case, _ in record.accounts:
            persons.setdefault(people[case.case], case.person)
    provinces = _provinces(persons, names, crowd)
    told: dict[str, Shared] = {}
    for province in sorted(set(provinces.values()), key=str):
        within = {name: persons[name] for name, held in provinces.items() if held == province}
        births = _births(within, crowd)
        told |= {name: Shared(births.get(name), province) for name in within}
    return {account: told[person] for account, person in people.items()}


def suppressed(counts: Mapping[str, int], crowd: int) -> Counts:
    """Counts of people without those of too few, and without a second that would give one away."""
    small = [name for name, number in counts.items() if 0 < number < crowd]
    if len(small) == 1:
        others = sorted(counts.keys() - small, key=lambda name: (counts[name] == 0, counts[name], name))
        small += others[:1]
    return {name: None if name in small else number for name, number in counts.items()}


def _provinces(persons: Mapping[str, Person], names: Names, crowd: int) -> dict[str, str | None]:
    """The province of each person; those in which too few live are told as one."""
    living: dict[str, list[str]] = {}
    for name, person in persons.items():
        if (place := person.province) is not None:
            living.setdefault(names.province_of(place) if place in names.places else place, []).append(name)
    found: dict[str, str | None] = dict.fromkeys(persons)
    for province, within in living.items():
        found |= dict.fromkeys(within, province if len(within) >= crowd else ELSEWHERE)
    return found


def _births(persons: Mapping[str, Person], crowd: int) -> dict[str, DateInterval]:
    """The birth of each person, in groups of at least `crowd`; where there are fewer, the century."""
    dated = [(coarse(person.born, "decade"), name) for name, person in persons.items() if person.born]
    dated.sort(key=lambda one: (str(one[0].earliest), str(one[0].latest), one[1]))
    groups: list[list[tuple[DateInterval, str]]] = []
    for date, name in dated:
        if groups and (len(groups[-1]) < crowd or groups[-1][-1][0] == date):
            groups[-1].append((date, name))
        else:
            groups.append([(date, name)])
    if len(groups) > 1 and len(groups[-1]) < crowd:
        groups[-2:] = [groups[-2] + groups[-1]]
    unit: Unit = "decade" if len(dated) >= crowd else "century"
    spans = [(spanning([date for date, _ in group], unit), group) for group in groups]
    return {name: span for span, group in spans for _, name in group}
