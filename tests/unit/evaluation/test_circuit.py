"""Gates: equal ones are one, constants disappear, and a plan holds what is asked for and no more."""

from prong.evaluation.circuit import FALSE, TRUE, Circuit


def test_equal_gates_are_one_gate() -> None:
    """Whichever side stands first, and through two negations."""
    circuit = Circuit(2)
    a, b = circuit.inputs
    assert a & b == b & a
    assert ~~a == a
    assert ~(a | b) == ~(b | a)


def test_constants_disappear() -> None:
    """What is never or always so, the same twice, and a value beside its negation."""
    circuit = Circuit(1)
    (a,) = circuit.inputs
    never, always = circuit.false, circuit.true
    assert [a & never, a & always, a | never, a | always] == [never, a, a, always]
    assert [a & a, a | a, a & ~a, a | ~a] == [a, a, never, always]
    assert [~never, ~always] == [always, never]


def test_a_plan_holds_what_its_outputs_need_and_no_more() -> None:
    """A gate that nobody asks for is not computed, and a shared one is computed once."""
    circuit = Circuit(4)
    a, b, c, d = circuit.inputs
    shared = a & b
    unused = c & d
    plan = circuit.plan([shared | c, shared & ~c, a, circuit.true, circuit.false])
    assert plan.used == (0, 1, 2)
    assert [step.operation for step in plan.steps] == ["&", "|", "~", "&"]
    assert unused.number not in [step.number for step in plan.steps]
    assert plan.outputs[2:] == (0, TRUE, FALSE)


def test_a_plan_says_where_a_value_is_needed_last() -> None:
    """So that its place can be taken by another."""
    circuit = Circuit(3)
    a, b, c = circuit.inputs
    first = a & b
    plan = circuit.plan([(first | c) & (first & c)])
    last = plan.last_use[first.number]
    assert plan.steps[last].left == first.number or plan.steps[last].right == first.number
    assert all(first.number not in (step.left, step.right) for step in plan.steps[last + 1 :])
