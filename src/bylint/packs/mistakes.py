"""What can be wrong with a pack, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bylint import __version__
from bylint.checks import VERBS
from bylint.model.rule import APPLICABILITIES
from bylint.model.rule import DEEDS
from bylint.model.rule import ENABLED
from bylint.model.rule import SEVERITIES
from bylint.model.rule import STATUSES
from bylint.packs.options import named
from bylint.packs.options import option_faults
from bylint.packs.options import option_keys
from bylint.packs.options import patterns_of
from bylint.text.lazy import lazily
from bylint.text.pattern_text import LARGEST
from bylint.text.pattern_text import OddPattern
from bylint.text.pattern_text import size_of
from bylint.text.yaml_form import Key
from bylint.text.yaml_form import Mistake
from bylint.text.yaml_form import faults
from bylint.text.yaml_form import guess
from bylint.text.yaml_form import items
from bylint.text.yaml_form import value
from bylint.text.yaml_form import words
from bylint.text.yaml_marks import Node

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
    "why": Key(is_needed=True),
    "sources": Key("list", is_needed=True),
    "bad": Key("list", is_needed=True),
    "good": Key("list", is_needed=True),
}
_FIX = {"do": Key(is_needed=True, among=DEEDS), "is": Key(is_needed=True, among=APPLICABILITIES), "text": Key()}
_SOURCE = {"title": Key(is_needed=True), "url": Key(is_needed=True)}
_CODE = lazily(r"[A-Z]{2,8}\d{3}")
_NAME = lazily(r"[a-z0-9]{1,40}(?:-[a-z0-9]{1,40}){0,12}")
_VERSION = lazily(r"\d{1,4}(?:\.\d{1,4}){1,2}")
_PLAIN_BRACES = lazily(r"\{[\w-]+\}")
Found = Iterator[Mistake]


def of_pack(node: Node) -> Found:
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


def _size_faults(node: Node) -> Found:
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


def _head_faults(node: Node) -> Found:
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


def _rule_faults(pack: Node, rule: Node) -> Found:
    for check in (_name_faults, _severity_faults, _source_faults, _example_faults, _wording_faults, _fix_faults):
        yield from check(pack, rule)
    for key, what in option_faults(rule):
        yield _offset(rule, key), f"{key!r} {what}"


def _name_faults(pack: Node, rule: Node) -> Found:
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


def _severity_faults(_: Node, rule: Node) -> Found:
    by_element = value(rule, "severity_by")
    for element in by_element.entries if by_element else ():
        if element.value.kind != "map":
            yield element.value.span.start, f"'severity_by: {element.key}' must be a mapping of words to severities"
        for entry in element.value.entries:
            if entry.value.words not in SEVERITIES:
                known = ", ".join(SEVERITIES)
                yield entry.value.span.start, f"{entry.value.words!r} is not a severity ({known})"


def _source_faults(_: Node, rule: Node) -> Found:
    yield from _empty(rule, "sources")
    for source in items(rule, "sources"):
        if source.kind != "map":
            yield source.span.start, "a source must be a mapping with title and url"
            continue
        for key in {entry.key for entry in source.entries} ^ set(_SOURCE):
            yield source.span.start, f"a source has the keys title and url, nothing else: {key!r}"
        if not words(source, "url").startswith(("https://", "http://")):
            yield _offset(source, "url"), f"the url {words(source, 'url')!r} is no web address"


def _example_faults(_: Node, rule: Node) -> Found:
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


def _form_faults(example: Node) -> Found:
    files = value(example, "files") if example.kind == "map" else None
    is_right = files and len(example.entries) == 1 and files.kind == "map" and files.entries
    if example.kind != "text" and not is_right:
        yield example.span.start, "an example is a text, or a mapping `files: {a.md: ...}`"
    for text in _texts(example):
        if re.sub(r"[^⟦⟧]", "", text).replace("⟦⟧", ""):
            yield example.span.start, "the marks ⟦ and ⟧ of an example do not pair"


def _wording_faults(_: Node, rule: Node) -> Found:
    for key in ("message", "hint"):
        text = words(rule, key)
        if re.search(r"[{}]", _PLAIN_BRACES.sub("", text)):
            yield _offset(rule, key), f"{key!r} has a brace that belongs to no {{name}}"
    if "\n" in words(rule, "message").strip():
        yield _offset(rule, "message"), "'message' is longer than one line"


def _fix_faults(_: Node, rule: Node) -> Found:
    fix = value(rule, "fix")
    if fix is None or fix.kind != "map":
        return
    yield from faults(fix, _FIX, "fix: ")
    if words(fix, "do") == "insert" and words(fix, "is") != "proposal":
        yield _offset(fix, "is"), "what is inserted is a proposal: a person must decide"
    if (words(fix, "do") == "insert") != bool(words(fix, "text").strip()):
        yield fix.span.start, "'text' is what is inserted, and nothing else has one"


def _texts(example: Node) -> tuple[str, ...]:
    files = value(example, "files") if example.kind == "map" else None
    return tuple(entry.value.words for entry in files.entries) if files else (example.words,)


def _empty(rule: Node, key: str) -> Found:
    found = value(rule, key)
    if found is not None and found.kind == "list" and not found.entries:
        yield found.span.start, f"{key!r} is empty"


def _offset(node: Node, key: str) -> int:
    found = value(node, key)
    return found.span.start if found else node.span.start


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in version.split("."))
