"""Which disclaimers say the same of the same person."""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter
from typing import NamedTuple

from bylint.model.article import Article
from bylint.roles.disclaimer.bodies import Bodies
from bylint.roles.disclaimer.finding import Found
from bylint.text.fold import bare


class Setting(NamedTuple):
    """Whether anybody is named as an author, and, for several persons, the blocks of their bios in order."""

    has_author: bool
    bios: tuple[tuple[int, str], ...]


def setting(article: Article) -> Setting:
    """Return what of an article tells whose disclaimer is whose."""
    bios = tuple(sorted((bio.block, bio.about) for bio in article.each("bio")))
    is_shared = len({about for _, about in bios}) > 1
    has_author = any(part.role in ("author", "bio", "affiliation") for part in article.view)
    return Setting(has_author, bios if is_shared else ())


def said_of_whom(one: Found, named: Bodies, article: Article, around: Setting) -> str:
    """Return what two disclaimers that are the same have in common, or nothing where a repetition is no fault."""
    # Templates print the outlet's own note as often as they like.
    if one.standing != "printed" or not one.is_denied or named.is_of_outlet or not article.blocks[one.block].is_inside:
        return ""
    if not around.has_author or not (named.elements or named.is_of_employer):
        return ""
    language = one.sentences[0][1].formulas.language
    said = " ".join(sorted(named.ids)) if named.ids and one.is_attributed else bare(one.prose.plain)
    return f"{language} {said} {_person_before(one, around)}"


def _person_before(one: Found, around: Setting) -> str:
    # Two authors may each have a disclaimer with their own bio.
    before = bisect_right(around.bios, one.block, key=itemgetter(0))
    return around.bios[before - 1][1] if before else ""
