"""From the YAML of one pack to its rules, with every mistake at its line."""

from __future__ import annotations

import re
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

from bylint import __version__
from bylint.checks import VERBS
from bylint.checks import check_named
from bylint.model.rule import APPLICABILITIES
from bylint.model.rule import DEEDS
from bylint.model.rule import ENABLED
from bylint.model.rule import ORIGINS
from bylint.model.rule import SEVERITIES
from bylint.model.rule import STATUSES
from bylint.model.rule import AnyRule
from bylint.model.rule import Cure
from bylint.model.rule import Example
from bylint.model.rule import Remedy
from bylint.model.rule import Rule
from bylint.model.rule import SourceNote
from bylint.text.lexicon import anchors_of_texts
from bylint.text.patterns import LARGEST
from bylint.text.patterns import BadPattern
from bylint.text.patterns import OddPattern
from bylint.text.patterns import anchors_of
from bylint.text.patterns import compiled
from bylint.text.patterns import lazily
from bylint.text.patterns import size_of
from bylint.text.yaml import Key
from bylint.text.yaml import Mistake
from bylint.text.yaml import Node
from bylint.text.yaml import Sheet
from bylint.text.yaml import faults
from bylint.text.yaml import guess
from bylint.text.yaml import items
from bylint.text.yaml import plain
from bylint.text.yaml import sheet
from bylint.text.yaml import value
from bylint.text.yaml import words

_DEFAULTS = {"status": "stable", "enabled": "true"}
_TEXTS = (
    "code",
    "name",
    "summary",
    "severity",
    "check",
    "message",
    "hint",
    "why",
    "desk",
    "status",
    "since",
    "enabled",
)


