"""Whether what a rule document says twice of its authorities agrees: citations that nothing else bears out.

Which article says something is known from the article alone, and no case can tell it. But a rule document
states most of its authorities twice, and a slip in one of the two shows:

- an exception, dispensation or objection and the element that it names cite the same provisions of an
  instrument that both cite, and so do the burden of an element and the element, the provision of a norm and
  its root;
- whatever has no such counterpart is named in the prose above it: in its own section of the document, in a
  section around it, or in the introduction;
- no list of authorities names one of them twice.

A citation for which neither is true is not borne out. That is no fault in itself, and `prong check` is
silent about it; mutation testing asks whether an edit makes a citation so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from prong.language.printing import name_within
from prong.model.instruments import Citation
from prong.model.norms import Block, Element, ElementRef, Modifier, Norm, Prose, Regime, Rulebook

HEADING = re.compile(r"^(#+) ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Stated:
    """Citations in one place, their counterparts elsewhere, and the prose above them."""

    where: str
    cites: tuple[Citation, ...]
    counterparts: tuple[tuple[Citation, ...], ...]
    prose: str


def not_borne_out(rulebook: Rulebook, norm: str) -> frozenset[str]:
    """Each citation of a norm, and of regimes on it, that nothing else in the documents bears out."""
    found = set()
    for stated in _statements(rulebook, norm):
        for place, cite in enumerate(stated.cites):
            if cite in stated.cites[:place]:
                found.add(f"{stated.where} cites {cite} twice")
            elif not _is_borne_out(cite, stated):
                found.add(f"{stated.where} cites {cite}, which nothing bears out")
    return frozenset(found)


def _is_borne_out(cite: Citation, stated: _Stated) -> bool:
    found = False
    for other in stated.counterparts:
        same = {each for each in other if each.instrument == cite.instrument}
        if same:
            own = {each for each in stated.cites if each.instrument == cite.instrument}
            if not (own <= same or same <= own):
                return False
            found = found or cite in same
    return found or _is_named(cite.pinpoint, stated.prose)


def _is_named(pinpoint: str, prose: str) -> bool:
    return re.search(rf"(?<![\w(.]){re.escape(pinpoint)}(?!\w)", prose) is not None


def _statements(rulebook: Rulebook, norm: str) -> Iterator[_Stated]:
    rule = rulebook.norms[norm]
    prose = _prose_above(rule)
    everything = "\n".join(part.text for part in rule.body if isinstance(part, Prose))
    root = rule.root
    yield _Stated(norm, (rule.provision,), (root.cites,), everything)
    for element in rule.elements.values():
        yield from _of_element(rulebook, rule, element, prose.get(("element", element.id), everything))
    for reading in rule.readings:
        above = prose.get(("reading", reading.id), everything)
        yield _Stated(reading.id, reading.cites, (), above)
        for position in reading.positions:
            yield _Stated(f"{reading.id}={position.id}", position.authorities, (), above)
    for number, consequence in enumerate(rule.consequences):
        above = prose.get(("consequence", str(number)), everything)
        yield _Stated(f"consequence {number + 1}", (consequence.cite,), (), above)
    for regime in rulebook.regimes.values():
        yield from _of_regime(regime, norm)


def _of_element(rulebook: Rulebook, rule: Norm, element: Element, prose: str) -> Iterator[_Stated]:
    ref = ElementRef(rule.id, element.id)
    pointing = [modifier.cites for modifier in _modifiers(rulebook) if modifier.target == ref]
    if element.burden:
        pointing.append(element.burden.cites)
        yield _Stated(f"the burden of {element.id}", element.burden.cites, (element.cites,), prose)
    if element is rule.root:
        pointing.append((rule.provision,))
    yield _Stated(element.id, element.cites, tuple(pointing), prose)
    for modifier in (*element.unless, *element.dispensed_when, *element.objections):
        target = modifier.target
        counterparts = (rulebook.element(target).cites,) if isinstance(target, ElementRef) else ()
        where = f"{element.id}: {name_within(target, rule.id)}"
        yield _Stated(where, modifier.cites, counterparts, prose)


def _modifiers(rulebook: Rulebook) -> Iterator[Modifier]:
    for rule in rulebook.norms.values():
        for element in rule.elements.values():
            yield from (*element.unless, *element.dispensed_when, *element.objections)


def _of_regime(regime: Regime, norm: str) -> Iterator[_Stated]:
    prose = "\n".join(part.text for part in regime.body if isinstance(part, Prose))
    for setting in regime.assignments:
        if setting.norm == norm:
            where = f"{regime.id}: {setting.element or norm}"
            yield _Stated(where, (setting.cite,), (), prose)


def _prose_above(rule: Norm) -> Mapping[tuple[str, str], str]:
    """For each block's entries the prose of its section, of those around it, and of the introduction."""
    found: dict[tuple[str, str], str] = {}
    sections: list[tuple[int, list[str]]] = [(0, [])]
    for part in rule.body:
        if isinstance(part, Block):
            above = "\n".join(text for _, texts in sections for text in texts)
            found |= {(part.kind, name): above for name in part.holds}
            continue
        for depth, text in _split(part.text):
            if depth:
                while len(sections) > 1 and sections[-1][0] >= depth:
                    sections.pop()
                sections.append((depth, []))
            sections[-1][1].append(text)
    return found


def _split(prose: str) -> Iterable[tuple[int, str]]:
    """Prose by its headings: the depth of each (0 before the first), and the text from it on."""
    starts = [(match.start(), len(match[1])) for match in HEADING.finditer(prose)]
    bounds = [(0, 0), *starts] if not starts or starts[0][0] else starts
    ends = [start for start, _ in bounds[1:]] + [len(prose)]
    return [(depth, prose[start:end]) for (start, depth), end in zip(bounds, ends, strict=True)]
