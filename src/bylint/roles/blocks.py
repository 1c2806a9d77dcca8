"""Blocks of an article: of which kind they are, and which hold words that roles look for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set
from functools import lru_cache
from itertools import accumulate
from itertools import islice
from itertools import pairwise

from bylint.grammar import lexicon
from bylint.grammar.advertising import MARKING
from bylint.grammar.advertising import PAYING
from bylint.grammar.advertising import disclosing
from bylint.grammar.bio import BioWords
from bylint.grammar.bio import bio_words
from bylint.grammar.bio import stands_in
from bylint.grammar.bio_sentence import acts
from bylint.grammar.bio_sentence import opening
from bylint.grammar.bio_sentence import says_who
from bylint.grammar.credit_patterns import LEADING
from bylint.grammar.disclaimer import disclaiming
from bylint.grammar.disclaimer import languages_in
from bylint.grammar.disclaimer import sentences_of
from bylint.model.article import Article
from bylint.model.markup import Block
from bylint.model.prose import Prose
from bylint.model.world import Knowledge
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.patterns import lazily

_WORD = lazily(r"[^\W\d_]+")
SAID = ("paragraph", "item", "cell", "caption", "term", "label")
"""Kinds of blocks that print words and are no headings."""
PRINTED = ("heading", *SAID)
"""Kinds of blocks that print words."""
RUNNING, LONG = 120, 220
"""Letters that no line has but of running text; and letters that only a paragraph of it has."""
_ENOUGH = 6
_READ = 4000
TEXT = frozenset(("paragraph", "item", "label", "heading", "term"))
"""Kinds of blocks that say something of the article: cells and captions stand beside it."""
_ASIDE = frozenset(("quote", "table", "figure", "list", "code"))


def is_text(block: Block) -> bool:
    """Tell whether a block prints text of the article."""
    return block.is_inside and block.kind in TEXT and bool(block.prose.plain)


def is_running(block: Block) -> bool:
    """Tell whether a block is running text: half the letters of it, or a sentence."""
    plain, stops = block.prose.plain, (".", "!", "?", "…", "。", "！", "？")
    return is_text(block) and block.kind != "heading" and (len(plain) * 2 >= RUNNING or plain.endswith(stops))


def is_set_apart(block: Block) -> bool:
    """Tell whether a block stands in a quotation, table, figure, list or sample: shown rather than said."""
    return not _ASIDE.isdisjoint(block.within)


def beside(article: Article, i: int, step: int) -> int:
    """Return the number of the block right before (a step of -1) or behind (1) another, comments apart, or -1."""
    i += step
    while 0 <= i < len(article.blocks) and article.blocks[i].kind == "comment":
        i += step
    return i if i < len(article.blocks) else -1


def has_own_text(article: Article, i: int) -> bool:
    """Tell whether a heading has text of its own under it."""
    for j in range(i + 1, len(article.blocks)):
        block = article.blocks[j]
        if not block.is_inside or block.kind in ("comment", "hidden"):
            continue
        return block.kind != "heading" or block.level > article.blocks[i].level
    return False


def language_of(article: Article, knowledge: Knowledge) -> str:
    """Return the language an article declares, or the one its small words speak, or nothing."""
    declared = article.language.lower().replace("_", "-").split("-")[0]
    if declared:
        return "no" if declared in ("nb", "nn") else declared
    text = " ".join(block.prose.plain for block in article.blocks if is_running(block))[:_READ]
    counts: Counter[str] = Counter()
    small = _small_words(knowledge)
    for word in _WORD.findall(text.casefold()):
        counts.update(small.get(word, ()))
    ranked = counts.most_common(1)
    return ranked[0][0] if ranked and ranked[0][1] >= _ENOUGH else ""


@lru_cache(maxsize=8)
def _small_words(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language, words in knowledge.lists["lexicon/languages"]["languages"].items():
        if language in ("source", "date"):
            continue
        for word in words.split():
            found[word] = (*found.get(word, ()), language)
    return found


@lru_cache(maxsize=8)
def heads(name: str, knowledge: Knowledge, behind: str = "") -> tuple[str, ...]:
    """Return the words of a class, for the beginning of a folded text; `behind`: what follows each."""
    return tuple(f"{words}{behind}" for words in lexicon(knowledge).words[name])


_OF_PICTURES = (*LEADING, "picture-plural", "placed")


def classes(article: Article, knowledge: Knowledge) -> tuple[Set[str], ...]:
    """Return for each block the classes of words of which it may hold one, of those that roles ask for."""
    if article.classes is not None:
        return article.classes
    return lexicon(knowledge).scan([block.prose.plain for block in article.blocks], _asked(knowledge))


def blocks_with(wanted: Set[str], article: Article, knowledge: Knowledge) -> Set[int]:
    """Return the indexes of the blocks that may hold a word of one of some classes."""
    return {index for index, held in enumerate(classes(article, knowledge)) if held and not held.isdisjoint(wanted)}


@lru_cache(maxsize=8)
def _asked(knowledge: Knowledge) -> tuple[str, ...]:
    words = lexicon(knowledge)
    return tuple(sorted({*_OF_PICTURES, *MARKING, *PAYING, *disclosing(knowledge), *disclaiming(words)}))


def whole_links(article: Article) -> frozenset[int]:
    """Return the indices of the blocks that are one link and nothing else."""
    found = set()
    for link in article.links:
        if 0 <= link.block < len(article.blocks) and len(link.words.plain) > 1:
            whole = article.blocks[link.block].prose.plain
            if len(whole) - len(link.words.plain) <= 3 and link.words.plain in whole:
                found.add(link.block)
    return frozenset(found)


def far_behind(befores: Sequence[int]) -> frozenset[int]:
    """Return the indices of the blocks before which twice as much running text stands as behind them; `befores`: what
    stands before each."""
    found = ((index, before, befores[-1] - after) for index, (before, after) in enumerate(pairwise(befores)))
    return frozenset(index for index, before, behind in found if before >= 2 * behind > 0)


def running_before(article: Article) -> tuple[int, ...]:
    """Return for each block, and last for the end, how many letters of running text stand before it."""
    lengths = (len(block.prose.plain) if _is_of_text(block) else 0 for block in article.blocks)
    return tuple(accumulate(lengths, initial=0))


def _is_of_text(block: Block) -> bool:
    return block.is_inside and block.kind in ("paragraph", "item", "label") and len(block.prose.plain) > RUNNING


_FAR = 24
"""Blocks at the end among which a bio is looked for."""


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
