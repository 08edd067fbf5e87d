"""`prong schema`: JSON Schemas, for editors and for programs that read traces."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer
from pydantic import TypeAdapter

from prong.model.cases import Case
from prong.model.trace import SCHEMA, Trace

app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)


class Kind(StrEnum):
    """What has a schema."""

    CASE = "case"
    TRACE = "trace"


@app.command(epilog="Example:  prong schema case > cases/case.schema.json")
def schema(kind: Annotated[Kind, typer.Argument(help="case or trace.")]) -> None:
    """Print the JSON Schema of cases or traces."""
    typer.echo(json.dumps(schema_of(kind), ensure_ascii=False, indent=2))


def schema_of(kind: Kind) -> dict[str, object]:
    """The schema as plain data."""
    if kind is Kind.CASE:
        made = TypeAdapter(Case).json_schema(by_alias=True)
        for name in ("actors", "events", "findings"):
            made["properties"][name]["additionalProperties"] = False
        ((pattern, several),) = made["properties"]["findings"]["patternProperties"].items()
        made["properties"]["findings"]["patternProperties"] = {
            pattern: {"anyOf": [several["items"], several]}
        }
        title = "A case: one account, coded"
    else:
        made = TypeAdapter(Trace).json_schema()
        title = f"The trace of one norm in one case, version {SCHEMA}"
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": title}
