"""Markdown read into a document: every construct, cross-references, notes, verdicts, and what is refused."""

from __future__ import annotations

import pytest

from prong.errors import ProngError
from prong.rendering.document import (
    Code,
    Divider,
    Document,
    Emphasis,
    Heading,
    Items,
    LineBreak,
    Link,
    Listing,
    Mark,
    Note,
    Paragraph,
    Quotation,
    Reference,
    Strong,
    Table,
    Text,
    Verdict,
    plain,
)
from prong.rendering.escape import markdown
from prong.rendering.language import Language
from prong.rendering.reading import read_document

TEXT = """\
# A memo

Words, *emphasis*, **strength**, `code` and [a link](https://example.org).[^1] A line\\
and another, see *A.2* and *Facts*.

## Facts

- one
  - two[^2]
- three[^1]

4. four

   more
5. five

> quoted

```
listed
```

---

#### A.2 An element

| | |
|---|--:|
| Case | ✓ made out |

| Head | Number |
|---|:-:|
| A.2 | not ✓ |

[^1]: The *first*
[^2]: The second
"""


def words(text: str) -> tuple[Text, ...]:
    return (Text(text),)


def test_every_construct_is_read():
    """One document that holds each of them."""
    expected = Document(
        blocks=(
            Heading(1, "a-memo", words("A memo")),
            Paragraph(
                (
                    Text("Words, "),
                    Emphasis(words("emphasis")),
                    Text(", "),
                    Strong(words("strength")),
                    Text(", "),
                    Code("code"),
                    Text(" and "),
                    Link("https://example.org", words("a link")),
                    Text("."),
                    Mark(1),
                    Text(" A line"),
                    LineBreak(),
                    Text("and another, see "),
                    Reference("a.2", "A.2"),
                    Text(" and "),
                    Reference("facts", "Facts"),
                    Text("."),
                )
            ),
            Heading(2, "facts", words("Facts")),
            Items(
                (
                    (Paragraph(words("one")), Items(((Paragraph((Text("two"), Mark(2))),),))),
                    (Paragraph((Text("three"), Mark(1, 1))),),
                )
            ),
            Items(
                ((Paragraph(words("four")), Paragraph(words("more"))), (Paragraph(words("five")),)),
                start=4,
                loose=True,
            ),
            Quotation((Paragraph(words("quoted")),)),
            Listing("listed\n"),
            Divider(),
            Heading(4, "a.2", words("A.2 An element")),
            Table(
                "A.2 An element",
                ("", "right"),
                None,
                ((words("Case"), (Verdict("satisfied", "✓", "made out"),)),),
            ),
            Table(
                "A.2 An element",
                ("", "center"),
                (words("Head"), words("Number")),
                ((words("A.2"), words("not ✓")),),
            ),
        ),
        notes=(Note((Text("The "), Emphasis(words("first"))), 2), Note(words("The second"), 1)),
    )
    assert read_document(TEXT) == expected
    assert expected.title == "A memo"


def test_the_words_alone_leave_out_marks_and_looks():
    """Titles and names of tables are plain."""
    paragraph = read_document(TEXT).blocks[1]
    assert plain(paragraph.inlines) == (
        "Words, emphasis, strength, code and a link. A line and another, see A.2 and Facts."
    )


def test_headings_of_the_same_words_have_places_of_their_own():
    """A reference leads to the first."""
    document = read_document("# A\n\n## Facts\n\n## Facts\n\n*Facts*\n")
    assert [block.anchor for block in document.blocks[:3]] == ["a", "facts", "facts-1"]
    assert document.blocks[3] == Paragraph((Reference("facts", "Facts"),))


@pytest.mark.parametrize("text", ["*A.2*", "✓ made out", "– not required", "? undetermined", "[^1]"])
def test_inert_text_is_no_reference_no_verdict_and_no_mark(text):
    """Only a template can write one."""
    document = read_document(f"# Facts\n\n## A.2 x\n\n| a |\n|---|\n| {markdown(text)} |\n")
    assert document.blocks[2].rows == ((words(text),),)


def test_words_that_were_read_before_take_part_in_the_next_document():
    """The words of a block are kept from one document to the next; their notes and references are its own."""
    first = read_document("# A\n\nsee *B*[^x]\n\n## B\n\n[^x]: one\n")
    second = read_document("# A\n\nbefore[^y] it\n\nsee *B*[^x]\n\n[^x]: one\n[^y]: two\n")
    assert first.blocks[1] == Paragraph((Text("see "), Reference("b", "B"), Mark(1)))
    assert second.blocks[2] == Paragraph((Text("see "), Emphasis(words("B")), Mark(2)))


@pytest.mark.parametrize(
    ("language", "direction"), [("en", "ltr"), ("ko", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("fa", "rtl")]
)
def test_a_language_has_its_direction(language, direction):
    """Which every format is told."""
    assert read_document("# A\n", language=Language(language)).language.direction == direction


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("![seal](seal.png)", "image"),
        ("[x](ftp://example.org)", "link to ftp://example.org"),
        ("[x](//example.org)", "link to //example.org"),
        ("[x](#nowhere)", "link to #nowhere"),
        ("[x][y]\n\n[y]: https://example.org", "definition of a link"),
        ("word[^1]", "note 1 without its mark or its text"),
        ("word\n\n[^1]: text", "note 1 without its mark or its text"),
        ("word[^1]\n\n[^1]: one\n\n    two", "note that is not one paragraph"),
        ("word[^1]\n\n[^1]: one[^2]\n\n[^2]: two", "note in a note"),
        ("a\x0cb", "character U+000C"),
        ("a\x00b", "character U+0000"),
    ],
)
def test_what_no_format_can_render_is_an_error_and_is_not_dropped(text, named):
    """With its code and its name."""
    with pytest.raises(ProngError) as refused:
        read_document(f"# A\n\n{text}\n")
    (found,) = refused.value.diagnostics
    assert (found.code, found.met) == ("E409", named)
