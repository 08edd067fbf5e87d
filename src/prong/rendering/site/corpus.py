"""The charts of a corpus: what its matrices and its open questions come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from types import MappingProxyType

from prong.corpus.matrix import VERDICTS, NormMatrix, columns_of
from prong.corpus.measures import MEASURES
from prong.model.cases import Record
from prong.model.norms import Rulebook
from prong.model.standards import Standard
from prong.redaction.audiences import AUDIENCES
from prong.redaction.crowds import suppressed
from prong.rendering.language import ENGLISH, Language, marked
from prong.rendering.site.charts import Bar, Chart, Key, Tile
from prong.rendering.words import DISPENSED_WORDS, STANDARDS, WORDS

MISSING = 15
"""How many of the facts that are missing most are shown."""

_STANDARDS = ("none", *(standard.key for standard in Standard))
_PLACES = MappingProxyType(
    {
        marked("Inner Mongolia"): (1, 0),
        marked("Heilongjiang"): (2, 0),
        marked("Jilin"): (2, 1),
        marked("Liaoning"): (1, 1),
        marked("Beijing"): (0, 2),
        marked("Tianjin"): (1, 2),
        marked("Shandong"): (2, 2),
    }
)
"""The provinces of the north-east of China, column and row, about as they lie on a map."""


def verdicts_by_norm(matrices: Sequence[NormMatrix], language: Language = ENGLISH) -> Chart:
    """How the accounts come out under each norm."""
    say = language.gettext
    bars = [
        Bar(say(m.norm.title), tuple(m.counts[v] for v in VERDICTS), f"rules/{m.norm.id}.html")
        for m in matrices
    ]
    described = language.ngettext(
        "For %(number)s rule, the number of accounts whose facts make it out, do not, leave it open or point "
        "both ways.",
        "For each of %(number)s rules, the number of accounts whose facts make it out, do not, leave it open "
        "or point both ways.",
        len(bars),
    )
    return Chart(
        "verdicts",
        say("Verdicts under each rule"),
        described % {"number": len(bars)},
        _verdict_keys(language),
        tuple(bars),
        _accounts(matrices),
        say("Rule"),
    )


def verdicts_by_element(matrix: NormMatrix, language: Language = ENGLISH) -> Chart:
    """How the accounts come out on each part of a norm."""
    say = language.gettext
    columns = list(zip(*(columns_of(trace.root) for trace in matrix.traces), strict=True))
    bars = []
    for nodes in columns:
        found = Counter("dispensed" if node.dispensed else node.counted for node in nodes)
        bars.append(Bar(say(nodes[0].label), tuple(found[v] for v in (*VERDICTS, "dispensed"))))
    described = language.ngettext(
        "For %(number)s element, the number of accounts with each verdict.",
        "For each of %(number)s elements, the number of accounts with each verdict.",
        len(bars),
    )
    return Chart(
        f"elements-{matrix.norm.id}",
        say("Verdicts on the elements of: %(title)s") % {"title": say(matrix.norm.title)},
        described % {"number": len(bars)},
        (*_verdict_keys(language), Key("dispensed", say(DISPENSED_WORDS))),
        tuple(bars),
        len(matrix.traces),
        say("Element"),
    )


def standards_reached(matrices: Sequence[NormMatrix], language: Language = ENGLISH) -> Chart:
    """The highest standard to which the accounts make out each norm."""
    say = language.gettext
    bars = []
    for matrix in matrices:
        found = Counter(trace.highest_standard or "none" for trace in matrix.traces)
        numbers = tuple(found[standard] for standard in _STANDARDS)
        bars.append(Bar(say(matrix.norm.title), numbers, f"rules/{matrix.norm.id}.html"))
    used = [n for n in range(len(_STANDARDS)) if n == 0 or any(bar.numbers[n] for bar in bars)]
    described = language.ngettext(
        "For %(number)s rule, to which standard of proof the facts of how many accounts make it out, "
        "whatever standard the rule itself asks for.",
        "For each of %(number)s rules, to which standard of proof the facts of how many accounts make it "
        "out, whatever standard the rule itself asks for.",
        len(bars),
    )
    return Chart(
        "standards",
        say("Highest standard reached under each rule"),
        described % {"number": len(bars)},
        tuple(Key(f"s{n}", say(STANDARDS.get(_STANDARDS[n], "none"))) for n in used),
        tuple(Bar(bar.label, tuple(bar.numbers[n] for n in used), bar.target) for bar in bars),
        _accounts(matrices),
        say("Rule"),
    )


def missing_most(
    missing: Sequence[frozenset[str]], rulebook: Rulebook, language: Language = ENGLISH
) -> Chart:
    """The predicates that are missing in most accounts, from those that are missing in each."""
    say = language.gettext
    found = Counter(name for own in missing for name in own)
    most = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:MISSING]
    bars = [Bar(rulebook.vocabulary.predicates[name].question, (number,)) for name, number in most]
    described = language.ngettext(
        "The %(number)s question on which most accounts are silent although the answer yes would, alone, "
        "make out a rule that is open.",
        "The %(number)s questions on which most accounts are silent although the answer yes would, alone, "
        "make out a rule that is open.",
        len(bars),
    )
    return Chart(
        "missing",
        say("What is missing most"),
        described % {"number": len(bars)},
        (Key("plain", say("Accounts")),),
        tuple(bars),
        len(missing),
        say("Question"),
    )


def moved_by_readings(
    matrices: Sequence[NormMatrix], rulebook: Rulebook, language: Language = ENGLISH
) -> Chart:
    """How many answers each position on a contested question would change, taken instead of the default."""
    say = language.gettext
    moved: Counter[tuple[str, str]] = Counter()
    for matrix in matrices:
        for name, position, _, cases in matrix.readings:
            if position != rulebook.readings[name].default:
                moved[name, position] += len(cases)
    ordered = sorted(moved.items(), key=lambda item: (-item[1], item[0]))
    bars = [
        Bar(f"{rulebook.readings[name].question} {rulebook.readings[name].position(held).holds}", (number,))
        for (name, held), number in ordered
    ]
    described = language.ngettext(
        "For %(number)s position that is not the default, the number of answers that would change if it were "
        "taken. One account has an answer under each rule.",
        "For each of %(number)s positions that are not the default, the number of answers that would change "
        "if it alone were taken. One account has an answer under each rule.",
        len(bars),
    )
    return Chart(
        "readings",
        say("How readings move the corpus"),
        described % {"number": len(bars)},
        (Key("plain", say("Answers that change")),),
        tuple(bars),
        max((bar.numbers[0] or 0 for bar in bars), default=1),
        say("Question and position"),
    )


def provinces(
    people: Sequence[Record], rulebook: Rulebook, audience: str, language: Language = ENGLISH
) -> tuple[list[Tile], list[tuple[str, int | None]]]:
    """How many women live in each province: those on the map, and those that are elsewhere or not told."""
    living = [MEASURES["province"](record, rulebook.vocabulary) for record in people]
    told = Counter(name for name in living if name is not None)
    counts = suppressed({name: told[name] for name in sorted(told)}, AUDIENCES[audience].crowd)
    say = language.gettext
    tiles = [Tile(say(name), *_PLACES[name], counts.get(name, 0)) for name in _PLACES]
    others = [(say(name), number) for name, number in counts.items() if name not in _PLACES]
    return tiles, [*others, (say("not told"), living.count(None))]


def _verdict_keys(language: Language) -> tuple[Key, ...]:
    return tuple(Key(verdict, language.gettext(WORDS[verdict])) for verdict in VERDICTS)


def _accounts(matrices: Sequence[NormMatrix]) -> int:
    return max((len(matrix.traces) for matrix in matrices), default=0)
