"""Whether readers of a page see the names that its hidden data holds."""

from __future__ import annotations

from typing import NamedTuple

from bylint.model.article import Article
from bylint.roles.byline.names import Name
from bylint.roles.byline.names import printed
from bylint.text.fold import bare

_UNSEEN = frozenset(("comment", "hidden", "element"))
_MOST = 3000
_LONGEST = 20_000
_EMPTY = 400
"""Letters of a page that shows nothing until its scripts run."""


class Page(NamedTuple):
    """The lines that readers see, in small letters; none where what they see is not known."""

    lines: tuple[str, ...] = ()


def page_of(article: Article) -> Page:
    """Return what readers see of a page; a file with a header is a page's source, not the page."""
    if article.format != "html" or any(field.origin == "front-matter" for field in article.fields):
        return Page()
    texts = [block.prose.plain for block in article.blocks[:_MOST] if block.kind not in _UNSEEN]
    lines = tuple(text[:_LONGEST].casefold() for text in texts if text)
    return Page(lines if sum(map(len, lines)) > _EMPTY else ())


def shown(origin: str, listed: tuple[Name, ...], page: Page) -> tuple[Name, ...]:
    """Return the names that the page shows. Of structured data one is enough: a page may shorten a list of authors."""
    if origin not in ("meta", "json-ld", "microdata") or not page.lines:
        return listed
    seen = tuple(name for name in listed if _is_shown(printed(name), page))
    if origin == "meta":
        return seen
    return listed if seen or any(name.kind == "body" for name in listed) else ()


def _is_shown(name: str, page: Page) -> bool:
    key = bare(name)
    longest = max(name.casefold().split(), key=len, default="")
    return any(longest in line and key in bare(line) for line in page.lines)
