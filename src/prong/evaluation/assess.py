"""Assessment: facts through a program, and the lanes read as a trace."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from types import MappingProxyType

from prong.evaluation.binding import bindings_of
from prong.evaluation.facts import Facts, facts_of
from prong.evaluation.lanes import verdict_at
from prong.evaluation.program import Edge, Program, compile_norm
from prong.evaluation.receipt import receipt_of
from prong.evaluation.run import Values, chosen_readings, evaluate
from prong.evaluation.trace import NodeReader
from prong.model.cases import Record
from prong.model.norms import Rulebook
from prong.model.standards import Standard
from prong.model.trace import SCHEMA, Binding, Combination, Trace


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
    values = evaluate(program, rulebook, facts, standard=standard)
    chosen = chosen_readings(program, rulebook, readings)
    return _trace(record, rulebook, values, facts, chosen, standard, as_of)


def _trace(
    record: Record,
    rulebook: Rulebook,
    values: Values,
    facts: Facts,
    chosen: Mapping[str, str],
    standard: Standard | None,
    as_of: datetime.date | None,
) -> Trace:
    program, lanes = values.program, values.lanes
    norm = rulebook.norms[program.norm]
    reader = NodeReader(values, facts, lanes.number(chosen), chosen, standard)
    root = reader.read(Edge("root", program.root), None)
    support, opposition = values.sides(program.root.own)
    combinations = tuple(
        Combination(
            dict(zip(lanes.readings, positions, strict=True)), verdict_at(support, opposition, number).value
        )
        for number, positions in enumerate(lanes.combinations)
    )
    instrument = rulebook.instruments[norm.provision.instrument]
    binding = bindings_of(record, norm, rulebook, as_of)
    return Trace(
        schema=SCHEMA,
        case=record.id,
        norm=norm.id,
        title=norm.title,
        conclusion=norm.conclusion,
        verdict=root.verdict,
        highest_standard=root.met,
        elements=_elements(values, lanes.number(chosen)),
        depends_on=root.depends_on,
        readings=dict(chosen),
        combinations=combinations,
        regime=program.regime,
        standard=standard.key if standard is not None else None,
        as_of=as_of.isoformat() if as_of else None,
        in_force=instrument.in_force.isoformat() if instrument.in_force else None,
        binding=binding,
        unchecked=_unchecked(program, rulebook, binding),
        root=root,
        receipt=receipt_of(record, rulebook),
    )


def _elements(values: Values, combination: int) -> Mapping[str, str]:
    """Every element below the root with its verdict; those of other norms under `norm/element`."""
    found: dict[str, str] = {}
    for node in values.program.nodes:
        if node.element is not None:
            name = node.id if node.norm in (values.program.norm, node.id) else f"{node.norm}/{node.id}"
            found.setdefault(name, values.verdict(node.own, combination).value)
    return found


def _unchecked(program: Program, rulebook: Rulebook, binding: tuple[Binding, ...]) -> tuple[str, ...]:
    """The authorities behind the trace that have not been compared with their source."""
    cited = [cite for node in program.nodes if node.element for cite in node.element.cites]
    cited += [cite for node in program.nodes for edge in node.edges for cite in edge.cites]
    unchecked = [c for c in cited if not rulebook.instruments[c.instrument].is_checked(c.pinpoint)]
    parties = [f"{b.instrument}#{b.state}" for b in binding if not _party_checked(b, rulebook)]
    return tuple(dict.fromkeys([*map(str, unchecked), *parties]))


def _party_checked(entry: Binding, rulebook: Rulebook) -> bool:
    party = rulebook.instruments[entry.instrument].parties.get(entry.state)
    return party is None or party.checked
