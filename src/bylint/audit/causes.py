"""What to mend first: what many violations share, the most articles first, each with the one edit that mends them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from typing import NamedTuple

from bylint.model.about import About
from bylint.model.rule import AnyRule
from bylint.model.rule import Origin
from bylint.model.rule import Violation
from bylint.report.overview import Cause
from bylint.report.overview import shared_of
from bylint.text.fold import bare

_FEWEST, _MOST_PATHS = 2, 12
"""Articles that make a cause; paths that a line of settings may list."""

_Key = tuple[str, int, Origin]
"""A rule's code, which of its cures, and what is shared."""


def ranked(
    violations: Sequence[Violation], rules: Iterable[AnyRule], abouts: Mapping[str, About], most: int = 10
) -> tuple[Cause, ...]:
    """Return what most articles share, first what is wrong or to be checked in most; each violation has one cause."""
    by_code = {rule.code: rule for rule in rules}
    names = _names(abouts)
    shared = _shared(violations, by_code, names)
    per_article: dict[str, int] = {}
    for each in violations:
        per_article[each.place.path] = per_article.get(each.place.path, 0) + 1
    left = set(range(len(violations)))
    found: list[Cause] = []
    while len(found) < most:
        weighed = [(_weight(key, several & left, violations), key) for key, several in shared.items()]
        wide = [each for each in weighed if each[0].articles >= _FEWEST]
        if not wide:
            break
        key = max(wide)[1]
        own = [violations[number] for number in sorted(shared[key] & left)]
        found.append(_cause(key, own, by_code[key[0]], names, per_article))
        left -= shared.pop(key)
    return tuple(found)


def _shared(
    violations: Sequence[Violation], by_code: Mapping[str, AnyRule], names: Mapping[str, str]
) -> dict[_Key, set[int]]:
    shared: dict[_Key, set[int]] = {}
    for number, each in enumerate(violations):
        rule = by_code.get(each.code)
        if rule:
            for cure, origin in shared_of(each, rule):
                if origin.kind == "person" and origin.name not in names:
                    continue
                shared.setdefault((each.code, rule.cures.index(cure), origin), set()).add(number)
    # What one article has alone is none, and never becomes one: most names are.
    return {key: several for key, several in shared.items() if _weight(key, several, violations).articles >= _FEWEST}


class _Weight(NamedTuple):
    """How much a cause weighs: articles in which something is wrong or to be checked, all articles, how likely its
    cure is among those of its rule, violations, and how much its name says."""

    graver: int
    articles: int
    likelier: int
    violations: int
    narrower: int


def _weight(key: _Key, several: set[int], violations: Sequence[Violation]) -> _Weight:
    paths = {violations[number].place.path for number in several}
    graver = {violations[number].place.path for number in several if violations[number].severity != "info"}
    return _Weight(len(graver), len(paths), -key[1], len(several), len(key[2].name))


def _cause(
    key: _Key, own: Sequence[Violation], rule: AnyRule, names: Mapping[str, str], per_article: Mapping[str, int]
) -> Cause:
    _, number, origin = key
    cure = rule.cures[number]
    in_each: dict[str, int] = {}
    for each in own:
        in_each[each.place.path] = in_each.get(each.place.path, 0) + 1
    cured = sum(per_article[path] == number for path, number in in_each.items())
    words = _printed(origin, names)
    paths = sorted(in_each)
    settings = _filled(cure.settings, origin.name, paths)
    return Cause(rule, origin.kind, words, tuple(own), len(paths), cured, cure.do.replace("{name}", words), settings)


def _filled(settings: str, name: str, paths: Sequence[str]) -> str:
    """Return a line of settings with a name, the globs of its folder, and paths, each as YAML."""
    listed = json.dumps(paths, ensure_ascii=False) if len(paths) <= _MOST_PATHS else "[...]"
    written = {"{name}": name, "{folder}": f"{name}/**"}
    for sign, words in written.items():
        settings = settings.replace(sign, json.dumps(words, ensure_ascii=False))
    return settings.replace("{paths}", listed)


def _names(abouts: Mapping[str, About]) -> dict[str, str]:
    """Return the names of those who sign, by what people are compared by."""
    return {bare(name): name for about in abouts.values() for name in about.authors}


def _printed(origin: Origin, names: Mapping[str, str]) -> str:
    if origin.kind not in ("person", "post"):
        return origin.name
    person, _, body = origin.name.partition("|")
    return ", ".join(filter(None, (names.get(person, person.title()), body)))
