"""Assessment under regimes, standards and readings, and what a trace is as a value."""

import dataclasses
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from pydantic import TypeAdapter

from prong.cli.schema import Kind, schema_of
from prong.evaluation.assess import assess
from prong.language.cases import load_cases
from prong.language.rulebook import load_rulebook
from prong.model.cases import Case, Record
from prong.model.norms import ElementRef, Expectation, Rulebook
from prong.model.standards import Standard
from prong.model.trace import Node, Trace

ROOT = Path(__file__).parents[3]
ADAPTER = TypeAdapter(Trace)
CaseOf = Callable[..., Case]
RecordOf = Callable[..., Record]


@pytest.fixture(scope="module")
def shipped_records(rulebook: Rulebook) -> tuple[Record, ...]:
    """The records of the repository."""
    records = load_cases([ROOT / "cases"], rulebook.vocabulary).records
    assert len(records) >= 12
    return records


def nodes_by_id(root: Node) -> dict[str, Node]:
    found: dict[str, Node] = {}
    waiting = [root]
    while waiting:
        node = waiting.pop(0)
        found.setdefault(node.id, node)
        waiting += node.children
    return found


def refugee_account(rulebook: Rulebook, case_of: CaseOf, to: str) -> Case:
    """The facts of the first example of a refugee, each shown to the same standard."""
    satisfied = Expectation(ElementRef("refugee", "refugee"), "satisfied")
    example = next(found for found in rulebook.norms["refugee"].examples if satisfied in found.expect)
    return case_of({fact.name: {"holds": "yes", "to": to} for fact in example.facts})


# Regimes, standards, readings


def test_the_law_of_the_united_kingdom_since_2022_asks_more_of_the_same_account(
    rulebook: Rulebook, case_of: CaseOf, record_of: RecordOf
) -> None:
    """What is shown to a reasonable likelihood no longer shows her fear and its reason."""
    record = record_of(refugee_account(rulebook, case_of, "reasonable-likelihood"))
    before = assess(record, rulebook, "refugee")
    after = assess(record, rulebook, "refugee", regime="uk-2022")
    assert (before.verdict, after.verdict) == ("satisfied", "undetermined")
    assert (before.regime, after.regime) == (None, "uk-2022")
    changed = {name for name in before.elements if before.elements[name] != after.elements[name]}
    assert "subjective-fear" in changed
    assert "nexus" in changed
    assert "persecution" not in changed
    required = nodes_by_id(after.root)
    assert required["subjective-fear"].required == "balance-of-probabilities"
    assert required["persecution"].required == "reasonable-likelihood"


def test_an_account_on_the_balance_of_probabilities_satisfies_that_law(
    rulebook: Rulebook, case_of: CaseOf, record_of: RecordOf
) -> None:
    record = record_of(refugee_account(rulebook, case_of, "balance-of-probabilities"))
    assert assess(record, rulebook, "refugee", regime="uk-2022").verdict == "satisfied"


def test_a_regime_can_lay_a_burden_on_an_element(
    rulebook: Rulebook, case_of: CaseOf, record_of: RecordOf
) -> None:
    """UNHCR asks clear and credible evidence of exclusion of whoever pleads it."""
    account = refugee_account(rulebook, case_of, "reasonable-likelihood")
    trace = assess(record_of(account), rulebook, "refugee", regime="unhcr")
    excluded = [node for id, node in nodes_by_id(trace.root).items() if id.startswith("exclusion-1f")]
    assert excluded
    for node in excluded:
        assert (node.required, node.verdict) == ("balance-of-probabilities", "not-satisfied")
        assert node.presumed


def test_one_standard_for_all_replaces_that_of_every_element_but_of_what_the_state_must_show(
    rulebook: Rulebook, case_of: CaseOf, record_of: RecordOf
) -> None:
    record = record_of(refugee_account(rulebook, case_of, "reasonable-likelihood"))
    top = Standard.BEYOND_REASONABLE_DOUBT
    own, all_at = assess(record, rulebook, "refugee"), assess(record, rulebook, "refugee", standard=top)
    assert (own.verdict, all_at.verdict) == ("satisfied", "undetermined")
    assert (own.standard, all_at.standard) == (None, "beyond-reasonable-doubt")
    before, after = nodes_by_id(own.root), nodes_by_id(all_at.root)
    assert after["persecution"].required == "beyond-reasonable-doubt"
    assert after["exclusion-1d"].required == before["exclusion-1d"].required


def test_a_reading_that_is_chosen_decides_and_the_trace_tells_all_combinations(
    rulebook: Rulebook, case_of: CaseOf, record_of: RecordOf
) -> None:
    record = record_of(case_of({"recruitment": "yes", "deception": "yes", "marriage-without-consent": "yes"}))
    taken = {"bride-purchase": "broad", "famine-as-persecution": "hardship"}
    default, broad = (
        assess(record, rulebook, "trafficking-in-persons", readings=chosen) for chosen in ({}, taken)
    )
    assert (default.verdict, broad.verdict) == ("undetermined", "satisfied")
    assert default.depends_on == broad.depends_on == ("bride-purchase",)
    assert broad.readings["bride-purchase"] == "broad"
    assert "famine-as-persecution" not in broad.readings
    assert {(c.readings["bride-purchase"], c.verdict) for c in broad.combinations} == {
        ("narrow", "undetermined"),
        ("broad", "satisfied"),
    }
    assert len(broad.combinations) == 2 ** len(broad.readings)


