"""Mentions of bodies in which an author has an interest, as the registry knows it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.roles.disclaimer.signing import Signer
from bylint.text.fold import folded
from bylint.text.lazy import lazily
from bylint.text.literals import Literals
from bylint.text.literals import literals
from bylint.text.literals import scan

_DISCLOSED = lazily(
    r"\b(?:disclos\w+|interests?|shares?|shareholders?|stocks?|position in|advis[eo]\w*|consult\w*|paid|fund\w*|client|"
    r"board|employ\w*|own(?:s|ed)?|founder|co-founder|works? (?:at|for)|contributor'?s? note)\b",
    re.IGNORECASE,
)


def mentions(article: Article, signing: tuple[Signer, ...], knowledge: Knowledge) -> Iterator[Part]:
    """Yield the first mention of each body in which a signer has an interest, with `disclosed` where a sentence of the
    bio or a note says so."""
    interests = {name for one in signing if one.person for name in one.person.interests}
    for interest in sorted(interests):
        known = knowledge.directory.organisations.get(interest)
        names = (
            (known.name, *(alias.name for alias in known.aliases if alias.scope == "anywhere"))
            if known
            else (interest,)
        )
        yield from _first(article, names)


def _first(article: Article, names: tuple[str, ...]) -> Iterator[Part]:
    wanted = literals(names)
    around = {part.block for role in ("bio", "disclaimer", "disclosure") for part in article.each(role)}
    told = (article.blocks[block].prose.plain for block in sorted(around) if block >= 0)
    is_told = any(scan(wanted, text) for text in told)
    for part in article.each("body"):
        if part.block in around:
            continue
        for hit in scan(wanted, part.prose.plain):
            is_told = is_told or (_DISCLOSED.search(part.prose.plain) is not None and _is_note(part))
            words = part.prose.cut(hit.start, hit.end)
            disclosed = (Element("disclosed", "yes"),) if is_told or _is_told_later(article, wanted) else ()
            yield Part("interest", words, words.span(), f"interest:{folded(names[0])}", disclosed, part.block)
            return


def _is_told_later(article: Article, wanted: Literals) -> bool:
    notes = (part.prose.plain for part in article.each("body") if _is_note(part))
    return any(_DISCLOSED.search(text) and scan(wanted, text) for text in notes)


def _is_note(part: Part) -> bool:
    return folded(part.prose.plain[:40]).startswith(
        ("disclos", "note", "editor", "the author", "full disclosure", "conflict")
    )
