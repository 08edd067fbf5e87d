"""The tools beside which Prong is timed, each given the same three tests in the manner of its own guide.

The tests are read from the rules of the benchmark. Where a tool has no answer for what is unknown, a test is
written twice: once for what is certainly so and once for what may be so. Points are added up, as anybody
would write them by hand.
"""

from __future__ import annotations

import functools
import json
import operator
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl
import zen
from openfisca_core import entities, periods, taxbenefitsystems, variables
from openfisca_core.simulations import SimulationBuilder

from prong.language.rulebook import load_rulebook
from prong.model.norms import All, Any, ElementRef, Formula, Not, PredicateRef, Rulebook

RULES = Path(__file__).parent / "rules"
AGE, YEARS = "victim_age", "years_resident"
DERIVED = {"under-18": (AGE, "<", 18), "five-years-resident": (YEARS, ">=", 5)}
POINTS = {
    "five-years-resident": 3,
    "employed": 2,
    "language": 1,
    "family-ties": 2,
    "minor-children": 2,
    "under-18": 1,
}
ENOUGH = 5


@functools.cache
def rules() -> Rulebook:
    """The rules of the benchmark."""
    return load_rulebook(RULES)


def norms() -> tuple[str, ...]:
    """The three tests, in one order everywhere."""
    return ("palermo", "refugee", "regular")


def column(predicate: str) -> str:
    """The column of a predicate in the raw data."""
    return DERIVED[predicate][0] if predicate in DERIVED else predicate.replace("-", "_")


def columns() -> tuple[str, ...]:
    """The columns of the raw data: 36 truth values and two whole numbers, each with nulls."""
    return tuple(column(name) for name in rules().vocabulary.predicates)


def formula(ref: ElementRef) -> Formula:
    return rules().element(ref).formula


def is_score(part: Formula) -> bool:
    return isinstance(part, ElementRef) and part.element == "score"


class Kleene:
    """A translation for tools whose `and` and `or` know null: one expression for each test."""

    def test(self, norm: str) -> object:
        return self.of(ElementRef(norm, norm))

    def of(self, part: Formula) -> object:
        if is_score(part):
            return self.score()
        match part:
            case ElementRef():
                return self.of(formula(part))
            case PredicateRef(name):
                return self.fact(name)
            case Not(inner):
                return self.negated(self.of(inner))
            case All(parts):
                return self.all([self.of(one) for one in parts])
            case Any(parts):
                return self.any([self.of(one) for one in parts])
        raise TypeError(part)


class PolarsTests(Kleene):
    """Polars expressions."""

    def __init__(self) -> None:
        self.tests = [self.test(norm).alias(norm) for norm in norms()]
        self.counts = [
            one
            for norm in norms()
            for one in (
                pl.col(norm).sum().alias(f"{norm}+"),
                (~pl.col(norm)).sum().alias(f"{norm}-"),
                pl.col(norm).null_count().alias(f"{norm}?"),
            )
        ]

    def fact(self, name: str) -> object:
        cell = pl.col(column(name))
        if name not in DERIVED:
            return cell
        _, sign, bound = DERIVED[name]
        return cell < bound if sign == "<" else cell >= bound

    def negated(self, one: object) -> object:
        return ~one

    def all(self, parts: Sequence[object]) -> object:
        return pl.all_horizontal(parts)

    def any(self, parts: Sequence[object]) -> object:
        return pl.any_horizontal(parts)

    def score(self) -> object:
        low, high = (
            pl.sum_horizontal(
                [self.fact(name).fill_null(known).cast(pl.UInt8) * points for name, points in POINTS.items()]
            )
            for known in (False, True)
        )
        return pl.when(low >= ENOUGH).then(True).when(high < ENOUGH).then(False).otherwise(None)

    def count(self, frame: pl.DataFrame | pl.LazyFrame) -> list[int]:
        """For each test: made out, not made out, undetermined."""
        return list(frame.lazy().select(self.tests).select(self.counts).collect().row(0))


class PolarsIntegers(PolarsTests):
    """The same over columns in which a truth value is 1 or 0."""

    def fact(self, name: str) -> object:
        return super().fact(name) if name in DERIVED else pl.col(column(name)) == 1


