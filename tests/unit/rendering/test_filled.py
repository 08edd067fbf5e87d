"""Templates: the shipped ones, and those of a firm that take their place and may do nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from prong.errors import ProngError
from prong.rendering.filled import filled, replaceable

NAME = "memo.md.jinja"


def refused(folder: Path, text: str, **values: object) -> tuple[str, int, str]:
    """The code, line and words of the finding about a template."""
    (folder / NAME).write_text(text, encoding="utf-8")
    with pytest.raises(ProngError) as error:
        filled(NAME, templates=folder, **values)
    (found,) = error.value.diagnostics
    assert Path(found.place.file) == folder / NAME
    return found.code, found.place.line, found.met


def test_a_firms_template_takes_the_place_of_the_shipped_one(tmp_path):
    """With the same values and filters."""
    (tmp_path / NAME).write_text("# {{ title | md }}\n\n\n\nend  \n", encoding="utf-8")
    assert filled(NAME, templates=tmp_path, title="<b>") == "# \\<b\\>\n\nend\n"


def test_a_firms_template_may_include_parts_of_its_own(tmp_path):
    """And the shipped ones, which it does not have to copy."""
    (tmp_path / NAME).write_text("{% include 'head.jinja' %}", encoding="utf-8")
    (tmp_path / "head.jinja").write_text("# Of the firm", encoding="utf-8")
    assert filled(NAME, templates=tmp_path) == "# Of the firm\n"


def test_a_firms_template_may_say_messages_as_jinja_does(tmp_path):
    """With values, by number, and with a sign of per cent."""
    (tmp_path / NAME).write_text(
        "{% trans share=5 %}{{ share }} % of it{% endtrans %};"
        " {% trans count=2 %}{{ count }} way{% pluralize %}{{ count }} ways{% endtrans %};"
        " {{ ngettext('%(num)s way', '%(num)s ways', 1) }}; {{ _('%(number)s of 100 %%', number=3) }}",
        encoding="utf-8",
    )
    assert filled(NAME, templates=tmp_path) == "5 % of it; 2 ways; 1 way; 3 of 100 %\n"


def test_a_firms_template_may_call_wherever_jinja_lets_it(tmp_path):
    """In loops and blocks, with a body, and within a macro that is called so."""
    (tmp_path / NAME).write_text(
        "{% macro framed(word) %}<{{ word }}: {{ caller(word=_('in')) }}>{% endmacro %}"
        "{% block head %}{{ _('head %(number)s', number=1) }}{% endblock %}; {{ self.head() }};"
        "{% for each in [[1], [2]] recursive %}"
        " {{ _('item %(item)s', item=each) if each is number else loop(each) }},{% endfor %}"
        "{% for end in ['a'] %}{% call(word) framed(end) %}{{ _(word) }}{% endcall %}{% endfor %}",
        encoding="utf-8",
    )
    assert filled(NAME, templates=tmp_path) == "head 1; head 1;  item 1,,  item 2,,<a: in>\n"


def test_what_is_joined_is_made_inert_one_by_one(tmp_path):
    """What stands between the texts is the template's, and stays as it is."""
    (tmp_path / NAME).write_text("{{ texts | joined(' *or* ') }}", encoding="utf-8")
    assert filled(NAME, templates=tmp_path, texts=["a*", "- b's", 3]) == "a\\* *or* \\- b’s *or* 3\n"


def test_at_most_one_line_in_a_row_is_empty(tmp_path):
    """Blanks alone make no line, and none stands at the ends of a document."""
    (tmp_path / NAME).write_text(" \n\t\na \t\n \n\n\t\n  b\n\nc\n\n \n", encoding="utf-8")
    assert filled(NAME, templates=tmp_path) == "a\n\n  b\n\nc\n"


def test_the_shipped_templates_can_be_replaced():
    """Their names are those of the files."""
    assert NAME in replaceable()


def test_a_value_that_a_memo_does_not_have_is_named_with_its_line(tmp_path):
    """Nothing undefined becomes an empty place."""
    found = refused(tmp_path, "# A\n\n{{ recrod.title }}\n", record={})
    assert found == ("E407", 3, "'recrod' is undefined")


def test_a_template_that_is_not_well_formed_is_named_with_its_line(tmp_path):
    """Before anything is written."""
    code, line, met = refused(tmp_path, "# A\n{% if x %}\n")
    assert (code, line) == ("E407", 2)
    assert "endif" in met


def test_an_error_in_a_part_is_told_where_it_is(tmp_path):
    """In the part, not in what includes it."""
    (tmp_path / NAME).write_text("# A\n{% include 'part.jinja' %}", encoding="utf-8")
    (tmp_path / "part.jinja").write_text("x\n{{ nothing }}\n", encoding="utf-8")
    with pytest.raises(ProngError) as error:
        filled(NAME, templates=tmp_path)
    (found,) = error.value.diagnostics
    assert (Path(found.place.file).name, found.place.line, found.subject) == ("part.jinja", 2, "part.jinja")


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ title.__init__ }}",
        "{{ titles.append('x') }}",
        "{{ range(10000000) | list }}",
        "{{ (lambda: 1)() }}",
        "{{ 1 // 0 }}",
        "{{ titles['x'] }}",
        "{% include '/etc/passwd' %}",
        "{% include '../secret' %}",
        "{% macro x() %}{{ x() }}{% endmacro %}{{ x() }}",
    ],
)
def test_a_template_can_do_nothing_but_write(tmp_path, text):
    """No way into the program, to files or to endless work; each is a finding and no traceback."""
    (tmp_path.parent / "secret").write_text("secret", encoding="utf-8")
    code, line, _ = refused(tmp_path, f"# A\n{text}\n", title="T", titles=["T"])
    assert (code, line) == ("E407", 2)


def test_a_finding_about_a_template_holds_no_value_of_the_case(tmp_path):
    """Where Python's error would quote one, only its kind is told."""
    assert refused(tmp_path, "{{ facts['x'] | int + facts }}", facts={"x": "testimony"})[2] == "TypeError"


def test_a_template_that_is_no_utf_8_text_is_refused(tmp_path):
    """With the code for that."""
    (tmp_path / NAME).write_bytes(b"\xff\xfe")
    with pytest.raises(ProngError, match="E103"):
        filled(NAME, templates=tmp_path)
