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
    plain,
)
from prong.rendering.language import ENGLISH, Language, marked
from prong.rendering.reading import read_document
from prong.rendering.words import STANDARDS, SYMBOLS, WORDS

WHEN = {
    "any": marked("Whatever the verdict"),
    "satisfied": marked("Where it is made out"),
    "not-satisfied": marked("Where it is not made out"),
    "undetermined": marked("Where it is undetermined"),
    "contested": marked("Where it is contested"),
}


@dataclass(frozen=True, slots=True)
class Decided:
    """An account in which something is stated on an element: its verdict, and the place in the memo."""

    account: str
    verdict: str
    target: str


@dataclass(frozen=True, slots=True)
class RulePages:
    """Writes the pages of all rules; `decided` is by norm and element.

    Commentary, questions and positions stay in the language in which the rules are written; headings and
    labels are in that of the site where the catalogue of the rules has them.
    """

    rulebook: Rulebook
    decided: Mapping[tuple[str, str], Sequence[Decided]]
    language: Language = ENGLISH

    def document(self, norm: Norm) -> Document:
        """The page of one norm."""
        blocks: list[Block] = []
        for part in norm.body:
            if isinstance(part, Prose):
                blocks += map(self._commentary, read_document(part.text).blocks)
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
        return Document(tuple(blocks), language=self.language)

    def _commentary(self, block: Block) -> Block:
        """A block as it is written; of headings the catalogue of the rules may have a translation."""
        if not isinstance(block, Heading):
            return block
        written = plain(block.inlines)
        told = self.language.gettext(written)
        return block if told == written else Heading(block.level, block.anchor, (Text(told),))

    def _element(self, norm: Norm, element: Element, level: int) -> list[Block]:
        say = self.language.gettext
        standard = element.standard or norm.standard
        words = element.standard_as or say(STANDARDS[standard.key])
        about = [
            _labelled(say("Authority"), *self._cites(element.cites)),
            _labelled(say("Standard of proof"), Text(words)),
            *(self._modifier(say("Unless"), m) for m in element.unless),
            *(self._modifier(say("Not required where"), m) for m in element.dispensed_when),
            *(self._modifier(say("Objection"), m) for m in element.objections),
        ]
        if element.burden:
            presumed = WORDS["satisfied" if element.burden.presume else "not-satisfied"]
            borne = {"party": say(element.burden.on), "verdict": say(presumed)}
            text = say("on the %(party)s; where nothing is shown, presumed %(verdict)s") % borne
            about.append(_labelled(say("Burden"), *self._cites(element.burden.cites, f"{text} (", ")")))
        named = say("Element: %(label)s") % {"label": say(element.label)}
        return [
            Heading(level, element.id, (Text(named),)),
            Items(tuple((line,) for line in about)),
            _labelled(say("Needs"), Text(self._joint(element.formula))),
            self._parts(norm, element.formula),
            *self._decided(norm, element),
        ]

    def _parts(self, norm: Norm, formula: Formula) -> Block:
        return Items(tuple(self._item(norm, part) for part in _parts_of(formula)))

    def _item(self, norm: Norm, part: Formula | tuple[str, Formula]) -> tuple[Block, ...]:
        if isinstance(part, tuple):
            position, formula = part
            held = self.language.gettext("On the position “%(position)s”:") % {"position": position}
            return (
                _paragraph(Emphasis((Text(f"{held} "),)), Text(self._joint(formula))),
                self._parts(norm, formula),
            )
        if isinstance(part, PredicateRef):
            predicate = self.rulebook.vocabulary.predicates[part.name]
            label = self.language.gettext(predicate.label)
            return (_paragraph(Text(f"{label}: "), Emphasis((Text(predicate.question),))),)
        if isinstance(part, ElementRef):
            page = "" if part.norm == norm.id else f"{part.norm}.html"
            return (_paragraph(Link(f"{page}#{part.element}", (Text(self._label(part)),))),)
        return _paragraph(Text(self._joint(part))), self._parts(norm, part)

    def _modifier(self, words: str, modifier: Modifier) -> Paragraph:
        label = self._label(modifier.target)
        if modifier.answered_by:
            answered = {"label": label, "answer": self._label(modifier.answered_by)}
            label = self.language.gettext("%(label)s; answered by: %(answer)s") % answered
        return _labelled(words, *self._cites(modifier.cites, f"{label} (", ")"))

    def _label(self, target: PredicateRef | ElementRef) -> str:
        if isinstance(target, PredicateRef):
            return self.language.gettext(self.rulebook.vocabulary.predicates[target.name].label)
        return self.language.gettext(self.rulebook.element(target).label)

    def _reading(self, reading: Reading, level: int) -> list[Block]:
        usual, asked = self.language.gettext("Default"), self.language.gettext("Contested: %(question)s")
        positions = [
            (
                _paragraph(
                    *((Strong((Text(f"{usual}: "),)),) if position.id == reading.default else ()),
                    *self._cites(position.authorities, f"{position.holds} (", ")"),
                ),
            )
            for position in reading.positions
        ]
        return [
            Heading(level, f"reading-{reading.id}", (Text(asked % {"question": reading.question}),)),
            Items(tuple(positions)),
        ]

    def _consequences(self, norm: Norm, places: Sequence[int]) -> list[Block]:
        say, shown = self.language.gettext, [norm.consequences[place] for place in places]
        lines = [(_labelled(say(WHEN[c.when]), *self._cites((c.cite,), f"{c.text} (", ")")),) for c in shown]
        return [Items(tuple(lines))] if lines else []

    def _examples(self, norm: Norm) -> list[Block]:
        say = self.language.gettext
        lines = tuple((_paragraph(Text(example.title)),) for example in norm.examples)
        intro = _paragraph(Text(say("Each is a test of the rule, run before every release.")))
        return [Heading(2, "examples", (Text(say("Examples")),)), intro, Items(lines)] if lines else []

    def _decided(self, norm: Norm, element: Element) -> list[Block]:
        """The accounts by verdict, each leading to the analysis of this element in its memo."""
        say = self.language.gettext
        found = self.decided.get((norm.id, element.id), ())
        rows = []
        for verdict in WORDS:
            accounts = [one for one in found if one.verdict == verdict]
            if accounts:
                links: list[Inline] = []
                for one in accounts:
                    words = Text(one.account.rpartition("/")[2])
                    links += [*([Text(", ")] if links else []), Link(one.target, (words,))]
                cell = (Verdict(verdict, SYMBOLS[verdict], say(WORDS[verdict])),)
                rows.append((cell, (Text(str(len(accounts))),), tuple(links)))
        if not rows:
            return [_paragraph(Text(say("No account of this corpus says anything on it.")))]
        head = tuple((Text(words),) for words in (say("Verdict"), say("Memos"), say("Where it is analysed")))
        named = say("Memos that analyse: %(label)s") % {"label": say(element.label)}
        return [Table(named, ("", "", ""), head, tuple(rows))]

    def _joint(self, formula: Formula) -> str:
        """How the parts of a formula are joined."""
        say = self.language.gettext
        match formula:
            case All():
                return say("all of these")
            case Any():
                return say("any one of these")
            case AtLeast():
                return say("at least %(count)s of these") % {"count": formula.count}
            case Not():
                return say("that this is not so")
            case Weigh():
                return say("these are weighed, and none is required")
            case ByReading():
                return say("what the reading that is taken asks for")
            case _:
                return say("this")

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


def _labelled(label: str, *inlines: Inline) -> Paragraph:
    return _paragraph(Strong((Text(f"{label}: "),)), *inlines)


def _paragraph(*inlines: Inline) -> Paragraph:
    return Paragraph(tuple(inlines))
