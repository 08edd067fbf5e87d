"""`prong rules verify`: the rules proved on decision diagrams, or the smallest case that refutes them."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

from prong.cli.common import FINDINGS, RULES, RulesOption, chosen_norms, diagnosed
from prong.language.rulebook import load_rulebook
from prong.model.norms import Rulebook
from prong.proof.effect import Conclusions
from prong.proof.proofs import Proof
from prong.proof.verify import verify
from prong.rendering.diagnostics import count, one
from prong.rendering.proofs import by_design, case_in_words, diagnostic_of, proof_table, proofs_as_json

app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)
Format = Enum("Format", {"text": "text", "json": "json"}, type=str)


@app.command(epilog="Examples:  prong rules verify  ·  prong rules verify refugee --format json")
def verify_norms(
    norm: Annotated[list[str] | None, typer.Argument(help="Ids of norms; all where none is named.")] = None,
    rules: RulesOption = RULES,
    format: Annotated[Format, typer.Option(help="How it is shown.")] = Format.text,
) -> None:
    """Prove that nothing in a norm is idle and that its relations hold, in all cases and under every regime.

    What is without effect by design is declared in the rule document. Exit code 1 where a claim is refuted.
    """
    with diagnosed():
        rulebook = load_rulebook(rules)
        names = chosen_norms(rulebook, norm or [])
    conclusions, screen = Conclusions(rulebook), Console(stderr=True)
    watched = track(names, "Proving", console=screen, transient=True, disable=not screen.is_terminal)
    proofs = {name: tuple(verify(rulebook, name, conclusions)) for name in watched}
    every = [proof for found in proofs.values() for proof in found]
    faults = [proof for proof in every if proof.is_fault]
    if format is Format.json:
        typer.echo(proofs_as_json(every), nl=False)
    else:
        Console().print(proof_table(proofs))
        _explain(every, rulebook, rules)
    if faults:
        raise typer.Exit(FINDINGS)


def _explain(proofs: list[Proof], rulebook: Rulebook, rules: Path) -> None:
    """What is so by design, then what is refuted and how, or that nothing is."""
    declared = [proof for proof in proofs if proof.declared]
    faults = [proof for proof in proofs if proof.is_fault]
    if declared:
        typer.echo("Without effect by design:")
        for proof in declared:
            typer.echo(by_design(proof))
        typer.echo()
    found = [diagnostic_of(proof, rules) for proof in faults]
    for proof, diagnostic in zip(faults, found, strict=True):
        typer.echo(f"{one(diagnostic)}\n")
        if proof.refuting:
            typer.echo(f"{case_in_words(proof, rulebook)}\n")
    if found:
        typer.echo(count(found))
    else:
        proved = len(proofs) - len(declared)
        typer.echo(f"{proved} claims are proved in all cases, under the rules and every regime.")
