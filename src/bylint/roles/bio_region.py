"""Where the running text of an article ends, and where the words on its authors begin, go on, and end."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set
from itertools import accumulate
from itertools import islice

from bylint.grammar.bio import BioWords
from bylint.grammar.bio import bio_words
from bylint.grammar.bio_sentence import acts
from bylint.grammar.bio_sentence import has_post
from bylint.grammar.bio_sentence import opening
from bylint.grammar.bio_sentence import says_who
from bylint.grammar.disclaimer import languages_in
from bylint.grammar.disclaimer import languages_of
from bylint.grammar.disclaimer import sentences_of
from bylint.grammar.names import Names
from bylint.grammar.names import core
from bylint.model.article import Article
from bylint.model.markup import Block
from bylint.model.prose import Prose
from bylint.model.world import Knowledge
from bylint.roles.blocks import RUNNING
from bylint.roles.blocks import SAID
from bylint.roles.blocks import classes
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.patterns import lazily

_FAR = 24
"""Blocks at the end among which a bio is looked for."""


def bounds(prose: Prose, by: BioWords) -> Iterator[tuple[int, int]]:
    """Yield the runs of sentences of a text that are no disclaimer."""
    if prose.plain and not any(languages_of((prose.plain,), by.disclaimers.knowledge)):
        yield 0, len(prose.plain)
        return
    start, end = -1, -1
    for first, last, disclaimer in sentences_of(prose, by.disclaimers):
        if disclaimer:
            if start >= 0:
                yield start, end
            start = -1
            continue
        start, end = (first if start < 0 else start), last
    if start >= 0:
        yield start, end


def end_of_text(article: Article, knowledge: Knowledge) -> int:
    """Return the index of the first block after the running text."""
    first, held = len(article.blocks), classes(article, knowledge)
    for index in range(len(article.blocks) - 1, max(-1, len(article.blocks) - _FAR - 1), -1):
        block = article.blocks[index]
        if block.is_inside and block.kind in SAID and _is_running(block, held[index], knowledge):
            return index + 1
        first = index
    return first


def _is_running(block: Block, held: Set[str], knowledge: Knowledge) -> bool:
    plain, by = block.prose.plain, bio_words(knowledge)
    if len(plain) <= RUNNING or block.tone or "quote" in block.within:
        return len(plain) > RUNNING and not block.tone
    if by.marks.intersection(block.marks) or (languages_in(held) and _is_disclaimer(block.prose, by)):
        return False
    head = folded(plain[:40])
    if stands_in(plain, by) or any(head.startswith(word + " ") for word in by.pronouns):
        return False
    start = opening(block.prose, knowledge)
    return not (start.names and (says_who(block.prose, start, knowledge) or acts(block.prose, start)))


def _is_disclaimer(prose: Prose, by: BioWords) -> bool:
    """Tell whether a text begins with a disclaimer."""
    return any(said is not None for _, _, said in islice(sentences_of(prose, by.disclaimers), 1))


def mentioned(article: Article, end: int) -> frozenset[str]:
    """Return the words of the running text, bare."""
    text = " ".join(block.prose.plain for block in article.blocks[:end] if block.is_inside)
    return frozenset(bare(text[:200_000]).split())


_LINE = 60
"""Letters of the longest line that announces a bio, or ends it."""
_SECTION = 1500
"""Letters below the name of an author, as a heading, that are a section of the article and no bio."""
_AHEAD = 24
_SENTENCE = 20
_FEW = 2
"""Blanks in "Follow her on": "Follow us" is no bio."""
_TITLE = 4
"""BioWords of the shortest link that is the title of another article."""
_TIMED = lazily(r"\d{1,2}[:.]\d\d|\b(?:19|20)\d\d\b")

People = tuple[tuple[str, Prose | None], ...]


def leads(index: int, article: Article, authors: tuple[str, ...], known: Names, by: BioWords) -> People | None:
    """Return the people whom a line such as "About the author", or a signer's name alone, announces; else nothing."""
    block = article.blocks[index]
    if len(block.prose.plain) > _LINE:
        return None
    plain = folded(block.prose.plain).strip(" :：*_-–—.")
    if plain in by.headings:
        return ()
    is_line = block.kind in ("heading", "label") or block.tone == "strong"
    about = plain.removeprefix("about ").strip()
    who = core(about, known) if is_line else ""
    if " " not in who or who not in authors:
        return None
    is_announced = about != plain or (_is_late(index, article) and not _is_section(index, article))
    return ((who, block.prose),) if is_announced else None


