"""Sentences that tell the reader about paid links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.article import Block
from bylint.model.knowledge import Knowledge
from bylint.model.prose import Prose
from bylint.roles.advertising.vocabulary import is_quoted
from bylint.roles.advertising.vocabulary import marker_lines
from bylint.roles.advertising.vocabulary import plainly
from bylint.roles.glance import ELSEWHERE
from bylint.roles.glance import blocks_with
from bylint.roles.glance import present
from bylint.text.fold import bare
from bylint.text.lazy import lazily
from bylint.text.sentences import sentences

_LONGEST = 2000
_SENTENCE = 600
_SHOWN = frozenset(("paragraph", "item", "label", "caption", "heading", "term", "cell"))
_NOTE = lazily(r"[(\[*]\s*([^()\[\]*]{2,30}?)\s*[)\]*]|(#\w{2,20})")
_SAYS_NO = frozenset(("", "false", "no", "off", "none", "null", "0"))
_NAME = lazily(r"[a-z]+")
_CAMEL = lazily(r"(?<=[a-z])(?=[A-Z])")


LOOSE = "loose"
"""Words on commissions that excuse a link, and are no disclosure to anybody else."""
_KINDS = ("here", "general", LOOSE)


class Disclosure(NamedTuple):
    """A sentence on paid links. `kind`: it speaks of what is `here`, of the site in `general`, or is `loose` talk."""

    prose: Prose
    block: int
    kind: str
    is_inside: bool
    is_on_link: bool = False


def disclosures(article: Article, knowledge: Knowledge) -> Iterator[Disclosure]:
    """Yield the sentences of a page that disclose affiliate links, where a reader sees them."""
    for i in sorted(blocks_with(_lists(knowledge)["anchors"], present(article, knowledge)) - {ELSEWHERE}):
        block = article.blocks[i]
        if not _is_said(block):
            continue
        for sentence in sentences(block.prose):
            words = plainly(sentence.plain[:_SENTENCE])
            kind = _kind(words, knowledge)
            if kind:
                is_on_link = bool(_patterns(knowledge, "link").search(words))
                yield Disclosure(sentence, i, kind, block.is_inside, is_on_link)


def noted_blocks(article: Article, knowledge: Knowledge) -> frozenset[int]:
    """Return the blocks in which a note in brackets beside a link says that it is paid."""
    notes = frozenset(plainly(note) for note in _lists(knowledge)["beside"])
    return frozenset(
        i
        for i, block in enumerate(article.blocks)
        if block.kind in _SHOWN and _has_note(block.prose.plain[: _LONGEST * 4], notes)
    )


def labelled_blocks(article: Article, knowledge: Knowledge) -> frozenset[int]:
    """Return the blocks that begin with an ad label, and those right below a label."""
    label = _labels(knowledge)
    found = {i: match for i, block in enumerate(article.blocks) if (match := label.match(block.prose.plain[:40]))}
    whole = {i for i, match in found.items() if len(article.blocks[i].prose.plain) <= match.end() + 2}
    return frozenset(found) | {i + 1 for i in whole}


def names_associate(text: str, knowledge: Knowledge) -> bool:
    """Tell whether a sentence says that the site is an associate of Amazon, as its programme asks."""
    return bool(_patterns(knowledge, "associate").search(plainly(text)))


def may_print(article: Article, knowledge: Knowledge) -> bool:
    """Tell whether the site's template may print a disclosure that the file does not hold."""
    words = frozenset(_lists(knowledge)["printed"])
    for field in article.fields:
        names = [_CAMEL.sub(" ", step) for step in field.path if isinstance(step, str)]
        is_named = field.origin == "front-matter" and _has_word(" ".join(names), words)
        if is_named and bare(field.prose.plain) not in _SAYS_NO:
            return True
    return _has_shortcode(article, words)


def may_hold_links(article: Article, knowledge: Knowledge) -> bool:
    """Tell whether shortcodes, frames or components may hold paid links that cannot be seen."""
    return _has_shortcode(article, frozenset(_lists(knowledge)["products"])) or any(
        block.kind == "element" and block.is_inside and block.name in ("iframe", "script") for block in article.blocks
    )


def _kind(words: str, knowledge: Knowledge) -> str:
    for kind in _KINDS:
        found = _patterns(knowledge, kind).search(words)
        if found and not is_quoted(words, found.start()):
            return kind
    return ""


def _is_said(block: Block) -> bool:
    is_short = len(block.prose.plain) <= _LONGEST
    return is_short and block.kind in _SHOWN and "quote" not in block.within and "code" not in block.within


def _has_note(plain: str, notes: frozenset[str]) -> bool:
    return any(plainly(match[1] or match[2]) in notes for match in _NOTE.finditer(plain))


def _has_shortcode(article: Article, words: frozenset[str]) -> bool:
    return any(
        block.kind in ("shortcode", "element")
        and block.is_inside
        and _has_word(_CAMEL.sub(" ", f"{block.name} {block.prose.plain[:60]}"), words)
        for block in article.blocks
    )


def _has_word(name: str, words: frozenset[str]) -> bool:
    return not words.isdisjoint(_NAME.findall(name.casefold()))


def _lists(knowledge: Knowledge) -> dict[str, list[str]]:
    found: dict[str, list[str]] = knowledge.lists["affiliates"]["disclosures"]
    return found


@lru_cache(maxsize=8)
def _labels(knowledge: Knowledge) -> re.Pattern[str]:
    words = (word for word, found in marker_lines(knowledge).items() if any(marker.is_label for marker in found))
    return lazily(rf"[\W_]{{0,3}}(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=8)
def _patterns(knowledge: Knowledge, scope: str) -> re.Pattern[str]:
    by_language = knowledge.lists["affiliates"]["disclosures"][scope]
    return lazily("|".join(f"(?:{pattern})" for patterns in by_language.values() for pattern in patterns))
