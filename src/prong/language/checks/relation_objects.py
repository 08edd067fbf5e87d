"""E218: a relation of a thing to itself, or one that calls without effect what is no part of the subject."""

from collections.abc import Iterator

from prong.errors import Diagnostic, near_name
from prong.language.checks.references import names_of
from prong.language.drafts import Draft, DraftNorm, DraftRelation
from prong.language.formulas import readings_in


def empty_relations(draft: Draft) -> Iterator[Diagnostic]:
    for norm in draft.norms.values():
        for relation in norm.relations:
            if relation.kind == "without-effect":
                yield from _of_parts(draft, norm, relation)
            else:
                yield from _to_itself(draft, norm, relation)


def _to_itself(draft: Draft, norm: DraftNorm, relation: DraftRelation) -> Iterator[Diagnostic]:
    subject = relation.tree.get("subject")
    meant = draft.lookup(subject.text, norm.id)
    for name in relation.objects:
        if meant is not None and draft.lookup_object(name.text, norm.id) == meant:
            words = {"subject": subject.text, "met": name.text, "expected": "name another"}
            yield Diagnostic("E218", name.place, **words, related=((subject.place, "the subject"),))


def _of_parts(draft: Draft, norm: DraftNorm, relation: DraftRelation) -> Iterator[Diagnostic]:
    subject = relation.tree.get("subject")
    element = norm.element(subject.text)
    for key in filter(None, map(relation.tree.key, ("given", "readings"))):
        words = {"met": key.text, "advice": "what is without effect is so in every case"}
        yield Diagnostic("E201", key.place, subject="a relation without-effect", **words)
    if element is None:
        known = [e.id.text for e in norm.elements]
        words = {"met": subject.text, "expected": "an element of this norm"}
        yield Diagnostic(
            "E204", subject.place, subject="subject", **words, near=near_name(subject.text, known)
        )
        return
    parts = [*names_of(element), *(written.reading.text for written in readings_in(element.formula))]
    for name in relation.objects:
        if name.text not in parts and draft.lookup_object(name.text, norm.id):
            words = {"subject": subject.text, "met": name.text, "near": near_name(name.text, parts)}
            words["expected"] = "name a part, a modifier or a reading of it"
            yield Diagnostic("E218", name.place, **words, related=((element.id.place, "the element"),))
