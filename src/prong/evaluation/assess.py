"""Assessment: facts through a program, and the lanes read as a trace."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from prong.evaluation.binding import bindings_of
from prong.evaluation.facts import Facts, facts_of
from prong.evaluation.lanes import WIDTH, Lanes, lay_out
from prong.evaluation.program import Program, compile_norm
from prong.evaluation.receipt import receipt_of
from prong.evaluation.run import Values, chosen_readings, evaluate
from prong.evaluation.trace import NodeReader
from prong.model.cases import Record
from prong.model.maker import maker_of
from prong.model.norms import ConclusionKind, Rulebook
from prong.model.standards import Standard
from prong.model.trace import SCHEMA, Binding, Combination, Trace
from prong.model.verdicts import BY_BITS

make_trace = maker_of(Trace)
WORDS = tuple(verdict.value for verdict in BY_BITS)


def assess(
    record: Record,
    rulebook: Rulebook,
    norm: str,
    *,
    regime: str | None = None,
    readings: Mapping[str, str] = MappingProxyType({}),
    standard: Standard | None = None,
    as_of: datetime.date | None = None,
) -> Trace:
    """The trace of one norm in one record.

    Names must exist (KeyError otherwise); `readings` may name readings that this norm does not use.
    """
    program = compile_norm(rulebook, norm, regime)
    facts = facts_of(record, rulebook.vocabulary)
    binding = bindings_of(record, rulebook.norms[norm], rulebook, as_of)
    said = {"as_of": as_of.isoformat() if as_of else None, "binding": binding}
    return _trace(program, rulebook, facts, readings, standard, record.id, record.digest, **said)


def assess_facts(
    case: str,
    digest: str,
    facts: Facts,
    rulebook: Rulebook,
    norm: str,
    *,
    regime: str | None = None,
    readings: Mapping[str, str] = MappingProxyType({}),
    standard: Standard | None = None,
) -> Trace:
    """The same for facts without an account, as a row of a table gives them; nothing is said of any treaty.

    `digest` is that of what the facts were read from.
    """
    program = compile_norm(rulebook, norm, regime)
    return _trace(program, rulebook, facts, readings, standard, case, digest, as_of=None, binding=())


def _trace(
    program: Program,
    rulebook: Rulebook,
    facts: Facts,
    readings: Mapping[str, str],
    standard: Standard | None,
    case: str,
    digest: str,
    *,
    as_of: str | None,
    binding: tuple[Binding, ...],
) -> Trace:
    values = evaluate(program, rulebook, facts, standard=standard)
    frame = _frame_of(program, rulebook)
    chosen = chosen_readings(program, rulebook, readings) if readings else frame.defaults
    combination = values.lanes.number(chosen)
    root = _reader(values.lanes, combination, chosen, standard).read(values, facts)
    return make_trace(
        schema=SCHEMA,
        case=case,
        norm=program.norm,
        title=frame.title,
        conclusion=frame.conclusion,
        verdict=root.verdict,
        highest_standard=root.met,
        elements=_words(values, frame.elements, combination),
        depends_on=root.depends_on,
        readings=chosen,
        combinations=_combinations(values, frame),
        regime=program.regime,
        standard=standard.key if standard is not None else None,
        as_of=as_of,
        in_force=frame.in_force,
        binding=binding,
        unchecked=_unchecked(frame, rulebook, binding),
        root=root,
        receipt=receipt_of(digest, rulebook),
    )


def _reader(
    lanes: Lanes, combination: int, chosen: Mapping[str, str], standard: Standard | None
) -> NodeReader:
    """The reader of these nodes, made once."""
    found = lanes.readers.get((combination, standard))
    if found is None:
        found = lanes.readers[combination, standard] = NodeReader(lanes, combination, chosen, standard)
    return found


@dataclass(frozen=True, slots=True)
class _Frame:
    """What every trace of a program says alike: `elements` has the name of each with its pair, `possible`
    the four answers for each combination of readings, `unchecked` the authorities not compared with their
    source."""

    title: str
    conclusion: ConclusionKind
    in_force: str | None
    elements: tuple[tuple[str, int], ...]
    possible: tuple[tuple[Combination, ...], ...]
    unchecked: tuple[str, ...]
    defaults: Mapping[str, str]


@functools.lru_cache(maxsize=512)
def _frame_of(program: Program, rulebook: Rulebook) -> _Frame:
    norm = rulebook.norms[program.norm]
    in_force = rulebook.instruments[norm.provision.instrument].in_force
    lanes = lay_out(rulebook, program)
    taken = [dict(zip(lanes.readings, positions, strict=True)) for positions in lanes.combinations]
    cited = [cite for node in program.nodes if node.element for cite in node.element.cites]
    cited += [cite for node in program.nodes for edge in node.edges for cite in edge.cites]
    unchecked = (c for c in cited if not rulebook.instruments[c.instrument].is_checked(c.pinpoint))
    return _Frame(
        norm.title,
        norm.conclusion,
        in_force.isoformat() if in_force else None,
        _elements_of(program),
        tuple(tuple(Combination(one, verdict.value) for verdict in BY_BITS) for one in taken),
        tuple(dict.fromkeys(map(str, unchecked))),
        chosen_readings(program, rulebook, {}),
    )


def _elements_of(program: Program) -> tuple[tuple[str, int], ...]:
    """Every element below the root with its pair; those of other norms under `norm/element`."""
    found: dict[str, int] = {}
    for node in program.nodes:
        if node.element is not None:
            name = node.id if node.norm in (program.norm, node.id) else f"{node.norm}/{node.id}"
            found.setdefault(name, node.own)
    return tuple(found.items())


def _words(values: Values, elements: tuple[tuple[str, int], ...], combination: int) -> Mapping[str, str]:
    """The verdict of every element under one combination."""
    pairs, shift = values.pairs, WIDTH * combination
    return {
        name: WORDS[(pairs[2 * pair] >> shift & 1) + 2 * (pairs[2 * pair + 1] >> shift & 1)]
        for name, pair in elements
    }


def _combinations(values: Values, frame: _Frame) -> tuple[Combination, ...]:
    """The verdict of the root under every combination of readings."""
    support, opposition = values.sides(values.program.root.own)
    if len(frame.possible) == 1:
        return (frame.possible[0][(support & 1) + 2 * (opposition & 1)],)
    found = []
    for answers in frame.possible:
        found.append(answers[(support & 1) + 2 * (opposition & 1)])
        support >>= WIDTH
        opposition >>= WIDTH
    return tuple(found)


def _unchecked(frame: _Frame, rulebook: Rulebook, binding: tuple[Binding, ...]) -> tuple[str, ...]:
    """The authorities behind the trace that have not been compared with their source."""
    parties = [f"{b.instrument}#{b.state}" for b in binding if not _party_checked(b, rulebook)]
    return tuple(dict.fromkeys([*frame.unchecked, *parties])) if parties else frame.unchecked


def _party_checked(entry: Binding, rulebook: Rulebook) -> bool:
    party = rulebook.instruments[entry.instrument].parties.get(entry.state)
    return party is None or party.checked
