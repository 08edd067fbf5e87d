"""Every word of a document can be translated, and the catalogues are complete and current."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

import jinja2
import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po, write_po
from jinja2 import nodes

from prong.corpus.measures import PRICE_BANDS, YEAR_BANDS
from prong.language.catalogues import compiled, messages_of
from prong.model.norms import Prose, Rulebook
from prong.rendering.document import Heading, plain
from prong.rendering.language import LANGUAGES
from prong.rendering.reading import read_document

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
        update(path, sorted(messages(), key=lambda one: one if isinstance(one, str) else one[0]))
    assert set(catalogue(path)) == messages()


def update(path: Path, wanted: Iterable[Message]) -> None:
    """Write a catalogue anew, in the order given; what is new has no translation yet."""
    head = path.read_text(encoding="utf-8").partition("\n\n")[0]
    known = catalogue(path)
    fresh = Catalog(locale=path.stem)
    for message in wanted:
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
def test_the_labels_of_the_rules_are_translated(request: pytest.FixtureRequest, rulebook: Rulebook, language):
    """Titles, headings, labels, and who bears a burden. Where this fails: as above."""
    path = ROOT / "rules" / "languages" / f"{language}.po"
    wanted = dict.fromkeys(labels(rulebook))
    if request.config.getoption("--update-languages", default=False):
        update(path, wanted)
    assert set(catalogue(path)) == set(wanted)


def labels(rulebook: Rulebook) -> Iterator[str]:
    """What rules call things, norm by norm; then regimes and the vocabulary."""
    for norm in rulebook.norms.values():
        yield norm.title
        for part in norm.body:
            if isinstance(part, Prose):
                blocks = read_document(part.text).blocks
                yield from (plain(block.inlines) for block in blocks if isinstance(block, Heading))
        for element in norm.elements.values():
            yield from (element.label, *([element.burden.on] if element.burden else ()))
    yield from (regime.title for regime in rulebook.regimes.values())
    yield from (quantity.label for quantity in rulebook.vocabulary.quantities.values())
    yield from (predicate.label for predicate in rulebook.vocabulary.predicates.values())


def test_the_groups_of_measures_are_messages():
    """A ledger sets them beside the groups of a claim, in the language of the document."""
    bands = {name for _, name in (*PRICE_BANDS, *YEAR_BANDS)}
    assert bands <= messages()


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
