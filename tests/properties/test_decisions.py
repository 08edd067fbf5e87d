"""Decision diagrams against truth tables: every function of a few variables, held once."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from prong.explanation.decisions import FALSE, TRUE, Decisions

VARIABLES = 4
ROWS = range(1 << VARIABLES)
WHOLE = (1 << len(ROWS)) - 1
levels = st.integers(0, VARIABLES - 1)


@dataclass
class Made:
    """A function as an edge, and as the set of rows in which it holds."""

    edge: int
    table: int


@st.composite
def functions(draw: st.DrawFn) -> tuple[Decisions, list[Made]]:
    """Diagrams with the functions that some steps make of the variables, of which each takes two."""
    decisions = Decisions(VARIABLES)
    found = [Made(TRUE, WHOLE), Made(FALSE, 0)]
    for level in range(VARIABLES):
        table = sum(1 << row for row in ROWS if row >> level & 1)
        found.append(Made(decisions.variable(level), table))
    for _ in range(draw(st.integers(1, 12))):
        one, other = draw(st.sampled_from(found)), draw(st.sampled_from(found))
        match draw(st.sampled_from(["both", "either", "differ", "not"])):
            case "both":
                made = Made(decisions.both(one.edge, other.edge), one.table & other.table)
            case "either":
                made = Made(decisions.either(one.edge, other.edge), one.table | other.table)
            case "differ":
                made = Made(decisions.differ(one.edge, other.edge), one.table ^ other.table)
            case _:
                made = Made(-one.edge, WHOLE ^ one.table)
        found.append(made)
    return decisions, found


def table_of(decisions: Decisions, edge: int) -> int:
    """The rows in which a function holds, each by its own way through the diagram."""
    found = 0
    for row in ROWS:
        at = edge
        while at not in (TRUE, FALSE):
            level, low, high = decisions.parts(at)
            at = high if row >> level & 1 else low
        found |= (at == TRUE) << row
    return found


def given_as(table: int, level: int, value: int) -> int:
    """The table with what it says for one value of a variable said for both."""
    rows = (row & ~(1 << level) | value << level for row in ROWS)
    return sum((table >> source & 1) << row for row, source in enumerate(rows))


@given(functions())
def test_a_function_holds_in_the_rows_of_its_truth_table(made: tuple[Decisions, list[Made]]) -> None:
    decisions, found = made
    assert [table_of(decisions, one.edge) for one in found] == [one.table for one in found]


@given(functions())
def test_functions_are_the_same_edge_where_their_tables_are_the_same(
    made: tuple[Decisions, list[Made]],
) -> None:
    _, found = made
    for one in found:
        for other in found:
            assert (one.edge == other.edge) == (one.table == other.table)


@given(functions(), levels, levels, st.booleans(), st.booleans())
def test_what_is_left_of_a_function_is_its_table_on_those_values(
    made: tuple[Decisions, list[Made]], first: int, second: int, one_value: bool, other_value: bool
) -> None:
    decisions, found = made
    values = {first: one_value, second: other_value}
    for one in found:
        left = one.table
        for level, value in values.items():
            left = given_as(left, level, value)
        assert table_of(decisions, decisions.where(one.edge, values)) == left


@given(functions(), st.sets(levels))
def test_a_function_holds_somehow_where_some_values_make_it_hold(
    made: tuple[Decisions, list[Made]], free: set[int]
) -> None:
    decisions, found = made
    for one in found:
        some = one.table
        for level in free:
            some = given_as(some, level, 0) | given_as(some, level, 1)
        assert table_of(decisions, decisions.somehow(one.edge, free)) == some


@given(functions())
def test_a_function_depends_on_the_variables_that_change_its_table(
    made: tuple[Decisions, list[Made]],
) -> None:
    decisions, found = made
    for one in found:
        changing = {
            level
            for level in range(VARIABLES)
            if given_as(one.table, level, 0) != given_as(one.table, level, 1)
        }
        assert decisions.levels(one.edge) == changing
    assert decisions.levels(*(one.edge for one in found)) == frozenset(range(VARIABLES))
