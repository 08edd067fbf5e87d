"""The comparison memo: several cases under the same tests, where they agree and what parts them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from prong.corpus.matrix import VERDICTS
from prong.model.cases import Record
from prong.model.norms import Anchor, Norm, Rulebook
from prong.model.trace import FoundFact, Node, Trace
from prong.rendering.authorities import Cites, Footnotes
from prong.rendering.citations import full_citation
from prong.rendering.evidence import grouped, short_title
from prong.rendering.filled import filled
from prong.rendering.language import Language
from prong.rendering.manner import PLAIN, Manner
from prong.rendering.questions import Assessed
from prong.rendering.styles.pinpoints import UNCHECKED
from prong.rendering.words import SYMBOLS

Told = tuple[Record, Sequence[Assessed]]
Groups = tuple[tuple[str, ...], ...]
"""The names of cases by verdict, in the order of the verdicts."""


@dataclass(frozen=True, slots=True)
class ShownView:
    """A finding on which an element rests in one case."""

    label: str
    holds: bool
    to: str
    evidence: str


@dataclass(frozen=True, slots=True)
class PartedView:
    """An element on which cases part, and for each case its node and what was found there.

    `see` is the letter of the test under which the same element was told before.
    """

    label: str
    see: str | None
    cases: tuple[tuple[str, Node, tuple[ShownView, ...]], ...]


@dataclass(frozen=True, slots=True)
class TestView:
    """One norm over all cases: which have which answer, which finding on each element, and what parts them.

    Cases stand in groups by verdict, so that a table is as wide for many of them as for two.
    """

    letter: str
    norm: Norm
    answers: Groups
    elements: tuple[tuple[str, Groups], ...]
    parted: tuple[PartedView, ...]
    alike: bool
    divided: tuple[tuple[str, tuple[str, ...]], ...]


def comparison_markdown(told: Sequence[Told], rulebook: Rulebook, *, manner: Manner = PLAIN) -> str:
    """The comparison of the records that were assessed under the same norms."""
    traces = [[one.trace for one in assessed] for _, assessed in told]
    norms = {trace.norm for trace in traces[0]}
    whole = [at for at, one in enumerate(traces[0]) if rulebook.norms[one.norm].part_of not in norms]
    names = _names([record.id for record, _ in told])
    notes = Footnotes()
    first, told_at = traces[0][0], {}
    sources = {source.source: source for record, _ in told for _, source in record.accounts}
    return filled(
        "comparison.md.jinja",
        language=manner.language,
        templates=manner.templates,
        cases=[(name, record) for name, (record, _) in zip(names, told, strict=True)],
        tests=[
            _test(chr(ord("A") + number), names, told, [of[at] for of in traces], rulebook, manner, told_at)
            for number, at in enumerate(whole)
        ],
        source_citations=[full_citation(source.citation, manner.style) for source in sources.values()],
        source_notes=list(dict.fromkeys(source.note for source in sources.values() if source.note)),
        symbols=SYMBOLS,
        trace=first,
        regime=rulebook.regimes[first.regime] if first.regime else None,
        cite=Cites(rulebook, manner.style, manner.language, notes),
        note=notes,
        unchecked_mark=UNCHECKED,
    )


def _test(
    letter: str,
    names: Sequence[str],
    told: Sequence[Told],
    traces: Sequence[Trace],
    rulebook: Rulebook,
    manner: Manner,
    told_at: dict[Anchor | None, str],
) -> TestView:
    """One test; `told_at` remembers the letter under which the differences on an element were told."""
    norm = rulebook.norms[traces[0].norm]
    places = _places([trace.root for trace in traces])
    nodes = [tuple(trace.root.children[place] for place in places) for trace in traces]
    titles = [{case.case: short_title(source) for case, source in record.accounts} for record, _ in told]
    parted = tuple(
        PartedView(
            column[0].label,
            before if (before := told_at.setdefault(column[0].anchor, letter)) != letter else None,
            tuple(
                (name, node, tuple(_shown(node, title, manner)))
                for name, node, title in zip(names, column, titles, strict=True)
            ),
        )
        for column in zip(*nodes, strict=True)
        if len({(node.counted, node.dispensed) for node in column}) > 1
    )
    readings = dict.fromkeys(reading for trace in traces for reading in trace.depends_on)
    return TestView(
        letter=letter,
        norm=norm,
        answers=_groups(zip(names, (trace.verdict for trace in traces), strict=True)),
        elements=tuple(
            (
                column[0].label,
                _groups(zip(_marked(names, column, manner.language), map(_counts_as, column), strict=True)),
            )
            for column in zip(*nodes, strict=True)
        ),
        parted=parted,
        alike=not parted and len({trace.verdict for trace in traces}) == 1,
        divided=tuple(
            (
                rulebook.readings[reading].question,
                tuple(n for n, trace in zip(names, traces, strict=True) if reading in trace.depends_on),
            )
            for reading in readings
        ),
    )


def _groups(cases: Iterable[tuple[str, str]]) -> Groups:
    found = list(cases)
    return tuple(tuple(name for name, own in found if own == verdict) for verdict in VERDICTS)


def _counts_as(node: Node) -> str:
    """The verdict under which a case stands: what is not required stands in nobody's way."""
    return "satisfied" if node.dispensed else node.verdict


def _marked(names: Sequence[str], nodes: Sequence[Node], language: Language) -> Iterator[str]:
    """The names of cases, with a word where an element is not required or is presumed."""
    say = language.gettext
    for name, node in zip(names, nodes, strict=True):
        if node.dispensed:
            yield say("%(case)s (not required)") % {"case": name}
        elif node.presumed:
            yield say("%(case)s (presumed)") % {"case": name}
        else:
            yield name


def _places(roots: Sequence[Node]) -> list[int]:
    """The places of the parts below the roots, and of the exceptions on which some case states something."""
    return [
        place
        for place, child in enumerate(roots[0].children)
        if child.role in ("part", "position")
        or (child.role == "unless" and any(root.children[place].stated for root in roots))
    ]


def _shown(node: Node, titles: dict[str, str], manner: Manner) -> Iterator[ShownView]:
    """The findings below a node that reach the standard asked for, each once."""
    seen: set[tuple[str, str, int | None]] = set()
    for label, fact in _counted(node):
        key = fact.account, fact.predicate, fact.index
        if key not in seen:
            seen.add(key)
            evidence = grouped(titles[fact.account], fact.evidence, manner.language)
            yield ShownView(label, fact.holds == "yes", fact.to.replace("-", " "), evidence)


def _counted(node: Node) -> Iterator[tuple[str, FoundFact]]:
    yield from ((node.label, fact) for fact in node.findings if fact.counts)
    for child in node.children:
        yield from _counted(child)


def _names(ids: Sequence[str]) -> list[str]:
    """The names of cases without the folder that all share."""
    if len({name.rpartition("/")[0] for name in ids}) > 1:
        return list(ids)
    return [name.rpartition("/")[2] for name in ids]
