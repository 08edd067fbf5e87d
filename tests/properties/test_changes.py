"""Single changes: those that are named turn the verdict as they say, and no other single change does."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from prong.evaluation.facts import NO_FACT, Fact, Facts
from prong.evaluation.lanes import NOTHING
from prong.evaluation.program import Program, compile_norm
from prong.evaluation.run import chosen_readings, evaluate
from prong.explanation.changes import Change, single_changes
from prong.model.norms import ElementRef, Formula, PredicateRef, Rulebook
from prong.model.standards import LADDER, Standard
from prong.model.verdicts import Verdict
from prong.testing.accounts import rulebook_at
from prong.testing.facts import facts_on, few_facts
from prong.testing.interpreter import World, all_parts, parts_of
from prong.testing.norms import NORM, PREDICATES, REGIME, rulebooks

TOP = LADDER[-1]
RULES = Path(__file__).parents[2] / "rules"
regimes = st.sampled_from([None, REGIME])
standards = st.sampled_from([None, *LADDER])


def verdict_of(
    program: Program, rulebook: Rulebook, found: Facts, chosen: dict[str, str], standard: Standard | None
) -> Verdict:
    """The verdict of the norm, evaluated anew."""
    values = evaluate(program, rulebook, found, standard=standard)
    return values.verdict(program.root.own, values.lanes.number(chosen))


def one_by_one(
    program: Program, rulebook: Rulebook, found: Facts, chosen: dict[str, str], standard: Standard | None
) -> list[Change]:
    """Every change of one fact or one reading, each tried by an evaluation of its own.

    A fact of which nothing is known is tried unless it stands under the state's burden alone.
    """
    open_to_her = hers(program, rulebook)
    tried: list[tuple[Change, Verdict]] = []
    before = verdict_of(program, rulebook, found, chosen, standard)

    def attempt(
        kind: str, name: str, changed: Facts, taken: dict[str, str], position: str | None = None
    ) -> None:
        verdict = verdict_of(program, rulebook, changed, taken, standard)
        tried.append((Change(kind, name, verdict, position), verdict))

    for name in dict.fromkeys(leaf.predicate for leaf in program.leaves):
        fact = found.get(name, NO_FACT)
        known = [level for level in (fact.support, fact.opposition) if level != NOTHING]
        if not known:
            if name not in open_to_her:
                continue
            attempt("shown", name, {**found, name: Fact(TOP, NOTHING)}, chosen)
            attempt("denied", name, {**found, name: Fact(NOTHING, TOP)}, chosen)
            continue
        attempt("withdrawn", name, {k: v for k, v in found.items() if k != name}, chosen)
        if min(known) < TOP:
            raised = [TOP if level != NOTHING else NOTHING for level in (fact.support, fact.opposition)]
            attempt("strengthened", name, {**found, name: Fact(*raised)}, chosen)
    for name in program.readings:
        for position in rulebook.readings[name].positions:
            if position.id != chosen[name]:
                attempt("reading", name, found, {**chosen, name: position.id}, position.id)
    return [change for change, verdict in tried if verdict is not before]


def hers(program: Program, rulebook: Rulebook) -> set[str]:
    """What stands somewhere under no burden, or whose nearest burden is the applicant's."""
    world = World(rulebook, program.regime, {}, {})
    found: set[str] = set()

    def enter(part: Formula, open_to_her: bool) -> None:
        if isinstance(part, PredicateRef):
            found.update({part.name} if open_to_her else ())
        elif isinstance(part, ElementRef):
            burden = world.burden(part)
            inner = burden.on == "applicant" if burden else open_to_her
            for formula in all_parts(world.element(part)):
                enter(formula, inner)
        else:
            for formula in parts_of(part):
                enter(formula, open_to_her)

    enter(ElementRef(program.norm, program.norm), True)
    return found


@settings(max_examples=100)
@given(rulebooks(), regimes, facts_on(PREDICATES), standards, st.data())
def test_the_single_changes_are_those_that_turn_the_verdict_when_tried_one_by_one(
    rulebook: Rulebook, regime: str | None, found: Facts, standard: Standard | None, data: st.DataObject
) -> None:
    program = compile_norm(rulebook, NORM, regime)
    taken = {
        name: data.draw(st.sampled_from([position.id for position in rulebook.readings[name].positions]))
        for name in program.readings
    }
    before, changes = single_changes(program, rulebook, found, taken, standard=standard)
    assert before is verdict_of(program, rulebook, found, taken, standard)
    assert list(changes) == one_by_one(program, rulebook, found, taken, standard)


@settings(max_examples=20)
@given(st.data(), st.sampled_from(["trafficking-in-persons", "refugee", "regularisation"]), standards)
def test_the_same_holds_of_the_shipped_norms(
    data: st.DataObject, norm: str, standard: Standard | None
) -> None:
    rules = rulebook_at(RULES)
    program = compile_norm(rules, norm)
    found = data.draw(few_facts(tuple(dict.fromkeys(leaf.predicate for leaf in program.leaves))))
    taken = dict(chosen_readings(program, rules, {}))
    before, changes = single_changes(program, rules, found, taken, standard=standard)
    assert before is verdict_of(program, rules, found, taken, standard)
    assert list(changes) == one_by_one(program, rules, found, taken, standard)
