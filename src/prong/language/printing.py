"""The model back to the text of its file: the way of `rulebook` and `cases` in the other direction.

What is printed reads back as an equal value, prose and order included. Not kept, because the model has not
got it: comments, the choice of quotes and layout, and what states a default. A vocabulary cannot be printed,
for the model holds neither its prose nor which document declares what. The module is long because it holds
one small function for each kind of block, and nothing else.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Literal, get_origin

from prong.language.layout import Tree, Word, write_tree
from prong.model.cases import Case, Joined
from prong.model.dates import DateInterval
from prong.model.document import Document
from prong.model.instruments import Citation, Instrument
from prong.model.mappings import Bound, Column, CorpusMapping, Crosswalk, Link, Links
from prong.model.norms import (
    All,
    Any,
    Assignment,
    AtLeast,
    Block,
    Burden,
    ByReading,
    Consequence,
    Element,
    ElementRef,
    Example,
    Formula,
    Modifier,
    Norm,
    Not,
    PredicateRef,
    Prose,
    Reading,
    ReadingRef,
    Regime,
    Relation,
    StatedFact,
    Weigh,
)
from prong.model.standards import LADDER, Standard

NAMED = ("element", "reading", "regime", "codes", "column", "map", "crosswalk", "never")

Declared = list[tuple[str, Tree]]


# Documents


def print_norm(norm: Norm) -> str:
    """The rule document of a norm: front matter, its prose, and every block rendered from the model.

    Raises:
        ValueError: where a fact of an example says nothing.
    """
    front = {
        "norm": norm.id,
        "title": norm.title,
        "provision": str(norm.provision),
        "standard": norm.standard.key,
        "standard-cite": str(norm.standard_cite) if norm.standard_cite else None,
        "order": Word(norm.order),
        "conclusion": norm.conclusion,
        "binding": list(norm.binding),
        "part-of": norm.part_of,
    }
    declared: dict[str, Declared] = {
        "element": [(name, _element(element, norm.id)) for name, element in norm.elements.items()],
        "reading": [(reading.id, _reading(reading)) for reading in norm.readings],
        "consequence": _numbered(map(_consequence, norm.consequences)),
        "relation": _numbered(_relation(relation, norm.id) for relation in norm.relations),
        "example": _numbered(_example(example, norm.id) for example in norm.examples),
    }
    return _literate(front, norm.body, declared)


def print_example(example: Example, norm: str) -> str:
    """An example as the fenced block that the document of the norm would hold."""
    return _fence("example", [("0", _example(example, norm))])


def print_regime(regime: Regime) -> str:
    """The rule document of a regime."""
    front = {
        "regime": regime.id,
        "title": regime.title,
        "in-force": Word(regime.in_force),
        "cite": str(regime.cite),
    }
    settings = [
        (f"{setting.norm}/{setting.element}" if setting.element else setting.norm, _setting(setting))
        for setting in regime.assignments
    ]
    return _literate(front, regime.body, {"regime": settings})


def print_mapping(mapping: CorpusMapping) -> str:
    """The document of a mapping."""
    front = {
        "mapping": mapping.id,
        "title": mapping.title,
        "row": mapping.row,
        "to": mapping.to.key,
        "identifier": mapping.identifier,
        "keep": list(mapping.keep),
    }
    declared: dict[str, Declared] = {
        "codes": [(name, list(values)) for name, values in mapping.code_lists.items()],
        "column": [(name, _column(column)) for name, column in mapping.columns.items()],
        "map": list(_links(mapping.links).items()),
        "crosswalk": [(name, _crosswalk(crosswalk)) for name, crosswalk in mapping.crosswalks.items()],
        "never": list(mapping.never.items()),
    }
    return _literate(front, mapping.body, declared)


def print_instrument(instrument: Instrument) -> str:
    """The file of an instrument."""
    return write_tree(_document(instrument))


def print_case(case: Case) -> str:
    """The file of a case."""
    tree = _document(case)
    if case.findings:
        findings = tree["findings"].items()
        tree["findings"] = {name: found[0] if len(found) == 1 else found for name, found in findings}
    return write_tree(tree)


def print_joined(person: Joined) -> str:
    """The file that joins the accounts of a person."""
    return write_tree(_document(person))


# Blocks of rule documents


def _literate(
    front: Mapping[str, Tree | None], body: Iterable[Prose | Block], declared: dict[str, Declared]
) -> str:
    """Front matter and body in their order; what is declared and stands in no block follows at the end."""
    parts = []
    for part in body:
        if isinstance(part, Prose):
            parts.append(part.text)
        else:
            trees = [(name, _take(declared[part.kind], name)) for name in part.holds]
            parts.append(_fence(part.kind, trees))
    parts.extend(_fence(kind, [entry]) for kind, rest in declared.items() for entry in rest)
    return f"---\n{write_tree(_stated(front))}---\n" + "\n\n".join(parts) + "\n" * bool(parts)


def _take(declared: Declared, name: str) -> Tree:
    """The first of that name, taken out; two blocks of a regime may set the same element."""
    return declared.pop([known for known, _ in declared].index(name))[1]


def _fence(kind: str, entries: Declared) -> str:
    if kind in NAMED:
        text = write_tree(dict(entries), blocks=2 if kind in ("element", "reading", "crosswalk") else 1)
    elif len(entries) == 1:
        text = write_tree(entries[0][1])
    else:
        text = write_tree([tree for _, tree in entries], blocks=2)
    marks = max((run + "`" for run in re.findall("`{3,}", text)), key=len, default="```")
    return f"{marks}{kind}\n{text}{marks}"


def _numbered(trees: Iterable[Tree]) -> Declared:
    return [(str(number), tree) for number, tree in enumerate(trees)]


def _element(element: Element, norm: str) -> Tree:
    formula = _formula(element.formula, norm)
    return _stated(
        {
            "label": element.label,
            "cite": _cites(element.cites),
            "standard": element.standard.key if element.standard is not None else None,
            "standard-as": element.standard_as,
            "burden": _burden(element.burden),
            **({"is": formula} if isinstance(formula, str) else formula),
            "unless": _modifiers(element.unless, norm),
            "dispensed-when": _modifiers(element.dispensed_when, norm),
            "objection": _modifiers(element.objections, norm),
        }
    )


def _formula(formula: Formula, norm: str) -> Tree:
    def parts(formulas: Iterable[Formula]) -> list[Tree]:
        return [_formula(part, norm) for part in formulas]

    match formula:
        case All():
            return {"all": parts(formula.parts)}
        case Any():
            return {"any": parts(formula.parts)}
        case Not():
            return {"not": _formula(formula.part, norm)}
        case AtLeast():
            return {"at-least": {"count": Word(formula.count), "of": parts(formula.parts)}}
        case Weigh():
            return {"weigh": parts(formula.parts)}
        case ByReading():
            positions = {name: _formula(part, norm) for name, part in formula.positions}
            return {"reading": formula.reading, "positions": positions}
        case _:
            return name_within(formula, norm)


def name_within(ref: PredicateRef | ElementRef | ReadingRef, norm: str) -> str:
    """The shortest name that means this inside the norm."""
    if not isinstance(ref, ElementRef):
        return ref.name
    if ref.norm == norm or ref.norm == ref.element:
        return ref.element
    return f"{ref.norm}/{ref.element}"


def _by_name(pairs: Iterable[tuple[PredicateRef | ElementRef, Tree]], norm: str) -> dict[str, Tree]:
    """Each under its name; an element met again, under the longer of its two names."""
    tree: dict[str, Tree] = {}
    for ref, value in pairs:
        name = name_within(ref, norm)
        tree[f"{ref.norm}/{ref.element}" if name in tree else name] = value
    return tree


def _modifiers(modifiers: Iterable[Modifier], norm: str) -> Tree:
    def shape(modifier: Modifier) -> Tree:
        answer = modifier.answered_by
        return _stated({"cite": _cites(modifier.cites), "answered-by": answer and name_within(answer, norm)})

    return _by_name(((modifier.target, shape(modifier)) for modifier in modifiers), norm)


def _burden(burden: Burden | None) -> Tree | None:
    if burden is None:
        return None
    presumed = "satisfied" if burden.presume else "not-satisfied"
    return {Word("on"): burden.on, "presume": presumed, "cite": _cites(burden.cites)}


def _cites(cites: tuple[Citation, ...]) -> Tree:
    return str(cites[0]) if len(cites) == 1 else list(map(str, cites))


def _reading(reading: Reading) -> Tree:
    return {
        "question": reading.question,
        "cite": _cites(reading.cites),
        "default": reading.default,
        "positions": {
            position.id: {"holds": position.holds, "authorities": list(map(str, position.authorities))}
            for position in reading.positions
        },
    }


def _consequence(consequence: Consequence) -> Tree:
    return {"cite": str(consequence.cite), "when": consequence.when, "text": consequence.text}


def _setting(setting: Assignment) -> Tree:
    standard = setting.standard.key if setting.standard is not None else None
    return _stated({"standard": standard, "burden": _burden(setting.burden), "cite": str(setting.cite)})


def _relation(relation: Relation, norm: str) -> Tree:
    objects = [name_within(ref, norm) for ref in relation.objects]
    return _stated(
        {
            "title": relation.title,
            "cite": _cites(relation.cites),
            "given": None if relation.given is None else _formula(relation.given, norm),
            "readings": dict(relation.readings),
            "subject": name_within(relation.subject, norm),
            relation.kind: objects[0] if len(objects) == 1 else objects,
        }
    )


def _example(example: Example, norm: str) -> Tree:
    optional = {
        "readings": dict(example.readings),
        "regime": example.regime,
        "standard": example.standard.key if example.standard is not None else None,
    }
    return {
        "title": example.title,
        "facts": {fact.name: _fact(fact) for fact in example.facts},
        **_stated(optional),
        "expect": _by_name(((expected.target, expected.outcome) for expected in example.expect), norm),
    }


def _fact(fact: StatedFact) -> Tree:
    top = LADDER[-1]
    if fact.quantity and fact.low is not None and fact.high is not None:
        return Word(fact.low) if fact.low == fact.high else {"from": Word(fact.low), "to": Word(fact.high)}
    if fact.support == fact.opposition == top:
        return Word("both")
    sides = (("yes", fact.support), ("no", fact.opposition))
    found = [(Word(holds), to) for holds, to in sides if to is not None]
    if not found:
        raise ValueError(f"nothing is stated of “{fact.name}”")
    if found[1:]:
        return [{"holds": holds, "to": to.key} for holds, to in found]
    holds, to = found[0]
    return holds if to == top else {"holds": holds, "to": to.key}


# Blocks of mappings


def _column(column: Column) -> Tree:
    return _stated(
        {
            "kind": None if column.kind == "code" else column.kind,
            "values": column.list_name or list(column.values),
            "missing": list(column.missing),
            "separator": column.separator,
        }
    )


def _links(links: Links) -> dict[str, Tree]:
    """Links by what they speak to; a single one without a list around it."""
    trees = {name: [_link(link) for link in found] for name, found in links.items()}
    return {name: found[0] if len(found) == 1 else found for name, found in trees.items()}


def _link(link: Link) -> Tree:
    return _stated(
        {
            "column": link.column,
            "yes": list(link.yes),
            "no": list(link.no),
            "bounds": {value: _bound(bound) for value, bound in link.bounds},
            "reads": link.reads,
            "when": {column: list(values) for column, values in link.when},
            "to": link.to.key if link.to is not None else None,
            "both-ways": Word("true") if link.both_ways else None,
        }
    )


def _bound(bound: Bound) -> Tree:
    ends = {"from": bound.low, "to": bound.high}
    return {name: Word(end) for name, end in ends.items() if end is not None}


def _crosswalk(crosswalk: Crosswalk) -> Tree:
    return {
        "question": crosswalk.question,
        "because": crosswalk.because,
        "map": _links(crosswalk.links),
    }


# Models to trees


def _stated(tree: Mapping[str, Tree | None]) -> dict[str, Tree]:
    """The entries that say something."""
    return {key: value for key, value in tree.items() if value is not None and value not in ([], {})}


def _document(document: Document) -> dict[str, Tree]:
    """The keys of a file, in the order of the model, without those that state a default."""
    tree: dict[str, Tree] = {}
    for name, field in type(document).model_fields.items():
        value = getattr(document, name)
        if field.is_required() or value != field.get_default():
            tree[field.alias] = Word(value) if get_origin(field.annotation) is Literal else _plain(value)
    return tree


def _plain(value: object) -> Tree:
    match value:
        case Document():
            return _document(value)
        case Standard():
            return value.key
        case bool():
            return Word("true" if value else "false")
        case int() | datetime.date() | DateInterval():
            return Word(value)
        case Mapping():
            return {key: _plain(inner) for key, inner in value.items()}
        case tuple():
            return [_plain(inner) for inner in value]
        case _:
            return value
