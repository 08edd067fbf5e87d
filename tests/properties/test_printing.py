"""What is printed reads back as the same value, whatever the texts and however the law is built."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from prong.language.cases import check_cases
from prong.language.printing import print_case, print_instrument, print_joined, print_norm, print_regime
from prong.language.rulebook import check_rules
from prong.language.shape import read_document
from prong.model.cases import Case, Joined
from prong.model.document import Document
from prong.model.instruments import Instrument
from prong.model.norms import Norm, Regime, Rulebook

from .documents import SOURCE, VOCABULARY, cases, instruments, joined
from .laws import OTHER, WORDS_OF_LAW, awkward_law, laws, lex_of
from .texts import AWKWARD


def write_all(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="")


def read_back(document: Document, text: str) -> Document:
    with tempfile.TemporaryDirectory() as folder:
        write_all(Path(folder), {"a.yaml": text})
        findings = []
        found = read_document(type(document), Path(folder) / "a.yaml", "document", findings)
    assert findings == []
    return found[0]


def read_rules(lex: Instrument, norms: list[Norm], regimes: list[Regime]) -> Rulebook:
    """The rulebook of what is printed of these, beside a vocabulary."""
    files = {
        "instruments/lex.yaml": print_instrument(lex),
        "vocabulary/words.md": WORDS_OF_LAW,
        **{f"norms/{norm.id}.md": print_norm(norm) for norm in norms},
        **{f"regimes/{regime.id}.md": print_regime(regime) for regime in regimes},
    }
    with tempfile.TemporaryDirectory() as folder:
        write_all(Path(folder), files)
        rulebook, findings = check_rules(Path(folder))
    assert findings == []
    return rulebook


@given(instruments)
def test_any_instrument_reads_back_as_it_was(instrument: Instrument) -> None:
    text = print_instrument(instrument)
    found = read_back(instrument, text)

    assert found == instrument
    assert found.model_dump_json() == instrument.model_dump_json(), "order"
    assert print_instrument(found) == text


@given(joined)
def test_any_joined_accounts_read_back_as_they_were(person: Joined) -> None:
    assert read_back(person, print_joined(person)) == person


@given(cases())
def test_any_case_reads_back_as_it_was(case: Case) -> None:
    text = print_case(case)
    with tempfile.TemporaryDirectory() as folder:
        write_all(Path(folder), {"sources/report.yaml": SOURCE, f"{case.case}.yaml": text})
        found, findings = check_cases([Path(folder)], VOCABULARY)

    assert findings == []
    assert [*found.files] == [case.case]
    again = found.files[case.case].case
    assert again == case
    assert again.model_dump_json() == case.model_dump_json(), "order"
    assert print_case(again) == text


@given(cases(), st.sampled_from(["1.1", "1.2"]))
def test_a_reader_that_knows_no_shapes_takes_every_text_for_a_text(case: Case, version: str) -> None:
    yaml = YAML(typ="safe", pure=True)
    yaml.version = version
    tree = yaml.load(print_case(case))

    assert tree["title"] == case.title
    assert tree.get("note") == case.note
    told = tree["person"]["evidence"]
    assert [(item["at"], item["digest"]) for item in told] == [(e.at, e.digest) for e in case.person.evidence]
    events = tree.get("events", {})
    assert [(name, event["what"]) for name, event in events.items()] == [
        (name, event.what) for name, event in case.events.items()
    ]


@settings(max_examples=50)
@given(laws())
def test_any_norm_and_any_regime_read_back_as_they_were(law: tuple[Instrument, Norm, Regime]) -> None:
    lex, norm, regime = law
    found = read_rules(lex, [norm, OTHER], [regime])

    assert found.norms["law"] == norm
    assert [*found.norms["law"].elements] == [*norm.elements]
    assert found.norms["other"] == OTHER
    assert found.regimes == {regime.id: regime}
    assert found.instruments == {"lex": lex}
    assert print_norm(found.norms["law"]) == print_norm(norm)
    assert print_regime(found.regimes[regime.id]) == print_regime(regime)


def test_each_awkward_text_can_stand_in_every_place_of_a_rule_document() -> None:
    lex = lex_of(AWKWARD)
    pairs = [awkward_law(number, text) for number, text in enumerate(AWKWARD)]
    found = read_rules(lex, [norm for norm, _ in pairs], [regime for _, regime in pairs])

    assert len(found.norms) == len(found.regimes) == len(AWKWARD) > 100
    assert found.instruments == {"lex": lex}
    for norm, regime in pairs:
        assert found.norms[norm.id] == norm
        assert found.regimes[regime.id] == regime
