"""The bytes of a trace: those of its published schema, however much of it other traces share."""

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from prong.evaluation.assess import assess, assess_facts
from prong.model.norms import Rulebook
from prong.model.standards import LADDER
from prong.model.trace import Trace
from prong.rendering.trace_json import trace_json
from prong.testing.accounts import records
from prong.testing.facts import few_facts
from prong.testing.norms import NORM, rulebooks

from .rules import regimes, shipped

ADAPTER = TypeAdapter(Trace)


@settings(max_examples=60)
@given(st.data(), rulebooks(), regimes)
def test_a_trace_is_written_as_pydantic_writes_it(
    data: st.DataObject, rulebook: Rulebook, regime: str | None
) -> None:
    """Also for the second and third record, whose nodes may be those of the first."""
    found = data.draw(st.lists(records(rulebook, norm=NORM), min_size=1, max_size=3))
    for record in (*found, *found):
        trace = assess(record, rulebook, NORM, regime=regime)
        assert trace_json(trace) == ADAPTER.dump_json(trace)


@settings(max_examples=30)
@given(st.data(), st.sampled_from(LADDER))
def test_a_row_without_accounts_is_written_so_too(data: st.DataObject, standard) -> None:
    """Rows share their subtrees, and each trace still says what its own row says."""
    rules = shipped()
    norm = data.draw(st.sampled_from(sorted(rules.norms)))
    rows = data.draw(st.lists(few_facts(tuple(rules.vocabulary.predicates)), min_size=2, max_size=4))
    traces = [assess_facts("row", "0" * 64, row, rules, norm, standard=standard) for row in rows]
    written = [trace_json(trace) for trace in traces]
    assert written == [ADAPTER.dump_json(trace) for trace in traces]
    fresh = [ADAPTER.validate_json(text) for text in written]
    assert [trace_json(trace) for trace in fresh] == written
