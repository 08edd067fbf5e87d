"""A plan as one query: Ibis Boolean expressions over columns, which become SQL where the data lives.

Support and opposition are plain booleans and never null, so none of the ways in which engines treat null
can change an answer. What is used more than once is a column of a stage of its own, computed before the
stage that uses it; so the query grows with the plan and not with what the plan would be written out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import ibis
import ibis.expr.types as ir

from prong.corpus.planes import columns_of
from prong.corpus.tally import Key, Tally, added
from prong.evaluation.circuit import FALSE, TRUE, Plan

ROWS = "rows"


def counting_query(
    table: ir.Table, plan: Plan, predicates: Sequence[str], by: tuple[str, ...] = ()
) -> ir.Table:
    """A query with one row for each group: its values, its number of rows, and each count as `n0`, `n1` …

    `table` has the columns of a corpus; input 2n of the plan is the support of predicate n.
    """
    names = [name for predicate in predicates for name in columns_of(predicate)]
    staged = _staged(table, plan, {number: names[number] for number in plan.used}, by)
    counts = {ROWS: ibis._.count()}
    for at, number in enumerate(plan.outputs):
        if number not in (FALSE, TRUE):
            counts[f"n{at}"] = staged[_column(number)].ifelse(1, 0).sum()
    grouped = staged.group_by(*map(_by_column, range(len(by)))) if by else staged
    return grouped.aggregate(**counts)


def tally_of(records: Sequence[Mapping[str, object]], plan: Plan, by: tuple[str, ...]) -> Tally:
    """The rows that such a query returned, as a tally."""
    tallies = []
    for record in records:
        rows = int(record[ROWS])
        if not rows:
            continue  # an empty table has one row of counts, and no group
        values = (record[_by_column(at)] for at in range(len(by)))
        key: Key = tuple(None if value is None else str(value) for value in values)
        constants = {FALSE: 0, TRUE: rows}
        counts = (
            constants[number] if number in constants else int(record[f"n{at}"])
            for at, number in enumerate(plan.outputs)
        )
        tallies.append(Tally(by, {key: rows}, {key: tuple(counts)}))
    return added(tallies, by)


def sql_of(
    table_name: str, plan: Plan, predicates: Sequence[str], dialect: str, by: tuple[str, ...] = ()
) -> str:
    """The SQL of the counts in one dialect, for a table of that name with the columns of a corpus."""
    columns = {name: "!boolean" for predicate in predicates for name in columns_of(predicate)}
    table = ibis.table({**dict.fromkeys(by, "string"), **columns}, name=table_name)
    query = counting_query(table, plan, predicates, by)
    return str(ibis.to_sql(query, dialect={"spark": "pyspark"}.get(dialect, dialect)))


def _staged(table: ir.Table, plan: Plan, inputs: Mapping[int, str], by: tuple[str, ...]) -> ir.Table:
    """The table with a column for each output, computed stage by stage."""
    stages, columns = _stages(plan)
    outputs = {number for number in plan.outputs if number >= 0}
    last = max(stages.values(), default=0)
    needed = _needed_after(plan, stages, columns, outputs)
    if not outputs and not by:
        return table  # only constants are asked for, and how many rows there are
    current = table.select(
        **{_by_column(at): table[name] for at, name in enumerate(by)},
        **{_column(number): table[name] for number, name in inputs.items()},
    )
    for stage in range(1, last + 1):
        values = {number: current[_column(number)] for number in needed[stage - 1]}
        for step in plan.steps:
            if stages[step.number] == stage:
                left = values[step.left]
                match step.operation:
                    case "~":
                        values[step.number] = ~left
                    case "&":
                        values[step.number] = left & values[step.right]
                    case "|":
                        values[step.number] = left | values[step.right]
        current = current.select(
            *(_by_column(at) for at in range(len(by))),
            **{_column(number): values[number] for number in sorted(needed[stage])},
        )
    return current


def _stages(plan: Plan) -> tuple[dict[int, int], set[int]]:
    """The stage that computes each step, and which steps are columns because more than one uses them.

    What is no column is written out where its only user is computed.
    """
    uses = Counter(n for step in plan.steps for n in (step.left, step.right) if n is not None)
    uses.update(number for number in plan.outputs if number >= 0)
    outputs = set(plan.outputs)
    columns = {step.number for step in plan.steps if uses[step.number] > 1 or step.number in outputs}
    stages: dict[int, int] = {}
    for step in plan.steps:
        operands = [n for n in (step.left, step.right) if n is not None and n >= plan.inputs]
        stages[step.number] = max((stages[n] + (n in columns) for n in operands), default=1)
    for step in reversed(plan.steps):
        for operand in (step.left, step.right):
            if operand in stages and operand not in columns:
                stages[operand] = stages[step.number]
    return stages, columns


def _needed_after(
    plan: Plan, stages: Mapping[int, int], columns: set[int], outputs: set[int]
) -> list[set[int]]:
    """For each stage (0: the table itself) the columns that later stages or the counts read."""
    last = max(stages.values(), default=0)
    needed: list[set[int]] = [set() for _ in range(last + 1)]
    made = {number: stages.get(number, 0) for number in (*plan.used, *columns)}
    until = dict.fromkeys(outputs, last)
    for step in plan.steps:
        for operand in (step.left, step.right):
            if operand in made:
                until[operand] = max(until.get(operand, 0), stages[step.number] - 1)
    for number, end in until.items():
        for stage in range(made[number], end + 1):
            needed[stage].add(number)
    return needed


def _column(number: int) -> str:
    return f"g{number}"


def _by_column(at: int) -> str:
    return f"by{at}"