class SqlTests(Kleene):
    """SQL by hand."""

    def fact(self, name: str) -> str:
        if name not in DERIVED:
            return column(name)
        cell, sign, bound = DERIVED[name]
        return f"({cell} {sign} {bound})"

    def negated(self, one: object) -> str:
        return f"(NOT {one})"

    def all(self, parts: Sequence[object]) -> str:
        return f"({' AND '.join(map(str, parts))})"

    def any(self, parts: Sequence[object]) -> str:
        return f"({' OR '.join(map(str, parts))})"

    def score(self) -> str:
        low = "+".join(f"CASE WHEN {self.fact(name)} THEN {n} ELSE 0 END" for name, n in POINTS.items())
        high = "+".join(f"CASE WHEN NOT {self.fact(name)} THEN 0 ELSE {n} END" for name, n in POINTS.items())
        return f"(CASE WHEN {low} >= {ENOUGH} THEN TRUE WHEN {high} < {ENOUGH} THEN FALSE END)"

    def query(self, table: str) -> str:
        """The counts of the three tests."""
        tests = ", ".join(f"{self.test(norm)} AS {norm}" for norm in norms())
        counts = ", ".join(
            f"sum(CASE WHEN {norm} THEN 1 ELSE 0 END), sum(CASE WHEN NOT {norm} THEN 1 ELSE 0 END), "
            f"sum(CASE WHEN {norm} IS NULL THEN 1 ELSE 0 END)"
            for norm in norms()
        )
        return f"SELECT {counts} FROM (SELECT {tests} FROM {table})"


class PlaneTests:
    """SQL by hand over the columns of a corpus: support and opposition of each test."""

    def pair(self, part: Formula) -> tuple[str, str]:
        match part:
            case ElementRef():
                return self.pair(formula(part))
            case PredicateRef(name):
                return f"{column_of(name)}__yes", f"{column_of(name)}__no"
            case Not(inner):
                support, opposition = self.pair(inner)
                return opposition, support
        pairs = [self.pair(one) for one in part.parts]
        support, opposition = ([pair[side] for pair in pairs] for side in (0, 1))
        if isinstance(part, All):
            return f"({' AND '.join(support)})", f"({' OR '.join(opposition)})"
        if isinstance(part, Any):
            return f"({' OR '.join(support)})", f"({' AND '.join(opposition)})"
        two = [
            [f"({a} AND {b})" for i, a in enumerate(side) for b in side[i + 1 :]]
            for side in (support, opposition)
        ]
        return f"({' OR '.join(two[0])})", f"({' OR '.join(two[1])})"

    def query(self, table: str) -> str:
        tests, counts = [], []
        for norm in norms():
            support, opposition = self.pair(ElementRef(norm, norm))
            tests.append(f"{support} AS {norm}_s, {opposition} AS {norm}_o")
            counts += [
                f"sum(CASE WHEN {norm}_s THEN 1 ELSE 0 END)",
                f"sum(CASE WHEN {norm}_o THEN 1 ELSE 0 END)",
                f"sum(CASE WHEN {norm}_s AND {norm}_o THEN 1 ELSE 0 END)",
            ]
        return f"SELECT {', '.join(counts)} FROM (SELECT {', '.join(tests)} FROM {table})"


def column_of(predicate: str) -> str:
    return predicate.replace("-", "_")


class Rails:
    """A translation for tools without null: what is certainly so (`low`) and what may be so."""

    def of(self, part: Formula, low: bool) -> str:
        if is_score(part):
            points = (f"({self.fact(name, low)} ? {n} : 0)" for name, n in POINTS.items())
            return f"({' + '.join(points)} >= {ENOUGH})"
        match part:
            case ElementRef():
                return self.of(formula(part), low)
            case PredicateRef(name):
                return self.fact(name, low)
            case Not(PredicateRef(name)) if name not in DERIVED:
                return f"{column(name)} == false" if low else f"{column(name)} != true"
            case Not(inner):
                # `not` over a disjunction, written out
                return f"({' and '.join(self.of(Not(one), low) for one in formula(inner).parts)})"
            case All(parts) | Any(parts):
                word = " and " if isinstance(part, All) else " or "
                return f"({word.join(self.of(one, low) for one in parts)})"
        raise TypeError(part)

    def fact(self, name: str, low: bool) -> str:
        if name not in DERIVED:
            return f"{column(name)} == true" if low else f"{column(name)} != false"
        cell, sign, bound = DERIVED[name]
        if low:
            return f"({cell} != null and {cell} {sign} {bound})"
        return f"({cell} == null or {cell} {sign} {bound})"


