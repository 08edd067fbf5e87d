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
from prong.rendering.site.charts import Bar, Chart, Key, Tile
from prong.rendering.words import DISPENSED_WORDS, WORDS

MISSING = 15
"""How many of the facts that are missing most are shown."""

_VERDICT_KEYS = tuple(Key(verdict, WORDS[verdict]) for verdict in VERDICTS)
_STANDARDS = ("none", *(standard.key for standard in Standard))
_PLACES = MappingProxyType(
    {
        "Inner Mongolia": (1, 0),
        "Heilongjiang": (2, 0),
        "Jilin": (2, 1),
        "Liaoning": (1, 1),
        "Beijing": (0, 2),
        "Tianjin": (1, 2),
        "Shandong": (2, 2),
    }
)
"""The provinces of the north-east of China, column and row, about as they lie on a map."""


def verdicts_by_norm(matrices: Sequence[NormMatrix]) -> Chart:
    """How the accounts come out under each norm."""
    bars = [
        Bar(m.norm.title, tuple(m.counts[v] for v in VERDICTS), f"rules/{m.norm.id}.html") for m in matrices
    ]
    return Chart(
        "verdicts",
        "Verdicts under each rule",
        f"For each of {len(bars)} rules, the number of accounts whose facts make it out, do not, leave it "
        "open or point both ways.",
        _VERDICT_KEYS,
        tuple(bars),
        _accounts(matrices),
        "Rule",
    )


def verdicts_by_element(matrix: NormMatrix) -> Chart:
    """How the accounts come out on each part of a norm."""
    columns = list(zip(*(columns_of(trace.root) for trace in matrix.traces), strict=True))
    bars = []
    for nodes in columns:
        found = Counter("dispensed" if node.dispensed else node.counted for node in nodes)
        bars.append(Bar(nodes[0].label, tuple(found[v] for v in (*VERDICTS, "dispensed"))))
    return Chart(
        f"elements-{matrix.norm.id}",
        f"Verdicts on the elements of: {matrix.norm.title}",
        f"For each of {len(bars)} elements, the number of accounts with each verdict.",
        (*_VERDICT_KEYS, Key("dispensed", DISPENSED_WORDS)),
        tuple(bars),
        len(matrix.traces),
        "Element",
    )


def standards_reached(matrices: Sequence[NormMatrix]) -> Chart:
    """The highest standard to which the accounts make out each norm."""
    bars = []
    for matrix in matrices:
        found = Counter(trace.highest_standard or "none" for trace in matrix.traces)
        numbers = tuple(found[standard] for standard in _STANDARDS)
        bars.append(Bar(matrix.norm.title, numbers, f"rules/{matrix.norm.id}.html"))
    used = [n for n in range(len(_STANDARDS)) if n == 0 or any(bar.numbers[n] for bar in bars)]
    return Chart(
        "standards",
        "Highest standard reached under each rule",
        f"For each of {len(bars)} rules, to which standard of proof the facts of how many accounts make it "
        "out, whatever standard the rule itself asks for.",
        tuple(Key(f"s{n}", _STANDARDS[n].replace("-", " ")) for n in used),
        tuple(Bar(bar.label, tuple(bar.numbers[n] for n in used), bar.target) for bar in bars),
        _accounts(matrices),
        "Rule",
    )


def missing_most(missing: Sequence[frozenset[str]], rulebook: Rulebook) -> Chart:
    """The predicates that are missing in most accounts, from those that are missing in each."""
    found = Counter(name for own in missing for name in own)
    most = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:MISSING]
    bars = [Bar(rulebook.vocabulary.predicates[name].question, (number,)) for name, number in most]
    return Chart(
        "missing",
        "What is missing most",
        f"The {len(bars)} questions on which most accounts are silent although the answer yes would, alone, "
        "make out a rule that is open.",
        (Key("plain", "Accounts"),),
        tuple(bars),
        len(missing),
        "Question",
    )


def moved_by_readings(matrices: Sequence[NormMatrix], rulebook: Rulebook) -> Chart:
    """How many answers each position on a contested question would change, taken instead of the default."""
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
    return Chart(
        "readings",
        "How readings move the corpus",
        f"For each of {len(bars)} positions that are not the default, the number of answers that would "
        "change if it alone were taken. One account has an answer under each rule.",
        (Key("plain", "Answers that change"),),
        tuple(bars),
        max((bar.numbers[0] or 0 for bar in bars), default=1),
        "Question and position",
    )


def provinces(
    people: Sequence[Record], rulebook: Rulebook, audience: str
) -> tuple[list[Tile], list[tuple[str, int | None]]]:
    """How many women live in each province: those on the map, and those that are elsewhere or not told."""
    living = [MEASURES["province"](record, rulebook.vocabulary) for record in people]
    told = Counter(name for name in living if name is not None)
    counts = suppressed({name: told[name] for name in sorted(told)}, AUDIENCES[audience].crowd)
    tiles = [Tile(name, *_PLACES[name], counts.get(name, 0)) for name in _PLACES]
    others = [(name, number) for name, number in counts.items() if name not in _PLACES]
    return tiles, [*others, ("not told", living.count(None))]


def _accounts(matrices: Sequence[NormMatrix]) -> int:
    return max((len(matrix.traces) for matrix in matrices), default=0)
