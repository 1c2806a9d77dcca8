"""Packs: YAML files of rules, loaded with every mistake of all of them told at once, and kept in compiled form."""

from __future__ import annotations

import json
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any
from typing import NamedTuple

from bylint import __version__
from bylint.checks import check_named
from bylint.errors import PackError
from bylint.model.rule import AnyRule
from bylint.model.rule import Cure
from bylint.model.rule import Example
from bylint.model.rule import Remedy
from bylint.model.rule import Rule
from bylint.model.rule import SourceNote
from bylint.text import cache
from bylint.text.files import content_of
from bylint.text.files import digest
from bylint.text.files import names_beside
from bylint.text.files import shipped
from bylint.text.yaml import guess

LARGEST = 1_000_000
"""Bytes of the largest pack that is read."""

_FORM = "5"


class Pack(NamedTuple):
    """The rules of one file, or what is wrong with it."""

    label: str
    rules: tuple[AnyRule, ...]
    mistakes: tuple[str, ...] = ()


def shipped_packs() -> tuple[Path, ...]:
    """Return the packs that come with bylint."""
    return tuple(sorted(shipped().glob("*.yaml")))


def load(paths: Iterable[Path], *, with_examples: bool = True) -> tuple[AnyRule, ...]:
    """Return the rules of these packs, by code; PackError lists every mistake of all of them.

    A run that shows and proves no example may be faster without.
    """
    packs = tuple(_pack(path, with_examples=with_examples) for path in dict.fromkeys(path.absolute() for path in paths))
    mistakes = [mistake for pack in packs for mistake in pack.mistakes]
    mistakes += _clashes(packs)
    if mistakes:
        raise PackError(*mistakes)
    return tuple(sorted((rule for pack in packs for rule in pack.rules), key=lambda rule: rule.code))


def _pack(path: Path, *, with_examples: bool) -> Pack:
    label = _label(path)
    try:
        content = content_of(path, LARGEST)
    except OSError as error:
        is_missing = isinstance(error, FileNotFoundError)
        reason = f"there is no such pack{guess(path.name, names_beside(path))}" if is_missing else error.strerror
        return Pack(label, (), (f"{label}: {reason}",))
    rules = _cached(content, with_examples=with_examples)
    if rules is not None:
        return Pack(label, rules)
    return _fresh(label, content)


def _fresh(label: str, content: bytes) -> Pack:
    # Imported when the cache misses: reading a pack anew needs pydantic and the checks' options.
    from bylint.packs import reading

    rules, mistakes = reading.rules(label, content)
    if not mistakes:
        _cache(content, rules)
    return Pack(label, rules, mistakes)


def _label(path: Path) -> str:
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def _clashes(packs: Iterable[Pack]) -> Iterator[str]:
    seen: dict[str, tuple[str, AnyRule]] = {}
    for pack in packs:
        for rule in pack.rules:
            for name in (rule.code, rule.name):
                label, other = seen.setdefault(name, (pack.label, rule))
                if other is not rule:
                    yield f"{pack.label}:{rule.line}: {rule.code}: {name!r} is taken by {label}:{other.line}"


def _cached(content: bytes, *, with_examples: bool) -> tuple[AnyRule, ...] | None:
    """Return the rules of a pack that was found to be right before, or nothing."""
    kept = cache.read(cache_name(content))
    # Examples are most of a pack; a run that shows and proves none does not read them.
    examples = cache.read(cache_name(content, "examples-")) if with_examples else b""
    if kept is None or examples is None:
        return None
    found = json.loads(kept)
    shown = json.loads(examples) if with_examples else [[(), ()]] * len(found)
    try:
        return tuple(_rule(entry, *each) for entry, each in zip(found, shown, strict=True))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None  # kept by another version of the checks: the pack is read anew


def _cache(content: bytes, found: Iterable[AnyRule]) -> None:
    """Keep the rules of a pack that is right."""
    entries = [asdict(rule) for rule in found]
    examples = [(entry.pop("bad"), entry.pop("good")) for entry in entries]
    cache.write(cache_name(content, "examples-"), json.dumps(examples).encode())
    cache.write(cache_name(content), json.dumps(entries).encode())


def cache_name(content: bytes, part: str = "") -> str:
    """Return the name under which a pack of this content, or its examples, is kept in the cache."""
    # What is kept has the options that the checks of this very code take.
    key = f"{__version__} {_FORM} {cache.code()} ".encode() + content
    return f"pack-{part}{digest(key)}.kept"


def _rule(entry: dict[str, Any], bad: Iterable[Any], good: Iterable[Any]) -> AnyRule:
    options = check_named(entry["check"], entry["code"][:-3]).Options
    fixed = {
        "options": options(**{key: _tuples(value) for key, value in entry["options"].items()}),
        "sources": tuple(SourceNote(*source) for source in entry["sources"]),
        "fix": Remedy(*entry["fix"]) if entry["fix"] else None,
        "yields_to": tuple(entry["yields_to"]),
        "anchors": tuple(entry["anchors"]),
        "cures": tuple(Cure(*cure) for cure in entry["cures"]),
        "bad": _examples(bad),
        "good": _examples(good),
    }
    return Rule(**{**entry, **fixed})


def _examples(entries: Iterable[Any]) -> tuple[Example, ...]:
    return tuple(Example(_tuples(files), line) for files, line in entries)


def _tuples(value: Any) -> Any:
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value
