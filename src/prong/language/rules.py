"""The documents of a rules' folder, read into a draft: instruments, vocabulary, norms, regimes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar, get_args

from pydantic import BaseModel

from prong.errors import Diagnostic
from prong.language.drafts import (
    Cited,
    Declared,
    Draft,
    DraftElement,
    DraftExample,
    DraftNorm,
    DraftReading,
    DraftRegime,
    DraftRelation,
)
from prong.language.formulas import read_construct, read_formula
from prong.language.literate import Fence, Literate, read_literate
from prong.language.shape import read_document, read_shape
from prong.language.shapes import (
    ConsequenceShape,
    ElementShape,
    ExampleShape,
    NormShape,
    ReadingShape,
    RegimeShape,
    RelationShape,
    SettingShape,
    VocabularyShape,
)
from prong.language.text import Findings
from prong.language.tree import Mapping, Scalar, Sequence
from prong.model.document import IDENTIFIER, IN_WORDS
from prong.model.instruments import Instrument
from prong.model.norms import RelationKind
from prong.model.vocabulary import Milestone, Predicate, Quantity

Shape = TypeVar("Shape", bound=BaseModel)

NORM_BLOCKS = ("element", "reading", "consequence", "relation", "example")
RELATIONS = get_args(RelationKind)
DOCUMENTS = {"instruments": "*.yaml", "vocabulary": "*.md", "norms": "*.md", "regimes": "*.md"}
"""Where the documents of a rules' folder lie; what lies beside them, such as a guide, is no rule."""


def documents_of(folder: Path, *kinds: str) -> list[Path]:
    """The documents of these kinds, or of all, in the order in which they are read."""
    return [path for kind in kinds or DOCUMENTS for path in sorted((folder / kind).glob(DOCUMENTS[kind]))]


def read_draft(folder: Path, findings: Findings) -> Draft:
    """Read every document below `folder`; what could not be read is missing from the draft."""
    draft = Draft()
    for path in documents_of(folder, "instruments"):
        _read_instrument(path, draft, findings)
    of_instruments = len(findings)
    for path in documents_of(folder, "vocabulary"):
        _read_vocabulary(path, draft, findings)
    for path in documents_of(folder, "norms"):
        _read_norm(path, draft, findings)
    for path in documents_of(folder, "regimes"):
        _read_regime(path, draft, findings)
    if not draft.norms and len(findings) == of_instruments:
        findings.append(Diagnostic("E111", None, met=str(folder), expected="norms/*.md"))
    # A wrong file name leaves nothing out of the draft.
    draft.faulty = any(finding.code != "E217" for finding in findings[of_instruments:])
    return draft


def _read_instrument(path: Path, draft: Draft, findings: Findings) -> None:
    found = read_document(Instrument, path, "instrument", findings)
    if found is None:
        draft.broken.add(path.stem)
        return
    shape, tree = found
    name = tree.get("instrument")
    draft.declared.append(Declared("instrument", shape.instrument, name.place))
    draft.instruments.setdefault(shape.instrument, found)
    if shape.instrument != path.stem:
        draft.broken.add(path.stem)
    check_file_name(path, name, findings)


def _read_vocabulary(path: Path, draft: Draft, findings: Findings) -> None:
    document = _read_literate(path, ("predicate", "quantity", "milestone"), draft, findings)
    if document is None:
        return
    if front := read_shape(VocabularyShape, document.front, str(path), "front matter", findings):
        name = document.front.get("vocabulary")
        draft.declared.append(Declared("vocabulary", front.vocabulary, name.place))
        check_file_name(path, name, findings)
    for fence in document.fences("predicate"):
        for key, tree, shape in entries(Predicate, fence, draft.broken, findings):
            draft.declared.append(Declared("name", key.text, key.place))
            draft.predicates.setdefault(key.text, (shape, key, tree))
            if shape.cite:
                _cite(draft, tree, key.text)
    for fence in document.fences("quantity"):
        for key, tree, shape in entries(Quantity, fence, draft.broken, findings):
            draft.declared.append(Declared("name", key.text, key.place))
            draft.quantities.setdefault(key.text, (shape, key, tree))
            if (shape.age_at is None) == (shape.duration is None):
                findings.append(Diagnostic("E202", key.place, subject=key.text, expected="age-at|duration"))
    for fence in document.fences("milestone"):
        for key, _, shape in entries(Milestone, fence, draft.broken, findings):
            draft.declared.append(Declared("milestone", key.text, key.place))
            draft.milestones.setdefault(key.text, (shape, key))


