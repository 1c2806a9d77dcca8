"""Which links earn somebody a commission."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import SplitResult
from urllib.parse import unquote
from urllib.parse import urlsplit

from bylint.model.knowledge import Knowledge
from bylint.text.lazy import lazily

_LONGEST = 4000
_CLOAKED = lazily(r"/([\w-]{2,20})/[\w-][^/?#]*/?$")
_NAME = lazily(r"[?&;]([\w-]{2,30})=")
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
    parts = _split(address)
    if parts is None:
        return ""
    host = (parts.hostname or "").casefold()
    if not host:
        return _cloaked(parts, rel, knowledge)
    name = _network_of_host(host, knowledge) if parts.path.strip("/") or parts.query else ""
    if name:
        return name
    # Some link builders encode the parameters, too.
    where = unquote(f"{parts.path}?{parts.query}")
    tails = _tails(host)
    for entry in _marked(knowledge):
        if entry.marks and _is_on(tails, entry) and entry.marks.search(where):
            return entry.name
    return ""


def is_perhaps_paid(address: str, knowledge: Knowledge) -> bool:
    """Tell whether a link has the form of one that may pay somebody."""
    parts = _split(address)
    if parts is None:
        return False
    names = {name.casefold() for name in _NAME.findall(f"?{parts.query}")}
    lists = knowledge.lists["affiliates"]
    if not names.isdisjoint(lists["perhaps"]):
        return True
    found = _CLOAKED.search(parts.path)
    return found is not None and found[1] in (*lists["cloaks"]["alone"], *lists["cloaks"]["qualified"])


def _split(address: str) -> SplitResult | None:
    if len(address) > _LONGEST:
        return None
    try:
        parts = urlsplit(address.strip())
        _ = parts.hostname
    except ValueError:
        return None
    return parts if parts.scheme in ("", "http", "https") else None


def _cloaked(parts: SplitResult, rel: tuple[str, ...] | None, knowledge: Knowledge) -> str:
    found = _CLOAKED.fullmatch(parts.path)
    if not found:
        return ""
    cloaks = knowledge.lists["affiliates"]["cloaks"]
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


def _is_on(tails: tuple[str, ...], entry: _Entry) -> bool:
    if entry.shops:
        steps = tails[0].rsplit(".", 3)
        at = -3 if len(steps) > 2 and steps[-2] in _SHARED else -2
        return len(steps) > 1 and steps[at] in entry.shops
    return not entry.on or not entry.on.isdisjoint(tails)


@lru_cache(maxsize=8)
def _hosts(knowledge: Knowledge) -> dict[str, str]:
    return {host: entry.name for entry in _entries(knowledge) for host in entry.hosts}


@lru_cache(maxsize=8)
def _marked(knowledge: Knowledge) -> tuple[_Entry, ...]:
    return tuple(entry for entry in _entries(knowledge) if entry.marks)


@lru_cache(maxsize=8)
def _entries(knowledge: Knowledge) -> tuple[_Entry, ...]:
    listed = knowledge.lists["affiliates"]["networks"]["entries"]
    return tuple(
        _Entry(
            entry["name"],
            frozenset(entry.get("hosts", ())),
            frozenset(entry.get("on", ())),
            frozenset(entry.get("shops", ())),
            lazily("|".join(entry["marks"]), re.IGNORECASE) if entry.get("marks") else None,
        )
        for entry in listed
    )
