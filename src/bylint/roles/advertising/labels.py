"""Labels that tell the reader that an article is paid for, and whether an authority takes them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.article import Block
from bylint.model.knowledge import Knowledge
from bylint.model.prose import Prose
from bylint.roles.advertising.setting import is_running
from bylint.roles.advertising.setting import language_of
from bylint.roles.advertising.site import is_allowed
from bylint.roles.advertising.site import site_of
from bylint.roles.advertising.vocabulary import plainly
from bylint.text.fold import bare
from bylint.text.lazy import lazily

_LONGEST = 140
_SHOWN = frozenset(("heading", "paragraph", "item", "label", "term", "caption", "cell", "shortcode"))
_SENTENCE = "a sentence"


class Label(NamedTuple):
    """A label as printed. `words`: the label alone, folded; `where`: above, below or hidden."""

    prose: Prose
    words: str
    where: str
    block: int = -1


class Refusal(NamedTuple):
    """An authority that takes none of the labels above the text, and a few that it takes."""

    label: Label
    authority: str
    accepted: str


def labels(article: Article, knowledge: Knowledge, sentences: Iterable[tuple[Prose, int]]) -> tuple[Label, ...]:
    """Return the labels of an article; `sentences` are those that say who paid, each with its block."""
    first = next((i for i, block in enumerate(article.blocks) if is_running(block)), len(article.blocks))
    return (
        *_in_fields(article, knowledge),
        *(label for i, block in enumerate(article.blocks) for label in _in_block(block, i, first, knowledge)),
        *(Label(prose, _SENTENCE, "above" if i <= first + 1 else "below", i) for prose, i in sentences),
    )


def refusals(article: Article, knowledge: Knowledge, found: Iterable[Label]) -> tuple[Refusal, ...]:
    """Return the authorities of the site that take none of the labels above the text."""
    above = tuple(label for label in found if label.where == "above")
    own = (is_allowed(knowledge, line) for label in above for line in (label.words, label.prose.plain))
    if not above or any(own):
        return ()
    language = language_of(article, knowledge)
    refusing = (rule for rule in _rules(knowledge) if all(_refuses(rule, label.words, language) for label in above))
    return tuple(Refusal(above[0], rule["authority"], ", ".join(rule.get("accepted", ())[:3])) for rule in refusing)


def _rules(knowledge: Knowledge) -> tuple[Any, ...]:
    lists = knowledge.lists["labels"]
    asked = site_of(knowledge).jurisdiction
    return tuple(lists["jurisdictions"][name] for name in asked) if asked else (lists["everywhere"],)


def _refuses(rule: Any, words: str, language: str) -> bool:
    if words == _SENTENCE:
        return bool(rule.get("sentences") == "false")
    if words in map(plainly, rule.get("accepted", ())):
        return False
    return rule.get("only") == language or words in map(plainly, rule["rejected"])


def _in_fields(article: Article, knowledge: Knowledge) -> Iterator[Label]:
    keys = _keys(knowledge)
    for field in article.fields:
        name = bare(str(field.path[-1]).replace("_", " "))
        is_title = name in ("title", "headline", "og title")
        if name in keys or is_title:
            words = label_in(field.prose.plain, knowledge, is_title=is_title)
            if words:
                yield Label(field.prose, words, "above")


def _in_block(block: Block, i: int, first: int, knowledge: Knowledge) -> Iterator[Label]:
    if block.kind not in _SHOWN and block.kind != "hidden":
        return
    line = block.prose.plain[:_LONGEST].split("\n")[0]
    words = label_in(line, knowledge, is_title=block.kind == "heading" or i == first)
    if not words or (len(block.prose.plain) > _LONGEST and i != first):
        return
    where = "hidden" if block.kind == "hidden" else "above" if i <= first else "below"
    yield Label(block.prose.cut(0, len(line)), words, where, i)


def label_in(line: str, knowledge: Knowledge, *, is_title: bool = False) -> str:
    """Return the label that a line is or begins with; a title has it before a colon, a dash or in brackets."""
    found = _pattern(knowledge).match(plainly(line))
    if found is None:
        return line.casefold() if is_allowed(knowledge, line) else ""
    if is_title and not (found["alone"] is not None or found["parted"] is not None):
        return ""
    return found["label"]


@lru_cache(maxsize=8)
def _pattern(knowledge: Knowledge) -> re.Pattern[str]:
    lists = knowledge.lists["labels"]
    listed = {word for rule in lists["jurisdictions"].values() for word in (*rule["accepted"], *rule["rejected"])}
    words = sorted({plainly(word) for word in (*listed, *lists["known"]["labels"])}, key=len, reverse=True)
    prepositions = tuple(plainly(word) for word in lists["known"]["prepositions"])
    open_ended = tuple(word for word in words if word.split()[-1] in prepositions)
    whole = tuple(word for word in words if word not in open_ended)
    parted = r"(?P<parted>\s?[:|·•.\])/]\s\S|\s-\s\S)"
    named = r"\s\S.{1,80}(?<![.!?])$"
    return lazily(
        rf"[^\w#]{{0,4}}(?P<label>(?:{_either(open_ended)})(?={named})|(?:{_either(words)})(?!\w)"
        rf"(?=(?P<alone>[\W_]{{0,4}}$)|{parted})|(?:{_either(whole)})(?=\s(?:{'|'.join(prepositions)}){named}))"
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in words)


@lru_cache(maxsize=8)
def _keys(knowledge: Knowledge) -> frozenset[str]:
    return frozenset(bare(key.replace("_", " ")) for key in knowledge.lists["labels"]["known"]["keys"])
