"""The questions of an interview: put, answered, changed, until nothing can matter or the person stops."""

from __future__ import annotations

import re
from collections.abc import Mapping

from prong.cli.dialogue import Dialogue, Stopped, WentBack
from prong.cli.intake import ask_evidence
from prong.cli.kept import Kept
from prong.evaluation.facts import facts_of, holds_between
from prong.explanation.agenda import Agenda, agenda_of
from prong.explanation.diagram import Diagram
from prong.model.cases import Finding
from prong.model.interviews import OpenAnswer
from prong.model.norms import Rulebook
from prong.model.sources import Evidence
from prong.model.standards import LADDER, Standard
from prong.model.vocabulary import Derived
from prong.rendering.interview import (
    HELP,
    answer_list,
    change_lines,
    elements_of,
    finding_lines,
    ladder_lines,
    open_lines,
    question_lines,
)

OPEN = {"not stated": "not-stated", "not-stated": "not-stated", "unsure": "unsure"}
HOLDS = {"yes": "yes", "y": "yes", "no": "no", "n": "no"}
YEARS = re.compile(r"([0-9]{1,3})(?:\s*[-–]\s*([0-9]{1,3}))?(\s+korean)?", re.IGNORECASE)
PICKED = re.compile(r"back\s+([0-9]{1,3})", re.IGNORECASE)


