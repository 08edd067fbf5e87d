"""Templates filled with values: the one place that knows Jinja.

Undefined names are errors, and the filters that templates use make text inert. A firm's own template takes
the place of the shipped one of the same name; all of them then run in a sandbox.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache, partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, FunctionLoader, StrictUndefined
from jinja2.exceptions import TemplateError, TemplateSyntaxError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from prong.errors import Diagnostic, Place, ProngError
from prong.model.trace import Node
from prong.rendering.compiled import Compiled
from prong.rendering.escape import markdown
from prong.rendering.language import ENGLISH, Language
from prong.rendering.words import DISPENSED, DISPENSED_WORDS, NUMBERS, STANDARDS, SYMBOLS, WORDS

Say = Callable[[str], str]
"""Gives a message in the language of a document."""
OPTIONS = MappingProxyType(
    {
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "keep_trailing_newline": True,
        "extensions": ("jinja2.ext.i18n",),
        "optimized": False,  # to look for constants takes longer than to compute the few there are
    }
)
APOSTROPHE = re.compile(r"(?<=\w)'")


class _Context(Context):
    """Calls what a template calls, without a look at each call whether Jinja has to pass itself along.

    Nothing that templates call asks for that; a macro, which may, knows what it needs by itself.
    """

    def call(
        self,
        called: Callable[..., object],
        /,
        *values: object,
        _loop_vars: object = None,
        _block_vars: object = None,
        **named: object,
    ) -> object:
        return called(*values, **named)


def filled(
    template: str, *, language: Language = ENGLISH, templates: Path | None = None, **values: object
) -> str:
    """The Markdown of a template in a language, without torn lines.

    A template in the folder `templates` replaces the shipped one of its name; raises ProngError (E407) where
    it fails.
    """
    environment = _environment(templates, language)
    if templates is None:
        return _tidy(environment.get_template(template).render(**values))
    try:
        return _tidy(environment.get_template(template).render(**values))
    except TemplateSyntaxError as error:
        raise _unfillable(templates, Path(error.filename or template), error.lineno, error) from None
    except UnicodeDecodeError:
        raise ProngError([Diagnostic("E103", Place(str(templates / template)))]) from None
    except Exception as error:  # whatever a template of the firm's does; what Prong does itself is raised on
        where, line = _innermost(error)
        if where is None or templates not in where.parents:
            raise
        raise _unfillable(templates, where, line, error) from None


@cache
def replaceable() -> tuple[str, ...]:
    """The names of the shipped templates."""
    return tuple(sorted(file.name for file in _shipped().iterdir() if file.name.endswith(".jinja")))


def compile_templates() -> None:
    """Compile every shipped template, so that it is kept."""
    for name in replaceable():
        _environment(None, ENGLISH).get_template(name)


def _unfillable(templates: Path, where: Path, line: int, error: Exception) -> ProngError:
    """What is wrong in a firm's template; of other errors than Jinja's own only the kind, no value."""
    told = str(error) if isinstance(error, TemplateError) else type(error).__name__
    name = where.relative_to(templates).as_posix() if templates in where.parents else where.name
    return ProngError([Diagnostic("E407", Place(str(where), line), subject=name, met=told)])


def _innermost(error: Exception) -> tuple[Path | None, int]:
    """The last line of a template on the way to an error."""
    found, line, step = None, 1, error.__traceback__
    while step:
        if step.tb_frame.f_code.co_filename.endswith(".jinja"):
            found, line = Path(step.tb_frame.f_code.co_filename), step.tb_lineno
        step = step.tb_next
    return found, line


def _tidy(text: str) -> str:
    """Without blanks at the ends of lines and without more than one empty line in a row."""
    lines = [line.rstrip(" \t") for line in text.split("\n")]
    return "\n".join([line for before, line in pairwise(["", *lines]) if line or before]).strip() + "\n"


def capitalised(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def prose(text: object) -> str:
    """Text made inert, with its straight apostrophes set as typographic ones."""
    return _prose(str(text))


@lru_cache(maxsize=1 << 14)
def _prose(text: str) -> str:
    return APOSTROPHE.sub("’", markdown(text))


def _joined(items: Iterable[object], between: str) -> str:
    """Texts made inert, with something between them."""
    return between.join(map(prose, items))


def _shipped_text(name: str) -> str | None:
    """A shipped template; no other name leads to a file."""
    return _shipped().joinpath(name).read_text(encoding="utf-8") if name in replaceable() else None


def _shipped() -> Traversable:
    return files("prong").joinpath("rendering", "templates")


@cache
def _environment(templates: Path | None, language: Language) -> Environment:
    shipped = FunctionLoader(_shipped_text)
    if templates is None:
        environment = Environment(loader=shipped, bytecode_cache=Compiled(OPTIONS), **OPTIONS)
    else:
        loader = ChoiceLoader([FileSystemLoader(templates), shipped])
        environment = ImmutableSandboxedEnvironment(loader=loader, **OPTIONS)
    environment.context_class = _Context
    say = lru_cache(maxsize=1 << 14)(language.gettext)
    told = partial(_said, say)
    environment.globals.update(_=told, gettext=told, ngettext=partial(_counted, language))
    environment.newstyle_gettext = True  # {% trans %} gives a message its values, as templates do
    environment.filters.update(
        md=prose,
        term=lambda text: _prose(say(str(text))),
        joined=_joined,
        listed=language.listed,
        capitalised=capitalised,
        standard=lambda key: say(STANDARDS[key]),
        words=lambda verdict: say(WORDS[verdict]),
        symbol=lambda node: _symbol(node, say),
        count=lambda number: _count(number, say),
    )
    return environment


def _said(say: Say, message: str, /, **values: object) -> str:
    """A message in the language, with its values."""
    return say(message) % values


def _counted(language: Language, one: str, many: str, number: int, /, **values: object) -> str:
    """The message for a number in the language, with its values."""
    return language.ngettext(one, many, number) % {"num": number, **values}


def _count(number: int, say: Say) -> str:
    """A small number in words, from one on."""
    return say(NUMBERS[number - 1]) if 0 < number <= len(NUMBERS) else str(number)


def _symbol(node: Node, say: Say) -> str:
    """Symbol and word for a cell of a table."""
    if node.role == "objection" and node.verdict in ("not-satisfied", "undetermined"):
        return " ".join((DISPENSED, say("not raised")))
    if node.dispensed:
        return f"{DISPENSED} {say(DISPENSED_WORDS)}"
    word = say(WORDS[node.verdict])
    told = say("presumed %(verdict)s") % {"verdict": word} if node.presumed else word
    return f"{SYMBOLS[node.verdict]} {told}"
