"""A rule document as a page: its commentary, its elements in words, and where each decided a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from prong.model.norms import (
    All,
    Any,
    AtLeast,
    ByReading,
    Citation,
    Element,
    ElementRef,
    Formula,
    Modifier,
    Norm,
    Not,
    PredicateRef,
    Prose,
    Reading,
    Rulebook,
    Weigh,
)
from prong.rendering.citations import DEFAULT
from prong.rendering.document import (
    Block,
    Document,
    Emphasis,
    Heading,
    Inline,
    Items,
    Link,
    Paragraph,
    Strong,
    Table,
    Text,
    Verdict,
)
from prong.rendering.reading import read_document
from prong.rendering.words import SYMBOLS, WORDS


@dataclass(frozen=True, slots=True)
class Decided:
    """An account in which something is stated on an element: its verdict, and the place in the memo."""

    account: str
    verdict: str
    target: str


@dataclass(frozen=True, slots=True)
class RulePages:
    """Writes the pages of all rules; `decided` is by norm and element."""

    rulebook: Rulebook
    decided: Mapping[tuple[str, str], Sequence[Decided]]

    def document(self, norm: Norm) -> Document:
        """The page of one norm."""
        blocks: list[Block] = []
        for part in norm.body:
            if isinstance(part, Prose):
                blocks += read_document(part.text).blocks
            elif part.kind == "element":
                for name in part.holds:
                    blocks += self._element(norm, norm.elements[name], _level(blocks))
            elif part.kind == "reading":
                for name in part.holds:
                    blocks += self._reading(self.rulebook.readings[name], _level(blocks))
            elif part.kind == "consequence":
                places = [int(place) for place in part.holds]
                blocks += self._consequences(norm, places)
        blocks += self._examples(norm)
        return Document(tuple(blocks))

    def _element(self, norm: Norm, element: Element, level: int) -> list[Block]:
        standard = element.standard or norm.standard
        words = element.standard_as or standard.words
        about = [
            _labelled("Authority", *self._cites(element.cites)),
            _labelled("Standard of proof", Text(words)),
            *(self._modifier("Unless", m) for m in element.unless),
            *(self._modifier("Not required where", m) for m in element.dispensed_when),
            *(self._modifier("Objection", m) for m in element.objections),
        ]
        if element.burden:
            presumed = "made out" if element.burden.presume else "not made out"
            text = f"on the {element.burden.on}; where nothing is shown, presumed {presumed} "
            about.append(_labelled("Burden", *self._cites(element.burden.cites, f"{text}(", ")")))
        return [
            Heading(level, element.id, (Text(f"Element: {element.label}"),)),
            Items(tuple((line,) for line in about)),
            _labelled("Needs", Text(_joint(element.formula))),
            self._parts(norm, element.formula),
            *self._decided(norm, element),
        ]

    def _parts(self, norm: Norm, formula: Formula) -> Block:
        return Items(tuple(self._item(norm, part) for part in _parts_of(formula)))

    def _item(self, norm: Norm, part: Formula | tuple[str, Formula]) -> tuple[Block, ...]:
        if isinstance(part, tuple):
            position, formula = part
            inner = self._parts(norm, formula)
            return _paragraph(
                Emphasis((Text(f"On the position “{position}”: "),)), Text(_joint(formula))
            ), inner
        if isinstance(part, PredicateRef):
            predicate = self.rulebook.vocabulary.predicates[part.name]
            return (_paragraph(Text(f"{predicate.label}: "), Emphasis((Text(predicate.question),))),)
        if isinstance(part, ElementRef):
            page = "" if part.norm == norm.id else f"{part.norm}.html"
            label = self.rulebook.element(part).label
            return (_paragraph(Link(f"{page}#{part.element}", (Text(label),))),)
        return _paragraph(Text(_joint(part))), self._parts(norm, part)

    def _modifier(self, words: str, modifier: Modifier) -> Paragraph:
        label = self._label(modifier.target)
        answer = f"; answered by: {self._label(modifier.answered_by)}" if modifier.answered_by else ""
        return _labelled(words, *self._cites(modifier.cites, f"{label}{answer} (", ")"))

    def _label(self, target: PredicateRef | ElementRef) -> str:
        if isinstance(target, PredicateRef):
            return self.rulebook.vocabulary.predicates[target.name].label
        return self.rulebook.element(target).label

    def _reading(self, reading: Reading, level: int) -> list[Block]:
        positions = [
            (
                _paragraph(
                    *((Strong((Text("Default: "),)),) if position.id == reading.default else ()),
                    *self._cites(position.authorities, f"{position.holds} (", ")"),
                ),
            )
            for position in reading.positions
        ]
        return [
            Heading(level, f"reading-{reading.id}", (Text(f"Contested: {reading.question}"),)),
            Items(tuple(positions)),
        ]

    def _consequences(self, norm: Norm, places: Sequence[int]) -> list[Block]:
        shown = [norm.consequences[place] for place in places]
        lines = [(_labelled(_when(c.when), *self._cites((c.cite,), f"{c.text} (", ")")),) for c in shown]
        return [Items(tuple(lines))] if lines else []

    def _examples(self, norm: Norm) -> list[Block]:
        lines = tuple((_paragraph(Text(example.title)),) for example in norm.examples)
        intro = _paragraph(Text("Each is a test of the rule, run before every release."))
        return [Heading(2, "examples", (Text("Examples"),)), intro, Items(lines)] if lines else []

    def _decided(self, norm: Norm, element: Element) -> list[Block]:
        """The accounts by verdict, each leading to the analysis of this element in its memo."""
        found = self.decided.get((norm.id, element.id), ())
        rows = []
        for verdict in WORDS:
            accounts = [one for one in found if one.verdict == verdict]
            if accounts:
                links: list[Inline] = []
                for one in accounts:
                    words = Text(one.account.rpartition("/")[2])
                    links += [*([Text(", ")] if links else []), Link(one.target, (words,))]
                cell = (Verdict(verdict, SYMBOLS[verdict], WORDS[verdict]),)
                rows.append((cell, (Text(str(len(accounts))),), tuple(links)))
        if not rows:
            return [_paragraph(Text("No account of this corpus says anything on it."))]
        head = tuple((Text(words),) for words in ("Verdict", "Memos", "Where it is analysed"))
        return [Table(f"Memos that analyse: {element.label}", ("", "", ""), head, tuple(rows))]

    def _cites(self, cites: Sequence[Citation], before: str = "", after: str = "") -> tuple[Inline, ...]:
        """Short citations in the default style, between plain words."""
        found = [DEFAULT.short(self.rulebook.instruments[c.instrument], [c.pinpoint]) for c in cites]
        block = read_document("; ".join(found)).blocks[0]
        cited = block.inlines if isinstance(block, Paragraph) else ()
        return (*((Text(before),) if before else ()), *cited, *((Text(after),) if after else ()))


def _level(before: Sequence[Block]) -> int:
    """The level of an element's heading: below that of its section, where the document has begun one."""
    return 3 if any(isinstance(block, Heading) and block.level > 1 for block in before) else 2


def _parts_of(formula: Formula) -> Sequence[Formula | tuple[str, Formula]]:
    match formula:
        case All(parts) | Any(parts) | Weigh(parts):
            return parts
        case AtLeast():
            return formula.parts
        case Not():
            return (formula.part,)
        case ByReading():
            return formula.positions
        case _:
            return (formula,)


def _joint(formula: Formula) -> str:
    """How the parts of a formula are joined."""
    match formula:
        case All():
            return "all of these"
        case Any():
            return "any one of these"
        case AtLeast():
            return f"at least {formula.count} of these"
        case Not():
            return "that this is not so"
        case Weigh():
            return "these are weighed, and none is required"
        case ByReading():
            return "what the reading that is taken asks for"
        case _:
            return "this"


def _when(verdict: str) -> str:
    return "Whatever the verdict" if verdict == "any" else f"Where it is {WORDS.get(verdict, verdict)}"


def _labelled(label: str, *inlines: Inline) -> Paragraph:
    return _paragraph(Strong((Text(f"{label}: "),)), *inlines)


def _paragraph(*inlines: Inline) -> Paragraph:
    return Paragraph(tuple(inlines))
