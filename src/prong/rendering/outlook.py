"""What is missing in a case and what would change an answer, as plain values for a template.

Selected from an explanation, smallest first: the single facts that turn the answer, what each open part of
the test lacks, and what would turn the answer only together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from prong.evaluation.program import ProgramNode
from prong.explanation.explain import ChangeSets, Explanation
from prong.model.norms import Anchor, Rulebook
from prong.model.trace import Node, Trace
from prong.model.verdicts import Verdict
from prong.rendering.changes import Alike, ChangeWords, Way, Wording, alike, wording_of
from prong.rendering.language import ENGLISH, Language

SEVERAL = 2
"""How many ways of several changes are told; of the others it is said how many there are."""
LONGEST = 4
"""A way of more changes than this is counted and not told."""


@dataclass(frozen=True, slots=True)
class TurningView:
    """Facts of which each alone would turn an answer: kinds of change with the verdicts they would bring."""

    outcomes: tuple[tuple[str, str], ...]
    facts: tuple[ChangeWords, ...]


@dataclass(frozen=True, slots=True)
class WaysView:
    """Ways to one end, the smallest first: those of one change, those of several, and how many more."""

    single: tuple[Alike, ...]
    several: tuple[tuple[Alike, ...], ...]
    more: int
    fewest: int


@dataclass(frozen=True, slots=True)
class LackView:
    """An open part of a test and its authority: its own open parts where it needs each, else the ways to it.

    `see` is the letter of the question under which the same was told before.
    """

    label: str
    cite: str | None
    see: str | None = None
    ways: WaysView | None = None
    parts: tuple[LackView, ...] = ()


@dataclass(frozen=True, slots=True)
class OutlookView:
    """What may still change the answer to one question.

    `made_out` is the word for that verdict; where no single fact brings it, `fewest` tells how many changes
    it takes, and `lacking` what is open. `together` gives the other verdicts that no single change brings.
    """

    made_out: str
    settled: bool
    turning: tuple[TurningView, ...]
    fewest: int
    lacking: tuple[LackView, ...]
    together: tuple[tuple[str, WaysView], ...]
    regimes: tuple[tuple[str | None, str], ...]


@dataclass(slots=True)
class Outlooks:
    """Makes the outlooks of one memo and remembers under which question an open element was told."""

    rulebook: Rulebook
    language: Language = ENGLISH
    told: dict[Anchor, str] = field(default_factory=dict)

    def outlook(
        self, letter: str, explanation: Explanation, trace: Trace, words: Mapping[str, str]
    ) -> OutlookView:
        """The outlook of the question with this letter; `words` are those for its verdicts."""
        wording = wording_of(self.rulebook, explanation.program, self.language)
        turning = tuple(_turning(explanation, self.rulebook, wording, words))
        turned = {verdict for one in turning for _, verdict in one.outcomes}
        open_ = {
            verdict
            for verdict in Verdict
            if verdict is not explanation.verdict and words[verdict.value] not in turned
        } - {Verdict.CONTESTED}  # not told is that evidence may come to stand against evidence
        fewest = explanation.fewest(Verdict.SATISFIED) if Verdict.SATISFIED in open_ else None
        lack = None
        if fewest is not None:
            lack = self._lack(letter, explanation, wording, explanation.node, trace.root)
        together = [
            (words[verdict.value], ways_of(explanation.flips_to(verdict), wording))
            for verdict in Verdict
            if verdict in open_ - {Verdict.SATISFIED} and explanation.fewest(verdict, LONGEST) is not None
        ]
        return OutlookView(
            made_out=words[Verdict.SATISFIED.value],
            settled=explanation.settled,
            turning=turning,
            fewest=fewest or 0,
            lacking=() if lack is None else lack.parts or (lack,),
            together=tuple((word, found) for word, found in together if found.single or found.several),
            regimes=tuple(
                (None if name is None else self.rulebook.regimes[name].title, words[verdict.value])
                for name, verdict in explanation.regimes.items()
            ),
        )

    def _lack(
        self, letter: str, explanation: Explanation, wording: Wording, node: ProgramNode, traced: Node
    ) -> LackView | None:
        """What a node lacks; None where it is made out or not required."""
        if Verdict.SATISFIED.value in (traced.verdict, traced.counted):
            return None
        cite = str(node.element.cites[0]) if node.element else None
        if traced.anchor is not None and self.told.setdefault(traced.anchor, letter) != letter:
            return LackView(traced.label, cite, see=self.told[traced.anchor])
        alone = any(map(wording.is_single, explanation.turning_alone_to(node, Verdict.SATISFIED)))
        ways = ways_of(explanation.missing(node), wording) if alone else None
        if ways is None or ways.several:
            parts = self._parts(letter, explanation, wording, node, traced)
            if parts:
                return LackView(traced.label, cite, parts=parts)
        return LackView(traced.label, cite, ways=ways or ways_of(explanation.missing(node), wording))

    def _parts(
        self, letter: str, explanation: Explanation, wording: Wording, node: ProgramNode, traced: Node
    ) -> tuple[LackView, ...]:
        """The open parts of a node that needs each of them; none where it is not so built."""
        pairs = zip(node.edges, traced.children, strict=True)
        if node.construct == "reading":
            taken = [(edge, child) for edge, child in pairs if edge.role == "position" and child.in_force]
        else:
            taken = [(edge, child) for edge, child in pairs if edge.role == "part"]
            if node.construct not in ("all", None):
                return ()
        found: list[LackView] = []
        for edge, child in taken:
            lack = self._lack(letter, explanation, wording, edge.node, child)
            if lack is not None and not lack.label:
                if not lack.parts:
                    return ()
                found += lack.parts
            elif lack is not None:
                found.append(lack)
        return tuple(found)


def _turning(
    explanation: Explanation, rulebook: Rulebook, wording: Wording, words: Mapping[str, str]
) -> Iterator[TurningView]:
    """The single facts that turn an answer, grouped by what they would bring, in the order of the rule.

    What is not stated is told by the question that asks for it, a finding by its label and its side.
    """
    outcomes: dict[tuple[str, bool | None], dict[tuple[str, str], None]] = {}
    for verdict, sets in explanation.turning_alone(explanation.node).items():
        for changes in sets:
            first = changes[0]
            if wording.is_single(changes):
                side = None if first.ground is None else first.ground.holds
                turned = len({change.kind for change in changes}) > 1  # withdrawn, and the other way shown
                kind = "turned" if turned else first.kind
                outcomes.setdefault((first.name, side), {})[kind, words[verdict.value]] = None
    found: dict[tuple[tuple[str, str], ...], list[ChangeWords]] = {}
    rank = {name: place for place, name in enumerate(wording.elements)}
    for name, side in sorted(outcomes, key=lambda key: (rank[key[0]], key[1] is False)):
        predicate = rulebook.vocabulary.predicates[name]
        if side is None and predicate.derived is None:
            text = predicate.question
        else:
            both = (name, True) in outcomes and (name, False) in outcomes
            say = wording.language.gettext
            label = say(predicate.label)
            text = label[:1].upper() + label[1:]
            if side is False:
                text = say("%(label)s (evidence against)") % {"label": text}
            elif both:
                text = say("%(label)s (evidence for)") % {"label": text}
        facts = found.setdefault(tuple(outcomes[name, side]), [])
        facts.append(ChangeWords(text, "", wording.cites(name)))
    for brought, facts in found.items():
        yield TurningView(brought, tuple(facts))


def ways_of(sets: ChangeSets, wording: Wording) -> WaysView:
    """The ways of some sets; those that differ only in whose account holds the finding are one."""
    told: dict[Way, int] = {}
    for changes in sets.sets:
        way = wording.way(changes)
        told[way] = told.get(way, 0) + 1
    single = [way for way in told if len(way) == 1]
    several = [way for way in told if 1 < len(way) <= LONGEST][:SEVERAL]
    return WaysView(
        single=alike(way[0] for way in single),
        several=tuple(map(alike, several)),
        more=sets.count - sum(told[way] for way in (*single, *several)),
        fewest=min(map(len, told), default=0),
    )
