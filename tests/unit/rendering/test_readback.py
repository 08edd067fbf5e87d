"""What a finished page or Word document is read back as: nothing in it is hidden by the tags around it."""

from __future__ import annotations

import io
import zipfile

import pytest

from prong.redaction.leaks import Term, Watched
from prong.rendering.page import page
from prong.rendering.readback import READERS
from prong.rendering.reading import read_document

WATCHED = Watched((Term.of("name", "Ms. Orr"), Term.of("place", "Newtown")))
HIDDEN = {
    "a note after the word": ('Newtown\u2060<sup class="footnote-ref"><a href="#fn1">1</a></sup>', "place"),
    "lines of a drawing": ("<text><tspan>to Newtown</tspan><tspan>by her</tspan></text>", "place"),
    "two links": ('<a href="#1">Newtown</a><a href="#2">Westland</a>', "place"),
    "cells of a table": ("<tr><td>Newtown</td><td>1</td></tr>", "place"),
    "a tag within the word": ("<em>New</em>town", "place"),
    "a tag of any name within the word": ("<B>New</B><unheard-of>town", "place"),
    "a comment within the word": ("New<!-- -->town", "place"),
    "a comment with tags": ("<!-- by <b>Newtown</b> -->", "place"),
    "an attribute": ('<p title="Newtown">It</p>', "place"),
    "an attribute with signs": ('<p title="a &gt; > <b> Newtown <">It</p>', "place"),
    "after an attribute with signs": ('<a title="<b">Newtown</a> <i>It</i>', "place"),
    "a script": ('<script>if (1 < b && c > 2) "Newtown"</script>', "place"),
    "an entity": ("&#78;ewtown", "place"),
    "a tag that is not closed": ("Newtown <b", "place"),
    "a line break": ("Ms.<br>Orr", "name"),
    "a new line": ("<p>Ms.\n  Orr</p>", "name"),
    "tags around a word of a name": ("<p>Ms. <strong>Or</strong>r</p>", "name"),
}


@pytest.mark.parametrize("title", HIDDEN)
def test_no_tag_hides_a_word_of_a_page(title):
    """Whether it parts words or stands within one."""
    written, kind = HIDDEN[title]
    assert WATCHED.kinds_in(READERS["html"](written.encode())) == (kind,)


@pytest.mark.parametrize("title", HIDDEN)
def test_no_tag_hides_a_word_of_a_word_document(title):
    """Its parts are read as a page is."""
    written, kind = HIDDEN[title]
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as opened:
        opened.writestr("word/document.xml", written)
    assert WATCHED.kinds_in(READERS["docx"](package.getvalue())) == (kind,)


def test_a_word_before_the_mark_of_a_note_is_read_in_every_page():
    """The mark follows without a blank, and is a number."""
    written = page(read_document("# A\n\nShe is sold in Newtown[^1]\n\n[^1]: Case 1\n"))
    assert WATCHED.kinds_in(READERS["html"](written.encode())) == ("place",)
