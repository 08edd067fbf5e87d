"""Comparisons over readings, regimes and dates for the terminal: cases down, alternatives across."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from prong.explanation.compare import Comparison, Outcome
from prong.model.norms import Rulebook
from prong.rendering.explained import cited
from prong.rendering.questions import words_of
from prong.rendering.words import COLOURS, SYMBOLS


def comparisons_parts(found: Sequence[Comparison], rulebook: Rulebook) -> Iterator[RenderableType]:
    """Each comparison in which something depends; then the questions on which nothing does, with their norms.

    One comparison alone is told in full, whatever comes of it.
    """
    told = [one for one in found if one.dependent or len(found) == 1]
    for number, one in enumerate(told):
        if number:
            yield Text()
        yield from _parts(one, rulebook)
    robust: dict[str, list[Comparison]] = {}
    for one in found:
        if not one.dependent and len(found) > 1:
            robust.setdefault(one.question, []).append(one)
    if told and robust:
        yield Text()
    for question, alike in robust.items():
        first = alike[0]
        total = len(first.outcomes)
        cases = "The case is" if total == 1 else f"All {total} cases are"
        yield Text(f"{question} {cases} robust.", style="bold")
        yield Text(f"  Compared: {'; '.join(one.name or one.holds for one in first.alternatives)}.")
        yield Text(f"  Under: {'; '.join(rulebook.norms[one.norm].title for one in alike)}.")


def _parts(found: Comparison, rulebook: Rulebook) -> Iterator[RenderableType]:
    """The question, its alternatives, the cases that depend on it, and how many each alternative moves."""
    norm = rulebook.norms[found.norm]
    words = words_of(norm)
    yield Text(f"{norm.title}: {found.question}", style="bold")
    for place, alternative in enumerate(found.alternatives):
        name = f"{alternative.name}: " if alternative.name else ""
        cites = cited(rulebook, [*map(str, alternative.cites)])
        taken = " (taken here)" if place == found.default else ""
        yield Text(f"  {place + 1}  {name}{alternative.holds}{cites}{taken}")
    dependent = found.dependent
    total = len(found.outcomes)
    robust = f"{total - len(dependent)} of {total} {'case is' if total == 1 else 'cases are'} robust."
    yield Text(robust if found.over != "dates" else _dates_words(len(dependent), total))
    if dependent and found.elements:
        labels = [f"{one.label}{cited(rulebook, [*map(str, one.cites[:1])])}" for one in found.elements]
        yield Text(f"The difference is made at {'; '.join(labels)}.")
    if dependent:
        yield _table(found, words)
    for place, alternative in enumerate(found.alternatives):
        moved = found.moved(place)
        if moved and found.over != "dates":
            moves = [
                f"{number} from {_words(before, words)} to {_words(after, words)}"
                for (before, after), number in moved.items()
            ]
            which = alternative.name or alternative.holds
            yield Text(f"{which} moves {sum(moved.values())} of {total}: {'; '.join(moves)}.")


def _dates_words(dependent: int, total: int) -> str:
    cases = "case" if total == 1 else "cases"
    return f"The day changes whom the treaty bound in {dependent} of {total} {cases}. It changes no verdict."


def _table(found: Comparison, words: dict[str, str]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    table.add_column("case", no_wrap=True)
    for number in range(1, len(found.alternatives) + 1):
        table.add_column(str(number))
    for case in found.dependent:
        table.add_row(case, *(_cell(outcome, words) for outcome in found.outcomes[case]))
    return table


def _cell(outcome: Outcome, words: dict[str, str]) -> Text:
    verdict = outcome.verdict.value
    return Text(f"{SYMBOLS[verdict]} {_words(outcome, words)}", style=COLOURS[verdict])


def _words(outcome: Outcome, words: dict[str, str]) -> str:
    verdict = words[outcome.verdict.value]
    return f"{verdict}, {', '.join(outcome.bound)} bound" if outcome.bound else verdict
