"""Which blocks, or sentences of them, are about an author."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.model.article import Article
from bylint.model.article import Block
from bylint.model.knowledge import Knowledge
from bylint.model.prose import Prose
from bylint.model.value import NamedTuple
from bylint.roles.bio.opening import acts
from bylint.roles.bio.opening import has_post
from bylint.roles.bio.opening import opening
from bylint.roles.bio.opening import says_who
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

_TEXT = ("paragraph", "item", "label", "cell", "caption", "term")
_RUNNING = 120
"""Letters from which a block is running text."""
_LONGEST = 2400
_FAR = 24
"""Blocks at the end among which a bio is looked for."""
_LINE = 60
"""Letters of the longest line that announces a bio."""


class Found(NamedTuple):
    """One bio: whom it is about (as printed, or as signed), and its words."""

    people: tuple[tuple[str, Prose | None], ...]
    prose: Prose
    block: int


class _Scene(NamedTuple):
    article: Article
    authors: tuple[str, ...]
    known: Names
    by: Words
    end: int


def bios(article: Article, authors: tuple[str, ...], knowledge: Knowledge) -> Iterator[Found]:
    """Yield the bios of an article in reading order; `authors` are the folded names that sign it."""
    known, by = names(knowledge), words(knowledge)
    end = _end(article, known, by)
    scene = _Scene(article, authors, known, by, end)
    heir: tuple[tuple[str, Prose | None], ...] = ()
    is_led = False
    after = -9
    is_top = True
    for index, block in enumerate(article.blocks):
        if not block.prose.plain or block.kind in ("comment", "hidden", "shortcode", "element"):
            continue
        led = _leads(block, scene, is_late=index * 5 >= len(article.blocks) * 3)
        if led is not None:
            is_led, heir, after = True, led or heir, index
            continue
        if block.kind == "heading":
            is_led, heir = False, ()
        if block.kind not in _TEXT or not _may_hold(block) or len(block.prose.plain) > _LONGEST:
            continue
        found = _found(index, block, scene, heir, is_led=is_led, is_top=is_top, is_next=index - after <= 3)
        is_top = is_top and (bool(found) or not block.is_inside or len(block.prose.plain) <= _RUNNING)
        if found:
            heir, after = found[0].people, index
        yield from found


def bounds(plain: str, by: Words) -> Iterator[tuple[int, int]]:
    """Yield the runs of sentences of a text that are no disclaimer."""
    whole = folded(plain)
    if plain and not any(denial in whole for denial in by.denials):
        yield 0, len(plain)
        return
    start, end = -1, -1
    for first, last in sentence_bounds(plain):
        if is_disclaimer(plain[first:last], by):
            if start >= 0:
                yield start, end
            start = -1
            continue
        start, end = (first if start < 0 else start), last
    if start >= 0:
        yield start, end


def is_disclaimer(sentence: str, by: Words) -> bool:
    """Tell whether a sentence says whose views these are."""
    plain = folded(sentence)
    if not any(denial in plain for denial in by.denials):
        return False
    first = plain.split()[:9]
    head = " ".join(first)
    return any(anchor in first or (anchor in head and " " in anchor) for anchor in by.anchors)


def _found(
    index: int,
    block: Block,
    scene: _Scene,
    heir: tuple[tuple[str, Prose | None], ...],
    *,
    is_led: bool,
    is_top: bool,
    is_next: bool,
) -> tuple[Found, ...]:
    is_boxed = is_led or bool(scene.by.marks.intersection(block.marks))
    if not (is_boxed or (block.is_inside and (is_top or index >= scene.end - 1)) or (heir and is_next)):
        return ()
    runs = [block.prose.cut(*run) for run in bounds(block.prose.plain, scene.by)]
    if not runs:
        return ()
    people = _people(runs[0], scene, is_boxed=is_boxed, is_late=index >= scene.end, is_top=is_top, tone=block.tone)
    if not people and heir and is_next and _goes_on(runs[0].plain, scene, is_boxed=is_boxed):
        people = heir
    if not people and is_boxed and len(runs[0].plain) > 30 and runs[0].plain[0].isalpha() and block.kind != "cell":
        people = tuple((name, None) for name in scene.authors) if len(scene.authors) == 1 else ()
    if people:
        return tuple(Found(people, run, index) for run in runs)
    return _inner(index, block, scene)


def _people(
    prose: Prose, scene: _Scene, *, is_boxed: bool, is_late: bool, is_top: bool, tone: str
) -> tuple[tuple[str, Prose | None], ...]:
    """Return whom a text is about, where its form and its place make it a bio."""
    if _stands_in(prose.plain, scene.by) and (is_late or is_boxed) and has_post(prose.plain, scene.by):
        return tuple((name, None) for name in scene.authors) if len(scene.authors) == 1 else ()
    start = opening(prose, scene.known)
    if not start.names or not (says_who(prose, start, scene.by) or acts(prose, start)):
        return ()
    signed = [_signer(name, scene, fewest=1 if is_boxed or tone else 2) for name in start.names]
    people = tuple((who or core(name.plain, scene.known), name) for who, name in zip(signed, start.names, strict=True))
    first = prose.plain.split("\n")[0][:400]
    if all(signed) and (is_late or is_boxed or (is_top and (tone or has_post(first, scene.by)))):
        return people
    is_full = all(is_person(name.plain, scene.known) for name in start.names)
    if is_full and (is_boxed or (is_late and _is_introduced(first, people, scene, tone))):
        return people
    return ()


def _stands_in(plain: str, by: Words) -> bool:
    head = folded(plain[:20])
    return any(head.startswith(stand_in + " ") for stand_in in by.stand_ins)


def _is_introduced(first: str, people: tuple[tuple[str, Prose | None], ...], scene: _Scene, tone: str) -> bool:
    """Tell whether strangers are introduced at the end, not reported on: nothing else in the article names them."""
    if not has_post(first, scene.by):
        return False
    mentioned = _mentioned(scene.article, scene.end)
    is_known = any(who.split()[-1] in mentioned for who, _ in people)
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
    return (is_boxed and len(plain) > 20 and plain[0].isalpha()) or any(
        head.startswith(word + " ") for word in scene.by.pronouns
    )


def _leads(block: Block, scene: _Scene, *, is_late: bool) -> tuple[tuple[str, Prose | None], ...] | None:
    """Return the people whom a line such as "About the author", or a signer's name alone, announces; else nothing."""
    if len(block.prose.plain) > _LINE:
        return None
    plain = folded(block.prose.plain).strip(" :：*_-–—.")
    if plain in scene.by.headings:
        return ()
    is_line = block.kind in ("heading", "label") or block.tone == "strong"
    about = plain.removeprefix("about ").strip()
    if is_line and (is_late or about != plain):
        who = core(about, scene.known)
        if " " in who and who in scene.authors:
            return ((who, block.prose),)
    return None


