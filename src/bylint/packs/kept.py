"""Packs in compiled form, as JSON in the user's cache, known by their content."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bylint import __version__
from bylint.checks import check_named
from bylint.model.rule import AnyRule
from bylint.model.rule import Example
from bylint.model.rule import Remedy
from bylint.model.rule import Rule
from bylint.model.rule import SourceNote
from bylint.text.digest import digest
from bylint.text.shipped import cache_folder
from bylint.text.shipped import keep

_FORM = "4"


def rules(content: bytes, *, with_examples: bool) -> tuple[AnyRule, ...] | None:
    """Return the rules of a pack that was found to be right before, or nothing."""
    try:
        found = json.loads(_file(content).read_bytes())
        # Examples are most of a pack; a run that shows and proves none does not read them.
        shown = json.loads(_file(content, "examples-").read_bytes()) if with_examples else [[(), ()]] * len(found)
        return tuple(_rule(entry, *examples) for entry, examples in zip(found, shown, strict=True))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None  # not kept, or kept by another version of the checks: the pack is read anew


def keep_rules(content: bytes, found: Iterable[AnyRule]) -> None:
    """Keep the rules of a pack that is right."""
    # Imported here: most runs find them kept.
    from dataclasses import asdict

    entries = [asdict(rule) for rule in found]
    examples = [(entry.pop("bad"), entry.pop("good")) for entry in entries]
    keep(_file(content, "examples-"), json.dumps(examples).encode())
    keep(_file(content), json.dumps(entries).encode())


def _file(content: bytes, part: str = "") -> Path:
    key = f"{__version__} {_FORM} ".encode() + content
    return cache_folder() / f"pack-{part}{digest(key)}.json"


def _rule(entry: dict[str, Any], bad: Iterable[Any], good: Iterable[Any]) -> AnyRule:
    options = check_named(entry["check"]).Options
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
