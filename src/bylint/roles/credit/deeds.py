"""From the exact name of a Creative Commons licence to its deed, and credits that name one without a link to it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any

from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.markup import Link
from bylint.model.prose import Prose
from bylint.roles.credit.markup import is_html
from bylint.roles.credit.standing import Stand
from bylint.roles.credit.vocabulary import Vocabulary
from bylint.text.fold import folded
from bylint.text.lazy import lazily

# In the header, in attributes and in hidden data only the template knows what becomes of a link.
_PLACES = ("caption", "beside", "apart")
_GAP = lazily(r"[\s,-]+")
_NAME = lazily(r"(?:creative commons|cc) (.+?) v?(\d\.\d)(?: (\w+))?(?: (?:licen[cs]e|deed))?")
_LINKED = frozenset(("source-link", "licence-link"))


def deed_of(words: str, deeds: Mapping[str, Any]) -> str:
    """Return the address of the deed of a licence that is named exactly, or nothing."""
    match = _NAME.fullmatch(_GAP.sub(" ", folded(words)).strip())
    if match is None or match[2] not in deeds["versions"]:
        return ""
    kind = next((kind for kind, names in deeds["kinds"].items() if match[1] in names), "")
    more = match[3] or ""
    is_port = more in deeds["ports"].get(match[2], ())
    if not kind or (more and not is_port and more not in (*deeds["versions"][match[2]], "license", "licence", "deed")):
        return ""
    return f"{deeds['address']}/{kind}/{match[2]}/" + (f"{more}/" if is_port else "")


def unlinked(
    article: Article, stand: Stand, links: Iterable[Link], found: tuple[Element, ...], known: Vocabulary
) -> Iterator[Element]:
    """Yield that a licence comes without a link, and what to write in its place."""
    creator = next((element for element in found if element.name == "creator"), None)
    licence = next((element for element in found if element.name == "licence"), None)
    if creator is None or licence is None or not licence.prose or stand.where not in _PLACES:
        return
    if any(element.name in _LINKED for element in found) or folded(creator.words) in known.own_work:
        return
    deed = deed_of(licence.words, known.deeds)
    if not deed or stand.block < 0 or article.format == "text" or _is_linked(article, deed):
        return
    yield Element("lack", "a link to the licence", licence.prose)
    linked = _linked(article, stand, licence.prose, deed)
    if linked and not any(_overlap(link, licence.prose) for link in links):
        yield Element("instead", linked, licence.prose)


def _is_linked(article: Article, deed: str) -> bool:
    """Tell whether the article leads to the deed anywhere: once is enough for all its pictures."""
    address = deed.partition("//")[2].rstrip("/")
    return any(address in link.href.plain.casefold() for link in article.links)


def _linked(article: Article, stand: Stand, prose: Prose, deed: str) -> str:
    """Return the link in the markup that holds at this place; nothing where that cannot be told."""
    text, span = article.source.text, prose.span()
    if text[span.start : span.end] != prose.plain:
        return ""
    block = article.blocks[stand.block]
    if is_html(article, block):
        return f'<a href="{deed}">{prose.plain}</a>'
    is_marked = re.search(r"[<`]", text[block.span.start : block.span.end])
    return "" if is_marked else f"[{prose.plain}]({deed})"


def _overlap(link: Link, prose: Prose) -> bool:
    span = prose.span()
    return link.span.start < span.end and span.start < link.span.end
