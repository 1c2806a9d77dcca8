"""Scripts, frames, slots and pixels of ad networks in an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from bylint.model.article import Article
from bylint.model.article import Block
from bylint.model.article import Element
from bylint.model.article import Image
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.roles.advertising.site import is_allowed
from bylint.roles.advertising.vocabulary import listed
from bylint.text.lazy import lazily

_ADDRESS = lazily(r"""(?:src|data-src|href)\s*=\s*["']?\s*((?:https?:)?//[^\s"'<>]{4,2000})""", re.IGNORECASE)
_NAMED = lazily(r"\s(data-[\w-]{2,40})\s*=")
_FORMS = {"script": "script", "iframe": "frame", "ins": "slot", "img": "pixel"}
_READ = 4000
_SCRIPT = lazily(r"<script\b(?![^>]{0,200}\bld\+json)", re.IGNORECASE)
_SCRIPTED = 6
"""Scripts that only a page out of a publishing system has."""
_BY_HAND = frozenset(("Amazon Associates",))
"""Networks whose code is given to authors to paste."""


class _Networks(NamedTuple):
    hosts: dict[str, str]
    addresses: tuple[tuple[str, str], ...]
    marks: tuple[tuple[str, str], ...]
    heads: tuple[str, ...]


def ad_code(article: Article, knowledge: Knowledge) -> Iterator[Part]:
    """Yield the ad code of an article."""
    networks = _networks(knowledge)
    is_own = _serves_ads(article, networks)
    for i, block in enumerate(article.blocks):
        name = _network_of_block(block, networks) if block.is_inside else ""
        if name and not is_allowed(knowledge, block.name, block.marks):
            form = _FORMS.get(block.name.casefold(), "box")
            elements = _elements(name, form, is_own=is_own or (form == "box" and article.format == "html"))
            yield Part("ad-code", block.prose, block.span, f"ad:{i}", elements, i)
    for image in article.images:
        name = _network_of(image.src.plain, networks) if image.is_inside else ""
        if name:
            yield _pixel(image, _elements(name, "pixel", is_own=is_own))


def _serves_ads(article: Article, networks: _Networks) -> bool:
    """Tell whether a page was put together by a site with ads of its own: then nobody pasted its slots."""
    if article.format != "html":
        return False
    if len(_SCRIPT.findall(article.source.text)) >= _SCRIPTED:
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


def _elements(network: str, form: str, *, is_own: bool) -> tuple[Element, ...]:
    known = (Element("network", network), Element("form", form))
    return (*known, Element("own", "yes")) if is_own and network not in _BY_HAND else known


def _pixel(image: Image, elements: tuple[Element, ...]) -> Part:
    return Part("ad-code", image.src, image.src.span(), f"ad:{image.span.start}", elements, image.block)


@lru_cache(maxsize=8)
def _networks(knowledge: Knowledge) -> _Networks:
    lists = listed(knowledge, "networks")
    hosts = {host: name for name, listed_hosts in lists["hosts"].items() for host in listed_hosts}
    addresses = tuple((part, name) for name, parts in lists["addresses"].items() for part in parts)
    marks = tuple((mark, name) for name, found in lists["marks"].items() for mark in found)
    return _Networks(hosts, addresses, marks, tuple(mark for mark, _ in marks))
