"""Small invented rules, written as documents and read as any others are."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from prong.language.rulebook import load_rulebook
from prong.model.norms import Rulebook

INSTRUMENT = """\
instrument: lex
title: A law
short: law
kind: statute
weight: binding
pinpoint: article
in-force: 2000-01-01
citation: {type: legislation, title: A law}
checked: true
provisions: {"1": {terms: a test}}
"""
DERIVED = {
    "under-fifteen": ", derived: {quantity: age, below: 15}",
    "under-eighteen": ", derived: {quantity: age, below: 18}",
    "of-age": ", derived: {quantity: age, at-least: 18}",
}
TERM = "{name}: {{label: {name}, question: Is it so, counts: Yes., not: No.{derived}}}"
NORM = """\
---
norm: {name}
title: A test
provision: lex/1
standard: reasonable-grounds
conclusion: identification
order: {order}
---
```element
{elements}
```

```example
{examples}
```
"""
EXAMPLES = """\
- {{title: It is so., facts: {{}}, expect: {{{name}: satisfied}}}}
- {{title: It is not so., facts: {{}}, expect: {{{name}: not-satisfied}}}}
"""
REGIME = """\
---
regime: strict
title: A strict regime
in-force: 2001-01-01
cite: lex/1
---
```regime
{settings}
```
"""

Rules = Callable[..., Rulebook]


def _norm(name: str, elements: str, order: int, blocks: str) -> str:
    named = re.sub(r"^(\S+): \{", r"\1: {label: it, cite: lex/1, ", elements.strip(), flags=re.MULTILINE)
    names = re.findall(r"^(\S+): ", named, flags=re.MULTILINE)
    examples = "".join(EXAMPLES.format(name=element) for element in names).strip()
    return NORM.format(name=name, order=order, elements=named, examples=examples) + blocks


@pytest.fixture
def rules(tmp_path: Path) -> Rules:
    """Rules of the norm `test`, whose elements stand one a line without label and citation, and of others.

    Whatever is named in capital letters in an element is a predicate, and so are the derived ones.
    """

    def make(elements: str, blocks: str = "", *, other: str = "", regime: str = "") -> Rulebook:
        texts = {"instruments/lex.yaml": INSTRUMENT}
        texts["norms/test.md"] = _norm("test", elements.lower(), 1, blocks.lower())
        if other:
            texts["norms/other.md"] = _norm("other", other.lower(), 2, "")
        if regime:
            texts["regimes/strict.md"] = REGIME.format(settings=regime)
        named = set(re.findall(r"\b[A-Z]+\b", elements + other)) | set(
            re.findall("|".join(DERIVED), elements + other)
        )
        terms = "\n".join(
            TERM.format(name=name.lower(), derived=DERIVED.get(name, "")) for name in sorted(named)
        )
        quantity = "```quantity\nage: {label: age, unit: years, age-at: {earliest-of: [a]}}\n```\n"
        words = f"---\nvocabulary: words\ntitle: Words\n---\n```predicate\n{terms}\n```\n"
        texts["vocabulary/words.md"] = words + (quantity if named & DERIVED.keys() else "")
        for name, text in texts.items():
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return load_rulebook(tmp_path)

    return make
