"""Template code, and keys of the header, whose names say what the template may print for them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from bylint.model.article import Article
from bylint.model.knowledge import Knowledge
from bylint.model.markup import Block
from bylint.model.prose import Prose
from bylint.model.prose import prose_at
from bylint.text.fold import folded
from bylint.text.lazy import lazily
from bylint.text.shipped import flat

_WORD = lazily(r"[A-Z]?[a-z]+|[A-Z]+")
_PARTIALS = ("partial", "partialCached", "template")
NO = frozenset(("", "false", "no", "none", "off", "null"))
"""Values of a key that turn off what the template would print."""


def called(what: str, article: Article, knowledge: Knowledge) -> Iterator[Prose]:
    """Yield what may print an `author`, a `bio`, a `credit` or a `disclaimer`: shortcodes, includes and components,
    and keys of the header that are not read themselves."""
    wanted = _names(what, knowledge)
    for block in article.blocks:
        if block.kind == "shortcode" and not block.name.startswith(("/", "end")) and _speaks(_name(block), wanted):
            yield prose_at(article.source.text, *block.span)
    known = _read(knowledge)
    for field in article.fields if what in ("author", "disclaimer") else ():
        key = str(field.path[0]) if len(field.path) == 1 and field.origin == "front-matter" else ""
        if key and folded(key) not in known and folded(field.prose.plain) not in NO and _speaks(key, wanted):
            yield prose_at(article.source.text, *field.key)


def _name(block: Block) -> str:
    # `{{ partial "author-box" . }}` names what it prints behind its own name.
    return " ".join(block.prose.plain.split()[:2]) if block.name in _PARTIALS else block.name


def _speaks(name: str, wanted: frozenset[str]) -> bool:
    words = frozenset(word.lower() for word in _WORD.findall(name[:80]))
    return not wanted.isdisjoint(words) and ("credit" in wanted or words.isdisjoint(_OF_PICTURES))


_OF_PICTURES = frozenset("image images img photo photos picture cover banner hero thumbnail quote".split())


@lru_cache(maxsize=32)
def _names(what: str, knowledge: Knowledge) -> frozenset[str]:
    return frozenset(flat(knowledge.lists["bylines"]["template"][what]))


@lru_cache(maxsize=8)
def _read(knowledge: Knowledge) -> frozenset[str]:
    """Return the keys of headers that say themselves who signs."""
    keys = knowledge.lists["bylines"]["keys"]
    return frozenset(map(folded, flat((keys["author"], keys["late"]))))
