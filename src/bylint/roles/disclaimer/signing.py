"""Who answers for an article: its signers, or, where nobody signs, the one person whom its bio introduces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.model.people import Person
from bylint.model.people import people_named
from bylint.roles.disclaimer.formulas import strangers
from bylint.roles.naming import is_same
from bylint.text.fold import bare
from bylint.text.fold import folded

_RUNNING = 160
"""Letters from which a block is running text."""
_LINE = 60
"""Letters of the longest heading that announces people."""


class Signer(NamedTuple):
    """One who answers for the article. `key` is the bare name, `name` what is printed; `person` is the entry of the
    registry, and nothing for who signs with a pen name: no other fact may be tied to that."""

    key: str
    name: str
    part: Part | None
    person: Person | None


def signers(article: Article, knowledge: Knowledge) -> tuple[Signer, ...]:
    """Return who signs an article, in reading order."""
    if is_event(article, knowledge):
        return ()
    authors = [part for part in article.each("author") if part.has("signs")]
    if authors:
        people = (part for part in authors if part.words("kind") != "organisation" and not part.has("placeholder"))
        return tuple(_signer(part.about, part.words("name"), part, knowledge) for part in people)
    bios = {bio.about: bio for bio in article.each("bio") if is_of_author(article, bio, knowledge)}
    if len(bios) != 1:
        return ()
    ((key, bio),) = bios.items()
    return (_signer(key, bio.words("person") or key, None, knowledge),) if _is_at_foot(article, bio) else ()


def signer_of(part: Part, signing: tuple[Signer, ...]) -> Signer | None:
    """Return the signer whom a part is about."""
    who = bare(part.words("person") or part.about)
    if not who:
        return None
    if who == "article" and len(signing) == 1:
        return signing[0]
    return next((one for one in signing if is_same(bare(one.key), who) or is_same(who, bare(one.key))), None)


def is_of_author(article: Article, part: Part, knowledge: Knowledge) -> bool:
    """Tell whether a bio or a post is told of an author, not of a speaker, a guest or somebody in a list of people."""
    known = strangers(knowledge)
    if part.block < 0:
        return not any(known.keys & set(keys) for keys in _keys_at(article, part))
    return not known.headings.search(_heading_before(article, part.block))


def is_event(article: Article, knowledge: Knowledge) -> bool:
    """Tell whether a file is the page of an event, whose bios are those of speakers."""
    known = strangers(knowledge)
    *folders, _ = article.source.path.replace("\\", "/").casefold().split("/")
    if known.folders.intersection(folders):
        return True
    keys = (folded(str(field.path[0])) for field in article.fields if field.origin == "front-matter" and field.path)
    return any(key in known.keys or key in known.event for key in keys)


def _signer(key: str, name: str, part: Part | None, knowledge: Knowledge) -> Signer:
    forms = dict.fromkeys((bare(key), bare(name)))
    found = {person.id: person for form in forms for person in people_named(knowledge.registry, form)}
    person = next(iter(found.values())) if len(found) == 1 else None
    if person and (person.is_withheld or bare(name) in map(bare, person.pen_names)):
        person = None
    return Signer(key, name or key, part, person)


def _keys_at(article: Article, part: Part) -> Iterator[list[str]]:
    for field in article.fields:
        span = field.prose.span()
        if field.prose.at and span.start <= part.span.start and part.span.end <= span.end:
            yield [folded(key) for key in field.path if isinstance(key, str)]


def _heading_before(article: Article, block: int) -> str:
    """Return the heading over a row of bios; a heading over other text says nothing of them."""
    bios = {part.block for part in article.each("bio")}
    for index in range(block - 1, -1, -1):
        before = article.blocks[index]
        if before.kind == "heading":
            return before.prose.plain if len(before.prose.plain) <= _LINE else ""
        if index not in bios and len(before.prose.plain) > _RUNNING:
            return ""
    return ""


def _is_at_foot(article: Article, bio: Part) -> bool:
    if bio.block < 0:
        return True
    around = {part.block for role in ("bio", "disclaimer") for part in article.each(role)}
    after = (part for part in article.each("body") if part.block > bio.block and part.block not in around)
    return not any(len(part.prose.plain) > _RUNNING for part in after)
