"""Packs: YAML files of rules, loaded with every mistake of all of them told at once."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bylint.errors import PackError
from bylint.model.rule import AnyRule
from bylint.packs import kept
from bylint.text.content import content_of
from bylint.text.content import names_beside
from bylint.text.shipped import shipped
from bylint.text.yaml_form import guess

LARGEST = 1_000_000
"""Bytes of the largest pack that is read."""


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
    rules = kept.rules(content, with_examples=with_examples)
    if rules is not None:
        return Pack(label, rules)
    return _fresh(label, content)


def _fresh(label: str, content: bytes) -> Pack:
    # Imported when the cache misses: reading a pack anew needs pydantic and the checks' options.
    from bylint.packs import reading

    rules, mistakes = reading.rules(label, content)
    if not mistakes:
        kept.keep_rules(content, rules)
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
