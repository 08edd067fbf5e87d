"""A property: something that must be true of every norm, with the law's own words for it.

A law module writes one as a function of a subject and of what Hypothesis draws, and names it with
`property_of`. The function asserts; nothing else tells that the property fails.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st

from prong.evaluation.facts import Facts
from prong.evaluation.program import Program, ProgramNode, compile_norm
from prong.evaluation.run import Values, evaluate
from prong.model.norms import Norm, Rulebook
from prong.model.standards import Standard
from prong.testing.facts import facts


@dataclass(frozen=True, slots=True)
class Subject:
    """What a property is asked of: a norm in its rulebook, and the folder from which it was read, if any."""

    rulebook: Rulebook
    norm: str
    folder: Path | None = None

    @property
    def rule(self) -> Norm:
        return self.rulebook.norms[self.norm]

    def program(self, regime: str | None = None) -> Program:
        return compile_norm(self.rulebook, self.norm, regime)

    def run(self, found: Facts, regime: str | None = None, *, standard: Standard | None = None) -> Values:
        """What every node of the norm answers for these facts."""
        return evaluate(self.program(regime), self.rulebook, found, standard=standard)

    def facts(self, draw: st.DrawFn, regime: str | None = None) -> Facts:
        """Facts near the boundary of the norm."""
        return draw(facts(self.rulebook, norm=self.norm, regime=regime))

    def regime(self, draw: st.DrawFn) -> str | None:
        """One of the regimes that say anything of this norm, or none."""
        known = [
            r.id for r in self.rulebook.regimes.values() if any(a.norm == self.norm for a in r.assignments)
        ]
        return draw(st.sampled_from([None, *known]))

    def elements(self, regime: str | None = None) -> tuple[ProgramNode, ...]:
        """The elements that the norm reaches, its own and those of other norms."""
        return tuple(node for node in self.program(regime).nodes if node.element is not None)


Check = Callable[[Subject, st.DrawFn], None]


@dataclass(frozen=True)
class Property:
    """A named property; its docstring says it in the law's words.

    `cite` is the provision that says so of the law that Prong encodes, where one does; `applies` tells of
    which norms it says anything.
    """

    name: str
    check: Check
    applies: Callable[[Subject], bool]
    cite: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "__doc__", self.check.__doc__)

    def __repr__(self) -> str:
        return f"<property {self.name}>"


def _always(_: Subject) -> bool:
    return True


def property_of(
    *, applies: Callable[[Subject], bool] = _always, cite: str | None = None
) -> Callable[[Check], Property]:
    """Names a check: `more_evidence` is the property `more-evidence`."""

    def name(check: Check) -> Property:
        return Property(check.__name__.replace("_", "-"), check, applies, cite)

    return name
