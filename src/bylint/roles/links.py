"""Links that earn a commission or lead to a sponsor, and what an article says about them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple
from urllib.parse import SplitResult
from urllib.parse import parse_qsl
from urllib.parse import unquote
from urllib.parse import urlsplit

from bylint.grammar.advertising import LOOSE
from bylint.grammar.advertising import disclosing
from bylint.grammar.advertising import is_notice
from bylint.grammar.advertising import leading_label
from bylint.grammar.advertising import read_disclosure
from bylint.grammar.advertising import speaks_of_earning
from bylint.model.article import Article
from bylint.model.markup import Block
from bylint.model.markup import Link
from bylint.model.parts import ArticleLink
from bylint.model.parts import Disclosure
from bylint.model.parts import PaidContent
from bylint.model.prose import Prose
from bylint.model.world import Knowledge
from bylint.roles.advertising_words import Marks
from bylint.roles.advertising_words import has_mark
from bylint.roles.advertising_words import marks
from bylint.roles.advertising_words import plainly
from bylint.roles.advertising_words import site_of
from bylint.roles.blocks import PRINTED
from bylint.roles.blocks import beside
from bylint.roles.blocks import blocks_with
from bylint.roles.paid import host_of
from bylint.roles.site import may_print
from bylint.text.fold import folded
from bylint.text.fold import sentences
from bylint.text.patterns import lazily

_NEVER = 1 << 60


class _Told(NamedTuple):
    """Where a page speaks of its paid links: from `first` on, in the `blocks` of links, by a star."""

    first: int = _NEVER
    blocks: frozenset[int] | set[int] = frozenset()
    is_starred: bool = False
    late: Prose | None = None
    names_associate: bool = False
    ad_marks: Marks = Marks()


_NOTHING = _Told()


def find(article: Article, knowledge: Knowledge) -> Iterator[ArticleLink | Disclosure]:
    """Yield the links of an article, and its sentences on affiliate links."""
    links = (*_links(article), *_picture_links(article, knowledge))
    paid = {link.span: name for link in links if (name := network_of(link.href.plain, link.rel, knowledge))}
    said = tuple(_disclosures(article, knowledge))
    told = _told(article, knowledge, (*said, *_in_other_words(article, knowledge, said))) if paid else _NOTHING
    site, sponsors = site_of(knowledge), _sponsors(article)
    for link in links:
        network = paid.get(link.span, "")
        is_disclosed = bool(network) and _is_disclosed(link, told)
        yield ArticleLink(
            link,
            network,
            _sponsors_of(link, sponsors),
            told.late if network and not is_disclosed else None,
            is_qualified=_is_qualified(link, is_printed=site.qualifies),
            is_disclosed=is_disclosed,
            names_associate=told.names_associate,
        )
    yield from (one for one in said if one.is_inside and one.kind != LOOSE)


def _links(article: Article) -> tuple[Link, ...]:
    return tuple(link for link in article.links if link.is_inside)


def _picture_links(article: Article, knowledge: Knowledge) -> Iterator[Link]:
    keys = knowledge.lists["lexicon/affiliates"]["address_keys"]
    for image in article.images:
        for name, prose in image.fields:
            if image.is_inside and name in keys and "//" in prose.plain[:8]:
                yield Link(prose, prose, prose.span(), None, image.block)


def _told(article: Article, knowledge: Knowledge, said: Sequence[Disclosure]) -> _Told:
    blocks = {one.block for one in said}
    # "We earn a commission from this link" stands below it.
    blocks |= {number for one in said if one.is_on_link for number in islice(_above(article, one.block), 3)}
    return _Told(
        first=0
        if site_of(knowledge).discloses or may_print("disclosure", article, knowledge)
        else min((one.prose.span().start for one in said), default=_NEVER),
        blocks=_noted_blocks(article, knowledge) | _labelled_blocks(article, knowledge) | blocks,
        is_starred=any(one.is_starred for one in said),
        ad_marks=marks(knowledge, "slots"),
        names_associate=any(one.names_associate for one in said),
        late=next((one.prose for one in said if one.kind != LOOSE and one.is_inside), None),
    )


def _above(article: Article, i: int) -> Iterator[int]:
    """Yield the blocks above another, the nearest first, comments apart."""
    while (i := beside(article, i, -1)) >= 0:
        yield i


def _is_qualified(link: Link, *, is_printed: bool) -> bool:
    """Tell whether search engines are told that a link is paid, by its markup or by what the template adds to it."""
    return link.rel is not None and (is_printed or not {"sponsored", "nofollow"}.isdisjoint(link.rel))


def _is_disclosed(link: Link, told: _Told) -> bool:
    """Tell whether a reader is told before a link, or beside it, that it is paid."""
    is_starred = told.is_starred and link.is_starred
    # What rel says, it says to search engines.
    is_marked = has_mark(set(link.marks).difference(link.rel or ()), told.ad_marks)
    return told.first < link.span.start or link.block in told.blocks or is_starred or is_marked


def _sponsors(article: Article) -> dict[str, str]:
    """Return the sponsors of the article by their hosts."""
    return {
        host: paid.sponsors[0] if paid.sponsors else "the sponsor"
        for paid in article.parts.of(PaidContent)
        for host in paid.hosts
    }


def _sponsors_of(link: Link, sponsors: dict[str, str]) -> tuple[str, ...]:
    """Return the names of the sponsors to whom a link leads."""
    host = host_of(link.href.plain) if sponsors else ""
    return tuple(name for known, name in sponsors.items() if host == known or host.endswith(f".{known}"))


_LONGEST = 2000
_SENTENCE = 600
_LONGEST_NOTE = 300
_NAMING = ("—", "–", "- ", "~ ")
_GIVEN = lazily(r"[\"“]([^\"“”{}<>]{20,600})[\"”]")
_NOTE = lazily(r"[(\[*]\s*([^()\[\]*]{2,30}?)\s*[)\]*]|(#\w{2,20})")


def _disclosures(article: Article, knowledge: Knowledge) -> Iterator[Disclosure]:
    """Yield the sentences of a page that disclose affiliate links, where a reader sees them."""
    for i in sorted(blocks_with(disclosing(knowledge), article, knowledge)):
        block = article.blocks[i]
        if not _is_said(block, knowledge):
            continue
        for sentence in sentences(block.prose):
            said = read_disclosure(sentence.plain[:_SENTENCE], knowledge)
            if said is not None:
                yield Disclosure(
                    sentence,
                    i,
                    said.kind,
                    is_inside=block.is_inside,
                    is_on_link=said.is_on_link,
                    names_associate=said.names_associate,
                    is_starred=said.is_starred,
                )


def _in_other_words(article: Article, knowledge: Knowledge, said: Sequence[Disclosure]) -> Iterator[Disclosure]:
    """Yield the other sentences that tell a reader who gains by links, in blocks of which no sentence is understood."""
    known = {one.block for one in said}
    for i, block in enumerate(article.blocks):
        for text in _texts(article, i, knowledge) if i not in known else ():
            for sentence in sentences(text):
                words = sentence.plain[:_SENTENCE]
                if speaks_of_earning(words, knowledge) or read_disclosure(words, knowledge):
                    yield Disclosure(sentence, i, LOOSE, is_inside=block.is_inside)


def _texts(article: Article, i: int, knowledge: Knowledge) -> Iterator[Prose]:
    """Yield the texts of a block in which the site may speak: its words, or the texts that a component is given."""
    block = article.blocks[i]
    if block.kind == "shortcode":
        yield from (block.prose.cut(*match.span(1)) for match in _GIVEN.finditer(block.prose.plain))
    elif _is_said(block, knowledge) or _is_boxed(article, i):
        yield block.prose


def _is_boxed(article: Article, i: int) -> bool:
    """Tell whether a quotation is a note of the site's own: short, and nobody is named who says it."""
    block = article.blocks[i]
    is_short = block.within == ("quote",) and block.kind == "paragraph" and len(block.prose.plain) < _LONGEST_NOTE
    if not is_short or block.opening:
        return False
    above = (article.blocks[number].prose.plain for number in _above(article, i))
    before, below = next(filter(None, above), ""), beside(article, i, 1)
    after = article.blocks[below].prose.plain if below >= 0 else ""
    return not before.endswith(":") and not after.startswith(_NAMING)


