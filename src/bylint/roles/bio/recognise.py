"""Which blocks, or sentences of them, are about an author."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.knowledge import Knowledge
from bylint.model.markup import Block
from bylint.model.prose import Prose
from bylint.roles.bio.opening import acts
from bylint.roles.bio.opening import has_post
from bylint.roles.bio.opening import opening
from bylint.roles.bio.opening import says_who
from bylint.roles.bio.region import Named
from bylint.roles.bio.region import ends
from bylint.roles.bio.region import is_aside
from bylint.roles.bio.region import is_behind
from bylint.roles.bio.region import is_other
from bylint.roles.bio.region import is_sentence
from bylint.roles.bio.region import leads
from bylint.roles.bio.region import says
from bylint.roles.bio.region import whole_links
from bylint.roles.bio.running import RUNNING
from bylint.roles.bio.running import TEXT
from bylint.roles.bio.running import bounds
from bylint.roles.bio.running import end_of_text
from bylint.roles.bio.running import mentioned
from bylint.roles.bio.words import Words
from bylint.roles.bio.words import words
from bylint.roles.naming import Names
from bylint.roles.naming import core
from bylint.roles.naming import is_person
from bylint.roles.naming import is_same
from bylint.roles.naming import names
from bylint.text.fold import bare
from bylint.text.fold import folded
from bylint.text.sentences import sentence_bounds

_LONGEST = 2400
_LINE, _LONG = 60, 700
"""Letters in which a name is looked for, and of a bio that stands by itself."""
_SHORT = 25
"""Letters of a line between a name and the words on that person, such as an account."""
_MORE = 5
"""Paragraphs of the longest bio."""
_NEXT = 3
"""Blocks from one paragraph of a bio to the next."""


class Found(NamedTuple):
    """One bio: whom it is about (as printed, or as signed), and its words."""

    people: Named
    prose: Prose
    block: int


class _Scene(NamedTuple):
    article: Article
    authors: tuple[str, ...]
    known: Names
    by: Words
    end: int
    linked: frozenset[int]


class _Region(NamedTuple):
    """What a line before, or a bio before, has announced: whom the next words may be about.

    `is_name`: a name alone announced them; `begun` counts the bios since a name; `after` is the last block that was
    one; `is_top`: no running text yet.
    """

    heir: Named = ()
    is_led: bool = False
    is_name: bool = False
    begun: int = 0
    after: int = -9
    is_top: bool = True


class _At(NamedTuple):
    """Where a text stands: in a box or below a line for bios, behind the running text, before it; and its tone."""

    is_boxed: bool
    is_late: bool
    is_top: bool
    tone: str


def bios(article: Article, authors: tuple[str, ...], knowledge: Knowledge) -> Iterator[Found]:
    """Yield the bios of an article in reading order; `authors` are the folded names that sign it."""
    known, by = names(knowledge), words(knowledge)
    scene = _Scene(article, authors, known, by, end_of_text(article, known, by), whole_links(article))
    region = _Region()
    for index, block in enumerate(article.blocks):
        if not block.prose.plain or block.kind in ("comment", "hidden", "shortcode", "element"):
            continue
        led = leads(index, article, authors, known, by)
        if led is not None:
            region = region._replace(heir=led or region.heir, is_led=True, is_name=bool(led), begun=0, after=index)
            continue
        region, may_hold = _reached(region, index, block, scene)
        if may_hold:
            found = _found(index, block, scene, region)
            region = _beyond(region, index, block, found)
            yield from found


def _reached(region: _Region, index: int, block: Block, scene: _Scene) -> tuple[_Region, bool]:
    """Return the region a block lies in, and whether the block may be a bio."""
    is_strange = region.is_led and region.is_name and not region.begun and is_other(block, scene.by)
    is_over = ends(index, block, scene.by, scene.linked) or (is_strange and len(block.prose.plain) > _SHORT)
    if block.kind == "heading" or is_over or region.begun > _MORE:
        region = _Region(after=region.after, is_top=region.is_top)
    if is_over or is_strange or index in scene.linked or (region.is_led and is_aside(block, scene.by)):
        return region, False
    return region, block.kind in TEXT and _may_hold(block) and len(block.prose.plain) <= _LONGEST


def _beyond(region: _Region, index: int, block: Block, found: tuple[Found, ...]) -> _Region:
    """Return the region behind a block."""
    length = len(block.prose.plain)
    is_top = region.is_top and (bool(found) or not block.is_inside or length <= RUNNING)
    if found:
        first = found[0]
        is_named = any(name and name.span().start == first.prose.span().start for _, name in first.people)
        begun = 1 if is_named else region.begun + 1
        return region._replace(heir=first.people, after=index, begun=begun, is_top=is_top)
    return region._replace(is_led=region.is_led and (not region.begun or length <= _SHORT), is_top=is_top)


def _found(index: int, block: Block, scene: _Scene, region: _Region) -> tuple[Found, ...]:
    is_boxed = region.is_led or bool(scene.by.marks.intersection(block.marks))
    is_next = index - region.after <= _NEXT
    is_placed = is_boxed or (block.is_inside and (region.is_top or index >= scene.end - 1))
    is_behind = not is_placed and _is_behind(index, block, scene)
    may_be = is_placed or is_behind or (region.heir and is_next)
    runs = [block.prose.cut(*run) for run in bounds(block.prose.plain, scene.by)] if may_be else []
    if not runs:
        return ()
    at = _At(is_boxed, index >= scene.end, region.is_top or is_behind, block.tone)
    people = _people(runs[0], scene, at)
    if not people and region.heir and is_next and _goes_on(runs[0].plain, scene, is_boxed=is_boxed):
        people = region.heir
    if not people and is_boxed and _is_told(runs[0].plain, block, scene):
        people = tuple((name, None) for name in scene.authors) if len(scene.authors) == 1 else ()
    if people:
        return tuple(Found(people, run, index) for run in runs)
    return _inner(index, block, scene)


def _is_behind(index: int, block: Block, scene: _Scene) -> bool:
    """Tell whether words that begin with a signer's whole name stand behind most of the text, as in a page whose lists
    and notes follow the article."""
    if not block.is_inside or len(block.prose.plain) > _LONG or block.kind == "caption":
        return False
    head = bare(block.prose.plain[:_LINE])
    is_named = any(" " in name and head.startswith(name + " ") for name in scene.authors)
    return is_named and is_behind(index, scene.article)


def _is_told(plain: str, block: Block, scene: _Scene) -> bool:
    """Tell whether words in the place of a bio, without a name, may be one."""
    is_long = len(plain) > _SHORT and plain[0].isalpha() and block.kind != "cell"
    return is_long and (is_sentence(plain) or says(plain, scene.by))


def _people(prose: Prose, scene: _Scene, at: _At) -> Named:
    """Return whom a text is about, where its form and its place make it a bio."""
    if _stands_in(prose.plain, scene.by) and (at.is_late or at.is_boxed) and has_post(prose.plain, scene.by):
        return tuple((name, None) for name in scene.authors) if len(scene.authors) == 1 else ()
    start = opening(prose, scene.known)
    if not start.names or not (says_who(prose, start, scene.by) or acts(prose, start)):
        return ()
    signed = [_signer(name, scene, fewest=1 if at.is_boxed or at.tone else 2) for name in start.names]
    people = tuple((who or core(name.plain, scene.known), name) for who, name in zip(signed, start.names, strict=True))
    first = prose.plain.split("\n")[0][:400]
    if all(signed) and (at.is_late or at.is_boxed or (at.is_top and (at.tone or has_post(first, scene.by)))):
        return people
    is_full = all(is_person(name.plain, scene.known) for name in start.names)
    if is_full and (at.is_boxed or (at.is_late and _is_introduced(first, people, scene, at.tone))):
        return people
    return ()


def _stands_in(plain: str, by: Words) -> bool:
    head = folded(plain[:20])
    return any(head.startswith(stand_in + " ") for stand_in in by.stand_ins)


def _is_introduced(first: str, people: Named, scene: _Scene, tone: str) -> bool:
    """Tell whether strangers are introduced at the end, not reported on: nothing else in the article names them."""
    if not has_post(first, scene.by):
        return False
    told = mentioned(scene.article, scene.end)
    is_known = any(who.split()[-1] in told for who, _ in people)
    return not is_known and bool(tone or not scene.authors)


def _signer(name: Prose, scene: _Scene, *, fewest: int) -> str:
    plain = core(name.plain, scene.known)
    if len(plain.split()) < fewest and name.plain.split()[0].strip(".").lower() not in scene.known.honorifics:
        return ""
    return next((author for author in scene.authors if is_same(author, plain) or is_same(plain, author)), "")


def _inner(index: int, block: Block, scene: _Scene) -> tuple[Found, ...]:
    """A bio glued to the last paragraph: from the sentence that begins with a signer's whole name."""
    if index < scene.end - 1 or not scene.authors:
        return ()
    for first, _ in sentence_bounds(block.prose.plain)[1:]:
        rest = block.prose.cut(first, len(block.prose.plain))
        start = opening(rest, scene.known)
        signed = [_signer(name, scene, fewest=2) for name in start.names]
        if signed and all(signed) and says_who(rest, start, scene.by) and has_post(rest.plain[:300], scene.by):
            people = tuple(zip(signed, start.names, strict=True))
            return tuple(Found(people, rest.cut(*run), index) for run in bounds(rest.plain, scene.by))
    return ()


def _goes_on(plain: str, scene: _Scene, *, is_boxed: bool) -> bool:
    head = folded(plain[:40])
    is_more = plain.count(" ") > 1 and any(head.startswith(word + " ") for word in scene.by.pronouns)
    return (is_boxed and is_sentence(plain)) or is_more


def _may_hold(block: Block) -> bool:
    return "quote" not in block.within and "code" not in block.within and "nav" not in block.within
