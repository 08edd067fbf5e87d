"""Facts on the predicates of a norm: any at all, or weighted towards the boundary of the norm's function.

A case lies on the boundary where one change more turns the verdict. Such cases are rare among random ones,
and they are the ones in which a wrong rule answers wrongly. So facts start from nothing, from an example in
the rule document, or from an assignment that is just enough to satisfy or to defeat the norm; then some of
them are dropped, weakened, turned over or joined by others. Each of these is one draw, and its smallest
value drops the fact: what fails shrinks to the few facts that matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hypothesis import strategies as st

from prong.evaluation.facts import Fact, Facts, facts_stated
from prong.evaluation.lanes import NOTHING
from prong.evaluation.program import Edge, Program, ProgramNode, compile_norm
from prong.model.norms import Rulebook
from prong.model.standards import LADDER

TOP = LADDER[-1]
LEVELS = (NOTHING, *LADDER)
KINDS = 63
"""The largest number that stands for a variation of one fact; most numbers leave it as it is."""


# Any facts


def single_facts() -> st.SearchStrategy[Fact]:
    """Nothing, support, opposition or both, each at any step of the ladder."""
    level = st.sampled_from(LEVELS)
    return st.tuples(level, level).map(lambda levels: Fact(*levels))


def facts_on(predicates: Iterable[str]) -> st.SearchStrategy[Facts]:
    """A fact on each of these predicates."""
    return st.fixed_dictionaries({name: single_facts() for name in predicates})


def few_facts(predicates: Iterable[str], *, most: int = 12) -> st.SearchStrategy[Facts]:
    """Facts on some of many predicates."""
    return st.dictionaries(st.sampled_from(tuple(predicates)), single_facts(), max_size=most)


# Facts near the boundary of a norm


@st.composite
def facts(
    draw: st.DrawFn,
    rulebook: Rulebook,
    *,
    norm: str,
    regime: str | None = None,
) -> Facts:
    """Facts on predicates of the norm, most of them near its boundary."""
    program = compile_norm(rulebook, norm, regime)
    required: dict[str, int] = {}
    for leaf in program.leaves:
        required[leaf.predicate] = max(leaf.standard, required.get(leaf.predicate, NOTHING))
    base = _base(draw, rulebook, program)
    found: dict[str, Fact] = {}
    for name in required:
        if name in base and (fact := _varied(draw(st.integers(0, KINDS)), base[name], required[name])):
            found[name] = fact
    names = st.sampled_from(tuple(required))
    for name, kind in draw(st.lists(st.tuples(names, st.integers(0, 5)), max_size=2)):
        found[name] = _other(kind, required[name])
    return found


def _base(draw: st.DrawFn, rulebook: Rulebook, program: Program) -> Facts:
    examples = rulebook.norms[program.norm].examples
    kinds = ["nothing", "enough", "enough", "against", *(["example"] * bool(examples))]
    match draw(st.sampled_from(kinds)):
        case "nothing":
            return {}
        case "example":
            return facts_stated(draw(st.sampled_from(examples)).facts, rulebook.vocabulary)
        case kind:
            taken = {
                name: draw(st.sampled_from([p.id for p in rulebook.readings[name].positions]))
                for name in program.readings
            }
            sides = _enough(draw, program.root, kind == "enough", taken)
            return {name: Fact(*(TOP if side else NOTHING for side in pair)) for name, pair in sides.items()}


def _varied(kind: int, fact: Fact, required: int) -> Fact | None:
    """A fact of the base: dropped, as it is at the standard that is just enough, or a little different."""
    sides = [min(required, level) for level in (fact.support, fact.opposition)]
    match KINDS - kind:
        case n if n == KINDS:
            return None
        case 1:
            sides = [max(level - 1, NOTHING) for level in sides]
        case 2:
            sides = [level if level == NOTHING else TOP for level in sides]
        case 3:
            sides.reverse()
        case 4:
            sides = [required, required]
    return Fact(*sides) if max(sides) != NOTHING else None


def _other(kind: int, required: int) -> Fact:
    lower = required - 1  # NOTHING where the required standard is the lowest
    known = (
        (required, NOTHING),
        (NOTHING, required),
        (required, required),
        (lower, NOTHING),
        (TOP, NOTHING),
        (NOTHING, TOP),
    )
    return Fact(*known[kind])


def _enough(
    draw: st.DrawFn, node: ProgramNode, wanted: bool, taken: Mapping[str, str]
) -> dict[str, tuple[bool, bool]]:
    """Sides of predicates that give a node support (or opposition, as wanted), one way of several."""
    if node.predicate is not None:
        return {node.predicate: (wanted, not wanted)}
    parts = [edge for edge in node.edges if edge.role == "part"]
    below: list[tuple[ProgramNode, bool]]
    if node.construct == "reading":
        below = [
            (edge.node, wanted)
            for edge in node.edges
            if edge.role == "position" and taken[node.reading] == edge.position
        ]
    elif node.construct == "not":
        below = [(parts[0].node, not wanted)]
    elif node.construct is None or node.construct == ("all" if wanted else "any"):
        below = [(edge.node, wanted) for edge in parts]
    elif node.construct == "at-least":
        number = draw(st.integers(1, len(parts)))  # a program does not say how many it counts to
        below = [(edge.node, wanted) for edge in draw(st.permutations(parts))[:number]]
    else:
        below = [(draw(st.sampled_from(parts)).node, wanted)]
    dispensers = [edge for edge in node.edges if edge.role == "dispensed-when"]
    if wanted and dispensers and draw(st.integers(0, 3)) == 3:
        return _enough(draw, draw(st.sampled_from(dispensers)).node, True, taken)
    defeaters = [edge for edge in node.edges if edge.role in ("unless", "objection")]
    if not wanted and defeaters and draw(st.booleans()):
        below = [(draw(st.sampled_from(defeaters)).node, True)]
    elif wanted:
        below += [(edge.node, False) for edge in defeaters if not _presumed_absent(edge)]
    if not wanted:
        below += [(edge.node, False) for edge in dispensers]
    found: dict[str, tuple[bool, bool]] = {}
    for part, side in below:
        for name, sides in _enough(draw, part, side, taken).items():
            known = found.get(name, (False, False))
            found[name] = known[0] or sides[0], known[1] or sides[1]
    return found


def _presumed_absent(edge: Edge) -> bool:
    return edge.node.burden is not None and not edge.node.burden.presume
