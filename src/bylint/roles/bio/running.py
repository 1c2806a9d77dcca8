"""Where the running text of an article ends, and which of its sentences are disclaimers."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.model.article import Article
from bylint.model.markup import Block
from bylint.roles.bio.opening import acts
from bylint.roles.bio.opening import opening
from bylint.roles.bio.opening import says_who
from bylint.roles.bio.words import Words
from bylint.roles.naming import Names
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.sentences import sentence_bounds

TEXT = ("paragraph", "item", "label", "cell", "caption", "term")
RUNNING = 120
"""Letters from which a block is running text."""
_FAR = 24
"""Blocks at the end among which a bio is looked for."""


def bounds(plain: str, by: Words) -> Iterator[tuple[int, int]]:
    """Yield the runs of sentences of a text that are no disclaimer."""
    whole = folded(plain)
    if plain and not any(denial in whole for denial in by.denials):
        yield 0, len(plain)
        return
    start, end = -1, -1
    for first, last in sentence_bounds(plain):
        if is_disclaimer(plain[first:last], by):
            if start >= 0:
                yield start, end
            start = -1
            continue
        start, end = (first if start < 0 else start), last
    if start >= 0:
        yield start, end


def is_disclaimer(sentence: str, by: Words) -> bool:
    """Tell whether a sentence says whose views these are."""
    plain = folded(sentence)
    if not any(denial in plain for denial in by.denials):
        return False
    first = plain.split()[:9]
    head = " ".join(first)
    return any(anchor in first or (anchor in head and " " in anchor) for anchor in by.anchors)


def end_of_text(article: Article, known: Names, by: Words) -> int:
    """Return the index of the first block after the running text."""
    first = len(article.blocks)
    for index in range(len(article.blocks) - 1, max(-1, len(article.blocks) - _FAR - 1), -1):
        block = article.blocks[index]
        if block.is_inside and block.kind in TEXT and _is_running(block, known, by):
            return index + 1
        first = index
    return first


def _is_running(block: Block, known: Names, by: Words) -> bool:
    plain = block.prose.plain
    if len(plain) <= RUNNING or block.tone or "quote" in block.within:
        return len(plain) > RUNNING and not block.tone
    if by.marks.intersection(block.marks) or is_disclaimer(plain, by):
        return False
    head = folded(plain[:40])
    if any(head.startswith(word + " ") for word in (*by.pronouns, *by.stand_ins)):
        return False
    start = opening(block.prose, known)
    return not (start.names and (says_who(block.prose, start, by) or acts(block.prose, start)))


def mentioned(article: Article, end: int) -> frozenset[str]:
    """Return the words of the running text, bare."""
    text = " ".join(block.prose.plain for block in article.blocks[:end] if block.is_inside)
    return frozenset(bare(text[:200_000]).split())
