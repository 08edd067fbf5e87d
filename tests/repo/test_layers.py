"""The layers of DESIGN: imports point down, never up and never in a circle."""

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src"
LAYERS = (
    ("errors",),
    ("model",),
    ("language",),
    ("evaluation",),
    ("explanation", "redaction"),
    ("rendering", "corpus", "proof"),
    ("cli", "testing", "pytest_plugin"),
)
RANKS = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}


def name_of(path: Path, root: Path) -> str:
    """The dotted name of a module."""
    return ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


def modules(root: Path = SOURCE) -> dict[str, ast.Module]:
    """Every module below `root`, parsed."""
    return {name_of(path, root): ast.parse(path.read_bytes()) for path in sorted(root.rglob("*.py"))}


def imports(tree: ast.Module, known: set[str]) -> set[str]:
    """The modules of the package that a module imports, wherever the statement stands."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide where they point"
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (inner & known) or {node.module}
    return found & known


def upward(trees: dict[str, ast.Module]) -> list[str]:
    """Imports from a layer above the importer's own."""
    return [
        f"{name} imports {target}"
        for name, tree in trees.items()
        for target in sorted(imports(tree, set(trees)))
        if "." in name and "." in target and layer(name) < layer(target)
    ]


def layer(name: str) -> int:
    return RANKS[name.split(".")[1]]


def circles(trees: dict[str, ast.Module]) -> list[str]:
    """The modules of a circle of imports, or nothing."""
    graph = {name: imports(tree, set(trees)) - {name} for name, tree in trees.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return error.args[1]
    return []


def inner_imports(tree: ast.Module) -> list[int]:
    """Lines of imports inside a function, or behind a condition at the top of a module."""
    top = {id(node) for node in tree.body}
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom) and id(node) not in top
    ]


def test_every_package_has_its_layer():
    """A new folder needs a place in the order before anything can import it."""
    found = {path.stem if path.suffix else path.name for path in (SOURCE / "prong").iterdir()}
    assert found - {"__init__", "__pycache__", "codes", "py"} <= set(RANKS)


def test_imports_point_down():
    """A module imports from its own layer and those below."""
    assert upward(modules()) == []


def test_no_module_imports_itself_by_a_detour():
    """The imports form no circle."""
    assert circles(modules()) == []


def test_imports_stand_at_the_top_of_a_module():
    """So that the layers can be read off a module; commands are loaded by name, in one place."""
    found = {name: inner_imports(tree) for name, tree in modules().items()}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_only_the_lists_of_commands_and_of_formats_load_modules_by_name():
    """`importlib` would lead past this test; what a format needs may not be installed."""
    users = {name for name, tree in modules().items() if "import_module" in ast.dump(tree)}
    assert users == {"prong.cli.lazy", "prong.cli.formats"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("prong.model.planted", "from prong.language import tree"),
        ("prong.language.planted", "import prong.evaluation.assess"),
        ("prong.language.planted", "def f():\n    from prong.evaluation.assess import assess"),
        ("prong.errors", "from prong.model.cases import Case"),
        ("prong.rendering.planted", "from prong.cli.memo import memo"),
    ],
)
def test_an_import_that_points_up_would_be_found(name, text):
    """The test itself is tested: planted imports are seen."""
    assert len(upward({**modules(), name: ast.parse(text)})) == 1


def test_a_circle_would_be_found():
    """Two modules of one layer that import each other."""
    planted = {
        "prong.model.first": ast.parse("from prong.model import second"),
        "prong.model.second": ast.parse("from prong.model.first import name"),
    }
    assert set(circles({**modules(), **planted})) == set(planted)


def test_an_import_inside_a_function_would_be_found():
    """It would hide an upward import from a reader."""
    assert inner_imports(ast.parse("def f():\n    import prong")) == [2]