def ends(index: int, block: Block, by: BioWords, linked: frozenset[int]) -> bool:
    """Tell whether a block ends the words on an author: a comment, another article's title, what announces it."""
    if by.beside.intersection(block.marks):
        return True
    plain = block.prose.plain
    if index in linked and plain.count(" ") + 1 >= _TITLE:
        return not by.pronouns or not _begins(plain, by.pronouns)
    return len(plain) <= _LINE and _begins(plain, by.ends)


def is_aside(block: Block, by: BioWords) -> bool:
    """Tell whether a block between words on an author is none of them: a caption, the line of a date."""
    plain = block.prose.plain
    if block.kind == "caption":
        return True
    is_line = len(plain) <= _LINE and not plain.endswith(".")
    return is_line and bool(_TIMED.search(plain)) and not has_post(plain, by)


def is_other(block: Block, by: BioWords) -> bool:
    """Tell whether the first words below a name do not say who that is."""
    if block.kind not in ("paragraph", "item", "label", "cell") or is_aside(block, by):
        return False
    return not (says(block.prose.plain, by) or by.marks.intersection(block.marks))


def says(plain: str, by: BioWords) -> bool:
    """Tell whether words may say who somebody is: they have a post, or begin with a verb of bios or a pronoun."""
    verbs = by.verbs["is"] | by.verbs["present"] | by.verbs["past"] | by.verbs["entered"]
    is_told = has_post(plain[:400], by) or not verbs.isdisjoint(folded(plain[:120]).split()[:9])
    return is_told or (plain.count(" ") >= _FEW and (_begins(plain, by.pronouns) or stands_in(plain, by)))


def stands_in(plain: str, by: BioWords) -> bool:
    """Tell whether words begin with what stands for the author's name, as "The author" and "The author of this article"
    do; "The author of the report" is somebody else."""
    head = folded(plain[:_LINE]).lstrip("*†‡ ")
    rest = next((head[len(one) :] for one in by.stand_ins if head.startswith(one + " ")), "")
    words = rest.replace("'", "' ").split()
    return bool(words) and (words[0] not in by.of_what or not by.own_text.isdisjoint(words[1:3]))


def is_sentence(plain: str) -> bool:
    """Tell whether words are one sentence or several, and no line of a list."""
    is_ended = plain.endswith((".", "!", "?", "…", ")", "”", "“")) or ". " in plain or "! " in plain
    return len(plain) > _SENTENCE and plain[0].isalpha() and is_ended


def whole_links(article: Article) -> frozenset[int]:
    """Return the indices of the blocks that are one link and nothing else."""
    found = set()
    for link in article.links:
        if 0 <= link.block < len(article.blocks) and len(link.words.plain) > 1:
            whole = article.blocks[link.block].prose.plain
            if len(whole) - len(link.words.plain) <= 3 and link.words.plain in whole:
                found.add(link.block)
    return frozenset(found)


def _begins(plain: str, heads: tuple[str, ...]) -> bool:
    head = folded(plain[:40])
    return head.startswith(heads) and any(
        head.startswith(word) and not head[len(word) : len(word) + 1].isalnum() for word in heads
    )


def _is_late(index: int, article: Article) -> bool:
    """Tell whether more of the article's text stands before a line than behind it."""
    before = sum(_text(article.blocks[:index]))
    return before >= sum(_text(article.blocks[index:])) or before >= _SECTION * 2


def far_behind(article: Article) -> frozenset[int]:
    """Return the indices of the blocks before which twice as much of the article's text stands as behind them."""
    lengths = [sum(_text((block,))) for block in article.blocks]
    whole, befores = sum(lengths), accumulate(lengths, initial=0)
    found = (
        (index, before, whole - before - length)
        for index, (before, length) in enumerate(zip(befores, lengths, strict=False))
    )
    return frozenset(index for index, before, behind in found if before >= 2 * behind > 0)


def _is_section(index: int, article: Article) -> bool:
    """Tell whether so much text stands below a heading that it is a part of the article."""
    below = (block for block in article.blocks[index + 1 :] if block.prose.plain)
    length = 0
    for block in islice(below, _AHEAD):
        if block.kind == "heading" or not block.is_inside:
            break
        length += len(block.prose.plain)
    return length > _SECTION


def _text(blocks: tuple[Block, ...]) -> Iterator[int]:
    for block in blocks:
        if block.is_inside and block.kind in ("paragraph", "item", "label") and len(block.prose.plain) > RUNNING:
            yield len(block.prose.plain)
