"""A tree to a frozen model: pydantic checks the shape, and its errors get their places back."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from prong.errors import Diagnostic, Place, near_name
from prong.language.text import Findings, read_text
from prong.language.tree import Mapping, Node, Scalar, Sequence, read_tree

Model = TypeVar("Model", bound=BaseModel)

# What pydantic expected, by the beginning of the type of its error, in words for people who write files.
EXPECTED = {
    "string_": "a text",
    "int_": "a whole number",
    "bool_": "true or false",
    "date_": "a day, YYYY-MM-DD",
    "tuple_": "a list",
    "mapping_": "a mapping of keys",
    "dict_": "a mapping of keys",
    "model_": "a mapping of keys",
}
QUOTE_COMMA = "quote a text that holds a comma"


def read_document(
    model: type[Model], path: Path, subject: str, findings: Findings
) -> tuple[Model, Mapping] | None:
    """The model that a YAML file describes, with its tree, or None and all findings about the file."""
    text = read_text(path, findings)
    before = len(findings)
    tree = None if text is None else read_tree(text, str(path), findings)
    if text is None or (tree is None and len(findings) > before):
        return None
    shape = read_shape(model, tree, str(path), subject, findings)
    return (shape, tree) if shape and isinstance(tree, Mapping) else None


def read_shape(
    model: type[Model], tree: Node | None, file: str, subject: str, findings: Findings
) -> Model | None:
    """The model that the tree describes, or None and all findings about it."""
    if not isinstance(tree, Mapping):
        place = tree.place if tree else Place(file)
        findings.append(
            Diagnostic("E204", place, subject=subject, met=_shown(tree), expected="a mapping of keys")
        )
        return None
    try:
        return model.model_validate(to_plain(tree))
    except ValidationError as error:
        problems = error.errors()
        found = [_diagnostic(problem, tree, subject, model) for problem in problems]
        # A misspelt key makes the right one missing: that is said once.
        meant = {
            (problem["loc"][:-1], diagnostic.near)
            for problem, diagnostic in zip(problems, found, strict=True)
            if problem["type"] == "extra_forbidden"
        }
        findings.extend(
            diagnostic
            for problem, diagnostic in zip(problems, found, strict=True)
            if problem["type"] != "missing" or (problem["loc"][:-1], problem["loc"][-1]) not in meant
        )
        return None


def to_plain(node: Node) -> Any:
    """Plain lists, dictionaries and texts; an empty unquoted scalar is None."""
    kind = type(node)
    if kind is Scalar:
        return node.text if node.text or node.quoted else None
    if kind is Sequence:
        return [to_plain(item) for item in node.items]
    return {key.text: to_plain(value) for key, value in node.entries}


def _diagnostic(problem: Any, tree: Mapping, subject: str, model: type[BaseModel]) -> Diagnostic:
    kind, location = problem["type"], problem["loc"]
    last = str(location[-1])
    if kind == "extra_forbidden":
        return _unknown_key(location, tree, subject, model)
    trail, node = _walk(tree, location)
    _, parent = _walk(tree, location[:-1])
    name = _path(trail) or subject
    if last == "[key]":
        name = f"a name in {_path(trail[:-1]) or subject}"
        node = _walk(tree, location[:-2])[1].key(str(location[-2]))
    if kind == "missing":
        if last == "evidence":
            return Diagnostic("E303", node.place, subject=name)
        return Diagnostic("E202", node.place, subject=name, expected=last)
    if kind == "too_short" and last in ("evidence", "cite", "authorities"):
        code = "E303" if last == "evidence" else "E209"
        return Diagnostic(code, node.place, subject=_path(trail[:-1]) or subject)
    met, context = _shown(node), problem.get("ctx", {})
    if kind == "edtf":
        offset = 1 if isinstance(node, Scalar) and node.quoted else 0
        column = node.place.column + context["position"] + offset
        place = Place(node.place.file, node.place.line, column, max(node.place.end - offset, column + 1))
        return Diagnostic("E301", place, met=met, expected=context["wanted"])
    known = context.get("known") or _quoted(context.get("expected", ""))
    expected = _one_of(known) if known else _expected(kind, problem)
    words = {"met": met, "expected": expected, "near": near_name(met, known)}
    advice = QUOTE_COMMA if _has_no_colon(parent, last) else ""
    return Diagnostic("E204", node.place, subject=name, **words, advice=advice)


def _unknown_key(
    location: tuple[Any, ...], tree: Mapping, subject: str, model: type[BaseModel]
) -> Diagnostic:
    text = str(location[-1])
    trail, parent = _walk(tree, location[:-1])
    allowed = _keys_at(model, location[:-1])
    near = near_name(text, allowed)
    words = {"subject": _path(trail) or subject, "met": _beginning(text)}
    if _has_no_colon(parent, text) or (" " in text and not near):
        words["advice"] = QUOTE_COMMA
    else:
        words |= {"expected": _one_of(allowed), "near": near}
    return Diagnostic("E201", parent.key(text).place, **words)


def _has_no_colon(parent: Node, key: str) -> bool:
    """In `{what: He paid, and left}` the comma ends the text: what follows it is a key without a colon."""
    if not isinstance(parent, Mapping) or not (name := parent.key(key)):
        return False
    value = parent.get(key)
    return isinstance(value, Scalar) and not value.text and value.place.column == name.place.end


def _keys_at(model: type[BaseModel], location: tuple[Any, ...]) -> list[str]:
    """The keys that a file may have at a location; steps that are no key of a model are names or numbers."""
    for step in location:
        for field in model.model_fields.values():
            if field.alias == step:
                model = _model_in(field.annotation) or model
                break
    return [field.alias for field in model.model_fields.values()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)


def _walk(tree: Node, location: tuple[Any, ...]) -> tuple[list[str], Node]:
    """Follow a pydantic location as far as the tree goes (validators may add steps of their own)."""
    trail, node = [], tree
    for step in location:
        if isinstance(node, Mapping) and isinstance(step, str) and (inner := node.get(step)) is not None:
            node = inner
            trail.append(step)
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
    return trail, node


def _path(trail: list[str]) -> str:
    return ".".join(map(_beginning, trail))


def _shown(node: Node | None) -> str:
    if node is None:
        return "nothing"
    if isinstance(node, Scalar):
        return _beginning(node.text) or "nothing"
    return "a list" if isinstance(node, Sequence) else "a mapping"


def _beginning(text: str) -> str:
    """The first words: a longer text may be testimony, and messages travel further than the file."""
    words = text.split()
    return text if len(words) <= 3 else " ".join(words[:3]) + " …"


def _expected(kind: str, problem: Any) -> str:
    if kind == "too_short":
        return f"at least {problem['ctx']['min_length']} entries"
    words = problem["msg"].removeprefix("Value error, ").removeprefix("Input should be ")
    return next((expected for start, expected in EXPECTED.items() if kind.startswith(start)), words)


def _quoted(text: str) -> list[str]:
    return text.replace(" or ", ", ").replace("'", "").split(", ") if "'" in text else []


def _one_of(names: list[str]) -> str:
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))
