"""No private part of Python or of a library is used: what begins with an underscore is its maker's alone."""

from __future__ import annotations

import ast
from collections.abc import Container
from collections.abc import Iterator
from pathlib import Path

import pytest

_ROOT = Path(__file__).parent.parent
_SOURCE = _ROOT / "src"
_FILES = sorted(path for folder in ("src", "tests", "benchmarks") for path in (_ROOT / folder).rglob("*.py"))
# Documented, with an underscore for other reasons: https://docs.python.org/3/library/os.html#os._exit and
# https://docs.python.org/3/library/collections.html#collections.namedtuple
_PUBLIC = {"_exit", "_replace", "_asdict", "_fields", "_make", "_field_defaults"}


def _uses(source: str, own: Container[str] = ()) -> Iterator[str]:
    """Yield each underscored name that others have made, with its line; `own` are names beside those of this source."""
    tree = ast.parse(source)
    here = _made(tree)
    for node in ast.walk(tree):
        names = (name for name in _named(node) if _is_private(name) and not (name in here or name in own))
        yield from (f"{node.lineno}: {name}" for name in sorted(names))


def _made(tree: ast.AST) -> frozenset[str]:
    nodes = tuple(ast.walk(tree))
    defined = (node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef))
    stored = (node.attr for node in nodes if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store))
    return frozenset((*defined, *stored))


def _named(node: ast.AST) -> set[str]:
    """Return the names that are asked of something else."""
    if isinstance(node, ast.Import):
        return {part for each in node.names for part in each.name.split(".")}
    if isinstance(node, ast.ImportFrom) and not (node.module or "").startswith("bylint"):
        return {*(node.module or "").split("."), *(each.name for each in node.names)}
    if isinstance(node, ast.Attribute):
        return {node.attr} - _PUBLIC
    if _is_look_up(node):
        return {part for given in node.args if isinstance(given, ast.Constant) for part in str(given.value).split(".")}
    return set()


def _is_look_up(node: ast.AST) -> bool:
    """Tell whether a name is looked up as text: `getattr(it, "_x")`, `import_module("re._parser")`."""
    names = ("getattr", "setattr", "hasattr", "import_module", "__import__", "attrgetter", "methodcaller")
    return isinstance(node, ast.Call) and (getattr(node.func, "id", "") or getattr(node.func, "attr", "")) in names


def _is_private(name: str) -> bool:
    return name.startswith("_") and not (name.startswith("__") and name.endswith("__"))


@pytest.mark.parametrize(
    ("source", "names"),
    (
        ("import re._parser", ["1: _parser"]),
        ("from importlib import _bootstrap", ["1: _bootstrap"]),
        ("from _blake2 import blake2b", ["1: _blake2"]),
        ("import_module('re._parser')", ["1: _parser"]),
        ("import sys\nsys._getframe()", ["2: _getframe"]),
        ("getattr(command, '_main')", ["1: _main"]),
        ("os._exit(1)", []),
        ("found._replace(words='')", []),
        ("from __future__ import annotations\nprint(it.__class__)", []),
        ("class Door:\n    def shut(self):\n        self._key = 1\ndoor._key", []),
    ),
)
def test_private_parts_are_seen(source, names):
    assert list(_uses(source)) == names


def test_no_private_part_is_used():
    sources = {path: path.read_text(encoding="utf-8") for path in _FILES}
    ours = frozenset().union(*(_made(ast.parse(text)) for path, text in sources.items() if _SOURCE in path.parents))
    used = {str(path): list(_uses(text, () if _SOURCE in path.parents else ours)) for path, text in sources.items()}
    assert {path: uses for path, uses in used.items() if uses} == {}