class Questioning:
    """Holds one interview; after every answer `kept` is what the files hold."""

    def __init__(
        self,
        dialogue: Dialogue,
        rulebook: Rulebook,
        diagrams: Mapping[str, Diagram],
        positions: Mapping[str, Mapping[str, str]],
        kept: Kept,
    ) -> None:
        self.dialogue = dialogue
        self.rulebook = rulebook
        self.diagrams = diagrams
        self.positions = positions
        self.kept = kept

    def hold(self) -> Kept:
        """Put question after question; ends where none is left or the person stops."""
        self._greet()
        agenda = self._agenda()
        try:
            visited: str | None = None
            while True:
                if visited is not None:
                    visited = self._turn(visited, agenda, visited=True)
                elif agenda.questions:
                    visited = self._turn(agenda.questions[0][0], agenda, visited=False)
                else:
                    visited = self._end(agenda)
                    if visited is None:
                        return self.kept
                after = self._agenda()
                self.dialogue.say(change_lines(agenda, after, self.rulebook))
                agenda = after
        except Stopped:
            left = len(agenda.questions)
            words = f"Stopped. Every answer is saved. Questions that can still matter: {left}."
            self.dialogue.tell("", words, "")
        return self.kept

    def _greet(self) -> None:
        tell = self.dialogue.tell
        tell("", "Each answer is saved at once. Type help to see what can be answered, stop to end.")
        if asked := len(self.kept.progress.asked):
            tell(f"The interview is resumed after {asked} answer{'' if asked == 1 else 's'}.")
        if self.kept.passages.account is None:
            tell(
                "The text of the source is not at hand (--text FILE): evidence can only be a pinpoint that "
                "the case cites already."
            )

    def _agenda(self) -> Agenda:
        facts = facts_of(self.kept.record, self.rulebook.vocabulary)
        passed = {*self.kept.progress.open, *self.kept.case.findings}
        return agenda_of(self.diagrams, self.positions, facts, passed=passed)

    def _end(self, agenda: Agenda) -> str | None:
        """Say that nothing is left to ask; the answer that the person goes back to, if any."""
        tell = self.dialogue.tell
        if agenda.passed:
            tell("", "Nothing is left to ask. These answers would matter, if more were known:")
            predicates = self.rulebook.vocabulary.predicates
            self.dialogue.say(f"  {predicates[name].question}" for name in agenda.passed)
        else:
            tell("", "No answer can change a verdict any more.")
        while True:
            try:
                typed = self.dialogue.ask("Enter to end, back to change an answer")
            except WentBack:
                if earlier := self._before(None):
                    return earlier
                continue
            if not typed:
                tell("")
                return None
            if earlier := self._picked(typed):
                return earlier
            if typed != "answers" and not PICKED.fullmatch(typed):
                self.dialogue.tell("Please press Enter, or type back.")

    def _turn(self, name: str, agenda: Agenda, *, visited: bool) -> str | None:
        """Put one question and save its answer; the answer that the person goes back to instead, if any."""
        predicate = self.rulebook.vocabulary.predicates[name]
        findings, opened = self.kept.case.findings.get(name, ()), self.kept.progress.open.get(name)
        found = dict(agenda.questions).get(name, {})
        left = len(agenda.questions)
        put = f"Questions that can still matter: {left}. The first of them:"
        self.dialogue.tell("", "An earlier answer:" if visited else put)
        self.dialogue.say(question_lines(name, found, self.rulebook, self.diagrams))
        for finding in findings:
            self.dialogue.say(finding_lines(finding, self.kept.words(finding.evidence)))
        if opened:
            self.dialogue.say(open_lines(opened))
        if len(findings) > 1:
            self.dialogue.tell("The case has several findings on it. Change them in the file.")
            return None
        years = "a number of years, " if predicate.derived else ""
        keep = ", Enter to leave it" if visited else ""
        while True:
            try:
                typed = self.dialogue.ask(f"{years}yes, no, not stated, unsure, help{keep}")
            except WentBack:
                return self._before(name if visited else None)
            answer = " ".join(typed.lower().split())
            try:
                if visited and not answer:
                    return None
                if earlier := self._picked(answer):
                    return earlier
                if answer in OPEN:
                    self._leave_open(name, OPEN[answer], "")
                    return None
                if answer in HOLDS:
                    self._find(name, HOLDS[answer], "")
                    return None
                if predicate.derived and (counted := _years(answer, predicate.derived)):
                    holds, words = counted
                    if holds is None:
                        self.dialogue.tell("That lies on both sides of the line, and decides nothing.")
                        self._leave_open(name, "unsure", words)
                    else:
                        self._find(name, "yes" if holds else "no", words)
                    return None
            except WentBack:
                self.dialogue.tell(
                    "Nothing of this answer was saved. The question again:", predicate.question
                )
                continue
            if answer in ("help", "?"):
                self.dialogue.say(HELP)
            elif answer != "answers" and not PICKED.fullmatch(answer):
                self.dialogue.tell(f"Please answer with one of: {years}yes, no, not stated, unsure.")

    def _before(self, name: str | None) -> str | None:
        """The answer given before the one that is looked at, or before the present question."""
        asked = self.kept.progress.asked
        place = asked.index(name) if name in asked else len(asked)
        if place == 0:
            self.dialogue.tell("There is no answer before this one.")
            return name
        return asked[place - 1]

    def _picked(self, typed: str) -> str | None:
        """The answer that `back 2` goes to; lists the answers where they are asked for."""
        asked = self.kept.progress.asked
        if picked := PICKED.fullmatch(typed):
            if 1 <= int(picked[1]) <= len(asked):
                return asked[int(picked[1]) - 1]
            self.dialogue.tell(f"There are {len(asked)} answers.")
        elif typed == "answers":
            opened = self.kept.progress.open
            self.dialogue.say(answer_list(asked, self.kept.case.findings, opened, self.rulebook))
            if not asked:
                self.dialogue.tell("There is no answer yet.")
        return None

    def _leave_open(self, name: str, answer: str, before: str) -> None:
        note = self._note("Note (Enter: none)", before)
        self.kept = self.kept.with_open(name, OpenAnswer(answer=answer, note=note))
        self.dialogue.tell("Saved.")

    def _find(self, name: str, holds: str, before: str) -> None:
        to = self._standard(name)
        question = self.rulebook.vocabulary.predicates[name].question
        if self.kept.transcript is not None:
            evidence: list[Evidence] = []
            words = self._words(question)
        else:
            evidence = ask_evidence(self.dialogue, self.kept.passages, "Evidence")
        note = self._note("Note: why a careful reader would say so (Enter: none)", before)
        counter = self._note("The strongest thing that can be said against it (Enter: none)", "")
        if self.kept.transcript is not None:
            self.kept, said = self.kept.said(question, words)
            evidence = [said]
        finding = Finding(holds=holds, to=to, note=note, counter=counter, evidence=tuple(evidence))
        self.kept = self.kept.with_finding(name, finding)
        self.dialogue.tell("Saved.")

    def _note(self, prompt: str, before: str) -> str | None:
        return " ".join(filter(None, (before, self.dialogue.ask(prompt)))) or None

    def _standard(self, name: str) -> Standard:
        elements = elements_of(name, self.diagrams, self.diagrams)
        asked = elements[0][0].standard if elements else None
        self.dialogue.tell("To which standard does the evidence show it?")
        self.dialogue.say(ladder_lines(asked))
        default = f" (Enter: {asked + 1} {asked.words})" if asked is not None else ""
        while True:
            typed = " ".join(
                self.dialogue.ask(f"1 to {len(LADDER)}{default}").lower().replace("-", " ").split()
            )
            chosen = asked if not typed else _step(typed)
            if chosen is None:
                self.dialogue.tell(f"Please type a number from 1 to {len(LADDER)}.")
                continue
            if asked is not None and chosen < asked:
                self.dialogue.tell(f"This is below {asked.words}: there it will count neither way.")
            return chosen

    def _words(self, question: str) -> str:
        """What was said, in words that can stand in the transcript."""
        while True:
            typed = self.dialogue.ask("What was said, in whole sentences")
            if not typed:
                self.dialogue.tell("A finding needs words. If nothing is said of it: back, then not stated.")
            elif self.kept.fits(question, typed):
                return typed
            else:
                self.dialogue.tell(
                    "These words would run into the next sentence. Please end them with a word that is no "
                    "abbreviation."
                )


def _step(typed: str) -> Standard | None:
    named = {step.words: step for step in LADDER} | {str(n): step for n, step in enumerate(LADDER, 1)}
    return named.get(typed)


def _years(typed: str, derived: Derived) -> tuple[bool | None, str] | None:
    """What a number of years, or a span of them, comes to, and the words that tell it in a note."""
    stated = YEARS.fullmatch(typed)
    if stated is None:
        return None
    low, high = int(stated[1]), int(stated[2] or stated[1])
    words = f"Stated: {low}{f' to {high}' if high != low else ''} years"
    if stated[3]:
        # One or two years more than completed years.
        low, high, words = low - 2, high - 1, f"{words} by Korean reckoning"
    return (None if low > high else holds_between(derived, low, high)), f"{words}."