def _read_norm(path: Path, draft: Draft, findings: Findings) -> None:
    document = _read_literate(path, NORM_BLOCKS, draft, findings)
    if document is None:
        return
    front = read_shape(NormShape, document.front, str(path), "front matter", findings)
    norm = front.norm if front else path.stem
    if front:
        name = document.front.get("norm")
        draft.declared.append(Declared("name", norm, name.place))
        check_file_name(path, name, findings)
        _cite(draft, document.front, norm, key="provision")
        _cite(draft, document.front, norm, key="standard-cite")
    else:
        draft.broken.add(norm)
    elements, readings, consequences, relations = [], [], [], []
    for fence in document.fences("element"):
        for key, tree, shape in entries(ElementShape, fence, draft.broken, findings):
            formula = read_construct(tree, key.text, findings)
            elements.append(DraftElement(key, tree, shape, formula))
            draft.declared.append(Declared("element", key.text, key.place, scope=norm))
            _cite_element(draft, tree, key.text)
    for fence in document.fences("reading"):
        for key, tree, shape in entries(ReadingShape, fence, draft.broken, findings):
            reading = DraftReading(key, tree, shape)
            readings.append(reading)
            draft.readings.setdefault(key.text, reading)
            draft.declared.append(Declared("reading", key.text, key.place))
            _cite(draft, tree, key.text)
            for position, held in tree.get("positions").entries:
                _cite(draft, held, f"{key.text}.{position.text}", key="authorities")
    for fence in document.fences("consequence"):
        for tree, shape in _items(ConsequenceShape, fence, findings):
            consequences.append((tree, shape))
            _cite(draft, tree, "a consequence")
    for fence in document.fences("relation"):
        for tree, shape in _items(RelationShape, fence, findings):
            _cite(draft, tree, "a relation")
            if relation := _relation(tree, shape, findings):
                relations.append(relation)
    examples = [
        DraftExample(tree, shape)
        for fence in document.fences("example")
        for tree, shape in _items(ExampleShape, fence, findings)
    ]
    if front:
        parts = tuple(map(tuple, (elements, readings, consequences, relations, examples)))
        draft.norms.setdefault(norm, DraftNorm(document, front, *parts))


def _relation(tree: Mapping, shape: RelationShape, findings: Findings) -> DraftRelation | None:
    """The relation, where exactly one is written and its condition can be read."""
    kinds = [key for key, _ in tree.entries if key.text in RELATIONS]
    if not kinds:
        expected = "|".join(RELATIONS)
        findings.append(Diagnostic("E202", tree.place, subject="relation", expected=expected))
        return None
    if len(kinds) > 1:
        words = {"met": ", ".join(key.text for key in kinds), "expected": "exactly one relation"}
        related = ((kinds[0].place, "first relation"),)
        findings.append(Diagnostic("E204", kinds[1].place, subject="relation", **words, related=related))
        return None
    given = tree.get("given")
    formula = None if given is None else read_formula(given, findings)
    if given is not None and formula is None:
        return None
    return DraftRelation(tree, shape, kinds[0].text, formula)


def _read_regime(path: Path, draft: Draft, findings: Findings) -> None:
    document = _read_literate(path, ("regime",), draft, findings)
    if document is None:
        return
    front = read_shape(RegimeShape, document.front, str(path), "front matter", findings)
    settings = []
    for fence in document.fences("regime"):
        for key, tree, shape in entries(SettingShape, fence, draft.broken, findings):
            settings.append((key, tree, shape))
            _cite_element(draft, tree, key.text)
    if front:
        name = document.front.get("regime")
        draft.declared.append(Declared("regime", front.regime, name.place))
        draft.regimes.setdefault(front.regime, DraftRegime(document, front, tuple(settings)))
        check_file_name(path, name, findings)
        _cite(draft, document.front, front.regime)
    else:
        draft.broken.add(path.stem)


def _cite_element(draft: Draft, tree: Mapping, by: str) -> None:
    _cite(draft, tree, by)
    if isinstance(burden := tree.get("burden"), Mapping):
        _cite(draft, burden, f"{by}.burden")
    for modifier in ("unless", "dispensed-when", "objection"):
        if isinstance(targets := tree.get(modifier), Mapping):
            for target, shape in targets.entries:
                if isinstance(shape, Mapping):
                    _cite(draft, shape, f"{by}.{modifier}.{target.text}")


def _cite(draft: Draft, tree: Mapping, by: str, *, key: str = "cite") -> None:
    node = tree.get(key)
    scalars = node.items if isinstance(node, Sequence) else (node,)
    draft.cited.extend(Cited(s.text, s.place, by) for s in scalars if isinstance(s, Scalar))


def _read_literate(path: Path, kinds: tuple[str, ...], draft: Draft, findings: Findings) -> Literate | None:
    document = read_literate(path, kinds, findings)
    if document is None:
        draft.broken.add(path.stem)
    if document is None or document.incomplete:
        draft.unread = True
    return document


def entries(
    model: type[Shape], fence: Fence, broken: set[str], findings: Findings, *, any_name: bool = False
) -> Iterator[tuple[Scalar, Mapping, Shape]]:
    """The named entries of a block that have the shape of the model; the names of the others are broken.

    Names are identifiers, but where somebody else gave them (`any_name`).
    """
    if isinstance(fence.tree, Mapping):
        for key, tree in fence.tree.entries:
            shape = read_shape(model, tree, key.place.file, key.text, findings)
            if not any_name and not IDENTIFIER.fullmatch(key.text):
                words = {"met": key.text, "expected": IN_WORDS}
                findings.append(Diagnostic("E204", key.place, subject=f"the name of a {fence.kind}", **words))
                broken.add(key.text)
            elif shape is None:
                broken.add(key.text)
            else:
                yield key, tree, shape
    elif fence.tree is not None:
        words = {"met": "a list or word", "expected": "names with their keys"}
        findings.append(Diagnostic("E204", fence.tree.place, subject=fence.kind, **words))


def _items(model: type[Shape], fence: Fence, findings: Findings) -> Iterator[tuple[Mapping, Shape]]:
    """The entries of a block that have no names: the items of a list, or the block itself."""
    trees = fence.tree.items if isinstance(fence.tree, Sequence) else filter(None, (fence.tree,))
    for tree in trees:
        if shape := read_shape(model, tree, fence.place.file, fence.kind, findings):
            yield tree, shape


def check_file_name(path: Path, name: Scalar, findings: Findings) -> None:
    if path.stem != name.text:
        findings.append(Diagnostic("E217", name.place, met=path.name, expected=name.text))
