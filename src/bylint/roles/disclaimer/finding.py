"""Where disclaimers stand: sentences of blocks and of the header, joined where one goes on in the next."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.markup import Block
from bylint.model.prose import Prose
from bylint.model.prose import joined
from bylint.roles.disclaimer.anatomy import Anatomy
from bylint.roles.disclaimer.anatomy import anatomy
from bylint.roles.disclaimer.formulas import Formulas
from bylint.roles.disclaimer.formulas import may_disclaim
from bylint.roles.scan import ELSEWHERE
from bylint.text.sentences import sentence_bounds

_TEXT = frozenset({"paragraph", "item", "cell", "label", "comment", "hidden", "caption"})
_UNSEEN = frozenset({"comment", "hidden"})
_SHORTEST = 14


class Found(NamedTuple):
    """One disclaimer: its words, its sentences with their formulas, and where it stands.

    `standing`: printed, hidden, quoted (an exhibit), field (of the header).
    """

    prose: Prose
    sentences: tuple[tuple[Prose, Anatomy], ...]
    block: int
    standing: str

    @property
    def is_attributed(self) -> bool:
        return any(found.is_attributed for _, found in self.sentences)

    @property
    def is_denied(self) -> bool:
        return any(found.is_denied for _, found in self.sentences)


def disclaimers(
    article: Article, known: tuple[Formulas, ...], people: frozenset[str], blocks: Set[int]
) -> tuple[Found, ...]:
    """Return the disclaimers of an article, written in these formulas, in reading order.

    They stand or begin in one of `blocks`.
    """
    found: list[Found] = []
    for i, block in enumerate(article.blocks):
        if i not in blocks and not (found and found[-1].block == i - 1):
            continue
        if block.kind not in _TEXT or len(block.prose.plain) < _SHORTEST or "comment-list" in block.marks:
            continue
        before = found[-1] if found and found[-1].block == i - 1 else None
        for one in _in_prose(block.prose, known, people, before):
            one = one._replace(block=i, standing=_standing(block))
            if before and _goes_on(before, one):
                found[-1] = _together(before, one)
            else:
                found.append(one)
            before = None
    if ELSEWHERE not in blocks:
        return tuple(found)
    return (*_in_header(article, known, people), *found, *_in_pictures(article, known, people))


def _in_header(article: Article, known: tuple[Formulas, ...], people: frozenset[str]) -> Iterator[Found]:
    for field in article.fields:
        if field.origin == "front-matter" and len(field.prose.plain) >= _SHORTEST:
            for one in _in_prose(field.prose, known, people, None):
                yield one._replace(standing="field")


def _in_pictures(article: Article, known: tuple[Formulas, ...], people: frozenset[str]) -> Iterator[Found]:
    """Yield the disclaimers in texts that stand for a picture, where no reader sees them."""
    for image in article.images:
        for name, prose in image.fields:
            if name in ("alt", "title") and image.is_inside and len(prose.plain) >= _SHORTEST:
                for one in _in_prose(prose, known, people, None):
                    yield one._replace(block=image.block, standing="hidden")


def _in_prose(
    prose: Prose, known: tuple[Formulas, ...], people: frozenset[str], before: Found | None
) -> Iterator[Found]:
    small = prose.plain.lower()
    known = tuple(one for one in known if before is not None or may_disclaim(small, one))
    if not known:
        return
    run: list[tuple[int, int, Anatomy]] = []
    is_following = before is not None
    for start, end in sentence_bounds(prose.plain):
        found = _anatomy(prose.plain[start:end], known, people, follows=bool(run) or is_following)
        if found is None or (run and not _belongs(run[-1][2], found)):
            yield from _found(prose, run)
            run = []
        if found is not None:
            run.append((start, end, found))
        is_following = False
    yield from _found(prose, run)


def _anatomy(words: str, known: tuple[Formulas, ...], people: frozenset[str], *, follows: bool) -> Anatomy | None:
    return next((found for one in known if (found := anatomy(words, one, people, follows=follows))), None)


def _belongs(before: Anatomy, found: Anatomy) -> bool:
    # A sentence in another language, or one that is whole after one that is whole, is a disclaimer of its own.
    if before.formulas.language != found.formulas.language:
        return False
    return not (found.is_attributed and found.is_denied)


def _found(prose: Prose, run: list[tuple[int, int, Anatomy]]) -> Iterator[Found]:
    if run:
        sentences = tuple((prose.cut(start, end), found) for start, end, found in run)
        yield Found(prose.cut(run[0][0], run[-1][1]), sentences, -1, "printed")


def _standing(block: Block) -> str:
    if block.kind in _UNSEEN:
        return "hidden"
    return "quoted" if "quote" in block.within or "code" in block.within else "printed"


def _goes_on(before: Found, found: Found) -> bool:
    if before.standing != found.standing:
        return False
    return before.is_attributed and not before.is_denied and found.is_denied and not found.is_attributed


def _together(before: Found, found: Found) -> Found:
    whole = joined((before.prose, found.prose))
    return found._replace(prose=whole, sentences=(*before.sentences, *found.sentences))