def _noted_blocks(article: Article, knowledge: Knowledge) -> frozenset[int]:
    """Return the blocks in which a note in brackets beside a link says that it is paid."""
    notes = frozenset(plainly(note) for note in knowledge.lists["lexicon/affiliates"]["beside"])
    return frozenset(
        i
        for i, block in enumerate(article.blocks)
        if block.kind in PRINTED and _has_note(block.prose.plain[: _LONGEST * 4], notes)
    )


def _labelled_blocks(article: Article, knowledge: Knowledge) -> frozenset[int]:
    """Return the blocks that begin with an ad label, and those right below a label."""
    plains = [block.prose.plain for block in article.blocks]
    found = {i: end for i, plain in enumerate(plains) if (end := leading_label(plain[:40], knowledge)) >= 0}
    whole = {i for i, end in found.items() if len(plains[i]) <= end + 2}
    return frozenset(found) | {below for i in whole if (below := beside(article, i, 1)) >= 0}


def may_hold_links(article: Article, knowledge: Knowledge) -> bool:
    """Tell whether shortcodes, frames or components may hold paid links that cannot be seen."""
    return may_print("product", article, knowledge) or any(
        block.kind == "element" and block.is_inside and block.name in ("iframe", "script") for block in article.blocks
    )


def _is_said(block: Block, knowledge: Knowledge) -> bool:
    if len(block.prose.plain) > _LONGEST or block.kind not in PRINTED or "code" in block.within:
        return False
    # Note boxes are written as quotations; what others say begins in another way.
    return "quote" not in block.within or is_notice(block.prose.plain[:_SENTENCE], knowledge)


