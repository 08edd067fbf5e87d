"""How long explanations take: a full explanation and a ranking of questions, for each shipped norm and case.

Run from the repository's root: `.venv/bin/python tests/benchmarks/explanations.py`. Times are milliseconds of
processor time, the best of several rounds for each case, with the diagrams of each norm built beforehand and
the collector of garbage off, as in `timeit`. The targets are 50 ms for each.

Cases of one run share what was found of a norm. An explanation is therefore timed alone, with that forgotten
(the table of the norm's functions stays, as its diagrams do), and in its turn after the cases before it.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from prong.evaluation.facts import Facts, facts_of
from prong.evaluation.run import chosen_readings
from prong.explanation.diagram import diagram_of
from prong.explanation.explain import Reason, explain
from prong.explanation.minimal import forget
from prong.explanation.next_questions import next_questions
from prong.language.cases import load_cases
from prong.language.rulebook import load_rulebook
from prong.model.norms import Rulebook

ROUNDS = 5


def main() -> None:
    """Print the median and the worst case of each norm."""
    rulebook = load_rulebook(Path("rules"))
    records = load_cases([Path("cases")], rulebook.vocabulary).records
    facts = [facts_of(record, rulebook.vocabulary) for record in records]
    print(f"{len(records)} cases, best of {ROUNDS} rounds, ms: median and worst case")
    print(f"  {'norm':38} {'diagrams':>9} {'alone':>14} {'in turn':>14} {'next questions':>15}")
    gc.disable()
    for norm in rulebook.norms:
        begin = time.process_time()
        diagram = diagram_of(rulebook, norm)
        built = (time.process_time() - begin) * 1e3
        chosen = chosen_readings(diagram.program, rulebook, {})
        works = [partial(_explain, rulebook, norm, one, chosen) for one in facts]
        alone = _best(works, forgetting=1)
        in_turn = _best(works, forgetting=len(works))
        asked = _best([partial(next_questions, diagram, one, chosen) for one in facts], forgetting=1)
        print(f"  {norm:38} {built:9.1f} {_figures(alone):>14} {_figures(in_turn):>14} {_figures(asked):>15}")
        gc.collect()


def _explain(rulebook: Rulebook, norm: str, facts: Facts, chosen: Mapping[str, str]) -> list[Reason]:
    return list(explain(rulebook, norm, facts, chosen).reasons)


def _best(works: Sequence[Callable[[], object]], *, forgetting: int) -> list[float]:
    """The best time of each; before each so many of them, what was shared is forgotten."""
    rounds = []
    for _ in range(ROUNDS):
        times = []
        for number, work in enumerate(works):
            if number % forgetting == 0:
                forget()
            begin = time.process_time()
            work()
            times.append((time.process_time() - begin) * 1e3)
        rounds.append(times)
    return [min(times) for times in zip(*rounds, strict=True)]


def _figures(times: list[float]) -> str:
    return f"{statistics.median(times):.1f}  {max(times):.1f}"


if __name__ == "__main__":
    main()
