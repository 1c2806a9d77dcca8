"""Accounts of authors: as shown, as linked, as mentioned elsewhere, and as the registry has them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.knowledge import Knowledge
from bylint.model.markup import Link
from bylint.model.people import Person
from bylint.model.prose import Prose
from bylint.roles.person.scene import Scene
from bylint.roles.person.scene import listed
from bylint.roles.person.scene import person
from bylint.text.distance import is_slip
from bylint.text.lazy import lazily

_SHOWN = lazily(r"@[A-Za-z0-9_.]{2,30}(?<!\.)(?![\w@.]*@)")
_IN_WORDS = lazily(
    r"(?:[Oo]n (?:X|Twitter)(?: at| as)?:? |[Tt]weets (?:at|as) |\b(?:Twitter|X): )\(?(@\w{2,30})(?![\w@.]*@)"
)
_ADDRESS = lazily(r"^(?:https?:)?(?://)?(?:www\.)?([a-z.]{4,30})/(?:#!/)?@?([A-Za-z0-9_.]{2,30})/?(?:[?#].*)?$")
_MOST = 60


class Account(NamedTuple):
    """An account that a bio names, and where; `shown` are the words of the handle, where the link shows one."""

    network: str
    name: str
    bio: Part
    place: Prose
    shown: Prose | None


def handles(scene: Scene) -> Iterator[Part]:
    """Yield the handles that differ from their own link, from an earlier one, or from the registry's."""
    first: dict[tuple[str, str], Account] = {}
    for account in sorted((*accounts(scene), *_told(scene)), key=lambda account: account.place.span()):
        usual, source, other = _usual(account, first, scene.knowledge)
        if usual:
            elements = (Element("usual", f"@{usual}"), Element("source", source), other)
            place = account.shown or account.place
            yield Part("handle", place, place.span(), account.bio.about, elements, account.bio.block)


def _usual(account: Account, first: dict[tuple[str, str], Account], knowledge: Knowledge) -> tuple[str, str, Element]:
    """Return what a handle should be, who says so, and where; nothing where nothing differs."""
    shown = account.shown.plain[1:] if account.shown else account.name
    if shown.lower() != account.name.lower():
        return account.name, "its own link", Element("its own link", "")
    who = person(account.bio.about, knowledge)
    registered = tuple(_registered(who, account.network, knowledge)) if who and not who.is_withheld else ()
    if registered and shown.lower() not in map(str.lower, registered) and _is_own(shown.lower(), account, registered):
        said = f"the registry has @{registered[0]}"
        return registered[0], "the registry", Element("registry", said, place=who.place if who else None)
    earlier = first.setdefault((account.bio.about, account.network), account)
    # A person may have two accounts; two that differ by a letter are one.
    is_other = earlier.name.lower() != shown.lower() and is_slip(earlier.name.lower(), shown.lower())
    told = Element("written otherwise here", earlier.name, earlier.place)
    return (earlier.name if is_other else "", "the other mention", told)


def _is_own(shown: str, account: Account, registered: tuple[str, ...]) -> bool:
    """Tell whether a handle is meant to be the author's: a bio may name the account of a project too."""
    surname = account.bio.about.split()[-1]
    return (len(surname) > 3 and surname in shown) or any(is_slip(shown, known.lower()) for known in registered)


def _sole(scene: Scene) -> Iterator[Part]:
    """Yield the bios of one person: of two who share a bio nobody knows whose an account is."""
    bios = scene.article.each("bio")[:_MOST]
    spans = [bio.span for bio in bios]
    yield from (bio for bio in bios if spans.count(bio.span) == 1)


def accounts(scene: Scene) -> Iterator[Account]:
    """Yield the accounts that the bios of one person link to."""
    by_block: dict[int, list[Link]] = {}
    for link in scene.article.links:
        by_block.setdefault(link.block, []).append(link)
    seen: set[int] = set()
    for bio in _sole(scene):
        for link in by_block.get(bio.block, ()):
            words = link.words.span()
            is_ours = bio.span.start <= words.start < words.end <= bio.span.end
            if bio.block < 0 or not is_ours or link.span.start in seen:
                continue
            seen.add(link.span.start)
            network, name = _account(link.href.plain, scene.knowledge)
            if name:
                match = _SHOWN.fullmatch(link.words.plain.strip())
                at = link.words.plain.find(match[0]) if match else 0
                shown = link.words.cut(at, at + len(match[0])) if match else None
                yield Account(network, name, bio, link.words, shown)


def _told(scene: Scene) -> Iterator[Account]:
    """Yield the handles that bios name in words: "on Twitter at @roe"; those that are linked have a link's say."""
    linked = [link.words.span() for link in scene.article.links]
    for bio in _sole(scene):
        for match in _IN_WORDS.finditer(bio.prose.plain):
            shown = bio.prose.cut(*match.span(1))
            at = shown.span()
            if not any(span.start <= at.start < span.end for span in linked):
                yield Account("twitter", shown.plain[1:], bio, shown, shown)


def _account(address: str, knowledge: Knowledge) -> tuple[str, str]:
    match = _ADDRESS.match(address.strip()[:200])
    if match is None or match[2].lower() in listed("pages", knowledge):
        return "", ""
    network = knowledge.lists["persons"]["networks"].get(match[1].lower(), "")
    return network, match[2] if network else ""


def _registered(who: Person, network: str, knowledge: Knowledge) -> Iterator[str]:
    for platform, handle in who.handles:
        is_same_network = platform.lower() == network or (network == "twitter" and platform.lower() == "x")
        if is_same_network and handle:
            yield _account(handle, knowledge)[1] or handle.lstrip("@")
