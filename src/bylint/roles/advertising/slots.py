"""Places where a template or an ad server puts ads: comment pairs, shortcodes, includes, components."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.article import Block
from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.roles.advertising.site import site_of
from bylint.roles.advertising.vocabulary import listed
from bylint.text.choices import one_of
from bylint.text.fold import folded
from bylint.text.lazy import lazily

_LONGEST = 120
_WORDPRESS = lazily(r"(?P<close>/?)wp:(?P<name>[a-z0-9/-]{2,60})(?:\s+\{[^\n]{0,4000}\})?\s*(?P<alone>/?)$")
_INCLUDE = lazily(r"(?:include|include_relative|include_cached|render|partial|snippet)\s+[\"']?([\w./-]{1,120})")
# WordPress shortcodes stand in square brackets, in a paragraph of their own.
_BRACKETED = lazily(r"\[(?P<close>/?)(?P<name>[a-z][\w-]{1,40})(?:\s[^\[\]\n]{0,200})?\]$")
_LIQUID_END = lazily(r"end[-_]?(.+)")
_GAPS = lazily(r"[\s:_/-]+")
_SIGNS = (
    (lazily(r"[ \t]*>"), "quotation"),
    (lazily(r"[ \t]*\|"), "table"),
    (lazily(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]"), "list"),
)
_MISPLACED = {"quote": "quotation", "table": "table", "list": "list", "figure": "caption"}


class Slot(NamedTuple):
    """What stands for a slot. `end`: opens, closes, or nothing where it is whole; `key`: what pairs the ends."""

    key: str
    end: str = ""


class _Words(NamedTuple):
    comment: re.Pattern[str]
    alone: frozenset[str]
    sections: dict[str, Slot]
    shortcodes: frozenset[str]
    own: dict[str, Slot]
    allowed: frozenset[str]


def slots(article: Article, knowledge: Knowledge) -> tuple[Part, ...]:
    """Return the slots of an article, in reading order."""
    words = _words(knowledge)
    found = _settled([(i, slot) for i, block in enumerate(article.blocks) if (slot := _slot(block, words))])
    inside = [(i, slot) for i, slot in found if article.blocks[i].is_inside]
    if len(inside) < len(found) or any(slot.key in words.sections for _, slot in inside):
        inside = _without_split_pairs(found, inside)
    return tuple(_part(article, i, slot) for i, slot in inside)


def _settled(found: list[tuple[int, Slot]]) -> list[tuple[int, Slot]]:
    """A shortcode may stand alone; it opens something only where one of its kind is closed."""
    closed = {slot.key for _, slot in found if slot.end == "closes"}
    ends = {"perhaps": {True: "opens", False: ""}}
    return [(i, slot._replace(end=ends.get(slot.end, {}).get(slot.key in closed, slot.end))) for i, slot in found]


def _without_split_pairs(found: list[tuple[int, Slot]], inside: list[tuple[int, Slot]]) -> list[tuple[int, Slot]]:
    """Where a page opens as many slots as it closes, an end without partner in the article has one around it.

    Sections for an ad server may be nested, too.
    """
    balance = Counter[str]()
    for _, slot in found:
        balance[slot.key] += {"opens": 1, "closes": -1}.get(slot.end, 0)
    return [(i, slot if balance[slot.key] else slot._replace(end="")) for i, slot in inside]


def _slot(block: Block, words: _Words) -> Slot | None:
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
        return Slot(f"element {name}") if name in words.shortcodes else None
    if block.kind in ("paragraph", "item"):
        return _of_brackets(block.prose.plain, words)
    return None


def _of_comment(plain: str, words: _Words) -> Slot | None:
    wordpress = _WORDPRESS.match(plain.strip())
    if wordpress:
        is_ad = not words.shortcodes.isdisjoint(wordpress["name"].split("/"))
        end = "closes" if wordpress["close"] else "" if wordpress["alone"] else "opens"
        return Slot(wordpress["name"], end) if is_ad else None
    line = folded(plain)
    section = words.sections.get(line.split("(")[0].strip())
    if section or len(line) > _LONGEST:
        return section
    return _of_line(_GAPS.sub(" ", line).strip(), words, is_closing=line.startswith("/"))


def _of_line(line: str, words: _Words, *, is_closing: bool = False) -> Slot | None:
    found = words.comment.fullmatch(line)
    if found is None:
        return Slot("comment") if line in words.alone else None
    if found["number"] and "slot" in line:
        # Written by an ad server in pairs of its own making: "GPT AdSlot 3 for Ad unit", "End AdSlot 3".
        return Slot("ad")
    if is_closing or found["closes"] or found["closes_after"]:
        return Slot("ad", "closes")
    return Slot("ad", "opens" if found["opens"] or found["opens_after"] else "")


def _of_shortcode(block: Block, words: _Words) -> Slot | None:
    inner = block.prose.plain.strip()
    include = _INCLUDE.match(inner)
    if include:
        return _of_include(include[1], words)
    name = (block.name or inner.strip("/ ").split(" ")[0]).casefold()
    is_closing = inner.startswith("/") or block.name.startswith("/")
    ended = _LIQUID_END.fullmatch(name)
    if ended and ended[1] in words.shortcodes:
        return Slot(f"shortcode {ended[1]}", "closes")
    name = name.lstrip("/")
    if name not in words.shortcodes:
        return None
    return Slot(f"shortcode {name}", "closes" if is_closing else "" if inner.endswith("/") else "perhaps")


def _of_include(path: str, words: _Words) -> Slot | None:
    steps = path.casefold().rsplit(".", 1)[0].split("/")
    line = _GAPS.sub(" ", steps[-1])
    found = _of_line(line, words)
    if found:
        return found._replace(key=f"include {found.key}")
    return Slot("include") if not words.shortcodes.isdisjoint(steps) else None


def _of_brackets(plain: str, words: _Words) -> Slot | None:
    found = _BRACKETED.match(plain)
    if not found or found["name"] not in words.shortcodes:
        return None
    return Slot(f"shortcode {found['name']}", "closes" if found["close"] else "perhaps")


def _part(article: Article, i: int, slot: Slot) -> Part:
    block = article.blocks[i]
    elements = [Element("name", block.name or block.prose.plain)]
    if slot.end:
        elements.append(Element(slot.end, slot.key))
    if slot.key.startswith("google_ad_section"):
        elements.append(Element("section", "yes"))
    within = next((_MISPLACED[word] for word in block.within if word in _MISPLACED), "") or _line_holds(article, block)
    if within:
        elements.append(Element("within", within))
    return Part("slot", block.prose, block.span, f"slot:{i}", tuple(elements), i)


def _line_holds(article: Article, block: Block) -> str:
    """Return what the signs before template code on its line make of the line."""
    if article.format != "markdown":
        return ""
    text, end = article.source.text, block.span.start
    start = 1 + max(text.rfind("\n", max(0, end - _LONGEST), end), text.rfind("\r", max(0, end - _LONGEST), end))
    return next((name for sign, name in _SIGNS if sign.match(text, start, end)), "")


@lru_cache(maxsize=8)
def _words(knowledge: Knowledge) -> _Words:
    lists = listed(knowledge, "slots")
    names = one_of(_GAPS.sub(" ", name) for name in lists["names"])
    opening, closing = "|".join(lists["opening"]), "|".join(lists["closing"])
    comment = (
        rf"(?:gpt )?(?:(?P<opens>{opening})|(?P<closes>{closing})|/)? ?(?:of )?(?:the )?(?:{names})"
        rf"(?: (?:(?P<opens_after>{opening})|(?P<closes_after>{closing})))?"
        r"(?P<number> \#?\d{1,4})?(?: for ad unit .*)?"
    )
    sections = {pair[end]: Slot(pair["opens"], end) for pair in lists["sections"] for end in ("opens", "closes")}
    alone = frozenset(_GAPS.sub(" ", line) for line in lists["comments"])
    return _Words(lazily(comment), alone, sections, frozenset(lists["shortcodes"]), *_of_site(knowledge))


def _of_site(knowledge: Knowledge) -> tuple[dict[str, Slot], frozenset[str]]:
    """Return the slots of the site's own, and what it calls its own and no slot of an ad."""
    site = site_of(knowledge)
    own: dict[str, Slot] = {}
    for opens, closes in site.slots:
        own[opens] = Slot(f"own {opens}", "opens" if closes else "")
        if closes:
            own[closes] = Slot(f"own {opens}", "closes")
    return own, site.allowed