@pytest.mark.parametrize(
    "options",
    [{"norm": "trafficking"}, {"regime": "uk"}, {"readings": {"bride-purchase": "wide"}}],
)
def test_a_name_that_does_not_exist_is_refused(
    rulebook: Rulebook, case_of: CaseOf, record_of: RecordOf, options: dict[str, object]
) -> None:
    asked = {"norm": "trafficking-in-persons", **options}
    with pytest.raises(KeyError):
        assess(record_of(case_of()), rulebook, **asked)


def test_an_element_of_another_norm_is_told_under_its_name(
    rulebook: Rulebook, case_of: CaseOf, record_of: RecordOf
) -> None:
    elements = assess(record_of(case_of()), rulebook, "trafficking-in-persons").elements
    assert {"trafficking-in-persons", "act", "means", "purpose", "forced-labour"} <= set(elements)
    assert "forced-labour/convict-exception" in elements
    assert "convict-exception" not in elements


def test_the_elements_of_the_trace_are_those_of_its_tree(
    rulebook: Rulebook, shipped_records: tuple[Record, ...]
) -> None:
    trace = assess(shipped_records[0], rulebook, "trafficking-in-persons")
    told = {id: node.verdict for id, node in nodes_by_id(trace.root).items() if node.kind == "element"}
    assert {name.rpartition("/")[2]: verdict for name, verdict in trace.elements.items()} == told


# The trace as a value


def parts(value: object) -> list[object]:
    """All records inside a trace, itself first."""
    found = [value]
    for field in dataclasses.fields(value):
        held = getattr(value, field.name)
        for item in held if isinstance(held, tuple) else [held]:
            if dataclasses.is_dataclass(item):
                found += parts(item)
    return found


def test_no_part_of_a_trace_can_be_changed(rulebook: Rulebook, shipped_records: tuple[Record, ...]) -> None:
    trace = assess(shipped_records[0], rulebook, "trafficking-in-persons")
    found = parts(trace)
    assert len({type(part).__name__ for part in found}) == 7
    for part in found:
        for field in dataclasses.fields(part):
            with pytest.raises(dataclasses.FrozenInstanceError):
                setattr(part, field.name, None)
            assert not isinstance(getattr(part, field.name), list)


def test_every_trace_of_the_repository_conforms_to_the_published_schema(
    rulebook: Rulebook, shipped_records: tuple[Record, ...]
) -> None:
    schema = schema_of(Kind.TRACE)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    seen = 0
    for number, record in enumerate(shipped_records):
        names = list(rulebook.norms)
        for name in names[number % len(names) :: len(shipped_records)] or names[:1]:
            written = json.loads(ADAPTER.dump_json(assess(record, rulebook, name)))
            assert [error.message for error in validator.iter_errors(written)] == []
            seen += 1
    assert seen >= len(shipped_records)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("verdict", "guilty"),
        ("schema", "one"),
        ("elements", {"act": "proved"}),
        ("root", {}),
        ("receipt", None),
    ],
)
def test_the_published_schema_refuses_what_is_no_trace(
    rulebook: Rulebook, shipped_records: tuple[Record, ...], field: str, value: object
) -> None:
    written = json.loads(ADAPTER.dump_json(assess(shipped_records[0], rulebook, "childrens-registration")))
    validator = jsonschema.Draft202012Validator(schema_of(Kind.TRACE))
    assert validator.is_valid(written)
    assert not validator.is_valid({**written, field: value})
    assert not validator.is_valid({key: held for key, held in written.items() if key != field})


def test_a_trace_reads_back_from_its_json(rulebook: Rulebook, shipped_records: tuple[Record, ...]) -> None:
    trace = assess(shipped_records[0], rulebook, "refugee", regime="unhcr")
    assert ADAPTER.validate_json(ADAPTER.dump_json(trace)) == trace


def test_the_same_input_gives_the_same_bytes_twice(shipped_records: tuple[Record, ...]) -> None:
    """Also where rules and cases are read anew and other records were assessed in between."""

    def written() -> list[bytes]:
        rules = load_rulebook(ROOT / "rules")
        records = load_cases([ROOT / "cases"], rules.vocabulary).records
        return [
            ADAPTER.dump_json(assess(record, rules, name)) for record in records[:4] for name in rules.norms
        ]

    assert written() == written()


def test_the_bytes_do_not_depend_on_the_seed_of_the_hash() -> None:
    command = "import sys; from prong.cli.main import app; app()"
    case = "cases/lives-for-sale/02.yaml"
    arguments = [sys.executable, "-c", command, "assess", case, "--json", "--regime", "unhcr"]
    one, other = (
        subprocess.run(
            arguments,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    )
    assert one == other
    assert {found["case"] for found in json.loads(one)} == {"lives-for-sale/02"}
