"""What a credit's links add to it, and what a Creative Commons credit lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from urllib.parse import urlsplit

from bylint.model.article import Element
from bylint.model.markup import Link
from bylint.model.prose import Prose
from bylint.model.prose import prose_at
from bylint.roles.credit.fields import meaning
from bylint.roles.credit.finding import Credit
from bylint.roles.credit.vocabulary import Vocabulary
from bylint.text.lazy import lazily

_ADDRESS = lazily(r"(?:https?://|www\.)[^\s<>()\[\]\"']{4,300}", re.IGNORECASE)
# As a field writes it, the target of a link stands right behind its words.
_TARGET = lazily(r"\]\(\s{0,3}<?([^\s()<>]{4,300})")
_PAGE = ("source-link", "licence-link")


def completed(
    text: str,
    credit: Credit,
    links: Iterable[Link],
    fields: Sequence[tuple[str, Prose]],
    known: Vocabulary,
    *,
    can_link: bool,
) -> tuple[Element, ...]:
    """Return the elements of a credit, with its links and what it lacks. `text`: the file's; `links`: the block's."""
    linked = {element.words: element for element in _links(text, credit, links, fields, known)}
    found = (*credit.elements, *linked.values())
    family = next((element.words for element in found if element.name == "family"), "")
    if family:
        is_linked = any(element.name == "source-link" for element in found)
        found = (*found, Element("weight", "linked" if is_linked else family))
    return (*found, *_lack(found, family)) if can_link else found


def _links(
    text: str, credit: Credit, links: Iterable[Link], fields: Sequence[tuple[str, Prose]], known: Vocabulary
) -> Iterator[Element]:
    for link in links:
        yield from _address(link.href.plain, link.href, known)
    # As written: in a field, links still stand as markup.
    span = credit.prose.span()
    for match in _ADDRESS.finditer(text, *span):
        yield from _address(match[0].rstrip(".,;"), prose_at(text, *match.span()), known)
    target = _TARGET.match(text, span.end)
    if target:
        yield from _address(target[1], prose_at(text, *target.span(1)), known)
    for name, prose in fields:
        if meaning(name, is_nested=True) == "address":
            yield from _address(prose.plain, prose, known)


def _address(href: str, prose: Prose, known: Vocabulary) -> Iterator[Element]:
    if any(address in href for address in known.licence_addresses):
        yield Element("licence-link", href, prose)
    elif _leads_to_page(href):
        yield Element("source-link", href, prose)


def _leads_to_page(href: str) -> bool:
    """Tell whether an address leads deeper than a host's front page."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    return bool(parts.path.strip("/") or parts.query) and not href.startswith(("#", "mailto:"))


def _lack(found: tuple[Element, ...], family: str) -> Iterator[Element]:
    names = {element.name for element in found}
    if family != "creative-commons" or "creator" not in names or names & {"version", *_PAGE}:
        return
    licence = next(element for element in found if element.name == "licence")
    yield Element("lack", "a version, a link to the licence or a link to the source", licence.prose)
