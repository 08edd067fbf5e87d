"""Proper names in the texts of cases: what stands for each where it is withheld, and which need not be.

The names stand in a file beside the cases (`names.yaml`). It is as confidential as they are.
"""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field, field_validator

from prong.model.document import Document


class Locality(Document):
    """A place: the larger place or the state in which it lies, and other words for it, where they are better.

    One that lies in a state is a province, and is told to everybody.
    """

    in_: str
    as_: str | None = None


class Names(Document):
    """Places, other people's names with the words that stand for them, and names that identify nobody."""

    places: Mapping[str, Locality] = {}
    people: Mapping[str, str] = {}
    open_: tuple[str, ...] = Field((), description="words with a capital letter that identify nobody")

    @field_validator("places")
    @classmethod
    def _lie_somewhere(cls, value: Mapping[str, Locality]) -> Mapping[str, Locality]:
        for name in value:
            seen = {name}
            while not is_state(within := value[name].in_):
                if within not in value or within in seen:
                    raise ValueError("places that lie, step by step, in a state such as CN")
                seen.add(within)
                name = within
        return value

    def province_of(self, place: str) -> str:
        """The province in which a place lies; a province lies in itself."""
        while not is_state(self.places[place].in_):
            place = self.places[place].in_
        return place

    @property
    def withheld(self) -> Mapping[str, str]:
        """Each place below a province with the words that stand for it."""
        return {
            name: place.as_ or self.province_of(name)
            for name, place in self.places.items()
            if not is_state(place.in_)
        }


NO_NAMES = Names()


def is_state(text: str) -> bool:
    """Whether a text is the code of a state rather than the name of a place."""
    return len(text) == 2 and text.isascii() and text.isupper()
