"""What must not be in a document is found there, whatever else begins, ends or goes on at the same place."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from prong.redaction.leaks import Term, Watched

INVISIBLE = ("\u2060", "\u00ad")
signs = st.sampled_from(["a", "b", "é", "1", " ", "\n", ".", "(", "&", "|", "-", "_", *INVISIBLE])
terms = st.lists(st.text("ab1 .-(&|", min_size=1, max_size=5).map(str.strip).filter(bool), max_size=6)


def is_said(term: str, text: str) -> bool:
    """Whether the signs of a term stand somewhere, with no word that goes on before or after them."""
    around = f" {text} "
    return any(
        around.startswith(term, place)
        and not (goes_on(around[place - 1]) or goes_on(around[place + len(term)]))
        for place in range(1, len(text) + 1)
    )


def goes_on(sign: str) -> bool:
    return sign.isalnum() or sign in "-_"


@given(terms, st.lists(signs, max_size=20).map("".join))
@example(["a b", "b 1"], "a b 1")
@example(["a", "a b", "a b 1"], "a b 1a")
@example(["a a"], "ba a a")
@example(["a-b", "a"], "a-b")
@example([], "a")
def test_every_term_that_stands_in_a_text_is_found(written, text):
    """One by one, however they overlap; and nothing else is."""
    every = tuple(Term.of(str(number), term) for number, term in enumerate(written))
    seen = text
    for mark in INVISIBLE:
        seen = seen.replace(mark, "")
    seen = " ".join(seen.split())
    found = {term.text for term in Watched(every).said_in(text)}
    assert found == {term.text for term in every if is_said(term.text, seen)}
