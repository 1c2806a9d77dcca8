"""Accounts of authors, as their bios link to them or name them."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.model.article import Article
from bylint.model.markup import Link
from bylint.model.parts_people import Account
from bylint.model.parts_people import Bio
from bylint.model.world import Knowledge
from bylint.roles.people import people_words
from bylint.text.patterns import lazily

_SHOWN = lazily(r"@[A-Za-z0-9_.]{2,30}(?<!\.)(?![\w@.]*@)")
_IN_WORDS = lazily(
    r"(?:[Oo]n (?:X|Twitter)(?: at| as)?:? |[Tt]weets (?:at|as) |\b(?:Twitter|X): )\(?(@\w{2,30})(?![\w@.]*@)"
)
_ADDRESS = lazily(r"^(?:https?:)?(?://)?(?:www\.)?([a-z.]{4,30})/(?:#!/)?@?([A-Za-z0-9_.]{2,30})/?(?:[?#].*)?$")
_MOST = 60


def find(article: Article, knowledge: Knowledge) -> Iterator[Account]:
    """Yield the accounts to which the bios of one person link, then those that they name in words alone."""
    bios = tuple(_bios_of_one(article))
    if bios:
        yield from _linked(article, bios, knowledge)
        yield from _told(article, bios)


def account_at(address: str, knowledge: Knowledge) -> tuple[str, str]:
    """Return the network to which an address leads, and the name of the account there."""
    match = _ADDRESS.match(address.strip()[:200])
    if match is None or match[2].lower() in people_words("pages", knowledge):
        return "", ""
    network = knowledge.lists["persons"]["networks"].get(match[1].lower(), "")
    return network, match[2] if network else ""


def _bios_of_one(article: Article) -> Iterator[Bio]:
    """Yield the bios of one person: of two who share a bio nobody knows whose an account is."""
    bios = article.parts.of(Bio)[:_MOST]
    spans = [bio.span for bio in bios]
    yield from (bio for bio in bios if spans.count(bio.span) == 1)


def _linked(article: Article, bios: tuple[Bio, ...], knowledge: Knowledge) -> Iterator[Account]:
    by_block: dict[int, list[Link]] = {}
    for link in article.links:
        by_block.setdefault(link.block, []).append(link)
    seen: set[int] = set()
    for bio in bios:
        for link in by_block.get(bio.block, ()):
            words = link.words.span()
            is_ours = bio.span.start <= words.start < words.end <= bio.span.end
            if bio.block < 0 or not is_ours or link.span.start in seen:
                continue
            seen.add(link.span.start)
            network, name = account_at(link.href.plain, knowledge)
            if name:
                match = _SHOWN.fullmatch(link.words.plain.strip())
                at = link.words.plain.find(match[0]) if match else 0
                shown = link.words.cut(at, at + len(match[0])) if match else None
                yield Account(link.words, shown, network, name, bio, is_linked=True)


def _told(article: Article, bios: tuple[Bio, ...]) -> Iterator[Account]:
    """Yield the handles that bios name in words: "on Twitter at @roe"; those that are linked have a link's say."""
    linked = [link.words.span() for link in article.links]
    for bio in bios:
        for match in _IN_WORDS.finditer(bio.prose.plain):
            shown = bio.prose.cut(*match.span(1))
            at = shown.span()
            if not any(span.start <= at.start < span.end for span in linked):
                yield Account(shown, shown, "twitter", shown.plain[1:], bio, is_linked=False)
