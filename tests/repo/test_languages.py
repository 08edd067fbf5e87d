"""Every word of a document can be translated, and the catalogues are complete and current."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import jinja2
import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po, write_po
from jinja2 import nodes

from prong.language.catalogues import compiled, messages_of
from prong.model.norms import Rulebook
from prong.rendering.language import LANGUAGES

ROOT = Path(__file__).parents[2]
RENDERING = ROOT / "src" / "prong" / "rendering"
TEMPLATES = sorted((RENDERING / "templates").rglob("*.jinja"))
OTHERS = [language for language in LANGUAGES if language != "en"]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "say": None, "marked": None}
METHODS = [("**.py", "python"), ("templates/**.jinja", "jinja2")]
OPTIONS = {"templates/**.jinja": {"trim_blocks": "true", "lstrip_blocks": "true"}}
PLACEHOLDER = re.compile(r"%\(\w+\)s")
LETTERS = re.compile(r"[A-Za-z]{2,}")
NAMES = {"Prong", "SHA", "prong", "verify"}
"""Words of a template that are the same in every language."""

Message = str | tuple[str, str]


def messages() -> set[Message]:
    """Every message of templates and modules; those of a number as a pair."""
    found = extract_from_dir(str(RENDERING), METHODS, OPTIONS, KEYWORDS)
    return {message for _, _, message, *_ in found}


def catalogue(path: Path) -> dict[Message, str | tuple[str, ...]]:
    """A catalogue as Babel reads it."""
    return {entry.id: entry.string for entry in read_po(BytesIO(path.read_bytes())) if entry.id}


def test_the_templates_and_messages_are_found():
    """A test over an empty list passes."""
    assert len(TEMPLATES) > 7
    assert len(messages()) > 250


@pytest.mark.parametrize("language", OTHERS)
def test_the_catalogue_has_every_message_and_no_other(request: pytest.FixtureRequest, language):
    """Where this fails: make languages, then translate what is empty."""
    path = RENDERING / "languages" / f"{language}.po"
    if request.config.getoption("--update-languages", default=False):
        update(path)
    assert set(catalogue(path)) == messages()


def update(path: Path) -> None:
    """Write a catalogue anew, in the order of its messages; what is new has no translation yet."""
    head = path.read_text(encoding="utf-8").partition("\n\n")[0]
    known = catalogue(path)
    fresh = Catalog(locale=path.stem)
    for message in sorted(
        messages(), key=lambda message: message if isinstance(message, str) else message[0]
    ):
        fresh.add(message, known.get(message, ("",) if isinstance(message, tuple) else ""))
    written = BytesIO()
    write_po(written, fresh, width=100, omit_header=True)
    path.write_text(f"{head}\n\n{written.getvalue().decode().strip()}\n", encoding="utf-8")


def hashable(text: str | list[str] | tuple[str, ...]) -> str | tuple[str, ...]:
    """A message of a number as a pair."""
    return text if isinstance(text, str) else tuple(text)


def catalogues() -> list[Path]:
    """Those of documents and those of rules."""
    return [*sorted((RENDERING / "languages").glob("*.po")), *sorted((ROOT / "rules/languages").glob("*.po"))]


@pytest.mark.parametrize("path", catalogues(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_message_is_translated_with_the_same_values(path):
    """None is empty or marked as fuzzy, and each uses no value that its message does not have."""
    entries = catalogue(path)
    assert entries
    for message, text in entries.items():
        for own in text if isinstance(text, tuple) else (text,):
            ids = message if isinstance(message, tuple) else (message,)
            assert own.strip(), message
            allowed = {value for one in ids for value in PLACEHOLDER.findall(one)}
            assert set(PLACEHOLDER.findall(own)) <= allowed, message
            assert own.count("%") == len(PLACEHOLDER.findall(own)), message
            assert own.count("*") == ids[0].count("*"), message
            if isinstance(message, str):
                assert set(PLACEHOLDER.findall(own)) == allowed, message


@pytest.mark.parametrize("path", catalogues(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_reader_of_catalogues_reads_what_babel_reads(path):
    """The same messages and the same translations, through the compiled form."""
    read = read_mo(BytesIO(compiled(messages_of(path.read_text(encoding="utf-8"), ""))))
    own = {hashable(entry.id): hashable(entry.string) for entry in read if entry.id}
    assert own == catalogue(path)


@pytest.mark.parametrize("language", OTHERS)
def test_the_labels_of_the_rules_are_translated(rulebook: Rulebook, language):
    """Titles of norms and regimes, labels of elements, predicates and quantities, and who bears a burden."""
    vocabulary = rulebook.vocabulary
    labels = {norm.title for norm in rulebook.norms.values()}
    labels |= {regime.title for regime in rulebook.regimes.values()}
    elements = [element for norm in rulebook.norms.values() for element in norm.elements.values()]
    labels |= {element.label for element in elements if element.label}
    labels |= {element.burden.on for element in elements if element.burden}
    labels |= {one.label for one in (*vocabulary.predicates.values(), *vocabulary.quantities.values())}
    assert set(catalogue(ROOT / "rules" / "languages" / f"{language}.po")) == labels


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_word_of_a_template_is_left_untranslated(path):
    """Words stand in messages; outside of them there are values and the marks of Markdown."""
    environment = jinja2.Environment(extensions=["jinja2.ext.i18n"], autoescape=False)
    tree = environment.parse(path.read_text(encoding="utf-8"))
    bare = [word for text in shown(tree) for word in LETTERS.findall(text) if word not in NAMES]
    assert bare == []


def shown(tree: nodes.Node) -> Iterator[str]:
    """The texts of a template that reach the reader as they are: its data, and strings that are put out."""
    for output in tree.find_all(nodes.Output):
        for child in output.nodes:
            yield from literals(child)
    for assigned in tree.find_all(nodes.Assign):
        yield from literals(assigned.node)


def literals(node: nodes.Node) -> Iterator[str]:
    """The strings that an expression may give; those that are looked up, compared or counted give none."""
    match node:
        case nodes.TemplateData():
            yield node.data
        case nodes.Const() if isinstance(node.value, str):
            yield node.value
        case nodes.Concat():
            for part in node.nodes:
                yield from literals(part)
        case nodes.CondExpr():
            for part in (node.expr1, node.expr2):
                if part is not None:
                    yield from literals(part)
        case nodes.Or() | nodes.And() | nodes.Add():
            yield from literals(node.left)
            yield from literals(node.right)
        case nodes.Filter():
            yield from literals(node.node)
        case nodes.Getitem():
            yield from literals(node.node)
        case nodes.Dict():
            for pair in node.items:
                yield from literals(pair.value)
        case nodes.List() | nodes.Tuple():
            for item in node.items:
                yield from literals(item)
