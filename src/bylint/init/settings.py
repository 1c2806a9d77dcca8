"""Proposals as the text of a `bylint.yaml`, each with its reason as a comment."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any

from bylint.init import Proposal
from bylint.report.escaping import shown
from bylint.text.patterns import lazily

ORDER = (
    "site.name content exclude people printed.authors printed.bios printed.lines printed.fields printed.shortcodes "
    "images.credit-fields images.ignore ads.disclosed ads.labelled ads.links-qualified ignore overrides baseline"
).split()
"""The keys that are proposed, in the order in which they are written."""

_ONE = frozenset(("site.name", "printed.bios", "ads.disclosed", "ads.labelled", "ads.links-qualified", "baseline"))
_MAPS = frozenset(("printed.fields", "printed.shortcodes"))
_PLAIN = lazily(r"[A-Za-z_/][\w./*-]{0,80}(?: [\w./*-]{1,40}){0,12}")
_SAID = lazily(r"(?:true|false|yes|no|on|off|null|y|n)", re.IGNORECASE)
_HEAD = """\
# {made}. Written by `bylint init`: each line has its reason beside it,
# and may be changed. Lines that begin with '# ' ask what only the house can know: take the mark away where it is so.
version: 1
"""


def written(proposals: Iterable[Proposal], made: str) -> str:
    """Return the text of the settings; `made` says what kind of site it is."""
    told = sorted(_distinct(proposals), key=lambda each: ORDER.index(each.key))
    lines: list[str] = []
    for group in dict.fromkeys(each.key.partition(".")[0] for each in told):
        own = [each for each in told if each.key.partition(".")[0] == group]
        if own[0].key == group:
            lines += _key(group, own, "")
            continue
        mark = "# " if all(each.asks for each in own) else ""
        lines.append(f"{mark}{group}:")
        for key in dict.fromkeys(each.key for each in own):
            lines += _key(key.partition(".")[2], [each for each in own if each.key == key], "  ")
    return _HEAD.format(made=shown(made)) + "".join(f"{line}\n" for line in lines)


def _key(name: str, values: list[Proposal], indent: str) -> Iterator[str]:
    """Yield the lines of one key."""
    key, mark = values[0].key, "# " if all(each.asks for each in values) else ""
    if key in _ONE:
        yield _with_reason(f"{mark}{indent}{name}: {value(values[0].value)}", values[0])
        return
    yield f"{mark}{indent}{name}:"
    for each in values:
        mark = "# " if each.asks else ""
        if key in _MAPS and isinstance(each.value, Mapping):
            for word, words in each.value.items():
                yield _with_reason(f"{mark}{indent}  {_text(word)}: {value(words)}", each)
        else:
            yield _with_reason(f"{mark}{indent}- {value(each.value)}", each)


def _with_reason(line: str, proposal: Proposal) -> str:
    why = shown(proposal.asks or proposal.why)
    return f"{line}  # {why}" if why else line


def value(given: Any) -> str:
    """Return a value as it stands in YAML."""
    if isinstance(given, bool):
        return "true" if given else "false"
    if isinstance(given, Mapping):
        return f"{{{', '.join(f'{_text(key)}: {value(each)}' for key, each in given.items())}}}"
    if isinstance(given, list | tuple):
        return f"[{', '.join(map(value, given))}]"
    return _text(str(given))


def _text(words: str) -> str:
    """Return words as a scalar that YAML reads as they are."""
    if _PLAIN.fullmatch(words) and not _SAID.fullmatch(words):
        return words
    return json.dumps(words, ensure_ascii=not words.isprintable())


def _distinct(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Return proposals without those that say again what another says, or stand at a key that takes one value; of a
    key of headers all values that something is printed for."""
    found: dict[str, Proposal] = {}
    for each in proposals:
        if each.key in _ONE:
            name = each.key
        elif each.key in _MAPS and isinstance(each.value, Mapping):
            name = f"{each.key} {sorted(each.value)}"
        else:
            name = f"{each.key} {json.dumps(each.value, sort_keys=True)}"
        known = found.get(name)
        if known is None or (known.asks and not each.asks):
            found[name] = each
        elif each.key in _MAPS:
            found[name] = known._replace(value=_joined(known.value, each.value))
    return tuple(found.values())


def _joined(one: Any, other: Any) -> Any:
    """Return two values of a mapping as one, if both say what is printed for some values; else the first."""
    (word, first), second = next(iter(one.items())), next(iter(other.values()))
    if isinstance(first, Mapping) and isinstance(second, Mapping):
        return {word: {**second, **first}}
    return one
