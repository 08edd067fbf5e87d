"""One case at a time: explained, explained as JSON, and verdicts alone, beside zen-engine and OpenFisca."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import data
import peers
from questions import GROUNDS
from rounds import Timed, timed

from prong.evaluation.assess import assess_facts
from prong.evaluation.facts import Fact, Facts
from prong.evaluation.lanes import NOTHING
from prong.evaluation.program import compile_norm
from prong.evaluation.run import evaluate
from prong.rendering.trace_json import trace_json

STATES = {
    True: Fact(GROUNDS, NOTHING),
    False: Fact(NOTHING, GROUNDS),
    None: Fact(),
}
PLAIN = [
    (name, peers.column(name)) for name in peers.rules().vocabulary.predicates if name not in peers.DERIVED
]


def facts_of(case: dict[str, object]) -> Facts:
    """A raw case as facts."""
    found = {name: STATES[case[column]] for name, column in PLAIN}
    for name in peers.DERIVED:
        found[name] = STATES[peers.truth(name, case[peers.column(name)])]
    return found


def one_case() -> Iterator[str]:
    """A case at a time: explained, explained as JSON, and verdicts alone."""
    found = data.cases(500)
    zen, fisca = peers.Zen(), peers.OpenFisca()
    programs = [compile_norm(peers.rules(), norm) for norm in peers.norms()]

    def explained(case: dict[str, object]) -> list[object]:
        facts = facts_of(case)
        return [assess_facts("row", "", facts, peers.rules(), norm) for norm in peers.norms()]

    def verdicts(case: dict[str, object]) -> list[str]:
        facts = facts_of(case)
        values = [evaluate(program, peers.rules(), facts) for program in programs]
        return [v.verdict(v.program.root.own, 0).value for v in values]

    words = {"satisfied": "yes", "not-satisfied": "no", "undetermined": "unknown"}
    for case in found[:100]:
        expected = [words[word] for word in verdicts(case)]
        assert expected == zen.verdicts(case) == fisca.one(case)
        assert expected == [words[trace.verdict] for trace in explained(case)]

    def each(work: Callable[[dict[str, object]], object], number: int) -> Callable[[], None]:
        def run() -> None:
            for case in found[:number]:
                work(case)

        return run

    times = timed(
        {
            "zen-engine, with trace": each(zen.traced, 200),
            "Prong, full traces": each(explained, 200),
            "Prong, full traces as JSON": each(lambda case: [trace_json(t) for t in explained(case)], 200),
        },
        clock=time.process_time,
    )
    yield "| One case, all three tests | µs of processor, median | range | beside zen-engine | target |"
    yield "|---|---|---|---|---|"
    targets = {"Prong, full traces": "≤ 0.167", "Prong, full traces as JSON": "≤ 0.250"}
    for name, its in times.items():
        yield _line(name, its, 200, times["zen-engine, with trace"], targets.get(name, ""))
    yield ""
    times = timed(
        {"OpenFisca": each(fisca.one, 20), "Prong, verdicts only": each(verdicts, 20)},
        clock=time.process_time,
    )
    yield "| One case, verdicts only | µs of processor, median | range | beside OpenFisca | target |"
    yield "|---|---|---|---|---|"
    for name, its in times.items():
        yield _line(name, its, 20, times["OpenFisca"], "≤ 0.010" if name != "OpenFisca" else "")


def _line(name: str, its: Timed, cases: int, peer: Timed, target: str) -> str:
    median, least, most = its.ratio_to(peer)
    spread = f"{min(its.seconds) / cases * 1e6:.1f}–{max(its.seconds) / cases * 1e6:.1f}"
    speed = f"{its.median / cases * 1e6:.1f}"
    return f"| {name} | {speed} | {spread} | {median:.3f} ({least:.3f}–{most:.3f}) | {target} |"
