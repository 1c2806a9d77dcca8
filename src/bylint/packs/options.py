"""The options of checks: which keys a rule may use, and their values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING
from dataclasses import Field
from dataclasses import fields
from functools import lru_cache
from typing import Any
from typing import get_args
from typing import get_origin
from typing import get_type_hints

from pydantic import TypeAdapter
from pydantic import ValidationError

from bylint.checks import check_named
from bylint.text.patterns import BadPattern
from bylint.text.patterns import compiled
from bylint.text.yaml_form import Key
from bylint.text.yaml_form import plain
from bylint.text.yaml_form import value
from bylint.text.yaml_form import words
from bylint.text.yaml_marks import Node


@lru_cache(maxsize=256)
def option_keys(check: str, prefix: str) -> dict[str, Key]:
    """Return the keys that rules with this check may use; KeyError if there is no such check."""
    return {field.name: Key("any", _is_needed(field)) for field in fields(check_named(check, prefix).Options)}


def named(rule: Node) -> tuple[str, str]:
    """Return the name of the check of a rule, and the prefix of the rule's code."""
    return words(rule, "check"), words(rule, "code")[:-3]


def options_of(rule: Node) -> Any:
    """Return the options of a rule that is right."""
    check = named(rule)
    return _adapter(*check).validate_python(_values(check, rule))


def option_faults(rule: Node) -> Iterator[tuple[str, str]]:
    """Yield key and fault of each option that has the wrong type or is a bad pattern."""
    check = named(rule)
    try:
        adapter = _adapter(*check)
    except KeyError:
        return
    try:
        adapter.validate_python(_values(check, rule))
    except ValidationError as errors:
        for error in errors.errors(include_url=False):
            if error["type"] not in ("missing", "missing_argument"):
                yield str(error["loc"][0]), _told(str(error["msg"]))
    for key, pattern in patterns_of(rule):
        try:
            compiled(pattern)
        except BadPattern as fault:
            yield key, f"is not a regular expression: {fault}"


def patterns_of(rule: Node) -> Iterator[tuple[str, str]]:
    """Yield key and text of each pattern among the options of a rule."""
    try:
        keys = option_keys(*named(rule))
    except KeyError:
        return
    for key in keys:
        if key.endswith("pattern"):
            yield key, words(rule, key)


def _values(check: tuple[str, str], rule: Node) -> dict[str, Any]:
    kinds = get_type_hints(check_named(*check).Options)
    found = ((key, value(rule, key)) for key in kinds)
    return {key: _value(kinds[key], node) for key, node in found if node is not None}


def _value(kind: Any, node: Node) -> Any:
    # One word stands for a list of one.
    if node.kind == "text" and get_origin(kind) is tuple and get_args(kind)[-1:] == (...,):
        return (node.words,)
    return plain(node)


@lru_cache(maxsize=256)
def _adapter(check: str, prefix: str) -> TypeAdapter[Any]:
    return TypeAdapter(check_named(check, prefix).Options)


def _is_needed(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _told(message: str) -> str:
    return f"is wrong: {message[:1].lower()}{message[1:]}"
