"""docs/architecture.md against the code: its hops are functions of ours, its floors are those of the contract."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

_ROOT = Path(__file__).parent.parent
_PAGE = (_ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def test_hops_are_functions() -> None:
    hops = re.findall(r"`([\w/]+\.py): (\w+)`", _PAGE)
    assert len(hops) > 15
    for file, name in hops:
        tree = ast.parse((_ROOT / "src" / "bylint" / file).read_text(encoding="utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, f"{file}: {name}"


def test_floors_are_those_of_the_contract() -> None:
    settings = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (floors,) = (each for each in settings["tool"]["importlinter"]["contracts"] if each["name"] == "floors")
    (shown,) = re.findall(r"```\n(.*?)```", _PAGE, re.DOTALL)
    assert shown.splitlines() == floors["layers"]


def test_floors_are_all_there_is() -> None:
    (shown,) = re.findall(r"```\n(.*?)```", _PAGE, re.DOTALL)
    inside = (_ROOT / "src" / "bylint").glob("[a-z]*")
    packages = {path.name.removesuffix(".py") for path in inside if path.is_dir() or path.suffix == ".py"}
    assert packages - {"__pycache__"} == set(re.findall(r"\w+", shown))
