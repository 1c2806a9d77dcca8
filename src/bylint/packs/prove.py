"""Examples of rules as proofs: what a pack marks in its examples is what must be reported, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from pathlib import PurePosixPath
from typing import NamedTuple

from bylint import audit
from bylint import people
from bylint.config import NAMES
from bylint.config import Config
from bylint.config import requests
from bylint.config import rules_for
from bylint.config import selected
from bylint.config import settings_of
from bylint.config.policy import rights_in
from bylint.config.reading import parsed
from bylint.errors import BylintError
from bylint.model.rule import AnyRule
from bylint.model.rule import Example
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.model.source import place_of
from bylint.model.world import Knowledge
from bylint.readers import SUFFIXES
from bylint.suppress import names_of
from bylint.text.patterns import lazily

# Signs of markup: a text without them is the same paragraphs in every format.
_MARKUP = lazily(r"[<>&*_`#|\\\[\]{}~]|^\s*(?:[-+=]|\d{1,9}[.)]\s)|^\s{1,4}\S|\S\n\S|\S {2,}\n", re.MULTILINE)
_MARK = lazily("[⟦⟧]")
# An example shows the same on any day.
_DAY = "2026-01-31"
# An article on which bylint fails is reported by this rule, and is no proof of any other.
_FAILED = "LNT010"


class Failure(NamedTuple):
    """An example that does not show what it should. `line` is its line in the pack."""

    code: str
    line: int
    message: str


class _Case(NamedTuple):
    """An example in one format: its files without marks, and the places that were marked."""

    name: str
    files: tuple[tuple[str, str], ...]
    marked: frozenset[tuple[str, Span]]


def prove(rule: AnyRule, rules: Sequence[AnyRule], knowledge: Knowledge) -> tuple[Failure, ...]:
    """Return what is wrong with the examples of a rule; `rules` are all that its configuration may name."""
    return tuple(
        failure for example in (*rule.bad, *rule.good) for failure in failures(rule, example, rules, knowledge)
    )


def failures(rule: AnyRule, example: Example, rules: Sequence[AnyRule], knowledge: Knowledge) -> tuple[Failure, ...]:
    """Return what is wrong with one example, in all formats in which it means the same."""
    return tuple(
        Failure(rule.code, example.line, message)
        for case in _cases(example)
        for message in _differences(rule, case, rules, knowledge)
    )


def _cases(example: Example) -> Iterator[_Case]:
    if example.files and example.files[0][0]:
        yield _case(" and ".join(name for name, _ in example.files), example.files)
        return
    text = example.files[0][1]
    yield _case("Markdown", (("example.md", text),))
    if not _MARKUP.search(text):
        yield _case("plain text", (("example.txt", text),))
        paragraphs = "".join(f"<p>{paragraph}</p>\n" for paragraph in re.split(r"\n{2,}", text.strip()))
        yield _case("HTML", (("example.html", f"<article>\n{paragraphs}</article>\n"),))


def _case(name: str, files: Iterable[tuple[str, str]]) -> _Case:
    parted = [(path, *_unmarked(text)) for path, text in files]
    marked = frozenset((path, span) for path, _, spans in parted for span in spans)
    return _Case(name, tuple((path, text) for path, text, _ in parted), marked)


def _unmarked(text: str) -> tuple[str, list[Span]]:
    # The i-th mark stands i characters too far to the right.
    offsets = [mark.start() - before for before, mark in enumerate(_MARK.finditer(text))]
    return _MARK.sub("", text), [Span(*pair) for pair in zip(offsets[::2], offsets[1::2], strict=True)]


def _differences(rule: AnyRule, case: _Case, rules: Sequence[AnyRule], knowledge: Knowledge) -> Iterator[str]:
    try:
        found, failed = _reported(rule, case, rules, knowledge)
    except BylintError as error:
        yield from (f"as {case.name}: {line}" for line in error.lines)
        return
    yield from (f"as {case.name}: {words}" for words in failed)
    for path, span in sorted(case.marked - found):
        yield f"as {case.name}: {_quoted(case, path, span)} is marked and not reported"
    for path, span in sorted(found - case.marked):
        yield f"as {case.name}: {_quoted(case, path, span)} is reported and not marked"


def _reported(
    rule: AnyRule, case: _Case, rules: Sequence[AnyRule], knowledge: Knowledge
) -> tuple[frozenset[tuple[str, Span]], tuple[str, ...]]:
    """Return where the rule reports something, and what bylint failed on."""
    config = _config(case)
    chosen = _chosen(rule, config, rules)
    verdict = audit.run(
        tuple(_readings(case, config)),
        chosen,
        lambda path, day: rules_for(config, chosen, path, day),
        _knowledge(case, config, knowledge, names_of(rules)),
        requests=requests(config, [(path, path) for path, _ in case.files]),
    )
    found = frozenset((v.place.path, v.place.span) for v in verdict.violations if v.code == rule.code)
    return found, tuple(v.message for v in verdict.violations if v.code == _FAILED != rule.code)


def _knowledge(case: _Case, config: Config, knowledge: Knowledge, names: Mapping[str, str]) -> Knowledge:
    """Return what a run on the example knows: the shipped lists, and what its own files say."""
    known = replace(
        knowledge,
        site=config.site or knowledge.site,
        settings={**knowledge.settings, **settings_of(config), "today": _DAY, "rules": names, **_rights(case, config)},
        policy=config.policy or knowledge.policy,
    )
    if not config.people and not config.directory:
        return known
    found = people.known_of(knowledge.lists, _contents(case, config.directory), _contents(case, config.people))
    return replace(known, directory=found.directory, registry=found.registry)


def _rights(case: _Case, config: Config) -> dict[str, object]:
    listed = config.images.rights
    return {"rights": rights_in(_contents(case, listed))} if listed else {}


def _contents(case: _Case, given: Iterable[tuple[Path, str]]) -> tuple[tuple[str, bytes], ...]:
    names = {path.as_posix() for path, _ in given}
    return tuple((path, text.encode()) for path, text in case.files if path in names)


def _config(case: _Case) -> Config:
    for path, text in case.files:
        if path in NAMES:
            return parsed(text.encode(), path, Path(path))
    return Config(Path())


def _chosen(rule: AnyRule, config: Config, rules: Sequence[AnyRule]) -> tuple[AnyRule, ...]:
    # The rule is on in its own examples, whatever it is by default; the configuration of an example may turn it off.
    tried = replace(rule, enabled="true", status="stable")
    if tried.severity == "off" and not tried.severity_by:
        tried = replace(tried, severity="warning")
    others = tuple(other for other in rules if other.code != rule.code)
    # A rule on suppressions judges what the other rules left: it needs them.
    company = others if rule.check == "linter" else ()
    kept = {rule.code, _FAILED, *(other.code for other in company)}
    return tuple(each for each in selected(config, (tried, *others)) if each.code in kept)


def _readings(case: _Case, config: Config) -> Iterator[audit.Reading]:
    boxes = {path.as_posix() for path, _ in config.people} if config.printed.bios else frozenset[str]()
    for path, text in case.files:
        suffix = PurePosixPath(path).suffix
        if suffix.casefold() in SUFFIXES or path in boxes:
            content = text.encode("utf-8", "surrogatepass")
            yield audit.Reading(path, suffix, None, content, is_author_data=path in boxes)


def _quoted(case: _Case, path: str, span: Span) -> str:
    text = next((text for name, text in case.files if name == path), "")
    place = place_of(Source(path, text), span)
    words = " ".join(text[span.start : span.end].split())
    return f"“{words[:80]}” at {place.line}:{place.column}-{place.end_line}:{place.end_column}"
