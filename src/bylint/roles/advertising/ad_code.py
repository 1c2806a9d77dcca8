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
from bylint.roles.advertising.vocabulary import listed

_ADDRESS = re.compile(r"""(?:src|data-src|href)\s*=\s*["']?\s*((?:https?:)?//[^\s"'<>]{4,2000})""", re.IGNORECASE)
_FORMS = {"script": "script", "iframe": "frame", "ins": "slot", "img": "pixel"}
_READ = 4000


class _Networks(NamedTuple):
    hosts: dict[str, str]
    addresses: tuple[tuple[str, str], ...]
    marks: tuple[tuple[str, str], ...]


def ad_code(article: Article, knowledge: Knowledge) -> Iterator[Part]:
    """Yield the ad code of an article."""
    networks = _networks(knowledge)
    # A page that loads ads around its article, too, was put together by the site: nobody pasted its slots.
    is_own = article.format == "html" and any(
        not block.is_inside and _network_of_block(block, networks) for block in article.blocks
    )
    for i, block in enumerate(article.blocks):
        name = _network_of_block(block, networks) if block.is_inside else ""
        if name:
            elements = _elements(name, _FORMS.get(block.name.casefold(), "slot"), is_own=is_own)
            yield Part("ad-code", block.prose, block.span, f"ad:{i}", elements, i)
    for image in article.images:
        name = _network_of(image.src.plain, networks) if image.is_inside else ""
        if name:
            yield _pixel(image, _elements(name, "pixel", is_own=is_own))


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
    lower = tag.casefold()
    return next((name for mark, name in networks.marks if mark in lower), "")


def _network_of(address: str, networks: _Networks) -> str:
    if "//" not in address[:8]:
        return ""
    try:
        host = (urlsplit(address).hostname or "").casefold()
    except ValueError:
        return ""
    steps = host.split(".")
    for i in range(max(0, len(steps) - 4), len(steps) - 1):
        name = networks.hosts.get(".".join(steps[i:]))
        if name:
            return name
    lower = address.casefold()
    return next((name for part, name in networks.addresses if part in lower), "")


def _elements(network: str, form: str, *, is_own: bool) -> tuple[Element, ...]:
    known = (Element("network", network), Element("form", form))
    return (*known, Element("own", "yes")) if is_own else known


def _pixel(image: Image, elements: tuple[Element, ...]) -> Part:
    return Part("ad-code", image.src, image.span, f"ad:{image.span.start}", elements, image.block)


@lru_cache(maxsize=8)
def _networks(knowledge: Knowledge) -> _Networks:
    lists = listed(knowledge, "networks")
    hosts = {host: name for name, listed_hosts in lists["hosts"].items() for host in listed_hosts}
    addresses = tuple((part, name) for name, parts in lists["addresses"].items() for part in parts)
    marks = tuple((mark, name) for name, found in lists["marks"].items() for mark in found)
    return _Networks(hosts, addresses, marks)
