"""Whether a disclaimer speaks for the bodies it should, not for those the author has left or never belonged to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.knowledge import Knowledge
from bylint.model.people import Organisation
from bylint.model.people import is_name_at
from bylint.roles.disclaimer.bodies import Bodies
from bylint.roles.disclaimer.duty import publishers
from bylint.roles.disclaimer.posts import Held
from bylint.text.fold import bare
from bylint.text.literals import even
from bylint.text.organisations import chain
from bylint.text.organisations import mentions
from bylint.text.organisations import spellings

_OVER = frozenset(("former", "incoming"))


class Sides(NamedTuple):
    """The bodies that bio, byline or registry explain, and those that the authors had left at the article's date.

    `is_known`: whether the work of every signer is told, so that what is not explained is foreign.
    """

    own: frozenset[str]
    left: frozenset[str]
    is_known: bool


def sides(article: Article, held: tuple[Held, ...], knowledge: Knowledge) -> Sides:
    """Return whose people the signers of an article are."""
    directory = knowledge.directory
    current = [one for one in held if one.status not in _OVER]
    own = set(publishers(article, knowledge))
    for one in current:
        own |= _kin(one.id, knowledge)
    left = {one.id for one in held if one.status == "former" and one.id} - own
    left = {key for key in left if not set(chain(directory, key)) & set(knowledge.lists["disclaimers"]["lifelong"])}
    own |= set(_told_in_passing(article, knowledge)) - left
    signing = {one.signer.key for one in held}
    at_work = {one.signer.key for one in held if one.status == "current"}
    is_sure = all(one.id or not _is_unread(one) for one in held if one.status == "current")
    return Sides(frozenset(own), frozenset(left), bool(signing) and signing == at_work and is_sure)


def faults(named: Bodies, around: Sides, day: date | None, knowledge: Knowledge) -> Iterator[Element]:
    """Yield `outdated` and `foreign` for the names of one disclaimer that should not stand there."""
    directory = knowledge.directory
    for element in named.elements:
        body = directory.organisations.get(element.words)
        if body is None or element.prose is None:
            continue
        words = element.prose.plain
        if not _is_named_so(body, words, day):
            yield Element("outdated", words, element.prose)
            yield Element("because", "the body does not have at the article’s date")
        elif body.id in around.left:
            yield Element("outdated", words, element.prose)
            yield Element("because", "no author belongs to any more at the article’s date")
        elif around.is_known and not _is_general(body.id, knowledge) and body.id not in around.own:
            yield Element("foreign", words, element.prose)


def conflicting(first: Bodies, second: Bodies, around: Sides, knowledge: Knowledge) -> tuple[str, ...]:
    """Return names of bodies of the second disclaimer for which nothing about the authors accounts, if each of two
    disclaimers speaks for bodies of its own."""
    only_first = {key for key in first.ids - second.ids if not _is_general(key, knowledge)}
    only_second = {key for key in second.ids - first.ids if not _is_general(key, knowledge)}
    if not (around.is_known and only_first and only_second):
        return ()
    odd = only_second - around.own or only_first - around.own
    names = (knowledge.directory.organisations[key].name for key in sorted(odd))
    return tuple(names)


def _kin(key: str, knowledge: Knowledge) -> set[str]:
    """Return a body, those above it, and those whose names go with it."""
    body = knowledge.directory.organisations.get(key)
    if body is None:
        return set()
    named = {*body.entities_min, *body.entities_customary, key}
    return named | {above for one in named for above in chain(knowledge.directory, one)}


def _told_in_passing(article: Article, knowledge: Knowledge) -> Iterator[str]:
    directory = knowledge.directory
    for bio in article.each("bio"):
        for mention in mentions(bio.prose.plain, directory):
            yield mention.id
            yield from chain(directory, mention.id)


def _is_named_so(body: Organisation, words: str, day: date | None) -> bool:
    form = even(words.removeprefix("the "))
    dated = [alias for alias in body.aliases if alias.since or alias.until]
    same = [alias for alias in dated if form in {even(name) for name in spellings(alias.name)}]
    return not same or any(is_name_at(alias, day) for alias in same)


def _is_general(key: str, knowledge: Knowledge) -> bool:
    return bool(key == knowledge.lists["disclaimers"]["government"])


def _is_unread(one: Held) -> bool:
    # A school or an office that the directory does not know may belong to any of the bodies that are named.
    words = frozenset(bare(one.words).split())
    return bool(words & _PARTS_OF_BODIES)


_PARTS_OF_BODIES = frozenset(
    "school center centre command department directorate office bureau base fort division branch agency ministry staff "
    "college academy laboratory institute service".split()
)
