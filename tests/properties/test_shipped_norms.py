"""The law of trafficking as shipped: a child needs no means, and consent yields to a means."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from prong.evaluation.facts import Fact, Facts
from prong.evaluation.lanes import NOTHING
from prong.evaluation.program import Program, ProgramNode, compile_norm
from prong.evaluation.run import Values, evaluate
from prong.model.standards import LADDER
from prong.testing.accounts import rulebook_at
from prong.testing.facts import LEVELS, few_facts, single_facts

RULES = Path(__file__).parents[2] / "rules"
TRAFFICKING = "trafficking-in-persons"
TOP = LADDER[-1]
ACTS = ("recruitment", "transportation", "transfer", "harbouring", "receipt", "receipt-by-buyer")


def norm() -> Program:
    return compile_norm(rulebook_at(RULES), TRAFFICKING)


def element(program: Program, id: str) -> ProgramNode:
    return next(node for node in program.nodes if node.id == id)


def below(node: ProgramNode, *, but: str = "") -> set[str]:
    """The predicates on which a node rests, but for those that only an element below it uses."""
    found = {node.predicate} if node.predicate else set()
    return found.union(*(below(edge.node, but=but) for edge in node.edges if edge.node.id != but))


PREDICATES = tuple(sorted(below(norm().root)))
MEANS = tuple(sorted(below(element(norm(), "means")) - below(norm().root, but="means") - {"child"}))
AMPLE = few_facts(PREDICATES).flatmap(
    lambda found: few_facts(ACTS + MEANS + ("servitude",), most=4).map(lambda more: {**found, **more})
)


def run(found: Facts) -> Values:
    return evaluate(norm(), rulebook_at(RULES), found)


def outside(program: Program, id: str) -> list[ProgramNode]:
    """The nodes that are neither an element nor below it."""
    inside, waiting = [], [element(program, id)]
    while waiting:
        inside.append(waiting.pop())
        waiting += [edge.node for edge in inside[-1].edges]
    return [node for node in program.nodes if not any(node is other for other in inside)]


@given(AMPLE, st.sampled_from(LADDER), st.fixed_dictionaries({name: single_facts() for name in MEANS}))
def test_with_a_child_the_means_are_indifferent(found: Facts, age_shown_to: int, means: Facts) -> None:
    """Nothing outside the element changes with them, at any standard to which her age is shown."""
    found = {**found, "child": Fact(age_shown_to, NOTHING)}
    before, after = run(found), run({**found, **means})
    steps = [element(norm(), "means").standard, *LADDER]
    shown = before.lanes.every * sum(1 << lane for lane, step in enumerate(steps) if step <= age_shown_to)
    for node in outside(norm(), "means"):
        for side in (0, 1):
            one, two = (values.sides(node.own)[side] for values in (before, after))
            assert (one ^ two) & shown == 0


@given(AMPLE)
def test_with_a_child_no_reading_on_the_means_matters(found: Facts) -> None:
    """Neither their timing, nor what abuses a vulnerability, nor who controls."""
    values = run({**found, "child": Fact(TOP, NOTHING)})
    told = values.lanes.depends_on(*values.sides(norm().root.own))
    assert not set(told) & {"timing-of-means", "irregular-status-alone", "control-by-a-broker"}


@given(AMPLE, single_facts(), single_facts(), st.sampled_from((*MEANS, "child")), st.sampled_from(LEVELS[2:]))
def test_consent_never_changes_a_verdict_where_a_means_is_made_out(
    found: Facts, consent: Fact, other: Fact, means: str, level: int
) -> None:
    """Made out, or not required of a child: at any standard and under any reading."""
    found = {**found, means: Fact(level, NOTHING)}
    before, after = (run({**found, "consent-to-exploitation": fact}) for fact in (consent, other))
    support, opposition = before.sides(element(norm(), "means").counted)
    made_out = support & ~opposition
    for side in (0, 1):
        one, two = (values.sides(norm().root.own)[side] for values in (before, after))
        assert (one ^ two) & made_out == 0


def test_the_means_have_facts_of_their_own() -> None:
    """The properties above vary something."""
    assert {"force", "deception", "later-coercion"} <= set(MEANS)
    assert not set(ACTS) & set(MEANS)
