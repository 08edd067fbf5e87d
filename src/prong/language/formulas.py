"""Formulas as written: a tree of names and constructs, with places, before names are resolved."""

from __future__ import annotations

from dataclasses import dataclass

from prong.errors import Diagnostic, Place, near_name
from prong.language.text import Findings
from prong.language.tree import Mapping, Node, Scalar, Sequence

CONSTRUCTS = ("all", "any", "not", "at-least", "weigh", "is", "reading")
MOST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class WrittenFormula:
    """A construct with its parts; `names` labels them with positions where the construct is a reading."""

    construct: str
    parts: tuple[WrittenFormula | Scalar, ...]
    place: Place
    count: int = 0
    reading: Scalar | None = None
    positions: tuple[Scalar, ...] = ()


Written = WrittenFormula | Scalar


def read_formula(node: Node, findings: Findings) -> Written | None:
    """A name, or a mapping with exactly one construct."""
    if isinstance(node, Scalar):
        return node
    if isinstance(node, Sequence):
        expected = "a name or one construct"
        findings.append(Diagnostic("E204", node.place, subject="a formula", met="a list", expected=expected))
        return None
    for key, _ in node.entries:
        if key.text not in CONSTRUCTS and key.text != "positions":
            near, expected = near_name(key.text, CONSTRUCTS), ", ".join(CONSTRUCTS)
            findings.append(Diagnostic("E206", key.place, met=key.text, expected=expected, near=near))
            return None
    return read_construct(node, "a formula", findings)


def read_construct(tree: Mapping, subject: str, findings: Findings) -> Written | None:
    """The one construct among the keys of a mapping (other keys belong to the element)."""
    keys = [key for key, _ in tree.entries if key.text in CONSTRUCTS]
    if not keys:
        findings.append(Diagnostic("E202", tree.place, subject=subject, expected="|".join(CONSTRUCTS)))
        return None
    if len(keys) > 1:
        words = {"met": ", ".join(key.text for key in keys), "expected": "exactly one construct"}
        related = ((keys[0].place, "first construct"),)
        findings.append(Diagnostic("E204", keys[1].place, subject=subject, **words, related=related))
        return None
    key, value = keys[0], tree.get(keys[0].text)
    if key.text == "reading":
        return _by_reading(tree, value, key, findings)
    if positions := tree.key("positions"):
        findings.append(Diagnostic("E201", positions.place, subject=subject, met="positions"))
        return None
    if key.text in ("not", "is"):
        part = read_formula(value, findings)
        return None if part is None else WrittenFormula(key.text, (part,), key.place)
    count = 0
    if key.text == "at-least":
        given = value.get("count") if isinstance(value, Mapping) else None
        value = value.get("of") if isinstance(value, Mapping) else None
        count = read_number(given)
        if count is None or value is None:
            words = {"met": "something else", "expected": "{count: …, of: […]}"}
            findings.append(Diagnostic("E204", key.place, subject="at-least", **words))
            return None
    if not isinstance(value, Sequence) or not value.items:
        words = {"met": "nothing" if isinstance(value, Sequence) else "a single value"}
        words["expected"] = "a list of at least one part"
        findings.append(Diagnostic("E204", key.place, subject=key.text, **words))
        return None
    parts = [read_formula(item, findings) for item in value.items]
    if None in parts:
        return None
    if key.text == "at-least" and not 1 <= count <= len(parts):
        words = {"met": str(count), "expected": f"a count from 1 to {len(parts)}"}
        findings.append(Diagnostic("E204", key.place, subject="at-least", **words))
        return None
    return WrittenFormula(key.text, tuple(parts), key.place, count)


def read_number(node: Node | None) -> int | None:
    """A whole number of a few digits, or None where the node is none."""
    text = node.text if isinstance(node, Scalar) else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None


def _by_reading(tree: Mapping, value: Node | None, key: Scalar, findings: Findings) -> Written | None:
    positions = tree.get("positions")
    if not isinstance(value, Scalar) or not isinstance(positions, Mapping) or not positions.entries:
        words = {"met": "something else", "expected": "reading: ID with positions: {position: formula, …}"}
        findings.append(Diagnostic("E204", key.place, subject="reading", **words))
        return None
    parts = [read_formula(part, findings) for _, part in positions.entries]
    if None in parts:
        return None
    names = tuple(name for name, _ in positions.entries)
    return WrittenFormula("reading", tuple(parts), key.place, reading=value, positions=names)


def names_in(formula: Written | None) -> tuple[Scalar, ...]:
    """Every name in a formula, in the order in which it is written."""
    if formula is None:
        return ()
    if isinstance(formula, Scalar):
        return (formula,)
    return tuple(name for part in formula.parts for name in names_in(part))


def readings_in(formula: Written | None) -> tuple[WrittenFormula, ...]:
    """Every reading construct in a formula."""
    if formula is None or isinstance(formula, Scalar):
        return ()
    own = (formula,) if formula.construct == "reading" else ()
    return own + tuple(inner for part in formula.parts for inner in readings_in(part))
