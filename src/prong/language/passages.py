"""What a person types as evidence, to pinpoints with digests; a pinpoint that is not there is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from prong.language.pinpoints import Account, digest, resolve
from prong.model.cases import Case
from prong.model.sources import Evidence

_TYPED = re.compile(r"(?:ss?\.?\s*)?([1-9][0-9]{0,5})(?:\s*[-–]\s*([1-9][0-9]{0,5}))?")


@dataclass(frozen=True, slots=True)
class Passages:
    """Where a case may point: every sentence of its account, or, without the text, what it cites already."""

    at: str
    account: Account | None
    cited: Mapping[str, str]

    def read(self, typed: str) -> tuple[list[Evidence], list[str]]:
        """The pinpoints in a line, separated by commas, and those pieces that name nothing."""
        found: list[Evidence] = []
        refused: list[str] = []
        for piece in filter(None, map(str.strip, typed.replace(f"{self.at},", "").split(","))):
            at = self._pinpoint(piece)
            mark = self._digest(at) if at else None
            if mark is None:
                refused.append(piece)
            else:
                found.append(Evidence(at=at, digest=mark))
        return list(dict.fromkeys(found)), refused

    def words(self, at: str) -> str | None:
        """The words at a pinpoint, where the text is at hand."""
        return resolve(at, {self.account.number: self.account}) if self.account else None

    def extent(self) -> str:
        """What there is to point at."""
        if self.account is None:
            return "already cited: " + "; ".join(self.cited)
        top = "its heading and " if self.account.heading else ""
        return f"{self.at} has {top}the sentences 1 to {len(self.account.sentences)}"

    def listed(self) -> tuple[str, ...]:
        """Each sentence with its number, or what is cited already."""
        if self.account is None:
            return tuple(self.cited)
        top = (f"heading: {self.account.heading}",) if self.account.heading else ()
        return (*top, *(f"{number}: {words}" for number, words in enumerate(self.account.sentences, 1)))

    def _pinpoint(self, piece: str) -> str | None:
        if piece.lower() == "heading":
            return f"{self.at}, heading"
        if not (typed := _TYPED.fullmatch(piece)):
            return None
        first, last = typed.groups()
        return f"{self.at}, ss. {first}-{last}" if last else f"{self.at}, s. {first}"

    def _digest(self, at: str) -> str | None:
        if self.account is None:
            return self.cited.get(at)
        words = self.words(at)
        return None if words is None else digest(words)


def cited_in(case: Case) -> dict[str, str]:
    """Every pinpoint of a case with its digest, in the order in which they first stand there."""
    evidence = [*case.person.evidence]
    evidence += [item for age in case.person.ages for item in age.evidence]
    evidence += [item for event in case.events.values() for item in event.evidence]
    evidence += [item for several in case.findings.values() for one in several for item in one.evidence]
    evidence += [item for other in case.others for item in other.evidence]
    return {item.at: item.digest for item in evidence}
