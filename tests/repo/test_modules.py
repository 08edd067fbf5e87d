"""The manner of the modules: docstrings, sizes, and what an `__init__` may hold."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "src").rglob("*.py"))
LONGEST = 400


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_the_modules_are_found():
    """A test over an empty list passes."""
    assert len(MODULES) > 40


@pytest.mark.parametrize("path", [*MODULES, *sorted((ROOT / "tests").rglob("*.py"))], ids=relative)
def test_a_module_says_what_it_is_for(path):
    """The docstring is a sentence and tells where the module stands."""
    docstring = ast.get_docstring(ast.parse(path.read_bytes()))
    assert docstring
    assert docstring.splitlines()[0].endswith((".", ":", ";", ","))


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_a_long_module_says_why(path):
    """Beyond four hundred lines the docstring gives the reason."""
    text = path.read_text(encoding="utf-8")
    docstring = ast.get_docstring(ast.parse(text)) or ""
    assert len(text.splitlines()) <= LONGEST or "long" in docstring


@pytest.mark.parametrize("path", [p for p in MODULES if p.name == "__init__.py"], ids=relative)
def test_an_init_holds_a_docstring_imports_and_the_names_it_gives_on(path):
    """Beside these only the version, and a tuple of what the imports registered."""
    docstring, *rest = ast.parse(path.read_bytes()).body
    assert isinstance(docstring, ast.Expr)
    for node in rest:
        if isinstance(node, ast.Assign):
            (target,) = node.targets
            named = target.id in ("__all__", "__version__")
            assert named or all(isinstance(item, ast.Name) for item in node.value.elts)
        else:
            assert isinstance(node, ast.ImportFrom | ast.Import)


@pytest.mark.parametrize("path", [p for p in MODULES if p.name == "__init__.py"], ids=relative)
def test_an_init_gives_on_what_it_imports(path):
    """A name in `__all__` exists, and a package that imports says what for."""
    tree = ast.parse(path.read_bytes())
    given = [
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and node.targets[0].id == "__all__"
    ]
    bound = {
        alias.asname or alias.name for n in tree.body if isinstance(n, ast.ImportFrom) for alias in n.names
    }
    bound |= {node.targets[0].id for node in tree.body if isinstance(node, ast.Assign)}
    assert len(given) == (1 if any(isinstance(n, ast.ImportFrom) for n in tree.body) else 0)
    assert {name for names in given for name in names} <= bound
