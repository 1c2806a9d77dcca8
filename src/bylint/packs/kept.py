"""Packs in compiled form, as JSON in the user's cache, known by their content."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from bylint import __version__
from bylint.checks import check_named
from bylint.model.rule import AnyRule
from bylint.model.rule import Example
from bylint.model.rule import Remedy
from bylint.model.rule import Rule
from bylint.model.rule import SourceNote
from bylint.text import cache
from bylint.text.digest import digest

_FORM = "4"


def rules(content: bytes, *, with_examples: bool) -> tuple[AnyRule, ...] | None:
    """Return the rules of a pack that was found to be right before, or nothing."""
    kept = cache.read(_name(content))
    # Examples are most of a pack; a run that shows and proves none does not read them.
    examples = cache.read(_name(content, "examples-")) if with_examples else b""
    if kept is None or examples is None:
        return None
    found = json.loads(kept)
    shown = json.loads(examples) if with_examples else [[(), ()]] * len(found)
    try:
        return tuple(_rule(entry, *each) for entry, each in zip(found, shown, strict=True))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None  # kept by another version of the checks: the pack is read anew


def keep_rules(content: bytes, found: Iterable[AnyRule]) -> None:
    """Keep the rules of a pack that is right."""
    # Imported here: most runs find them kept.
    from dataclasses import asdict

    entries = [asdict(rule) for rule in found]
    examples = [(entry.pop("bad"), entry.pop("good")) for entry in entries]
    cache.write(_name(content, "examples-"), json.dumps(examples).encode())
    cache.write(_name(content), json.dumps(entries).encode())


def _name(content: bytes, part: str = "") -> str:
    key = f"{__version__} {_FORM} ".encode() + content
    return f"pack-{part}{digest(key)}.kept"


def _rule(entry: dict[str, Any], bad: Iterable[Any], good: Iterable[Any]) -> AnyRule:
    options = check_named(entry["check"], entry["code"][:-3]).Options
    fixed = {
        "options": options(**{key: _tuples(value) for key, value in entry["options"].items()}),
        "sources": tuple(SourceNote(*source) for source in entry["sources"]),
        "fix": Remedy(*entry["fix"]) if entry["fix"] else None,
        "yields_to": tuple(entry["yields_to"]),
        "anchors": tuple(entry["anchors"]),
        "bad": _examples(bad),
        "good": _examples(good),
    }
    return Rule(**{**entry, **fixed})


def _examples(entries: Iterable[Any]) -> tuple[Example, ...]:
    return tuple(Example(_tuples(files), line) for files, line in entries)


def _tuples(value: Any) -> Any:
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value
