"""What says that an article is paid for: its header, its hidden data, its folder, its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from typing import NamedTuple
from urllib.parse import urlsplit

from bylint.model.article import Article
from bylint.model.article import Field
from bylint.model.knowledge import Knowledge
from bylint.model.prose import Prose
from bylint.model.source import Span
from bylint.roles.advertising.setting import is_text
from bylint.roles.advertising.vocabulary import is_quoted
from bylint.roles.advertising.vocabulary import plainly
from bylint.text.fold import bare
from bylint.text.lazy import lazily
from bylint.text.sentences import sentences

_SAYS_NO = frozenset(("", "false", "no", "off", "none", "null", "0", "n"))
_SAYS_YES = frozenset(("true", "yes", "on", "1", "y"))
_LONGEST = 500
_FIRST, _LAST = 3, 4
"""Blocks at the ends of an article in which it speaks of itself."""


class Signal(NamedTuple):
    """One of them. `by`: declared, data, template, tag, folder or text; `sponsor` and `host`: who pays, if known."""

    by: str
    prose: Prose
    span: Span
    sponsor: str = ""
    host: str = ""
    block: int = -1


def signals(article: Article, knowledge: Knowledge) -> tuple[Signal, ...]:
    """Return the signals of an article, the strongest first."""
    found = (*_declared(article, knowledge), *_sponsors(article, knowledge), *_sentences(article, knowledge))
    return found or tuple(_of_folder(article, knowledge))


def lists(knowledge: Knowledge) -> Any:
    """Return the words of signals."""
    return knowledge.lists["labels"]["signals"]


def _declared(article: Article, knowledge: Knowledge) -> Iterator[Signal]:
    for names, field in _named(article, knowledge):
        words = bare(field.prose.plain)
        if names[0] in _set(knowledge, "keys"):
            if words not in _SAYS_NO and not _is_grantor(words, knowledge) and len(names) == 1:
                sponsor = "" if words in _SAYS_YES else field.prose.plain
                yield Signal("declared", field.prose, _whole(article, field), sponsor)
        elif names[-1] == "type" and field.prose.plain in lists(knowledge)["types"]:
            yield Signal("data", field.prose, field.prose.span())
        elif names[-1] in _set(knowledge, "kinds") and words in _set(knowledge, "words"):
            by = "template" if field.origin == "front-matter" else "data"
            yield Signal(by, field.prose, _whole(article, field))
        elif names[-1] in _set(knowledge, "tags") and words in _set(knowledge, "tag_words"):
            yield Signal("tag", field.prose, field.prose.span())


def _sponsors(article: Article, knowledge: Knowledge) -> Iterator[Signal]:
    """Yield the sponsors that have an address: one without is a note."""
    found: dict[tuple[str, int, tuple[str | int, ...]], dict[str, Field]] = {}
    for names, field in _named(article, knowledge):
        if field.origin == "front-matter" and names[0] in _set(knowledge, "elsewhere"):
            return
        if names[0] in _set(knowledge, "sponsors") and len(names) == 2:
            found.setdefault((field.origin, field.item, field.path[:-1]), {})[names[1]] = field
    for (origin, *_), fields in found.items():
        address = next((fields[key] for key in lists(knowledge)["addresses"] if key in fields), None)
        if address is None or not host_of(address.prose.plain):
            continue
        name = next((fields[key] for key in lists(knowledge)["names"] if key in fields), address).prose
        if not _is_grantor(bare(name.plain), knowledge):
            by = "declared" if origin == "front-matter" else "data"
            yield Signal(by, name, name.span(), name.plain, host_of(address.prose.plain))


def sponsor_hosts(article: Article, knowledge: Knowledge) -> frozenset[str]:
    """Return the hosts that the header names as those of the sponsor, in keys of their own."""
    keys = _set(knowledge, "address_keys")
    found = (field.prose.plain for names, field in _named(article, knowledge) if names[0] in keys)
    return frozenset(host for address in found if (host := host_of(address)))


def host_of(address: str) -> str:
    """Return the host of an address without `www.`, or nothing."""
    try:
        host = urlsplit(address.strip()).hostname or ""
    except ValueError:
        return ""
    return host.casefold().removeprefix("www.")


def _sentences(article: Article, knowledge: Knowledge) -> Iterator[Signal]:
    anchors = tuple(lists(knowledge)["anchors"])
    said = [i for i, block in enumerate(article.blocks) if is_text(block) and "quote" not in block.within]
    for i in dict.fromkeys((*said[:_FIRST], *said[-_LAST:])):
        prose = article.blocks[i].prose
        if len(prose.plain) > _LONGEST:
            continue
        whole = plainly(prose.plain)
        if not any(anchor in whole for anchor in anchors):
            continue
        for sentence in sentences(prose):
            words = plainly(sentence.plain)
            found = _pattern(knowledge).search(words)
            if found and not is_quoted(words, found.start()) and not _is_grantor(bare(words), knowledge):
                yield Signal("text", sentence, sentence.span(), block=i)


def _of_folder(article: Article, knowledge: Knowledge) -> Iterator[Signal]:
    folders = article.source.path.casefold().replace("\\", "/").split("/")[:-1]
    headline = next(iter(article.each("headline")), None)
    is_piece = article.published is not None or bool(article.each("date"))
    if headline and is_piece and not frozenset(lists(knowledge)["folders"]).isdisjoint(folders):
        yield Signal("folder", headline.prose, headline.span, block=headline.block)


def _named(article: Article, knowledge: Knowledge) -> Iterator[tuple[tuple[str, ...], Field]]:
    """Yield the fields with the words of their path, without the table that a theme keeps its keys in."""
    for field in article.fields:
        names = tuple(bare(step.replace("_", " ").lstrip("@")) for step in field.path if isinstance(step, str))
        names = names[1:] if len(names) > 1 and names[0] in _set(knowledge, "tables") else names
        if names and field.prose.plain:
            yield names, field


def _whole(article: Article, field: Field) -> Span:
    """Return the key with its value where both stand on one line."""
    span = field.prose.span()
    whole = article.source.text[field.key.start : span.end]
    return Span(field.key.start, span.end) if 0 < len(whole) < _LONGEST and "\n" not in whole else span


def _is_grantor(words: str, knowledge: Knowledge) -> bool:
    return not _set(knowledge, "grantors").isdisjoint(words.split())


@lru_cache(maxsize=64)
def _set(knowledge: Knowledge, name: str) -> frozenset[str]:
    return frozenset(bare(word.replace("_", " ")) for word in lists(knowledge)[name])


@lru_cache(maxsize=8)
def _pattern(knowledge: Knowledge) -> re.Pattern[str]:
    by_language = lists(knowledge)["sentences"]
    return lazily("|".join(f"(?:{pattern})" for patterns in by_language.values() for pattern in patterns))
