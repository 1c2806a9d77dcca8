"""Places where an ad stands in an article: slots of a template or an ad server, and code of ad networks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from bylint.model.article import Article
from bylint.model.markup import Block
from bylint.model.parts import AdCode
from bylint.model.parts import AdSlot
from bylint.model.prose import Prose
from bylint.model.source import Span
from bylint.model.world import Knowledge
from bylint.model.world import kept_by_lists
from bylint.roles.advertising_words import has_mark
from bylint.roles.advertising_words import is_allowed
from bylint.roles.advertising_words import listed
from bylint.roles.advertising_words import marks
from bylint.roles.advertising_words import site_of
from bylint.roles.blocks import PRINTED
from bylint.roles.blocks import SAID
from bylint.text.fold import folded
from bylint.text.patterns import lazily
from bylint.text.patterns import one_of

_LONGEST = 120
_WORDPRESS = lazily(r"(?P<close>/?)wp:(?P<name>[a-z0-9/-]{2,60})(?:\s+\{[^\n]{0,4000}\})?\s*(?P<alone>/?)$")
_INCLUDE = lazily(r"(?:include|include_relative|include_cached|render|partial|snippet)\s+[\"']?([\w./-]{1,120})")
# WordPress shortcodes stand in square brackets, in a paragraph of their own or at the end of a caption or cell.
_BRACKETED = lazily(r"\[(?P<close>/?)(?P<name>[a-z][\w-]{1,40})(?:\s[^\[\]\n]{0,200})?\]$")
_LIQUID_END = lazily(r"end[-_]?(.+)")
_GAPS = lazily(r"[\s:_/-]+")
_SIZE = lazily(r"\b\d{2,4} ?[x×] ?\d{2,4}\b|\([^()]{0,40}\)")
_NAME_OF_SLOT = 3
"""Words of the name that a comment gives to its slot."""
_CLOSED_BY_SLOT = ("cell", "caption", "item")
_MISPLACED = {"quote": "quotation", "table": "table", "list": "list", "figure": "caption"}


class _Slot(NamedTuple):
    """What stands for a slot. `end`: opens, closes, or nothing where it is whole; `key`: what pairs the ends; `start`:
    where it begins in the words of its block."""

    key: str
    end: str = ""
    start: int = 0


class _Words(NamedTuple):
    comment: re.Pattern[str]
    alone: frozenset[str]
    sections: dict[str, _Slot]
    shortcodes: frozenset[str]
    own: dict[str, _Slot]
    allowed: frozenset[str]


def find(article: Article, knowledge: Knowledge) -> Iterator[AdSlot | AdCode]:
    """Yield the slots of an article, in reading order, then its ad code."""
    yield from _slots(article, knowledge)
    yield from _ad_code(article, knowledge)


def _slots(article: Article, knowledge: Knowledge) -> tuple[AdSlot, ...]:
    words = _words(knowledge)
    found = _settled([(i, slot) for i, block in enumerate(article.blocks) if (slot := _slot(block, words))])
    inside = [(i, slot) for i, slot in found if article.blocks[i].is_inside]
    if len(inside) < len(found) or any(slot.key in words.sections for _, slot in inside):
        inside = _without_split_pairs(found, inside)
    return tuple(_part(article, i, slot, knowledge) for i, slot in inside)


def _settled(found: list[tuple[int, _Slot]]) -> list[tuple[int, _Slot]]:
    """A shortcode may stand alone; it opens something only where one of its kind is closed."""
    closed = {slot.key for _, slot in found if slot.end == "closes"}
    ends = {"perhaps": {True: "opens", False: ""}}
    return [(i, slot._replace(end=ends.get(slot.end, {}).get(slot.key in closed, slot.end))) for i, slot in found]


def _without_split_pairs(found: list[tuple[int, _Slot]], inside: list[tuple[int, _Slot]]) -> list[tuple[int, _Slot]]:
    """Where a page opens as many slots as it closes, an end without partner in the article has one around it.

    Sections for an ad server may be nested, too.
    """
    balance = Counter[str]()
    for _, slot in found:
        balance[slot.key] += {"opens": 1, "closes": -1}.get(slot.end, 0)
    return [(i, slot if balance[slot.key] else slot._replace(end="")) for i, slot in inside]


def _slot(block: Block, words: _Words) -> _Slot | None:
    if len(block.prose.plain) > _LONGEST * 4:
        return None
    if words.own or words.allowed:
        names = (folded(block.name).lstrip("/"), folded(block.prose.plain))
        own = words.own.get(folded(block.name)) or words.own.get(names[1])
        if own or not words.allowed.isdisjoint(names):
            return own
    if block.kind == "comment":
        return _of_comment(block.prose.plain, words)
    if block.kind == "shortcode":
        return _of_shortcode(block, words)
    if block.kind == "element":
        name = block.name.casefold()
        return _Slot(f"element {name}") if name in words.shortcodes else None
    return _of_brackets(block, words) if block.kind in SAID else None


def _of_comment(plain: str, words: _Words) -> _Slot | None:
    wordpress = _WORDPRESS.match(plain.strip())
    if wordpress:
        is_ad = not words.shortcodes.isdisjoint(wordpress["name"].split("/"))
        end = "closes" if wordpress["close"] else "" if wordpress["alone"] else "opens"
        return _Slot(wordpress["name"], end) if is_ad else None
    line = folded(plain)
    section = words.sections.get(line.split("(")[0].strip())
    if section or len(line) > _LONGEST:
        return section
    is_closing = line.startswith("/")
    found = _of_line(_GAPS.sub(" ", line).strip(), words, is_closing=is_closing)
    if found:
        return found
    # As a number of pixels, or behind a sign, stands which of the slots it is: "ad slot start: 300x250".
    line = _SIZE.sub("", line).strip(" /[]-")
    head, _, tail = line.partition(":")
    for each in (line, head if len(tail.split()) <= _NAME_OF_SLOT else ""):
        named = _of_line(_GAPS.sub(" ", each).strip(" []-"), words, is_closing=is_closing)
        if named and (named.end or each == line):
            return named
    return None


def _of_line(line: str, words: _Words, *, is_closing: bool = False) -> _Slot | None:
    found = words.comment.fullmatch(line)
    if found is None:
        return _Slot("comment") if line in words.alone else None
    if found["number"] and "slot" in line:
        # Written by an ad server in pairs of its own making: "GPT AdSlot 3 for Ad unit", "End AdSlot 3".
        return _Slot("ad")
    if found["closes"] or found["closes_after"]:
        return _Slot("ad", "closes")
    if found["opens"] or found["opens_after"]:
        return _Slot("ad", "opens")
    # "ad" opens only what "/ad" closes.
    return _Slot("ad by name", "closes" if is_closing else "perhaps")


def _of_shortcode(block: Block, words: _Words) -> _Slot | None:
    inner = block.prose.plain.strip()
    include = _INCLUDE.match(inner)
    if include:
        return _of_include(include[1], words)
    name = (block.name or inner.strip("/ ").split(" ")[0]).casefold()
    is_closing = inner.startswith("/") or block.name.startswith("/")
    ended = _LIQUID_END.fullmatch(name)
    if ended and ended[1] in words.shortcodes:
        return _Slot(f"shortcode {ended[1]}", "closes")
    name = name.lstrip("/")
    if name not in words.shortcodes:
        return None
    return _Slot(f"shortcode {name}", "closes" if is_closing else "" if inner.endswith("/") else "perhaps")


def _of_include(path: str, words: _Words) -> _Slot | None:
    steps = path.casefold().rsplit(".", 1)[0].split("/")
    line = _GAPS.sub(" ", steps[-1])
    found = _of_line(line, words)
    if found:
        return found._replace(key=f"include {found.key}")
    return _Slot("include") if not words.shortcodes.isdisjoint(steps) else None


def _of_brackets(block: Block, words: _Words) -> _Slot | None:
    plain = block.prose.plain
    start = plain.rfind("[") if plain.endswith("]") else -1
    found = _BRACKETED.match(plain, start) if start >= 0 else None
    # In the middle of a text a plug-in prints nothing that parts it.
    if not found or found["name"] not in words.shortcodes or (start and block.kind not in _CLOSED_BY_SLOT):
        return None
    return _Slot(f"shortcode {found['name']}", "closes" if found["close"] else "perhaps", start)


def _part(article: Article, i: int, slot: _Slot, knowledge: Knowledge) -> AdSlot:
    block = article.blocks[i]
    misplaced = {"cell": "table", "caption": "caption"}.get(block.kind, "") if slot.start else ""
    # A figure may be the frame of an ad.
    framed = ("figure",) if has_mark(block.marks, marks(knowledge, "slots")) else ()
    holders = (word for word in (*block.within, block.line) if word not in framed)
    within = misplaced or next((_MISPLACED[word] for word in holders if word in _MISPLACED), "")
    prose = block.prose.cut(slot.start, len(block.prose.plain)) if slot.start else block.prose
    span = prose.span() if slot.start else block.span
    return AdSlot(prose, span, i, block.name or prose.plain, slot.key, slot.end, within)


@lru_cache(maxsize=8)
def _words(knowledge: Knowledge) -> _Words:
    lists = listed(knowledge, "slots")
    names = one_of(_GAPS.sub(" ", name) for name in lists["names"])
    opening, closing = "|".join(lists["opening"]), "|".join(lists["closing"])
    places, kinds = "|".join(lists["places"]), "|".join(lists["kinds"])
    comment = (
        rf"(?:(?:gpt|dfp|gam|google) )?(?:(?P<opens>{opening})|(?P<closes>{closing})|/)? ?(?:of )?(?:the )?"
        rf"(?:(?:{places}) ){{0,3}}(?:{names})(?: (?:{kinds}))?(?: (?:{places})){{0,3}}"
        rf"(?:(?: \#?\d{{1,2}})? (?:(?P<opens_after>{opening})|(?P<closes_after>{closing})))?"
        r"(?P<number> \#?\d{1,4})?(?: for ad unit .*)?"
    )
    sections = {pair[end]: _Slot(pair["opens"], end) for pair in lists["sections"] for end in ("opens", "closes")}
    alone = frozenset(_GAPS.sub(" ", line) for line in lists["comments"])
    return _Words(lazily(comment), alone, sections, frozenset(lists["shortcodes"]), *_of_site(knowledge))


def _of_site(knowledge: Knowledge) -> tuple[dict[str, _Slot], frozenset[str]]:
    """Return the slots of the site's own, and what it calls its own and no slot of an ad."""
    site = site_of(knowledge)
    own: dict[str, _Slot] = {}
    for opens, closes in site.slots:
        own[opens] = _Slot(f"own {opens}", "opens" if closes else "")
        if closes:
            own[closes] = _Slot(f"own {opens}", "closes")
    return own, site.allowed