def _has_note(plain: str, notes: frozenset[str]) -> bool:
    return any(plainly(match[1] or match[2]) in notes for match in _NOTE.finditer(plain))


_LONGEST_ADDRESS = 4000
_FIRST, _LAST, _LONGEST_CREDIT = 3, 30, 120
"""Blocks at the ends of an article that say where it comes from; and letters of a line that only says this."""
_SITE = lazily(r"\b[\w-]{2,40}\.[a-z]{2,4}\b")
_CLOAKED = lazily(r"/([\w-]{2,20})/[\w-][^/?#]*/?$")
_PARAMETER = lazily(r"[?&;]([\w-]{2,30})=")
# Shops have one host for each country: amazon.com, smile.amazon.co.uk.
_SHARED = frozenset(("co", "com"))


class _Entry(NamedTuple):
    name: str
    hosts: frozenset[str]
    on: frozenset[str]
    shops: frozenset[str]
    marks: re.Pattern[str] | None


def network_of(address: str, rel: tuple[str, ...] | None, knowledge: Knowledge) -> str:
    """Return the name of the network that pays for a link, or nothing."""
    parts, host = _split(address)
    if parts is None:
        return ""
    if not host:
        return _cloaked(parts, rel, knowledge)
    name, entries = _on_host(host, knowledge)
    if name and (parts.path.strip("/") or parts.query):
        return name
    # Some link builders encode the parameters, too.
    where = unquote(f"{parts.path}?{parts.query}")
    return next((entry.name for entry in entries if entry.marks and entry.marks.search(where)), "")


@lru_cache(maxsize=1024)
def _on_host(host: str, knowledge: Knowledge) -> tuple[str, tuple[_Entry, ...]]:
    """Return the network whose host this is, or nothing, and the networks whose marks an address on it may bear."""
    marked = _marked(knowledge)
    near = {number for place in _places(host) for number in marked.by_place.get(place, ())}
    return _network_of_host(host, knowledge), tuple(marked.entries[number] for number in sorted(near | marked.anywhere))


def is_republished(article: Article, knowledge: Knowledge) -> bool:
    """Tell whether an article says that it was taken over from elsewhere: its links may earn for others."""
    known = knowledge.lists["lexicon/affiliates"]["republished"]
    keys = ("".join(filter(str.isalnum, str(field.path[-1]).casefold())) for field in article.fields)
    if any(key in known["keys"] for key in keys):
        return True
    said = [folded(block.prose.plain[:_SENTENCE]) for block in article.blocks if block.kind in PRINTED]
    # Such a note may stand below what belongs to the article.
    ends = (*said[:_FIRST], *said[-_LAST:])
    return any(phrase in text for text in ends for phrase in known["phrases"]) or any(
        len(text) < _LONGEST_CREDIT and beginning in text and _SITE.search(text.partition(beginning)[2])
        for text in ends
        for beginning in known["beginnings"]
    )


def is_shortened(address: str, knowledge: Knowledge) -> bool:
    """Tell whether an address is a network's short one: such links are copied, and may earn for somebody else."""
    _, host = _split(address)
    return not _shorteners(knowledge).isdisjoint(_tails(host))