def _may_hold(block: Block) -> bool:
    return "quote" not in block.within and "code" not in block.within and "nav" not in block.within


def _end(article: Article, known: Names, by: Words) -> int:
    """Return the index of the first block after the running text."""
    first = len(article.blocks)
    for index in range(len(article.blocks) - 1, max(-1, len(article.blocks) - _FAR - 1), -1):
        block = article.blocks[index]
        if block.is_inside and block.kind in _TEXT and _is_running(block, known, by):
            return index + 1
        first = index
    return first


def _is_running(block: Block, known: Names, by: Words) -> bool:
    plain = block.prose.plain
    if len(plain) <= _RUNNING or block.tone or "quote" in block.within:
        return len(plain) > _RUNNING and not block.tone
    if by.marks.intersection(block.marks) or is_disclaimer(plain, by):
        return False
    head = folded(plain[:40])
    if any(head.startswith(word + " ") for word in (*by.pronouns, *by.stand_ins)):
        return False
    start = opening(block.prose, known)
    return not (start.names and (says_who(block.prose, start, by) or acts(block.prose, start)))


def _mentioned(article: Article, end: int) -> frozenset[str]:
    """Return the words of the running text, bare."""
    text = " ".join(block.prose.plain for block in article.blocks[:end] if block.is_inside)
    return frozenset(bare(text[:200_000]).split())
