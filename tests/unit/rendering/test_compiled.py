"""A compiled template serves the text, the versions and the options with which it was made, and no other."""

from __future__ import annotations

import sys

import jinja2
import pytest
from jinja2 import DictLoader, Environment

from prong.rendering import compiled
from prong.rendering.compiled import Compiled
from prong.rendering.filled import filled

TEMPLATE = "{{ one }} and {{ other }}"
SAID = "this and that"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Where templates are kept; Python is free to keep what it compiles."""
    found = tmp_path / "templates" / "__pycache__"
    found.parent.mkdir()
    monkeypatch.setattr(compiled, "FOLDER", found)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return found


@pytest.fixture
def made(monkeypatch):
    """The texts that had to be compiled."""
    texts = []
    compile_text = Environment.compile

    def compile(self, source, *rest, **named):
        texts.append(source)
        return compile_text(self, source, *rest, **named)

    monkeypatch.setattr(Environment, "compile", compile)
    return texts


def said(text=TEMPLATE, options=None):
    """What a template says in an environment of its own."""
    environment = Environment(
        loader=DictLoader({"a.jinja": text}), bytecode_cache=Compiled(options or {"trim_blocks": True})
    )
    return environment.get_template("a.jinja").render(one="this", other="that")


def test_a_template_is_compiled_once(folder, made):
    assert [said(), said()] == [SAID, SAID]
    assert made == [TEMPLATE]
    assert len(list(folder.iterdir())) == 1


def test_another_text_of_a_template_is_compiled_anew(made):
    assert said() == SAID
    assert said("{{ other }}") == "that"
    assert made == [TEMPLATE, "{{ other }}"]


def test_other_options_have_a_compiled_template_of_their_own(folder, made):
    assert [said(), said(options={"trim_blocks": False})] == [SAID, SAID]
    assert len(made) == len(list(folder.iterdir())) == 2


def test_so_has_another_version_of_jinja(made, monkeypatch):
    said()
    monkeypatch.setattr(jinja2, "__version__", "9.9")
    said()
    assert len(made) == 2


@pytest.mark.parametrize("kept", [0, 10, 30, 60, 90])
def test_what_is_damaged_is_compiled_anew(folder, made, kept):
    said()
    (file,) = folder.iterdir()
    file.write_bytes(file.read_bytes()[:kept] + b"\xff.")
    assert said() == SAID
    assert len(made) == 2


def test_so_is_what_is_damaged_at_a_single_place(folder, made):
    said()
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    for place in range(len(whole)):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 0x80]) + whole[place + 1 :])
        assert said() == SAID
    assert len(made) == 1 + len(whole)


def test_where_python_keeps_nothing_no_template_is_kept(folder, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert said() == SAID
    assert not folder.exists()


def test_where_nothing_can_be_kept_templates_are_filled_all_the_same(folder, made):
    folder.write_text("a file stands in the place of the folder", encoding="utf-8")
    assert [said(), said()] == [SAID, SAID]
    assert len(made) == 2


def test_no_template_of_a_firm_is_kept(folder, tmp_path):
    """In the sandbox a call is compiled into another one, which asks whether it is safe."""
    (tmp_path / "claims.md.jinja").write_text("{{ one | upper }}", encoding="utf-8")
    assert filled("claims.md.jinja", templates=tmp_path, one="this") == "THIS\n"
    assert not folder.exists()
