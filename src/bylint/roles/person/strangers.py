"""Bios of people who do not sign the article."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.prose import Prose
from bylint.roles.bio.opening import has_post
from bylint.roles.bio.opening import opening
from bylint.roles.bio.opening import says_who
from bylint.roles.bio.words import words
from bylint.roles.naming import core
from bylint.roles.person.scene import Scene
from bylint.roles.person.scene import are_one
from bylint.roles.person.scene import listed
from bylint.roles.person.scene import name_of
from bylint.text.fold import bare
from bylint.text.fold import folded

_AROUND = frozenset(("aside", "nav", "footer", "header", "form", "list", "table"))
_MOST = 2
"""Strangers that are a leftover; more are a list of people."""
_READ = 400_000
_LONGEST = 400


def strangers(scene: Scene) -> Iterator[Part]:
    """Yield each bio of somebody whom nothing else in the article names, where it is sure who signs."""
    if not _is_sure(scene):
        return
    every = (*scene.bios, *_beside(scene))
    found = {bio.about: bio for bio in reversed(every) if _is_left_over(bio, scene)}
    if len(found) > _MOST:
        return
    signed = ", ".join(part.words("name") for part in scene.signers)
    for who, bio in found.items():
        name = name_of(bio)
        if name and not _is_named(who, bio.block, scene):
            yield Part("stranger", name, name.span(), who, (Element("signed", signed),), bio.block)


def _beside(scene: Scene) -> Iterator[Part]:
    """Yield the paragraphs right below a signer's bio that begin as bios do, with the whole name of somebody else."""
    blocks, known, by = scene.article.blocks, scene.knowledge, words(scene.knowledge)
    taken = {bio.block for bio in scene.article.each("bio")}
    signed = {bio.block for bio in scene.bios if any(are_one(bio.about, s.about, known) for s in scene.signers)}
    for index in sorted(signed):
        # The first paragraph of a text may speak of its author, and the second of somebody met.
        if index * 2 < len(blocks) or index + 1 >= len(blocks) or index + 1 in taken:
            continue
        prose = blocks[index + 1].prose
        start = opening(prose, scene.known)
        if len(start.names) == 1 and len(prose.plain) < _LONGEST and says_who(prose, start, by):
            name = start.names[0]
            about = core(name.plain, scene.known)
            yield Part("bio", prose, prose.span(), about, (Element("person", name.plain, name),), index + 1)


def _is_sure(scene: Scene) -> bool:
    """Tell whether all who sign do so by a whole name, or by an id that a bio explains; where the template signs alone,
    the bio of a guest may be all that is said of him."""
    if any(part.words("origin") == "printed" for part in scene.signers):
        return False
    bodies = any(part.has("signs") for part in scene.article.each("author") if part.words("kind") != "person")
    return bool(scene.signers) and not bodies and all(_is_whole(part, scene) for part in scene.signers)


def _is_whole(signer: Part, scene: Scene) -> bool:
    if " " in signer.about and not signer.has("id") and not signer.has("glued"):
        return True
    return any(are_one(signer.about, bio.about, scene.knowledge) for bio in scene.bios)


def _is_left_over(bio: Part, scene: Scene) -> bool:
    if not _is_set_apart(bio, scene) or " " not in bio.about:
        return False
    said = bare(bio.prose.plain).split()
    own = frozenset(word for word in (*bio.about.split(), *said) if len(word) > 2)
    for author in scene.authors:
        # Who shares a name with an author, or is described by one, belongs to the article in some way.
        if are_one(author.about, bio.about, scene.knowledge) or not own.isdisjoint(author.about.split()[-1:]):
            return False
        if not frozenset(bio.about.split()).isdisjoint(word for word in author.about.split() if len(word) > 2):
            return False
    helps = listed("contributors", scene.knowledge)
    plain = folded(bio.prose.plain)
    return helps.isdisjoint(said) and not any(words in plain for words in helps if " " in words)


def _is_set_apart(bio: Part, scene: Scene) -> bool:
    """Tell whether a text is a bio by its form: around an article a page has many lines that begin with a name."""
    block = scene.article.blocks[bio.block] if bio.block >= 0 else None
    by = words(scene.knowledge)
    if block is None or not block.is_inside or _AROUND.intersection(block.within):
        return False
    is_shown = scene.article.format != "html" or bool(block.tone) or bool(by.marks.intersection(block.marks))
    return is_shown and has_post(bio.prose.plain[:300], by)


def _is_named(who: str, at: int, scene: Scene) -> bool:
    """Tell whether the article names a person anywhere but in the bio and in the line that announces it."""
    own = {at, *(bio.block for bio in scene.bios if bio.about == who)}
    surname = who.split()[-1]
    return any(surname in bare(prose.plain).split() for prose in _others(scene.article, own, who))


def _others(article: Article, own: set[int], who: str) -> Iterator[Prose]:
    left = _READ
    for index, block in enumerate(article.blocks):
        if index in own or bare(block.prose.plain[:120]).removeprefix("about ").removeprefix("the author ") == who:
            continue
        left -= len(block.prose.plain)
        if left > 0:
            yield block.prose
    for field in article.fields[:400]:
        yield field.prose
    for image in article.images[:200]:
        yield from (prose for _, prose in image.fields)
