"""Changes in the words of the law: what would have to be shown, excluded or withdrawn, and on which article.

Every renderer of an explanation takes its words from here. They are plain text; a caller makes them inert.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from prong.evaluation.program import Program, ProgramNode
from prong.explanation.hypotheses import Change
from prong.model.norms import Rulebook
from prong.rendering.language import ENGLISH, Language


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """One change: what it is about, what becomes of it, and the authority that it bears on.

    `label` and `how` make a phrase: “deception” – “shown”, “the finding of force” – “withdrawn”, “the
    reading “…”” – “taken”.
    """

    label: str
    how: str
    cites: tuple[str, ...]


Way = tuple[ChangeWords, ...]
"""Changes that bring an end together."""


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """Words changes of one norm; `elements` gives for each predicate the element that holds it first.

    `told` keeps the words of each change by all that they depend on: sets and cases repeat their changes.
    """

    rulebook: Rulebook
    elements: dict[str, ProgramNode]
    language: Language = ENGLISH
    told: dict[tuple[object, ...], ChangeWords] = field(default_factory=dict)

    def way(self, changes: Sequence[Change]) -> Way:
        """The changes of one set; a finding that turns out the other way is told as one."""
        if len(changes) == 1:
            return (self.words(changes[0], turned=False),)
        evidence = {change.name for change in changes if change.kind in ("shown", "denied")}
        withdrawn = {change.name for change in changes if change.kind == "withdrawn"}
        told = [
            self.words(change, turned=change.name in withdrawn)
            for change in changes
            if change.kind != "withdrawn" or change.name not in evidence
        ]
        if len(told) == 1:
            return (told[0],)
        return tuple(dict.fromkeys(told))  # findings of several accounts on the same are told as one

    def is_single(self, changes: Sequence[Change]) -> bool:
        """Whether the changes of one set are told as one, and it is a fact that changes."""
        return changes[0].kind != "reading" and len(self.way(changes)) == 1

    def words(self, change: Change, *, turned: bool) -> ChangeWords:
        """One change; `turned` tells that its evidence comes against a finding that is withdrawn."""
        holds = None if change.ground is None else change.ground.holds
        key = change.kind, change.name, change.position, change.to, holds, turned
        found = self.told.get(key)
        if found is None:
            found = self.told[key] = self._words(change, turned=turned)
        return found

    def _words(self, change: Change, *, turned: bool) -> ChangeWords:
        say = self.language.gettext
        if change.kind == "reading":
            position = self.rulebook.readings[change.name].position(change.position)
            cites = tuple(map(str, position.authorities))
            label = say("the reading “%(position)s”") % {"position": position.holds.rstrip(".")}
            return ChangeWords(label, say("taken"), cites)
        cites = self.cites(change.name)
        label = say(self.rulebook.vocabulary.predicates[change.name].label)
        if change.kind == "withdrawn":
            pattern = (
                say("the finding of %(label)s")
                if change.ground.holds
                else say("the finding against %(label)s")
            )
            return ChangeWords(pattern % {"label": label}, say("withdrawn"), cites)
        if change.kind in ("shown", "denied"):
            how = say("shown") if change.kind == "shown" else say("excluded")
            pattern = say("%(how)s, against what is stated") if turned else "%(how)s"
            return ChangeWords(label, pattern % {"how": how}, cites)
        how = say("shown") if change.ground.holds else say("excluded")
        only = change.kind == "lowered"
        pattern = say("%(how)s only to %(standard)s") if only else say("%(how)s to %(standard)s")
        return ChangeWords(label, pattern % {"how": how, "standard": say(change.to.words)}, cites)

    def cites(self, predicate: str) -> tuple[str, ...]:
        """The authority for a predicate: its own where it has one, or that of the element that holds it."""
        own = self.rulebook.vocabulary.predicates[predicate].cite
        return (own,) if own else tuple(str(cite) for cite in self.elements[predicate].element.cites[:1])


@functools.lru_cache(maxsize=64)
def wording_of(rulebook: Rulebook, program: Program, language: Language = ENGLISH) -> Wording:
    """The wording for changes that bear on a norm."""
    return Wording(rulebook, elements_by_predicate(program.root), language)


@dataclass(frozen=True, slots=True)
class Alike:
    """Changes of which the same becomes: their labels, those with one authority beside each other."""

    how: str
    labels: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]

    @property
    def number(self) -> int:
        """How many changes there are."""
        return sum(len(labels) for labels, _ in self.labels)


def alike(changes: Iterable[ChangeWords]) -> tuple[Alike, ...]:
    """Changes grouped by what becomes of them, in the order in which each group comes first."""
    found: dict[str, dict[tuple[str, ...], list[str]]] = {}
    for change in changes:
        found.setdefault(change.how, {}).setdefault(change.cites, []).append(change.label)
    return tuple(
        Alike(how, tuple((tuple(labels), cites) for cites, labels in by_cites.items()))
        for how, by_cites in found.items()
    )


def elements_by_predicate(root: ProgramNode) -> dict[str, ProgramNode]:
    """For each predicate the first element that holds it, in the order of the rule."""
    found: dict[str, ProgramNode] = {}
    seen: set[int] = set()

    def enter(node: ProgramNode, element: ProgramNode) -> None:
        if node.predicate:
            found.setdefault(node.predicate, element)
        elif id(node) not in seen:
            seen.add(id(node))
            for edge in node.edges:
                enter(edge.node, node if node.element else element)

    enter(root, root)
    return found
