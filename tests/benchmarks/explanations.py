"""How long explanations take: a full explanation and a ranking of questions, for each shipped norm and case.

Run from the repository's root: `.venv/bin/python tests/benchmarks/explanations.py`. Times are milliseconds of
processor time, the best of several rounds for each case, with the diagrams of each norm built beforehand and
the collector of garbage off, as in `timeit`. The targets are 50 ms for each.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from prong.evaluation.facts import facts_of
from prong.evaluation.run import chosen_readings
from prong.explanation.diagram import diagram_of
from prong.explanation.explain import explain
from prong.explanation.next_questions import next_questions
from prong.language.cases import load_cases
from prong.language.rulebook import load_rulebook

ROUNDS = 5


def main() -> None:
    """Print the median and the worst case of each norm."""
    rulebook = load_rulebook(Path("rules"))
    records = load_cases([Path("cases")], rulebook.vocabulary).records
    facts = [facts_of(record, rulebook.vocabulary) for record in records]
    print(f"{len(records)} cases, best of {ROUNDS} rounds, ms: median and worst case")
    print(f"  {'norm':38} {'diagrams':>9} {'full explanation':>18} {'next questions':>16}")
    gc.disable()
    for norm in rulebook.norms:
        begin = time.process_time()
        diagram = diagram_of(rulebook, norm)
        built = (time.process_time() - begin) * 1e3
        chosen = chosen_readings(diagram.program, rulebook, {})
        explained = [_best(lambda f=f: list(explain(rulebook, norm, f, chosen).reasons)) for f in facts]  # noqa: B023
        asked = [_best(lambda f=f: next_questions(diagram, f, chosen)) for f in facts]  # noqa: B023
        print(f"  {norm:38} {built:9.1f} {_figures(explained):>18} {_figures(asked):>16}")
        gc.collect()


def _best(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        work()
        times.append((time.process_time() - begin) * 1e3)
    return min(times)


def _figures(times: list[float]) -> str:
    return f"{statistics.median(times):.1f}  {max(times):.1f}"


if __name__ == "__main__":
    main()