def account_of(address: str, knowledge: Knowledge) -> str:
    """Return what an address says of who is paid: "?tag=quay-20" -> tag=quay-20."""
    parts, _ = _split(address)
    named = knowledge.lists["lexicon/affiliates"]["accounts"]
    given = parse_qsl(parts.query) if parts else ()
    return next((f"{name}={value}" for name, value in given if name.casefold() in named), "")


def is_perhaps_paid(address: str, knowledge: Knowledge) -> bool:
    """Tell whether a link has the form of one that may pay somebody."""
    parts, _ = _split(address)
    if parts is None:
        return False
    names = {name.casefold() for name in _PARAMETER.findall(f"?{parts.query}")}
    lists = knowledge.lists["lexicon/affiliates"]
    if not names.isdisjoint(lists["perhaps"]):
        return True
    found = _CLOAKED.search(parts.path)
    return found is not None and found[1] in (*lists["cloaks"]["alone"], *lists["cloaks"]["qualified"])


def _split(address: str) -> tuple[SplitResult | None, str]:
    """Return the parts of an address of the web, and its host; nothing for another."""
    if len(address) > _LONGEST_ADDRESS:
        return None, ""
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname or ""
    except ValueError:
        return None, ""
    return (parts, host.casefold()) if parts.scheme in ("", "http", "https") else (None, "")


def _cloaked(parts: SplitResult, rel: tuple[str, ...] | None, knowledge: Knowledge) -> str:
    found = _CLOAKED.fullmatch(parts.path)
    if not found:
        return ""
    cloaks = knowledge.lists["lexicon/affiliates"]["cloaks"]
    is_qualified = rel is not None and not {"sponsored", "nofollow"}.isdisjoint(rel)
    if found[1] in cloaks["alone"] or (is_qualified and found[1] in cloaks["qualified"]):
        return "a cloaked address"
    return ""


def _network_of_host(host: str, knowledge: Knowledge) -> str:
    known = _hosts(knowledge)
    steps = host.split(".")
    for i in range(max(0, len(steps) - 5), len(steps) - 1):
        name = known.get(".".join(steps[i:]))
        if name:
            return name
    return ""


def _tails(host: str) -> tuple[str, ...]:
    """Return a host and what it lies in: a.b.c, b.c, c."""
    steps = host.split(".")
    return tuple(".".join(steps[i:]) for i in range(len(steps)))


def _places(host: str) -> tuple[str, ...]:
    """Return what a host lies in, and its shop: amazon.co.uk lies in co.uk, and is of the shop `amazon.`."""
    steps = host.rsplit(".", 3)
    at = -3 if len(steps) > 2 and steps[-2] in _SHARED else -2
    return (*_tails(host), f"{steps[at]}.") if len(steps) > 1 else (host,)


@lru_cache(maxsize=8)
def _hosts(knowledge: Knowledge) -> dict[str, str]:
    return {host: entry.name for entry in _entries(knowledge) for host in entry.hosts}


@lru_cache(maxsize=8)
def _shorteners(knowledge: Knowledge) -> frozenset[str]:
    entries = knowledge.lists["lexicon/affiliates"]["networks"]["entries"]
    return frozenset(host for entry in entries for host in entry.get("shorteners", ()))


class _Marked(NamedTuple):
    """The networks whose links are told by marks, in their order: their numbers by host and shop, and of those that
    may be on any host."""

    entries: tuple[_Entry, ...]
    by_place: dict[str, list[int]]
    anywhere: frozenset[int]


@lru_cache(maxsize=8)
def _marked(knowledge: Knowledge) -> _Marked:
    entries = tuple(entry for entry in _entries(knowledge) if entry.marks)
    by_place: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        for place in (f"{shop}." for shop in entry.shops) if entry.shops else entry.on:
            by_place.setdefault(place, []).append(number)
    anywhere = (number for number, entry in enumerate(entries) if not (entry.shops or entry.on))
    return _Marked(entries, by_place, frozenset(anywhere))


@lru_cache(maxsize=8)
def _entries(knowledge: Knowledge) -> tuple[_Entry, ...]:
    listed = knowledge.lists["lexicon/affiliates"]["networks"]["entries"]
    return tuple(
        _Entry(
            entry["name"],
            frozenset((*entry.get("hosts", ()), *entry.get("shorteners", ()))),
            frozenset(entry.get("on", ())),
            frozenset(entry.get("shops", ())),
            lazily("|".join(entry["marks"]), re.IGNORECASE) if entry.get("marks") else None,
        )
        for entry in listed
    )
