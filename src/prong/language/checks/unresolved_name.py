"""E203: a name in a rule that nothing declares, with the nearest name that exists."""

from collections.abc import Iterable, Iterator

from prong.errors import Diagnostic, near_name
from prong.language.drafts import Draft, DraftNorm
from prong.language.formulas import names_in
from prong.language.tree import Mapping, Node, Scalar

MODIFIERS = ("unless", "dispensed-when", "objection")


def unresolved_names(draft: Draft) -> Iterator[Diagnostic]:
    for norm in draft.norms.values():
        yield from _in_elements(draft, norm)
        yield from _in_relations(draft, norm)
        yield from _in_examples(draft, norm)
        for reading in norm.readings:
            default = reading.tree.get("default")
            yield from _unless_known(default, reading.shape.positions, f"position of {reading.id.text}")
        binding = norm.document.front.get("binding")
        for name in binding.items if binding else ():
            yield from _unless_known(name, draft.instruments, "instrument")
        if whole := norm.document.front.get("part-of"):
            yield from _unless_known(whole, draft.norms, "norm")
    yield from _in_vocabulary(draft)
    for regime in draft.regimes.values():
        for key, _, _ in regime.settings:
            norm, _, element = key.text.partition("/")
            known = draft.norms.get(norm)
            if known is None or (element and known.element(element) is None):
                targets = [
                    *draft.norms,
                    *(f"{n.id}/{e.id.text}" for n in draft.norms.values() for e in n.elements),
                ]
                yield _unresolved(key, targets, "norm or element")


def _in_elements(draft: Draft, norm: DraftNorm) -> Iterator[Diagnostic]:
    for element in norm.elements:
        names = list(names_in(element.formula))
        for modifier in MODIFIERS:
            targets = element.tree.get(modifier)
            if isinstance(targets, Mapping):
                names += [key for key, _ in targets.entries]
                answers = (
                    shape.get("answered-by") for _, shape in targets.entries if isinstance(shape, Mapping)
                )
                names += [answer for answer in answers if isinstance(answer, Scalar)]
        for name in names:
            if draft.lookup(name.text, norm.id) is None:
                yield _unresolved(name, draft.known_names(norm.id), "predicate or element")


def _in_relations(draft: Draft, norm: DraftNorm) -> Iterator[Diagnostic]:
    for relation in norm.relations:
        for name in (relation.tree.get("subject"), *names_in(relation.given)):
            if draft.lookup(name.text, norm.id) is None:
                yield _unresolved(name, draft.known_names(norm.id), "predicate or element")
        for name in relation.objects:
            if draft.lookup_object(name.text, norm.id) is None:
                known = [*draft.known_names(norm.id), *draft.readings]
                yield _unresolved(name, known, "predicate, element or reading")
        yield from _in_readings(draft, relation.tree.get("readings"))


def _in_examples(draft: Draft, norm: DraftNorm) -> Iterator[Diagnostic]:
    stated = {*draft.predicates, *draft.quantities}
    for example in norm.examples:
        for key, _ in example.tree.get("facts").entries:
            yield from _unless_known(key, stated, "predicate or quantity")
        for key, _ in example.tree.get("expect").entries:
            target = draft.lookup(key.text, norm.id)
            if target is None or key.text in draft.predicates:
                yield _unresolved(key, draft.known_names(norm.id), "element")
        yield from _in_readings(draft, example.tree.get("readings"))
        if isinstance(regime := example.tree.get("regime"), Scalar):
            yield from _unless_known(regime, draft.regimes, "regime")


def _in_readings(draft: Draft, chosen: Node | None) -> Iterator[Diagnostic]:
    if isinstance(chosen, Mapping):
        for key, position in chosen.entries:
            yield from _unless_known(key, draft.readings, "reading")
            if (reading := draft.readings.get(key.text)) and isinstance(position, Scalar):
                yield from _unless_known(position, reading.shape.positions, f"position of {key.text}")


def _in_vocabulary(draft: Draft) -> Iterator[Diagnostic]:
    for predicate, _, tree in draft.predicates.values():
        if predicate.derived:
            quantity = tree.get("derived").get("quantity")
            yield from _unless_known(quantity, draft.quantities, "quantity")
    for quantity, _, tree in draft.quantities.values():
        if quantity.age_at:
            for name in tree.get("age-at").get("earliest-of").items:
                yield from _unless_known(name, draft.predicates, "predicate")
        if quantity.duration:
            for key in ("from", "to"):
                yield from _unless_known(tree.get("duration").get(key), draft.milestones, "milestone")


def _unless_known(name: Scalar, known: Iterable[str], kind: str) -> Iterator[Diagnostic]:
    if name.text not in known:
        yield _unresolved(name, known, kind)


def _unresolved(name: Scalar, known: Iterable[str], kind: str) -> Diagnostic:
    return Diagnostic("E203", name.place, subject=kind, met=name.text, near=near_name(name.text, known))
