"""`prong schema`: two JSON Schemas, of which that of cases is kept beside the cases for editors."""

import datetime
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[3]
CASES = sorted((ROOT / "cases").glob("lives-for-sale/[0-9]*.yaml"))


def plain(value: object) -> object:
    """A document as an editor sees it: the core types of YAML 1.2, in which `no` and a date are text."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def read(path: Path) -> object:
    return plain(YAML(typ="safe").load(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("kind", ["case", "trace"])
def test_a_schema_is_a_valid_json_schema(prong, kind):
    """It names its dialect and has a title."""
    result = prong("schema", kind)
    schema = json.loads(result.stdout)
    Draft202012Validator.check_schema(schema)
    assert (result.exit_code, schema["$schema"][-14:]) == (0, "2020-12/schema")
    assert schema["title"]


def test_the_schema_kept_beside_the_cases_is_current(prong):
    """Written by `prong schema case > cases/case.schema.json`."""
    kept = (ROOT / "cases" / "case.schema.json").read_text(encoding="utf-8")
    assert prong("schema", "case").stdout == kept


def test_every_case_has_the_shape_that_the_schema_describes(prong):
    """What Prong accepts, an editor accepts."""
    validator = Draft202012Validator(json.loads(prong("schema", "case").stdout))
    errors = {path.name: [e.message for e in validator.iter_errors(read(path))] for path in CASES}
    assert errors == {path.name: [] for path in CASES}
    assert len(errors) == 53


def test_every_case_names_the_schema_by_a_local_path():
    """The first line tells an editor where the schema is, without a network."""
    for path in CASES:
        first = path.read_text(encoding="utf-8").splitlines()[0]
        named = first.removeprefix("# yaml-language-server: $schema=")
        assert (path.parent / named).resolve() == ROOT / "cases" / "case.schema.json"


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"titel": "x"}, []),
        ({"title": None}, ["title"]),
        ({"findings": {"deception": {"holds": "maybe", "to": "some-evidence"}}}, ["findings", "deception"]),
        ({"findings": {"deception": {"holds": "yes", "to": "certain"}}}, ["findings", "deception"]),
        ({"events": {"sale": {"evidence": []}}}, ["events", "sale"]),
    ],
)
def test_the_schema_refuses_what_prong_refuses(prong, change, where):
    """An editor underlines a misspelt key, a missing one and a word that is none of the choices."""
    case = {**read(CASES[0]), **change}
    errors = Draft202012Validator(json.loads(prong("schema", "case").stdout)).iter_errors(case)
    assert any(list(error.absolute_path)[: len(where)] == where for error in errors)