_ADDRESS = lazily(r"""(?:src|data-src|href)\s*=\s*["']?\s*((?:https?:)?//[^\s"'<>]{4,2000})""", re.IGNORECASE)
_NAMED = lazily(r"\s(data-[\w-]{2,40})\s*=")
_FORMS = {"script": "script", "iframe": "frame", "ins": "slot", "img": "pixel"}
_READ = 4000
_FURNITURE = (*PRINTED, "element")
_SCRIPTED = 6
"""Scripts that only a page out of a publishing system has."""
_BY_HAND = frozenset(("Amazon Associates",))
"""Networks whose code is given to authors to paste."""


class _Networks(NamedTuple):
    hosts: dict[str, str]
    addresses: tuple[tuple[str, str], ...]
    marks: tuple[tuple[str, str], ...]
    scripts: tuple[tuple[str, str], ...]
    heads: tuple[str, ...]


def _ad_code(article: Article, knowledge: Knowledge) -> Iterator[AdCode]:
    networks = _networks(knowledge)
    is_own = _serves_ads(article, networks)
    # A template has built what stands among its furniture.
    is_built = article.is_page and any(not block.is_inside and block.kind in _FURNITURE for block in article.blocks)
    for i, block in enumerate(article.blocks):
        name = _network_of_block(block, networks) if block.is_inside else ""
        if name and not is_allowed(knowledge, block.name, block.marks):
            form = _FORMS.get(block.name.casefold(), "box")
            is_ours = is_own or (form == "box" and is_built)
            yield _code(block.prose, block.span, i, f"ad:{i}", name, form, is_own=is_ours)
    for image in article.images:
        name = _network_of(image.src.plain, networks) if image.is_inside else ""
        if name:
            about = f"ad:{image.span.start}"
            yield _code(image.src, image.src.span(), image.block, about, name, "pixel", is_own=is_own)


