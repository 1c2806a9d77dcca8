"""The body of an article: the text that a reader would copy of it, and nothing that stands beside or within it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.markup import Block
from bylint.model.source import Span
from bylint.model.world import Knowledge
from bylint.model.world import kept_by_lists

# What these say is not the article's own text, although it may stand in the middle of it.
_AROUND = frozenset("headline chrome marker slot label byline disclaimer disclosure caption credit date".split())
_BESIDE = frozenset(("nav", "form", "aside", "footer"))
_ENDS = re.compile(r"[.!?…。！？؟।][\"'”’»“」)\]\s]*$")
_RUN = re.compile(r"[a-z]+(?:-[a-z]+)*")
_NUMBER = re.compile(r"-?\d")
_LONG = 80
"""Letters from which on a text says something, with or without a full stop."""
_LINKED = 0.7
"""Share of the letters from which on a text is a link to another one."""
_OFTEN = 3
"""Times a page says a long notice, in the place of each thing that it may not show at once."""


class _Boxes(NamedTuple):
    """The words of boxes in classes and ids, and those of them that name none where a number follows."""

    words: frozenset[str]
    unless_numbered: frozenset[str]


def body_text(article: Article, knowledge: Knowledge) -> Iterator[Part]:
    """Yield the parts that are the article's own text, in reading order."""
    own = [part for part in article.each("body") if not part.has("of-template")]
    body = [part for part in own if article.blocks[part.block].kind != "caption"]
    common = _common(article, body)
    beside = _BESIDE - common
    left_out = _covered(article, _AROUND) | _bios(article)
    found = [
        part
        for part in body
        if part.block not in left_out and not beside.intersection(article.blocks[part.block].within)
    ]
    yield from _running(article, found, common, _boxes(knowledge)) if article.is_page else found


def _covered(article: Article, roles: frozenset[str]) -> set[int]:
    """Return the blocks all of which one of the roles has."""
    around = {(part.block, part.span) for part in article.view if part.role in roles}
    return {block for block, span in around if block >= 0 and _covers(article, block, span)}


def _covers(article: Article, block: int, span: Span) -> bool:
    prose = article.blocks[block].prose.span()
    return span.start <= prose.start and prose.end <= span.end


def _common(article: Article, body: Sequence[Part]) -> frozenset[str]:
    """Return the containers and names in which a quarter of the text stands: they say nothing against it."""
    letters: Counter[str] = Counter()
    total = 0
    for part in body:
        block, size = article.blocks[part.block], len(part.prose.plain)
        if block.kind != "paragraph" or size < _LONG:
            continue
        total += size
        letters.update(dict.fromkeys((*block.within, *block.marks), size))
    return frozenset(word for word, size in letters.items() if size * 4 >= total)


def _bios(article: Article) -> set[int]:
    """Return the blocks that tell of an author; on a page they are few, and stand at one end of the text."""
    found = _covered(article, frozenset({"bio"}))
    if not article.is_page or not found:
        return found
    letters = {part.block: len(part.prose.plain) for part in article.each("body")}
    total = sum(letters.values())
    if sum(letters.get(block, 0) for block in found) * 4 > total:
        return set()
    before, ends = 0, set()
    for block, size in letters.items():
        if before * 6 <= total or before * 3 >= total * 2:
            ends.add(block)
        before += size
    return found & ends


def _running(article: Article, body: Sequence[Part], common: frozenset[str], boxes: _Boxes) -> list[Part]:
    """Return what of a page's text runs on, from the first to the last that says something."""
    linked: Counter[int] = Counter()
    for link in article.links:
        linked[link.block] += len(link.words.plain)
    said = Counter(part.prose.plain for part in body if len(part.prose.plain) >= _LONG)
    kept = [
        part
        for part in body
        if said[part.prose.plain] < _OFTEN and _is_text(article.blocks[part.block], common, linked[part.block], boxes)
    ]
    telling = [index for index, part in enumerate(kept) if _tells(article.blocks[part.block])]
    return kept[telling[0] : telling[-1] + 1] if telling else kept


def _is_text(block: Block, common: frozenset[str], linked: int, boxes: _Boxes) -> bool:
    """Tell whether a block is no label, no link to elsewhere and no box."""
    words = block.prose.plain
    if block.kind == "label" and len(words) < _LONG and not _ENDS.search(words):
        return False
    if linked >= len(words) * _LINKED:
        return False
    return not any(_names_box(mark, boxes) for mark in block.marks if mark not in common)


@kept_by_lists
def _boxes(knowledge: Knowledge) -> _Boxes:
    lists = knowledge.lists["boxes"]
    words = (word for listed in lists["boxes"].values() if not isinstance(listed, str) for word in listed)
    return _Boxes(frozenset(words), frozenset(lists["numbered"]["words"]))


@lru_cache(maxsize=8192)
def _names_box(mark: str, boxes: _Boxes) -> bool:
    """Tell whether a class or id holds one of the words of boxes: `story-fact-box` holds `fact-box`."""
    if mark.startswith("data-"):
        return False
    plain = mark.replace("_", "-")
    for run in _RUN.finditer(plain):
        words = run[0].split("-")
        if words[-1] in boxes.unless_numbered and _NUMBER.match(plain, run.end()):
            words.pop()
        if any(not boxes.words.isdisjoint(accumulate(words[at:], "{}-{}".format)) for at in range(len(words))):
            return True
    return False


def _tells(block: Block) -> bool:
    """Tell whether a text says something: a sentence, or the lead that some pages mark as a heading."""
    words = block.prose.plain
    if block.kind == "heading":
        return len(words) >= _LONG and block.level > 1
    return len(words) >= _LONG or _ENDS.search(words) is not None