class Zen:
    """GoRules zen-engine: an expression for each element, so that its trace shows them."""

    def __init__(self) -> None:
        self.decision = zen.ZenEngine().create_decision(self.graph())

    def graph(self) -> str:
        rails, expressions = Rails(), []

        def add(key: str, value: str) -> None:
            expressions.append({"id": str(len(expressions)), "key": key, "value": value})

        for norm in norms():
            names = []
            for number, part in enumerate(formula(ElementRef(norm, norm)).parts):
                name = f"{norm}_{number}"
                names.append(name)
                add(f"{name}_low", rails.of(part, True))
                add(f"{name}_high", rails.of(part, False))
            for rail in ("low", "high"):
                add(f"{norm}_{rail}", " and ".join(f"$.{name}_{rail}" for name in names))
            add(norm, f"$.{norm}_low ? 'yes' : ($.{norm}_high ? 'unknown' : 'no')")
        nodes = [
            {"id": "i", "type": "inputNode", "name": "Request"},
            {
                "id": "e",
                "type": "expressionNode",
                "name": "Tests",
                "content": {"expressions": expressions, "passThrough": False},
            },
            {"id": "o", "type": "outputNode", "name": "Response"},
        ]
        edges = [
            {"id": f"{one}{other}", "sourceId": one, "targetId": other, "type": "edge"}
            for one, other in (("i", "e"), ("e", "o"))
        ]
        return json.dumps({"nodes": nodes, "edges": edges})

    def traced(self, case: Mapping[str, object]) -> object:
        return self.decision.evaluate(case, {"trace": True})

    def verdicts(self, case: Mapping[str, object]) -> list[str]:
        result = self.decision.evaluate(case)["result"]
        return [result[norm] for norm in norms()]


class OpenFisca:
    """OpenFisca: a variable for each part, on both rails."""

    def __init__(self) -> None:
        self.entity = entities.build_entity(key="case", plural="cases", label="case", is_person=True)
        self.system = taxbenefitsystems.TaxBenefitSystem([self.entity])
        self.year = periods.DateUnit.YEAR
        self.variable = variables.Variable
        for name in rules().vocabulary.predicates:
            self.declare(f"{column_of(name)}_low", None, False)
            self.declare(f"{column_of(name)}_high", None, True)
        self.tests = [
            (self.of(ElementRef(norm, norm), True, norm), self.of(ElementRef(norm, norm), False, norm))
            for norm in norms()
        ]

    def declare(self, name: str, compute: object, default: bool | None = None) -> None:
        fields = {
            "value_type": bool,
            "entity": self.entity,
            "definition_period": self.year,
            "label": name,
        }
        if compute is not None:
            fields["formula"] = compute
        if default is not None:
            fields["default_value"] = default
        self.system.add_variable(type(name, (self.variable,), fields))

    def of(self, part: Formula, low: bool, path: str) -> str:
        rail = "low" if low else "high"
        if is_score(part):
            names = {f"{column_of(name)}_{rail}": points for name, points in POINTS.items()}

            def score(case: object, period: object) -> object:
                return sum(case(name, period) * points for name, points in names.items()) >= ENOUGH

            return self.declared(f"{path}_{rail}", score)
        match part:
            case ElementRef():
                return self.of(formula(part), low, path)
            case PredicateRef(name):
                return f"{column_of(name)}_{rail}"
            case Not(inner):
                other = self.of(inner, not low, f"{path}_n")
                return self.declared(f"{path}_{rail}", lambda case, period: ~case(other, period))
        names = [self.of(one, low, f"{path}_{number}") for number, one in enumerate(part.parts)]
        join = operator.mul if isinstance(part, All) else operator.add

        def joined(case: object, period: object) -> object:
            return functools.reduce(join, (case(name, period) for name in names))

        return self.declared(f"{path}_{rail}", joined)

    def declared(self, name: str, compute: object) -> str:
        self.declare(name, compute)
        return name

    def one(self, case: Mapping[str, object]) -> list[str]:
        """The verdicts of one case, given as OpenFisca is given one."""
        given = {}
        for name in rules().vocabulary.predicates:
            value = truth(name, case[column(name)])
            given[f"{column_of(name)}_low"] = {"2024": value is True}
            given[f"{column_of(name)}_high"] = {"2024": value is not False}
        made = SimulationBuilder().build_from_dict(self.system, {"cases": {"one": given}})
        found = [[bool(made.calculate(rail, "2024")[0]) for rail in pair] for pair in self.tests]
        return ["yes" if low else "unknown" if high else "no" for low, high in found]

    def many(self, rails: Mapping[str, object], number: int) -> list[object]:
        """The verdicts of many cases, whose rails are arrays of booleans."""
        made = SimulationBuilder().build_default_simulation(self.system, count=number)
        for name, values in rails.items():
            made.set_input(name, "2024", values)
        return [[made.calculate(rail, "2024") for rail in pair] for pair in self.tests]

    def count(self, rails: Mapping[str, object], number: int) -> list[int]:
        found = []
        for low, high in self.many(rails, number):
            yes, may = int(low.sum()), int(high.sum())
            found += [yes, number - may, may - yes]
        return found


def truth(predicate: str, value: object) -> bool | None:
    """What a raw value says of a predicate."""
    if value is None or predicate not in DERIVED:
        return value
    _, sign, bound = DERIVED[predicate]
    return value < bound if sign == "<" else value >= bound
