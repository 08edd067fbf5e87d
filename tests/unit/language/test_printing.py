"""What the repository ships survives being printed, and what is printed looks as a person would write it."""

import datetime
import json
import shutil
from pathlib import Path

import pytest

from prong.language.cases import Cases, check_cases
from prong.language.printing import print_case, print_instrument, print_joined, print_norm, print_regime
from prong.language.rulebook import check_rules, load_rulebook
from prong.language.shape import read_document
from prong.model.cases import Case, Joined
from prong.model.instruments import Citation
from prong.model.norms import (
    All,
    Any,
    Assignment,
    AtLeast,
    Block,
    ByReading,
    Element,
    ElementRef,
    Example,
    Expectation,
    Formula,
    Modifier,
    Norm,
    Not,
    PredicateRef,
    Prose,
    Regime,
    Rulebook,
    StatedFact,
    Weigh,
)
from prong.model.standards import Standard

REPOSITORY = Path(__file__).parents[3]
ARTICLE = Citation("lex", "1")


@pytest.fixture(scope="module")
def shipped() -> Rulebook:
    return load_rulebook(REPOSITORY / "rules")


@pytest.fixture(scope="module")
def printed(shipped: Rulebook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped rules, all printed anew but for the vocabulary."""
    folder = tmp_path_factory.mktemp("rules")
    shutil.copytree(REPOSITORY / "rules" / "vocabulary", folder / "vocabulary")
    documents = {
        **{f"norms/{name}.md": print_norm(norm) for name, norm in shipped.norms.items()},
        **{f"regimes/{name}.md": print_regime(regime) for name, regime in shipped.regimes.items()},
        **{f"instruments/{name}.yaml": print_instrument(i) for name, i in shipped.instruments.items()},
    }
    for name, text in documents.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def cases(shipped: Rulebook) -> Cases:
    found, findings = check_cases([REPOSITORY / "cases"], shipped.vocabulary)
    assert findings == []
    return found


def stems(folder: str, pattern: str) -> set[str]:
    found = {path.stem for path in (REPOSITORY / folder).glob(pattern)}
    assert found, folder
    return found


def test_every_shipped_norm_regime_and_instrument_reads_back_as_it_was(
    shipped: Rulebook, printed: Path
) -> None:
    again, findings = check_rules(printed)

    assert findings == []
    assert {*shipped.norms} == stems("rules/norms", "*.md") >= {"refugee", "trafficking-in-persons"}
    assert {*shipped.regimes} == stems("rules/regimes", "*.md") >= {"uk-2022", "unhcr"}
    assert {*shipped.instruments} == stems("rules/instruments", "*.yaml") >= {"iccpr", "refugee-convention"}
    assert (again.norms, again.readings) == (shipped.norms, shipped.readings)
    assert again.regimes == shipped.regimes
    assert again.instruments == shipped.instruments


def constructs_of(formula: Formula) -> set[type]:
    """The constructs of a formula, at any depth."""
    parts = {
        Not: lambda: (formula.part,),
        ByReading: lambda: [part for _, part in formula.positions],
        PredicateRef: tuple,
        ElementRef: tuple,
    }.get(type(formula), lambda: formula.parts)()
    return {type(formula)}.union(*map(constructs_of, parts))


def test_the_shipped_norms_use_every_construct_and_modifier(shipped: Rulebook) -> None:
    elements = [element for norm in shipped.norms.values() for element in norm.elements.values()]
    modifiers = ("unless", "dispensed_when", "objections", "burden", "standard", "standard_as")

    found = set().union(*(constructs_of(element.formula) for element in elements))
    assert found == {All, Any, Not, AtLeast, Weigh, ByReading, PredicateRef, ElementRef}
    assert [name for name in modifiers if not any(getattr(element, name) for element in elements)] == []


def test_the_order_of_elements_and_provisions_is_kept(shipped: Rulebook, printed: Path) -> None:
    again, _ = check_rules(printed)

    for name, norm in shipped.norms.items():
        assert [*again.norms[name].elements] == [*norm.elements]
    for name, instrument in shipped.instruments.items():
        assert [*again.instruments[name].provisions] == [*instrument.provisions]


def test_every_shipped_case_reads_back_as_it_was(shipped: Rulebook, cases: Cases, tmp_path: Path) -> None:
    shutil.copytree(REPOSITORY / "cases" / "sources", tmp_path / "sources")
    for name, file in cases.files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.yaml").write_text(print_case(file.case), encoding="utf-8")

    again, findings = check_cases([tmp_path], shipped.vocabulary)

    assert findings == []
    assert {*cases.files} == {
        f"lives-for-sale/{name}" for name in stems("cases", "lives-for-sale/[0-9]*.yaml")
    }
    assert {*again.files} == {*cases.files}
    for name, file in cases.files.items():
        assert again.files[name].case == file.case
        assert [*again.files[name].case.events] == [*file.case.events]


def test_joined_accounts_read_back_as_one_record(shipped: Rulebook, cases: Cases, tmp_path: Path) -> None:
    accounts = tuple(sorted(cases.files)[:2])
    person = Joined(person="ms-x", title="Ms. X: two accounts", accounts=accounts, reason="- the same\nname")
    for folder in ("sources", "lives-for-sale"):
        shutil.copytree(REPOSITORY / "cases" / folder, tmp_path / folder)
    (tmp_path / "persons").mkdir()
    path = tmp_path / "persons" / "ms-x.yaml"
    path.write_text(print_joined(person), encoding="utf-8")

    found, findings = check_cases([path], shipped.vocabulary)

    assert findings == []
    assert read_document(Joined, path, "person", [])[0] == person
    assert [(record.id, record.title, record.reason) for record in found.records] == [
        (person.person, person.title, person.reason)
    ]


def test_lines_fit_and_nothing_trails(printed: Path, cases: Cases) -> None:
    instruments = [path.read_text(encoding="utf-8") for path in printed.glob("instruments/*.yaml")]
    texts = [*instruments, *(print_case(file.case) for file in cases.files.values())]
    assert len(texts) > 60

    for line in "".join(texts).splitlines():
        assert line == line.rstrip()
        # A quoted word that has no space to break at may be longer.
        assert len(line) <= 115 or '"' in line


@pytest.mark.parametrize(
    "text",
    [
        "x:",
        "a: b",
        "x #y",
        "# x",
        "- x",
        "'a'",
        "it:\u00a0a",
        "a \nb",
        "a\n",
        "no",
        "1998",
        "deadbeef",
        "(a)",
        "",
    ],
)
def test_what_could_be_misread_stands_in_double_quotes(text: str) -> None:
    person = Joined(person="ms-x", title=text, accounts=("a/1", "a/2"), reason="one, and the same: no doubt")
    title = json.dumps(text).replace("\\u00a0", "\u00a0")

    assert print_joined(person).splitlines()[1:] == [
        f"title: {title}",
        "accounts: [a/1, a/2]",
        'reason: "one, and the same: no doubt"',
    ]


def test_a_case_is_printed_in_blocks_with_short_mappings_in_flow() -> None:
    here = [{"at": "Case 1, s. 1", "digest": "deadbeef"}]
    told = "She is told that there is work in a restaurant over the river, and follows him there. "
    case = Case.model_validate(
        {
            "case": "told/1",
            "title": "no",
            "source": {"id": "report", "at": "Case 1"},
            "person": {"name": "Ms. Kim", "born": "1966", "nationality": ["KP", "NO"], "evidence": here},
            "actors": {"trader": {"role": "recruiter", "who": "a trader, called uncle"}},
            "events": {
                "offer": {"date": "1998-05~", "by": ["trader"], "what": (told * 2).strip(), "evidence": here}
            },
            "findings": {
                "deception": {"holds": "yes", "to": "some-evidence", "note": "a\nb", "evidence": here * 3},
            },
        }
    )

    assert (
        print_case(case)
        == """\
case: told/1
title: "no"
source: {id: report, at: Case 1}
person:
  name: Ms. Kim
  born: 1966
  nationality: [KP, "NO"]
  evidence: [{at: "Case 1, s. 1", digest: "deadbeef"}]
actors: {trader: {role: recruiter, who: "a trader, called uncle"}}
events:
  offer:
    date: 1998-05~
    by: [trader]
    what: >-
      She is told that there is work in a restaurant over the river, and follows him there. She is
      told that there is work in a restaurant over the river, and follows him there.
    evidence: [{at: "Case 1, s. 1", digest: "deadbeef"}]
findings:
  deception:
    holds: yes
    to: some-evidence
    note: |-
      a
      b
    evidence:
      - {at: "Case 1, s. 1", digest: "deadbeef"}
      - {at: "Case 1, s. 1", digest: "deadbeef"}
      - {at: "Case 1, s. 1", digest: "deadbeef"}
"""
    )


def norm(*, body: tuple[Prose | Block, ...], facts: tuple[StatedFact, ...] = ()) -> Norm:
    test = Element(
        "test",
        "a test",
        (ARTICLE, ARTICLE),
        All((ElementRef("test", "part"), Not(ElementRef("other", "other")), PredicateRef("act"))),
        dispensed_when=(Modifier(ElementRef("other", "limb"), (ARTICLE,), PredicateRef("act")),),
    )
    part = Element("part", "a part", (ARTICLE,), PredicateRef("force"), Standard.SOME_EVIDENCE)
    expected = (Expectation(ElementRef("test", "part"), "satisfied"),)
    return Norm(
        id="test",
        title="A test",
        provision=ARTICLE,
        standard=Standard.REASONABLE_GROUNDS,
        standard_cite=None,
        conclusion="identification",
        binding=("lex",),
        part_of=None,
        order=1,
        elements={"test": test, "part": part},
        readings=(),
        consequences=(),
        examples=(Example("It works", facts, expected),),
        body=body,
    )


def test_a_norm_is_printed_as_a_document_with_what_stands_in_no_block_at_the_end() -> None:
    facts = (
        StatedFact("act", Standard.BEYOND_REASONABLE_DOUBT),
        StatedFact("force", opposition=Standard.SOME_EVIDENCE),
        StatedFact("doubt", Standard.BEYOND_REASONABLE_DOUBT, Standard.BEYOND_REASONABLE_DOUBT),
        StatedFact("age", low=16, high=18, quantity=True),
    )

    assert (
        print_norm(norm(body=(Prose("# A test"), Block("element", ("test",))), facts=facts))
        == """\
---
norm: test
title: A test
provision: lex/1
standard: reasonable-grounds
order: 1
conclusion: identification
binding: [lex]
---
# A test

```element
test:
  label: a test
  cite: [lex/1, lex/1]
  all: [part, {not: other}, act]
  dispensed-when: {other/limb: {cite: lex/1, answered-by: act}}
```

```element
part:
  label: a part
  cite: lex/1
  standard: some-evidence
  is: force
```

```example
title: It works
facts: {act: yes, force: {holds: no, to: some-evidence}, doubt: both, age: {from: 16, to: 18}}
expect: {part: satisfied}
```
"""
    )


def test_a_block_holds_what_it_names_whatever_the_order_of_the_model() -> None:
    text = print_norm(norm(body=(Block("element", ("part", "test")),)))

    assert "```element\npart:\n  label: a part\n" in text
    assert "\ntest:\n  label: a test\n" in text
    assert text.count("```element") == 1


def test_a_text_that_looks_like_the_end_of_a_block_ends_none() -> None:
    example = Example("```\nis no end", (), (Expectation(ElementRef("test", "test"), "satisfied"),))
    source = norm(body=())
    fields = {name: getattr(source, name) for name in Norm.__slots__}
    text = print_norm(Norm(**{**fields, "title": "a\n---\nb", "examples": (example,)}))

    assert '\ntitle: "a\\n---\\nb"\n' in text
    assert "\n````example\ntitle: |-\n  ```\n  is no end\n" in text


@pytest.mark.parametrize(
    "fact",
    [
        StatedFact("act"),
        StatedFact("age", low=16, quantity=True),
    ],
)
def test_a_fact_for_which_examples_have_no_words_is_refused(fact: StatedFact) -> None:
    with pytest.raises(ValueError, match=fact.name):
        print_norm(norm(body=(), facts=(fact,)))


def test_positions_of_a_reading_stand_beside_it() -> None:
    source = norm(body=())
    parts = (("broad", PredicateRef("act")), ("strict", Not(PredicateRef("act"))))
    element = Element("test", "a test", (ARTICLE,), ByReading("dispute", parts))
    fields = {name: getattr(source, name) for name in Norm.__slots__}
    text = print_norm(Norm(**{**fields, "elements": {"test": element}}))

    assert "  reading: dispute\n  positions: {broad: act, strict: {not: act}}\n" in text


def test_a_regime_without_a_body_is_printed_with_its_settings() -> None:
    settings = (
        Assignment("test", None, Standard.SOME_EVIDENCE, None, ARTICLE),
        Assignment("test", "part", Standard.CLEAR_AND_CONVINCING, None, ARTICLE),
    )
    regime = Regime("rule", "A rule", ARTICLE, datetime.date(2022, 6, 28), settings)

    assert (
        print_regime(regime)
        == """\
---
regime: rule
title: A rule
in-force: 2022-06-28
cite: lex/1
---
```regime
test: {standard: some-evidence, cite: lex/1}
```

```regime
test/part: {standard: clear-and-convincing, cite: lex/1}
```
"""
    )