def _serves_ads(article: Article, networks: _Networks) -> bool:
    """Tell whether a page was put together by a site with ads of its own: then nobody pasted its slots."""
    if not article.is_page:
        return False
    if article.scripts >= _SCRIPTED:
        return True
    return any(not block.is_inside and _network_of_block(block, networks) for block in article.blocks)


def _network_of_block(block: Block, networks: _Networks) -> str:
    if block.kind not in ("element", "hidden"):
        return ""
    tag = block.prose.plain[:_READ]
    for match in _ADDRESS.finditer(tag):
        name = _network_of(match[1], networks)
        if name:
            return name
    if block.kind == "hidden":
        return ""
    if block.name.casefold() == "script":
        return next((name for part, name in networks.scripts if part in tag), "")
    names = (*block.marks, *(name.casefold() for name in _NAMED.findall(tag)))
    # Few elements bear the mark of a network: all marks are tried at once, and one by one where one fits.
    named = tuple(name for name in names if name.startswith(networks.heads))
    return next((network for mark, network in networks.marks for name in named if name.startswith(mark)), "")


def _network_of(address: str, networks: _Networks) -> str:
    if "//" not in address[:8]:
        return ""
    try:
        host = (urlsplit(address).hostname or "").casefold()
    except ValueError:
        return ""
    lower = address.casefold()
    by_address = next((name for part, name in networks.addresses if part in lower), "")
    steps = host.split(".")
    tails = (".".join(steps[i:]) for i in range(max(0, len(steps) - 4), len(steps) - 1))
    return by_address or next((networks.hosts[tail] for tail in tails if tail in networks.hosts), "")


def _code(prose: Prose, span: Span, block: int, about: str, network: str, form: str, *, is_own: bool) -> AdCode:
    return AdCode(prose, span, block, about, network, form, is_own=is_own and network not in _BY_HAND)


@kept_by_lists
def _networks(knowledge: Knowledge) -> _Networks:
    entries = knowledge.lists["lexicon/ad_slots"]["ad_networks"]["entries"]
    found = {key: tuple((each, e["name"]) for e in entries for each in e.get(key, ())) for key in _Networks._fields[:4]}
    marks = found["marks"]
    heads = tuple(mark for mark, _ in marks)
    return _Networks(dict(found["hosts"]), found["addresses"], marks, found["scripts"], heads)
