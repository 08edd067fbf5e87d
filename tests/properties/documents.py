"""Instruments, cases and joined accounts with every key that they can have, in texts hard to write."""

from hypothesis import assume
from hypothesis import strategies as st

from prong.model.ages import birth_of
from prong.model.cases import Case, Joined
from prong.model.document import CSL_FIELDS
from prong.model.instruments import Instrument
from prong.model.standards import LADDER
from prong.model.vocabulary import Vocabulary

from .texts import texts

names = st.sampled_from(
    ["a", "a-b", "on", "no", "yes", "null", "1", "1998", "1e5", "12345678", "part-of", "is"]
)
standards = st.sampled_from(LADDER)
days = st.dates()


def a_few(items: st.SearchStrategy, least: int = 0, **options: object) -> st.SearchStrategy:
    return st.lists(items, min_size=least, max_size=3, **options)


def by_name(items: st.SearchStrategy, keys: st.SearchStrategy = names) -> st.SearchStrategy:
    return st.dictionaries(keys, items, max_size=4)


# Instruments and joined accounts

FREE_FIELDS = [name for name in CSL_FIELDS if name not in ("type", "title", "issued", "available-date")]
"""The fields of a citation that may hold any text."""

instruments = st.fixed_dictionaries(
    {
        "instrument": names,
        "title": texts,
        "short": texts,
        "kind": st.sampled_from(["treaty", "guidance"]),
        "weight": st.sampled_from(["binding", "soft-law"]),
        "pinpoint": st.sampled_from(["article", "page"]),
        "citation": by_name(texts, st.sampled_from(FREE_FIELDS)).map(
            lambda fields: {**fields, "type": "treaty", "title": "A law"}
        ),
        "checked": st.booleans(),
        "provisions": by_name(
            st.fixed_dictionaries({"terms": texts}, optional={"checked": st.booleans()}), texts
        ),
    },
    optional={
        "adopted": days,
        "in-force": days,
        "link": texts,
        "note": texts,
        "entry-rule": st.fixed_dictionaries(
            {"cite": texts}, optional={"days": st.integers(-90, 90), "months": st.integers(0, 12)}
        ),
        "parties": by_name(
            st.fixed_dictionaries(
                {"by": st.sampled_from(["accession", "not-party"])},
                optional={"deposited": days, "checked": st.booleans()},
            ),
            st.sampled_from(["KP", "CN", "NO"]),
        ),
        "reservations": by_name(texts, st.sampled_from(["KP", "CN", "NO"])),
    },
).map(Instrument.model_validate)
joined = st.builds(Joined, person=names, title=texts, accounts=a_few(names, 2).map(tuple), reason=texts)

# Cases

EDTF = ["1998", "1998?", "1998-05~", "1998-XX", "199X", "../..", "1997/..", "../1999", "1998-01-05/1998-12"]
"""Dates that overlap, so that events may stand in any order."""
SOURCE = """\
source: report
title: A report
citation: {type: report, title: A report}
stated-to: reasonable-likelihood
accounts: {heading: "^Case ([0-9]+)$"}
"""
WORDS = {"question": "Was it so?", "counts": "This.", "not": "That."}
VOCABULARY = Vocabulary.model_validate(
    {
        "predicates": {name: {"label": name, **WORDS} for name in ("act", "on", "no", "1998", "12345678")},
        "quantities": {},
        "milestones": {name: {"label": name} for name in ("arrival", "yes")},
    }
)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """An account with every key that a case can have."""
    at = draw(texts)
    evidence = st.fixed_dictionaries(
        {
            "at": texts.map(lambda rest: f"{at}, {rest}"),
            "digest": st.text("0123456789abcdef", min_size=8, max_size=8)
            | st.sampled_from(["12345678", "1e100000"]),
        }
    )
    told = {"evidence": a_few(evidence, 1)}
    actors = draw(
        by_name(st.fixed_dictionaries({"role": st.sampled_from(["buyer", "other", "police"]), "who": texts}))
    )
    dates = st.sampled_from(EDTF)
    some_actors = a_few(st.sampled_from([*actors])) if actors else st.just([])
    marks = a_few(st.sampled_from([*VOCABULARY.milestones]), unique=True)
    optional = {
        "date": dates,
        "state": st.sampled_from(["KP", "NO"]),
        "place": texts,
        "by": some_actors,
        "is": marks,
    }
    events = draw(by_name(st.fixed_dictionaries({"what": texts, **told}, optional=optional)))
    some_events = a_few(st.sampled_from([*events])) if events else st.just([])
    finding = st.fixed_dictionaries(
        {
            "holds": st.sampled_from(["yes", "no"]),
            "to": st.sampled_from([standard.key for standard in LADDER]),
            **told,
        },
        optional={"events": some_events, "note": texts, "counter": texts},
    )
    age = {
        "stated": st.integers(26, 30),
        "event": st.sampled_from([*events]),
        "reckoning": st.sampled_from(["international", "korean", "unknown"]),
        **told,
    }
    person = st.fixed_dictionaries(
        {"name": texts, **told},
        optional={
            "born": st.sampled_from(["197X", "1970", "1970-05-17~", "1969/.."]),
            "sex": st.sampled_from(["female", "male"]),
            "nationality": a_few(st.sampled_from(["KP", "NO"])),
            **({"ages": a_few(st.fixed_dictionaries(age))} if events else {}),
        },
    )
    case = Case.model_validate(
        {
            "case": f"told/{draw(names)}",
            "title": draw(texts),
            "source": {"id": "report", "at": at},
            "person": draw(person),
            "actors": actors,
            "events": events,
            "findings": draw(by_name(a_few(finding), st.sampled_from([*VOCABULARY.predicates]))),
            "note": draw(st.none() | texts),
        }
    )
    assume(birth_of(case) is not None)
    return case