def rules(label: str, content: bytes) -> tuple[tuple[AnyRule, ...], tuple[str, ...]]:
    """Return the rules of a pack, or what is wrong with it."""
    try:
        page = sheet(label, content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return (), (f"{label}:{content.count(bytes((10,)), 0, error.start) + 1}: not UTF-8",)
    found = page.faults or page.told(_mistakes(page.node))
    if found:
        return (), found
    return tuple(_rule(page, entry.value) for entry in _entries(page)), ()


def _entries(page: Sheet) -> Iterator[Any]:
    listed = value(page.node, "rules")
    yield from listed.entries if listed else ()


def _rule(page: Sheet, node: Node) -> AnyRule:
    texts = {name: words(node, name, _DEFAULTS.get(name, "")).strip() for name in _TEXTS}
    severity_by, options = value(node, "severity_by"), options_of(node)
    return Rule(
        **texts,
        options=options,
        sources=tuple(SourceNote(words(each, "title"), words(each, "url")) for each in items(node, "sources")),
        bad=tuple(_example(page, each) for each in items(node, "bad")),
        good=tuple(_example(page, each) for each in items(node, "good")),
        fix=_remedy(value(node, "fix")),
        cures=tuple(_cures(value(node, "cures"))),
        severity_by=plain(severity_by) if severity_by else {},
        yields_to=tuple(each.words for each in items(node, "yields_to")),
        pack=words(page.node, "pack"),
        line=page.line(node.span.start),
        anchors=_anchors(texts["check"], options),
    )


def _anchors(check: str, options: Any) -> tuple[str, ...]:
    """Return the words that tell whether a rule has anything to do: only what is forbidden by its words has any."""
    if check != "forbid":
        return ()
    return anchors_of(options.pattern) if options.pattern else anchors_of_texts(options.words)


def _remedy(node: Node | None) -> Remedy | None:
    if node is None:
        return None
    return Remedy(words(node, "do"), words(node, "is"), words(node, "text").strip())


def _cures(node: Node | None) -> Iterator[Cure]:
    for entry in node.entries if node else ():
        yield Cure(entry.key, words(entry.value, "do").strip(), words(entry.value, "settings").strip())


def _example(page: Sheet, node: Node) -> Example:
    line = page.line(node.span.start)
    if node.kind == "text":
        return Example((("", node.words),), line)
    files = value(node, "files")
    return Example(tuple((entry.key, entry.value.words) for entry in files.entries) if files else (), line)


_PACK = {
    "version": Key(is_needed=True, among=("1",)),
    "pack": Key(is_needed=True),
    "prefix": Key(is_needed=True),
    "requires": Key(),
    "rules": Key("list", is_needed=True),
}
_RULE = {
    "code": Key(is_needed=True),
    "name": Key(is_needed=True),
    "summary": Key(is_needed=True),
    "severity": Key(is_needed=True, among=SEVERITIES),
    "severity_by": Key("map"),
    "enabled": Key(among=ENABLED),
    "status": Key(among=STATUSES),
    "since": Key(is_needed=True),
    "desk": Key(),
    "yields_to": Key("texts"),
    "check": Key(is_needed=True),
    "message": Key(is_needed=True),
    "hint": Key(),
    "fix": Key("map"),
    "cures": Key("map"),
    "why": Key(is_needed=True),
    "sources": Key("list", is_needed=True),
    "bad": Key("list", is_needed=True),
    "good": Key("list", is_needed=True),
}
_FIX = {"do": Key(is_needed=True, among=DEEDS), "is": Key(is_needed=True, among=APPLICABILITIES), "text": Key()}
_CURE = {"do": Key(is_needed=True), "settings": Key()}
_SOURCE = {"title": Key(is_needed=True), "url": Key(is_needed=True)}
_CODE = lazily(r"[A-Z]{2,8}\d{3}")
_NAME = lazily(r"[a-z0-9]{1,40}(?:-[a-z0-9]{1,40}){0,12}")
_VERSION = lazily(r"\d{1,4}(?:\.\d{1,4}){1,2}")
_PLAIN_BRACES = lazily(r"\{[\w-]+\}")
Mistakes = Iterator[Mistake]


def _mistakes(node: Node) -> Mistakes:
    """Yield every mistake of a pack with its place; a mistake of a rule begins with the rule's code."""
    large = tuple(_size_faults(node))
    yield from large
    if large:
        return  # to look for other mistakes is to compile them
    yield from faults(node, _PACK)
    yield from _head_faults(node)
    seen: set[str] = set()
    for rule in items(node, "rules"):
        if rule.kind != "map":
            yield rule.span.start, "a rule must be a mapping"
            continue
        code = words(rule, "code") or "a rule"
        names = {words(rule, "code"), words(rule, "name")} - {""}
        yield from faults(rule, _rule_keys(rule), f"{code}: ")
        yield from ((at, f"{code}: {what}") for at, what in _rule_faults(node, rule))
        yield from ((rule.span.start, f"{code}: {name!r} stands twice in this pack") for name in names & seen)
        seen |= names


def _size_faults(node: Node) -> Mistakes:
    """Yield the pattern with which those of the pack are too large; compiling takes memory by their size."""
    size = 0
    for rule in items(node, "rules"):
        for key, pattern in patterns_of(rule):
            try:
                size += size_of(pattern)
            except OddPattern as fault:
                yield _offset(rule, key), f"{words(rule, 'code')}: {key!r} {fault}"
                return
            if size > LARGEST:
                told = f"come to {size:,} characters with all repeats written out; the limit is {LARGEST:,}"
                yield _offset(rule, key), f"{words(rule, 'code')}: {key!r} is too large: the patterns up to here {told}"
                return


def _rule_keys(node: Node) -> dict[str, Key]:
    try:
        return {**_RULE, **option_keys(*named(node))}
    except KeyError:
        pass
    # Without the check its options cannot be judged: only what can be no option is called unknown.
    own = {entry.key: Key("any") for entry in node.entries if not guess(entry.key, _RULE)}
    return {**own, **_RULE, "check": Key(is_needed=True, among=tuple(VERBS))}


def _head_faults(node: Node) -> Mistakes:
    prefix = words(node, "prefix")
    if prefix and not re.fullmatch(r"[A-Z]{2,8}", prefix):
        yield _offset(node, "prefix"), f"the prefix {prefix!r} is not two to eight capital letters"
    requires = words(node, "requires")
    if not requires:
        return
    match = re.fullmatch(rf">=\s?({_VERSION.pattern})", requires)
    if not match:
        yield _offset(node, "requires"), f"'requires' is {requires!r}, not of the form '>=0.1'"
    elif _numbers(match[1]) > _numbers(__version__):
        yield _offset(node, "requires"), f"this pack requires bylint {requires}, and this is {__version__}"


def _rule_faults(pack: Node, rule: Node) -> Mistakes:
    for check in _CHECKS:
        yield from check(pack, rule)
    for key, what in option_faults(rule):
        yield _offset(rule, key), f"{key!r} {what}"


def _name_faults(pack: Node, rule: Node) -> Mistakes:
    code, name, since = (words(rule, key) for key in ("code", "name", "since"))
    prefix = words(pack, "prefix")
    if code and not _CODE.fullmatch(code):
        yield _offset(rule, "code"), "a code is capital letters and three digits, such as IMG004"
    elif code and prefix and code[:-3] != prefix:
        yield _offset(rule, "code"), f"the code does not begin with the prefix {prefix!r} of its pack"
    if name and not _NAME.fullmatch(name):
        yield _offset(rule, "name"), f"the name {name!r} is not small letters with hyphens"
    if since and not _VERSION.fullmatch(since):
        yield _offset(rule, "since"), f"'since' is {since!r}, not a version such as 0.1"
    for other in items(rule, "yields_to"):
        if not _CODE.fullmatch(other.words):
            yield other.span.start, f"'yields_to' names {other.words!r}, which is no code"


def _severity_faults(_: Node, rule: Node) -> Mistakes:
    by_element = value(rule, "severity_by")
    for element in by_element.entries if by_element else ():
        if element.value.kind != "map":
            yield element.value.span.start, f"'severity_by: {element.key}' must be a mapping of words to severities"
        for entry in element.value.entries:
            if entry.value.words not in SEVERITIES:
                known = ", ".join(SEVERITIES)
                yield entry.value.span.start, f"{entry.value.words!r} is not a severity ({known})"


def _source_faults(_: Node, rule: Node) -> Mistakes:
    yield from _empty(rule, "sources")
    for source in items(rule, "sources"):
        if source.kind != "map":
            yield source.span.start, "a source must be a mapping with title and url"
            continue
        for key in {entry.key for entry in source.entries} ^ set(_SOURCE):
            yield source.span.start, f"a source has the keys title and url, nothing else: {key!r}"
        if not words(source, "url").startswith(("https://", "http://")):
            yield _offset(source, "url"), f"the url {words(source, 'url')!r} is no web address"


def _example_faults(_: Node, rule: Node) -> Mistakes:
    # How a linter's own fault looks cannot always be shown: a pattern that takes too long has no place in a test.
    if words(rule, "check") != "linter":
        yield from _empty(rule, "bad")
    yield from _empty(rule, "good")
    for example in items(rule, "bad"):
        yield from _form_faults(example)
        if not any("⟦" in text for text in _texts(example)):
            yield example.span.start, "a bad example marks nothing with ⟦ and ⟧"
    for example in items(rule, "good"):
        yield from _form_faults(example)
        if any("⟦" in text or "⟧" in text for text in _texts(example)):
            yield example.span.start, "a good example marks nothing, but this one has ⟦ or ⟧"


def _form_faults(example: Node) -> Mistakes:
    files = value(example, "files") if example.kind == "map" else None
    is_right = files and len(example.entries) == 1 and files.kind == "map" and files.entries
    if example.kind != "text" and not is_right:
        yield example.span.start, "an example is a text, or a mapping `files: {a.md: ...}`"
    for text in _texts(example):
        if re.sub(r"[^⟦⟧]", "", text).replace("⟦⟧", ""):
            yield example.span.start, "the marks ⟦ and ⟧ of an example do not pair"


def _wording_faults(_: Node, rule: Node) -> Mistakes:
    for key in ("message", "hint"):
        text = words(rule, key)
        if re.search(r"[{}]", _PLAIN_BRACES.sub("", text)):
            yield _offset(rule, key), f"{key!r} has a brace that belongs to no {{name}}"
    if "\n" in words(rule, "message").strip():
        yield _offset(rule, "message"), "'message' is longer than one line"


def _fix_faults(_: Node, rule: Node) -> Mistakes:
    fix = value(rule, "fix")
    if fix is None or fix.kind != "map":
        return
    yield from faults(fix, _FIX, "fix: ")
    if words(fix, "do") == "insert" and words(fix, "is") != "proposal":
        yield _offset(fix, "is"), "what is inserted is a proposal: a person must decide"
    if (words(fix, "do") == "insert") != bool(words(fix, "text").strip()):
        yield fix.span.start, "'text' is what is inserted, and nothing else has one"


def _cure_faults(_: Node, rule: Node) -> Mistakes:
    cures = value(rule, "cures")
    for entry in cures.entries if cures and cures.kind == "map" else ():
        if entry.key not in ORIGINS:
            known = ", ".join(ORIGINS)
            yield entry.value.span.start, f"'cures' names {entry.key!r}{guess(entry.key, ORIGINS)}, not one of {known}"
        elif entry.value.kind != "map":
            yield entry.value.span.start, f"'cures: {entry.key}' must be a mapping with do and settings"
        else:
            yield from faults(entry.value, _CURE, f"cures: {entry.key}: ")


_CHECKS = (_name_faults, _severity_faults, _source_faults, _example_faults, _wording_faults, _fix_faults, _cure_faults)


def _texts(example: Node) -> tuple[str, ...]:
    files = value(example, "files") if example.kind == "map" else None
    return tuple(entry.value.words for entry in files.entries) if files else (example.words,)


def _empty(rule: Node, key: str) -> Mistakes:
    found = value(rule, key)
    if found is not None and found.kind == "list" and not found.entries:
        yield found.span.start, f"{key!r} is empty"


def _offset(node: Node, key: str) -> int:
    found = value(node, key)
    return found.span.start if found else node.span.start


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in version.split("."))


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
